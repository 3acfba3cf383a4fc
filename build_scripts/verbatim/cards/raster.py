"""Social cards as PNGs; each is drawn only once.

In: cards by name, and a folder that keeps pictures. Out: the bytes of the PNGs. A picture's file is named after the
hash of all that the picture depends on: what is on the card, and everything that draws it. Pictures that no card needs
any more are deleted. Many cards are drawn by other processes, which leave them in the folder, while this one makes
pages and data.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from PIL import features

from verbatim.cards.drawing import Card
from verbatim.cards.typeface import FONTS
from verbatim.long_work.processes import begun_on_other_cores
from verbatim.output import write_files
from verbatim.rendering.templating import TEMPLATES, THEME

# The number of cards from which other processes help.
_MIN_CARDS_FOR_PROCESSES = 64


@contextmanager
def begun_pictures(cards: Mapping[str, Card], folder: Path) -> Iterator[Iterator[tuple[str, bytes]]]:
    """The name and the picture of each card, by its name; those that the folder lacks are being drawn from now on.

    Raises OSError if the folder cannot be read or written.
    """
    tools = _hash_of_tools()
    files = {name: folder / f"{_hash(tools, name, repr(card))}.png" for name, card in cards.items()}
    missing = {name: file for name, file in files.items() if not file.is_file()}
    for stale in set(folder.glob("*.png")) - {*files.values()}:
        stale.unlink()
    tasks = [(file, cards[name]) for name, file in missing.items()]
    with begun_on_other_cores(_draw, tasks, _MIN_CARDS_FOR_PROCESSES) as drawings:
        yield _pictures(files, missing, drawings)


def _pictures(
    files: Mapping[str, Path], missing: Mapping[str, Path], drawings: Iterator[None]
) -> Iterator[tuple[str, bytes]]:
    """The picture of each name, first those that the folder has."""
    for name, file in files.items():
        if name not in missing:
            yield name, file.read_bytes()
    for (name, file), _ in zip(missing.items(), drawings, strict=True):
        yield name, file.read_bytes()


def _draw(file_and_card: tuple[Path, Card]) -> None:
    """Draw a card into its file."""
    file, card = file_and_card
    write_files({file: card.png()})


def _hash_of_tools() -> str:
    """A hash of what draws a card: Pillow with its parts, resvg, our fonts, this package, the icons and the colours."""
    files = [
        *sorted(FONTS.glob("*.ttf")),
        *sorted(Path(__file__).parent.glob("*.py")),
        TEMPLATES / "card.svg.j2",
        TEMPLATES / "parts.j2",
        THEME / "verbatim" / "verbatim.css",
    ]
    return _hash(
        version("pillow"),
        *(features.version(part) or "" for part in ("freetype2", "zlib", "zlib_ng")),
        version("resvg"),
        *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files),
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
