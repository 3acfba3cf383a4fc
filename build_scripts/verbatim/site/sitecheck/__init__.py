"""The last proof, on the built site itself, offline.

In: a built site and the corpus it came from. Out: a problem for every link that leads nowhere, every page that nobody
reaches, everything that is loaded from afar, and every marked quotation that is not, character for character, what
stands in its source. `site` reads the disk; `pages` and `other` read files; `addresses` follows; `links`, `whole` and
`content` are the rules; `finding` leads back to the data.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.problems import Problem
from verbatim.site.sitecheck.addresses import SiteFiles
from verbatim.site.sitecheck.content import false_marks, leftovers, unreadable
from verbatim.site.sitecheck.finding import Finding, as_problems
from verbatim.site.sitecheck.links import dead_anchors, follow_all, id_faults
from verbatim.site.sitecheck.site import Site
from verbatim.site.sitecheck.site_rules import (
    case_clashes,
    orphans,
    sitemap_faults,
    size_faults,
    symbolic_links,
    wrong_address,
)


def check_site(site: Site, corpus: Corpus, address: str = "") -> list[Problem]:
    """Check a built site. `address` is where it is to stand; else it is only held to where it says itself that it stands."""
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
