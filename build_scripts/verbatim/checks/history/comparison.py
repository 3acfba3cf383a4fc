"""Checks that what is published changes only with a dated entry: `check --against`.

In: the data as they were at a revision, and as they are now. Out: problems. What a published claim or the scale says,
or a claim rests on, changes only with a new history entry; published entries do not change; every address stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verbatim.checks.history.changes import Difference, differences, reworded_passages, same_entry
from verbatim.checks.history.dependencies import Key, dependencies, entry_of
from verbatim.checks.history.revision import Revision
from verbatim.model.claims import Change, ChangeKind, Claim
from verbatim.model.fields import Entry
from verbatim.model.load import Loaded, Placed, PlacedClaim
from verbatim.model.policy import Policy
from verbatim.model.sources import Record
from verbatim.problems import Place, Problem, Severity, errors


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
            yield from self._changed_entries(f"of “{claim.id}”", was.history, placed, claim.history)
            changed = [] if self._has_error(placed) else list(differences(was, claim))
            if changed and not _new_entries(was.history, claim.history):
                words = "; ".join(difference.words for difference in changed)
                message = (
                    f"“{claim.id}” changed since {self.revision}, and no new entry in its history says so: {words}"
                )
                hint = f"add to its `history:`\n{self._entry_to_add()}"
                yield Problem("unrecorded-change", placed.place(*changed[0].path), message, hint)
        yield from self._changed_dependencies([(was, claim) for was, _, claim in pairs])
        yield from self._changed_policy()
        yield from self._vanished_addresses(published)

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

    def _changed_entries(
        self, whose: str, published: Sequence[Change], placed: Placed[Policy] | PlacedClaim, history: Sequence[Change]
    ) -> Iterator[Problem]:
        """Published history entries that changed or are gone, and new ones that are dated before a published one."""
        lost = _without(published, history)
        for entry in lost:
            altered = [new for new in _without(history, published) if (new.on, new.kind) == (entry.on, entry.kind)]
            place = placed.place("history", history.index(altered[0])) if altered else placed.place("history")
            message = (
                f"the entry of {entry.on} ({entry.kind}) {whose} is not as it was at {self.revision}: "
                f"“{entry.change}” “{entry.why}”"
            )
            hint = "restore it; if it was wrong, add a new entry that says so"
            yield Problem("rewritten-history", place, message, hint)
        newest = max((entry.on for entry in published), default=date.min)
        for entry in () if lost else _without(history, published):
            if entry.on < newest:
                place = placed.place("history", history.index(entry), "on")
                message = (
                    f"this entry is new since {self.revision} but dated {entry.on}, "
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

    def _vanished_addresses(self, published: Iterable[Claim]) -> Iterator[Problem]:
        """Topics, articles, records and voices that are on the site and are gone or have another id."""
        standing = [claim for claim in published if not claim.retired]
        register = self.before.register
        resting = {name for claim in standing for kind, name in dependencies(claim, register) if kind == "source"}
        topics = {name for claim in standing for name in claim.topics}
        before, now = self.before, self.now
        for kind, was, present, used in (
            ("topic", _topics(before), _topics(now), topics),
            ("article", _files(before.articles), _files(now.articles), None),
            ("record", _files(before.records), _files(now.records), resting),
            ("voice", _files(before.voices), _files(now.voices), None),
        ):
            unread = {name for model, names in now.unreadable.items() if model is not Claim for name in names}
            for name, file in was.items():
                if name not in present and (used is None or name in used) and unread.isdisjoint({name, None}):
                    message = f"the {kind} “{name}” is on the site at {self.revision}; it is gone or has another id"
                    hint = f"restore it with `id: {name}`: the id is part of published addresses"
                    yield Problem("vanished-address", Place(file), message, hint)

    def _changed_dependencies(self, pairs: Sequence[tuple[Claim, Claim]]) -> Iterator[Problem]:
        """Voices, people, origins and sources that changed although a claim that rests on them has no new entry."""
        placed = {key: entry for key, entry in self._entries() if not self._has_error(entry)}
        register = self.before.register
        changed = {
            key: list(self._differences(was, entry.value))
            for key, entry in placed.items()
            if (was := entry_of(key, register))
        }
        without_entry: defaultdict[Key, list[str]] = defaultdict(list)
        for was, claim in pairs:
            if not claim.retired and not _new_entries(was.history, claim.history):
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
        entry = f"- {{on: {self.today or '…'}, kind: updated, change: …, why: …}}"
        return f"{entry}\nwith `kind: corrected` if what was published was wrong"


def _topics(loaded: Loaded) -> dict[str, str]:
    """The ids of the topics, with their file."""
    policy = loaded.policy
    return {topic.id: policy.file.name for topic in policy.value.topics} if policy else {}


def _files(entries: Iterable[Placed[Any]]) -> dict[str, str]:
    """The ids of entries, with their files."""
    return {entry.value.id: entry.file.name for entry in entries}


def _new_entries(published: Sequence[Change], history: Sequence[Change]) -> list[Change]:
    """The new entries that record a change; one of kind published records none."""
    return [entry for entry in _without(history, published) if entry.kind is not ChangeKind.PUBLISHED]


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
    return bool({"claim", "evidence"} - {difference.path[0] for difference in differences(was, claim)})
