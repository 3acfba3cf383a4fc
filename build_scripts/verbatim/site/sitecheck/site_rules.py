"""The rules for a built site as a whole: what it must have, what it must not, and how large it may be.

In: the files of a site with their sizes, its documents, and which leads to which. Out: findings. The limits are those
of GitHub Pages (docs.github.com/pages, “GitHub Pages limits”) and of GitHub's repositories.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from verbatim.problems import Severity
from verbatim.site.sitecheck.addresses import SiteFiles
from verbatim.site.sitecheck.document import Document, Use
from verbatim.site.sitecheck.finding import WHOLE, Fault, Finding
from verbatim.site.sitecheck.links import MISSING_PAGE, Followed

# Bytes.
LARGEST_SITE, LARGEST_FILE = 1_000_000_000, 100_000_000
WARN_FROM = 0.8
_HOME, _SITEMAP = "index.html", "sitemap.xml"


def wrong_address(site_files: SiteFiles, address: str) -> Iterator[Finding]:
    """A site that was built for another address than it is to stand at; the rest is held to the one that it was built for."""
    if address and site_files.address.rstrip("/") != address.rstrip("/"):
        built_for = site_files.address or "no address"
        mend = f"build it with SITE_URL={address}"
        yield Finding(
            Fault("foreign-name", f"the site is built for {built_for}, and is to stand at {address}", mend, address),
            _HOME,
        )


def orphans(documents: Iterable[Document], followed: Iterable[Followed]) -> Iterator[Finding]:
    """Pages that no chain of links from the home page leads to; a page that asks not to be indexed may be one."""
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for each in followed:
        if each.reference.use is Use.LINK:
            ways[each.document.path].add(each.target.path)
    pages = {document.path: document for document in documents if document.is_page}
    if _HOME not in pages:
        fault = Fault(
            "folder-without-page", "the site has no home page", "write docs/index.md, or have it generated", _HOME
        )
        yield Finding(fault, _HOME)
        return
    reached, waiting = set(), [_HOME]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting += ways[path]
    for path, document in pages.items():
        if path not in reached and path != MISSING_PAGE and document.indexable:
            mend = (
                'link to it from a page that readers come by, or have it say `<meta name="robots" content="noindex">`'
            )
            yield Finding(
                Fault("orphan-page", "no chain of links from the home page leads here", mend, _kind(path)), path
            )


def sitemap_faults(
    documents: Iterable[Document], followed: Iterable[Followed], site_files: SiteFiles
) -> Iterator[Finding]:
    """The site map is there and, where the site knows its address, lists every page that may be indexed."""
    if _SITEMAP not in site_files.files:
        fault = Fault(
            "no-sitemap",
            "the site has no sitemap.xml",
            "let the engine write it: search engines find pages by it",
            _SITEMAP,
        )
        yield Finding(fault, _SITEMAP)
        return
    if not site_files.address:
        return
    listed = {each.target.path for each in followed if each.document.path.startswith("sitemap")}
    for document in documents:
        if document.is_page and document.indexable and document.path not in listed:
            mend = "build again; a page that is not to be found says `noindex`"
            yield Finding(
                Fault("not-in-sitemap", "sitemap.xml does not list this page", mend, _kind(document.path)),
                document.path,
            )


def _kind(path: str) -> str:
    """What pages of one kind have in common: the first folder of their addresses."""
    return path.partition("/")[0]


def case_clashes(site_files: SiteFiles) -> Iterator[Finding]:
    """Names in one folder that differ in nothing but case: one file on many machines, two on GitHub Pages."""
    names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for path in (*site_files.files, *site_files.folders):
        folder, _, name = path.rpartition("/")
        names[folder, name.casefold()].add(path)
    for clash in sorted(map(sorted, names.values())):
        if len(clash) > 1:
            says = f"{' and '.join(f'“{path}”' for path in clash)} differ only in case: many machines hold them for one"
            yield Finding(Fault("case-clash", says, "give one of them another name", clash[0]), clash[0])


def size_faults(sizes: Mapping[str, int]) -> Iterator[Finding]:
    """A site that Pages would not take, or soon will not; a file that GitHub would not."""
    for path, size in sizes.items():
        if size > LARGEST_FILE:
            says = f"it is {size:,} bytes large; GitHub takes {LARGEST_FILE:,}"
            yield Finding(
                Fault("oversized-file", says, "make it smaller, or keep it elsewhere and link to it", path), path
            )
    total = sum(sizes.values())
    if total >= WARN_FROM * LARGEST_SITE:
        largest = max(sizes, key=lambda path: sizes[path])
        says = f"the site is {total:,} bytes large; GitHub Pages takes {LARGEST_SITE:,}"
        severity = Severity.ERROR if total > LARGEST_SITE else Severity.WARNING
        yield Finding(Fault("oversized-site", says, f"the largest file is {largest}", "", severity), WHOLE)


def symbolic_links(links: Iterable[str]) -> Iterator[Finding]:
    """Links in the file system, which Pages refuses."""
    for path in links:
        fault = Fault(
            "symbolic-link", "this is a symbolic link, which GitHub Pages refuses", "put the file itself there", path
        )
        yield Finding(fault, path)
