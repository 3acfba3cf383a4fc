"""Checks that published claims and their histories stay complete.

In: claims with their history and, for `check --against`, the data as they were at a revision. Out: problems. What a
published claim says or rests on changes only with a new dated history entry; published entries do not change; a
published claim keeps its address; a withdrawn or merged claim has a history entry that says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from verbatim.checks.changes import Difference, differences, same_entry
from verbatim.checks.dependencies import Key, dependencies, entry_of
from verbatim.checks.revision import Revision
from verbatim.model.claims import Change, ChangeKind, Claim
from verbatim.model.fields import Entry
from verbatim.model.load import Loaded, Placed, PlacedClaim
from verbatim.problems import Place, Problem, Severity, errors


def history_problems(claims: Iterable[PlacedClaim]) -> Iterator[Problem]:
    """Claims whose history is out of order or disagrees with their state, or that are merged into a retired claim."""
    by_id = {claim.value.id: claim.value for claim in claims if claim.value}
    for placed in claims:
        if placed.value:
            yield from _order_problems(placed, placed.value)
            yield from _state_problems(placed, placed.value)
            yield from _merge_problems(placed, placed.value, by_id)


def comparison_problems(revision: Revision, now: Loaded, today: date | None) -> list[Problem]:
    """Changes since a revision that no history entry records.

    An entry that already has an error is not compared: correcting it may be all that is needed.
    """
    if revision.loaded is None:
        place = Place(now.claims[0].file.name if now.claims else "claims.yaml")
        hint = "this is right for a new site; if the data were moved, compare with a revision after the move"
        message = f"at {revision} there are no claims in this folder, so nothing counts as published"
        return [Problem("nothing-to-compare", place, message, hint, Severity.WARNING)]
    return [
        *_unreadable_revision(revision, revision.loaded),
        *_Comparison(str(revision), revision.loaded, now, today).problems(),
    ]


def _order_problems(placed: PlacedClaim, claim: Claim) -> Iterator[Problem]:
    """A history begins with its only entry of kind published, and goes from the oldest day to the newest."""
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
        if number and change.on < claim.history[number - 1].on:
            message = f"this entry of “{claim.id}” is dated {change.on}, before the entry above it"
            hint = "put the entries in the order of their days, the oldest first"
            yield Problem("history-order", placed.place("history", number, "on"), message, hint)


def _state_problems(placed: PlacedClaim, claim: Claim) -> Iterator[Problem]:
    """A claim is withdrawn or merged without a history entry that says so, or has such an entry and is neither."""
    latest = [change for change in claim.history if change.on == max(change.on for change in claim.history)]
    withdrawn, merged = (
        [change for change in claim.history if change.kind is kind]
        for kind in (ChangeKind.WITHDRAWN, ChangeKind.MERGED)
    )
    if claim.withdrawn and claim.withdrawn.on not in {change.on for change in withdrawn}:
        message = f"“{claim.id}” was withdrawn on {claim.withdrawn.on}, but its history has no such entry of that day"
        hint = f"add to its `history:`\n- {{on: {claim.withdrawn.on}, kind: withdrawn, change: …, why: …}}"
        yield Problem("history-mismatch", placed.place("withdrawn"), message, hint)
    if claim.merged_into and not merged:
        message = f"“{claim.id}” is merged into “{claim.merged_into}”, but its history has no entry of that kind"
        hint = "add to its `history:`\n- {on: …, kind: merged, change: …, why: …}"
        yield Problem("history-mismatch", placed.place("merged_into"), message, hint)
    # The order of entries of one day means nothing, so one entry of another kind on that day is enough.
    if latest and not claim.retired and all(change in (*withdrawn, *merged) for change in latest):
        newest = latest[-1]
        key = "withdrawn: {on: …, reason: …}" if newest.kind is ChangeKind.WITHDRAWN else "merged_into: …"
        message = (
            f"the newest history entry of “{claim.id}” says that it was {newest.kind} on {newest.on}, but it is not"
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
        yield from self._vanished_claims(published, present)
        pairs = [
            (claim, present[claim.id], now)
            for claim in published
            if claim.id in present and (now := present[claim.id].value)
        ]
        for was, placed, claim in pairs:
            yield from self._changed_entries(was, placed, claim)
            changed = [] if self._has_error(placed) else list(differences(was, claim))
            if changed and not _new_entries(was, claim):
                words = "; ".join(difference.words for difference in changed)
                message = (
                    f"“{claim.id}” changed since {self.revision}, and no new entry in its history says so: {words}"
                )
                hint = f"add to its `history:`\n{self._entry_to_add()}"
                yield Problem("unrecorded-change", placed.place(*changed[0].path), message, hint)
        yield from self._changed_dependencies([(was, claim) for was, _, claim in pairs])

    def _vanished_claims(self, published: Iterable[Claim], present: Mapping[str, PlacedClaim]) -> Iterator[Problem]:
        """Claims that were published and are gone, have another id, or became a draft."""
        unread = self.now.unreadable.get(Claim, set())
        known = {claim.id for claim in published}
        drafts = {draft.value.id: draft for draft in self.now.drafts if draft.value}
        for was in published:
            placed, draft = present.get(was.id), drafts.get(was.id)
            if placed is None and draft:
                message = f"“{was.id}” is published at {self.revision}; as a draft it loses its page"
                hint = "delete `draft: true`; to take the claim back, add `withdrawn:`, which keeps a page that says so"
                yield Problem("vanished-claim", draft.place("draft"), message, hint)
            elif placed is None and was.id not in unread and None not in unread:
                renamed = [
                    other
                    for name, other in present.items()
                    if name not in known and other.value and _same_claim(was, other.value)
                ]
                message = f"“{was.id}” is published at {self.revision} and is gone"
                hint = "restore it and add `withdrawn:` or `merged_into:`"
                if renamed:
                    hint = f"give this claim its old id again, `id: {was.id}`: the id is the address of its page"
                place = renamed[0].place("id") if renamed else self._former_file(was)
                yield Problem("vanished-claim", place, message, hint)

    def _former_file(self, was: Claim) -> Place:
        """The file that contained a claim, if it still exists; otherwise the first file of claims."""
        former = next(claim.file.name for claim in self.before.claims if claim.value is was)
        files = [claim.file.name for claim in self.now.claims]
        return Place(former if former in files or not files else files[0])

    def _changed_entries(self, was: Claim, placed: PlacedClaim, claim: Claim) -> Iterator[Problem]:
        """Published history entries that changed or are gone, and new ones that are dated before a published one."""
        lost = _without(was.history, claim.history)
        for entry in lost:
            altered = [
                new for new in _without(claim.history, was.history) if (new.on, new.kind) == (entry.on, entry.kind)
            ]
            place = placed.place("history", claim.history.index(altered[0])) if altered else placed.place("history")
            message = (
                f"the entry of {entry.on} ({entry.kind}) of “{claim.id}” is not as it was at {self.revision}: "
                f"“{entry.change}” “{entry.why}”"
            )
            hint = "restore it; if it was wrong, add a new entry that says so"
            yield Problem("rewritten-history", place, message, hint)
        newest = max((entry.on for entry in was.history), default=date.min)
        for entry in () if lost else _without(claim.history, was.history):
            if entry.on < newest:
                place = placed.place("history", claim.history.index(entry), "on")
                message = (
                    f"this entry is new since {self.revision} but dated {entry.on}, "
                    f"before the entry of {newest}, which is already published"
                )
                hint = "date it on the day on which the change is published; `change:` can say when it happened"
                yield Problem("backdated-entry", place, message, hint)

    def _changed_dependencies(self, pairs: Sequence[tuple[Claim, Claim]]) -> Iterator[Problem]:
        """Voices, people, origins and sources that changed although a claim that rests on them has no new entry."""
        placed = {key: entry for key, entry in self._entries() if not self._has_error(entry)}
        register = self.before.register
        changed: dict[Key, list[Difference]] = {}
        for key, entry in placed.items():
            was = entry_of(key, register)
            changed[key] = list(differences(was, entry.value)) if was and was != entry.value else []
        without_entry: defaultdict[Key, list[str]] = defaultdict(list)
        for was, claim in pairs:
            if not claim.retired and not _new_entries(was, claim):
                for key in dependencies(was, register):
                    if changed.get(key):
                        without_entry[key].append(claim.id)
        for key, claims in without_entry.items():
            words = "; ".join(difference.words for difference in changed[key])
            kind = type(placed[key].value).__name__.lower()
            message = (
                f"the {kind} “{key[1]}” changed since {self.revision}: {words}. "
                f"Claims that rest on it have no new history entry: {', '.join(claims)}"
            )
            hint = f"add to the `history:` of each of them\n{self._entry_to_add()}"
            yield Problem("unrecorded-change", placed[key].place(*changed[key][0].path), message, hint)

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
        entry = f"- {{on: {self.today or '…'}, kind: updated, change: …, why: …}}"
        return f"{entry}\nwith `kind: corrected` if what was published was wrong"


def _new_entries(was: Claim, claim: Claim) -> list[Change]:
    """The new entries that record a change; one of kind published records none."""
    return [entry for entry in _without(claim.history, was.history) if entry.kind is not ChangeKind.PUBLISHED]


def _without(entries: Iterable[Change], others: Iterable[Change]) -> list[Change]:
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


def _same_claim(was: Claim, claim: Claim) -> bool:
    """Whether a claim is another one with a new id: the words or the evidence are the same."""
    return not {"claim", "evidence"} <= {difference.path[0] for difference in differences(was, claim)}
