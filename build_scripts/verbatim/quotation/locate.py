"""Locating: finds the one occurrence of a quotation in a source. This is the proof that the source has these words.

In: a selector (a quotation, perhaps with `before`, `after` or `occurrence`) and a source's text. Out: `Found` with the
spans and how exactly they match; or `Ambiguous` with all occurrences; or `Absent` with the nearest passage as a hint.
A nearest passage is never a match: rapidfuzz is asked only after the search has failed.

The rules:
- Both sides are folded (`folding`) and not changed in any other way. A match may not begin or end inside a word or a
  number (`whole_words`).
- `[…]` in a quotation is first searched for as it is, since some outlets print it. If that fails, it is an omission:
  the parts must follow one another in order, each at most `reach` code points after the one before it.
"""

import difflib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple, TypeAlias

from verbatim.model.sources import Selector
from verbatim.quotation.text.folding import folded_words
from verbatim.quotation.text.source_text import SourceText, Span
from verbatim.quotation.text.whole_words import CutWords, cut_words, occurrences, trimmed, whole_words

# One occurrence of a quotation: one span, or one for each part between omissions.
Occurrence: TypeAlias = tuple[Span, ...]

# Occurrences of a quotation with omissions that are listed: their number can grow exponentially with that of its parts.
_MOST_OCCURRENCES = 1_000

# A passage with a lower rapidfuzz score (0–100) does not help to correct a quotation.
_LEAST_LIKENESS = 60

# Words by which a nearest passage may be extended at each end.
_MOST_ADDED_WORDS = 3


class Match(StrEnum):
    """How the source's characters compare with the quotation's. There is no third kind."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"


class Found(NamedTuple):
    """The quotation occurs once."""

    spans: Occurrence
    match: Match


class Ambiguous(NamedTuple):
    """The quotation occurs several times, and the selector does not say which one is meant."""

    occurrences: tuple[Occurrence, ...]


class Nearest(NamedTuple):
    """The passage most like a quotation that was not found: a hint, never a match. `likeness` is 0 to 100."""

    likeness: float
    span: Span
    text: str
    differences: tuple[tuple[str, str], ...]


class Absent(NamedTuple):
    """The quotation was not found.

    `occurrences` are those that `before`, `after` or `occurrence` excluded. `cut` is what the quotation, or its first
    part that is not found, would cut through.
    """

    nearest: Nearest | None
    occurrences: tuple[Occurrence, ...] = ()
    cut: CutWords | None = None


def locate(selector: Selector, source: SourceText, reach: int) -> Found | Ambiguous | Absent:
    """Find the one occurrence that a selector names. `reach` is in code points."""
    chosen = list(_occurrences(selector, source, reach))
    if selector.occurrence is not None:
        chosen = chosen[selector.occurrence - 1 : selector.occurrence]
    if not chosen:
        return _absent(
            selector.quote, source, tuple(_occurrences(Selector.model_construct(quote=selector.quote), source, reach))
        )
    if len(chosen) > 1:
        return Ambiguous(tuple(chosen))
    spans = chosen[0]
    printed = [source.text[span.start : span.end] for span in spans]
    wanted = [selector.quote.strip()] if len(spans) == 1 else [part.strip() for part in OMISSION.split(selector.quote)]
    return Found(spans, Match.EXACT if printed == wanted else Match.TYPOGRAPHIC)


OMISSION = re.compile(r"\[\s*(?:…|\.\s*\.\s*\.)\s*\]")
FOLDED_OMISSION = "[…]"


def _occurrences(selector: Selector, source: SourceText, reach: int) -> Iterator[Occurrence]:
    """Every occurrence that a selector may name, in order. Omissions are considered only if the whole is not found."""
    folded = folded_words(selector.quote)
    whole = list(occurrences(folded, source))
    parts = [folded] if whole or FOLDED_OMISSION not in folded else _parts(folded)
    if not all(parts):
        return
    steps = [whole or list(occurrences(part, source)) for part in parts]
    before, after = (folded_words(words) if words else "" for words in (selector.before, selector.after))
    steps[0] = [span for span in steps[0] if _follows(before, source, span.start)]
    steps[-1] = [span for span in steps[-1] if _precedes(after, source, span.end)]
    yield from islice(_chains(_leading_to_the_end(steps, reach), reach), _MOST_OCCURRENCES)


def _parts(folded: str) -> list[str]:
    """The parts of a folded quotation between its omissions."""
    return [part.strip() for part in folded.split(FOLDED_OMISSION)]


def _leading_to_the_end(steps: list[list[Span]], reach: int) -> list[list[Span]]:
    """For each part its occurrences from which occurrences of all later parts can be reached, in order."""
    kept = [steps[-1]]
    for spans in reversed(steps[:-1]):
        kept.append([span for span in spans if _within_reach(span, kept[-1], reach)])
    return kept[::-1]


def _within_reach(span: Span, following: Sequence[Span], reach: int) -> Sequence[Span]:
    """Those of some spans that begin at most `reach` code points after a span."""
    first = bisect_left(following, span.end, key=lambda other: other.start)
    last = bisect_right(following, span.end + reach, key=lambda other: other.start)
    return following[first:last]


def _chains(steps: Sequence[Sequence[Span]], reach: int) -> Iterator[Occurrence]:
    """Every way to take one span of each step, each within reach of the one before it, in order."""
    if not steps:
        yield ()
        return
    for span in steps[0]:
        following = [_within_reach(span, steps[1], reach), *steps[2:]] if len(steps) > 1 else []
        yield from ((span, *chain) for chain in _chains(following, reach))


def _follows(before: str, source: SourceText, at: int) -> bool:
    """Whether an offset follows directly on some folded words."""
    end = bisect_right(source.folded.ends, at)
    return source.folded.text.endswith((before, f"{before} "), 0, end)


def _precedes(after: str, source: SourceText, at: int) -> bool:
    """Whether an offset is directly followed by some folded words."""
    start = bisect_left(source.folded.starts, at)
    return source.folded.text.startswith((after, f" {after}"), start)


def _absent(quote: str, source: SourceText, excluded: tuple[Occurrence, ...]) -> Absent:
    """Why a quotation was not found."""
    if excluded:
        return Absent(None, excluded)
    parts = filter(None, _parts(folded_words(quote)))
    missing = next((part for part in parts if not any(occurrences(part, source))), None)
    if missing is None:
        return Absent(None)
    return Absent(_nearest(missing, source), cut=cut_words(missing, source))


def _nearest(wanted: str, source: SourceText) -> Nearest | None:
    """The passage most like some folded words."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - `check` starts faster without it, and seldom needs it

    text, folded = source.folded.text, source.folded
    alignment = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_LEAST_LIKENESS)
    if alignment is None:
        return None
    whole = whole_words(source.text, Span(*folded.span(alignment.dest_start, alignment.dest_end)))
    start, end = bisect_left(folded.starts, whole.start), bisect_right(folded.ends, whole.end)
    # rapidfuzz never aligns more characters than the wanted words have.
    start, end = max(_extensions(text, start, end), key=lambda passage: fuzz.ratio(wanted, text[slice(*passage)]))
    letters = [at for at in range(start, end) if text[at].isalnum()]
    if letters and wanted[0].isalnum():
        start = letters[0]
    if letters and wanted[-1].isalnum():
        end = letters[-1] + 1
    span = trimmed(source, start, end)
    differences = tuple(_differences(wanted, text[start:end].strip()))
    return Nearest(alignment.score, span, source.text[span.start : span.end], differences)


def _extensions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A passage alone, and with words before and after it."""
    words = [found.span() for found in re.finditer("[^ ]+", text)]
    starts = [start, *[first for first, _ in reversed(words) if first < start][:_MOST_ADDED_WORDS]]
    ends = [end, *[last for _, last in words if last > end][:_MOST_ADDED_WORDS]]
    yield from ((left, right) for left in starts for right in ends)


def _differences(wanted: str, found: str) -> Iterator[tuple[str, str]]:
    """Pairs of what the quotation has and what the source has instead, word by word; an empty string is nothing."""
    left, right = wanted.split(), found.split()
    for tag, i, j, k, m in difflib.SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(left[i:j]), " ".join(right[k:m])
