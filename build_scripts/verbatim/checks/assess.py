"""Assesses a claim: what its evidence counts, and which rules of its status that breaks.

In: a claim, the register of who is independent of whom, and the policy. Out: a `Tally` (what each measure counted) and
the rules that the chosen status breaks. Editors choose the status; rules limit it. Nothing here computes a status or a
score.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from verbatim.checks.counter import Counter, Grades
from verbatim.model.claims import Claim
from verbatim.model.policy import Policy
from verbatim.model.register import Register
from verbatim.model.scale import Bound, Measure, Rule, Status

_NONE: Grades = MappingProxyType({})


class Tally:
    """The evidence of one claim, counted: for each measure, the names of what was counted.

    Each measure is counted when it is first asked for, as the rules of a status need few of them.
    """

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self.counted: Mapping[Measure, tuple[str, ...]] = _Counts(counter)

    def __getitem__(self, measure: Measure) -> int:
        return len(self.counted[measure])

    def within(self, measure: Measure, bound: Bound) -> bool:
        """Whether a count is within a bound, also if every doubtful denial is a denial."""
        return bound.holds(self[measure]) and bound.allows(self[measure] + len(self.doubtful.get(measure, ())))

    @cached_property
    def doubtful(self) -> Mapping[Measure, tuple[str, ...]]:
        """The quotations of denials whose voice is inferred or not known, for each measure of denials."""
        return self._counter.doubtful_denials()

    @cached_property
    def claimant(self) -> str | None:
        """The named claimant, else the speaker of the earliest counted origin that asserts the claim."""
        return self._counter.claimant()

    @cached_property
    def holding_the_words(self) -> tuple[str, ...]:
        """Where excerpts distort the words that they relay: those who heard or hold these words."""
        return self._counter.holding_the_words()

    @cached_property
    def departing(self) -> tuple[str, ...]:
        """The publishers of the excerpts that distort the words that they relay."""
        return self._counter.departing()


def tally(claim: Claim, register: Register, grades: Grades = _NONE) -> Tally:
    """Count the measures of a claim."""
    return Tally(Counter(claim, register, grades))


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


class _Counts(Mapping[Measure, tuple[str, ...]]):
    """The names of what each measure counts, kept once they are counted."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._known: dict[Measure, tuple[str, ...]] = {}

    def __getitem__(self, measure: Measure) -> tuple[str, ...]:
        if measure not in self._known:
            self._known[measure] = tuple(self._counter.names(measure))
        return self._known[measure]

    def __iter__(self) -> Iterator[Measure]:
        return iter(Counter.COUNTED_BY)

    def __len__(self) -> int:
        return len(Counter.COUNTED_BY)
