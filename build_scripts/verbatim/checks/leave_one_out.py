"""What a status hangs on: each source and each voice is left out in turn, and the rules are applied again.

In: a checked claim and its corpus. Out: the sources and voices without which the rules no longer allow the claim's
status, each with the statuses that the other evidence would allow. It is a test of the status and no score.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from verbatim.checks.assess import allowed_statuses, broken_rules, tally
from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import Claim, Kind
from verbatim.model.evidence import Evidence
from verbatim.model.policy import Status
from verbatim.model.register import Register
from verbatim.model.sources import Article, Record, Voice


@dataclass(frozen=True)
class Omission:
    """A source or a voice without which the evidence does not allow the claim's status.

    `allowed` are the statuses that the other evidence allows, in the order of the scale; there may be none.
    """

    left_out: Article | Record | Voice
    allowed: tuple[Status, ...]

    @property
    def is_voice(self) -> bool:
        """Whether a voice is left out, and not a source."""
        return isinstance(self.left_out, Voice)


def leave_one_out(checked: CheckedClaim, corpus: Corpus) -> tuple[Omission, ...]:
    """The sources and then the voices without which the claim's status would fall, in the order of its excerpts.

    A claim whose editors set a rule aside has none: its status does not follow from its evidence.
    """
    if checked.claim.override:
        return ()
    return tuple(
        Omission(left_out, tuple(allowed_statuses(claim, corpus.policy, counted)))
        for left_out, claim, register in _trials(checked.claim, corpus.register)
        if broken_rules(claim, checked.status, counted := tally(claim, register))
    )


def _trials(claim: Claim, register: Register) -> Iterator[tuple[Article | Record | Voice, Claim, Register]]:
    """The claim without each of its sources, and then without each voice behind its evidence."""
    for name in dict.fromkeys(excerpt.source for excerpt in claim.evidence):
        kept = [excerpt for excerpt in claim.evidence if excerpt.source != name]
        yield register.sources[name], _with_evidence(claim, kept), register
    for name in dict.fromkeys(voice for excerpt in claim.evidence for voice in _counted(excerpt, claim, register)):
        kept = [excerpt for excerpt in claim.evidence if _counted(excerpt, claim, register) != [name]]
        yield register.voices[name], _with_evidence(claim, kept), _without_voice(register, name)


def _counted(excerpt: Evidence, claim: Claim, register: Register) -> list[str]:
    """For whom an excerpt counts: the witness of the words in a claim that something was said, else the voices."""
    if claim.kind is not Kind.SAID:
        return sorted(register.voices_of(excerpt))
    witness = register.witness_of(excerpt)
    return [witness] if witness else []


def _with_evidence(claim: Claim, evidence: list[Evidence]) -> Claim:
    return claim.model_copy(update={"evidence": tuple(evidence)})


def _without_voice(register: Register, left_out: str) -> Register:
    """The register in which no origin has that voice, so that a joint statement counts for its other voices."""
    origins = {
        name: origin.model_copy(
            update={"voices": tuple(voice for voice in origin.voices if register.voice(voice) != left_out)}
        )
        for name, origin in register.origins.items()
    }
    return replace(register, origins=origins)
