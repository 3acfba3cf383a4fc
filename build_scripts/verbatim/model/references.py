"""References: every id is declared once, every reference names a declared id, and no links form a circle.

In: `Loaded`. Out: the same with every reference checked, and the problems. One misspelt id must not cause further
problems: among voices, origins and sources an unknown id is read as the most similar known one, and a claim that rests
on anything uncertain is marked as not sound, so that no rule is applied to it. Data with an error is never published.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from verbatim.model.claims import Claim, Draft
from verbatim.model.evidence import UNATTRIBUTED
from verbatim.model.graph import closure
from verbatim.model.loaded import Loaded, Placed, PlacedClaim, PlacedDraft
from verbatim.model.policy import Policy
from verbatim.model.reading.yaml_file import Path
from verbatim.model.sources import Article, Origin, Person, Record, Voice
from verbatim.model.values.fields import Entry
from verbatim.problems import Place, Problem, Severity, did_you_mean, suggestion

E = TypeVar("E", bound=Entry)
C = TypeVar("C", PlacedClaim, PlacedDraft)


def resolve(loaded: Loaded, placed_policy: Placed[Policy]) -> None:
    """Check and resolve all references of data that is `complete`, in place; add the problems to `loaded.problems`."""
    policy = placed_policy.value
    claims = [Placed(claim.value, claim.file, claim.path) for claim in (*loaded.claims, *loaded.drafts) if claim.value]
    checker = _Checker(loaded.problems)
    voices = checker.declared("voice", loaded.voices, loaded.unreadable.get(Voice))
    people = checker.declared("person", loaded.people, loaded.unreadable.get(Person))
    origins = checker.declared("origin", loaded.origins, loaded.unreadable.get(Origin))
    sources = checker.declared("source", loaded.sources, loaded.unreadable.get(Article), loaded.unreadable.get(Record))
    to_claims = checker.declared("claim", claims, loaded.unreadable.get(Claim), loaded.unreadable.get(Draft))
    checker.report_duplicates("voice or person", [*loaded.voices, *loaded.people])
    checker.report_duplicates("person who checks", _parts(placed_policy, "people"))
    checker.report_duplicates("topic", _parts(placed_policy, "topics"))
    checker.report_duplicates("status", _parts(placed_policy, "statuses"))
    statuses = _parts(placed_policy, "statuses")
    checker.report_duplicates("rule", [rule for status in statuses for rule in _parts(status, "rules")])

    loaded.voices = [checker.resolved(voice, {"part_of": voices}) for voice in loaded.voices]
    loaded.people = [checker.resolved(person, {"voice": voices}) for person in loaded.people]
    of_source = {"publisher": voices, "derives_from": sources}
    loaded.articles = [checker.resolved(article, of_source) for article in loaded.articles]
    loaded.records = [checker.resolved(record, of_source) for record in loaded.records]
    loaded.sightings = [checker.resolved(sighting, {"source": sources}) for sighting in loaded.sightings]
    of_origin = {"voices": voices, "by": people, "derives_from": origins}
    loaded.origins = [checker.resolved(origin, of_origin) for origin in loaded.origins]
    checker.report_circles("part_of", loaded.voices)
    checker.report_circles("derives_from", loaded.sources)
    origins.unsound |= checker.report_circles("derives_from", loaded.origins)
    origins.unsound |= {origin.value.id for origin in loaded.origins if not origin.sound}
    # What derives from an origin that cannot be judged cannot be judged either, however long the chain.
    chain = {origin.value.id: origin.value.derives_from for origin in loaded.origins}
    reached = {name: closure([name], lambda other: chain.get(other, ())) for name in chain}
    origins.unsound |= {name for name, others in reached.items() if not origins.unsound.isdisjoint(others)}

    origins.ids.add(UNATTRIBUTED)
    references = _ClaimReferences(
        evidence={"source": sources, "origin": origins},
        status={
            "status": KnownIds("status", {status.id for status in policy.statuses}),
            "claimant": voices.or_else(people),
        },
        links={
            "topics": KnownIds("topic", {topic.id for topic in policy.topics}),
            "related": to_claims,
            "merged_into": to_claims,
        },
        override={"rule": KnownIds("rule", {rule.id for status in policy.statuses for rule in status.rules})},
    )
    loaded.claims = [checker.checked_claim(claim, references) for claim in loaded.claims]
    loaded.drafts = [checker.checked_claim(draft, references) for draft in loaded.drafts]
    checker.all_sound(placed_policy, {"featured": to_claims})
    drafts = {draft.value.id for draft in loaded.drafts} - {claim.value.id for claim in loaded.claims if claim.value}
    for header in (Placed(claim.value, claim.file, claim.path) for claim in loaded.claims if claim.value):
        checker.report_links_to_drafts(header, "related", drafts, Severity.WARNING)
        checker.report_link_to_itself(header)
        checker.report_links_to_drafts(header, "merged_into", drafts, Severity.ERROR)
    checker.report_links_to_drafts(placed_policy, "featured", drafts, Severity.WARNING)
    checker.report_unknown_ids()


@dataclass
class KnownIds:
    """The ids of one kind of entry that may be referred to.

    No rule can be applied to what refers to one of the `unsound` ids. `incomplete` says that an entry of this kind has
    no usable id, since it is missing or a duplicate. That fault is reported, and an unknown id that is similar to no
    known one is then not reported, since it may be meant for that entry.
    """

    kind: str
    ids: set[str]
    unsound: set[str] = field(default_factory=set)
    incomplete: bool = False

    def or_else(self, other: "KnownIds") -> "KnownIds":
        """The ids of two kinds together, under the name of this kind."""
        return KnownIds(
            self.kind, self.ids | other.ids, self.unsound | other.unsound, self.incomplete or other.incomplete
        )


def _parts(entry: Placed[Any], key: str) -> list[Placed[Any]]:
    """The entries in a list of an entry, each with its place."""
    values = getattr(entry.value, key)
    return [Placed(value, entry.file, (*entry.path, key, number)) for number, value in enumerate(values)]


class _ClaimReferences(NamedTuple):
    """The known ids for each field of a claim that holds ids, grouped by what an unknown one means for the claim."""

    evidence: Mapping[str, KnownIds]
    status: Mapping[str, KnownIds]
    links: Mapping[str, KnownIds]
    override: Mapping[str, KnownIds]


class _Checker:
    """Checks the ids in entries against the known ids, and collects the problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.unknown: dict[tuple[str, str], list[tuple[Place, str]]] = {}

    def declared(self, kind: str, entries: Sequence[Placed[Entry]], *unreadable: set[str | None] | None) -> KnownIds:
        """The ids of some entries, including those of entries that could not be read; reports duplicates."""
        unread = set[str | None]().union(*filter(None, unreadable))
        unread_ids = {name for name in unread if name}
        incomplete = None in unread
        if kind not in ("voice", "person"):
            incomplete = self.report_duplicates(kind, entries) or incomplete
        return KnownIds(kind, {_id(entry) for entry in entries} | unread_ids, unread_ids, incomplete)

    def report_duplicates(self, kind: str, entries: Iterable[Placed[Entry]]) -> bool:
        """Report every id that another entry already has; returns whether there was one."""
        first: dict[str, Placed[Entry]] = {}
        found = False
        for entry in entries:
            name = _id(entry)
            if name in first:
                found = True
                hint = "give this one another id; an id that was ever published must not change"
                message = f"“{name}” is already the id of a {kind}: {first[name].place('id')}"
                self.problems.append(Problem("duplicate-id", entry.place("id"), message, hint))
            first.setdefault(name, entry)
        return found

    def resolved(self, entry: Placed[E], fields: Mapping[str, KnownIds]) -> Placed[E]:
        """An entry with each unknown id replaced by the most similar known one; not sound if there is none."""
        update: dict[str, object] = {}
        sound = entry.sound
        for key, known in fields.items():
            value = getattr(entry.value, key)
            names = _as_tuple(value)
            meant = [self._known(name, known, entry, steps) for name, steps in _ids_in(entry, key)]
            sound = sound and None not in meant and known.unsound.isdisjoint(filter(None, meant))
            replaced = tuple(right or name for right, name in zip(meant, names, strict=True))
            if replaced != names:
                update[key] = replaced[0] if isinstance(value, str) else replaced
        if update:
            return replace(entry, value=entry.value.model_copy(update=update), sound=sound)
        return _with_soundness(entry, sound=sound)

    def all_sound(self, entry: Placed[Entry], fields: Mapping[str, KnownIds]) -> bool:
        """Whether all ids in some fields are known and sound; reports the unknown ones."""
        sound = True
        for key, known in fields.items():
            for name, steps in _ids_in(entry, key):
                right = self._known(name, known, entry, steps)
                sound = sound and right == name and name not in known.unsound
        return sound

    def report_links_to_drafts(self, entry: Placed[Entry], key: str, drafts: set[str], severity: Severity) -> None:
        """Report every id of a draft in a field of a published entry: a draft has no page to link to."""
        for name, steps in _ids_in(entry, key):
            if name in drafts:
                hint = f"publish “{name}” by deleting its `draft: true`, or delete it here until then"
                message = f"“{name}” is a draft, and has no page to link to"
                self.problems.append(Problem("link-to-draft", entry.place(*steps), message, hint, severity))

    def report_link_to_itself(self, claim: Placed[Claim]) -> None:
        """Report a claim that is `related` to itself: its page would lead readers to where they are."""
        for name, steps in _ids_in(claim, "related"):
            if name == claim.value.id:
                message = "a claim is not related to itself"
                self.problems.append(Problem("bad-value", claim.place(*steps), message, "delete this id"))

    def checked_claim(self, claim: C, references: _ClaimReferences) -> C:
        """A claim and its excerpts; not sound if anything that its status rests on is uncertain."""
        evidence = tuple(
            _with_soundness(excerpt, sound=self.all_sound(excerpt, references.evidence) and excerpt.sound)
            for excerpt in claim.evidence
        )
        if claim.value is None:
            return replace(claim, evidence=evidence, sound=False)
        header = Placed(claim.value, claim.file, claim.path)
        self.all_sound(header, references.links)
        sound = self.all_sound(header, references.status) and claim.sound and all(excerpt.sound for excerpt in evidence)
        if claim.value.override:
            override = Placed(claim.value.override, claim.file, (*claim.path, "override"))
            sound = self.all_sound(override, references.override) and sound
        return replace(claim, evidence=evidence, sound=sound)

    def report_circles(self, key: str, entries: Sequence[Placed[E]]) -> set[str]:
        """Report every circle once, at a reference to a later entry of the file; returns the ids in circles."""
        placed = {_id(entry): entry for entry in entries}
        order = {name: number for number, name in enumerate(placed)}
        links = {name: _as_tuple(getattr(entry.value, key)) for name, entry in placed.items()}
        inside: set[str] = set()
        for circle in _circles(links):
            if inside.issuperset(circle):
                continue
            inside.update(circle)
            at = next(i for i, name in enumerate(circle) if order[circle[(i + 1) % len(circle)]] >= order[name])
            turned = [*circle[at:], *circle[:at], circle[at]]
            start, target = turned[0], turned[1]
            is_list = not isinstance(getattr(placed[start].value, key), str)
            place = placed[start].place(key, links[start].index(target)) if is_list else placed[start].place(key)
            hint = f"delete “{target}” from this `{key}`, or reverse one of the other links"
            self.problems.append(Problem("cycle", place, f"`{key}` forms a circle: {' → '.join(turned)}", hint))
        return inside

    def _known(self, name: str, known: KnownIds, entry: Placed[Entry], steps: Path) -> str | None:
        """The id itself if it is known; otherwise note it as unknown, and return the most similar id or None."""
        if name in known.ids:
            return name
        similar = did_you_mean(name, known.ids)
        if similar not in known.unsound and (similar or not known.incomplete):
            places = self.unknown.setdefault((known.kind, name), [])
            places.append((entry.place(*steps), suggestion(name, known.ids)))
        return similar

    def report_unknown_ids(self) -> None:
        """Report each unknown id once, at the first place that names it; the message lists the others."""
        for (kind, name), found in self.unknown.items():
            (first, hint), *others = sorted(found)
            also = (
                f" (also named at {', '.join(f'{place.file}:{place.line}' for place, _ in others)})" if others else ""
            )
            self.problems.append(Problem(f"unknown-{kind}", first, f"there is no {kind} “{name}”{also}", hint))


def _ids_in(entry: Placed[Entry], key: str) -> list[tuple[str, Path]]:
    """The ids in one field, each with its path within the entry."""
    value = getattr(entry.value, key)
    if isinstance(value, str):
        return [(value, (key,))]
    return [(name, (key, number)) for number, name in enumerate(_as_tuple(value))]


def _with_soundness(entry: Placed[E], *, sound: bool) -> Placed[E]:
    return entry if entry.sound == sound else replace(entry, sound=sound)


def _as_tuple(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _id(entry: Placed[Entry]) -> str:
    return str(entry.value.id)  # type: ignore[attr-defined]  # every entry that is referred to has one


def _circles(links: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Each circle as the path of names in it, found by a depth-first walk without recursion.

    `graph.closure` does not do: it tells what can be reached, not along which links.
    """
    done: set[str] = set()
    for start in links:
        path: list[str] = []
        branches: list[Iterator[str]] = [iter([start])]
        while branches:
            name = next(branches[-1], None)
            if name is None:
                branches.pop()
                if path:
                    done.add(path.pop())
            elif name in path:
                yield path[path.index(name) :]
            elif name in links and name not in done:
                path.append(name)
                branches.append(iter(links[name]))
