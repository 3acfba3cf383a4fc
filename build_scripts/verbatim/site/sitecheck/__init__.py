"""The checks of the built site, offline.

In: a built site and the corpus that it was made from. Out: a problem for every link that leads nowhere, every page
that no link leads to, everything that is loaded from another host, and every marked quotation that is not, character
for character, in its source. `read_site` reads the disk, with `read_page` and `read_data_file` for the files;
`addresses` follows an address; `link_rules`, `page_rules` and `site_rules` are the rules; `findings` turns what they
find into problems with a place in the data.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.problems import Problem
from verbatim.site.sitecheck.addresses import SiteFiles
from verbatim.site.sitecheck.findings import Finding, as_problems
from verbatim.site.sitecheck.link_rules import dead_anchors, follow_all, id_faults
from verbatim.site.sitecheck.page_rules import false_marks, leftovers, unreadable
from verbatim.site.sitecheck.read_site import Site
from verbatim.site.sitecheck.site_rules import (
    case_clashes,
    orphans,
    sitemap_faults,
    size_faults,
    symbolic_links,
    wrong_address,
)


def check_site(site: Site, corpus: Corpus, address: str = "") -> list[Problem]:
    """Check a built site; `address` is where it will be published, or empty if that is not known."""
    return as_problems(_findings(site, corpus, address), corpus, site.name)


def _findings(site: Site, corpus: Corpus, address: str) -> Iterator[Finding]:
    site_files = SiteFiles(frozenset(site.sizes), site.own_address)
    yield from wrong_address(site_files, address)
    followed, dead = follow_all(site.documents, site_files)
    yield from dead
    yield from dead_anchors(followed, site.documents)
    for document in site.documents:
        yield from unreadable(document)
        yield from false_marks(document, corpus)
        if document.is_page:
            yield from id_faults(document)
    yield from leftovers(site.documents, corpus)
    yield from orphans(site.documents, followed)
    yield from sitemap_faults(site.documents, followed, site_files)
    yield from case_clashes(site_files)
    yield from size_faults(site.sizes)
    yield from symbolic_links(site.symbolic_links)
