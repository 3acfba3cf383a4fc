"""The same words, as each source printed them.

In: the excerpts of one claim that print one utterance. Out: a `Comparison`: one reading that the others are held
against, and each of them word by word, with what it has instead, besides, or not.

The reading that the others are held against is that of a record that holds the words themselves, where there is one;
else the one that is most like all the others. It is a yardstick, not a verdict: which reading is right, the claim's
reasoning says. What a source leaves out at either end it may just not have quoted, so that is no difference.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from build_scripts.excerpts import Excerpt
from build_scripts.folding import fold
from build_scripts.model import Record, RecordKind


class Difference(StrEnum):
    """How a run of words compares with the yardstick's."""

    SAME = "same"
    OTHER = "other"
    MISSING = "missing"
    UNQUOTED = "unquoted"


@dataclass(frozen=True)
class Run:
    """Words of one reading (or, where `MISSING` or `UNQUOTED`, of the yardstick) with how they compare."""

    words: str
    difference: Difference


@dataclass(frozen=True)
class Reading:
    """One excerpt's words against the yardstick; `differs` where any of them do."""

    excerpt: Excerpt
    runs: tuple[Run, ...]

    @property
    def differs(self) -> bool:
        """Whether any word is other or missing."""
        return any(run.difference in (Difference.OTHER, Difference.MISSING) for run in self.runs)


@dataclass(frozen=True)
class Comparison:
    """One utterance: the yardstick's excerpt and every reading, the yardstick's first."""

    utterance: str
    yardstick: Excerpt
    readings: tuple[Reading, ...]

    @property
    def all_agree(self) -> bool:
        """Whether no reading differs from the yardstick."""
        return not any(reading.differs for reading in self.readings)


def comparisons(excerpts: Iterable[Excerpt]) -> tuple[Comparison, ...]:
    """Compare the readings of each utterance that at least two excerpts in one language print."""
    groups: dict[tuple[str, str], list[Excerpt]] = {}
    for excerpt in excerpts:
        if excerpt.evidence.utterance:
            groups.setdefault((excerpt.evidence.utterance, excerpt.source.lang), []).append(excerpt)
    return tuple(_comparison(utterance, group) for (utterance, _), group in groups.items() if len(group) > 1)


def _comparison(utterance: str, group: list[Excerpt]) -> Comparison:
    yardstick = _yardstick(group)
    others = [excerpt for excerpt in group if excerpt is not yardstick]
    return Comparison(utterance, yardstick, tuple(Reading(excerpt, _runs(yardstick, excerpt)) for excerpt in (yardstick, *others)))


def _yardstick(group: Sequence[Excerpt]) -> Excerpt:
    """The words themselves where a record holds them, else the reading most like the others; the first on a tie."""
    holds = (RecordKind.TRANSCRIPT, RecordKind.DOCUMENT)
    held = [excerpt for excerpt in group if isinstance(excerpt.source, Record) and excerpt.source.kind in holds]
    words = {excerpt.id: _comparable(excerpt.quotation) for excerpt in group}

    def likeness(excerpt: Excerpt) -> float:
        matchers = (difflib.SequenceMatcher(a=words[other.id], b=words[excerpt.id], autojunk=False) for other in group)
        return sum(sum(block.size for block in matcher.get_matching_blocks()) for matcher in matchers)

    return max(held or group, key=likeness)


def _comparable(quotation: str) -> list[str]:
    """The words as they are compared: typography, the case of the first and punctuation at the edges set aside."""
    words = [fold(word).text.strip(".,;:!?\"'()") for word in quotation.split()]
    return [words[0][:1].lower() + words[0][1:], *words[1:]] if words else []


def _runs(yardstick: Excerpt, excerpt: Excerpt) -> tuple[Run, ...]:
    """The words of an excerpt in runs, with what the yardstick has and it has not between them."""
    ours, theirs = yardstick.quotation.split(), excerpt.quotation.split()
    matcher = difflib.SequenceMatcher(a=_comparable(yardstick.quotation), b=_comparable(excerpt.quotation), autojunk=False)
    runs = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run(" ".join(theirs[k:m]), Difference.SAME))
            continue
        if k < m:
            runs.append(Run(" ".join(theirs[k:m]), Difference.OTHER))
        if i < j:
            at_an_end = k == m and (k == 0 or m == len(theirs))
            runs.append(Run(" ".join(ours[i:j]), Difference.UNQUOTED if at_an_end else Difference.MISSING))
    return tuple(runs)
