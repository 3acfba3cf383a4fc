"""Checks that the `was:` of a history entry is what was published before: `check --against`.

In: a claim as it was at a revision and as it is now, and the entries that are new since. Out: what the changed keys had
before, and problems. Typography and white space do not matter, as in every comparison of what is published.
"""

from collections.abc import Iterator, Sequence

from verbatim.checks.history.changes import differences
from verbatim.model.claims import Before, Claim, ClaimChange
from verbatim.model.loaded import PlacedClaim
from verbatim.model.values.fields import Period
from verbatim.problems import Problem


def earlier_words(was: Claim, now: Claim) -> dict[str, str]:
    """What the changed keys of a claim had before, by key; without those that had nothing."""
    changed = {difference.path[0] for difference in differences(was, now)}
    texts = {key: _text(was, key) for key in Before.model_fields if key in changed}
    return {key: text for key, text in texts.items() if text}


def wrong_earlier_words(
    revision: str, was: Claim | None, placed: PlacedClaim, claim: Claim, new: Sequence[ClaimChange]
) -> Iterator[Problem]:
    """New entries whose `was:` is not what the claim had at a revision; `was` is None if it was not published there."""
    recorded: dict[str, ClaimChange] = {}
    for entry in new:
        for key in entry.was.model_fields_set if entry.was else ():
            place = placed.place("history", claim.history.index(entry), "was", key)
            fault = _fault(revision, was, claim, entry, key) if key not in recorded else None
            if key in recorded:
                first = recorded[key].day
                message = f"two new entries say what the {key} of “{claim.id}” was: this one and that of {first}"
                fault = message, "keep the first; the words between the two were never published"
            if fault:
                yield Problem("wrong-earlier-words", place, *fault)
            recorded.setdefault(key, entry)


def _fault(revision: str, was: Claim | None, claim: Claim, entry: ClaimChange, key: str) -> tuple[str, str] | None:
    """What is wrong with one key of an entry's `was:`, and how to mend it."""
    if was is None:
        return f"“{claim.id}” is not published at {revision}, so it had no {key} before", "delete `was:`"
    had = _text(was, key)
    if not had:
        return f"“{claim.id}” had no {key} at {revision}", f"delete `{key}:` from `was:`; `change:` says what was added"
    if list(differences(Before.model_validate({key: had}), Before.model_validate({key: _text(entry.was, key)}))):
        message = f"the {key} of “{claim.id}” at {revision} was not what this entry says"
        return message, f"write what was published, or let `verbatim amend` write the entry\n{key}: {had}"
    if key not in earlier_words(was, claim):
        return f"the {key} of “{claim.id}” is the same as at {revision}", f"delete `{key}:` from `was:`"
    return None


def _text(entry: Claim | Before | None, key: str) -> str:
    """The value of a key as YAML has it; empty if there is none."""
    value = getattr(entry, key)
    return value.text if isinstance(value, Period) else value or ""
