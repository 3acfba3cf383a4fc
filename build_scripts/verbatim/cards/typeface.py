"""Our fonts: how wide words are, in how many lines a text has room, and what its letters look like.

In: a text. Out: lines with their size, or outlines. SVG knows no line breaks, and what draws it shows an empty box where a
font lacks a character, so both are settled before. Letters stand one after the other as wide as the font says (OpenType,
`hmtx` and `cmap`): right for Latin, Greek and Cyrillic, which is what our fonts have.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from unicodedata import normalize

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

# From one line to the next, in font sizes.
LEADING = 1.22

FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True)
class Block:
    """Lines of text and their font size in pixels."""

    lines: tuple[str, ...] = ()
    size: int = 0

    @property
    def placed(self) -> list[tuple[float, str]]:
        """Each line with how far its baseline lies below the top of the block, in pixels."""
        return [(round((number + 1) * self.size * LEADING, 1), line) for number, line in enumerate(self.lines)]


class Typeface:
    """One font. Widths are in font sizes, outlines in the font's own units, of which a font size has `units`."""

    def __init__(self, file: Path) -> None:
        self._font = TTFont(file, lazy=True)
        self._glyphs = self._font.getGlyphSet()
        self._names: dict[str, str] = {chr(code): name for code, name in self._font.getBestCmap().items()}
        self.units: int = self._font["head"].unitsPerEm

    @cached_property
    def _advances(self) -> dict[str, int]:
        metrics = self._font["hmtx"]
        return {character: metrics[name][0] for character, name in self._names.items()}

    def holds(self, text: str) -> bool:
        """Whether the font has every character of a text."""
        return plain(text).translate(self._none_of_these) == ""

    @cached_property
    def _none_of_these(self) -> dict[int, None]:
        return dict.fromkeys(map(ord, self._names))

    def width(self, text: str) -> float:
        """How wide a text is; raises KeyError for a character that the font lacks."""
        return sum(map(self._advances.__getitem__, text)) / self.units

    def outline(self, text: str) -> str:
        """A text as the data of an SVG path, which begins at its left on its baseline, with y upwards."""
        parts, at = [], 0
        for character in text:
            parts.append(f"M{at} 0{self._outline(character)}")
            at += self._advances[character]
        return "".join(parts)

    @cache  # noqa: B019 - there are two typefaces, and both are kept
    def _outline(self, character: str) -> str:
        pen = _Relative(self._glyphs)
        self._glyphs[self._names[character]].draw(pen)
        return "".join(pen.data)

    def fit(self, text: str, width: int, height: int, sizes: tuple[int, ...]) -> Block:
        """The text in the largest of the sizes (largest first) at which it has room.

        What has room at none of them is cut after a word and ends in `…`; only a word that no line can hold is divided.
        A text with a character that the font lacks gives no lines: better none than an empty box.
        """
        if not self.holds(text):
            return Block()
        words = [(word, self.width(word)) for word in plain(text).split()]
        widest = max((wide for _, wide in words), default=0)
        for size in sizes:
            lines = self._lines(words, width / size)
            if len(lines) * size * LEADING <= height and widest <= width / size:
                return Block(lines, size)
        return self._cut(words, width / sizes[-1], int(height // (sizes[-1] * LEADING)), sizes[-1])

    def _lines(self, words: list[tuple[str, float]], room: float) -> tuple[str, ...]:
        """Words in lines, each as full as it can be."""
        lines: list[list[str]] = []
        left, space = 0.0, self.width(" ")
        for word, wide in words:
            if lines and space + wide <= left:
                lines[-1].append(word)
                left -= space + wide
            else:
                lines.append([word])
                left = room - wide
        return tuple(map(" ".join, lines))

    def _cut(self, words: list[tuple[str, float]], room: float, most: int, size: int) -> Block:
        """As many lines as there is room for, the last with `…` where more would follow."""
        pieces = [(piece, self.width(piece)) for word, _ in words for piece in self._divided(word, room)]
        lines = self._lines(pieces, room)
        if len(lines) <= most:
            return Block(lines, size)
        last = lines[most - 1].split()
        while last and self.width(" ".join([*last, "…"])) > room:
            last.pop()
        return Block((*lines[: most - 1], " ".join([*last, "…"])), size)

    def _divided(self, word: str, room: float) -> list[str]:
        """A word in pieces that a line can hold; nearly always it is one."""
        pieces, left = [""], room
        for character in word:
            if self.width(character) > left:
                pieces.append("")
                left = room
            pieces[-1] += character
            left -= self.width(character)
        return pieces


class _Relative(BasePen):  # type: ignore[misc]
    """Draws a glyph as SVG path data in relative coordinates, so that it can stand anywhere in a line."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.data: list[str] = []
        self._at = self._start = (0, 0)

    def _moveTo(self, point: tuple[int, int]) -> None:  # noqa: N802 - these names are fontTools’s
        self._add("m", point)
        self._start = point

    def _lineTo(self, point: tuple[int, int]) -> None:  # noqa: N802
        self._add("l", point)

    def _qCurveToOne(self, control: tuple[int, int], point: tuple[int, int]) -> None:  # noqa: N802
        self._add("q", control, point)

    def _closePath(self) -> None:  # noqa: N802
        self.data.append("z")
        self._at = self._start

    def _add(self, command: str, *points: tuple[int, int]) -> None:
        x, y = self._at
        self.data.append(command + " ".join(f"{point[0] - x:g} {point[1] - y:g}" for point in points))
        self._at = points[-1]


def plain(text: str) -> str:
    """A text with its characters composed, as fonts have them, and every white space one blank."""
    return " ".join(normalize("NFC", text).split())


@cache
def typeface(weight: str) -> Typeface:
    """Our font of a weight: `bold` or `normal`."""
    return Typeface(FONTS / {"bold": "NotoSans-Bold.ttf", "normal": "NotoSans-Regular.ttf"}[weight])
