"""The pages of claims, each made again only if something that it shows has changed.

In: a claim, the corpus and the site's address, which stays the same, as `claim.page` takes them. Out: the page, as
`claim.page` makes it. `serve` uses it, since a save usually changes one claim of a thousand.
"""

from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.output import Output
from verbatim.pages.claims import claim
from verbatim.rendering.paging import folder_of_excerpt
from verbatim.rendering.templating import TEMPLATES
from verbatim.site_address import SiteAddress


class ClaimPageCache:
    """The pages of the claims of the last corpus, each with the data that it shows."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[Any, Output]] = {}
        self._corpus: Corpus | None = None
        self._shared: Any = None

    def __call__(self, checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Output:
        """The page of one claim."""
        if corpus is not self._corpus:
            self._use(corpus)
        shown = _shown(checked, corpus)
        remembered = self._pages.get(checked.id)
        if remembered and remembered[0] == shown:
            return remembered[1]
        page = claim.page(checked, corpus, address)
        self._pages[checked.id] = (shown, page)
        return page

    def _use(self, corpus: Corpus) -> None:
        """Use another corpus; forget all pages if data has changed that all of them may show."""
        shared = _shared(corpus)
        if shared != self._shared:
            self._pages.clear()
        self._corpus, self._shared = corpus, shared


def _shared(corpus: Corpus) -> Any:
    """The data that the page of any claim may show, besides claims, and the templates."""
    templates = {file.name: file.stat().st_mtime_ns for file in TEMPLATES.iterdir()}
    return corpus.policy, corpus.register, corpus.texts, corpus.sightings, len(corpus.claims), templates


def _shown(checked: CheckedClaim, corpus: Corpus) -> Any:
    """The data of claims that this claim's page shows. Its excerpts and counts follow from this and the shared data."""
    related = [other and (other.claim.claim, other.status) for other in map(corpus.claim, checked.claim.related)]
    neighbours = [other and (other.id, other.claim.claim) for other in corpus.neighbours[checked.id]]
    folders = [folder_of_excerpt(excerpt, corpus) for excerpt in checked.excerpts]
    return checked.claim, related, neighbours, folders
