"""The checks of the status scale in policy.yaml: every rule can be met, can be broken, and applies to some claim.

In: the policy with its places. Out: problems. What is impossible follows from the relations between the measures that
`assess` counts: no claim has more opposing voices than denying ones, for example.
"""

from collections.abc import Iterator, Mapping
from math import inf

from verbatim.model.claims import Kind
from verbatim.model.loaded import Placed
from verbatim.model.policy import Policy
from verbatim.model.scale import Bound, Measure, Rule, Status
from verbatim.problems import Place, Problem

# The lowest and the highest count of a measure.
_Ranges = Mapping[Measure, tuple[float, float]]

_ANY: _Ranges = dict.fromkeys(Measure, (0, inf)) | {Measure.EXCERPTS: (1, inf), Measure.CLAIMANTS: (0, 1)}

# No claim has more of the first than of the second.
NEVER_MORE_THAN = (
    (Measure.DENYING_EXCERPTS, Measure.EXCERPTS),
    (Measure.UNANSWERED_DENIALS, Measure.DENYING_EXCERPTS),
    (Measure.DENYING_EXCERPTS, Measure.OUTSIDE_EVIDENCE),
    (Measure.OUTSIDE_EVIDENCE, Measure.EXCERPTS),
    (Measure.NAMED_DIFFERENCES, Measure.EXCERPTS),
    (Measure.NAMED_MEASURES, Measure.EXCERPTS),
    (Measure.CONTRASTED_DISTORTIONS, Measure.EXCERPTS),
    (Measure.TRANSCRIPTS, Measure.EXCERPTS),
    (Measure.WITNESSES, Measure.EXCERPTS),
    (Measure.OWN_VOICES, Measure.ASSERTING_VOICES),
    (Measure.CHECKABLE_VOICES, Measure.ASSERTING_VOICES),
    (Measure.INDEPENDENT_VOICES, Measure.ASSERTING_VOICES),
    (Measure.VOICES_WHEN_PUBLISHED, Measure.ASSERTING_VOICES),
    (Measure.OPPOSING_VOICES, Measure.DENYING_VOICES),
    (Measure.PROVEN_EXCERPTS, Measure.SEEN_EXCERPTS),
    (Measure.SEEN_EXCERPTS, Measure.EXCERPTS),
    (Measure.SEEN_VOICES, Measure.ASSERTING_VOICES),
)

# No claim has one of the first and none of the second. For `denying-voices`, “none” means that nothing denies it.
NEVER_WITHOUT = (
    (Measure.ASSERTING_RECORDS, Measure.CHECKABLE_VOICES),
    (Measure.ASSERTING_RECORDS, Measure.OUTSIDE_EVIDENCE),
    (Measure.ASSERTING_VOICES, Measure.CLAIMANTS),
    (Measure.TRANSCRIPTS, Measure.CHECKABLE_VOICES),
    (Measure.LATER_SUPPORT, Measure.CHECKABLE_VOICES),
    (Measure.OPPOSING_VOICES, Measure.ASSERTING_VOICES),
    (Measure.DENYING_RECORDS, Measure.DENYING_VOICES),
    (Measure.DENYING_VOICES, Measure.DENYING_EXCERPTS),
    (Measure.DENYING_EXCERPTS, Measure.DENYING_VOICES),
    (Measure.SEEN_VOICES, Measure.SEEN_EXCERPTS),
)


def unusable_rules(policy: Placed[Policy]) -> Iterator[Problem]:
    """Rules that no evidence can meet, that all evidence meets, or that apply to no claim."""
    for number, status in enumerate(policy.value.statuses):
        at = ("statuses", number)
        for index, rule in enumerate(status.rules):
            yield from _kinds_that_the_status_lacks(status, rule, policy.place(*at, "rules", index, "kinds"))
            for choice, need in enumerate(rule.needs):
                yield from _unusable_need(rule, need, policy, (*at, "rules", index, "needs", choice))
        yield from _kinds_without_rules(status, policy.place(*at, "rules"))
        contradicting = {kind: _first_contradiction(status, kind) for kind in status.kinds}
        for index in sorted({index for index in contradicting.values() if index is not None}):
            kinds = " or ".join(kind for kind, found in contradicting.items() if found == index)
            message = f"no claim of kind {kinds} can meet “{status.rules[index].id}” and the rules before it"
            place = policy.place(*at, "rules", index, "needs")
            yield _problem(place, message, "change the bounds of one of them")


def _kinds_that_the_status_lacks(status: Status, rule: Rule, place: Place) -> Iterator[Problem]:
    lacking = [kind for kind in rule.kinds if kind not in status.kinds]
    if lacking and "kinds" in rule.model_fields_set:
        message = f"“{rule.id}” is for claims of kind {lacking[0]}, but its status “{status.id}” is not"
        yield _problem(place, message, f"delete {lacking[0]} here, or add it to the `kinds:` of the status")


def _unusable_need(
    rule: Rule, need: Mapping[Measure, Bound], policy: Placed[Policy], path: tuple[str | int, ...]
) -> Iterator[Problem]:
    if not need:
        yield _problem(policy.place(*path), f"“{rule.id}” asks for nothing", "name a measure and its bound")
    for measure, bound in need.items():
        if bound.least == 0 and bound.most is None:
            message = f"in “{rule.id}”, `{measure}: {bound.text}` is always so"
            yield _problem(policy.place(*path, measure), message, "write `at least 1` or more, or delete it")
    if _narrowed(_ANY, need) is None:
        listed = ", ".join(f"{measure}: {bound.text}" for measure, bound in need.items())
        message = f"no evidence can meet “{rule.id}” with {{{listed}}}"
        yield _problem(policy.place(*path), message, "change one of the bounds, or delete this alternative")


def _kinds_without_rules(status: Status, place: Place) -> Iterator[Problem]:
    for kind in status.kinds:
        if all(kind not in rule.kinds for rule in status.rules):
            message = f"“{status.id}” has no rule for claims of kind {kind}, so it would need no evidence"
            yield _problem(place, message, "add one, or name under `kinds:` what the status is for")


def _first_contradiction(status: Status, kind: Kind) -> int | None:
    """The first rule, by its number, that can be met but not together with those before it; None if there is none."""
    possible: list[_Ranges] = [_ANY]
    for index, rule in enumerate(status.rules):
        if kind not in rule.kinds or all(_narrowed(_ANY, need) is None for need in rule.needs):
            continue
        left: list[_Ranges] = []
        for narrowed in (_narrowed(ranges, need) for ranges in possible for need in rule.needs):
            if narrowed is not None and narrowed not in left:
                left.append(narrowed)
        if not left:
            return index
        possible = left
    return None


def _narrowed(ranges: _Ranges, need: Mapping[Measure, Bound]) -> _Ranges | None:
    """The counts that also meet some bounds; None if there are none."""
    least = {measure: low for measure, (low, _) in ranges.items()}
    most = {measure: high for measure, (_, high) in ranges.items()}
    for measure, bound in need.items():
        least[measure] = max(least[measure], bound.least)
        most[measure] = min(most[measure], inf if bound.most is None else bound.most)
    # A bound can move those of other measures, until no relation moves one any more.
    moved = True
    while moved:
        before = {**least}, {**most}
        for fewer, more in NEVER_MORE_THAN:
            least[more] = max(least[more], least[fewer])
            most[fewer] = min(most[fewer], most[more])
        for one, other in NEVER_WITHOUT:
            least[other] = max(least[other], min(least[one], 1))
            most[one] = most[one] if most[other] else 0
        moved = before != (least, most)
    possible = all(least[measure] <= most[measure] for measure in Measure)
    return {measure: (least[measure], most[measure]) for measure in Measure} if possible else None


def _problem(place: Place, message: str, hint: str) -> Problem:
    return Problem("unusable-rule", place, message, hint)
