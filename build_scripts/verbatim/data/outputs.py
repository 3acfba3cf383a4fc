"""All data files.

In: a corpus, and the address where the site will be published. Out: the outputs of every module of this folder.
"""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data import annotations, citations, claim_review, database, feed_entries, oembed, plain_text
from verbatim.data.api import files
from verbatim.data.api.rows.all_rows import MakeLines, Rows, made_lines
from verbatim.data.api.schema import schema_outputs
from verbatim.data.search import facets
from verbatim.output import Batch, Output, made
from verbatim.rendering.summary_card import fingerprint_of_successor
from verbatim.site_address import SiteAddress


def data_files(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Every data file of a corpus, made anew."""
    return chain(made(data_batches(corpus, address)), whole_files(corpus, address, made_lines))


def data_batches(corpus: Corpus, address: SiteAddress) -> Iterator[Batch]:
    """The data files that show only some of the claims, or none."""
    for checked in (*corpus.claims, *corpus.retired):
        shows = [checked.fingerprint, fingerprint_of_successor(checked, corpus)]
        yield Batch(f"claims/{checked.id}", shows, partial(_of_claim, checked, corpus, address))
    yield Batch("api/v1/schemas", [], partial(schema_outputs, address))
    yield from annotations.batches(corpus, address)
    yield from feed_entries.batches(corpus, address)


def whole_files(corpus: Corpus, address: SiteAddress, make: MakeLines) -> Iterator[Output]:
    """The data files that show all claims, and those of the API; `make` gives the lines of the claims."""
    yield from _of_rows(Rows.of(corpus, address, make))
    yield facets.output(corpus)
    yield claim_review.output(corpus, address)
    yield plain_text.list_output(corpus, address)


def _of_rows(rows: Rows) -> Iterator[Output]:
    """The files that rows are written into; after these the rows, which are large, are not needed any more."""
    yield from files.outputs(rows)
    yield database.output(rows)


def _of_claim(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """The files about one claim, but for that of the API."""
    yield from citations.outputs(checked, corpus, address)
    yield from oembed.outputs(checked, corpus, address)
    yield plain_text.output(checked, corpus, address)
