"""Claim pages that are made again only where something that they show has changed.

In: a claim, the corpus and the site's address, which stays the same, as `claim.page` takes them. Out: the page, as
`claim.page` makes it. For `serve`, which makes all pages again at every save, while one claim in a thousand has
changed.
"""

from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.output import Output
from verbatim.pages.claims import claim
from verbatim.rendering.templating import TEMPLATES
from verbatim.site_address import SiteAddress


class ClaimPageCache:
    """The claim pages of the corpus that was seen last, each with what it shows."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[Any, Output]] = {}
        self._corpus: Corpus | None = None
        self._shared: Any = None

    def __call__(self, checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Output:
        """The page of one claim."""
        if corpus is not self._corpus:
            self._turn_to(corpus)
        shown = _shown(checked, corpus)
        remembered = self._pages.get(checked.id)
        if remembered and remembered[0] == shown:
            return remembered[1]
        page = claim.page(checked, corpus, address)
        self._pages[checked.id] = (shown, page)
        return page

    def _turn_to(self, corpus: Corpus) -> None:
        """Forget everything where anything has changed that all claims share."""
        shared = _shared(corpus)
        if shared != self._shared:
            self._pages.clear()
        self._corpus, self._shared = corpus, shared


def _shared(corpus: Corpus) -> Any:
    """What any claim's page may show besides claims, and the templates that it is made with."""
    templates = {file.name: file.stat().st_mtime_ns for file in TEMPLATES.iterdir()}
    return corpus.policy, corpus.register, corpus.texts, len(corpus.claims), templates


def _shown(checked: CheckedClaim, corpus: Corpus) -> Any:
    """What of all claims the page of this one shows; its excerpts and counts follow from it and from what is shared."""
    related = [other and (other.claim.claim, other.status) for other in map(corpus.claim, checked.claim.related)]
    neighbours = [other and (other.id, other.claim.claim) for other in corpus.neighbours[checked.id]]
    return checked.claim, related, neighbours
