"""PDFs with lines of text, written byte for byte: no library that the tests have writes them."""

from collections.abc import Sequence


def pdf_of(*pages: Sequence[str], properties: str = "") -> bytes:
    """A PDF with so many pages, each of some lines; `properties` are entries of its information dictionary.

    Its characters are those of windows-1252.
    """
    numbers = [5 + 2 * number for number in range(len(pages))]
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{' '.join(f'{number} 0 R' for number in numbers)}] /Count {len(pages)} >>".encode(),
        3: b"<< /Font << /F1 4 0 R >> >>",
        4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    for number, lines in zip(numbers, pages, strict=True):
        shown = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj 0 -14 Td " for line in lines)
        stream = b"BT /F1 11 Tf 40 780 Td " + shown.encode("cp1252") + b"ET"
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources 3 0 R >>" % (number + 1)
        )
        objects[number + 1] = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)
    last = len(objects) + 1
    objects[last] = f"<< {properties} >>".encode()
    content, offsets = b"%PDF-1.4\n", []
    for number, body in objects.items():
        offsets.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1) + table
    content += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (last + 1, last)
    return content + b"startxref\n%d\n%%%%EOF\n" % start
