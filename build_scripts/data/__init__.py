"""Data files: everything the site knows, for other programs. One module an output."""

from collections.abc import Iterator

from build_scripts.corpus import Corpus
from build_scripts.data import claims_json, facets
from build_scripts.write import Output


def all_data(corpus: Corpus) -> Iterator[Output]:
    """Every data file of a corpus."""
    yield claims_json.output(corpus)
    yield facets.output(corpus)
