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
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from rapidfuzz import fuzz

from verbatim.model.sources import Selector
from verbatim.quotation.folding import fold
from verbatim.quotation.source_text import SourceText, Span
from verbatim.quotation.whole_words import occurrences, splits_word

# One occurrence of a quotation: one span, or one for each part between omissions.
Occurrence: TypeAlias = tuple[Span, ...]

# Occurrences of a quotation with omissions that are followed up; more would only make the error longer.
_MOST_OCCURRENCES = 20

# A passage with a lower rapidfuzz score (0–100) does not help to correct a quotation.
_LEAST_LIKENESS = 60

# Words by which a nearest passage may be extended at each end.
_MOST_ADDED_WORDS = 3


class Match(StrEnum):
    """How the source's characters compare with the quotation's. There is no third kind."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"


@dataclass(frozen=True)
class Found:
    """The quotation occurs once."""

    spans: Occurrence
    match: Match


@dataclass(frozen=True)
class Ambiguous:
    """The quotation occurs several times, and the selector does not say which one is meant."""

    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True)
class Nearest:
    """The passage most like a quotation that was not found: a hint, never a match. `likeness` is 0 to 100."""

    likeness: float
    span: Span
    text: str
    differences: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Absent:
    """The quotation was not found. `occurrences` are those that `before`, `after` or `occurrence` excluded."""

    nearest: Nearest | None
    occurrences: tuple[Occurrence, ...] = ()


def locate(selector: Selector, source: SourceText, reach: int) -> Found | Ambiguous | Absent:
    """Find the one occurrence that a selector names. `reach` is in code points."""
    found = list(_occurrences(selector.quote, source, reach))
    chosen = [spans for spans in found if _has_context(selector, source, spans)]
    if selector.occurrence is not None:
        chosen = chosen[selector.occurrence - 1 : selector.occurrence]
    if not chosen:
        return Absent(_nearest(selector.quote, source), tuple(found))
    if len(chosen) > 1:
        return Ambiguous(tuple(chosen))
    spans = chosen[0]
    printed = [source.text[span.start : span.end] for span in spans]
    wanted = [selector.quote.strip()] if len(spans) == 1 else [part.strip() for part in OMISSION.split(selector.quote)]
    return Found(spans, Match.EXACT if printed == wanted else Match.TYPOGRAPHIC)


OMISSION = re.compile(r"\[\s*(?:…|\.\s*\.\s*\.)\s*\]")
FOLDED_OMISSION = "[…]"


def _occurrences(quote: str, source: SourceText, reach: int) -> Iterator[Occurrence]:
    """Every occurrence of a quotation, in order. Omissions are considered only if the whole is not found."""
    folded = fold(quote).text.strip()
    whole = [(span,) for span in _spans(folded, source)]
    if whole or FOLDED_OMISSION not in folded:
        yield from whole
        return
    parts = [part.strip() for part in folded.split(FOLDED_OMISSION)]
    if not all(parts):
        return
    chains: list[Occurrence] = [(span,) for span in _spans(parts[0], source)]
    for part in parts[1:]:
        spans = list(_spans(part, source))
        chains = [(*chain, span) for chain in chains for span in spans if 0 <= span.start - chain[-1].end <= reach]
        chains = chains[:_MOST_OCCURRENCES]
    yield from chains


def _spans(folded_words: str, source: SourceText) -> Iterator[Span]:
    """Every occurrence of folded words in a source, in code points of the source's own text."""
    for start, end in occurrences(folded_words, source.folded.text):
        yield _trimmed(source, *source.folded.span(start, end))


def _trimmed(source: SourceText, start: int, end: int) -> Span:
    """A span without white space at its ends, which folding merged with a dash or an ellipsis."""
    body = source.text[start:end]
    return Span(start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip()))


def _has_context(selector: Selector, source: SourceText, spans: Occurrence) -> bool:
    """Whether an occurrence follows directly on `before` and is directly followed by `after`."""
    before, after = (fold(words or "").text.strip() for words in (selector.before, selector.after))
    folded = source.folded
    preceding = folded.text[: bisect_right(folded.ends, spans[0].start)]
    following = folded.text[bisect_left(folded.starts, spans[-1].end) :]
    return preceding.rstrip().endswith(before) and following.lstrip().startswith(after)


def _nearest(quote: str, source: SourceText) -> Nearest | None:
    """The passage most like the first part of a quotation that is not found; None if all parts are found."""
    parts = [part.strip() for part in fold(quote).text.split(FOLDED_OMISSION) if part.strip()]
    missing = [part for part in parts if not any(_spans(part, source))]
    if not missing:
        return None
    wanted, text = missing[0], source.folded.text
    alignment = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_LEAST_LIKENESS)
    if alignment is None:
        return None
    start, end = alignment.dest_start, alignment.dest_end
    while splits_word(text, start):
        start -= 1
    while splits_word(text, end):
        end += 1
    start, end = _extended(wanted, text, start, end)
    letters = [at for at in range(start, end) if text[at].isalnum()]
    if letters and wanted[0].isalnum():
        start = letters[0]
    if letters and wanted[-1].isalnum():
        end = letters[-1] + 1
    span = _trimmed(source, *source.folded.span(start, end))
    differences = tuple(_differences(wanted, text[start:end].strip()))
    return Nearest(alignment.score, span, source.text[span.start : span.end], differences)


def _extended(wanted: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The passage with those words before and after it that make it most like the wanted words.

    rapidfuzz never aligns more characters than the wanted words have.
    """
    words = [found.span() for found in re.finditer("[^ ]+", text)]
    starts = [start, *[first for first, _ in reversed(words) if first < start][:_MOST_ADDED_WORDS]]
    ends = [end, *[last for _, last in words if last > end][:_MOST_ADDED_WORDS]]
    return max(
        ((left, right) for left in starts for right in ends),
        key=lambda passage: fuzz.ratio(wanted, text[slice(*passage)]),
    )


def _differences(wanted: str, found: str) -> Iterator[tuple[str, str]]:
    """Pairs of what the quotation has and what the source has instead, word by word; an empty string is nothing."""
    left, right = wanted.split(), found.split()
    for tag, i, j, k, m in difflib.SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(left[i:j]), " ".join(right[k:m])
