"""All data files.

In: a corpus, and the address where the site will be published. Out: the outputs of every module of this folder.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.data import annotations, citations, claim_review, database, feed_entries, oembed, plain_text
from verbatim.data.api import files
from verbatim.data.api.rows.all_rows import Rows
from verbatim.data.search import facets
from verbatim.output import Output
from verbatim.site_address import SiteAddress


def data_files(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Every data file of a corpus."""
    rows = Rows.of(corpus, address)
    yield from files.outputs(rows)
    yield facets.output(corpus)
    yield from feed_entries.outputs(corpus, address)
    yield claim_review.output(corpus, address)
    yield from annotations.outputs(corpus, address)
    yield from citations.outputs(corpus, address)
    yield from oembed.outputs(corpus, address)
    yield from plain_text.outputs(corpus, address)
    yield database.output(rows)
