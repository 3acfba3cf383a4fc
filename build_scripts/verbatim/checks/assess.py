"""Counts the evidence of a claim and applies the rules of its status. Editors choose the status; rules limit it.

In: a claim, the register of who is independent of whom, and the policy. Out: a `Tally` (what each measure counted) and
the rules that the chosen status breaks. Nothing here computes a status or a score.

`_Counter` has one method for each measure. In all of them:
- a voice counts once, however many outlets carry it, and as the voice that it is part of;
- an origin that is inferred (`origin_basis: inferred`) or not known (`unattributed`) adds no voice and no witness, and
  neither does a publisher that is inferred;
- a denial without a counted voice counts where a rule sets an upper limit (`none`), but not where it sets a lower one;
- of an inexact date, the end that is less favourable to the status counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from verbatim.model.claims import Claim, Evidence, OriginBasis, Stance
from verbatim.model.policy import Bound, Measure, Policy, Rule, Status
from verbatim.model.register import PROVES_A_FACT, Register
from verbatim.model.sources import Article, Inferable, Origin, OriginKind, Read, Record, RecordKind


@dataclass(frozen=True)
class Tally:
    """The evidence of one claim, counted: for each measure, the names of what was counted.

    `doubtful` has the quotations of denials whose voice is inferred or not known, for each measure of denials.
    """

    counted: Mapping[Measure, tuple[str, ...]]
    doubtful: Mapping[Measure, tuple[str, ...]]
    claimant: str | None

    def __getitem__(self, measure: Measure) -> int:
        return len(self.counted[measure])

    def within(self, measure: Measure, bound: Bound) -> bool:
        """Whether a count is within a bound, also if every doubtful denial is a denial."""
        return bound.holds(self[measure]) and bound.allows(self[measure] + len(self.doubtful.get(measure, ())))


def tally(claim: Claim, register: Register) -> Tally:
    """Count every measure of a claim."""
    return _Counter(claim, register).tally()


def broken_rules(claim: Claim, status: Status, tally: Tally) -> list[Rule]:
    """The rules of a status that the evidence breaks, except an overridden one; empty if the status is allowed."""
    overridden = claim.override.rule if claim.override else None
    rules = [rule for rule in status.rules if claim.kind in rule.kinds and rule.id != overridden]
    return [rule for rule in rules if not meets(rule, tally)]


def meets(rule: Rule, tally: Tally) -> bool:
    """Whether in at least one alternative of a rule all measures are within their bounds."""
    return any(all(tally.within(measure, bound) for measure, bound in need.items()) for need in rule.needs)


def allowed_statuses(claim: Claim, policy: Policy, tally: Tally) -> list[Status]:
    """Every status that the evidence of a claim allows, in the order of the policy."""
    return [
        status for status in policy.statuses if claim.kind in status.kinds and not broken_rules(claim, status, tally)
    ]


class _Counter:
    """Counts the measures of one claim. Each method returns the names of what it counted, for pages to show."""

    def __init__(self, claim: Claim, register: Register) -> None:
        self.claim = claim
        self.register = register
        self.asserting = [excerpt for excerpt in claim.evidence if excerpt.stance is Stance.ASSERTS]
        self.denying = [excerpt for excerpt in claim.evidence if excerpt.stance is Stance.DENIES]
        published = [source.published.end for excerpt in self.asserting if (source := self._article(excerpt))]
        self.last_published = max(published, default=None)

    def tally(self) -> Tally:
        claimant = self._claimant()
        counted: dict[Measure, Iterable[str]] = {
            Measure.EXCERPTS: (excerpt.quote for excerpt in self.claim.evidence),
            Measure.CLAIMANTS: [claimant] if claimant and not self._only_inferred() else [],
            Measure.TRANSCRIPTS: self._transcripts(),
            Measure.WITNESSES: self._witnesses(),
            Measure.ASSERTING_VOICES: self._voices(self.asserting),
            Measure.ASSERTING_RECORDS: self._records(self.asserting),
            Measure.OWN_VOICES: self._own_voices(),
            Measure.DENYING_EXCERPTS: (excerpt.quote for excerpt in self.denying),
            Measure.DENYING_VOICES: self._voices(self.denying),
            Measure.OPPOSING_VOICES: self._opposing_voices(),
            Measure.DENYING_RECORDS: self._records(self.denying),
            Measure.UNANSWERED_DENIALS: (excerpt.quote for excerpt in self.denying if not excerpt.outweighed),
            Measure.VOICES_WHEN_PUBLISHED: self._voices_when_published(),
            Measure.LATER_SUPPORT: self._later_support(),
            Measure.NAMED_DIFFERENCES: self._named_differences(),
            Measure.CONTRASTED_DISTORTIONS: self._contrasted_distortions(),
        }
        return Tally({measure: tuple(names) for measure, names in counted.items()}, self._doubtful_denials(), claimant)

    def _article(self, excerpt: Evidence) -> Article | None:
        source = self.register.sources[excerpt.source]
        return source if isinstance(source, Article) else None

    def _root_origins(self, excerpts: Iterable[Evidence]) -> set[Origin]:
        """The origins from which the information of some excerpts first came."""
        return {root for excerpt in excerpts for root in self.register.counted_roots(excerpt)}

    def _voices(self, excerpts: Iterable[Evidence]) -> list[str]:
        """The voices from which the information of some excerpts first came, each once."""
        return sorted({voice for excerpt in excerpts for voice in self.register.voices_of(excerpt)})

    def _doubtful_denials(self) -> dict[Measure, tuple[str, ...]]:
        """The denying excerpts whose voice is inferred or not known; as records, those whose origin may be one."""
        doubtful = [excerpt for excerpt in self.denying if not self.register.voices_of(excerpt)]
        records = [
            excerpt
            for excerpt in doubtful
            if any(root.kind in PROVES_A_FACT for name in excerpt.origins for root in self.register.root_origins(name))
        ]
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
        stated = {excerpt.source for excerpt in self.asserting if self.register.stated_origins(excerpt)}
        sources = [self.register.sources[name] for name in stated]
        return sorted(
            source.id
            for source in sources
            if isinstance(source, Record)
            and source.kind in kinds
            and source.read is not Read.NONE
            and Inferable.PUBLISHER not in source.inferred
        )

    def _witnesses(self) -> list[str]:
        """Who heard or holds the words, each once: publishers, and makers of reports that others relay."""
        return sorted({voice for excerpt in self.asserting if (voice := self.register.witness_of(excerpt))})

    def _own_voices(self) -> list[str]:
        """The asserting voices that are the outlet whose own article prints them.

        Only articles count: a government that publishes the transcript of its own briefing is a source, not an outlet.
        """
        printed = [
            (self.register.voice(article.publisher), excerpt)
            for excerpt in self.asserting
            if (article := self._article(excerpt))
        ]
        return sorted({publisher for publisher, excerpt in printed if publisher in self._voices([excerpt])})

    def _opposing_voices(self) -> list[str]:
        """The denying voices for which another voice asserts the claim."""
        asserting = set(self._voices(self.asserting))
        return [voice for voice in self._voices(self.denying) if asserting - {voice}]

    def _dated_voices(self) -> list[tuple[date | None, str]]:
        """Each asserting voice with the first day on which it may have spoken, or None if that is not known."""
        return [
            (root.on.start if root.on else None, self.register.voice(voice))
            for root in self._root_origins(self.asserting)
            for voice in root.voices
        ]

    def _voices_when_published(self) -> list[str]:
        """The asserting voices that may have spoken before or on the last possible day of the last article."""
        if self.last_published is None:
            return []
        return sorted({voice for day, voice in self._dated_voices() if day is None or day <= self.last_published})

    def _later_support(self) -> list[str]:
        """The voices that asserted the claim, and the observations made, only after the last article."""
        if self.last_published is None:
            return []
        early = set(self._voices_when_published())
        voices = {voice for day, voice in self._dated_voices() if day and day > self.last_published} - early
        observations = {
            root.id
            for root in self._root_origins(self.asserting)
            if root.kind is OriginKind.OBSERVATION and root.on and root.on.start > self.last_published
        }
        return sorted(voices | observations)

    def _named_differences(self) -> list[str]:
        """The notes of the excerpts that differ in a detail."""
        return [excerpt.note for excerpt in self.claim.evidence if excerpt.stance is Stance.DIFFERS and excerpt.note]

    def _contrasted_distortions(self) -> list[str]:
        """The distortions for which an undistorted excerpt has the same utterance or shares an origin."""
        undistorted = [excerpt for excerpt in self.claim.evidence if not excerpt.distortion]
        return [
            excerpt.distortion
            for excerpt in self.claim.evidence
            if excerpt.distortion
            and any(
                (excerpt.utterance and excerpt.utterance == other.utterance)
                or set(excerpt.origins) & set(other.origins)
                for other in undistorted
            )
        ]

    def _only_inferred(self) -> bool:
        """Whether we infer the origin of everything that asserts the claim."""
        bases = {excerpt.origin_basis for excerpt in self.asserting}
        return bases == {OriginBasis.INFERRED}

    def _claimant(self) -> str | None:
        """The named claimant, else the speaker of the earliest stated origin that asserts the claim."""
        if self.claim.claimant:
            return self.claim.claimant
        counting = [excerpt for excerpt in self.asserting if self.register.voices_of(excerpt)]
        origins = [origin for excerpt in counting for origin in self.register.stated_origins(excerpt)]
        dated = sorted(
            (origin for origin in origins if origin.on), key=lambda origin: origin.on.start if origin.on else date.max
        )
        first = next(iter([*dated, *origins]), None)
        return None if first is None else (*first.by, *first.voices)[0]
