"""The rules for the files that are not pages: each is there, can be opened, and holds what the corpus has.

In: a site's files and the corpus that it was made from. Out: findings. Lists are counted against the corpus itself;
beyond that, every file that the engine only copies has, byte for byte, what the corpus gives now.
"""

from collections.abc import Collection as Names
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from verbatim.checks.corpus import Corpus
from verbatim.data.feed_entries import NEWEST
from verbatim.data.outputs import data_files
from verbatim.model.claims import ChangeKind
from verbatim.output import Output, made
from verbatim.pages import documents
from verbatim.rendering.templating import THEME
from verbatim.site.sitecheck.findings import Fault, Finding
from verbatim.site.sitecheck.reading.archive import PATH as OFFLINE
from verbatim.site.sitecheck.reading.collection import Collection
from verbatim.site.sitecheck.reading.site import Site
from verbatim.site_address import SiteAddress

_BUILD_AGAIN = "build again; if that does not help, please report it"
_PNG = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


def copied_files(corpus: Corpus, address: str) -> Iterator[Output]:
    """Every file that a build makes and the engine copies as it is, but for pictures: data and whole documents."""
    where = SiteAddress(address)
    yield from made(documents(corpus, where))
    yield from data_files(corpus, where)


def our_files() -> Iterator[Output]:
    """Our scripts and style sheets, which lie in the theme."""
    for file in sorted((THEME / "verbatim").iterdir()):
        yield Output(f"{file.parent.name}/{file.name}", file.read_bytes())


def collection_faults(collections: dict[str, Collection], corpus: Corpus) -> Iterator[Finding]:
    """Data files that cannot be opened, or whose entries are not those of the corpus."""
    for path, lists in _expected_lists(corpus).items():
        found = collections.get(path)
        if found is None:
            yield _finding("missing-from-site", path, "this file is missing")
        elif found.broken:
            yield _finding("damaged-file", path, f"it cannot be opened: {found.broken}")
        else:
            for name, expected in lists.items():
                ids = found.lists.get(name, ())
                if sorted(ids) != sorted(expected):
                    yield _finding(
                        "damaged-file", path, f"its {name} are not those of the data: {_compared(ids, expected)}"
                    )
    yield from _feed_faults(collections, corpus)


def content_faults(site: Site, checked: Names[str]) -> Iterator[Finding]:
    """Empty files, and pictures that are cut off, but for the files in `checked`."""
    for path, size in site.sizes.items():
        if size == 0 and path not in checked:
            yield _finding("damaged-file", path, "it is empty")
        elif path.endswith(".png") and site.ends(path) != _PNG:
            yield _finding("damaged-file", path, "it is no whole PNG picture")


def checksums_of(outputs: Iterable[Output]) -> dict[str, str]:
    """The SHA-256 of each file, by its path."""
    return {output.path: output.sha256 for output in outputs}


def copy_faults(site: Site, expected: Mapping[str, str], reported: Names[str]) -> Iterator[Finding]:
    """Copied files that are missing or have other checksums, but for those that were `reported` before."""
    for path, checksum in expected.items():
        if path in reported:
            continue
        if path not in site.sizes:
            yield _finding("missing-from-site", path, "this file is missing")
        elif site.hash_of(path) != checksum:
            message = "it is not what the data gives now: it is of another build, or was changed"
            yield _finding("damaged-file", path, message)


@dataclass(frozen=True)
class OfflineCopy:
    """The offline copy as a whole: its pages, the files that are not those of the site, the claims in its search.

    `broken` says why it could not be read.
    """

    pages: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    broken: str = ""


def archive_faults(archive: OfflineCopy | None, pages: Names[str], corpus: Corpus) -> Iterator[Finding]:
    """An offline copy that cannot be opened, lacks one of `pages`, or has files of another build."""
    if archive is None:
        yield _finding("missing-from-site", OFFLINE, "this file is missing")
        return
    if archive.broken:
        yield _finding("damaged-file", OFFLINE, f"it cannot be opened: {archive.broken}")
        return
    if set(archive.pages) != set(pages):
        message = f"its pages are not those of the site: {_compared(archive.pages, pages)}"
        yield _finding("damaged-file", OFFLINE, message)
    if archive.others:
        message = f"{len(archive.others)} of its files are not those of the site, first {archive.others[0]}"
        yield _finding("damaged-file", OFFLINE, message)
    if sorted(archive.claims) != sorted(claim.id for claim in corpus.claims):
        ids = [claim.id for claim in corpus.claims]
        yield _finding("damaged-file", OFFLINE, f"its search has other claims: {_compared(archive.claims, ids)}")


def _expected_lists(corpus: Corpus) -> dict[str, dict[str, list[str]]]:
    """The ids that each list of each file must have."""
    claims, retired = [claim.id for claim in corpus.claims], [claim.id for claim in corpus.retired]
    excerpts = [excerpt.id for claim in corpus.claims for excerpt in claim.excerpts]
    sources = [source.id for source in corpus.printed_sources]
    return {
        "data/claims.db": {"claims": claims, "retired": retired, "excerpts": excerpts, "sources": sources},
        "api/v1/claims.json": {"claims": claims, "retired": retired},
        "api/v1/claims.jsonl": {"rows": claims},
        "api/v1/claims.csv": {"rows": claims},
        "api/v1/excerpts.csv": {"rows": excerpts},
        "api/v1/sources.json": {"sources": sources},
        "api/v1/statuses.json": {"statuses": [status.id for status in corpus.policy.statuses]},
    }


def _feed_faults(collections: dict[str, Collection], corpus: Corpus) -> Iterator[Finding]:
    """A feed without entries that it must have, or whose two forms have different entries."""
    published = [
        claim for claim in corpus.claims if any(entry.kind is ChangeKind.PUBLISHED for entry in claim.claim.history)
    ]
    for path, feed in collections.items():
        if not path.endswith(".xml"):
            continue
        twin = f"{path.removesuffix('.xml')}.json"
        others = collections.get(twin, Collection()).lists.get("items", ())
        if feed.broken:
            yield _finding("damaged-file", path, f"it cannot be opened: {feed.broken}")
        elif path == "feed.xml" and len(feed.lists["items"]) != min(NEWEST, len(published)):
            yield _finding("damaged-file", path, f"it has {len(feed.lists['items'])} of the newest {NEWEST} claims")
        elif feed.lists["items"] != others:
            message = f"its entries are not those of {path}: {_compared(others, feed.lists['items'])}"
            yield _finding("damaged-file", twin, message)


def _compared(found: Names[str], expected: Names[str]) -> str:
    """How many ids there are and how many there should be, and the first that is missing or too many."""
    lacks = next((each for each in expected if each not in set(found)), None)
    extra = next((each for each in found if each not in set(expected)), None)
    first = f", “{lacks}” is missing" if lacks is not None else f", “{extra}” is too many" if extra is not None else ""
    return f"{len(found)} instead of {len(expected)}{first}"


def _finding(code: str, path: str, message: str) -> Finding:
    return Finding(Fault(code, message, _BUILD_AGAIN, path), path)
