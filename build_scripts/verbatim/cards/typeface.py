"""Our fonts: the width of words, how a text is broken into lines, and what its letters look like.

In: a text. Out: lines with their font size, or letters as images. Each letter is as wide as the font says, and letters
stand side by side; that is right for Latin, Greek and Cyrillic, which are the scripts of our fonts. Pillow could draw a
whole line, but with widths of whole pixels, so that it would be up to 24 pixels longer or shorter than measured.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

# The distance from one line to the next, in font sizes.
LEADING = 1.22

FONTS = Path(__file__).parent / "fonts"
_FILES = {"bold": "NotoSans-Bold.ttf", "normal": "NotoSans-Regular.ttf"}

# Pixels: the font size at which characters are measured, at which whole pixels are exact enough, and that at which they
# are compared with the box that stands for a character that the font lacks.
_LARGE, _SIZE_OF_BOX = 1000, 46


@dataclass(frozen=True)
class Block:
    """Lines of text and their font size in pixels."""

    lines: tuple[str, ...] = ()
    size: int = 0

    @property
    def placed(self) -> list[tuple[float, str]]:
        """Each line with the distance of its baseline from the top of the block, in pixels."""
        return [(round((number + 1) * self.size * LEADING, 1), line) for number, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Typeface:
    """One font by its weight, `bold` or `normal`. Widths are in font sizes."""

    weight: str

    def has_glyphs_for(self, text: str) -> bool:
        """Whether the font has every character of a text."""
        return all(_has_glyph(self.weight, character) for character in set(normalize(text)))

    def width(self, text: str) -> float:
        """The width of a text."""
        return sum(_width(self.weight, character) for character in text)

    def letters(self, line: str, size: int) -> Iterator[tuple[int, int, Image.Image]]:
        """How much each letter of a line covers of the pixels of an image.

        Each comes with the image's place, in pixels to the right of the line's beginning and below its baseline.
        """
        at = 0.0
        for character in line:
            left, top, letter = _letter(self.weight, size, character)
            yield round(at) + left, top, letter
            at += _width(self.weight, character) * size

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


# Each is asked for again and again: without these caches a card would take twice the time.
@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / _FILES[weight], size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _has_glyph(weight: str, character: str) -> bool:
    """Whether a font has a character. In place of one that it lacks it shows a box, as for this, which is none."""
    font = _font(weight, _SIZE_OF_BOX)
    return bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


@cache
def _width(weight: str, character: str) -> float:
    """The width of a character in font sizes."""
    return _font(weight, _LARGE).getlength(character) / _LARGE


@cache
def _letter(weight: str, size: int, character: str) -> tuple[int, int, Image.Image]:
    """The left and the upper edge of a letter, from where it begins on the baseline, and its image."""
    font = _font(weight, size)
    left, top, right, bottom = map(int, font.getbbox(character, anchor="ls"))
    image = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(image).text((-left, -top), character, 255, font, "ls")
    return left, top, image
