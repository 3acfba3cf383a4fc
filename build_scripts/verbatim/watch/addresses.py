"""Every outside address of the data, with where it stands.

In: what `load` has read. Out: each address once (what follows `#` is the reader's browser's business), with the
places that name it, the claims that rest on what is there, and its archived copy where the data knows one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup

from verbatim.model.claims import Claim
from verbatim.model.load import Loaded, Placed
from verbatim.model.sources import Article, Origin, Record
from verbatim.problems import Place
from verbatim.rendering.templating import prose


@dataclass(frozen=True)
class Mention:
    """One place that names an address: what it is there, and the claims that rest on it."""

    place: Place
    what: str
    claims: tuple[str, ...] = ()
    archive: str | None = None


@dataclass(frozen=True)
class Watched:
    """An address to be watched, with everything that names it."""

    address: str
    mentions: tuple[Mention, ...] = field(default=())

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that rest on what stands there, each once."""
        return tuple(dict.fromkeys(claim for mention in self.mentions for claim in mention.claims))

    @property
    def archive(self) -> str | None:
        """The archived copy that the data knows."""
        return next((mention.archive for mention in self.mentions if mention.archive), None)


def addresses(loaded: Loaded) -> tuple[Watched, ...]:
    """All addresses, in the order of the files."""
    found: dict[str, list[Mention]] = {}
    for address, mention in _mentions(loaded):
        found.setdefault(address.partition("#")[0], []).append(mention)
    return tuple(Watched(address, tuple(mentions)) for address, mentions in found.items())


def _mentions(loaded: Loaded) -> Iterator[tuple[str, Mention]]:
    if loaded.policy:
        yield from _of_entry(
            loaded.policy, loaded.policy.value.site, ("licence_url", "issues"), "of the site", (), "site"
        )
    claims = [placed.value for placed in loaded.claims if placed.value]
    for source in loaded.sources:
        resting = _resting_on(
            source.value.id, loaded.sources, [(claim, {entry.source for entry in claim.evidence}) for claim in claims]
        )
        what = f"of {type(source.value).__name__.lower()} “{source.value.id}”"
        yield from _of_entry(source, source.value, ("original_url", "carrier_url", "archive_url"), what, resting)
    for origin in loaded.origins:
        cited = [(claim, {name for entry in claim.evidence for name in entry.origins}) for claim in claims]
        resting = _resting_on(origin.value.id, loaded.origins, cited)
        yield from _of_entry(origin, origin.value, ("url", "archive_url"), f"of origin “{origin.value.id}”", resting)
    for placed in loaded.claims:
        if placed.value:
            for address in _links_in(placed.value.reasoning):
                place = placed.words_place(address, "reasoning")
                yield address, Mention(place, f"reasoning of claim “{placed.value.id}”", (placed.value.id,))


def _of_entry(
    placed: Placed[object], entry: object, keys: tuple[str, ...], what: str, claims: tuple[str, ...], *within: str
) -> Iterator[tuple[str, Mention]]:
    """The addresses in the fields of one entry; an archived copy has no other."""
    for key in keys:
        address = getattr(entry, key)
        if address:
            archive = None if key == "archive_url" else getattr(entry, "archive_url", None)
            yield address, Mention(placed.place(*within, key), f"{key} {what}", claims, archive)


def _resting_on(
    name: str,
    entries: list[Placed[Article] | Placed[Record]] | list[Placed[Origin]],
    cited: list[tuple[Claim, set[str]]],
) -> tuple[str, ...]:
    """The claims whose evidence cites this entry, or one that derives from it, however far down."""
    family = {name}
    while more := {entry.value.id for entry in entries if family.intersection(entry.value.derives_from)} - family:
        family |= more
    return tuple(claim.id for claim, names in cited if names & family)


def _links_in(reasoning: str) -> list[str]:
    """The addresses that an editor's Markdown links to, as the page links them."""
    anchors = BeautifulSoup(prose(reasoning), "html.parser").find_all("a", href=True)
    found = [str(anchor["href"]) for anchor in anchors]
    return [address for address in dict.fromkeys(found) if address.startswith(("http://", "https://"))]
