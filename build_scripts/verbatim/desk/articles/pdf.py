"""Reads the text of a PDF, page by page, with pypdf.

In: the bytes of a file. Out: its lines. A PDF of pictures has no text, and one with a password is not opened.
"""

import io
import logging

from verbatim.desk.articles.encoding import UnreadableError
from verbatim.model.text_file import CONTROL

BEGINNING = b"%PDF"

# No document that is cited in a claim has more; a hostile one could have millions.
_MOST_PAGES = 2_000
_MOST_CHARACTERS = 8_000_000


def pdf_text(raw: bytes) -> str:
    """The text of a PDF, with a line end after each of its lines. Raises UnreadableError."""
    from pypdf import PdfReader  # noqa: PLC0415 - it takes a while to import, and hardly any source is a PDF

    # What is odd in a file is told in a log by default; no reader of this text can mend it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(raw))
        for page in reader.pages[:_MOST_PAGES]:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > _MOST_CHARACTERS:
                break
    except Exception as error:  # a damaged file makes pypdf raise errors of many kinds
        hint = "open it, and copy the article’s words into a text file"
        raise UnreadableError("the PDF is damaged, or cannot be read without a password", hint) from error
    return CONTROL.sub("", "\n".join(pages).replace("\r\n", "\n").replace("\f", "\n"))
