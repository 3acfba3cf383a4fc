"""Pages: the corpus as Markdown. One module a kind of page, with its template in `templates/`."""

import re
from collections.abc import Callable, Iterator

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.output import Output
from verbatim.pages import about, corrections, data, error_codes, home, method
from verbatim.pages.claims import (
    all_claims,
    claim,
    embed,
    find,
    matrix,
    printable,
    retired,
    timeline,
    topics,
)
from verbatim.pages.sources import article, articles, voices
from verbatim.site_address import SiteAddress

ClaimPage = Callable[[CheckedClaim, Corpus, SiteAddress], Output]


def is_page(path: str) -> bool:
    """Whether a generated file is a page for the engine to make, by its path; all others it only copies."""
    return path.endswith(".md")


def is_claim_page(path: str) -> bool:
    """Whether it is the page of one claim, by its path in docs/."""
    return re.fullmatch(r"claims/[^/]+/index\.md", path) is not None


def claim_pages(corpus: Corpus, address: SiteAddress, claim_page: ClaimPage = claim.page) -> Iterator[Output]:
    """The page of every claim, standing or retired; `address` is where the site will stand, and `claim_page` makes those that stand."""
    yield from (claim_page(checked, corpus, address) for checked in corpus.claims)
    yield from (retired.page(checked, corpus) for checked in corpus.retired)


def other_pages(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Every other generated page; `address` is where the site will stand."""
    yield home.page(corpus)
    yield find.page(corpus)
    yield all_claims.page(corpus)
    yield articles.page(corpus)
    yield from (article.page(source, corpus) for source in corpus.articles)
    yield from topics.pages(corpus)
    yield from voices.pages(corpus)
    yield matrix.page(corpus)
    yield timeline.page(corpus)
    yield corrections.page(corpus)
    yield method.page(corpus)
    yield data.page(corpus, address)
    yield about.page(corpus)
    yield error_codes.page()


def documents(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Pages that are complete HTML documents of their own, which the engine only copies, as it does data files."""
    yield printable.page(corpus, address)
    yield from embed.pages(corpus, address)
