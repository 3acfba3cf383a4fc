"""Checks that the histories of the claims and of the policy are in order and agree with the claims' state.

In: claims and the policy, with their history. Out: problems. A published claim has a history, and that of a withdrawn
or merged claim has an entry that says so. `comparison` compares the histories with those that are already published.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from verbatim.model.claims import Change, ChangeKind, Claim
from verbatim.model.loaded import Placed, PlacedClaim
from verbatim.model.policy import Policy
from verbatim.problems import Problem, did_you_mean


def history_problems(claims: Iterable[PlacedClaim]) -> Iterator[Problem]:
    """Claims whose history is missing or out of order or disagrees with their state, or merged into a retired claim."""
    by_id = {claim.value.id: claim.value for claim in claims if claim.value}
    for placed in claims:
        if placed.value:
            yield from _missing_history(placed, placed.value)
            yield from _order_problems(placed, placed.value)
            yield from _state_problems(placed, placed.value)
            yield from _merge_problems(placed, placed.value, by_id)


def policy_history_problems(placed: Placed[Policy]) -> Iterator[Problem]:
    """A history of the policy that is out of order, or that says that the policy was withdrawn or merged."""
    history = placed.value.history
    yield from _days_out_of_order(placed, history)
    for number, change in enumerate(history):
        if change.kind not in (ChangeKind.UPDATED, ChangeKind.CORRECTED):
            message = f"an entry of the policy’s history is of kind {change.kind}"
            hint = "write `kind: updated`, or `kind: corrected` if what was published was wrong"
            yield Problem("history-order", placed.place("history", number, "kind"), message, hint)


def _missing_history(placed: PlacedClaim, claim: Claim) -> Iterator[Problem]:
    """A claim without any history, unless it has one whose key or entries are faulty, which is reported elsewhere."""
    if claim.history:
        return
    keys = placed.keys
    if placed.sound if "history" in keys else not did_you_mean("history", keys):
        message = f"“{claim.id}” is published without a history, so it has no date of publication and is in no feed"
        hint = "add to it\nhistory:\n- day: …\n  kind: published\n  change: First published.\n  why: …"
        yield Problem("missing-history", placed.place("history"), message, hint)


def _order_problems(placed: PlacedClaim, claim: Claim) -> Iterator[Problem]:
    """A history begins with its only entry of kind published, and goes from the oldest day to the newest."""
    yield from _days_out_of_order(placed, claim.history)
    for number, change in enumerate(claim.history):
        first = claim.history[0].kind
        if number == 0 and first is not ChangeKind.PUBLISHED:
            message = f"the first history entry of “{claim.id}” is of kind {first}, not published"
            hint = "put the entry of kind published first; the others say what changed since"
            yield Problem("history-order", placed.place("history", 0, "kind"), message, hint)
        if number and change.kind is first is ChangeKind.PUBLISHED:
            message = f"“{claim.id}” has a second history entry of kind published"
            hint = "a claim is published once: write `kind: updated` or `kind: corrected`, or delete the entry"
            yield Problem("history-order", placed.place("history", number, "kind"), message, hint)


def _days_out_of_order(placed: PlacedClaim | Placed[Policy], history: Sequence[Change]) -> Iterator[Problem]:
    """The entries that are dated before the one above them."""
    for number in range(1, len(history)):
        if history[number].day < history[number - 1].day:
            message = f"this entry is dated {history[number].day}, before the entry above it"
            hint = "put the entries in the order of their days, the oldest first"
            yield Problem("history-order", placed.place("history", number, "day"), message, hint)


def _state_problems(placed: PlacedClaim, claim: Claim) -> Iterator[Problem]:
    """A claim is withdrawn or merged without a history entry that says so, or has such an entry and is neither."""
    latest = [change for change in claim.history if change.day == max(change.day for change in claim.history)]
    withdrawn, merged = (
        [change for change in claim.history if change.kind is kind]
        for kind in (ChangeKind.WITHDRAWN, ChangeKind.MERGED)
    )
    if claim.withdrawn and claim.withdrawn.day not in {change.day for change in withdrawn}:
        message = f"“{claim.id}” was withdrawn on {claim.withdrawn.day}, but its history has no such entry of that day"
        hint = f"add to its `history:`\n- day: {claim.withdrawn.day}\n  kind: withdrawn\n  change: …\n  why: …"
        yield Problem("history-mismatch", placed.place("withdrawn"), message, hint)
    if claim.merged_into and not merged:
        message = f"“{claim.id}” is merged into “{claim.merged_into}”, but its history has no entry of that kind"
        hint = "add to its `history:`\n- day: …\n  kind: merged\n  change: …\n  why: …"
        yield Problem("history-mismatch", placed.place("merged_into"), message, hint)
    # The order of entries of one day means nothing, so one entry of another kind on that day is enough.
    if latest and not claim.retired and all(change in (*withdrawn, *merged) for change in latest):
        newest = latest[-1]
        key = "withdrawn: {day: …, reason: …}" if newest.kind is ChangeKind.WITHDRAWN else "merged_into: …"
        message = (
            f"the newest history entry of “{claim.id}” says that it was {newest.kind} on {newest.day}, but it is not"
        )
        hint = f"add `{key}`; or, if the claim is published again, add an entry of kind updated that says why"
        yield Problem("history-mismatch", placed.place("history", claim.history.index(newest), "kind"), message, hint)


def _merge_problems(placed: PlacedClaim, claim: Claim, by_id: Mapping[str, Claim]) -> Iterator[Problem]:
    """A claim is merged into one that is withdrawn or merged itself: readers must get to the answer in one step."""
    target = by_id.get(claim.merged_into or "")
    if target is None:
        return
    if claim.withdrawn:
        fault = "and withdrawn as well"
        hint = "keep `merged_into:` if the other claim now says the same, otherwise keep `withdrawn:`"
    elif target is claim:
        fault, hint = "which is this claim itself", "name the claim that now says the same, or delete the key"
    elif target.merged_into:
        fault = f"which is itself merged into “{target.merged_into}”"
        hint = f"name the last of them: `merged_into: {target.merged_into}`"
        if target.merged_into == claim.id:
            hint = "one of the two must stay published: delete its `merged_into:`"
    elif target.withdrawn:
        fault, hint = "which is withdrawn", "withdraw this claim too, or name a claim that is not withdrawn"
    else:
        return
    message = f"“{claim.id}” is merged into “{target.id}”, {fault}"
    yield Problem("merge-target", placed.place("merged_into"), message, hint)
