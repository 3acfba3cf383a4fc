"""What a claim shows outside its own page: on an embedded card, on a picture for social networks, in a citation.

In: a claim. Out: a `SummaryCard`. For a claim that was withdrawn or merged it says so, and no longer gives a status.
"""

from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import ChangeKind, Claim
from verbatim.model.policy import Tone
from verbatim.rendering.templating import day
from verbatim.rendering.wording import evidence_counts

# Pixels: the size of a social card that Open Graph and Twitter ask for.
CARD_WIDTH, CARD_HEIGHT = 1200, 630


@dataclass(frozen=True)
class SummaryCard:
    """A claim in short: a word for its state with tone and icon, its title, the finding, and a few facts."""

    id: str
    tone: Tone
    icon: str
    word: str
    claim: str
    finding: str
    facts: tuple[str, ...]

    @property
    def page(self) -> str:
        """The path of the claim's page."""
        return f"claims/{self.id}/"

    @property
    def embed(self) -> str:
        """The path of the folder with the claim's embedded page and its picture."""
        return f"embed/{self.id}/"

    @property
    def title(self) -> str:
        """The state and the claim in one line."""
        return f"{self.word}: {self.claim}"

    @property
    def alt_text(self) -> str:
        """What the picture shows, for readers who do not see it."""
        return f"{self.title} – {', '.join(self.facts)}."


def summary_cards(corpus: Corpus) -> tuple[SummaryCard, ...]:
    """The summary of every claim that has a page; withdrawn and merged claims come last."""
    return tuple(summary_card(checked, corpus) for checked in (*corpus.claims, *corpus.retired))


def summary_card(checked: CheckedClaim, corpus: Corpus) -> SummaryCard:
    """The summary of one claim."""
    claim, status = checked.claim, checked.status
    if not claim.retired:
        facts = (*evidence_counts(checked), f"last checked {day(claim.checked.on)}")
        return SummaryCard(claim.id, status.tone, status.icon, status.word, claim.title, claim.finding, facts)
    if claim.withdrawn:
        finding = f"We no longer stand by this claim. {claim.withdrawn.reason}"
        facts = (f"withdrawn on {day(claim.withdrawn.on)}",)
        return SummaryCard(claim.id, Tone.NEUTRAL, "cross", "Withdrawn", claim.title, finding, facts)
    successor = corpus.claim(claim.merged_into or "")
    finding = f"It is now part of another claim{f': {successor.claim.claim}' if successor else '.'}"
    return SummaryCard(claim.id, Tone.NEUTRAL, "turn", "Merged", claim.title, finding, (_merged_on(claim),))


def _merged_on(claim: Claim) -> str:
    days = [change.on for change in claim.history if change.kind is ChangeKind.MERGED]
    return f"merged on {day(max(days))}" if days else "merged"
