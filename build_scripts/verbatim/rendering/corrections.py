"""What a history entry changed, before and after.

In: a claim, one entry of its history, and the corpus. Out: a `ChangedText` for each key of the entry's `was:`. After an
entry a key has what the next entry says it was, or else what the claim has now.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

from verbatim.checks.corpus import Corpus
from verbatim.model.claims import Before, Claim, ClaimChange, Kind
from verbatim.model.values.fields import Period
from verbatim.quotation.comparing.edits import Change, Edit, edits
from verbatim.rendering.wording import KINDS
from verbatim.translation.language import to_translate

_LABELS = {
    "claim": to_translate("Claim"),
    "finding": to_translate("Finding"),
    "reasoning": to_translate("Reasoning"),
    "status": to_translate("Status"),
    "kind": to_translate("Kind"),
    "when": to_translate("Date"),
    "claimant": to_translate("Claimant"),
}

# These are compared word by word; of the others the whole value is another.
_PROSE = ("claim", "finding", "reasoning")

# Of a long run of words that were kept, how many are shown at each of its ends.
_KEPT_WORDS = 12


@dataclass(frozen=True)
class ChangedText:
    """One key of a claim before and after a change; `is_now` if what came after is what the claim has now."""

    label: str
    edits: tuple[Edit, ...]
    is_now: bool


def changed_texts(corpus: Corpus) -> Callable[[ClaimChange, Claim], tuple[ChangedText, ...]]:
    """A function that gives what an entry of a claim's history changed; the corpus has the names of ids."""

    def texts(change: ClaimChange, claim: Claim) -> tuple[ChangedText, ...]:
        if change.was is None:
            return ()
        number = next(number for number, entry in enumerate(claim.history) if entry is change)
        later = [entry.was for entry in claim.history[number + 1 :] if entry.was]
        return tuple(
            _changed(key, change.was, next((was for was in later if getattr(was, key) is not None), claim), corpus)
            for key in _LABELS
            if getattr(change.was, key) is not None
        )

    return texts


def _changed(key: str, was: Before, after: Before | Claim, corpus: Corpus) -> ChangedText:
    old, new = (_in_words(key, getattr(entry, key), corpus) for entry in (was, after))
    if key in _PROSE:
        found = _shortened(list(edits(old, new)))
    else:
        found = tuple(Edit(words, change) for words, change in ((old, Change.REMOVED), (new, Change.ADDED)) if words)
    return ChangedText(corpus.language.gettext(_LABELS[key]), found, isinstance(after, Claim))


def _shortened(found: list[Edit]) -> tuple[Edit, ...]:
    """The edits, with `…` for kept words that are far from every removed or added one."""
    if len(found) == 1:
        return tuple(found)
    return tuple(
        replace(edit, words=_ends(edit.words.split(), first=number == 0, last=number == len(found) - 1))
        if edit.change is Change.KEPT
        else edit
        for number, edit in enumerate(found)
    )


def _ends(words: list[str], *, first: bool, last: bool) -> str:
    """The words of a run near the edits before and after it."""
    head = [] if first else words[:_KEPT_WORDS]
    tail = [] if last else words[-_KEPT_WORDS:]
    return " ".join(words if len(head) + len(tail) >= len(words) else chain(head, ["…"], tail))


def _in_words(key: str, value: object, corpus: Corpus) -> str:
    """A value as pages print it; the id of a status that the scale no longer has as it is."""
    match key, value:
        case _, None:
            return ""
        case "status", _:
            return next((status.word for status in corpus.policy.statuses if status.id == value), str(value))
        case "kind", Kind():
            return corpus.language.gettext(KINDS[value])
        case "claimant", _:
            register = corpus.register
            return register.name(str(value)) if value in register.people or value in register.voices else str(value)
        case _, Period():
            return corpus.language.day(value)
        case _:
            return str(value)
