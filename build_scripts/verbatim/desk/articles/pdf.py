"""Reads the text of a PDF, page by page, with pypdf, and has the fold that is for PDFs alone.

In: the bytes of a file. Out: its lines. A PDF of pictures has no text, and one with a password is not opened.

The fold: a hyphen at the end of a line, between two letters, may belong to the word (`well-known`) or only to the line
(`negotia-tions`); the PDF does not say which. So the hyphen stays if the words that are looked for have it there, and
goes if they do not. Both are a reading that the printed page allows, and no other character changes. Pages and plain
texts are not folded like that: they have no such line ends.
"""

import io
import logging
import re

from verbatim.desk.articles.encoding import UnreadableError
from verbatim.model.reading.text_file import CONTROL
from verbatim.quotation.text.folding import fold

BEGINNING = b"%PDF"

# No document that is cited in a claim has more; a hostile one could have millions.
_MOST_PAGES = 2_000
_MOST_CHARACTERS = 8_000_000

# A hyphen or a soft hyphen between two letters, with a line end and perhaps blanks after it.
_BREAK = re.compile(r"(?P<before>[^\W\d_]+)[-\u2010\u00ad][ \t]*\n[ \t]*(?P<after>[^\W\d_]+)")


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


def without_line_breaks(text: str, words: str) -> str:
    """The text with every word whole that a line end breaks, as the words that are looked for have it."""
    wanted = fold(words).text

    def whole(broken: re.Match[str]) -> str:
        hyphenated = f"{broken['before']}-{broken['after']}"
        return hyphenated if hyphenated in wanted else broken["before"] + broken["after"]

    return _BREAK.sub(whole, text)
