"""Social cards as PNGs; each is drawn only once.

In: cards, and a folder that keeps pictures. Out: the bytes of the PNGs, in the order of the cards. A picture's file is
named after the hash of all that the picture depends on: the text of the card, and everything that draws it. Pictures
that no card needs any more are deleted. resvg takes about 15 ms for a card, half of it to compress 756,000 pixels, so
many cards are drawn on all cores.
"""

import hashlib
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

from resvg import render, usvg

from verbatim.cards.drawing import Card
from verbatim.cards.outlines import outlined
from verbatim.cards.typeface import FONTS
from verbatim.long_work.processes import on_all_cores
from verbatim.output import MARK, write_files
from verbatim.rendering.templating import TEMPLATES, THEME

# Bytes of a PNG's signature and of its first chunk.
_HEADER = 8 + 25

# The number of cards from which other processes help.
_MIN_CARDS_FOR_PROCESSES = 64


def pictures(cards: Sequence[Card], folder: Path) -> Iterator[bytes]:
    """The picture of each card, taken from the folder if it is there."""
    tools = _hash_of_tools()
    files = [folder / f"{_hash(tools, repr(card))}.png" for card in cards]
    missing = {file: card for file, card in zip(files, cards, strict=True) if not file.is_file()}
    drawings = on_all_cores(drawn, [*missing.values()], _MIN_CARDS_FOR_PROCESSES)
    for file, picture in zip(missing, drawings, strict=True):
        write_files({file: picture})
    for stale in set(folder.glob("*.png")) - set(files):
        stale.unlink()
    return (file.read_bytes() for file in files)


def drawn(card: Card) -> bytes:
    """The PNG of one card."""
    picture = render(usvg.Tree.from_str(outlined(card.drawing), usvg.Options.default()), (1, 0, 0, 0, 1, 0))
    return picture[:_HEADER] + _comment(MARK) + picture[_HEADER:]


def _comment(text: str) -> bytes:
    """A chunk with a comment (PNG 1.2, sections 3.2 and 4.2.3.1)."""
    chunk = b"tEXtComment\0" + text.encode("ascii")
    return (len(chunk) - 4).to_bytes(4) + chunk + crc32(chunk).to_bytes(4)


def _hash_of_tools() -> str:
    """A hash of what draws a card: resvg, our fonts, this package, its template with the icons, and the colours."""
    files = [
        *sorted(FONTS.glob("*.ttf")),
        *sorted(Path(__file__).parent.glob("*.py")),
        TEMPLATES / "card.svg.j2",
        TEMPLATES / "parts.j2",
        THEME / "verbatim" / "verbatim.css",
    ]
    return _hash(version("resvg"), *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
