"""What resvg draws, as pixels.

In: an SVG. Out: a `Shape`, which says how much of each pixel is covered, or the colours of the pixels. resvg gives only
PNGs, and takes 11 ms for a whole card, most of it to compress pixels. So it draws letters and icons one by one, each
once in a process, and `canvas` puts them together.
"""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain

from resvg import render, usvg

RGB = tuple[int, int, int]

# How much of a pixel is covered, from 0 to this number. The eye sees no more.
LEVELS = 32

# Bytes of a pixel of resvg's PNGs: red, green, blue, opacity.
_CHANNELS = 4
_TO_LEVELS = bytes((value * LEVELS + 127) // 255 for value in range(256))
_PNG_SIGNATURE = 8


@dataclass(frozen=True)
class Shape:
    """The place of the upper left corner, in pixels to the right and down, and the rows below it.

    A row is a number, of which the last byte is the level of the leftmost pixel. Thus rows are moved and added at once.
    """

    left: int
    top: int
    rows: tuple[int, ...]


def shape(svg: str, left: int, top: int) -> Shape:
    """A drawing without a ground; the colours in it have no meaning."""
    rows = (int.from_bytes(row.translate(_TO_LEVELS), "little") for row in _channel(svg, 3))
    return Shape(left, top, tuple(rows))


def colours(svg: str, most: int) -> list[list[RGB]]:
    """The red, green and blue of each pixel, in rows, of a drawing that covers all of them; at most so many colours."""
    red, green, blue = (_channel(svg, number) for number in range(3))
    pixels = [[*zip(*row, strict=True)] for row in zip(red, green, blue, strict=True)]
    near = _few(Counter(chain(*pixels)), most)
    return [[near[colour] for colour in row] for row in pixels]


def _few(count: Counter[RGB], most: int) -> dict[RGB, RGB]:
    """For each colour the most frequent one of those near to it.

    The group of colours that differ most is divided, until there are enough groups.
    """
    groups = [_group([*count])]
    while len(groups) < most and groups[0][0] < 0:
        difference, channel, group = heappop(groups)
        middle = min(colour[channel] for colour in group) - difference / 2
        heappush(groups, _group([colour for colour in group if colour[channel] < middle]))
        heappush(groups, _group([colour for colour in group if colour[channel] >= middle]))
    return {colour: max(group, key=count.__getitem__) for _, _, group in groups for colour in group}


def _group(of: list[RGB]) -> tuple[int, int, list[RGB]]:
    """Colours after the greatest difference in one channel, as a negative number, and that channel."""
    difference, channel = min(
        (min(values) - max(values), number) for number, values in enumerate(zip(*of, strict=True))
    )
    return difference, channel, of


def _channel(svg: str, number: int) -> Iterator[bytes]:
    """The rows of one channel of a drawing."""
    tree = usvg.Tree.from_str(svg, usvg.Options.default())
    packed = b"".join(content for kind, content in _chunks(render(tree, (1, 0, 0, 0, 1, 0))) if kind == b"IDAT")
    lines, size = zlib.decompress(packed), 1 + _CHANNELS * tree.int_size()[0]
    return _unfiltered([lines[start : start + size] for start in range(0, len(lines), size)], number)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and the content of each chunk (PNG 1.2, section 3.2)."""
    start = _PNG_SIGNATURE
    while start < len(png):
        end = start + 8 + int.from_bytes(png[start : start + 4])
        yield png[start + 4 : start + 8], png[start + 8 : end]
        start = end + 4


def _unfiltered(lines: list[bytes], channel: int) -> Iterator[bytes]:
    """The rows of one channel. Each was written as differences from its neighbours, in the way that it begins with."""
    above = bytes(len(lines[0]) // _CHANNELS)
    for line in lines:
        differences, row = line[1 + channel :: _CHANNELS], bytearray()
        if any(differences) or any(above):
            left = corner = 0
            for difference, up in zip(differences, above, strict=True):
                left = difference + _predicted(line[0], left, up, corner) & 255
                row.append(left)
                corner = up
            above = bytes(row)
        yield above


def _predicted(way: int, left: int, up: int, corner: int) -> int:
    """What a pixel should be by those to its left, above it, and above to the left (PNG 1.2, sections 6.2 to 6.6)."""
    if way == 4:  # Paeth
        distances = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
        return (left, up, corner)[distances.index(min(distances))]
    return (0, left, up, (left + up) // 2)[way]
