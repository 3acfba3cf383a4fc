"""Checks that what is published changes only with a dated entry: `check --against`.

In: the data as they were at a revision, and as they are now. Out: problems. What a published claim says or rests on
changes only with a new entry in its history; what the policy says, or what only the pages of sources and voices say,
only with one in the history of the policy. Published entries and sightings do not change; every address stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from verbatim.checks.history.changes import (
    Difference,
    differences,
    differences_elsewhere,
    reworded_passages,
    same_entry,
)
from verbatim.checks.history.dependencies import Key, dependencies, entry_of
from verbatim.checks.history.earlier_words import earlier_words, wrong_earlier_words
from verbatim.checks.history.revision import Revision
from verbatim.checks.history.vanished import (
    vanished_addresses,
    vanished_claims,
    vanished_pages,
    vanished_sightings,
)
from verbatim.checks.texts.placeholders import placeholders
from verbatim.model.claims import Change, ChangeKind, Claim, ClaimChange
from verbatim.model.loaded import Loaded, Placed, PlacedClaim
from verbatim.model.policy import Policy
from verbatim.model.sources import Article, Person, Record, Voice
from verbatim.model.values.fields import Entry
from verbatim.problems import Place, Problem, Severity, errors

# An entry of the history of a claim or of the policy.
AnyChange = TypeVar("AnyChange", bound=Change)


def comparison_problems(revision: Revision, now: Loaded, today: date | None) -> list[Problem]:
    """Changes since a revision that no history entry records.

    An entry that already has an error is not compared: correcting it may be all that is needed.
    """
    if revision.loaded is None:
        place = Place(now.claims[0].file.name if now.claims else "claims.yaml")
        hint = "this is right for a new site; if the data were moved, compare with a revision after the move"
        message = f"at {revision} there are no claims in this folder, so nothing counts as published"
        return [Problem("nothing-to-compare", place, message, hint, Severity.WARNING)]
    unfilled = next(placeholders(revision.loaded, Severity.WARNING), None)
    if unfilled:
        hint = "nothing to do for a new site; from the first revision without placeholders on, changes are compared"
        message = f"at {revision} {unfilled.place} was still to be filled in, so nothing counts as published"
        return [Problem("nothing-to-compare", Place(unfilled.place.file), message, hint, Severity.WARNING)]
    return [
        *_unreadable_revision(revision, revision.loaded),
        *_Comparison(str(revision), revision.loaded, now, today).problems(),
    ]


def _unreadable_revision(revision: Revision, loaded: Loaded) -> Iterator[Problem]:
    """A problem if the older data cannot be read completely, since changes of unreadable entries are not seen."""
    faults = errors(loaded.problems)
    if faults:
        first, others = faults[0], f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        fault = f"{revision.base or revision.name}:{first.place} {first.code}, {first.message}{others}"
        message = f"the data at {revision} cannot be read completely, so some changes since are not seen: {fault}"
        older = f"{revision.base or revision.name}~1"
        hint = f"compare with the last revision that these scripts can read completely, such as `--against {older}`"
        yield Problem("unreadable-revision", Place(first.place.file), message, hint)


@dataclass(frozen=True)
class ClaimComparison:
    """What changed in one claim since a revision.

    `changes` has the changes in it and in what it rests on, as messages show them; `was` what the changed keys had
    before; `new` the history entries that record changes since.
    """

    changes: tuple[str, ...]
    was: Mapping[str, str]
    new: tuple[ClaimChange, ...]


def compared_claim(revision: str, before: Loaded, now: Loaded, was: Claim, claim: Claim) -> ClaimComparison:
    """Compare one claim with what it was at a revision."""
    below = _Comparison(revision, before, now, None).changes_below(was)
    changes = [difference.words for difference in differences(was, claim)]
    new = _new_entries(was.history, claim.history)
    return ClaimComparison((*changes, *below), earlier_words(was, claim), tuple(new))


@dataclass(frozen=True)
class _Comparison:
    """Compares the data at a revision with the data now."""

    revision: str
    before: Loaded
    now: Loaded
    today: date | None

    def problems(self) -> Iterator[Problem]:
        """All changes that no history entry records."""
        published = [claim.value for claim in self.before.claims if claim.value]
        present = {claim.value.id: claim for claim in self.now.claims if claim.value}
        yield from vanished_claims(self.revision, self.before, self.now)
        pairs = [
            (claim, present[claim.id], now)
            for claim in published
            if claim.id in present and (now := present[claim.id].value)
        ]
        for was, placed, claim in pairs:
            yield from self._changed_entries(f"of “{claim.id}”", was.history, placed, claim.history)
            changed = [] if self._has_error(placed) else list(differences(was, claim))
            if changed and not _new_entries(was.history, claim.history):
                words = "; ".join(difference.words for difference in changed)
                message = (
                    f"“{claim.id}” changed since {self.revision}, and no new entry in its history says so: {words}"
                )
                hint = (
                    f"let `verbatim amend {claim.id}` write the entry, or add to its `history:`\n{self._entry_to_add()}"
                )
                yield Problem("unrecorded-change", placed.place(*changed[0].path), message, hint)
        yield from self._wrong_earlier_words({claim.id: claim for claim in published}, present)
        yield from self._changed_dependencies([(was, claim) for was, _, claim in pairs])
        yield from self._changed_policy()
        yield from self._changed_elsewhere([was for was, _, claim in pairs if not claim.retired])
        yield from vanished_addresses(self.revision, self.before, self.now)
        yield from vanished_pages(self.revision, self.before, self.now)
        yield from vanished_sightings(self.revision, self.before, self.now)

    def _wrong_earlier_words(
        self, published: Mapping[str, Claim], present: Mapping[str, PlacedClaim]
    ) -> Iterator[Problem]:
        """New entries whose `was:` is not what was published.

        What was unreadable then cannot be compared, and of an entry that was rewritten that is the problem.
        """
        unread = self.before.unreadable.get(Claim, set())
        for name, placed in present.items():
            was, claim = published.get(name), placed.value
            history = was.history if was else ()
            if claim and (was or unread.isdisjoint({name, None})) and not _without(history, claim.history):
                new = _without(claim.history, history)
                yield from wrong_earlier_words(self.revision, was, placed, claim, new)

    def _changed_entries(
        self, whose: str, published: Sequence[Change], placed: Placed[Policy] | PlacedClaim, history: Sequence[Change]
    ) -> Iterator[Problem]:
        """Published history entries that changed or are gone, and new ones that are dated before a published one."""
        lost = _without(published, history)
        for entry in lost:
            altered = [new for new in _without(history, published) if (new.day, new.kind) == (entry.day, entry.kind)]
            place = placed.place("history", history.index(altered[0])) if altered else placed.place("history")
            message = (
                f"the entry of {entry.day} ({entry.kind}) {whose} is not as it was at {self.revision}: "
                f"“{entry.change}” “{entry.why}”"
            )
            hint = "restore it; if it was wrong, add a new entry that says so"
            yield Problem("rewritten-history", place, message, hint)
        newest = max((entry.day for entry in published), default=date.min)
        for entry in () if lost else _without(history, published):
            if entry.day < newest:
                place = placed.place("history", history.index(entry), "day")
                message = (
                    f"this entry is new since {self.revision} but dated {entry.day}, "
                    f"before the entry of {newest}, which is already published"
                )
                hint = "date it on the day on which the change is published; `change:` can say when it happened"
                yield Problem("backdated-entry", place, message, hint)

    def _changed_policy(self) -> Iterator[Problem]:
        """A change of the scale, its rules or the limits that no new entry of the policy's history records."""
        before, placed = self.before.policy, self.now.policy
        if before is None or placed is None:
            return
        was, policy = before.value, placed.value
        if was.site.id != policy.site.id and "id" in was.site.model_fields_set:
            message = f"the site’s id was {was.site.id} at {self.revision}; the ids of all its feeds are made from it"
            hint = f"restore it: `id: {was.site.id}`"
            yield Problem("vanished-address", placed.place("site", "id"), message, hint)
        yield from self._changed_entries("of the policy", was.history, placed, policy.history)
        changed = list(differences(was, policy)) if placed.sound else []
        if changed and not _new_entries(was.history, policy.history):
            words = "; ".join(difference.words for difference in changed)
            message = f"the policy changed since {self.revision}, and no new entry in its history says so: {words}"
            hint = f"add to the `history:` of {placed.file.name}\n{self._entry_to_add()}"
            yield Problem("unrecorded-change", placed.place(*changed[0].path), message, hint)

    def _changed_elsewhere(self, claims: Sequence[Claim]) -> Iterator[Problem]:
        """Voices, people, origins and sources that changed in what no claim says, without an entry of the policy.

        Voices, people and articles are on the site even if no claim rests on them; nothing of them is then free.
        """
        before, policy, register = self.before.policy, self.now.policy, self.before.register
        if before is None or policy is None or not policy.sound:
            return
        if _new_entries(before.value.history, policy.value.history):
            return
        resting = {key for claim in claims for key in dependencies(claim, register)}
        for key, placed in self._placed.items():
            was = entry_of(key, register)
            found = list(differences_elsewhere(was, placed.value)) if was else []
            if key not in resting:
                found += self._dependency_changes[key]
            if found and (key in resting or isinstance(placed.value, Voice | Person | Article)):
                words = "; ".join(difference.words for difference in found)
                kind = type(placed.value).__name__.lower()
                message = (
                    f"the {kind} “{key[1]}” changed since {self.revision}, "
                    f"and no new entry in the policy’s history says so: {words}"
                )
                hint = f"add to the `history:` of {policy.file.name}\n{self._entry_to_add()}"
                yield Problem("unrecorded-change", placed.place(*found[0].path), message, hint)

    @cached_property
    def _placed(self) -> dict[Key, Placed[Entry]]:
        """The entries of the register that have no error."""
        return {key: entry for key, entry in self._entries() if not self._has_error(entry)}

    @cached_property
    def _dependency_changes(self) -> dict[Key, list[Difference]]:
        """What changed in each entry on which claims may rest."""
        changed = {}
        for key, entry in self._placed.items():
            was = entry_of(key, self.before.register)
            changed[key] = list(self._differences(was, entry.value)) if was and was != entry.value else []
        return changed

    def _changed_dependencies(self, pairs: Sequence[tuple[Claim, Claim]]) -> Iterator[Problem]:
        """Voices, people, origins and sources that changed although a claim that rests on them has no new entry."""
        placed, changed = self._placed, self._dependency_changes
        without_entry: defaultdict[Key, list[str]] = defaultdict(list)
        for was, claim in pairs:
            if not claim.retired and not _new_entries(was.history, claim.history):
                for key in dependencies(was, self.before.register):
                    if changed.get(key):
                        without_entry[key].append(claim.id)
        for key, claims in without_entry.items():
            words = "; ".join(difference.words for difference in changed[key])
            kind = type(placed[key].value).__name__.lower()
            message = (
                f"the {kind} “{key[1]}” changed since {self.revision}: {words}. "
                f"Claims that rest on it have no new history entry: {', '.join(claims)}"
            )
            hint = f"let `verbatim amend ID` write it, or add to the `history:` of each\n{self._entry_to_add()}"
            yield Problem("unrecorded-change", placed[key].place(*changed[key][0].path), message, hint)

    def changes_below(self, was: Claim) -> Iterator[str]:
        """What changed in the voices, people, origins and sources on which a claim rests."""
        for key in sorted(dependencies(was, self.before.register)):
            for difference in self._dependency_changes.get(key, ()):
                yield f"{type(self._placed[key].value).__name__.lower()} “{key[1]}”, {difference.words}"

    def _differences(self, was: Entry, became: Entry) -> Iterator[Difference]:
        """What differs in an entry, and in the passages of a record from which published claims quote."""
        yield from differences(was, became)
        if isinstance(was, Record) and isinstance(became, Record) and was.passages != became.passages:
            claims = [claim.value for claim in self.before.claims if claim.value and not claim.value.retired]
            quoted = [excerpt.quote for claim in claims for excerpt in claim.evidence if excerpt.source == was.id]
            yield from reworded_passages(was, became, quoted)

    def _entries(self) -> Iterator[tuple[Key, Placed[Entry]]]:
        """Every entry of the register as it is now, with its place."""
        now = self.now
        yield from ((("speaker", voice.value.id), voice) for voice in now.voices)
        yield from ((("speaker", person.value.id), person) for person in now.people)
        yield from ((("origin", origin.value.id), origin) for origin in now.origins)
        yield from ((("source", source.value.id), source) for source in now.sources)

    def _has_error(self, placed: Placed[Entry] | PlacedClaim) -> bool:
        """Whether an entry already has an error of another kind."""
        return not placed.sound or any(
            placed.file.holds(placed.path, fault.place) for fault in errors(self.now.problems)
        )

    def _entry_to_add(self) -> str:
        entry = f"- day: {self.today or '…'}\n  kind: updated\n  change: …\n  why: …"
        return f"{entry}\nwith `kind: corrected` if what was published was wrong"


def _new_entries(published: Sequence[AnyChange], history: Sequence[AnyChange]) -> list[AnyChange]:
    """The new entries that record a change; one of kind published records none."""
    return [entry for entry in _without(history, published) if entry.kind is not ChangeKind.PUBLISHED]


def _without(entries: Iterable[AnyChange], others: Iterable[AnyChange]) -> list[AnyChange]:
    """The entries that are not among the others; each of the others matches only one entry."""
    unmatched = list(others)
    missing = []
    for entry in entries:
        same = next((number for number, other in enumerate(unmatched) if same_entry(entry, other)), None)
        if same is None:
            missing.append(entry)
        else:
            del unmatched[same]
    return missing
