"""What a status hangs on: each source and each voice is left out in turn, and the rules are applied again.

In: a claim with its status, and the register. Out: the sources and voices without which the rules no longer allow the
status, each with the statuses that the other evidence would allow; and whether they would still allow it without the
words that no machine has seen. It is a test of the status and no score.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from verbatim.checks.assess import allowed_statuses, broken_rules, tally
from verbatim.checks.counter import Grades, grades_of
from verbatim.model.claims import Claim, Kind
from verbatim.model.evidence import Evidence
from verbatim.model.graph import closure
from verbatim.model.policy import Policy
from verbatim.model.register import Register
from verbatim.model.scale import Status
from verbatim.model.sources import Article, OriginKind, Record, Voice
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.grades import Grade


class Omission(NamedTuple):
    """A source or a voice without which the evidence does not allow the claim's status.

    `allowed` are the statuses that the other evidence allows, in the order of the scale; there may be none.
    """

    left_out: Article | Record | Voice
    allowed: tuple[Status, ...]

    @property
    def is_voice(self) -> bool:
        """Whether a voice is left out, and not a source."""
        return isinstance(self.left_out, Voice)


def leave_one_out(claim: Claim, policy: Policy, register: Register, grades: Grades) -> tuple[Omission, ...]:
    """The sources and then the voices without which the claim's status would fall, in the order of its excerpts.

    A claim whose editors set a rule aside has none: its status does not follow from its evidence.
    """
    if claim.override:
        return ()
    status = policy.status(claim.status)
    return tuple(
        Omission(left_out, tuple(allowed_statuses(trial, policy, counted)))
        for left_out, trial, voices in _trials(claim, register)
        if broken_rules(trial, status, counted := tally(trial, voices, grades))
    )


def hangs_on_noted_words(
    claim: Claim, excerpts: Iterable[Excerpt], status: Status, register: Register
) -> tuple[str, ...]:
    """The sources, by id, without whose only noted words the claim's status would fall, in the order of the excerpts.

    Of a source that has other words, too, only those are left out that nothing but an editor vouches for.
    """
    excerpts = tuple(excerpts)
    noted: dict[str, list[Evidence]] = {}
    for excerpt in excerpts:
        if is_only_noted(excerpt):
            noted.setdefault(excerpt.source.id, []).append(excerpt.evidence)
    if claim.override:
        return ()
    grades = grades_of(excerpts)
    return tuple(
        name
        for name, left_out in noted.items()
        if broken_rules(trial := _without(claim, left_out), status, tally(trial, register, grades))
    )


def is_only_noted(excerpt: Excerpt) -> bool:
    """Whether nothing but an editor vouches for these words: neither a copy nor a machine does."""
    return excerpt.grade is Grade.NOTED


def needs_unseen_words(claim: Claim, excerpts: Iterable[Excerpt], status: Status, register: Register) -> bool:
    """Whether a claim's status would fall without all words that are only noted; no if a rule was set aside."""
    excerpts = tuple(excerpts)
    trial = _without(claim, [excerpt.evidence for excerpt in excerpts if is_only_noted(excerpt)])
    return claim.override is None and bool(broken_rules(trial, status, tally(trial, register, grades_of(excerpts))))


def _trials(claim: Claim, register: Register) -> Iterator[tuple[Article | Record | Voice, Claim, Register]]:
    """The claim without each of its sources, and then without each voice behind its evidence."""
    for name in dict.fromkeys(excerpt.source for excerpt in claim.evidence):
        from_it = [excerpt for excerpt in claim.evidence if excerpt.source == name]
        yield register.sources[name], _without(claim, from_it), register
    for name in dict.fromkeys(voice for excerpt in claim.evidence for voice in _counted(excerpt, claim, register)):
        only_its = [excerpt for excerpt in claim.evidence if _counted(excerpt, claim, register) == [name]]
        yield register.voices[name], _without(claim, only_its), _without_voice(register, claim, name)


def _counted(excerpt: Evidence, claim: Claim, register: Register) -> list[str]:
    """For whom an excerpt counts: the witness of the words in a claim that something was said, else the voices."""
    if claim.kind is not Kind.SAID:
        return sorted(register.voices_of(excerpt))
    witness = register.witness_of(excerpt)
    return [witness] if witness else []


def _without(claim: Claim, left_out: list[Evidence]) -> Claim:
    # To compare two excerpts takes long; those of two sources differ.
    sources = {excerpt.source for excerpt in left_out}
    kept = tuple(excerpt for excerpt in claim.evidence if excerpt.source not in sources or excerpt not in left_out)
    return claim.model_copy(update={"evidence": kept})


def _without_voice(register: Register, claim: Claim, left_out: str) -> Register:
    """The origins behind a claim, the first ones without that voice, so that a joint statement counts for the others.

    A witness of words is left out of reports only: what it said itself others have heard.
    """
    named = [name for excerpt in claim.evidence for name in excerpt.origins]
    origins = {}
    for name in closure(named, lambda name: register.origins[name].derives_from):
        origin = register.origins[name]
        is_report, is_first = origin.kind is OriginKind.REPORT, not origin.derives_from
        if is_report if claim.kind is Kind.SAID else is_first:
            voices = tuple(voice for voice in origin.voices if register.voice(voice) != left_out)
            origin = origin.model_copy(update={"voices": voices})
        origins[name] = origin
    return register.with_origins(origins)
