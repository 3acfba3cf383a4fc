"""The rules for every address and id of a built site.

In: the documents of a site and its files. Out: findings, and which page leads to which.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from verbatim.problems import did_you_mean
from verbatim.site.sitecheck.addresses import Inside, Outside, SiteFiles
from verbatim.site.sitecheck.findings import Fault, Finding
from verbatim.site.sitecheck.reading.document import Document, Reference, Use, is_page

# Served instead of every address that does not exist, whatever its path.
MISSING_PAGE = "404.html"
# Material's table of contents has a label for a check box in the navigation, which does not contain our claims; only
# the label's text is needed. See `toc-label` in docs/dev/theme.md.
_MISSING_IN_THE_THEME = {"__toc"}
_TEMPLATE_FAULT = "this is a fault of a template: please report it"


@dataclass(frozen=True, slots=True)
class Followed:
    """A reference in the file at `path` that leads to a file of the site."""

    path: str
    reference: Reference
    target: Inside


@dataclass(frozen=True)
class Links:
    """Where the addresses in the files of a site lead, as far as the rules for the whole site need it.

    `onward` has the files to which a reader can go from each file, and `targets` every file to which an address leads.
    `places` are references to a place within a file, `scripts` those of script elements. `listed` are the files that
    the site map names.
    """

    site_files: SiteFiles
    onward: dict[str, set[str]] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    places: list[Followed] = field(default_factory=list)
    scripts: list[Followed] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)

    def follow(self, document: Document) -> Iterator[Finding]:
        """Follow each reference of a file: a finding for each that leads nowhere or where it must not."""
        onward, seen = self.onward.setdefault(document.path, set()), set()
        for reference in document.references:
            if (reference.address, reference.use) in seen:
                continue
            seen.add((reference.address, reference.use))
            target = self.site_files.follow(reference.address, document.base, anywhere=document.path == MISSING_PAGE)
            fault = target if isinstance(target, Fault) else _misused(reference, target, self.site_files)
            if fault:
                yield _finding(fault, document.path, reference)
            elif isinstance(target, Inside):
                self._add(Followed(document.path, reference, target), onward)

    def _add(self, followed: Followed, onward: set[str]) -> None:
        path = followed.target.path
        self.targets.add(path)
        if followed.reference.use is Use.LINK:
            onward.add(path)
        if followed.target.fragment not in ("", "top") and _has_places(path):
            self.places.append(followed)
        if followed.reference.holder == "<script src>":
            self.scripts.append(followed)
        if followed.path.startswith("sitemap"):
            self.listed.add(path)


def ids_of(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """The ids in each file in which links may lead to a place."""
    return {
        document.path: frozenset(name for name, _ in document.ids)
        for document in documents
        if _has_places(document.path)
    }


def dead_anchors(places: Iterable[Followed], ids: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """References to an id that the page does not have, by the ids of each page; of other files nothing is said."""
    for each in places:
        path, fragment = each.target.path, each.target.fragment
        if path not in ids or fragment in ids[path]:
            continue
        reference = each.reference
        page = path.removesuffix("index.html") or "the home page"
        message = f"“{reference.address}” leads to no place on the page: {page} has no id “{fragment}”"
        near = did_you_mean(fragment, ids[path])
        hint = (
            f"{f'did you mean “#{near}”? Otherwise ' if near else ''}link to an id of the page, or to the page itself"
        )
        fault = Fault("dead-anchor", message, hint, f"{path}#{fragment}")
        yield _finding(fault, each.path, reference)


def _has_places(path: str) -> bool:
    """Whether links may lead to a place in a file: of pages and SVG drawings the ids are known."""
    return path.endswith((".html", ".svg"))


def id_faults(document: Document) -> Iterator[Finding]:
    """Ids that occur twice on a page, and elements that name an id that the page does not have."""
    lines: dict[str, list[int]] = {}
    for name, line in document.ids:
        lines.setdefault(name, []).append(line)
    for name, found in lines.items():
        if len(found) > 1:
            lines_of_id = ", ".join(map(str, found))
            message = (
                f"the id “{name}” occurs {len(found)} times (lines {lines_of_id}), so a link leads to only one of them"
            )
            yield Finding(Fault("duplicate-anchor", message, _TEMPLATE_FAULT, name), document.path, line=found[1])
    for reference in Counter(document.id_references):
        if reference.id not in lines and reference.id not in _MISSING_IN_THE_THEME:
            fault = Fault(
                "dead-id-reference",
                f"there is no element with the id “{reference.id}” on this page",
                _TEMPLATE_FAULT,
                reference.id,
            )
            yield Finding(fault, document.path, reference.holder, reference.line)


def _finding(fault: Fault, path: str, reference: Reference) -> Finding:
    """The finding for a reference. An entry of a feed, a site map or a data file is about the page that it names."""
    about = "" if is_page(path) else reference.address
    return Finding(fault, path, reference.holder, reference.line, about)


def _misused(reference: Reference, target: Inside | Outside, site_files: SiteFiles) -> Fault | None:
    """The fault of an address that leads somewhere: it loads from, sends to or names another host as ours."""
    address = reference.address
    if reference.use is Use.SEND and isinstance(target, Outside):
        message = f"a form sends what readers write to “{address}”, which is not this site"
        return Fault("foreign-form", message, "send the form to a page of this site, or use a link", address)
    if reference.use is Use.LOAD and isinstance(target, Outside) and target.host:
        if target.scheme == "http":
            message = f"“{address}” is loaded without encryption, which browsers refuse, and from another host"
            return Fault("mixed-content", message, "keep the file in the site", address)
        message = f"“{address}” is loaded from another host, which thereby learns of every reader"
        return Fault(
            "third-party-request", message, "keep the file in the site, or use a link that readers can follow", address
        )
    if reference.use is Use.NAME and "//" not in address:
        return Fault(
            "foreign-name",
            f"“{address}” is not a whole address, which is required here",
            "begin it with the site’s address",
            address,
        )
    if reference.use is Use.NAME and isinstance(target, Outside) and site_files.address:
        message = f"“{address}” is not on this site, {site_files.address}"
        return Fault(
            "foreign-name", message, "build with SITE_URL set to the address of the published site", target.host
        )
    return None
