"""The pixels of a card: letters, their colours, and a logo with colours of its own."""

from dataclasses import replace
from io import BytesIO
from itertools import chain, repeat

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont
from verbatim.cards.drawing import card
from verbatim.cards.images import RGB, drawn, insert, png, reduced, rgb, shades
from verbatim.cards.typeface import FONTS, Typeface, normalize
from verbatim.checks.corpus import Corpus
from verbatim.checks.look.palette import palettes
from verbatim.checks.look.pictures import Picture
from verbatim.model.scale import Tone
from verbatim.output import MARK
from verbatim.rendering.summary_card import SummaryCard
from verbatim.translation.language import Language

# A logo of many colours, with a square of one.
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" viewBox="0 0 60 60">
<linearGradient id="a"><stop stop-color="#147"/><stop offset="1" stop-color="#fc2"/></linearGradient>
<linearGradient id="b" x2="0" y2="1"><stop stop-color="#f0f"/><stop offset="1" stop-color="#0ff"/></linearGradient>
<rect width="60" height="25" fill="url(#a)"/><circle cx="15" cy="42" r="15" fill="url(#b)"/>
<rect x="35" y="30" width="25" height="30" fill="#abcdef"/></svg>"""


def opened(content: bytes) -> Image.Image:
    """The pixels of a PNG with red, green and blue."""
    return Image.open(BytesIO(content)).convert("RGB")


def colours_in(image: Image.Image, left: int, top: int, right: int, bottom: int) -> set[RGB]:
    """The colours of a part of an image."""
    return {colour for _, colour in image.crop((left, top, right, bottom)).getcolors(1 << 16) or ()}  # type: ignore[misc]


def distance(one: RGB, two: RGB) -> int:
    """How much two colours differ in the channel in which they differ most."""
    return max(abs(a - b) for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("tone", Tone)
def test_a_card_has_the_colours_of_the_site(tone: Tone, corpus: Corpus) -> None:
    """Ground, bar, line and letters exactly; and at the edge of letters what is between, within a step."""
    summary = SummaryCard("a", tone, "check", "Right", "It was so.", "", ("1 excerpt",), Language("en"))
    content = card(summary, corpus).png()
    image, light = (
        opened(content),
        {name: rgb(colour) for name, colour in palettes(corpus.policy.site.colours)[0].items()},
    )
    assert colours_in(image, 0, 0, 28, 630) == {light[tone]}
    assert colours_in(image, 84, 494, 1124, 496) == {light["line"]}
    assert colours_in(image, 28, 0, 1200, 50) == colours_in(image, 1124, 0, 1200, 630) == {light["paper"]}
    for name, top, bottom in ((tone, 50, 130), ("quiet", 150, 182), ("ink", 190, 480)):
        found = colours_in(image, 28, top, 1200, bottom)
        assert found >= {light["paper"], light[name]}
        wanted = (light["paper"], *shades(light["paper"], light[name]))
        assert all(min(map(distance, repeat(colour), wanted)) <= 16 for colour in found), name
    assert b"tEXtComment\0" + MARK.encode() in content[:1000]
    assert content == card(summary, corpus).png()


def test_a_logo_keeps_its_colours(corpus: Corpus) -> None:
    """It is on the ground of the bar, with round corners; a colour of many pixels is kept exactly."""
    summary = SummaryCard("a", Tone.AGAINST, "cross", "Wrong", "It was so.", "", (), Language("en"))
    plain = opened(card(summary, replace(corpus, pictures={})).png())
    own = replace(corpus, pictures={"logo": Picture("logo.svg", LOGO.encode(), 1.0)})
    image, light = opened(card(summary, own).png()), palettes(corpus.policy.site.colours)[0]
    above = (0, 0, 1200, 500)
    assert image.crop(above).tobytes() == plain.crop(above).tobytes()
    assert image.getpixel((84, 511)) == rgb(light["paper"])
    assert colours_in(image, 94, 513, 158, 521) == colours_in(image, 86, 521, 94, 584) == {rgb(light["primary"])}
    assert colours_in(image, 132, 554, 156, 582) == {rgb("abcdef")}
    wanted = drawn(LOGO).convert("RGB").crop((0, 0, 60, 25))
    differences = ImageChops.difference(wanted, image.crop((96, 523, 156, 548))).tobytes()
    assert len(colours_in(wanted, 0, 0, 60, 25)) > 50
    assert max(differences) < 32
    assert sum(differences) / len(differences) < 4


@pytest.mark.parametrize(("weight", "file"), [("bold", "NotoSans-Bold.ttf"), ("normal", "NotoSans-Regular.ttf")])
def test_letters_are_whole(weight: str, file: str) -> None:
    """Accents, and letters that reach below the line or to the left of their place, in all scripts of the fonts."""
    for character in "jfgQÅẾЩџΏ,…":
        ((right, below, letter),) = Typeface(weight).letters(character, 46)
        whole = Image.new("L", (200, 200))
        whole.paste(letter, (60 + right, 120 + below))
        directly = Image.new("L", (200, 200))
        font = ImageFont.truetype(FONTS / file, 46, layout_engine=ImageFont.Layout.BASIC)
        ImageDraw.Draw(directly).text((60, 120), character, 255, font, "ls")
        assert whole.getbbox()
        assert whole.tobytes() == directly.tobytes()
    assert [letter.getbbox() for _, _, letter in Typeface(weight).letters("  ", 46)] == [None, None]


@pytest.mark.parametrize("size", [20, 46, 68])
def test_letters_are_where_they_were_measured(size: int) -> None:
    """However long the line, the last letter begins where its width says."""
    font, line = Typeface("bold"), "Nobody signed the agreement on Monday, and it was never printed. "
    *_, (right, _, _) = font.letters(line + "H", size)
    ((alone, _, _),) = font.letters("H", size)
    assert abs(right - alone - font.width(line) * size) <= 0.5


@pytest.mark.parametrize("weight", ["bold", "normal"])
def test_a_font_has_the_characters_that_were_kept(weight: str) -> None:
    """As many as fonts/README.md asks for and Noto Sans has; none of another script."""
    characters = map(chr, chain(range(0x21, 0x3000), range(0xFB00, 0xFB10)))
    single = [character for character in characters if normalize(character) == character]
    known = [character for character in single if Typeface(weight).has_glyphs_for(character)]
    assert len(known) == 1722
    assert {"A", "ß", "Ω", "ѫ", "ẞ", "€", "ﬁ", "—"} <= {*known}
    assert not {"한", "ع", "中", "あ", "ह", "ท", "ש", "አ", "😀", "□"} & {*known}


def test_an_image_gets_the_nearest_colours_and_another_one_in_it_keeps_its_own() -> None:
    """256 colours in all have room in a palette."""
    ground = [(7 * number % 256, 255 - number, number) for number in range(0, 224, 4)]
    image, other = Image.new("RGB", (60, 50)), Image.new("P", (20, 10))
    image.putdata([ground[(3 * x + y) % 56] for y in range(50) for x in range(60)])
    other.putpalette([*chain.from_iterable((number, 3 * number % 256, 200) for number in range(200))])
    other.putdata(range(200))
    few = reduced(image, ground)
    insert(other, few, (30, 20))
    image.paste(other.convert("RGB"), (30, 20))
    assert opened(png(few, "a comment")).tobytes() == image.tobytes()
