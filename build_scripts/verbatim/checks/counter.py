"""Counts the evidence of a claim: `Counter` has one method for each measure.

In: a claim, the register of who is independent of whom, and how the words of each excerpt are known. Out: the names of
what each measure counts. In all of them:
- a voice counts once, however many outlets carry it, and as the voice that it is part of;
- an origin that is inferred (`origin_basis: inferred`) or not known (`unattributed`) adds no voice and no witness, and
  neither does a publisher that is inferred, or an excerpt that distorts the words of its origin;
- an excerpt that is marked `uncheckable` is a voice that asserts the claim, but confirms nothing;
- a denial without a counted voice counts where a rule sets an upper limit (`none`), but not where it sets a lower one;
- of an inexact date, the end that is less favourable to the status counts.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import ClassVar, TypeAlias

from verbatim.model.claims import Claim
from verbatim.model.evidence import Distortion, Evidence, OriginBasis, Stance
from verbatim.model.register import PROVES_A_FACT, Register
from verbatim.model.scale import Measure
from verbatim.model.sources import Article, Inferable, Origin, OriginKind, Read, Record, RecordKind
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.grades import Grade

# How we know the words of each excerpt; one without a grade is only noted by an editor.
Grades: TypeAlias = Mapping[Evidence, Grade]


def grades_of(excerpts: Iterable[Excerpt]) -> Grades:
    """How we know the words of some excerpts."""
    return {excerpt.evidence: excerpt.grade for excerpt in excerpts}


class Counter:
    """Counts the measures of one claim. Each method returns the names of what it counted, for pages to show."""

    def __init__(self, claim: Claim, register: Register, grades: Grades) -> None:
        self.claim = claim
        self.register = register
        self.grades = grades
        self.asserting = [excerpt for excerpt in claim.evidence if excerpt.stance is Stance.ASSERTS]
        self.checkable = [excerpt for excerpt in self.asserting if not excerpt.uncheckable]
        self.denying = [excerpt for excerpt in claim.evidence if excerpt.stance is Stance.DENIES]
        self.distorted = [excerpt for excerpt in claim.evidence if excerpt.distortion]
        published = [source.published.end for excerpt in self.asserting if (source := self._article(excerpt))]
        self.last_published = max(published, default=None)

    def names(self, measure: Measure) -> Iterable[str]:
        """What a measure counts."""
        return self.COUNTED_BY[measure](self)

    def _graded(self, *grades: Grade) -> list[Evidence]:
        """The asserting excerpts whose words we know in one of some ways."""
        return [excerpt for excerpt in self.asserting if self.grades.get(excerpt) in grades]

    def _article(self, excerpt: Evidence) -> Article | None:
        source = self.register.sources[excerpt.source]
        return source if isinstance(source, Article) else None

    def _publisher(self, excerpt: Evidence) -> str:
        return self.register.voice(self.register.sources[excerpt.source].publisher)

    def _root_origins(self, excerpts: Iterable[Evidence]) -> Iterable[Origin]:
        """The origins from which the information of some excerpts first came."""
        return {root.id: root for excerpt in excerpts for root in self.register.counted_roots(excerpt)}.values()

    def _voices(self, excerpts: Iterable[Evidence]) -> list[str]:
        """The voices from which the information of some excerpts first came, each once."""
        return sorted({voice for excerpt in excerpts for voice in self.register.voices_of(excerpt)})

    def doubtful_denials(self) -> dict[Measure, tuple[str, ...]]:
        """The denying excerpts whose voice is inferred or not known; as records, those whose origin may be one."""
        doubtful = [excerpt for excerpt in self.denying if not self.register.voices_of(excerpt)]
        records = [excerpt for excerpt in doubtful if self._may_prove(excerpt)]
        quotes = tuple(excerpt.quote for excerpt in doubtful)
        return {
            Measure.DENYING_VOICES: quotes,
            Measure.OPPOSING_VOICES: quotes,
            Measure.DENYING_RECORDS: tuple(excerpt.quote for excerpt in records),
        }

    def _records(self, excerpts: Iterable[Evidence]) -> list[str]:
        """The first origins of some excerpts that are a document or an observation, each once."""
        return sorted(root.id for root in self._root_origins(excerpts) if root.kind in PROVES_A_FACT)

    def _transcripts(self) -> list[str]:
        """The asserting sources that contain the words themselves; neither speaker nor publisher is inferred."""
        kinds = (RecordKind.TRANSCRIPT, RecordKind.DOCUMENT)
        stated = {excerpt.source for excerpt in self.checkable if self._has_the_words(excerpt)}
        sources = [self.register.sources[name] for name in stated]
        return sorted(
            source.id
            for source in sources
            if isinstance(source, Record)
            and source.kind in kinds
            and source.read is not Read.NONE
            and Inferable.PUBLISHER not in source.inferred
        )

    def _has_the_words(self, excerpt: Evidence) -> bool:
        """Whether an excerpt has a stated origin, and not only reports of others, whose words are elsewhere."""
        publisher = self._publisher(excerpt)
        return any(
            origin.kind is not OriginKind.REPORT or publisher in map(self.register.voice, origin.voices)
            for origin in self.register.counted_origins(excerpt)
        )

    def departing(self) -> tuple[str, ...]:
        """The publishers of the excerpts that distort the words that they relay."""
        return tuple(sorted({self._publisher(excerpt) for excerpt in self.distorted}))

    def _claimants(self) -> list[str]:
        """The claimant, unless everything that asserts the claim is doubtful."""
        claimant = self.claimant()
        return [claimant] if claimant and not self._only_doubtful() else []

    def _witnesses(self) -> list[str]:
        """Who heard or holds the words, each once: publishers, and makers of reports that others relay."""
        return self._witnesses_of(self.checkable)

    def _witnesses_of(self, excerpts: Iterable[Evidence]) -> list[str]:
        return sorted({voice for excerpt in excerpts if (voice := self.register.witness_of(excerpt))})

    def holding_the_words(self) -> tuple[str, ...]:
        """Who heard or holds the words that other excerpts distort; context counts only if it has the same words."""
        utterances = {excerpt.utterance for excerpt in self.distorted if excerpt.utterance}
        return tuple(
            self._witnesses_of(
                excerpt
                for excerpt in originals(self.claim)
                if excerpt.stance is not Stance.CONTEXT or excerpt.utterance in utterances
            )
        )

    def _own_voices(self) -> list[str]:
        """The asserting voices that are the outlet whose own article prints them.

        Only articles count: a government that publishes the transcript of its own briefing is a source, not an outlet.
        """
        printed = [(self._publisher(excerpt), excerpt) for excerpt in self.asserting if self._article(excerpt)]
        return sorted({publisher for publisher, excerpt in printed if publisher in self._voices([excerpt])})

    def _independent_voices(self) -> list[str]:
        """The asserting voices other than the claimant's and the outlets that print their own word."""
        return sorted(set(self._voices(self.asserting)) - {self._claiming_voice()} - set(self._own_voices()))

    def _claiming_voice(self) -> str | None:
        """The voice of the named claimant; without one, the only voice that asserts the claim, None if it is not one.

        The default claimant would not do here: of two who spoke on one day it is whoever comes first in the file.
        """
        voices, claimant = self._voices(self.asserting), self.claim.claimant
        if claimant is None:
            return voices[0] if len(voices) == 1 else None
        person = self.register.people.get(claimant)
        return self.register.voice(person.voice if person else claimant)

    def _outside_evidence(self) -> list[str]:
        """What can settle the claim: denials, documents, observations, and other people's words outside the articles.

        It is counted only so that a rule can ask for none. So an inferred origin counts, but does not show that words
        are the claimant's own.
        """
        own = self._claiming_voice()
        return [
            excerpt.quote
            for excerpt in self.claim.evidence
            if excerpt.stance is Stance.DENIES
            or (excerpt.stance is Stance.ASSERTS and self._may_prove(excerpt))
            or (excerpt.stance is Stance.ASSERTS and not self._article(excerpt) and self._speakers(excerpt) != {own})
        ]

    def _may_prove(self, excerpt: Evidence) -> bool:
        """Whether an origin of an excerpt, stated or inferred, is a document or an observation."""
        roots = [root for name in excerpt.origins for root in self.register.root_origins(name)]
        return any(root.kind in PROVES_A_FACT for root in roots)

    def _speakers(self, excerpt: Evidence) -> frozenset[str]:
        """The voices whose words an excerpt has; without an origin they are its publisher's, if that is known."""
        source = self.register.sources[excerpt.source]
        if excerpt.origins or Inferable.PUBLISHER in source.inferred:
            return self.register.voices_of(excerpt)
        return frozenset({self._publisher(excerpt)})

    def _opposing_voices(self) -> list[str]:
        """The denying voices for which another voice asserts the claim."""
        asserting = set(self._voices(self.asserting))
        return [voice for voice in self._voices(self.denying) if asserting - {voice}]

    def _dated_voices(self, excerpts: Iterable[Evidence]) -> list[tuple[date | None, str]]:
        """Each voice with the first day on which it may have spoken, or None if that is not known."""
        return [
            (root.day.start if root.day else None, self.register.voice(voice))
            for root in self._root_origins(excerpts)
            for voice in root.voices
        ]

    def _voices_when_published(self) -> list[str]:
        """The asserting voices that may have spoken before or on the last possible day of the last article."""
        if self.last_published is None:
            return []
        dated = self._dated_voices(self.asserting)
        return sorted({voice for day, voice in dated if day is None or day <= self.last_published})

    def _later_support(self) -> list[str]:
        """The voices that asserted the claim, and the observations made, only after the last article."""
        if self.last_published is None:
            return []
        early = set(self._voices_when_published())
        dated = self._dated_voices(self.checkable)
        voices = {voice for day, voice in dated if day and day > self.last_published} - early
        observations = {
            root.id
            for root in self._root_origins(self.checkable)
            if root.kind is OriginKind.OBSERVATION and root.day and root.day.start > self.last_published
        }
        return sorted(voices | observations)

    def _named_differences(self) -> list[str]:
        """The notes of the excerpts that differ in a detail."""
        return [excerpt.note for excerpt in self.claim.evidence if excerpt.stance is Stance.DIFFERS and excerpt.note]

    def _contrasted_distortions(self) -> list[str]:
        """The distortions for which an undistorted excerpt has the same utterance or shares an origin."""
        undistorted = originals(self.claim)
        return [
            excerpt.distortion
            for excerpt in self.claim.evidence
            if excerpt.distortion
            and any(_same_utterance(excerpt, other) or _share_an_origin(excerpt, other) for other in undistorted)
        ]

    def _named_measures(self) -> list[str]:
        """The excerpts that differ and say how much less than the claim they support."""
        return [
            excerpt.quote
            for excerpt in self.claim.evidence
            if excerpt.stance is Stance.DIFFERS
            and (excerpt.distortion is Distortion.OVERSTATED or (excerpt.note and not excerpt.distortion))
        ]

    def _only_doubtful(self) -> bool:
        """Whether in everything that asserts the claim we infer the origin, or its words are distorted."""
        return bool(self.asserting) and all(
            excerpt.origin_basis is OriginBasis.INFERRED or excerpt.distortion for excerpt in self.asserting
        )

    def claimant(self) -> str | None:
        """The named claimant, else the speaker of the earliest counted origin that asserts the claim."""
        if self.claim.claimant:
            return self.claim.claimant
        origins = self._root_origins(self.asserting)
        dated = sorted(
            (origin for origin in origins if origin.day),
            key=lambda origin: origin.day.start if origin.day else date.max,
        )
        first = next(iter([*dated, *origins]), None)
        return None if first is None else (*first.by, *first.voices)[0]

    # For each measure, what counts it.
    COUNTED_BY: ClassVar[Mapping[Measure, Callable[["Counter"], Iterable[str]]]] = {
        Measure.EXCERPTS: lambda self: (excerpt.quote for excerpt in self.claim.evidence),
        Measure.CLAIMANTS: _claimants,
        Measure.TRANSCRIPTS: _transcripts,
        Measure.WITNESSES: _witnesses,
        Measure.ASSERTING_VOICES: lambda self: self._voices(self.asserting),
        Measure.CHECKABLE_VOICES: lambda self: self._voices(self.checkable),
        Measure.INDEPENDENT_VOICES: _independent_voices,
        Measure.ASSERTING_RECORDS: lambda self: self._records(self.checkable),
        Measure.OWN_VOICES: _own_voices,
        Measure.DENYING_EXCERPTS: lambda self: (excerpt.quote for excerpt in self.denying),
        Measure.DENYING_VOICES: lambda self: self._voices(self.denying),
        Measure.OPPOSING_VOICES: _opposing_voices,
        Measure.DENYING_RECORDS: lambda self: self._records(self.denying),
        Measure.OUTSIDE_EVIDENCE: _outside_evidence,
        Measure.UNANSWERED_DENIALS: lambda self: (excerpt.quote for excerpt in self.denying if not excerpt.outweighed),
        Measure.VOICES_WHEN_PUBLISHED: _voices_when_published,
        Measure.LATER_SUPPORT: _later_support,
        Measure.NAMED_DIFFERENCES: _named_differences,
        Measure.NAMED_MEASURES: _named_measures,
        Measure.SEARCHES: lambda self: (search.for_ for search in self.claim.searched),
        Measure.CONTRASTED_DISTORTIONS: _contrasted_distortions,
        Measure.PROVEN_EXCERPTS: lambda self: (excerpt.quote for excerpt in self._graded(Grade.PROVEN)),
        Measure.SEEN_EXCERPTS: lambda self: (excerpt.quote for excerpt in self._graded(Grade.PROVEN, Grade.SEEN)),
        Measure.SEEN_VOICES: lambda self: self._voices(self._graded(Grade.PROVEN, Grade.SEEN)),
    }


def originals(claim: Claim) -> list[Evidence]:
    """The excerpts that have the words which others distort: the same utterance, or another excerpt of the origin.

    The context of a claim can be of the same origin without having these words.
    """
    distorted = [excerpt for excerpt in claim.evidence if excerpt.distortion]
    return [
        excerpt
        for excerpt in claim.evidence
        if not excerpt.distortion
        and any(_same_utterance(excerpt, other) or _share_an_origin(excerpt, other) for other in distorted)
    ]


def _same_utterance(one: Evidence, other: Evidence) -> bool:
    return one.utterance is not None and one.utterance == other.utterance


def _share_an_origin(one: Evidence, other: Evidence) -> bool:
    return not set(one.origins).isdisjoint(other.origins)
