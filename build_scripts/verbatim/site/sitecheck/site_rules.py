"""The rules for the whole site: what it must contain, what it must not contain, and its size.

In: the files of a site with their sizes, its pages, and which leads to which. Out: findings. The limits are those
of GitHub Pages (docs.github.com/pages, “GitHub Pages limits”) and of GitHub's repositories.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from verbatim.checks.corpus import Corpus
from verbatim.model.graph import closure
from verbatim.problems import Severity
from verbatim.site.site_size import LARGEST_SITE, SiteSize
from verbatim.site.sitecheck.addresses import SiteFiles
from verbatim.site.sitecheck.findings import WHOLE_SITE, Fault, Finding
from verbatim.site.sitecheck.link_rules import MISSING_PAGE

# Bytes.
LARGEST_FILE = 100_000_000
WARN_FROM = 0.8
_HOME, _SITEMAP = "index.html", "sitemap.xml"
# What browsers, or servers for them, make pages of.
_OTHER_PAGES = (".htm", ".xhtml", ".xht", ".shtml", ".svgz", ".mht", ".mhtml", ".hta", ".xsl", ".xslt", ".php", ".asp")
_DATA = frozenset(("claims.yaml", "policy.yaml"))


def wrong_address(site_files: SiteFiles, address: str) -> Iterator[Finding]:
    """A site that was built for another address than the given one. The other rules use the one it was built for."""
    if address and site_files.address.rstrip("/") != address.rstrip("/"):
        built_for = site_files.address or "no address"
        hint = f"build it with SITE_URL={address}"
        yield Finding(
            Fault(
                "foreign-name",
                f"the site was built for {built_for}, and is to be published at {address}",
                hint,
                address,
            ),
            _HOME,
        )


def reachable(onward: Mapping[str, Collection[str]]) -> set[str]:
    """The files to which a chain of links leads from the home page; `onward` are those to which each file links."""
    return set(closure([_HOME], lambda path: onward.get(path, ())))


def orphans(pages: Mapping[str, bool], reached: Collection[str]) -> Iterator[Finding]:
    """Pages that no chain of links from the home page leads to; `pages` says for each whether it may be indexed.

    One that says `noindex` need not be reachable.
    """
    if MISSING_PAGE not in pages:
        message = "the site has no page for addresses that do not exist"
        yield Finding(Fault("missing-from-site", message, "build again", MISSING_PAGE), MISSING_PAGE)
    if _HOME not in pages:
        fault = Fault(
            "folder-without-page", "the site has no home page", "write docs/index.md, or let it be generated", _HOME
        )
        yield Finding(fault, _HOME)
        return
    for path, indexable in pages.items():
        if path not in reached and path != MISSING_PAGE and indexable:
            hint = 'link to it from a page that readers can reach, or add `<meta name="robots" content="noindex">`'
            yield Finding(
                Fault("orphan-page", "no chain of links from the home page leads here", hint, _kind(path)), path
            )


def sitemap_faults(pages: Mapping[str, bool], listed: Collection[str], site_files: SiteFiles) -> Iterator[Finding]:
    """The site map exists and, if the site has an address, it lists every page that may be indexed."""
    if _SITEMAP not in site_files.files:
        fault = Fault(
            "no-sitemap",
            "the site has no sitemap.xml",
            "let the engine write it; search engines find pages by it",
            _SITEMAP,
        )
        yield Finding(fault, _SITEMAP)
        return
    if not site_files.address:
        return
    for path, indexable in pages.items():
        if indexable and path not in listed:
            hint = "build again; a page that search engines should not find says `noindex`"
            yield Finding(
                Fault("not-in-sitemap", "sitemap.xml does not list this page", hint, _kind(path)),
                path,
            )


def _kind(path: str) -> str:
    """The first folder of a path, which pages of one kind have in common."""
    return path.partition("/")[0]


def case_clashes(site_files: SiteFiles) -> Iterator[Finding]:
    """Names in one folder that differ only in case: one file on many machines, two on GitHub Pages."""
    names, paths = defaultdict[tuple[str, str], set[str]](set), (*site_files.files, *site_files.folders)
    if len(set(map(str.casefold, paths))) == len(paths):
        return
    for path in paths:
        folder, _, name = path.rpartition("/")
        names[folder, name.casefold()].add(path)
    for clash in sorted(map(sorted, names.values())):
        if len(clash) > 1:
            message = (
                f"{' and '.join(f'“{path}”' for path in clash)} differ only in case: on many machines they are one file"
            )
            yield Finding(Fault("case-clash", message, "rename one of them", clash[0]), clash[0])


def size_faults(sizes: Mapping[str, int], corpus: Corpus) -> Iterator[Finding]:
    """A site that is too large for GitHub Pages, or nearly; a file that is too large for GitHub."""
    for path, size in sizes.items():
        if size > LARGEST_FILE:
            message = f"it has {size:,} bytes; GitHub takes {LARGEST_FILE:,}"
            yield Finding(
                Fault("oversized-file", message, "make it smaller, or keep it elsewhere and link to it", path), path
            )
    total = sum(sizes.values())
    if total >= WARN_FROM * LARGEST_SITE:
        largest, whole = max(sizes, key=lambda path: sizes[path]), SiteSize.of(sizes, corpus)
        message = f"the site has {total:,} bytes; GitHub Pages takes {LARGEST_SITE:,}{whole.room}"
        hint = f"{whole.mend}; the largest file is {largest}"
        severity = Severity.ERROR if total > LARGEST_SITE else Severity.WARNING
        yield Finding(Fault("oversized-site", message, hint, "", severity), WHOLE_SITE)


def unchecked_files(paths: Iterable[str]) -> Iterator[Finding]:
    """Files that browsers show as pages, though the checks do not read them, and those that are nobody's business."""
    for path in paths:
        parts = path.split("/")
        hidden = any(part.startswith(".") for part in parts) and path != ".nojekyll" and parts[0] != ".well-known"
        if path.lower().endswith((*_OTHER_PAGES, ".html")) and not path.endswith(".html"):
            message = "browsers show this file as a page, and only files whose names end with .html are checked"
            yield Finding(Fault("unchecked-file", message, "rename it, or remove it", path), path)
        elif hidden or parts[0] == "seeds" or path in _DATA:
            message = "this file is part of the data or of a tool, and would be published"
            yield Finding(Fault("unchecked-file", message, "remove it from docs/, and build again", path), path)


def symbolic_links(links: Iterable[str]) -> Iterator[Finding]:
    """Symbolic links, which GitHub Pages refuses."""
    for path in links:
        fault = Fault(
            "symbolic-link",
            "this is a symbolic link, which GitHub Pages refuses",
            "replace it with the file itself",
            path,
        )
        yield Finding(fault, path)
