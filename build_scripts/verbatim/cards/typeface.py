"""Our fonts: the width of words, how a text is broken into lines, and the shapes of its letters.

In: a text. Out: lines with their font size, or shapes. Each letter is as wide as the font says (OpenType, `hmtx` and
`cmap`); that is right for Latin, Greek and Cyrillic, which are the scripts of our fonts. resvg draws outlines of our
own: for text it needs more time, and if it does not find a font, it gives no error and draws nothing.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from math import ceil, floor
from pathlib import Path
from typing import Any

from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from verbatim.cards.shapes import Shape, shape

# The distance from one line to the next, in font sizes.
LEADING = 1.22

FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True)
class Block:
    """Lines of text and their font size in pixels."""

    lines: tuple[str, ...] = ()
    size: int = 0

    @property
    def placed(self) -> list[tuple[float, str]]:
        """Each line with the distance of its baseline from the top of the block, in pixels."""
        return [(round((number + 1) * self.size * LEADING, 1), line) for number, line in enumerate(self.lines)]


class Typeface:
    """One font. Widths are in font sizes; those of the font itself are in its units, `_units` to a font size."""

    def __init__(self, file: Path) -> None:
        self._font = TTFont(file, lazy=True)
        self._glyphs = self._font.getGlyphSet()
        self._names: dict[str, str] = {chr(code): name for code, name in self._font.getBestCmap().items()}
        self._units: int = self._font["head"].unitsPerEm
        self._shapes: dict[tuple[str, int], Shape | None] = {}  # by character and size, each drawn once

    @cached_property
    def _advances(self) -> dict[str, int]:
        metrics = self._font["hmtx"]
        return {character: metrics[name][0] for character, name in self._names.items()}

    def has_glyphs_for(self, text: str) -> bool:
        """Whether the font has every character of a text."""
        return self._names.keys() >= set(normalize(text))

    def width(self, text: str) -> float:
        """The width of a text; raises KeyError for a character that the font lacks."""
        return sum(map(self._advances.__getitem__, text)) / self._units

    def letters(self, line: str, size: int) -> Iterator[tuple[int, Shape]]:
        """Each letter of a line that is not blank, with the pixel at which it begins, and its shape.

        Raises KeyError for a character that the font lacks.
        """
        at = 0.0
        for character in line:
            letter = self._shape(character, size)
            if letter:
                yield round(at), letter
            at += self._advances[character] * size / self._units

    def _shape(self, character: str, size: int) -> Shape | None:
        """The shape of a letter from the place on the baseline where it begins, or None if it is blank."""
        if (character, size) not in self._shapes:
            self._shapes[character, size] = self._drawn(self._glyphs[self._names[character]], size / self._units)
        return self._shapes[character, size]

    def _drawn(self, glyph: Any, scale: float) -> Shape | None:
        bounds, path = BoundsPen(self._glyphs), SVGPathPen(self._glyphs)
        glyph.draw(bounds)
        glyph.draw(path)
        if bounds.bounds is None:
            return None
        x_min, y_min, x_max, y_max = (scale * bound for bound in bounds.bounds)
        left, top = floor(x_min), floor(-y_max)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{ceil(x_max) - left}" height="{ceil(-y_min) - top}">'
            f'<path transform="translate({-left} {-top}) scale({scale} {-scale})" d="{path.getCommands()}"/></svg>'
        )
        return shape(svg, left, top)

    def lay_out(self, text: str, width: int, height: int, sizes: tuple[int, ...]) -> Block:
        """The text in the largest of the sizes (largest first) at which it fits.

        A text that fits at none of them is cut after a word and ends in `…`. Only a word that is wider than a line is
        divided. A text with a character that the font lacks gives no lines: no text is better than an empty box.
        """
        if not self.has_glyphs_for(text):
            return Block()
        words = [(word, self.width(word)) for word in normalize(text).split()]
        widest = max((word_width for _, word_width in words), default=0)
        for size in sizes:
            lines = self._lines(words, width / size)
            if len(lines) * size * LEADING <= height and widest <= width / size:
                return Block(lines, size)
        return self._cut(words, width / sizes[-1], int(height // (sizes[-1] * LEADING)), sizes[-1])

    def _lines(self, words: list[tuple[str, float]], line_width: float) -> tuple[str, ...]:
        """Words in lines, each as full as possible."""
        lines: list[list[str]] = []
        left, space = 0.0, self.width(" ")
        for word, width in words:
            if lines and space + width <= left:
                lines[-1].append(word)
                left -= space + width
            else:
                lines.append([word])
                left = line_width - width
        return tuple(map(" ".join, lines))

    def _cut(self, words: list[tuple[str, float]], line_width: float, most: int, size: int) -> Block:
        """The first `most` lines of the words; the last line ends in `…` if more would follow."""
        pieces = [(piece, self.width(piece)) for word, _ in words for piece in self._divided(word, line_width)]
        lines = self._lines(pieces, line_width)
        if len(lines) <= most:
            return Block(lines, size)
        last = lines[most - 1].split()
        while last and self.width(" ".join([*last, "…"])) > line_width:
            last.pop()
        return Block((*lines[: most - 1], " ".join([*last, "…"])), size)

    def _divided(self, word: str, line_width: float) -> list[str]:
        """A word in pieces that fit on a line; nearly always there is one."""
        pieces, left = [""], line_width
        for character in word:
            if self.width(character) > left:
                pieces.append("")
                left = line_width
            pieces[-1] += character
            left -= self.width(character)
        return pieces


def normalize(text: str) -> str:
    """A text with composed characters, as fonts have them, and with single spaces as its only white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def typeface(weight: str) -> Typeface:
    """Our font of a weight: `bold` or `normal`."""
    return Typeface(FONTS / {"bold": "NotoSans-Bold.ttf", "normal": "NotoSans-Regular.ttf"}[weight])
