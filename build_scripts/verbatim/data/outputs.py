"""The list of all data files.

In: a corpus, and where the site will stand. Out: what every module of this folder makes of them.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.data import annotations, citations, claim_review, database, facets, feed_entries, oembed
from verbatim.data.api import files
from verbatim.output import Output
from verbatim.site_address import SiteAddress


def all_data(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Every data file of a corpus; `address` is where the site will stand."""
    yield from files.outputs(corpus, address)
    yield facets.output(corpus)
    yield from feed_entries.outputs(corpus, address)
    yield claim_review.output(corpus, address)
    yield from annotations.outputs(corpus, address)
    yield from citations.outputs(corpus, address)
    yield from oembed.outputs(corpus, address)
    yield database.output(corpus, address)
