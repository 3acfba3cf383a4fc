"""Links that scroll to the quoted words on the page they came from.

In: an excerpt. Out: the shortest text directive, `:~:text=[prefix-,]start[,end][,-suffix]` (WICG, URL Fragment Text
Directives), that names its words and no others in the source's text. What the page at that address holds today we cannot
know; a browser that finds no such words shows the page from its top.

Shortest, as written in an address, among these: *start* is the whole quotation, or its first words with its last words as
*end* and others between, each on one line, since a browser matches no term over the edge of a block. *prefix* and *suffix* are up to
`_MOST_AROUND` words of one line just before and after, with a letter or a digit among them. Such a directive names one place if

- prefix, start and suffix, or with an *end* prefix and start, stand once in the text, be it within longer words;
- end and suffix stand once from the start of the quotation to its end;
- what begins or ends within a word has its neighbour on that side, since a browser looks for whole words.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from urllib.parse import quote

from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.folding import INVISIBLE
from verbatim.quotation.quotation_marks import STRAIGHT
from verbatim.quotation.source_text import Span

# Words at each end of a quotation that is not named whole. Where we have the whole text, fewer would do to name one place in
# it, but might stand anywhere in the menus and comments round it. Of a record we have only passages: eight running words
# seldom stand twice by chance.
_FEWEST, _FEWEST_OF_RECORDS = 3, 8

# Words before or after that are tried to tell two places apart; beyond that there is no directive.
_MOST_AROUND = 8

_WORD = re.compile(r"\S+")
_GAP = re.compile(r"\s+")
_BEYOND_LATIN = re.compile("[^\x00-\u02ff]")
# What joins two letters or digits when it stands between them (Unicode Standard Annex 29: MidLetter, MidNum, MidNumLet).
_JOINING = frozenset(".,:;'’‘·․‧︓﹒﹕＇．：")


@dataclass(frozen=True)
class _Term:
    """One part of a directive: where it stands, as it is written in an address, and as a browser compares it."""

    span: Span
    written: str
    compared: str


def text_directive(excerpt: Excerpt) -> str | None:
    """The directive for an excerpt's words; None where none of those above names just this place."""
    return _shortest(excerpt.text.text, excerpt.spans, _FEWEST if excerpt.proven else _FEWEST_OF_RECORDS)


@cache
def _shortest(text: str, spans: tuple[Span, ...], fewest: int) -> str | None:
    before, after = _before(text, spans[0].start), _after(text, spans[-1].end)
    found = [*_whole(text, spans, before, after), *_ranges(text, spans, before, after, fewest)]
    return min((f":~:text={written}" for written in found), key=len, default=None)


def _whole(text: str, spans: tuple[Span, ...], before: list[_Term], after: list[_Term]) -> Iterator[str]:
    """The whole quotation: with each prefix the least suffix that leaves one place."""
    if len(spans) > 1 or "\n" in text[spans[0].start : spans[0].end]:
        return
    start = _term(text, spans[0].start, spans[0].end)
    everything = _compared(text)
    places = _places(everything, start)
    for prefix in before:
        preceded = [place for place in places if _precedes(prefix, everything, place)]
        for suffix in after:
            if sum(_follows(suffix, everything, place + len(start.compared)) for place in preceded) == 1:
                yield f"{_as_prefix(prefix)}{start.written}{_as_suffix(suffix)}"
                if suffix is after[0]:
                    return
                break


def _ranges(text: str, spans: tuple[Span, ...], before: list[_Term], after: list[_Term], fewest: int) -> Iterator[str]:
    """The first words of the quotation to its last, with others or a line end between."""
    heads = list(_heads(text, spans[0], before, fewest))
    tails = list(_tails(text, Span(spans[0].start, spans[-1].end), spans[-1].start, after, fewest))
    for (head_end, head), (tail_start, tail) in product(heads, tails):
        if re.search(r"\S|\n", text[head_end : max(head_end, tail_start)]):
            yield f"{head},{tail}"


def _heads(text: str, span: Span, before: list[_Term], fewest: int) -> Iterator[tuple[int, str]]:
    """For each number of first words the least prefix with which they stand once in the text, and where they end."""
    line_end = text.find("\n", span.start, span.end)
    words = [found.end() for found in _WORD.finditer(text, span.start, span.end if line_end < 0 else line_end)]
    everything = _compared(text)
    for end in words[min(fewest, len(words)) - 1 :]:
        start = _term(text, span.start, end)
        places = _places(everything, start)
        prefix = next(
            (prefix for prefix in before if sum(_precedes(prefix, everything, place) for place in places) == 1), None
        )
        if prefix and _is_edge(text, end):
            yield end, f"{_as_prefix(prefix)}{start.written}"
            if prefix is before[0]:
                return


def _tails(text: str, quotation: Span, begin: int, after: list[_Term], fewest: int) -> Iterator[tuple[int, str]]:
    """For each number of last words the least suffix with which they stand once from the quotation's start on, and where they start."""
    line_start = text.rfind("\n", begin, quotation.end) + 1
    words = [found.start() for found in _WORD.finditer(text, max(begin, line_start), quotation.end)][::-1]
    quoted = _as_compared(text[quotation.start : quotation.end])
    rest = _as_compared(text[quotation.start : max([quotation.end, *(term.span.end for term in after)])])
    for start in words[min(fewest, len(words)) - 1 :]:
        end = _term(text, start, quotation.end)
        places = _places(quoted, end)
        suffix = next(
            (suffix for suffix in after if sum(_follows(suffix, rest, at + len(end.compared)) for at in places) == 1),
            None,
        )
        if suffix and _is_edge(text, start):
            yield start, f"{end.written}{_as_suffix(suffix)}"
            if suffix is after[0]:
                return


def _before(text: str, at: int) -> list[_Term]:
    """The prefixes to try, the shortest first; none at all is among them unless a word runs on."""
    line_end = len(text[:at].rstrip())
    words = [found.start() for found in _WORD.finditer(text, text.rfind("\n", 0, line_end) + 1, line_end)]
    terms = [_term(text, start, line_end) for start in words[: -_MOST_AROUND - 1 : -1]]
    return [
        *([_term(text, at, at)] if _is_edge(text, at) else []),
        *(term for term in terms if re.search(r"\w", term.compared)),
    ]


def _after(text: str, at: int) -> list[_Term]:
    """The suffixes to try, the shortest first; none at all is among them unless a word runs on."""
    gap = _GAP.match(text, at)
    start = gap.end() if gap else at
    line_end = text.find("\n", start)
    words = [found.end() for found in _WORD.finditer(text, start, len(text) if line_end < 0 else line_end)]
    terms = [_term(text, start, end) for end in words[:_MOST_AROUND]]
    return [
        *([_term(text, at, at)] if _is_edge(text, at) else []),
        *(term for term in terms if re.search(r"\w", term.compared)),
    ]


def _places(text: str, term: _Term) -> list[int]:
    """Where a term stands in a text as a browser compares it, also within longer words."""
    places, at = [], text.find(term.compared)
    while at >= 0:
        places.append(at)
        at = text.find(term.compared, at + 1)
    return places


def _precedes(prefix: _Term, text: str, at: int) -> bool:
    """Whether a prefix stands just before a place, with any white space between."""
    return text.endswith(prefix.compared, 0, at - 1 if text[:at].endswith((" ", "\n")) else at)


def _follows(suffix: _Term, text: str, at: int) -> bool:
    """Whether a suffix stands just after a place, with any white space between."""
    return text.startswith(suffix.compared, at + 1 if text.startswith((" ", "\n"), at) else at)


def _is_edge(text: str, at: int) -> bool:
    """Whether a word certainly begins or ends here (Unicode Standard Annex 29)."""
    around = f"  {text[max(0, at - 2) : at]}"[-2:] + f"{text[at : at + 2]}  "[:2]
    second, left, right, fourth = tuple(around)
    return not (
        (_in_word(left) and _in_word(right))
        or (_in_word(left) and right in _JOINING and _in_word(fourth))
        or (_in_word(second) and left in _JOINING and _in_word(right))
    )


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf")


def _term(text: str, start: int, end: int) -> _Term:
    words = text[start:end]
    return _Term(Span(start, end), _encoded(words), _as_compared(words))


@cache
def _compared(text: str) -> str:
    """The whole text as a browser compares it."""
    return _as_compared(text)


def _as_compared(text: str) -> str:
    """Without case, accents, form of quotation marks and characters that have no width; white space as a space or a line end.

    A browser compares base characters (Unicode Technical Standard 10, primary level). What is the same for it is the same here,
    and perhaps a little more, which makes a directive longer but never wrong.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(STRAIGHT))
        text = _BEYOND_LATIN.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], text)
        text = INVISIBLE.sub("", text)
    return _GAP.sub(lambda found: "\n" if "\n" in found[0] else " ", text.casefold())


def _as_prefix(term: _Term) -> str:
    return f"{term.written}-," if term.written else ""


def _as_suffix(term: _Term) -> str:
    return f",-{term.written}" if term.written else ""


def _encoded(words: str) -> str:
    """Percent-encoded; also `-`, which the directive's own syntax uses and no URL encoder touches."""
    return quote(" ".join(INVISIBLE.sub("", words).split()), safe="").replace("-", "%2D")
