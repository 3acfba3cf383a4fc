"""Data files: everything the site knows, for other programs. One module an output."""

from collections.abc import Iterator

from build_scripts.corpus import Corpus
from build_scripts.data import claims_json, corrections_feed, facets
from build_scripts.write import Output


def all_data(corpus: Corpus, address: str) -> Iterator[Output]:
    """Every data file of a corpus; `address` is where the site will stand, or empty."""
    yield claims_json.output(corpus)
    yield facets.output(corpus)
    yield corrections_feed.output(corpus, address)
