"""The checks of the built site, offline.

In: a built site and the corpus that it was made from. Out: a problem for every link that leads nowhere, every page
that no link leads to, everything that is loaded from another host, every page without its policy, every excerpt that
a page lacks or shows otherwise than its source, and every file that readers cannot use. `reading` reads the files;
`addresses` follows an address; the `…_rules` are the rules; `findings` turns what they find into problems with a place
in the data.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.model.policy import Extra
from verbatim.problems import Problem
from verbatim.rendering.content_policy import source_hash
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
from verbatim.site.sitecheck.findings import Finding, as_problems
from verbatim.site.sitecheck.link_rules import MISSING_PAGE, dead_anchors, follow_all, id_faults
from verbatim.site.sitecheck.page_rules import false_marks, leftovers, unreadable
from verbatim.site.sitecheck.policy_rules import (
    offline_policy_faults,
    policy_faults,
    unvouched_scripts,
    unwanted_faults,
)
from verbatim.site.sitecheck.quotation_rules import missing_quotations, missing_texts
from verbatim.site.sitecheck.reading.archive import FOLDER, Archive
from verbatim.site.sitecheck.reading.site import Site
from verbatim.site.sitecheck.search_rules import search_faults
from verbatim.site.sitecheck.site_rules import (
    case_clashes,
    orphans,
    reachable,
    sitemap_faults,
    size_faults,
    symbolic_links,
    wrong_address,
)
from verbatim.site_address import SiteAddress


def check_site(site: Site, corpus: Corpus, address: str = "", copied: dict[str, int] | None = None) -> list[Problem]:
    """Check a built site; `address` is where it will be published, or empty if that is not known.

    `copied` are the checksums of the files that the site must have as they are; without them they are made again.
    """
    found = [*_findings(site, corpus, address), *_offline_findings(site.offline, corpus, site.own_address)]
    reported = {finding.file for finding in found}
    copies = checksums_of(copied_files(corpus, site.own_address)) if copied is None else copied
    copies = copies | checksums_of(our_files())
    found += copy_faults(site.checksums, copies, reported)
    found += content_faults(site.sizes, site.pictures, {*reported, *copies})
    return as_problems(found, corpus, site.name)


def _findings(site: Site, corpus: Corpus, address: str) -> Iterator[Finding]:
    site_files = SiteFiles(frozenset(site.sizes), site.own_address)
    yield from wrong_address(site_files, address)
    followed, dead = follow_all(site.documents, site_files)
    yield from dead
    yield from dead_anchors(followed, site.documents)
    for document in site.documents:
        yield from unreadable(document)
        yield from false_marks(document, corpus)
        yield from unwanted_faults(document)
        if document.is_page:
            yield from id_faults(document)
            yield from policy_faults(document)
    yield from unvouched_scripts(followed, corpus)
    yield from leftovers(site.documents, corpus)
    yield from missing_quotations(site.documents, corpus)
    yield from missing_texts(site.documents, corpus, SiteAddress(site.own_address))
    reached = reachable(followed)
    yield from orphans(site.documents, reached)
    yield from sitemap_faults(site.documents, followed, site_files)
    yield from case_clashes(site_files)
    yield from size_faults(site.sizes, corpus)
    yield from symbolic_links(site.symbolic_links)
    yield from search_faults(site.search_index, corpus)
    yield from collection_faults(site.collections, corpus)
    pages = {document.path for document in site.documents if document.is_page and document.path != MISSING_PAGE}
    if Extra.OFFLINE_COPY not in corpus.policy.leave_out:
        yield from archive_faults(site.offline, site.checksums, pages & reached, corpus)


def _offline_findings(archive: Archive | None, corpus: Corpus, address: str) -> Iterator[Finding]:
    """What is wrong with the pages of the offline copy, if it could be opened."""
    if archive is None or archive.broken:
        return
    modules = {source_hash(file.bytes.decode()) for file in our_files() if file.path.endswith(".js")}
    for document in archive.documents:
        yield from unreadable(document)
        yield from false_marks(document, corpus)
        yield from unwanted_faults(document, modules)
        yield from offline_policy_faults(document, modules)
    yield from missing_quotations(archive.documents, corpus, FOLDER)
    yield from missing_texts(archive.documents, corpus, SiteAddress(address), FOLDER)
