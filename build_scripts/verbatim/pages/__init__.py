"""Pages: the corpus as Markdown.

In: the corpus, and the address where the site will be published. Out: the text of every generated page. There is one
module for each kind of page; its template is in `rendering/templates/`.
"""

import re
from collections.abc import Callable, Iterator

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.policy import Extra
from verbatim.output import Output
from verbatim.pages import about, corrections, data, error_codes, home, look, method
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
from verbatim.pages.sources import article, articles, records, side_by_side, voices
from verbatim.site_address import SiteAddress

ClaimPage = Callable[[CheckedClaim, Corpus, SiteAddress], Output]


def is_page(path: str) -> bool:
    """Whether a generated file is a page for the site engine, by its path; the engine only copies all others."""
    return path.endswith(".md")


def is_claim_page(path: str) -> bool:
    """Whether a generated file is the page of one claim, by its path in docs/."""
    return re.fullmatch(r"claims/[^/]+/index\.md", path) is not None


def claim_pages(corpus: Corpus, address: SiteAddress, claim_page: ClaimPage = claim.page) -> Iterator[Output]:
    """The page of every claim, also of withdrawn and merged ones; `claim_page` makes the pages of all others."""
    yield from (claim_page(checked, corpus, address) for checked in corpus.claims)
    yield from (retired.page(checked, corpus) for checked in corpus.retired)


def other_pages(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Every other generated page."""
    yield home.page(corpus)
    yield find.page(corpus)
    yield from all_claims.pages(corpus)
    yield from articles.pages(corpus)
    for source in corpus.articles:
        yield from article.pages(source, corpus)
    yield from side_by_side.pages(corpus)
    yield from records.pages(corpus)
    yield from topics.pages(corpus)
    yield from voices.pages(corpus)
    yield from matrix.pages(corpus)
    yield from timeline.pages(corpus)
    yield from corrections.pages(corpus)
    yield from method.pages(corpus)
    yield data.page(corpus, address)
    yield about.page(corpus)
    yield error_codes.page()


def documents(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Pages that are complete HTML documents, and the style sheet of the colours; the site engine only copies them."""
    if Extra.PRINT not in corpus.policy.leave_out:
        yield from printable.pages(corpus, address)
    yield from embed.pages(corpus, address)
    yield from look.style_sheets(corpus)
