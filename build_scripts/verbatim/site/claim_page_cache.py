"""The pages of claims, each made again only if something that it shows has changed.

In: a claim, the corpus and the site's address, as `claim.page` takes them. Out: the page, as `claim.page` makes it.

The list of it, `.verbatim/claim_pages.json`, has hashes only: of what a page was made from, and of the page, which is
in docs/. So `build` and `serve` use the pages of the last run, and a changed or deleted page is made again.
"""

import hashlib
import json
from contextlib import suppress

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.output import Output, write_files
from verbatim.pages.claims import claim
from verbatim.project import Project
from verbatim.rendering.paging import folder_of_excerpt
from verbatim.site.last_build import hash_of_data
from verbatim.site_address import SiteAddress


class ClaimPageCache:
    """The pages of the claims of a project, each with the hashes of what it shows and of itself."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._file = project.workshop / "claim_pages.json"
        self._pages = dict[str, list[str]]()
        self._corpus: Corpus | None = None
        self._shared = ""
        with suppress(OSError, ValueError, TypeError, AttributeError):
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            self._pages = {name: [*sums] for name, sums in kept.items()}

    def __call__(self, checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Output:
        """The page of one claim."""
        if corpus is not self._corpus:
            self._corpus, self._shared = corpus, hash_of_data(self._project)
        shown = _sum(json.dumps([self._shared, address.text, _shown(checked, corpus)]))
        file = self._project.docs / claim.path_of(checked.id)
        if self._pages.get(checked.id, [])[:1] == [shown] and file.is_file():
            text = file.read_text(encoding="utf-8")
            if self._pages[checked.id] == [shown, _sum(text)]:
                return Output(claim.path_of(checked.id), text)
        page = claim.page(checked, corpus, address)
        self._pages[checked.id] = [shown, _sum(str(page.content))]
        return page

    def keep(self) -> None:
        """Write the list for the next run, without claims that are no longer there."""
        ids = {checked.id for checked in self._corpus.claims} if self._corpus else set()
        pages = {name: sums for name, sums in self._pages.items() if name in ids}
        write_files({self._file: (json.dumps(pages, indent=1, sort_keys=True) + "\n").encode()})


def _shown(checked: CheckedClaim, corpus: Corpus) -> list[object]:
    """The data of claims that this claim's page shows. Its excerpts and counts follow from this and the shared data."""
    related = [other and [other.claim.title, other.status.id] for other in map(corpus.claim, checked.claim.related)]
    neighbours = [other and [other.id, other.claim.title] for other in corpus.neighbours[checked.id]]
    folders = [folder_of_excerpt(excerpt, corpus) for excerpt in checked.excerpts]
    return [repr(checked.claim), related, neighbours, folders, len(corpus.claims)]


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
