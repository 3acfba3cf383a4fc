"""Social cards: `embed/ID/card.png` for each claim, `embed/card.png` for all other pages.

In: a corpus, and the folder that keeps pictures from one run to the next. Out: PNGs of 1200 × 630 pixels.

`drawing` says what is on a card and where, `typeface` breaks its text into lines and draws letters, `images` draws
icons and makes a PNG, and `raster` has each card drawn only once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from verbatim.cards.drawing import card, site_card
from verbatim.cards.raster import begun_pictures
from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.summary_card import summary_cards


@contextmanager
def begun_cards(corpus: Corpus, folder: Path) -> Iterator[Iterator[Output]]:
    """Every card of a corpus; other processes draw many cards, from now on and no longer than the context.

    Raises OSError if the folder cannot be read or written.
    """
    cards = {f"{summary.embed}card.png": card(summary, corpus) for summary in summary_cards(corpus)}
    cards["embed/card.png"] = site_card(corpus)
    with begun_pictures(cards, folder) as pictures:
        yield (Output(path, picture) for path, picture in pictures)
