"""The pixels of a picture: read from resvg's PNGs, put together, and written as a PNG, which a browser reads."""

from itertools import chain

import pytest
from playwright.sync_api import Browser
from resvg import render, usvg
from verbatim.cards.canvas import Canvas
from verbatim.cards.shapes import LEVELS, RGB, Shape, colours, shape
from verbatim.cards.typeface import typeface

# The picture as a list of its pixels, each with red, green, blue and opacity.
PIXELS = """async hex => {
  const bytes = Uint8Array.from(hex.match(/../g), byte => parseInt(byte, 16));
  const image = await createImageBitmap(new Blob([bytes]), {colorSpaceConversion: "none"});
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const data = [...context.getImageData(0, 0, image.width, image.height).data];
  return Array.from({length: image.height}, (_, y) => Array.from({length: image.width},
    (_, x) => data.slice(4 * (y * image.width + x), 4 * (y * image.width + x) + 4)));
}"""

# Slopes, edges, flat parts and noise, so that each way to write a row as differences is used.
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="90" height="70">
<linearGradient id="a" x2="1" y2="1"><stop stop-color="#147"/><stop offset="1" stop-color="#fc2"/></linearGradient>
<filter id="b" x="0" y="0" width="1" height="1"><feTurbulence baseFrequency=".7"/></filter>
<filter id="c" x="0" y="0" width="1" height="1"><feTurbulence baseFrequency=".1" numOctaves="4"/></filter>
<rect width="90" height="70" fill="#fafafa"/><rect y="8" width="90" height="30" fill="url(#a)"/>
<rect width="90" height="20" y="36" filter="url(#c)"/><rect width="90" height="20" y="50" filter="url(#b)"/></svg>"""


def pixels_of(png: bytes, browser: Browser) -> list[list[list[int]]]:
    """The pixels as Chromium reads them."""
    page = browser.new_page()
    found: list[list[list[int]]] = page.evaluate(PIXELS, png.hex())
    page.close()
    return found


def blended(ground: RGB, full: RGB, level: int) -> list[int]:
    """The colour of a pixel that is covered in part."""
    return [int(below + (above - below) * level / LEVELS + 0.5) for below, above in zip(ground, full, strict=True)]


def test_the_pixels_of_a_drawing_are_those_that_a_browser_reads(browser: Browser) -> None:
    """Whichever way its rows are written in."""
    png = render(usvg.Tree.from_str(DRAWING, usvg.Options.default()), (1, 0, 0, 0, 1, 0))
    seen = pixels_of(png, browser)
    assert [[[*pixel, 255] for pixel in row] for row in colours(DRAWING, 10_000)] == seen
    assert len({(*pixel,) for row in seen for pixel in row}) > 1000


def test_a_shape_says_how_much_of_each_pixel_is_covered() -> None:
    """Nothing, a half, or all of it."""
    rectangle = '<rect x="1.5" y="1" width="2.5" height="1"/>'
    drawn = shape(f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2">{rectangle}</svg>', -2, 5)
    assert (drawn.left, drawn.top) == (-2, 5)
    assert [row.to_bytes(4, "little") for row in drawn.rows] == [bytes(4), bytes([0, LEVELS // 2, LEVELS, LEVELS])]


@pytest.mark.parametrize("weight", ["bold", "normal"])
def test_a_letter_has_all_of_its_ink_and_no_blank_edge(weight: str) -> None:
    """Accents, letters that reach under the line or to the left of their place, in all scripts of the fonts."""
    for character in "jfgQÅẾЩџΏ,…":
        ((at, letter),) = typeface(weight).letters(character, 46)
        assert at == 0
        assert letter.rows[0] | letter.rows[1]
        assert letter.rows[-1] | letter.rows[-2]
        assert any(row & 0xFF for row in letter.rows) or any(row >> 8 & 0xFF for row in letter.rows)
    assert [*typeface(weight).letters("  ", 46)] == []


def test_colours_are_those_of_the_shapes_and_of_the_ground(browser: Browser) -> None:
    """Of a pixel that is covered in part, one between both; where two shapes overlap, at most the full one."""
    canvas = Canvas(9, 4, "ffffff")
    row = int.from_bytes(bytes([8, 16, 32]), "little")
    canvas.cover([(1, 1, Shape(0, 0, (row,))), (3, 1, Shape(0, 0, (row,)))], "102030")
    canvas.cover([(2, 2, Shape(1, 1, (row,)))], "c00000")
    canvas.fill(7, 0, 2, 4, "00aa00")
    white, ink, red, green = [255, 255, 255, 255], (16, 32, 48), (192, 0, 0), [0, 170, 0, 255]
    inked = [[*blended((255, 255, 255), ink, level), 255] for level in (8, 16, 32, 16, 32)]
    reddish = [[*blended((255, 255, 255), red, level), 255] for level in (8, 16, 32)]
    assert pixels_of(canvas.png("a comment"), browser) == [
        [*[white] * 7, green, green],
        [white, *inked, white, green, green],
        [*[white] * 7, green, green],
        [*[white] * 3, *reddish, white, green, green],
    ]


def test_pixels_keep_their_colours(browser: Browser) -> None:
    """Beside shapes of four colours there is room for 120."""
    shades = [(number, 255 - number, 3 * number % 256) for number in range(120)]
    pixels = [[shades[(7 * x + y) % 120] for x in range(60)] for y in range(50)]
    canvas = Canvas(70, 60, "ffffff")
    for colour in ("000000", "1a7f37", "555555", "dddddd"):
        canvas.cover([], colour)
    canvas.paint(8, 7, pixels)
    seen = [row[8:68] for row in pixels_of(canvas.png(""), browser)[7:57]]
    assert seen == [[[*colour, 255] for colour in row] for row in pixels]


def test_a_drawing_of_many_colours_keeps_those_that_are_frequent() -> None:
    """A logo may have more colours than there is room for; each pixel gets one that is near to its own."""
    exact, few = colours(DRAWING, 10_000), colours(DRAWING, 120)
    assert len({*chain(*exact)}) > 1000
    assert len({*chain(*few)}) == 120
    assert few[0] == exact[0] == [(250, 250, 250)] * 90
    channels = zip(chain(*chain(*exact)), chain(*chain(*few)), strict=True)
    differences = [abs(one - two) for one, two in channels]
    assert max(differences) < 64
    assert sum(differences) / len(differences) < 8
