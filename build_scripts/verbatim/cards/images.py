"""Images: what resvg draws of an SVG, and images of few colours as PNG.

In: an SVG, or an image. Out: an image, or the bytes of a PNG with a palette, which has half the size of one with three
bytes a pixel.
"""

from collections.abc import Sequence
from io import BytesIO
from itertools import chain

from PIL import Image, ImageColor
from PIL.PngImagePlugin import PngInfo
from resvg import render, usvg

RGB = tuple[int, ...]

# In how many steps the edge of a letter goes from the ground to its colour. Pillow looks for the nearest colour in
# steps of 4 of 256 values; with many more shades, it would take the ground for the lightest.
_SHADES = 16
# How hard zlib tries, 1 to 9: 2.9 ms and 21 KB a card. With 3 it would be 1.8 ms and 25 KB.
_EFFORT = 5


def drawn(svg: str) -> Image.Image:
    """A drawing as an image with red, green, blue and opacity."""
    return Image.open(BytesIO(render(usvg.Tree.from_str(svg, usvg.Options.default()), (1, 0, 0, 0, 1, 0))))


def rgb(colour: str) -> RGB:
    """A colour of six hexadecimal digits."""
    return ImageColor.getrgb(f"#{colour}")


def shades(ground: RGB, colour: RGB) -> list[RGB]:
    """What the pixels at the edge of a letter look like: some colours between the ground and the colour, and that."""
    return [
        tuple(round(below + (above - below) * step / _SHADES) for below, above in zip(ground, colour, strict=True))
        for step in range(1, _SHADES + 1)
    ]


def reduced(image: Image.Image, colours: Sequence[RGB]) -> Image.Image:
    """An image whose pixels have the nearest of some colours, which are its palette."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([*chain(*colours)])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def insert(image: Image.Image, into: Image.Image, place: tuple[int, int]) -> None:
    """Insert an image with a palette into another one, whose palette must have room for its colours."""
    colours, present = image.getpalette() or [], into.getpalette() or []
    first = len(present) // 3
    into.paste(image.point(lambda number: number + first), place)
    into.putpalette([*present, *colours])


def png(image: Image.Image, comment: str) -> bytes:
    """An image as PNG with a comment."""
    content, about = BytesIO(), PngInfo()
    about.add_text("Comment", comment)
    image.save(content, "PNG", compress_level=_EFFORT, pnginfo=about)
    return content.getvalue()
