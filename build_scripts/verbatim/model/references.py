"""What ids refer to: each id once, each reference to something that is there, no circles.

In: `Loaded`. Out: the same with every reference checked, and the problems. One slip of the pen must not call forth
others: among voices, origins and sources an unknown id is read as the known one nearest to it, and a claim that rests
on anything uncertain is marked as not sound, so that no rule is applied to it. Nothing is published from data with a
problem.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from verbatim.model.claims import UNATTRIBUTED, Claim, Draft
from verbatim.model.fields import Entry
from verbatim.model.load import Loaded, Placed, PlacedClaim, PlacedDraft
from verbatim.model.policy import Policy
from verbatim.model.sources import Article, Origin, Person, Record, Voice
from verbatim.problems import Place, Problem, Severity, did_you_mean, suggestion

E = TypeVar("E", bound=Entry)
C = TypeVar("C", PlacedClaim, PlacedDraft)


def resolve(loaded: Loaded, placed_policy: Placed[Policy]) -> None:
    """Check and resolve all references of data that is `complete`, in place; problems go to `loaded.problems`."""
    policy = placed_policy.value
    claims = [Placed(claim.value, claim.file, claim.path) for claim in (*loaded.claims, *loaded.drafts) if claim.value]
    checker = _Checker(loaded.problems)
    voices = checker.known("voice", loaded.voices, loaded.unreadable.get(Voice))
    people = checker.known("person", loaded.people, loaded.unreadable.get(Person))
    origins = checker.known("origin", loaded.origins, loaded.unreadable.get(Origin))
    sources = checker.known("source", loaded.sources, loaded.unreadable.get(Article), loaded.unreadable.get(Record))
    to_claims = checker.known("claim", claims, loaded.unreadable.get(Claim), loaded.unreadable.get(Draft))
    speakers = checker.either("voice", voices, people)
    checker.unique("voice or person", [*loaded.voices, *loaded.people])

    loaded.voices = [checker.entry(voice, {"part_of": voices}) for voice in loaded.voices]
    loaded.people = [checker.entry(person, {"voice": voices}) for person in loaded.people]
    of_source = {"publisher": voices, "derives_from": sources}
    loaded.articles = [checker.entry(article, of_source) for article in loaded.articles]
    loaded.records = [checker.entry(record, of_source) for record in loaded.records]
    of_origin = {"voices": voices, "by": people, "derives_from": origins}
    loaded.origins = [checker.entry(origin, of_origin) for origin in loaded.origins]
    checker.circles("part_of", loaded.voices)
    checker.circles("derives_from", loaded.sources)
    origins.unsound |= checker.circles("derives_from", loaded.origins)
    origins.unsound |= {origin.value.id for origin in loaded.origins if not origin.sound}

    origins.ids.add(UNATTRIBUTED)
    registry = _Registry(
        of_evidence={"source": sources, "origin": origins},
        of_ruling={"status": Known("status", {status.id for status in policy.statuses}), "claimant": speakers},
        of_links={
            "topics": Known("topic", {topic.id for topic in policy.topics}),
            "related": to_claims,
            "merged_into": to_claims,
        },
        of_override={"rule": Known("rule", {rule.id for status in policy.statuses for rule in status.rules})},
    )
    loaded.claims = [checker.claim(claim, registry) for claim in loaded.claims]
    loaded.drafts = [checker.claim(draft, registry) for draft in loaded.drafts]
    checker.settled(placed_policy, {"featured": to_claims})
    drafts = {draft.value.id for draft in loaded.drafts} - {claim.value.id for claim in loaded.claims if claim.value}
    for header in (Placed(claim.value, claim.file, claim.path) for claim in loaded.claims if claim.value):
        checker.published(header, "related", drafts, Severity.WARNING)
        checker.published(header, "merged_into", drafts, Severity.ERROR)
    checker.published(placed_policy, "featured", drafts, Severity.WARNING)
    checker.report_strangers()


@dataclass
class Known:
    """The ids of one kind of thing that may be referred to.

    On `unsound` ones nothing can be judged. Where some things of the kind have no id of their own (it is missing, or
    stands twice), an id that is like no other may well be theirs: `vague` lets it pass, since their fault is reported.
    """

    what: str
    ids: set[str]
    unsound: set[str] = field(default_factory=set)
    vague: bool = False


@dataclass(frozen=True)
class _Registry:
    """For each field of a claim and its parts that holds ids: what may stand there."""

    of_evidence: Mapping[str, Known]
    of_ruling: Mapping[str, Known]
    of_links: Mapping[str, Known]
    of_override: Mapping[str, Known]


class _Checker:
    """Checks entries against what is known, adding to one list of problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.strangers: dict[tuple[str, str], list[tuple[Place, str]]] = {}

    def known(self, what: str, entries: Sequence[Placed[Entry]], *unreadable: set[str | None] | None) -> Known:
        """The ids of some entries, with those of entries that are there but could not be read."""
        unread = set[str | None]().union(*filter(None, unreadable))
        lost = {name for name in unread if name}
        vague = None in unread
        if what not in ("voice", "person"):
            vague = self.unique(what, entries) or vague
        return Known(what, {_id(entry) for entry in entries} | lost, lost, vague)

    def either(self, what: str, one: Known, other: Known) -> Known:
        """What may be the one or the other."""
        return Known(what, one.ids | other.ids, one.unsound | other.unsound, one.vague or other.vague)

    def unique(self, what: str, entries: Iterable[Placed[Entry]]) -> bool:
        """Report every id that was already given; returns whether there was one."""
        first: dict[str, Place] = {}
        repeated = False
        for entry in entries:
            name, place = _id(entry), entry.place("id")
            if name in first:
                repeated = True
                hint = "give this one an id of its own; an id that was ever published stays as it is"
                self.problems.append(
                    Problem("duplicate-id", place, f"“{name}” already names a {what}: {first[name]}", hint)
                )
            first.setdefault(name, place)
        return repeated

    def entry(self, entry: Placed[E], fields: Mapping[str, Known]) -> Placed[E]:
        """One entry, its unknown ids read as the nearest known ones; not sound where nothing is near."""
        update: dict[str, object] = {}
        sound = entry.sound
        for key, known in fields.items():
            value = getattr(entry.value, key)
            names = _as_tuple(value)
            meant = [self._meant(name, known, place) for name, place in self._named(entry, key)]
            sound = sound and None not in meant and known.unsound.isdisjoint(filter(None, meant))
            resolved = tuple(right or name for right, name in zip(meant, names, strict=True))
            if resolved != names:
                update[key] = resolved[0] if isinstance(value, str) else resolved
        value = entry.value.model_copy(update=update) if update else entry.value
        return replace(entry, value=value, sound=sound)

    def settled(self, entry: Placed[Entry], fields: Mapping[str, Known]) -> bool:
        """Whether all ids in the given fields are known and sound; those that are not known are reported."""
        named = [(name, known, place) for key, known in fields.items() for name, place in self._named(entry, key)]
        meant = [self._meant(name, known, place) for name, known, place in named]
        return all(
            right == name and name not in known.unsound for right, (name, known, _) in zip(meant, named, strict=True)
        )

    def published(self, entry: Placed[Entry], key: str, drafts: set[str], severity: Severity) -> None:
        """Report where something that is published leads to a draft, which has no page: a link that can be left out is a warning."""
        for name, place in self._named(entry, key):
            if name in drafts:
                hint = f"publish “{name}” by taking out its `draft: true`, or take it out here until then"
                self.problems.append(
                    Problem(
                        "link-to-draft", place, f"“{name}” is a draft, which has no page to lead to", hint, severity
                    )
                )

    def claim(self, claim: C, registry: _Registry) -> C:
        """A claim and its excerpts; not sound, and so not ruled, where what they rest on is not certain."""
        evidence = tuple(
            replace(excerpt, sound=self.settled(excerpt, registry.of_evidence) and excerpt.sound)
            for excerpt in claim.evidence
        )
        if claim.value is None:
            return replace(claim, evidence=evidence, sound=False)
        header = Placed(claim.value, claim.file, claim.path)
        self.settled(header, registry.of_links)
        sound = self.settled(header, registry.of_ruling) and claim.sound and all(excerpt.sound for excerpt in evidence)
        if claim.value.override:
            override = Placed(claim.value.override, claim.file, (*claim.path, "override"))
            sound = self.settled(override, registry.of_override) and sound
        return replace(claim, evidence=evidence, sound=sound)

    def circles(self, key: str, entries: Sequence[Placed[E]]) -> set[str]:
        """Report every circle once, at a reference that leads forward in the file; returns the ids that lie in one."""
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
            one = isinstance(getattr(placed[start].value, key), str)
            place = placed[start].place(key) if one else placed[start].place(key, links[start].index(target))
            hint = f"take “{target}” out of this `{key}`, or turn one of the other links round"
            self.problems.append(Problem("cycle", place, f"`{key}` leads in a circle: {' → '.join(turned)}", hint))
        return inside

    def _named(self, entry: Placed[Entry], key: str) -> list[tuple[str, Place]]:
        """The ids in one field, each with its place."""
        value = getattr(entry.value, key)
        if isinstance(value, str):
            return [(value, entry.place(key))]
        return [(name, entry.place(key, number)) for number, name in enumerate(_as_tuple(value))]

    def _meant(self, name: str, known: Known, place: Place) -> str | None:
        """The id itself if it is known; else a problem, and the nearest id or None."""
        if name in known.ids:
            return name
        near = did_you_mean(name, known.ids)
        if near not in known.unsound and (near or not known.vague):
            self.strangers.setdefault((known.what, name), []).append((place, suggestion(name, known.ids)))
        return near

    def report_strangers(self) -> None:
        """One problem for each id that is not known, at the first place that names it, however many there are."""
        for (what, name), places in self.strangers.items():
            (first, hint), *others = sorted(places)
            also = f" (nor for {', '.join(f'{place.file}:{place.line}' for place, _ in others)})" if others else ""
            self.problems.append(Problem(f"unknown-{what}", first, f"there is no {what} “{name}”{also}", hint))


def _as_tuple(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _id(entry: Placed[Entry]) -> str:
    return str(entry.value.id)  # type: ignore[attr-defined]  # every entry that is referred to has one


def _circles(links: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """The circles that a walk along the links meets, without recursion."""
    done: set[str] = set()
    for start in links:
        path: list[str] = []
        ways: list[Iterator[str]] = [iter([start])]
        while ways:
            name = next(ways[-1], None)
            if name is None:
                ways.pop()
                if path:
                    done.add(path.pop())
            elif name in path:
                yield path[path.index(name) :]
            elif name in links and name not in done:
                path.append(name)
                ways.append(iter(links[name]))
