"""What a claim rests on: its sources, its origins, and the people and voices behind both.

In: a claim and a `Register`. Out: the entries of the register to which its evidence leads, directly or not.
"""

from collections.abc import Iterator

from verbatim.model.claims import Claim
from verbatim.model.fields import Entry
from verbatim.model.register import Register
from verbatim.model.sources import Origin, Person, Source, Voice

# The kind of an entry and its id; a source and an origin may have the same id.
Key = tuple[str, str]


def dependencies(claim: Claim, register: Register) -> set[Key]:
    """Everything that a claim rests on. Circles are tolerated, and so are ids that lead nowhere."""
    waiting: list[Key] = [("speaker", claim.claimant)] if claim.claimant else []
    for excerpt in claim.evidence:
        waiting += [("source", excerpt.source), *(("origin", name) for name in excerpt.origins)]
    found: set[Key] = set()
    while waiting:
        key = waiting.pop()
        entry = entry_of(key, register)
        if entry is not None and key not in found:
            found.add(key)
            waiting += _onward(entry)
    return found


def entry_of(key: Key, register: Register) -> Entry | None:
    """The entry of a kind with an id, or None."""
    kind, name = key
    match kind:
        case "source":
            return register.sources.get(name)
        case "origin":
            return register.origins.get(name)
        case _:
            return register.people.get(name) or register.voices.get(name)


def _onward(entry: Entry) -> Iterator[Key]:
    """What an entry itself rests on."""
    if isinstance(entry, Source):
        yield ("speaker", entry.publisher)
        yield from (("source", name) for name in entry.derives_from)
    elif isinstance(entry, Origin):
        yield from (("speaker", name) for name in (*entry.voices, *entry.by))
        yield from (("origin", name) for name in entry.derives_from)
    elif isinstance(entry, Person):
        yield ("speaker", entry.voice)
    elif isinstance(entry, Voice) and entry.part_of:
        yield ("speaker", entry.part_of)
