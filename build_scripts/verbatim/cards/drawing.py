"""What is on a social card, and where: 1200 × 630 pixels, the size that Open Graph and Twitter ask for.

In: a `SummaryCard`, or the whole site. Out: a `Card`, which gives a PNG. A line that our fonts cannot show (they have
Latin, Greek and Cyrillic letters) is left out; if it is the claim, the site's name takes its place. Where they can show
neither, the sign of the status is drawn large instead.
"""

from dataclasses import dataclass
from functools import cache
from itertools import chain

from PIL import Image

from verbatim.cards.images import drawn, insert, png, reduced, rgb, shades
from verbatim.cards.typeface import Block, Typeface
from verbatim.checks.corpus import Corpus
from verbatim.checks.look.palette import palettes
from verbatim.checks.look.pictures import Picture
from verbatim.model.scale import Tone
from verbatim.model.site import Colours
from verbatim.output import MARK
from verbatim.rendering.summary_card import CARD_HEIGHT, CARD_WIDTH, SummaryCard
from verbatim.rendering.templating import render
from verbatim.rendering.wording import in_short
from verbatim.translation.language import Language

# Pixels: the left edge of the text, its greatest width, and the space for the icon before the status.
_LEFT, _WIDTH, _ICON_WIDTH = 84, 1040, 72
# Pixels: the bar at the left edge, and the line below the claim.
_BAR_WIDTH, _LINE_TOP, _LINE_HEIGHT = 28, 494, 2
# Pixels: the upper edge and the side of the icon; the same where it takes the place of a claim, below the label.
_ICON, _LARGE_ICON = (67, 53), (190, 288)
# Pixels: the greatest height of each text.
_STATUS_HEIGHT, _CLAIM_HEIGHT, _NAME_HEIGHT, _FACTS_HEIGHT = 60, 290, 40, 36
# Pixels: the baselines of texts of one line, and the upper edge of the claim.
_STATUS_LINE, _LABEL_LINE, _CLAIM_TOP, _NAME_LINE, _FACTS_LINE = 110, 174, 182, 543, 585
# Pixels: the upper edge of the ground of a logo, its height, the margin round the logo, the gap after it, the logo's
# greatest width.
_LOGO_TOP, _LOGO_SIDE, _LOGO_MARGIN, _LOGO_GAP, _LOGO_WIDEST = 511, 84, 12, 24, 300
# The most colours of a logo. A palette has room for 256, and a card has 50 others.
_LOGO_COLOURS = 200
# Font sizes in pixels; the largest at which the text fits is used.
_STATUS_SIZES = (46, 40, 34, 28)
_CLAIM_SIZES = (68, 62, 56, 50, 45, 40, 36, 32, 28)
_SMALL_SIZES = (28, 25, 22, 20)
_LABEL_SIZE = 24


@dataclass(frozen=True)
class Text:
    """A line: where it begins on its baseline, the weight and size of its font, and the name of its colour."""

    line: str
    left: int
    baseline: int
    weight: str
    size: int
    colour: str


@dataclass(frozen=True)
class Card:
    """What is on a card: status, a label above its claim, the claim, facts, and the site's name, logo and colours."""

    tone: Tone
    icon: str
    status: str
    label: str
    claim: str
    facts: str
    name: str
    colours: Colours
    logo: Picture | None

    @property
    def texts(self) -> list[Text]:
        """The lines, from above to below."""
        bold, regular = Typeface("bold"), Typeface("normal")
        indent = self._logo_width and self._logo_width + 2 * _LOGO_MARGIN + _LOGO_GAP
        status = bold.lay_out(self.status, _WIDTH - _ICON_WIDTH, _STATUS_HEIGHT, _STATUS_SIZES)
        label = Block((self.label,), _LABEL_SIZE) if regular.has_glyphs_for(self.label) else Block()
        claimed = bold.lay_out(self._shown_claim, _WIDTH, _CLAIM_HEIGHT, _CLAIM_SIZES)
        name = bold.lay_out(self.name, _WIDTH - indent, _NAME_HEIGHT, _SMALL_SIZES)
        facts = regular.lay_out(self.facts, _WIDTH - indent, _FACTS_HEIGHT, _SMALL_SIZES)
        return [
            *(Text(line, _LEFT + _ICON_WIDTH, _STATUS_LINE, "bold", status.size, self.tone) for line in status.lines),
            *(Text(line, _LEFT, _LABEL_LINE, "normal", label.size, "quiet") for line in label.lines),
            *(
                Text(line, _LEFT, round(_CLAIM_TOP + below), "bold", claimed.size, "ink")
                for below, line in claimed.placed
            ),
            *(Text(line, _LEFT + indent, _NAME_LINE, "bold", name.size, "ink") for line in name.lines),
            *(Text(line, _LEFT + indent, _FACTS_LINE, "normal", facts.size, "quiet") for line in facts.lines),
        ]

    @property
    def _logo_width(self) -> int:
        """The width of the logo, 0 if there is none."""
        if self.logo is None:
            return 0
        return min(round((_LOGO_SIDE - 2 * _LOGO_MARGIN) * self.logo.ratio), _LOGO_WIDEST)

    @property
    def _shown_claim(self) -> str:
        """What is shown where the claim belongs."""
        return self.claim if Typeface("bold").has_glyphs_for(self.claim) else self.name

    def png(self) -> bytes:
        """The card as PNG."""
        named, _ = palettes(self.colours)
        light = {name: rgb(colour) for name, colour in named.items()}
        image = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), light["paper"])
        image.paste(light[self.tone], (0, 0, _BAR_WIDTH, CARD_HEIGHT))
        image.paste(light["line"], (_LEFT, _LINE_TOP, _LEFT + _WIDTH, _LINE_TOP + _LINE_HEIGHT))
        top, side = _ICON if Typeface("bold").has_glyphs_for(self._shown_claim) else _LARGE_ICON
        image.paste(light[self.tone], (_LEFT, top), _icon(self.icon, side))
        for text in self.texts:
            for right, below, letter in Typeface(text.weight).letters(text.line, text.size):
                image.paste(light[text.colour], (text.left + right, text.baseline + below), letter)
        inks = [shades(light["paper"], light[colour]) for colour in (self.tone, "ink", "quiet")]
        image = reduced(image, [light["paper"], light["line"], *chain(*inks)])
        if self.logo:
            insert(_logo(self.logo, self._logo_width, named["primary"], named["paper"]), image, (_LEFT, _LOGO_TOP))
        return png(image, MARK)


def card(summary: SummaryCard, corpus: Corpus) -> Card:
    """The card of a claim."""
    return _card(summary, summary.language.gettext("Claim"), corpus)


def site_card(corpus: Corpus) -> Card:
    """The card of all pages that are not about one claim."""
    language = corpus.language
    facts = (
        language.ngettext("%(num)s claim", "%(num)s claims", len(corpus.claims)),
        language.ngettext("%(num)s article", "%(num)s articles", len(corpus.articles)),
    )
    word, words = language.gettext("Fact-check"), in_short(corpus)
    return _card(SummaryCard("", Tone.NEUTRAL, "check", word, words, "", facts, language), "", corpus)


def _card(summary: SummaryCard, label: str, corpus: Corpus) -> Card:
    site, facts = corpus.policy.site, " · ".join(summary.facts)
    return Card(
        summary.tone,
        summary.icon,
        summary.word,
        label,
        summary.claim,
        facts,
        site.name,
        site.colours,
        corpus.pictures.get("logo"),
    )


@cache
def _icon(name: str, side: int) -> Image.Image:
    return drawn(render("card.svg.j2", Language("en"), name=name, side=side))


@cache
def _logo(logo: Picture, width: int, ground: str, paper: str) -> Image.Image:
    """A logo on a ground with round corners, with a palette."""
    whole, height = width + 2 * _LOGO_MARGIN, _LOGO_SIDE - 2 * _LOGO_MARGIN
    image = drawn(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{_LOGO_SIDE}">'
        f'<rect width="{whole}" height="{_LOGO_SIDE}" fill="#{paper}"/>'
        f'<rect width="{whole}" height="{_LOGO_SIDE}" rx="10" fill="#{ground}"/>'
        f'<image x="{_LOGO_MARGIN}" y="{_LOGO_MARGIN}" width="{width}" height="{height}" href="{logo.data_address}"/>'
        "</svg>"
    )
    return image.convert("RGB").quantize(_LOGO_COLOURS, kmeans=1, dither=Image.Dither.NONE)
