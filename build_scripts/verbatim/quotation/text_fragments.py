"""Links that scroll to the quoted words on the page that they come from.

In: an excerpt. Out: the shortest text directive, `:~:text=[prefix-,]start[,end][,-suffix]` (WICG, URL Fragment Text
Directives), that names the excerpt's words and no others in the source's text. We cannot know what the page at that
address holds today; a browser that does not find the words shows the top of the page.

The directive is the shortest of these, as written in an address. *start* is the whole quotation; or *start* is its
first words and *end* its last words, with other words between them. Each is within one line, since a browser finds no
words across the edge of a block. *prefix* and *suffix* are up to `_MOST_CONTEXT_WORDS` words just before and after, of
one line, with a letter or a digit among them. A directive names one occurrence if

- prefix, start and suffix (with an *end*: prefix and start) occur once in the text, even as parts of longer words;
- end and suffix occur once between the start of the quotation and its end;
- a start or end that begins or ends inside a word has a prefix or suffix there, since a browser looks for whole words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote

from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.text.browser_search import browser_form, is_word_boundary
from verbatim.quotation.text.folding import INVISIBLE
from verbatim.quotation.text.source_text import SourceText, Span

# The fewest words of `start` and of `end` if the quotation is not named as a whole. In a text that we have as a whole
# even fewer can be unique, but they might also occur in the menus and comments around it on the page. Of a record we
# have passages only: eight words in a row seldom occur twice by chance.
_FEWEST_WORDS, _FEWEST_WORDS_OF_RECORDS = 3, 8

# Words before or after that are tried to distinguish two occurrences; if they do not suffice, there is no directive.
_MOST_CONTEXT_WORDS = 8

_WORD = re.compile(r"\S+")
_WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class _Part:
    """A prefix, start, end or suffix: its span in the text, its words, and these as a browser compares them."""

    span: Span
    words: str
    compared: str

    @property
    def encoded(self) -> str:
        """Percent-encoded, with `-` too: it belongs to the directive's syntax, and URL encoders leave it as it is."""
        return quote(" ".join(INVISIBLE.sub("", self.words).split()), safe="").replace("-", "%2D")


def text_directive(excerpt: Excerpt) -> str | None:
    """The directive for an excerpt's words; None if none of those above names only this occurrence."""
    return _shortest(excerpt.text, excerpt.spans, _FEWEST_WORDS if excerpt.proven else _FEWEST_WORDS_OF_RECORDS)


def _shortest(source: SourceText, spans: tuple[Span, ...], fewest: int) -> str | None:
    prefixes, suffixes = _prefixes(source.text, spans[0].start), _suffixes(source.text, spans[-1].end)
    found = [
        *_whole_directives(source, spans, prefixes, suffixes),
        *_range_directives(source, spans, prefixes, suffixes, fewest),
    ]
    return min((f":~:text={parameters}" for parameters in found), key=len, default=None)


def _whole_directives(
    source: SourceText, spans: tuple[Span, ...], prefixes: Sequence[_Part], suffixes: Sequence[_Part]
) -> Iterator[str]:
    """The whole quotation as `start`: for each prefix, with the shortest suffix that leaves one occurrence."""
    if len(spans) > 1 or "\n" in source.text[spans[0].start : spans[0].end]:
        return
    start = _part(source.text, spans[0].start, spans[0].end)
    offsets = _offsets(source.browser_form, start)
    for prefix in prefixes:
        preceded = [offset for offset in offsets if _precedes(prefix, source.browser_form, offset)]
        for suffix in suffixes:
            ends = (offset + len(start.compared) for offset in preceded)
            if sum(_follows(suffix, source.browser_form, end) for end in ends) == 1:
                yield f"{_with_dash_after(prefix)}{start.encoded}{_with_dash_before(suffix)}"
                if suffix is suffixes[0]:
                    return
                break


def _range_directives(
    source: SourceText, spans: tuple[Span, ...], prefixes: Sequence[_Part], suffixes: Sequence[_Part], fewest: int
) -> Iterator[str]:
    """The first words of the quotation as `start` and its last words as `end`, with words or a line end between."""
    starts = list(_range_starts(source, spans[0], prefixes, fewest))
    quotation = Span(spans[0].start, spans[-1].end)
    ends = list(_range_ends(source.text, quotation, spans[-1].start, suffixes, fewest))
    for (start_ends, start), (end_begins, end) in product(starts, ends):
        if re.search(r"\S|\n", source.text[start_ends : max(start_ends, end_begins)]):
            yield f"{start},{end}"


def _range_starts(source: SourceText, span: Span, prefixes: Sequence[_Part], fewest: int) -> Iterator[tuple[int, str]]:
    """For each number of first words: where they end, and they with the shortest prefix that makes them unique."""
    line_end = source.text.find("\n", span.start, span.end)
    words = _WORD.finditer(source.text, span.start, span.end if line_end < 0 else line_end)
    word_ends = [word.end() for word in words]
    for end in word_ends[min(fewest, len(word_ends)) - 1 :]:
        start = _part(source.text, span.start, end)
        offsets = _offsets(source.browser_form, start)
        unique = (
            prefix
            for prefix in prefixes
            if sum(_precedes(prefix, source.browser_form, offset) for offset in offsets) == 1
        )
        prefix = next(unique, None)
        if prefix and is_word_boundary(source.text, end):
            yield end, f"{_with_dash_after(prefix)}{start.encoded}"
            if prefix is prefixes[0]:
                return


def _range_ends(
    text: str, quotation: Span, last_span_start: int, suffixes: Sequence[_Part], fewest: int
) -> Iterator[tuple[int, str]]:
    """For each number of last words: where they start, and they with the shortest suffix that makes them unique.

    Unique means that from the start of the quotation on a browser finds them first at the quotation's end.
    """
    line_start = text.rfind("\n", last_span_start, quotation.end) + 1
    words = _WORD.finditer(text, max(last_span_start, line_start), quotation.end)
    word_starts = [word.start() for word in words][::-1]
    quoted = browser_form(text[quotation.start : quotation.end])
    with_suffixes = browser_form(text[quotation.start : max([quotation.end, *(part.span.end for part in suffixes)])])
    for start in word_starts[min(fewest, len(word_starts)) - 1 :]:
        end = _part(text, start, quotation.end)
        ends = [offset + len(end.compared) for offset in _offsets(quoted, end)]
        unique = (suffix for suffix in suffixes if sum(_follows(suffix, with_suffixes, offset) for offset in ends) == 1)
        suffix = next(unique, None)
        if suffix and is_word_boundary(text, start):
            yield start, f"{end.encoded}{_with_dash_before(suffix)}"
            if suffix is suffixes[0]:
                return


def _prefixes(text: str, at: int) -> list[_Part]:
    """The prefixes to try, the shortest first. The first is empty, unless the quotation begins inside a word."""
    line_end = len(text[:at].rstrip())
    words = _WORD.finditer(text, text.rfind("\n", 0, line_end) + 1, line_end)
    word_starts = [word.start() for word in words]
    parts = [_part(text, start, line_end) for start in word_starts[: -_MOST_CONTEXT_WORDS - 1 : -1]]
    return _empty_unless_inside_word(text, at) + _with_letters(parts)


def _suffixes(text: str, at: int) -> list[_Part]:
    """The suffixes to try, the shortest first. The first is empty, unless the quotation ends inside a word."""
    gap = _WHITE_SPACE.match(text, at)
    start = gap.end() if gap else at
    line_end = text.find("\n", start)
    words = _WORD.finditer(text, start, len(text) if line_end < 0 else line_end)
    word_ends = [word.end() for word in words]
    parts = [_part(text, start, end) for end in word_ends[:_MOST_CONTEXT_WORDS]]
    return _empty_unless_inside_word(text, at) + _with_letters(parts)


def _empty_unless_inside_word(text: str, at: int) -> list[_Part]:
    return [_part(text, at, at)] if is_word_boundary(text, at) else []


def _with_letters(parts: Sequence[_Part]) -> list[_Part]:
    """The parts that have a letter or a digit."""
    return [part for part in parts if re.search(r"\w", part.compared)]


def _offsets(text: str, part: _Part) -> list[int]:
    """Every offset of a part in a text as a browser compares it, also within longer words."""
    offsets, at = [], text.find(part.compared)
    while at >= 0:
        offsets.append(at)
        at = text.find(part.compared, at + 1)
    return offsets


def _precedes(prefix: _Part, text: str, at: int) -> bool:
    """Whether a prefix is just before an offset, apart from white space."""
    return text.endswith(prefix.compared, 0, at - 1 if text[:at].endswith((" ", "\n")) else at)


def _follows(suffix: _Part, text: str, at: int) -> bool:
    """Whether a suffix is just after an offset, apart from white space."""
    return text.startswith(suffix.compared, at + 1 if text.startswith((" ", "\n"), at) else at)


def _part(text: str, start: int, end: int) -> _Part:
    words = text[start:end]
    return _Part(Span(start, end), words, browser_form(words))


def _with_dash_after(prefix: _Part) -> str:
    return f"{encoded}-," if (encoded := prefix.encoded) else ""


def _with_dash_before(suffix: _Part) -> str:
    return f",-{encoded}" if (encoded := suffix.encoded) else ""
