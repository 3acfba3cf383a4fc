"""Social cards: `embed/ID/card.png` for each claim, `embed/card.png` for all other pages.

In: a corpus, and the folder that keeps what was drawn before. Out: PNGs of 1200 × 630 pixels. `drawing` makes an SVG of what
`pages.face` says of a claim, `typeface` breaks its lines, `outlines` turns its letters into paths, and `raster` draws it.
"""

from collections.abc import Iterator
from pathlib import Path

from build_scripts.cards.drawing import card, site_card
from build_scripts.cards.raster import pictures
from build_scripts.corpus import Corpus
from build_scripts.pages.face import faces
from build_scripts.write import Output


def all_cards(corpus: Corpus, folder: Path) -> Iterator[Output]:
    """Every card of a corpus; raises OSError where the folder refuses."""
    cards = {f"{face.embed}card.png": card(face, corpus.policy.site) for face in faces(corpus)}
    cards["embed/card.png"] = site_card(corpus)
    return map(Output, cards, pictures([*cards.values()], folder))
