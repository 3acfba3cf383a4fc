"""The sightings of `seeds/sightings.yaml`: whether they fit the data, and what editors should know of them.

In: the loaded data, or the corpus. Out: an error for each sighting that is of nothing in the data; a warning for each
address that no longer has words of its source. Nothing is requested from the network.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.loaded import Loaded, Placed
from verbatim.model.sightings import Sighting
from verbatim.model.sources import Article, Record, Source
from verbatim.problems import Problem, Severity, suggestion
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.grades import Drift, DriftKind
from verbatim.quotation.text.source_text import sha256_of

_WRITTEN_ANEW = "the next run of `verbatim sight` looks again"


def by_source(loaded: Loaded) -> Mapping[str, tuple[Sighting, ...]]:
    """The sightings of each source, by its id; without those that do not fit the source."""
    sources = loaded.register.sources
    found: dict[str, tuple[Sighting, ...]] = {}
    for placed in loaded.sightings:
        source = sources.get(placed.value.source)
        if source and placed.value.address in addresses_of(source):
            found[source.id] = (*found.get(source.id, ()), placed.value)
    return found


def addresses_of(source: Source) -> tuple[str, ...]:
    """The addresses of a source, its archived copy last, each once."""
    addresses = (source.original_url, source.carrier_url, source.archive_url)
    return tuple(dict.fromkeys(address for address in addresses if address))


def unusable_sightings(loaded: Loaded, sources: Mapping[str, Article | Record]) -> Iterator[Problem]:
    """An error for each sighting of an address, a text or words that the data do not have."""
    texts_at: dict[str, dict[str, list[Placed[Sighting]]]] = {}
    for placed in loaded.sightings:
        if placed.value.sha256:
            texts_at.setdefault(placed.value.address, {}).setdefault(placed.value.sha256, []).append(placed)
    for placed in loaded.sightings:
        source = sources.get(placed.value.source)
        if source is None:  # an unknown id, which is reported with the other references
            continue
        yield from _other_address(placed, source)
        yield from _other_copy(placed, source)
        yield from _other_words(placed, source)
        earlier = texts_at.get(placed.value.address, {}).get(placed.value.before or "", [])
        if placed.value.before and not any(_may_precede(other, placed) for other in earlier):
            message = "no earlier sighting of this address has a text with this SHA-256"
            hint = "restore the line that was deleted, or delete `before` here"
            yield Problem("sighting-without-earlier", placed.place("before"), message, hint)


def _may_precede(other: Placed[Sighting], placed: Placed[Sighting]) -> bool:
    return other is not placed and other.value.day <= placed.value.day


def _other_address(placed: Placed[Sighting], source: Article | Record) -> Iterator[Problem]:
    address, known = placed.value.address, addresses_of(source)
    if address not in known:
        message = f"“{source.id}” does not have this address"
        hint = suggestion(address, known) if known else "it has none"
        place = placed.place("address")
        yield Problem("sighting-of-other-address", place, message, f"delete the line, since {_WRITTEN_ANEW}; {hint}")


def _other_copy(placed: Placed[Sighting], source: Article | Record) -> Iterator[Problem]:
    compared = placed.value.compared
    if compared and compared != source.sha256:
        message = f"the stored text of “{source.id}” is no longer the one that this page was compared with"
        if not source.file:
            message = f"“{source.id}” has no stored text with which a page could be compared"
        hint = f"delete the line; {_WRITTEN_ANEW}"
        yield Problem("sighting-of-other-words", placed.place("compared"), message, hint)


def _other_words(placed: Placed[Sighting], source: Article | Record) -> Iterator[Problem]:
    """Words of a stored text may be any of it, so only recorded passages can be compared."""
    if source.file or not isinstance(source, Record):
        return
    passages = {sha256_of(passage.text.encode()) for passage in source.passages}
    for number, words in enumerate(placed.value.words):
        if words.sha256 not in passages:
            message = f"no passage of “{source.id}” has this SHA-256; its words were changed after the sighting"
            hint = f"delete this entry of `words`; {_WRITTEN_ANEW}"
            yield Problem("sighting-of-other-words", placed.place("words", number, "sha256"), message, hint)


class Lost(NamedTuple):
    """What an address of a source no longer has: the excerpts with these words, each with its claim."""

    source: Article | Record
    drift: Drift
    excerpts: tuple[tuple[CheckedClaim, Excerpt], ...]


def lost_words(corpus: Corpus) -> tuple[Lost, ...]:
    """Every address that no longer has words which claims quote, the latest first."""
    found: dict[tuple[str, Drift], list[tuple[CheckedClaim, Excerpt]]] = {}
    for checked in corpus.claims:
        for excerpt in checked.excerpts:
            for drift in excerpt.sights.drifts:
                found.setdefault((excerpt.source.id, drift), []).append((checked, excerpt))
    lost = (Lost(corpus.register.sources[name], drift, tuple(pairs)) for (name, drift), pairs in found.items())
    return tuple(sorted(lost, key=lambda each: (-each.drift.since.toordinal(), each.source.id, each.drift.address)))


def warnings_of_lost_words(corpus: Corpus) -> Iterator[Problem]:
    """A warning for each address that no longer has words which claims quote; nothing unpublishes itself."""
    for lost in lost_words(corpus):
        claims, drift = ", ".join(dict.fromkeys(checked.id for checked, _ in lost.excerpts)), lost.drift
        message = f"since {drift.since} {drift.address} does not have words that are quoted by {claims}"
        if drift.kind is DriftKind.PAGE:
            message = f"since {drift.since} there is no page at {drift.address}; its words are quoted by {claims}"
        hint = "read the page; add an archived copy as `archive_url:`, or say in the claims what changed"
        yield Problem("words-gone", corpus.source_places[lost.source.id], message, hint, Severity.WARNING)
