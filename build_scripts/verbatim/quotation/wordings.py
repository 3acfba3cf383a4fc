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

from verbatim.model.sources import Record, RecordKind
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.folding import fold


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
class Wording:
    """The words of one excerpt as they are compared: its own, or their translation where it is in another language."""

    excerpt: Excerpt
    words: str
    translated: bool


@dataclass(frozen=True)
class Reading:
    """One wording against the yardstick; `differs` where any of its words do."""

    wording: Wording
    runs: tuple[Run, ...]

    @property
    def differs(self) -> bool:
        """Whether any word is other or missing."""
        return any(run.difference in (Difference.OTHER, Difference.MISSING) for run in self.runs)


@dataclass(frozen=True)
class Comparison:
    """One utterance in one language, every reading of it, the yardstick's first."""

    utterance: str
    lang: str
    readings: tuple[Reading, ...]

    @property
    def all_agree(self) -> bool:
        """Whether no reading differs from the yardstick."""
        return not any(reading.differs for reading in self.readings)


def comparisons(excerpts: Iterable[Excerpt], lang: str) -> tuple[Comparison, ...]:
    """Compare the readings of each utterance that at least two excerpts give in one language.

    Words in another language than `lang`, the site's, are compared in their translation, where they have one.
    """
    groups: dict[tuple[str, str], list[Wording]] = {}
    for excerpt in excerpts:
        if excerpt.evidence.utterance:
            wording = _wording(excerpt, lang)
            spoken = lang if wording.translated else excerpt.source.lang
            groups.setdefault((excerpt.evidence.utterance, spoken), []).append(wording)
    return tuple(
        _comparison(utterance, spoken, group) for (utterance, spoken), group in groups.items() if len(group) > 1
    )


def _wording(excerpt: Excerpt, lang: str) -> Wording:
    """A translation stands for a whole passage, so it is used only where the whole passage is quoted."""
    passage = excerpt.passage
    if excerpt.source.lang != lang and passage and passage.translation and passage.text == excerpt.quotation:
        return Wording(excerpt, passage.translation.text, translated=True)
    return Wording(excerpt, excerpt.quotation, translated=False)


def _comparison(utterance: str, lang: str, group: list[Wording]) -> Comparison:
    yardstick = _yardstick(group)
    others = [wording for wording in group if wording is not yardstick]
    readings = tuple(Reading(wording, _runs(yardstick, wording)) for wording in (yardstick, *others))
    return Comparison(utterance, lang, readings)


def _yardstick(group: Sequence[Wording]) -> Wording:
    """The words themselves where a record holds them, else the reading most like the others; the first on a tie."""
    holds = (RecordKind.TRANSCRIPT, RecordKind.DOCUMENT)
    held = [
        wording
        for wording in group
        if isinstance(wording.excerpt.source, Record) and wording.excerpt.source.kind in holds
    ]
    words = {wording.excerpt.id: _comparable(wording.words) for wording in group}

    def likeness(wording: Wording) -> float:
        matchers = (
            difflib.SequenceMatcher(a=words[other.excerpt.id], b=words[wording.excerpt.id], autojunk=False)
            for other in group
        )
        return sum(sum(block.size for block in matcher.get_matching_blocks()) for matcher in matchers)

    return max(held or group, key=likeness)


def _comparable(quotation: str) -> list[str]:
    """The words as they are compared: typography, the case of the first and punctuation at the edges set aside."""
    words = [fold(word).text.strip(".,;:!?\"'()") for word in quotation.split()]
    return [words[0][:1].lower() + words[0][1:], *words[1:]] if words else []


def _runs(yardstick: Wording, wording: Wording) -> tuple[Run, ...]:
    """The words of a reading in runs, with what the yardstick has and it has not between them."""
    ours, theirs = yardstick.words.split(), wording.words.split()
    matcher = difflib.SequenceMatcher(a=_comparable(yardstick.words), b=_comparable(wording.words), autojunk=False)
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
