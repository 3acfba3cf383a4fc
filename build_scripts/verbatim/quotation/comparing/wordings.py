"""The same spoken words, as each source prints them.

In: the excerpts of one claim. Out: a `Comparison` for each utterance that several of them print: one reading as the
reference, and every reading compared with it word by word.

The reference is the reading of a transcript or document, where there is one; otherwise the reading that is most like
all the others. This does not mean that the reference is right; that is for the claim's reasoning to say. Words that a
source leaves out at either end it may just not have quoted, so they are not a difference.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verbatim.model.sources import Record, RecordKind
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.text.folding import fold


class Difference(StrEnum):
    """How a run of words compares with the reference."""

    SAME = "same"
    OTHER = "other"
    MISSING = "missing"
    UNQUOTED = "unquoted"


@dataclass(frozen=True)
class Run:
    """Words of one reading (where `MISSING` or `UNQUOTED`: of the reference) and how they compare."""

    words: str
    difference: Difference


@dataclass(frozen=True)
class Wording:
    """The words of one excerpt that are compared: its own, or their translation if they are in another language."""

    excerpt: Excerpt
    words: str
    translated: bool


@dataclass(frozen=True)
class Reading:
    """One wording compared with the reference, in runs of words."""

    wording: Wording
    runs: tuple[Run, ...]

    @property
    def differs(self) -> bool:
        """Whether any word is another or missing."""
        return any(run.difference in (Difference.OTHER, Difference.MISSING) for run in self.runs)


@dataclass(frozen=True)
class Comparison:
    """One utterance in one language with all its readings. The reference comes first."""

    utterance: str
    lang: str
    readings: tuple[Reading, ...]

    @property
    def all_agree(self) -> bool:
        """Whether no reading differs from the reference."""
        return not any(reading.differs for reading in self.readings)


def comparisons(excerpts: Iterable[Excerpt], lang: str) -> tuple[Comparison, ...]:
    """Compare the readings of each utterance that at least two excerpts print in one language.

    Words in a language other than `lang`, the site's, are compared in their translation, where there is one.
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
    """The words to compare.

    A record translates whole passages, so its translation is used only if the whole passage is quoted.
    """
    translation, passage = excerpt.translation, excerpt.passage
    of_the_words = excerpt.evidence.translation or (passage and passage.text == excerpt.quotation)
    if excerpt.source.lang != lang and translation and of_the_words:
        return Wording(excerpt, translation.text, translated=True)
    return Wording(excerpt, excerpt.quotation, translated=False)


def _comparison(utterance: str, lang: str, group: list[Wording]) -> Comparison:
    reference = _reference(group)
    others = [wording for wording in group if wording is not reference]
    readings = tuple(Reading(wording, _runs(reference, wording)) for wording in (reference, *others))
    return Comparison(utterance, lang, readings)


def _reference(group: Sequence[Wording]) -> Wording:
    """The reading of a transcript or document, otherwise the one most like the others; the first of several."""
    of_originals = (RecordKind.TRANSCRIPT, RecordKind.DOCUMENT)
    originals = [
        wording
        for wording in group
        if isinstance(wording.excerpt.source, Record) and wording.excerpt.source.kind in of_originals
    ]
    words = {wording.excerpt.id: _comparable(wording.words) for wording in group}

    def likeness(wording: Wording) -> float:
        matchers = (
            difflib.SequenceMatcher(a=words[other.excerpt.id], b=words[wording.excerpt.id], autojunk=False)
            for other in group
        )
        return sum(sum(block.size for block in matcher.get_matching_blocks()) for matcher in matchers)

    return max(originals or group, key=likeness)


def _comparable(quotation: str) -> list[str]:
    """The words without typography, without punctuation at their ends, and the first without its capital."""
    words = [fold(word).text.strip(".,;:!?\"'()") for word in quotation.split()]
    return [words[0][:1].lower() + words[0][1:], *words[1:]] if words else []


def _runs(reference: Wording, wording: Wording) -> tuple[Run, ...]:
    """The words of a reading in runs, and between them the words that only the reference has."""
    ours, theirs = reference.words.split(), wording.words.split()
    matcher = difflib.SequenceMatcher(a=_comparable(reference.words), b=_comparable(wording.words), autojunk=False)
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
