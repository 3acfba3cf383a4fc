"""Social cards: `embed/ID/card.png` for each claim, `embed/card.png` for all other pages.

In: a corpus, and the folder that keeps pictures from one run to the next. Out: PNGs of 1200 × 630 pixels.

`drawing` makes an SVG of a claim's summary, `typeface` breaks its text into lines, `outlines` turns the letters into
paths, and `raster` makes the PNG.
"""

from collections.abc import Iterator
from pathlib import Path

from verbatim.cards.drawing import card, site_card
from verbatim.cards.raster import pictures
from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.summary_card import summary_cards


def all_cards(corpus: Corpus, folder: Path) -> Iterator[Output]:
    """Every card of a corpus; raises OSError if the folder cannot be read or written."""
    cards = {f"{summary.embed}card.png": card(summary, corpus) for summary in summary_cards(corpus)}
    cards["embed/card.png"] = site_card(corpus)
    return map(Output, cards, pictures([*cards.values()], folder))
