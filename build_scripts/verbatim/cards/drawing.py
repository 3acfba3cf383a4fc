"""The drawing of a social card: SVG, 1200 × 630 pixels, the size that Open Graph and Twitter ask for.

In: a `SummaryCard`, or the whole site. Out: a `Card`, which has the SVG. A line that our fonts cannot show (they have
Latin, Greek and Cyrillic letters) is left out; if it is the claim, the site's name takes its place. Where they can show
neither, the sign of the status is drawn large instead.
"""

from dataclasses import dataclass

from verbatim.cards.typeface import typeface
from verbatim.checks.corpus import Corpus
from verbatim.checks.look.palette import palettes
from verbatim.checks.look.pictures import Picture
from verbatim.model.scale import Tone
from verbatim.model.site import Colours
from verbatim.rendering.summary_card import SummaryCard
from verbatim.rendering.templating import render
from verbatim.rendering.wording import in_short

# Pixels: the left edge of the text, its greatest width, and the space for the icon before the status.
_LEFT, _WIDTH, _ICON_WIDTH = 84, 1040, 72
# Pixels: the greatest height of each text.
_STATUS_HEIGHT, _CLAIM_HEIGHT, _NAME_HEIGHT, _FACTS_HEIGHT = 60, 290, 40, 36
# Pixels: the height of the ground of a logo, the margin round the logo, the gap after it, the logo's greatest width.
_LOGO_SIDE, _LOGO_MARGIN, _LOGO_GAP, _LOGO_WIDEST = 84, 12, 24, 300
# Font sizes in pixels; the largest at which the text fits is used.
_STATUS_SIZES = (46, 40, 34, 28)
_CLAIM_SIZES = (68, 62, 56, 50, 45, 40, 36, 32, 28)
_SMALL_SIZES = (28, 25, 22, 20)


@dataclass(frozen=True)
class Card:
    """What is printed on a card: a summary, a label above its claim, the site's name and its own logo and colours."""

    summary: SummaryCard
    label: str
    name: str
    colours: Colours
    logo: Picture | None

    @property
    def drawing(self) -> str:
        """The card as SVG."""
        bold, regular = typeface("bold"), typeface("normal")
        light, _ = palettes(self.colours)
        logo_width = min(round((_LOGO_SIDE - 2 * _LOGO_MARGIN) * self.logo.ratio), _LOGO_WIDEST) if self.logo else 0
        ground = logo_width and logo_width + 2 * _LOGO_MARGIN
        indent = ground and ground + _LOGO_GAP
        summary = self.summary
        claim = summary.claim if bold.has_glyphs_for(summary.claim) else self.name
        facts = " · ".join(summary.facts)
        return render(
            "card.svg.j2",
            summary.language,
            left=_LEFT,
            logo=self.logo,
            logo_width=logo_width,
            ground=ground,
            indent=indent,
            summary=summary,
            tone=light[summary.tone],
            colours=light,
            label=self.label if regular.has_glyphs_for(self.label) else "",
            status=bold.lay_out(summary.word, _WIDTH - _ICON_WIDTH, _STATUS_HEIGHT, _STATUS_SIZES),
            claim=bold.lay_out(claim, _WIDTH, _CLAIM_HEIGHT, _CLAIM_SIZES),
            name=bold.lay_out(self.name, _WIDTH - indent, _NAME_HEIGHT, _SMALL_SIZES),
            facts=regular.lay_out(facts, _WIDTH - indent, _FACTS_HEIGHT, _SMALL_SIZES),
        )


def card(summary: SummaryCard, corpus: Corpus) -> Card:
    """The card of a claim."""
    site = corpus.policy.site
    return Card(summary, summary.language.gettext("Claim"), site.name, site.colours, corpus.pictures.get("logo"))


def site_card(corpus: Corpus) -> Card:
    """The card of all pages that are not about one claim."""
    site, language = corpus.policy.site, corpus.language
    facts = (
        language.ngettext("%(num)s claim", "%(num)s claims", len(corpus.claims)),
        language.ngettext("%(num)s article", "%(num)s articles", len(corpus.articles)),
    )
    word, words = language.gettext("Fact-check"), in_short(corpus)
    summary = SummaryCard("", Tone.NEUTRAL, "check", word, words, "", facts, language)
    return Card(summary, "", site.name, site.colours, corpus.pictures.get("logo"))
