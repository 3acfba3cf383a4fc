"""Pages: the corpus as Markdown.

In: the corpus, and the address where the site will be published. Out: every generated page, in batches, of which only
those need be made whose data have changed. There is one module for each kind of page; its template is in
`rendering/templates/`.
"""

import re
from collections.abc import Iterator
from functools import partial

from verbatim.checks.corpus import Corpus
from verbatim.model.policy import Extra
from verbatim.output import Batch
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


def is_page(path: str) -> bool:
    """Whether a generated file is a page for the site engine, by its path; the engine only copies all others."""
    return path.endswith(".md")


def is_claim_page(path: str) -> bool:
    """Whether a generated file is the page of one claim, by its path in docs/."""
    return re.fullmatch(r"claims/[^/]+/index\.md", path) is not None


def claim_pages(corpus: Corpus, address: SiteAddress) -> Iterator[Batch]:
    """The page of every claim, also of withdrawn and merged ones."""
    yield from (claim.batch(checked, corpus, address) for checked in corpus.claims)
    yield from (retired.batch(checked, corpus) for checked in corpus.retired)


def other_pages(corpus: Corpus, address: SiteAddress) -> Iterator[Batch]:
    """Every other generated page."""
    everything, listed = [corpus.fingerprint], [corpus.listed_fingerprint]
    yield Batch("home", everything, lambda: [home.page(corpus)])
    yield Batch("find", everything, lambda: [find.page(corpus)])
    yield Batch("claims", listed, lambda: all_claims.pages(corpus))
    yield Batch("articles", listed, lambda: articles.pages(corpus))
    for source in corpus.articles:
        yield Batch(corpus.path_of(source), listed, partial(article.pages, source, corpus))
    yield from side_by_side.batches(corpus)
    yield from records.batches(corpus)
    yield from topics.batches(corpus)
    yield Batch("voices", listed, lambda: voices.pages(corpus))
    yield Batch("matrix", listed, lambda: matrix.pages(corpus))
    yield Batch("timeline", listed, lambda: timeline.pages(corpus))
    yield from corrections.batches(corpus)
    yield method.batch(corpus)
    yield Batch("data", listed, lambda: [data.page(corpus, address)])
    yield Batch("about", [], lambda: [about.page(corpus)])
    yield Batch("errors", [], lambda: [error_codes.page()])


def documents(corpus: Corpus, address: SiteAddress) -> Iterator[Batch]:
    """Pages that are complete HTML documents, and the style sheet of the colours; the site engine only copies them."""
    if Extra.PRINT not in corpus.policy.leave_out:
        yield from printable.batches(corpus, address)
    yield from embed.batches(corpus, address)
    yield Batch("colours", [], lambda: look.style_sheets(corpus))
