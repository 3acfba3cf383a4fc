"""Where the references of some files lead, for the tests of them."""

from collections.abc import Iterable

from verbatim.site.sitecheck.addresses import SiteFiles
from verbatim.site.sitecheck.findings import Finding
from verbatim.site.sitecheck.link_rules import Links
from verbatim.site.sitecheck.reading.document import Document


def follow_all(documents: Iterable[Document], site_files: SiteFiles) -> tuple[Links, list[Finding]]:
    """Where every reference of some files leads, and a finding for each that leads nowhere or where it must not."""
    links = Links(site_files)
    return links, [finding for document in documents for finding in links.follow(document)]
