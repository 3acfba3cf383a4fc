"""What a claim rests on: its sources, its origins, and the people and voices behind both.

In: a claim and a `Register`. Out: the entries of the register to which its evidence leads, directly or not.
"""

from collections.abc import Iterator

from verbatim.model.claims import Claim
from verbatim.model.graph import closure
from verbatim.model.register import Register
from verbatim.model.sources import Origin, Person, Source, Voice
from verbatim.model.values.fields import Entry

# The kind of an entry and its id; a source and an origin may have the same id.
Key = tuple[str, str]


def dependencies(claim: Claim, register: Register) -> set[Key]:
    """Everything that a claim rests on. Circles and unknown ids do no harm."""
    keys = closure(_named_by(claim), lambda key: _rests_on(entry_of(key, register)))
    return {key for key in keys if entry_of(key, register)}


def _named_by(claim: Claim) -> Iterator[Key]:
    """What a claim and its evidence name."""
    if claim.claimant:
        yield ("speaker", claim.claimant)
    for excerpt in claim.evidence:
        yield ("source", excerpt.source)
        yield from (("origin", name) for name in excerpt.origins)


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


def _rests_on(entry: Entry | None) -> Iterator[Key]:
    """What an entry itself names."""
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
