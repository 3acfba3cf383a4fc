"""Words in quotation marks in the editors' own text.

In: a claim's own text. Out: the words between double quotation marks, which must be in one of the claim's excerpts.
Single marks are free for terms and titles, the white corner brackets of Chinese and Japanese are not.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape

from verbatim.quotation.text.folding import INVISIBLE, fold
from verbatim.quotation.text.quotation_marks import ALSO_OPENING, DOUBLE
from verbatim.quotation.text.source_text import SourceText, Span
from verbatim.quotation.text.whole_words import occurrences

# The accents and letters of this shape, and the ditto mark.
_LOOKS_LIKE_A_MARK = "\u02ba\u02dd\u02ee\u3003"
# Two of these in a row look like a double mark, as two apostrophes do.
_LOOKS_LIKE_HALF_A_MARK = "ʹʻʼʽˈˊˋ΄՚ꞌ＇❛❜"
# What may close the words that a mark opens. Two single marks look like a double one, TeX writes ``so'', and HTML's
# element is printed as it is written. The last four look like a mark, except between two letters.
_CLOSED_BY = {
    **{mark: tuple(closed_by) for mark, closed_by in {**DOUBLE, **ALSO_OPENING}.items()},
    "\N{LEFT WHITE CORNER BRACKET}": ("\N{RIGHT WHITE CORNER BRACKET}",),
    "\N{RIGHT WHITE CORNER BRACKET}": (),
    "''": ("''",),
    "``": ("''",),
    "‘‘": ("’’",),
    "’’": (),
    "‚‚": ("‘‘", "’’"),
    ",,": ("''", "``", "‘‘", "’’", "“", "”", '"'),
    "‹‹": ("››",),
    "››": ("‹‹", "››"),
    "<<": (">>",),
    ">>": ("<<", ">>"),
    "′′": ("′′",),
    "´´": ("´´",),
    "≪": ("≫",),
    "≫": ("≪", "≫"),
    "❮❮": ("❯❯",),
    "❯❯": ("❮❮", "❯❯"),
    **{2 * mark: tuple(2 * other for other in _LOOKS_LIKE_HALF_A_MARK) for mark in _LOOKS_LIKE_HALF_A_MARK},
    "<q>": ("</q>",),
    "</q>": (),
    **{mark: (mark,) for mark in _LOOKS_LIKE_A_MARK},
}
_HIDDEN_BETWEEN_MARKS = re.compile(
    rf"(?<=([,`'‘’‚‹›<>′´❮❯{_LOOKS_LIKE_HALF_A_MARK}]))(?:{INVISIBLE.pattern}|[\u2009\u200a\u202f])+(?=\1)"
)
_MARK = re.compile("|".join(map(re.escape, _CLOSED_BY)))
_QUOTING_TAG = re.compile(r"<(/?)(?:q|blockquote)(?:\s[^<>]*)?>", re.IGNORECASE)
# Gershayim mark a Hebrew abbreviation, and are often typed as a straight mark.
_IN_ABBREVIATION = re.compile(r"(?<=[\u05d0-\u05ea])[\"\u05f4](?=[\u05d0-\u05ea])")
_IN_WORD = re.compile(rf"(?<=[^\W\d_])[{_LOOKS_LIKE_A_MARK}](?=[^\W\d_])")
_INCHES_OR_SECONDS = re.compile(r"(?<=[0-9])(?:[\"\u2033]|''|′′)(?!\w)")
# What sets a line off from the text as a quotation.
_SET_OFF = re.compile(r"^(?: {0,3}>)+ ?", re.MULTILINE)
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_EMPHASIS = re.compile(r"(?<![\w*_])[*_]{1,3}(?=\S)|(?<=\S)(?<![*_])[*_]{1,3}(?!\w)")
# What all of these patterns need.
_MARKUP = re.compile(r"[>`&\[*_]")
# What is left out before or after the words leaves nothing out of them.
_OMITTED_AT_START = re.compile(r"^\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")
_OMITTED_AT_END = re.compile(r"\s*\[\s*(?:…|\.\.\.)\s*\]\s*$")
_BEFORE_A_CLOSING_MARK = " .,;:!?…،؛؟۔。，、；：！？।"


def printed(markdown: str) -> str:
    """The words that a text in Markdown prints: a link as its words, without emphasis, and `&ldquo;` as a mark.

    Straight marks in code are left out: they quote nothing. References in code are printed as they are written.
    """
    if not _MARKUP.search(markdown):
        return markdown
    text = _LINK.sub(r"\1", _SET_OFF.sub("", markdown))
    text = _CODE.sub(lambda found: found[2].replace('"', "").replace("&", "&amp;"), text)
    return _REFERENCE.sub(lambda found: unescape(found[0]), _EMPHASIS.sub("", text))


def quoted_words(text: str) -> Iterator[str]:
    """The words between each pair of marks, in order. A mark without a partner gives the text from it on."""
    if not text.isascii():
        text = _HIDDEN_BETWEEN_MARKS.sub("", text)
    if "<" in text:
        text = _QUOTING_TAG.sub(r"<\1q>", text)
    for span in quoted_spans(text):
        yield text[span.start : span.end]


def quoted_spans(text: str) -> Iterator[Span]:
    """The spans of these words."""
    end = 0
    while opening := next((mark for mark in _marks(text, end) if not _is_unit(mark)), None):
        closed_by = _CLOSED_BY[opening[0]]
        partner = next((mark for mark in _marks(text, opening.end()) if mark[0] in (opening[0], *closed_by)), None)
        if partner is None or partner[0] not in closed_by:
            yield Span(opening.start(), len(text))
            return
        yield Span(opening.end(), partner.start())
        end = partner.end()


def _marks(text: str, start: int) -> Iterator[re.Match[str]]:
    """The marks of a text from an offset on."""
    for mark in _MARK.finditer(text, start):
        if not _IN_ABBREVIATION.match(text, mark.start()) and not _IN_WORD.match(text, mark.start()):
            yield mark


def _is_unit(mark: re.Match[str]) -> bool:
    return _INCHES_OR_SECONDS.match(mark.string, mark.start()) is not None


def is_in_any(words: str, quotations: Iterable[str]) -> bool:
    """Whether one of the quotations holds the words, typography aside. Punctuation before the closing mark is free."""
    forms = _forms(words)
    return any(any(occurrences(form, _source(quotation))) for quotation in quotations for form in forms)


# Each quotation of a claim is searched for each of its own words.
@lru_cache(maxsize=100)
def _source(quotation: str) -> SourceText:
    return SourceText(quotation)


def spans_in(words: str, quotation: str) -> Iterator[Span]:
    """Where a quotation holds the words, typography aside. Punctuation before the closing mark is free."""
    source = _source(quotation)
    for form in _forms(words):
        yield from occurrences(form, source)


# The same words are looked for in each quotation of a claim.
@lru_cache(maxsize=100)
def _forms(words: str) -> tuple[str, ...]:
    """The words folded, with and without the punctuation before the closing mark and what is omitted at either end."""
    inner = _OMITTED_AT_END.sub("", _OMITTED_AT_START.sub("", words))
    forms = dict.fromkeys((words, words.rstrip(_BEFORE_A_CLOSING_MARK), inner, inner.rstrip(_BEFORE_A_CLOSING_MARK)))
    return tuple(dict.fromkeys(fold(form).text.strip() for form in forms))
