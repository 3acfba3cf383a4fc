"""What can be taken away from the site: one line a file or a kind of file, which the page `/data/` prints as a table.

In: a corpus, for the example of what there is once a claim. Out: `Download`s in the order of the table. A module of this
folder that makes a new public file has its line here; a test follows each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.corpus import Corpus


@dataclass(frozen=True)
class Download:
    """One file for others to take: its path from the site's root, its form, what it holds, and for whom it is.

    `shown` stands for the path where there is one such file for each claim, and the path is an example.
    """

    path: str
    form: str
    holds: str
    whom: str
    shown: str = ""


def downloads(corpus: Corpus) -> Iterator[Download]:
    """Everything that can be taken away, the most asked for first."""
    yield Download("api/v1/claims.json", "JSON", "Every claim with its excerpts, origins, counts and history.", "programs")
    yield Download("corrections/feed.xml", "Atom", "Every correction, the newest first.", "feed readers")
    for claim in corpus.claims[:1]:
        yield Download(f"api/v1/claims/{claim.id}.json", "JSON", "One claim.", "programs", "api/v1/claims/ID.json")
