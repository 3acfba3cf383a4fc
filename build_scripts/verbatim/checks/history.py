"""History that cannot be forgotten.

In: claims with their history, and, for `check --against`, the data as they stood at a revision. Out: problems. What a
published claim says, and what it rests on, changes only with a new dated entry of what changed and why; entries stay as
they were written; a published claim keeps its address; and what is withdrawn or merged says so in its history, too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from verbatim.checks.changes import Difference, differences, same_entry
from verbatim.checks.dependencies import Key, dependencies, entry_of
from verbatim.checks.revision import Revision
from verbatim.model.claims import Change, ChangeKind, Claim
from verbatim.model.fields import Entry
from verbatim.model.load import Loaded, Placed, PlacedClaim
from verbatim.problems import Place, Problem, Severity, errors


def states(claims: Iterable[PlacedClaim], today: date | None) -> Iterator[Problem]:
    """Problems of claims whose state and history disagree, or that are merged into what is no claim any more.

    Only with `today` are entries compared with the clock, and then only as warnings.
    """
    by_id = {claim.value.id: claim.value for claim in claims if claim.value}
    for placed in claims:
        if placed.value:
            yield from _state(placed, placed.value)
            yield from _merge(placed, placed.value, by_id)
            yield from _future_entries(placed, placed.value, today)


def since(revision: Revision, now: Loaded, today: date | None) -> list[Problem]:
    """Problems of data that changed since a revision without saying so.

    What holds an error already is not compared: mending it may be all that is needed.
    """
    if revision.loaded is None:
        place = Place(now.claims[0].file.name if now.claims else "claims.yaml")
        hint = "right for a new site; if the data stood in another folder then, compare with a revision after they were moved"
        message = f"at “{revision.name}” this folder held no claims, so nothing counts as published"
        return [Problem("nothing-to-compare", place, message, hint, Severity.WARNING)]
    return [
        *_unreadable(revision.name, revision.loaded),
        *_Comparison(revision.name, revision.loaded, now, today).problems(),
    ]


def _state(placed: PlacedClaim, claim: Claim) -> Iterator[Problem]:
    """A withdrawn or merged claim has an entry that says so; one whose newest entry says so is withdrawn or merged."""
    latest = [change for change in claim.history if change.on == max(change.on for change in claim.history)]
    withdrawn, merged = (
        [change for change in claim.history if change.kind is kind]
        for kind in (ChangeKind.WITHDRAWN, ChangeKind.MERGED)
    )
    if claim.withdrawn and claim.withdrawn.on not in {change.on for change in withdrawn}:
        message = (
            f"“{claim.id}” is withdrawn on {claim.withdrawn.on}, and its history has no entry of that day and kind"
        )
        hint = f"add to its `history:`\n- {{on: {claim.withdrawn.on}, kind: withdrawn, change: …, why: …}}"
        yield Problem("history-mismatch", placed.place("withdrawn"), message, hint)
    if claim.merged_into and not merged:
        message = f"“{claim.id}” is merged into “{claim.merged_into}”, and its history has no entry of that kind"
        hint = "add to its `history:`\n- {on: …, kind: merged, change: …, why: …}"
        yield Problem("history-mismatch", placed.place("merged_into"), message, hint)
    # Of entries of one day, whose order says nothing, one of another kind is enough.
    if latest and not claim.retired and all(change in (*withdrawn, *merged) for change in latest):
        newest = latest[-1]
        key = "withdrawn: {on: …, reason: …}" if newest.kind is ChangeKind.WITHDRAWN else "merged_into: …"
        message = f"the newest entry of “{claim.id}” says that it was {newest.kind} on {newest.on}, and the claim stands as if it were not"
        hint = f"add `{key}`; or, if it is back, add an entry of kind updated that says why"
        yield Problem("history-mismatch", placed.place("history", claim.history.index(newest), "kind"), message, hint)


def _merge(placed: PlacedClaim, claim: Claim, by_id: Mapping[str, Claim]) -> Iterator[Problem]:
    """What a claim is merged into is a claim that stands, so that readers arrive after one step."""
    target = by_id.get(claim.merged_into or "")
    if target is None:
        return
    if claim.withdrawn:
        what, hint = "and withdrawn as well", "keep `merged_into:` where the other claim says it now, else `withdrawn:`"
    elif target is claim:
        what, hint = "which is this claim itself", "name the claim that says it now, or delete the key"
    elif target.merged_into:
        what, hint = (
            f"which is itself merged into “{target.merged_into}”",
            f"name the last of them: `merged_into: {target.merged_into}`",
        )
        if target.merged_into == claim.id:
            hint = "one of the two must stand: delete `merged_into:` from it"
    elif target.withdrawn:
        what, hint = "which is withdrawn", "withdraw this claim too, or name a claim that stands"
    else:
        return
    yield Problem(
        "merge-target", placed.place("merged_into"), f"“{claim.id}” is merged into “{target.id}”, {what}", hint
    )


def _future_entries(placed: PlacedClaim, claim: Claim, today: date | None) -> Iterator[Problem]:
    """Warn of entries that are dated after tomorrow: tomorrow has begun already in another part of the world."""
    for number, change in enumerate(claim.history):
        if today and change.on > today + timedelta(days=1):
            message = f"this entry is dated {change.on}, which is still to come"
            hint = "an entry bears the day on which the change is published"
            yield Problem("future-entry", placed.place("history", number, "on"), message, hint, Severity.WARNING)


def _unreadable(name: str, loaded: Loaded) -> Iterator[Problem]:
    """One problem where the older data cannot be read whole, since what cannot be read cannot be compared."""
    faults = errors(loaded.problems)
    if faults:
        first, others = faults[0], f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        message = f"the data at “{name}” cannot be read whole, so not all changes since are seen: {name}:{first.place} {first.code}, {first.message}{others}"
        hint = f"compare with the last revision that these scripts can read whole, such as `--against {name}~1`"
        yield Problem("unreadable-revision", Place(first.place.file), message, hint)


@dataclass(frozen=True)
class _Comparison:
    """The data as they were at a revision, and as they are."""

    name: str
    before: Loaded
    now: Loaded
    today: date | None

    def problems(self) -> Iterator[Problem]:
        """All changes that nothing records."""
        published = [claim.value for claim in self.before.claims if claim.value]
        present = {claim.value.id: claim for claim in self.now.claims if claim.value}
        yield from self._vanished(published, present)
        pairs = [
            (claim, present[claim.id], now)
            for claim in published
            if claim.id in present and (now := present[claim.id].value)
        ]
        for was, placed, claim in pairs:
            yield from self._history(was, placed, claim)
            changed = [] if self._at_fault(placed) else list(differences(was, claim))
            if changed and not _new_entries(was, claim):
                words = "; ".join(difference.words for difference in changed)
                message = f"“{claim.id}” changed since “{self.name}”, and no new entry in its history says so: {words}"
                yield Problem(
                    "unrecorded-change",
                    placed.place(*changed[0].path),
                    message,
                    f"add to its `history:`\n{self._entry_to_add()}",
                )
        yield from self._dependencies([(was, claim) for was, _, claim in pairs])

    def _vanished(self, published: Iterable[Claim], present: Mapping[str, PlacedClaim]) -> Iterator[Problem]:
        """Every published claim is still there, and still published."""
        unread = self.now.unreadable.get(Claim, set())
        known = {claim.id for claim in published}
        drafts = {draft.value.id: draft for draft in self.now.drafts if draft.value}
        for was in published:
            placed, draft = present.get(was.id), drafts.get(was.id)
            if placed is None and draft:
                message = f"“{was.id}” is published at “{self.name}”; as a draft it loses its page"
                hint = (
                    "take `draft: true` out; `withdrawn:` takes a claim back and leaves its address a page that says so"
                )
                yield Problem("vanished-claim", draft.place("draft"), message, hint)
            elif placed is None and was.id not in unread and None not in unread:
                heirs = [
                    other
                    for name, other in present.items()
                    if name not in known and other.value and _same_claim(was, other.value)
                ]
                message = f"“{was.id}” is published at “{self.name}” and is gone"
                hint = f"put it back with `withdrawn:` or `merged_into:`; if it is only newer than your branch, merge “{self.name}” first"
                if heirs:
                    hint = f"give this claim its id back, `id: {was.id}`: it is the address of its page"
                yield Problem(
                    "vanished-claim", heirs[0].place("id") if heirs else self._former_file(was), message, hint
                )

    def _former_file(self, was: Claim) -> Place:
        """The file that a claim stood in, if it is still there; else the first."""
        former = next(claim.file.name for claim in self.before.claims if claim.value is was)
        files = [claim.file.name for claim in self.now.claims]
        return Place(former if former in files or not files else files[0])

    def _history(self, was: Claim, placed: PlacedClaim, claim: Claim) -> Iterator[Problem]:
        """Entries stay as they were published, and new ones are not dated before them."""
        lost = _without(was.history, claim.history)
        for entry in lost:
            altered = [
                new for new in _without(claim.history, was.history) if (new.on, new.kind) == (entry.on, entry.kind)
            ]
            place = placed.place("history", claim.history.index(altered[0])) if altered else placed.place("history")
            message = f"the entry of {entry.on} ({entry.kind}) of “{claim.id}” is not as it was at “{self.name}”: “{entry.change}” “{entry.why}”"
            hint = "put it back as it was; what was wrong in it, a new entry says"
            yield Problem("rewritten-history", place, message, hint)
        newest = max((entry.on for entry in was.history), default=date.min)
        for entry in () if lost else _without(claim.history, was.history):
            if entry.on < newest:
                place = placed.place("history", claim.history.index(entry), "on")
                message = f"this entry is new since “{self.name}”, and dated {entry.on}, before one of {newest} that was published already"
                hint = "date it on the day on which the change is published; when the thing itself happened, `change:` can say"
                yield Problem("backdated-entry", place, message, hint)

    def _dependencies(self, pairs: Sequence[tuple[Claim, Claim]]) -> Iterator[Problem]:
        """Voices, people, origins and sources change only with an entry in every claim that rests on them."""
        placed = {key: entry for key, entry in self._entries() if not self._at_fault(entry)}
        register = self.before.register
        changed: dict[Key, list[Difference]] = {}
        for key, entry in placed.items():
            was = entry_of(key, register)
            changed[key] = list(differences(was, entry.value)) if was and was != entry.value else []
        silent: defaultdict[Key, list[str]] = defaultdict(list)
        for was, claim in pairs:
            if not claim.retired and not _new_entries(was, claim):
                for key in dependencies(was, register):
                    if changed.get(key):
                        silent[key].append(claim.id)
        for key, claims in silent.items():
            words = "; ".join(difference.words for difference in changed[key])
            message = f"the {type(placed[key].value).__name__.lower()} “{key[1]}” changed since “{self.name}”: {words}. No new entry says so in the history of what rests on it: {', '.join(claims)}"
            hint = f"add to the `history:` of each of them\n{self._entry_to_add()}"
            yield Problem("unrecorded-change", placed[key].place(*changed[key][0].path), message, hint)

    def _entries(self) -> Iterator[tuple[Key, Placed[Entry]]]:
        """Everything in the register as it is now, with its place."""
        now = self.now
        yield from ((("speaker", voice.value.id), voice) for voice in now.voices)
        yield from ((("speaker", person.value.id), person) for person in now.people)
        yield from ((("origin", origin.value.id), origin) for origin in now.origins)
        yield from ((("source", source.value.id), source) for source in now.sources)

    def _at_fault(self, placed: Placed[Entry] | PlacedClaim) -> bool:
        """Whether an entry holds an error of another kind."""
        return not placed.sound or any(
            placed.file.holds(placed.path, fault.place) for fault in errors(self.now.problems)
        )

    def _entry_to_add(self) -> str:
        return f"- {{on: {self.today or '…'}, kind: updated, change: …, why: …}}\nwith `kind: corrected` if what was published was wrong"


def _new_entries(was: Claim, claim: Claim) -> list[Change]:
    """The entries that record what changed since; that it was published says nothing of that."""
    return [entry for entry in _without(claim.history, was.history) if entry.kind is not ChangeKind.PUBLISHED]


def _without(entries: Iterable[Change], others: Iterable[Change]) -> list[Change]:
    """The entries that are not among the others; each of those answers for one."""
    left = list(others)
    missing = []
    for entry in entries:
        same = next((number for number, other in enumerate(left) if same_entry(entry, other)), None)
        if same is None:
            missing.append(entry)
        else:
            del left[same]
    return missing


def _same_claim(was: Claim, claim: Claim) -> bool:
    """Whether a claim is another under a new id: the same words, or the same evidence."""
    return not {"claim", "evidence"} <= {difference.path[0] for difference in differences(was, claim)}
