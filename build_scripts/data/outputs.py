"""The list of all data files.

In: a corpus, and where the site will stand. Out: what every module of this folder makes of them.
"""

from collections.abc import Iterator

from build_scripts.address import SiteAddress
from build_scripts.corpus import Corpus
from build_scripts.data import annotations, citations, claim_review, database, facets, news, oembed
from build_scripts.data.api import files
from build_scripts.write import Output


def all_data(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Every data file of a corpus; `address` is where the site will stand."""
    yield from files.outputs(corpus, address)
    yield facets.output(corpus)
    yield from news.outputs(corpus, address)
    yield claim_review.output(corpus, address)
    yield from annotations.outputs(corpus, address)
    yield from citations.outputs(corpus, address)
    yield from oembed.outputs(corpus, address)
    yield database.output(corpus, address)
