"""What a claim shows → its social card as a drawing: SVG, 1200 × 630 pixels.

In: a `SummaryCard`, or the whole site. Out: a `Card`, which knows its SVG. The size is what Open Graph's and Twitter's readers ask for. A line
that our fonts cannot show (they have Latin, Greek and Cyrillic letters) is left out; the site's name then stands for a claim.
"""

from dataclasses import dataclass
from functools import cache

from verbatim.cards.typeface import Block, typeface
from verbatim.checks.corpus import Corpus
from verbatim.model.policy import Site, Tone
from verbatim.rendering.palette import palettes
from verbatim.rendering.summary_card import SummaryCard
from verbatim.rendering.templating import counted, render

# Pixels: where text begins and how far it may run, and the height left for the claim.
_LEFT, _ROOM, _TALL = 84, 1040, 290
_CLAIM_SIZES = (68, 62, 56, 50, 45, 40, 36, 32, 28)
_STATUS_SIZES = (46, 40, 34, 28)
_SMALL_SIZES = (28, 25, 22, 20)


@dataclass(frozen=True)
class Card:
    """What stands on a card: a summary, a word above its claim, and the site's name."""

    summary: SummaryCard
    label: str
    name: str

    @property
    def drawing(self) -> str:
        """The card as SVG."""
        bold, regular = typeface("bold"), typeface("normal")
        light, _ = palettes()
        summary = self.summary
        return render(
            "card.svg.j2",
            left=_LEFT,
            summary=summary,
            tone=light[summary.tone],
            colours=light,
            label=self.label,
            status=bold.fit(summary.word, _ROOM - 72, 60, _STATUS_SIZES),
            claim=bold.fit(summary.claim if bold.holds(summary.claim) else self.name, _ROOM, _TALL, _CLAIM_SIZES),
            name=_name(self.name),
            facts=regular.fit(" · ".join(summary.facts), _ROOM, 36, _SMALL_SIZES),
        )


def card(summary: SummaryCard, site: Site) -> Card:
    """The card of a claim."""
    return Card(summary, "Claim", site.name)


def site_card(corpus: Corpus) -> Card:
    """The card of the pages that are about no single claim."""
    site = corpus.policy.site
    facts = (counted(len(corpus.claims), "claim"), counted(len(corpus.articles), "article"))
    words = f"Every quotation proven, every origin named: {site.subject}."
    return Card(SummaryCard("", Tone.NEUTRAL, "check", "Fact-check", words, "", facts), "", site.name)


@cache
def _name(name: str) -> Block:
    return typeface("bold").fit(name, _ROOM, 40, _SMALL_SIZES)
