"""The rules for the search index: it can be read, and has the pages that readers must find, with their words.

In: the index of a site, its documents and the corpus. Out: findings.
"""

from collections.abc import Iterable, Iterator

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.site.sitecheck.findings import Fault, Finding
from verbatim.site.sitecheck.reading.document import Document
from verbatim.site.sitecheck.reading.page import letters_of
from verbatim.site.sitecheck.reading.search_index import ENTRY, SearchIndex

FOLDER = "pagefind/"
_HINT = "build again; if that does not help, please report it"


def search_faults(index: SearchIndex, documents: Iterable[Document], corpus: Corpus) -> Iterator[Finding]:
    """An index that is broken, or lacks pages or words of claims."""
    for name, why in index.broken:
        yield _finding(f"{FOLDER}{name}", f"the search cannot use this file: {why}")
    if index.broken:
        return
    searchable = [document.path for document in documents if document.searchable]
    # If no page asks to be in it, Pagefind takes all of them, which nobody searches on a site without claims.
    if searchable or corpus.claims:
        yield from _page_faults(index, searchable)
    if corpus.claims and not index.words:
        yield _finding(f"{FOLDER}{ENTRY}", "the search index has no word")
    for checked in corpus.claims:
        path = f"claims/{checked.id}/index.html"
        if path not in index.pages:
            yield _finding(path, "the search index does not have the page of this claim")
        elif missing := _missing(index.pages[path], checked):
            yield _finding(path, f"the search index does not have these words of the claim: “{missing[:60]}”")


def _page_faults(index: SearchIndex, searchable: list[str]) -> Iterator[Finding]:
    """Pages that the index counts but does not have, or has although they ask not to be in it."""
    if index.counted != len(index.pages):
        message = f"the search index says that it has {index.counted} pages, and has {len(index.pages)}"
        yield _finding(f"{FOLDER}{ENTRY}", message)
    for path in sorted(set(searchable).symmetric_difference(index.pages)):
        message = (
            "the search index lacks this page"
            if path in searchable
            else "the search index has this page, which asks not to be in it"
        )
        yield _finding(path, message)


def _missing(text: str, checked: CheckedClaim) -> str | None:
    """The first text of a claim that the index does not have: the claim, its finding, or the words of an excerpt."""
    # Pagefind writes a full stop after a heading, and one blank for many.
    indexed = letters_of(text)
    texts = [checked.claim.claim, checked.claim.finding, *(words for each in checked.excerpts for words in each.words)]
    return next((words for words in texts if letters_of(words) not in indexed), None)


def _finding(path: str, message: str) -> Finding:
    return Finding(Fault("search-index", message, _HINT, message), path)
