"""How we know the words of an excerpt: from a stored text, from what a machine saw at an address, or from an editor.

In: the words of an excerpt, and the sightings of its source. Out: the `Sights` of the excerpt: the last sighting that
has all of its words, and the addresses that no longer have them. Only the days of the data count; no clock is read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from verbatim.model.sightings import CopyKind, Finding, Outcome, Sighting
from verbatim.quotation.text.source_text import sha256_of


class Grade(StrEnum):
    """How we know the words of an excerpt, the strongest first."""

    PROVEN = "proven"
    SEEN = "seen"
    NOTED = "noted"


class DriftKind(StrEnum):
    """What happened at an address: the words are no longer in its text, or there is no text any more."""

    WORDS = "words"
    PAGE = "page"


class Drift(NamedTuple):
    """An address that no longer has the words, since the day of the first sighting that did not find them."""

    kind: DriftKind
    address: str
    since: date


@dataclass(frozen=True)
class Sights:
    """What machines saw of an excerpt.

    `seen` is the last sighting with all of its words, on the page rather than in an archive; `archived` is that in an
    archived copy which still has them. `missed` is the last sighting of a page that was read without finding the words,
    if none ever had them.
    """

    seen: Sighting | None = None
    archived: Sighting | None = None
    missed: Sighting | None = None
    drifts: tuple[Drift, ...] = ()


def sights_of(words: Sequence[str], sightings: Iterable[Sighting], *, stored: bool) -> Sights:
    """What the sightings of a source say of some words of it.

    The words of a `stored` text were there when it was stored, so that an address without them has lost them.
    """
    hashes = {sha256_of(each.encode()) for each in words}
    # A sighting of an address that says nothing of the words is left out: they were recorded later, or not read.
    by_address: dict[str, list[tuple[Sighting, bool]]] = {}
    for sighting in sorted(sightings, key=lambda each: each.day):
        has_them = _has(hashes, sighting)
        if has_them is not None:
            by_address.setdefault(sighting.address, []).append((sighting, has_them))
    held = [sighting for looks in by_address.values() for sighting, has_them in looks if has_them]
    still = [looks[-1][0] for looks in by_address.values() if looks[-1][1]]
    missed = [
        sighting
        for looks in by_address.values()
        for sighting, has_them in looks
        if not has_them and sighting.outcome is Outcome.READ
    ]
    return Sights(
        seen=_last(sighting for sighting in held),
        archived=_last(sighting for sighting in still if sighting.kind is CopyKind.ARCHIVE),
        missed=None if held or stored else _last(missed),
        drifts=tuple(_drifts(by_address, had_them=bool(held) or stored)),
    )


def _has(hashes: set[str], sighting: Sighting) -> bool | None:
    """Whether a sighting found all words; None if it does not say. A page that is gone has none."""
    if sighting.outcome is Outcome.GONE:
        return False
    found = {each.sha256: each.found for each in sighting.words}
    if not hashes or not hashes <= found.keys():
        return None
    return all(found[each] is not Finding.ABSENT for each in hashes)


def _drifts(by_address: dict[str, list[tuple[Sighting, bool]]], *, had_them: bool) -> Iterable[Drift]:
    """The addresses whose last sightings do not have the words. A page that never had them has not lost them."""
    for address, looks in by_address.items():
        without = [sighting for sighting, _ in takewhile(lambda look: not look[1], reversed(looks))]
        gone = list(takewhile(lambda sighting: sighting.outcome is Outcome.GONE, without))
        if gone and had_them:
            yield Drift(DriftKind.PAGE, address, gone[-1].day)
        elif without and had_them:
            yield Drift(DriftKind.WORDS, address, without[-1].day)


def _last(sightings: Iterable[Sighting]) -> Sighting | None:
    """The last of some sightings; of one day, that of a page rather than of an archive."""
    return max(sightings, key=lambda each: (each.day, each.kind is not CopyKind.ARCHIVE), default=None)
