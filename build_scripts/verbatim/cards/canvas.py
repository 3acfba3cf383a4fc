"""A picture of few colours, as PNG.

In: shapes with their colours, and pixels. Out: the bytes of a PNG with a palette (PNG 1.2), which takes half the room
of one with four bytes a pixel. Shapes of different colours must not touch.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from zlib import compress, crc32

from verbatim.cards.shapes import LEVELS, RGB, Shape

_COLOURS = 256
# How hard zlib tries, 1 to 9: 2.4 ms and 20.6 KB a card. With 6 it would be 3.1 ms and 19.7 KB, with 4 2.1 and 23.6.
_EFFORT = 5
# Kind of a picture: eight bits a pixel, a palette, and the only methods that there are to compress, filter and order.
_KIND = bytes((8, 3, 0, 0, 0))


class Canvas:
    """Pixels as numbers of colours; a row is a number with a byte for each, as in a `Shape`."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self._width, self._rows = width, [0] * height
        self._palette = [_rgb(ground)]
        self._ramps: dict[str, bytes] = {}

    def fill(self, left: int, top: int, width: int, height: int, colour: str) -> None:
        """Fill a rectangle."""
        self.cover([(left, top, Shape(0, 0, (int.from_bytes(bytes([LEVELS]) * width),) * height))], colour)

    def cover(self, placed: Iterable[tuple[int, int, Shape]], colour: str) -> None:
        """Fill shapes, each at a place, in pixels from the left and from the top. They may touch each other."""
        rows, ramp = defaultdict[int, int](int), self._ramp(colour)
        for left, top, shape in placed:
            shift = 8 * (left + shape.left)
            for y, row in enumerate(shape.rows, top + shape.top):
                rows[y] += row << shift
        for y, row in rows.items():
            self._rows[y] += int.from_bytes(row.to_bytes(self._width, "little").translate(ramp), "little")

    def paint(self, left: int, top: int, pixels: Sequence[Sequence[RGB]]) -> None:
        """Set pixels, which must have few colours."""
        numbers = {colour: number for number, colour in enumerate(sorted({*chain(*pixels)}), len(self._palette))}
        self._palette += numbers
        for y, row in enumerate(pixels, top):
            self._rows[y] += int.from_bytes(bytes(map(numbers.__getitem__, row)), "little") << 8 * left

    def png(self, comment: str) -> bytes:
        """The picture with a comment."""
        # Each row begins with 0: it is not written as differences.
        lines = b"".join(b"\0" + row.to_bytes(self._width, "little") for row in self._rows)
        chunks = (
            (b"IHDR", self._width.to_bytes(4) + len(self._rows).to_bytes(4) + _KIND),
            (b"tEXt", b"Comment\0" + comment.encode("ascii")),
            (b"PLTE", b"".join(map(bytes, self._palette))),
            (b"IDAT", compress(lines, _EFFORT)),
            (b"IEND", b""),
        )
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name + content) for name, content in chunks)

    def _ramp(self, colour: str) -> bytes:
        """The number of a colour of the palette for each level of cover."""
        if colour not in self._ramps:
            self._ramps[colour] = _numbers(len(self._palette))
            self._palette += _mixed(self._palette[0], _rgb(colour))
        return self._ramps[colour]


@cache
def _numbers(first: int) -> bytes:
    """The number of a colour for each level, also where two letters cover a pixel; `first` is that of level 1."""
    return bytes([0, *(first - 1 + min(level, LEVELS) for level in range(1, _COLOURS))])


@cache
def _mixed(ground: RGB, full: RGB) -> list[RGB]:
    """The colour of a pixel that is covered in part, from level 1 on."""
    return [
        (_between(ground[0], full[0], level), _between(ground[1], full[1], level), _between(ground[2], full[2], level))
        for level in range(1, LEVELS + 1)
    ]


def _between(below: int, above: int, level: int) -> int:
    return (below * (LEVELS - level) + above * level + LEVELS // 2) // LEVELS


def _rgb(colour: str) -> RGB:
    """A colour of six hexadecimal digits."""
    red, green, blue = bytes.fromhex(colour)
    return red, green, blue


def _chunk(named: bytes) -> bytes:
    """A chunk, whose name and content are given (PNG 1.2, section 3.2)."""
    return (len(named) - 4).to_bytes(4) + named + crc32(named).to_bytes(4)
