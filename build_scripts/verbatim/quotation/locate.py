"""Quotation → span. The proof that words stand in a source.

In: a selector (quotation, perhaps `before`, `after`, `occurrence`) and a source's text. Out: `Found` with the spans and
how exactly they match, or `Ambiguous` with all places, or `Absent` with a reason and the nearest passage as a hint.
A nearest passage is never a match: rapidfuzz is asked only after the search has failed.

Rules:
- Both sides are folded (`folding`), nothing else; a match may not begin or end inside a word or a number, so that
  `not` never becomes `no`, nor 300,000 become 300.
- `[…]` in a quotation is tried literally first, since outlets print their own brackets. Else it is an omission: the
  parts must stand in order, each at most `reach` code points after the one before it.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from verbatim.model.sources import Selector
from verbatim.quotation.folding import fold
from verbatim.quotation.source_text import SourceText, Span
from verbatim.quotation.whole_words import occurrences, splits_word

# Chains of parts that are tried before a quotation counts as ambiguous anyway; more would only lengthen the error.
_MOST_PLACES = 20

# Code points that one folded character may stand for where `before` and `after` are compared: long runs of spaces.
_ROOM = 20

# Below this rapidfuzz score (0–100) a passage helps nobody to mend a quotation.
_NEAR_ENOUGH = 60

# Words by which a nearest passage may grow at either end.
_MOST_WIDENED = 3


class Match(StrEnum):
    """How the source's characters compare with the quotation's. There is no third kind."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"


@dataclass(frozen=True)
class Found:
    """Where the quotation stands: one span, or one for each part round an omission."""

    spans: tuple[Span, ...]
    match: Match


@dataclass(frozen=True)
class Ambiguous:
    """The quotation stands at several places and nothing decides between them."""

    places: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class Nearest:
    """The passage most like a quotation that was not found: a hint, never a match. `likeness` is 0 to 100."""

    likeness: float
    span: Span
    text: str
    differences: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Absent:
    """The quotation does not stand in the source. `places` are those where it would, but for `before` and the like."""

    nearest: Nearest | None
    places: tuple[tuple[Span, ...], ...] = ()


def locate(selector: Selector, source: SourceText, reach: int) -> Found | Ambiguous | Absent:
    """Find the one place that a selector names. `reach` is in code points."""
    places = list(_places(selector.quote, source, reach))
    chosen = [place for place in places if _beside(selector, source, place)]
    if selector.occurrence is not None:
        chosen = chosen[selector.occurrence - 1 : selector.occurrence] if selector.occurrence else []
    if not chosen:
        return Absent(None if places else _nearest(selector.quote, source), tuple(places))
    if len(chosen) > 1:
        return Ambiguous(tuple(chosen))
    spans = chosen[0]
    printed = [source.text[span.start : span.end] for span in spans]
    wanted = [selector.quote.strip()] if len(spans) == 1 else [part.strip() for part in OMISSION.split(selector.quote)]
    return Found(spans, Match.EXACT if printed == wanted else Match.TYPOGRAPHIC)


OMISSION = re.compile(r"\[\s*(?:…|\.\s*\.\s*\.)\s*\]")
FOLDED_OMISSION = "[…]"


def _places(quote: str, source: SourceText, reach: int) -> Iterator[tuple[Span, ...]]:
    """Every place of a quotation, in order; as a whole first, with omissions only where there is none as a whole."""
    folded = fold(quote).text.strip()
    whole = [(span,) for span in _occurrences(folded, source)]
    if whole or FOLDED_OMISSION not in folded:
        yield from whole
        return
    parts = [part.strip() for part in folded.split(FOLDED_OMISSION)]
    if not all(parts):
        return
    chains: list[tuple[Span, ...]] = [(span,) for span in _occurrences(parts[0], source)]
    for part in parts[1:]:
        spans = list(_occurrences(part, source))
        chains = [(*chain, span) for chain in chains for span in spans if 0 <= span.start - chain[-1].end <= reach][
            :_MOST_PLACES
        ]
    yield from chains


def _occurrences(folded_quote: str, source: SourceText) -> Iterator[Span]:
    """Where folded words occur in a source, in code points of its own text."""
    for start, end in occurrences(folded_quote, source.folded.text):
        yield _trimmed(source, *source.folded.span(start, end))


def _trimmed(source: SourceText, start: int, end: int) -> Span:
    """Without white space at the ends, which folding took in with a dash or an ellipsis."""
    body = source.text[start:end]
    return Span(start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip()))


def _beside(selector: Selector, source: SourceText, place: tuple[Span, ...]) -> bool:
    """Whether `before` and `after` stand directly at the two ends of a place."""
    before, after = (fold(words or "").text.strip() for words in (selector.before, selector.after))
    head = source.text[max(place[0].start - _ROOM * (len(before) + 1), 0) : place[0].start]
    tail = source.text[place[-1].end : place[-1].end + _ROOM * (len(after) + 1)]
    return fold(head).text.rstrip().endswith(before) and fold(tail).text.lstrip().startswith(after)


def _nearest(quote: str, source: SourceText) -> Nearest | None:
    """The passage most like the first part of a quotation that is not found."""
    parts = [part.strip() for part in fold(quote).text.split(FOLDED_OMISSION) if part.strip()]
    missing = [part for part in parts if not any(_occurrences(part, source))]
    if not missing or not source.folded.text:
        return None
    wanted, text = missing[0], source.folded.text
    alignment = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_NEAR_ENOUGH)
    if alignment is None or alignment.dest_end == alignment.dest_start:
        return None
    start, end = alignment.dest_start, alignment.dest_end
    while splits_word(text, start):
        start -= 1
    while splits_word(text, end):
        end += 1
    start, end = _widened(wanted, text, start, end)
    while end - start > 1 and wanted[-1].isalnum() and not text[end - 1].isalnum():
        end -= 1
    while end - start > 1 and wanted[0].isalnum() and not text[start].isalnum():
        start += 1
    span = _trimmed(source, *source.folded.span(start, end))
    return Nearest(
        alignment.score, span, source.text[span.start : span.end], tuple(_differences(wanted, text[start:end].strip()))
    )


def _widened(wanted: str, text: str, start: int, end: int) -> tuple[int, int]:
    """A passage with those words beside it that make it more like what is wanted; rapidfuzz takes in no more than its length."""
    starts, ends = [start], [end]
    for _ in range(_MOST_WIDENED):
        starts.append(text.rfind(" ", 0, max(starts[-1] - 1, 0)) + 1)
        ends.append((f"{text} ").find(" ", min(ends[-1] + 1, len(text))))
    return max(
        ((left, right) for left in starts for right in ends),
        key=lambda passage: fuzz.ratio(wanted, text[slice(*passage)]),
    )


def _differences(wanted: str, found: str) -> Iterator[tuple[str, str]]:
    """Word by word, what the quotation has and what the source has instead; an empty string stands for nothing."""
    left, right = wanted.split(" "), found.split(" ")
    for tag, i, j, k, m in difflib.SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(left[i:j]), " ".join(right[k:m])
