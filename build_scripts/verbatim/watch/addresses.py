"""Every outside address of the data, with the places that name it.

In: what `load` has read. Out: each address once, without a fragment, which is never sent to a server; with the places
that name it, the claims that depend on its page, and its archived copy where the data has one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup

from verbatim.model.claims import Claim
from verbatim.model.graph import closure
from verbatim.model.loaded import Loaded, Placed
from verbatim.model.sources import Article, Origin, Record
from verbatim.problems import Place
from verbatim.rendering.templating import prose


@dataclass(frozen=True)
class Mention:
    """One place that names an address: what the address is for, and the claims that depend on its page."""

    place: Place
    what: str
    claims: tuple[str, ...] = ()
    archive: str | None = None


@dataclass(frozen=True)
class WatchedAddress:
    """An address to request, with all places that name it."""

    address: str
    mentions: tuple[Mention, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that depend on its page, each once."""
        return tuple(dict.fromkeys(claim for mention in self.mentions for claim in mention.claims))

    @property
    def archive(self) -> str | None:
        """The first archived copy that the data gives."""
        return next((mention.archive for mention in self.mentions if mention.archive), None)


def addresses(loaded: Loaded) -> tuple[WatchedAddress, ...]:
    """All outside addresses, in the order of the files."""
    found: dict[str, list[Mention]] = {}
    for address, mention in _mentions(loaded):
        found.setdefault(address.partition("#")[0], []).append(mention)
    return tuple(WatchedAddress(address, tuple(mentions)) for address, mentions in found.items())


def _mentions(loaded: Loaded) -> Iterator[tuple[str, Mention]]:
    if loaded.policy:
        yield from _of_entry(
            loaded.policy, loaded.policy.value.site, ("licence_url", "issues"), "of the site", (), "site"
        )
    claims = [placed.value for placed in loaded.claims if placed.value]
    for source in loaded.sources:
        dependent = _dependent_claims(
            source.value.id, loaded.sources, [(claim, {entry.source for entry in claim.evidence}) for claim in claims]
        )
        what = f"of {type(source.value).__name__.lower()} “{source.value.id}”"
        yield from _of_entry(source, source.value, ("original_url", "carrier_url", "archive_url"), what, dependent)
    for origin in loaded.origins:
        cited = [(claim, {name for entry in claim.evidence for name in entry.origins}) for claim in claims]
        dependent = _dependent_claims(origin.value.id, loaded.origins, cited)
        yield from _of_entry(origin, origin.value, ("url", "archive_url"), f"of origin “{origin.value.id}”", dependent)
    for placed in loaded.claims:
        if placed.value:
            for address in _links_in(placed.value.reasoning):
                place = placed.words_place(address, "reasoning")
                yield address, Mention(place, f"reasoning of claim “{placed.value.id}”", (placed.value.id,))


def _of_entry(
    placed: Placed[object], entry: object, keys: tuple[str, ...], what: str, claims: tuple[str, ...], *within: str
) -> Iterator[tuple[str, Mention]]:
    """The addresses in the fields of one entry. An archived copy has no archived copy of its own."""
    for key in keys:
        address = getattr(entry, key)
        if address:
            archive = None if key == "archive_url" else getattr(entry, "archive_url", None)
            yield address, Mention(placed.place(*within, key), f"{key} {what}", claims, archive)


def _dependent_claims(
    name: str,
    entries: list[Placed[Article] | Placed[Record]] | list[Placed[Origin]],
    cited: list[tuple[Claim, set[str]]],
) -> tuple[str, ...]:
    """The claims whose evidence cites this entry, or an entry that derives from it directly or through others."""
    derived = closure([name], lambda one: [entry.value.id for entry in entries if one in entry.value.derives_from])
    return tuple(claim.id for claim, names in cited if not names.isdisjoint(derived))


def _links_in(reasoning: str) -> list[str]:
    """The addresses that the links of an editor's Markdown lead to on the page."""
    anchors = BeautifulSoup(prose(reasoning), "html.parser").find_all("a", href=True)
    found = [str(anchor["href"]) for anchor in anchors]
    return [address for address in dict.fromkeys(found) if address.lower().startswith(("http://", "https://"))]
