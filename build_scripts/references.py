"""What ids refer to: each id once, each reference to something that is there, no circles.

In: `Loaded`. Out: the same with every reference resolved, and the problems. A reference that is not known is read as
the known one nearest to it, so that one slip of the pen does not call forth others; where nothing is near, what rests
on it is marked as not sound, and no rule is applied to it. Nothing is published from data with a problem.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from build_scripts.fields import Entry
from build_scripts.load import Loaded, Placed, PlacedClaim
from build_scripts.model import UNATTRIBUTED
from build_scripts.policy import Policy
from build_scripts.problems import Place, Problem, did_you_mean, suggestion

E = TypeVar("E", bound=Entry)

# For each field that holds ids: what they name, and which are known.
Fields = Mapping[str, tuple[str, set[str]]]


def resolve(loaded: Loaded, placed_policy: Placed[Policy]) -> None:
    """Check and resolve all references of data that is `complete`, in place; problems go to `loaded.problems`."""
    policy = placed_policy.value
    checker = _Checker(loaded.problems)
    claims = [claim for claim in loaded.claims if claim.value]
    checker.unique("voice or person", [*loaded.voices, *loaded.people])
    checker.unique("origin", loaded.origins)
    checker.unique("source", loaded.sources)
    checker.unique("claim", claims)

    voices, people = _ids(loaded.voices), _ids(loaded.people)
    origins, sources = _ids(loaded.origins), _ids(loaded.sources)
    of_source: Fields = {"publisher": ("voice", voices), "derives_from": ("source", sources)}
    of_origin: Fields = {"voices": ("voice", voices), "by": ("person", people), "derives_from": ("origin", origins)}
    loaded.voices = [checker.entry(voice, {"part_of": ("voice", voices)}) for voice in loaded.voices]
    loaded.people = [checker.entry(person, {"voice": ("voice", voices)}) for person in loaded.people]
    loaded.articles = [checker.entry(article, of_source) for article in loaded.articles]
    loaded.records = [checker.entry(record, of_source) for record in loaded.records]
    loaded.origins = [checker.entry(origin, of_origin) for origin in loaded.origins]
    checker.circles("part_of", loaded.voices)
    checker.circles("derives_from", loaded.sources)
    in_circles = checker.circles("derives_from", loaded.origins)

    of_claim: Fields = {
        "status": ("status", {status.id for status in policy.statuses}),
        "topics": ("topic", {topic.id for topic in policy.topics}),
        "claimant": ("voice", voices | people),
        "related": ("claim", _claim_ids(loaded.claims)),
        "merged_into": ("claim", _claim_ids(loaded.claims)),
    }
    of_evidence: Fields = {"source": ("source", sources), "origin": ("origin", origins | {UNATTRIBUTED})}
    of_override: Fields = {"rule": ("rule", {rule.id for status in policy.statuses for rule in status.rules})}
    unsound = in_circles | {origin.value.id for origin in loaded.origins if not origin.sound}
    loaded.claims = [checker.claim(claim, of_claim, of_evidence, of_override, unsound) for claim in loaded.claims]
    checker.entry(placed_policy, {"featured": ("claim", _claim_ids(loaded.claims))})


class _Checker:
    """Checks entries against what is known, adding to one list of problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def unique(self, what: str, entries: Iterable[Placed[Entry | None]]) -> None:
        """Report every id that was already given."""
        first: dict[str, Place] = {}
        for entry in entries:
            name, place = _id(entry), entry.place("id")
            if name in first:
                hint = "give this one an id of its own; an id that was ever published stays as it is"
                self.problems.append(Problem("duplicate-id", place, f"“{name}” already names a {what}: {first[name]}", hint))
            first.setdefault(name, place)

    def entry(self, entry: Placed[E], fields: Fields) -> Placed[E]:
        """One entry with the ids in the given fields resolved; not sound where one of them stays unknown."""
        update: dict[str, object] = {}
        sound = entry.sound
        for key, (what, known) in fields.items():
            value = getattr(entry.value, key)
            names = _as_tuple(value)
            places = [entry.place(key)] if isinstance(value, str) else [entry.place(key, number) for number in range(len(names))]
            meant = [self._known(what, name, known, place) for name, place in zip(names, places, strict=True)]
            sound = sound and None not in meant
            resolved = tuple(right or name for right, name in zip(meant, names, strict=True))
            if resolved != names:
                update[key] = resolved[0] if isinstance(value, str) else resolved
        value = entry.value.model_copy(update=update) if update else entry.value
        return replace(entry, value=value, sound=sound)

    def claim(self, claim: PlacedClaim, of_claim: Fields, of_evidence: Fields, of_override: Fields, unsound: set[str]) -> PlacedClaim:
        """A claim and its excerpts with all references resolved; not sound where it rests on an unsound origin."""
        evidence = tuple(self.entry(excerpt, of_evidence) for excerpt in claim.evidence)
        if claim.value is None:
            return replace(claim, evidence=evidence, sound=False)
        header = self.entry(Placed(claim.value, claim.file, claim.path, claim.sound), of_claim)
        if header.value.override:
            self.entry(Placed(header.value.override, claim.file, (*claim.path, "override")), of_override)
        value = header.value.model_copy(update={"evidence": tuple(excerpt.value for excerpt in evidence)})
        sound = header.sound and all(excerpt.sound and unsound.isdisjoint(excerpt.value.origins) for excerpt in evidence)
        return replace(claim, value=value, evidence=evidence, sound=sound)

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

    def _known(self, what: str, name: str, known: set[str], place: Place) -> str | None:
        """The id itself if it is known; else a problem, and the nearest id or None."""
        if name in known:
            return name
        self.problems.append(Problem(f"unknown-{what}", place, f"there is no {what} “{name}”", suggestion(name, known)))
        return did_you_mean(name, known)


def _as_tuple(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _id(entry: Placed[Entry | None]) -> str:
    return str(entry.value.id)  # type: ignore[union-attr]  # every entry that is referred to has one


def _ids(entries: Iterable[Placed[Entry]]) -> set[str]:
    return {_id(entry) for entry in entries}


def _claim_ids(claims: Iterable[PlacedClaim]) -> set[str]:
    """All claim ids, also those of claims that could not be read: a link to one of them is no second problem."""
    raw = [claim.file.data["claims"][claim.path[-1]] for claim in claims]
    return {item["id"] for item in raw if isinstance(item, dict) and isinstance(item.get("id"), str)}


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
