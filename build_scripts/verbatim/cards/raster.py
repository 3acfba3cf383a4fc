"""Cards → pictures: PNG, each drawn once.

In: cards, and a folder to keep pictures in. Out: the bytes of their PNGs, in the same order. A picture is kept under the hash of
all that it depends on: what stands on the card, and all that draws it. One that nothing asks for any more goes. resvg takes about 15 ms a card, half of it to compress 756,000 pixels, so many are drawn on all cores.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

from resvg import render, usvg

from verbatim.cards.drawing import Card
from verbatim.cards.outlines import outlined
from verbatim.cards.typeface import FONTS
from verbatim.output import MARK, write_files
from verbatim.rendering.templating import TEMPLATES, THEME

# Bytes of a PNG's signature and of its first chunk.
_HEADER = 8 + 25

# Fewer are drawn here, since it takes a second to start others.
_WORTH_OTHERS = 64


def pictures(cards: Sequence[Card], folder: Path) -> Iterator[bytes]:
    """The picture of each card, out of the folder where it is there."""
    places = [folder / f"{_key(card)}.png" for card in cards]
    lacking = {place: card for place, card in zip(places, cards, strict=True) if not place.is_file()}
    for place, picture in zip(lacking, _all_drawn([*lacking.values()]), strict=True):
        write_files({place: picture})
    for stale in set(folder.glob("*.png")) - set(places):
        stale.unlink()
    return (place.read_bytes() for place in places)


def drawn(card: Card) -> bytes:
    """The PNG of one card."""
    picture = render(usvg.Tree.from_str(outlined(card.drawing), usvg.Options.default()), (1, 0, 0, 0, 1, 0))
    return picture[:_HEADER] + _comment(MARK) + picture[_HEADER:]


def _comment(text: str) -> bytes:
    """A chunk that says something of a PNG (PNG 1.2, sections 3.2 and 4.2.3.1)."""
    chunk = b"tEXtComment\0" + text.encode("ascii")
    return (len(chunk) - 4).to_bytes(4) + chunk + crc32(chunk).to_bytes(4)


def _all_drawn(cards: list[Card]) -> Iterator[bytes]:
    if len(cards) < _WORTH_OTHERS:
        yield from map(drawn, cards)
        return
    # New processes, not copies of this one, which may be serving pages in other threads.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as others:
        yield from others.map(drawn, cards, chunksize=16)


def _key(card: Card) -> str:
    return hashlib.sha256(f"{_tools()}\0{card!r}".encode()).hexdigest()


@cache
def _tools() -> str:
    """What draws, in its present form: resvg, our fonts, this room, its template with the icons, the colours."""
    here = Path(__file__).parent
    ours = [*sorted(FONTS.glob("*.ttf")), *sorted(here.glob("*.py")), TEMPLATES / "card.svg.j2", TEMPLATES / "parts.j2"]
    return " ".join(
        [
            version("resvg"),
            *(hashlib.sha256(file.read_bytes()).hexdigest() for file in (*ours, THEME / "verbatim" / "verbatim.css")),
        ]
    )
