"""The rules for the search index: it can be read, and has the passages of every claim.

In: the index of a site, and the corpus. Out: findings.
"""

from collections.abc import Iterator, Mapping

from verbatim.checks.corpus import Corpus
from verbatim.data.search.passages import stamp
from verbatim.site.search_pages import search_entries
from verbatim.site.sitecheck.findings import Fault, Finding
from verbatim.site.sitecheck.reading.page import letters_of
from verbatim.site.sitecheck.reading.search_index import ENTRY, IndexedPage, SearchIndex

FOLDER = "pagefind/"
_HINT = "build again; if that does not help, please report it"


def search_faults(index: SearchIndex, corpus: Corpus) -> Iterator[Finding]:
    """An index that is broken, or has not exactly the passages of the claims."""
    for name, why in index.broken:
        yield _finding(f"{FOLDER}{name}", f"the search cannot use this file: {why}")
    if index.broken:
        return
    if index.counted != len(index.pages):
        message = f"the search index says that it has {index.counted} pages, and has {len(index.pages)}"
        yield _finding(f"{FOLDER}{ENTRY}", message)
    if corpus.claims and not index.words:
        yield _finding(f"{FOLDER}{ENTRY}", "the search index has no word")
    entries = {f"claims/{name}/index.html": entry for name, entry in search_entries(corpus).items()}
    # Without claims the index has one page, which nobody searches.
    for path in sorted(index.pages.keys() - entries.keys()) if entries else ():
        yield _finding(path, "the search index has this page, which is not the page of a claim")
    names = stamp(corpus)
    for number, (path, entry) in enumerate(entries.items()):
        if path not in index.pages:
            yield _finding(path, "the search index does not have the page of this claim")
        elif message := _difference(index.pages[path], f"{names}-{number}", entry):
            yield _finding(path, message)


def _difference(page: IndexedPage, name: str, entry: Mapping[str, str]) -> str:
    """How a page in the index differs from what it should be; empty if it does not."""
    if page.name != name:
        return "the search index has this claim under another number than the Find page"
    if not _is_same(page.passages, entry["passages"]):
        return "the search index has other passages than this claim"
    if not _is_same(page.content, entry["content"]):
        return "the search index has other words than this claim"
    return ""


def _is_same(found: str, expected: str) -> bool:
    """Whether a text of the index is the expected one; Pagefind makes one blank of many."""
    return found == expected or letters_of(found) == letters_of(expected)


def _finding(path: str, message: str) -> Finding:
    return Finding(Fault("search-index", message, _HINT, message), path)
