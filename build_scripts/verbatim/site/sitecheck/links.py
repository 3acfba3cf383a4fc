"""The rules for every address and id within a built site.

In: the documents of a site and the site_files that they stand on. Out: findings, and which page leads to which.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verbatim.problems import did_you_mean
from verbatim.site.sitecheck.addresses import Inside, Outside, SiteFiles
from verbatim.site.sitecheck.document import Document, Reference, Use
from verbatim.site.sitecheck.finding import Fault, Finding

# Served in place of every address that is not there, from whatever path that has.
MISSING_PAGE = "404.html"
# Material's table of contents has a label for a box that stands in the navigation, and our claims are not in that: the
# label's text is all that is needed of it. See `toc-label` in docs/dev/theme.md.
_LACKING_IN_THE_THEME = {"__toc"}
_OUR_FAULT = "this is a fault of a template: please report it"


@dataclass(frozen=True)
class Followed:
    """A reference that leads to a file of the site."""

    document: Document
    reference: Reference
    target: Inside


def follow_all(documents: Iterable[Document], site_files: SiteFiles) -> tuple[list[Followed], list[Finding]]:
    """Every reference of a site, followed; and a finding for each that leads nowhere, or where it must not."""
    followed, findings = [], []
    for document in documents:
        seen = set()
        for reference in document.references:
            if (reference.address, reference.use) in seen:
                continue
            seen.add((reference.address, reference.use))
            target = site_files.follow(reference.address, document.base, anywhere=document.path == MISSING_PAGE)
            fault = target if isinstance(target, Fault) else _misused(reference, target, site_files)
            if fault:
                findings.append(_found(fault, document, reference))
            elif isinstance(target, Inside):
                followed.append(Followed(document, reference, target))
    return followed, findings


def dead_anchors(followed: Iterable[Followed], documents: Iterable[Document]) -> Iterator[Finding]:
    """References to a place on a page that has no such place. Ids in other files than pages and drawings are not known."""
    anchors = {
        document.path: {name for name, _ in document.ids}
        for document in documents
        if document.path.endswith((".html", ".svg"))
    }
    for each in followed:
        path, fragment = each.target.path, each.target.fragment
        if fragment in ("", "top") or path not in anchors or fragment in anchors[path]:
            continue
        reference = each.reference
        says = f"“{reference.address}” names no place: {path.removesuffix('index.html') or 'the home page'} has no id “{fragment}”"
        near = did_you_mean(fragment, anchors[path])
        mend = f"{f'did you mean “#{near}”? Else ' if near else ''}link to an id that is there, or to the page itself"
        fault = Fault("dead-anchor", says, mend, f"{path}#{fragment}")
        yield _found(fault, each.document, reference)


def id_faults(document: Document) -> Iterator[Finding]:
    """Ids that stand twice on a page, and elements that name an id which is not there."""
    lines: dict[str, list[int]] = {}
    for name, line in document.ids:
        lines.setdefault(name, []).append(line)
    for name, found in lines.items():
        if len(found) > 1:
            says = f"the id “{name}” stands {len(found)} times (lines {', '.join(map(str, found))}): a link to it leads to only one of them"
            yield Finding(Fault("duplicate-anchor", says, _OUR_FAULT, name), document.path, line=found[1])
    for reference in Counter(document.id_references):
        if reference.id not in lines and reference.id not in _LACKING_IN_THE_THEME:
            fault = Fault(
                "dead-id-reference",
                f"there is no element with the id “{reference.id}” on this page",
                _OUR_FAULT,
                reference.id,
            )
            yield Finding(fault, document.path, reference.holder, reference.line)


def _found(fault: Fault, document: Document, reference: Reference) -> Finding:
    """A fault of a reference. An entry of a feed, a site map or a data file is about the page that it names."""
    about = "" if document.is_page else reference.address
    return Finding(fault, document.path, reference.holder, reference.line, about)


def _misused(reference: Reference, target: Inside | Outside, site_files: SiteFiles) -> Fault | None:
    """What is wrong with an address that leads somewhere: a browser must load nothing from afar, a name must be ours."""
    address = reference.address
    if reference.use is Use.LOAD and isinstance(target, Outside) and target.host:
        if target.scheme == "http":
            says = f"“{address}” is loaded without encryption, which browsers refuse, and from another host"
            return Fault("mixed-content", says, "keep the file in the site", address)
        says = f"“{address}” is loaded from another host, which so learns of every reader"
        return Fault(
            "third-party-request", says, "keep the file in the site, or make it a link that readers may follow", address
        )
    if reference.use is Use.NAME and "//" not in address:
        return Fault(
            "foreign-name",
            f"“{address}” is not a whole address, as it has to be here",
            "begin it with the site’s address",
            address,
        )
    if reference.use is Use.NAME and isinstance(target, Outside) and site_files.address:
        says = f"“{address}” does not stand on this site, {site_files.address}"
        return Fault("foreign-name", says, "build with the SITE_URL that the site is published at", target.host)
    return None
