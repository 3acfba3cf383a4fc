"""Reads the text of a PDF, page by page, with pypdf, and has the fold that is for PDFs alone.

In: the bytes of a file. Out: its lines, without the numbers and the running titles of its pages; for `add-source` its
paragraphs. A PDF of pictures has no text, and one with a password is not opened.

The fold: a hyphen at the end of a line, between two letters, may belong to the word (`well-known`) or only to the line
(`negotia-tions`); the PDF does not say which. Where words are looked for, the hyphen stays if they have it there, and
goes if they do not. Where the text is stored, it stays if the rest of the text has the word with a hyphen more often
than without. Both are readings that the printed page allows; the editor compares each, and the entry's note lists them.
Pages and plain texts are not folded like that: they have no such line ends.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil
from typing import TYPE_CHECKING

from verbatim.desk.articles.encoding import MAX_BYTES, UnreadableError
from verbatim.desk.articles.guard import LINE_END, Changed
from verbatim.desk.articles.page.page_details import Detail
from verbatim.model.reading.text_file import CONTROL
from verbatim.quotation.text.folding import fold

if TYPE_CHECKING:
    from pypdf import PdfReader

BEGINNING = b"%PDF"

# No document that is cited in a claim has more; a hostile one could have millions.
_MOST_PAGES = 2_000
_MOST_CHARACTERS = 8_000_000

# A hyphen or a soft hyphen between two letters, with a line end and perhaps blanks after it.
_BREAK = re.compile(r"(?P<before>[^\W\d_]+)[-\u2010\u00ad][ \t]*\n[ \t]*(?P<after>[^\W\d_]+)")

# Between two lines no blank is missing after another hyphen (`2019-20`), nor between Chinese or Japanese characters.
_WITHOUT_BLANK = re.compile(
    r"(?<=\S[-\u2010])\n(?=\S)|(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])\n(?=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])"
)

# The number of a page as a line of its own: `7`, `- 7 -`, `7/12`, `Page 7 of 12`.
_PAGE_NUMBER = re.compile(
    r"[-\u2013\s]*(?:(?:page|p|seite|s|página|pág|стр)\.? )?\d{1,4}(?: ?(?:/|of|von|de|sur|из) ?\d{1,4})?[-\u2013\s]*",
    re.IGNORECASE,
)

# The number of pages on which a first or last line must be the same to be a running title.
_RUNNING = 3

# A line shorter than this share of the usual long ones of its page ends its paragraph, or is a heading. One of ten
# lines may be longer than usual, such as an address.
_SHORT, _USUAL = 0.75, 0.9

# How the last line of a page ends if its paragraph ends there, too.
_SENTENCE_ENDS = (".", "!", "?", "”", "»", "。", "।", "؟")

# A first line is taken for the headline up to this length, in code points.
LONGEST_HEADLINE = 200

# Words made whole that the note of the entry lists.
_MOST_LISTED = 20


@dataclass(frozen=True)
class PdfText:
    """What `add-source` stores of a PDF: its paragraphs, those with words made whole, and these words."""

    paragraphs: tuple[str, ...]
    changed: tuple[Changed, ...]
    made_whole: tuple[str, ...]
    left_out: tuple[str, ...]
    details: dict[str, Detail]

    @property
    def note(self) -> str:
        """How the text was made, for readers."""
        note = "The text was taken out of the PDF by pypdf; its lines were joined to paragraphs"
        number = len(self.left_out)
        if number:
            lines = "1 line" if number == 1 else f"{number} lines"
            note += f", and {lines} with page numbers or running titles left out"
        if not self.made_whole:
            return f"{note}."
        words = ", ".join(self.made_whole[:_MOST_LISTED])
        more = f" and {len(self.made_whole) - _MOST_LISTED} more" if len(self.made_whole) > _MOST_LISTED else ""
        return f"{note}. Words that line ends break were made whole: {words}{more}."


def pdf_text(raw: bytes) -> str:
    """The text of a PDF, with a line end after each of its lines. Raises UnreadableError."""
    pages, _ = _without_furniture(_pages(_opened(raw)))
    return "\n".join("\n".join(lines) for lines in pages)


def read_pdf(raw: bytes) -> PdfText:
    """The text of a PDF as it can be stored. Raises UnreadableError."""
    if len(raw) > MAX_BYTES:
        hint = "copy the article’s words into a text file, and add that"
        raise UnreadableError(f"the file has more than {MAX_BYTES:,} bytes", hint)
    reader = _opened(raw)
    pages, left_out = _without_furniture(_pages(reader))
    as_printed = tuple(_paragraphs(pages))
    if not as_printed:
        hint = "copy the article’s words into a text file, and add that"
        raise UnreadableError("the PDF has no text; it may consist of pictures", hint)
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _BREAK.sub(" ", "\n".join(as_printed)).casefold()))
    made_whole: dict[str, None] = {}

    def whole(broken: re.Match[str]) -> str:
        joined, hyphenated = (f"{broken['before']}{sign}{broken['after']}" for sign in ("", "-"))
        is_longer = re.search(r"[-/_.:@]\S*$", broken.string[: broken.start()])  # an address, or `state-of-the-art`
        keeps = is_longer or words[hyphenated.casefold()] > words[joined.casefold()]
        chosen = hyphenated if keeps else joined
        made_whole[chosen] = None
        return chosen

    paragraphs: list[str] = []
    changed: list[Changed] = []
    for printed in as_printed:
        text = " ".join(_WITHOUT_BLANK.sub("", _BREAK.sub(whole, printed)).split())
        paragraphs.append(text)
        if _BREAK.search(printed):
            changed.append(Changed(text, printed.replace("\n", LINE_END)))
    return PdfText(tuple(paragraphs), tuple(changed), tuple(made_whole), left_out, _details(reader, paragraphs[0]))


def without_line_breaks(text: str, words: str) -> str:
    """The text with every word whole that a line end breaks, as the words that are looked for have it."""
    wanted = fold(words).text

    def whole(broken: re.Match[str]) -> str:
        hyphenated = f"{broken['before']}-{broken['after']}"
        return hyphenated if hyphenated in wanted else broken["before"] + broken["after"]

    return _BREAK.sub(whole, text)


def _opened(raw: bytes) -> "PdfReader":
    from pypdf import PdfReader  # noqa: PLC0415 - it takes a while to import, and hardly any source is a PDF

    # By default pypdf logs what is odd in a file; the reader of the text cannot mend it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return PdfReader(io.BytesIO(raw))
    except Exception as error:  # a damaged file makes pypdf raise errors of many kinds
        raise _damaged() from error


def _damaged() -> UnreadableError:
    hint = "open it, and copy the article’s words into a text file"
    return UnreadableError("the PDF is damaged, or cannot be read without a password", hint)


def _pages(reader: "PdfReader") -> list[list[str]]:
    """The lines of each page, as far as they are read."""
    pages: list[list[str]] = []
    length = 0
    try:
        for page in reader.pages[:_MOST_PAGES]:
            text = CONTROL.sub("", page.extract_text().replace("\r\n", "\n").replace("\f", "\n"))
            pages.append(text.split("\n"))
            length += len(text)
            if length > _MOST_CHARACTERS:
                break
    except Exception as error:  # as above
        raise _damaged() from error
    return pages


def _without_furniture(pages: Sequence[list[str]]) -> tuple[list[list[str]], tuple[str, ...]]:
    """The lines of each page without its number and its running titles; and the lines that were left out."""
    edges = Counter(
        edge for lines in pages for edge in {line.strip() for line in (*lines[:1], *lines[-1:]) if line.strip()}
    )
    left_out: list[str] = []

    def is_furniture(line: str) -> bool:
        text = line.strip()
        return not text or edges[text] >= _RUNNING or bool(len(pages) > 1 and _PAGE_NUMBER.fullmatch(text))

    kept: list[list[str]] = []
    for lines in pages:
        body = list(lines)
        for at in (0, -1):
            while body and is_furniture(body[at]):
                left_out += [line for line in [body.pop(at).strip()] if line]
        kept.append(body)
    return kept, tuple(left_out)


def _paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """The paragraphs with their line ends. A blank line ends one, and a short line after which no small letter begins.

    The last line of a page ends one only if a sentence ends with it.
    """
    lines: list[str] = []
    for page in pages:
        lengths = sorted(map(len, page))
        usual = lengths[ceil(_USUAL * (len(lengths) - 1))] if lengths else 0
        for line, following in zip_longest(page, page[1:]):
            text = line.strip()
            if text:
                lines.append(text)
            is_short = len(text) < _SHORT * usual and not (following or "").lstrip()[:1].islower()
            ends = text.endswith(_SENTENCE_ENDS) if following is None else is_short
            if lines and (not text or (ends and not text.endswith(("-", "\u2010", "\u00ad")))):
                yield "\n".join(lines)
                lines = []
    if lines:
        yield "\n".join(lines)


def _details(reader: "PdfReader", headline: str) -> dict[str, Detail]:
    """What the PDF says about itself; its title is often the name of a file, so the first line is proposed."""
    details = (
        {"title": Detail(headline, "the first line of the PDF", guessed=True)}
        if len(headline) <= LONGEST_HEADLINE
        else {}
    )
    try:
        known = reader.metadata
        author, made_on = (known.author, known.creation_date) if known else (None, None)
    except Exception:  # noqa: BLE001 - as above; a fault here loses nothing of the text
        return details
    if author and author.strip():
        details["author"] = Detail(" ".join(author.split()), "the PDF’s properties", guessed=True)
    if made_on:
        details["published"] = Detail(made_on.date().isoformat(), "the day on which the PDF was made", guessed=True)
    return details
