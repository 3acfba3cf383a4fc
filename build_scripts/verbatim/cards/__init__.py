"""Social cards: `embed/ID/card.png` for each claim, `embed/card.png` for all other pages.

In: a corpus, and the folder that keeps what was drawn before. Out: PNGs of 1200 × 630 pixels. `drawing` makes an SVG of what
`pages.summary` says of a claim, `typeface` breaks its lines, `outlines` turns its letters into paths, and `raster` draws it.
"""

from collections.abc import Iterator
from pathlib import Path

from verbatim.cards.drawing import card, site_card
from verbatim.cards.raster import pictures
from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.summary_card import summary_cards


def all_cards(corpus: Corpus, folder: Path) -> Iterator[Output]:
    """Every card of a corpus; raises OSError where the folder refuses."""
    cards = {f"{summary.embed}card.png": card(summary, corpus.policy.site) for summary in summary_cards(corpus)}
    cards["embed/card.png"] = site_card(corpus)
    return map(Output, cards, pictures([*cards.values()], folder))
