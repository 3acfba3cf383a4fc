"""The checks of the built site, offline.

In: a built site and the corpus that it was made from. Out: a problem for every link that leads nowhere, every page
that no link leads to, everything that is loaded from another host, every page without its policy, every excerpt that
a page lacks or shows otherwise than its source, and every file that readers cannot use. `reading` reads the files, and
`gathered` one after the other; `addresses` follows an address; the `…_rules` are the rules; `expected` is what pages
must show; `findings` turns what they find into problems with a place in the data; `last_check` says what need not be
read again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from verbatim.checks.corpus import Corpus
from verbatim.model.policy import Extra
from verbatim.problems import Problem
from verbatim.site.sitecheck.addresses import SiteFiles
from verbatim.site.sitecheck.data_rules import (
    archive_faults,
    checksums_of,
    collection_faults,
    content_faults,
    copied_files,
    copy_faults,
    our_files,
)
from verbatim.site.sitecheck.expected import ExpectedPages
from verbatim.site.sitecheck.findings import Finding, as_problems
from verbatim.site.sitecheck.gathered import Gathered, check_offline
from verbatim.site.sitecheck.last_check import LastCheck, Noted, Unread
from verbatim.site.sitecheck.link_rules import MISSING_PAGE, Links, dead_anchors
from verbatim.site.sitecheck.page_rules import leftovers
from verbatim.site.sitecheck.policy_rules import unvouched_scripts
from verbatim.site.sitecheck.reading.archive import FOLDER
from verbatim.site.sitecheck.reading.search_index import read_search_index
from verbatim.site.sitecheck.reading.site import Site
from verbatim.site.sitecheck.search_rules import search_faults
from verbatim.site.sitecheck.site_rules import (
    case_clashes,
    orphans,
    sitemap_faults,
    size_faults,
    symbolic_links,
    unchecked_files,
    wrong_address,
)
from verbatim.site_address import SiteAddress


@dataclass(frozen=True)
class SiteReport:
    """The problems of a site, and how many addresses were read."""

    problems: list[Problem]
    references: int


def check_site(
    site: Site,
    corpus: Corpus,
    address: str = "",
    copied: Mapping[str, str] | None = None,
    last: LastCheck | None = None,
) -> SiteReport:
    """Check a built site; `address` is where it will be published, or empty if that is not known.

    `copied` are the SHA-256 of the files that the site must have as they are; without them they are made again.
    `last` is what the last check found right, which is not read again; without it everything is read.
    """
    expected = ExpectedPages(corpus, SiteAddress(site.own_address))
    before = last.before(expected) if last else Noted()
    stamps = expected.stamps({path: site.hash_of(path) for path in site.holding_addresses}) if last else {}
    read, unread = _gathered(site, expected, before.unchanged(stamps))
    offline = check_offline(site, expected, read.found.wrong, before.files if last else None)
    found = [*_findings(site, expected, read, unread, address)]
    if Extra.OFFLINE_COPY not in corpus.policy.leave_out:
        pages = unread.reached(read).intersection(site.pages) - {MISSING_PAGE}
        found += archive_faults(offline.copy, sorted(pages), corpus)
    if offline.copy and not offline.copy.broken:
        found += [*offline.found.findings, *offline.found.missing(expected.pages, set(offline.copy.pages), FOLDER)]
    reported = {finding.file for finding in found}
    copies = checksums_of(copied_files(corpus, site.own_address)) if copied is None else copied
    copies = {**copies, **checksums_of(our_files())}
    found += copy_faults(site, copies, reported)
    found += content_faults(site, {*reported, *copies})
    if last and not found:
        last.note(expected, unread.with_read(read, {**stamps, **offline.stamps}))
    return SiteReport(as_problems(found, corpus, site.name), read.references)


def _gathered(site: Site, expected: ExpectedPages, unread: Unread) -> tuple[Gathered, Unread]:
    """What is in the files that must be read, and the files that need not be; all are read if that is not enough."""
    read = Gathered(Links(SiteFiles(frozenset(site.sizes), site.own_address)))
    read.add(site, (path for path in site.holding_addresses if path not in unread.paths), expected)
    if unread.paths:
        more = unread.unknown_places(read)
        read.add(site, sorted(more), expected)
        unread = unread.without(more)
        if not unread.are_still_right(read):
            return _gathered(site, expected, Unread())
    return read, unread


def _findings(site: Site, expected: ExpectedPages, read: Gathered, unread: Unread, address: str) -> Iterator[Finding]:
    site_files, corpus = read.links.site_files, expected.corpus
    yield from wrong_address(site_files, address)
    yield from read.dead
    yield from dead_anchors(read.links.places, read.ids)
    yield from read.found.findings
    yield from unvouched_scripts(read.links.scripts, corpus)
    yield from leftovers(read.leftovers, corpus)
    yield from read.found.missing(expected.pages, site.sizes)
    yield from orphans(read.indexable, unread.reached(read))
    yield from sitemap_faults(read.indexable, read.links.listed, site_files)
    yield from case_clashes(site_files)
    yield from size_faults(site.sizes, corpus)
    yield from symbolic_links(site.symbolic_links)
    yield from unchecked_files(site.sizes)
    yield from search_faults(read_search_index(site.search_files), corpus)
    yield from collection_faults(site.collections(read.collections), corpus)
