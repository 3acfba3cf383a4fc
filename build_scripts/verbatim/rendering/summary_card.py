"""What a claim shows of itself away from its page: in an embedded card, on a picture that is shared, in a citation.

In: a claim. Out: a `SummaryCard`. A claim that was withdrawn or merged shows that, and no verdict any more.
"""

from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import ChangeKind, Claim
from verbatim.model.policy import Tone
from verbatim.rendering.templating import day
from verbatim.rendering.view import counts

# Pixels: the size of a social card, as Open Graph's and Twitter's readers ask for it.
CARD_WIDTH, CARD_HEIGHT = 1200, 630


@dataclass(frozen=True)
class SummaryCard:
    """The word that stands for the state of a claim, with its tone and icon; the claim; the answer; facts in a few words each."""

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
        """The path of the folder of all that is made to be shown elsewhere."""
        return f"embed/{self.id}/"

    @property
    def title(self) -> str:
        """It in one line."""
        return f"{self.word}: {self.claim}"

    @property
    def says(self) -> str:
        """What the picture says, for those who do not see it."""
        return f"{self.title} – {', '.join(self.facts)}."


def summary_cards(corpus: Corpus) -> tuple[SummaryCard, ...]:
    """The summary of every claim that has a page, those that stand before those that do not."""
    return tuple(summary_card(checked, corpus) for checked in (*corpus.claims, *corpus.retired))


def summary_card(checked: CheckedClaim, corpus: Corpus) -> SummaryCard:
    """The summary of one claim."""
    claim, status = checked.claim, checked.status
    if not claim.retired:
        facts = (*counts(checked), f"last checked {day(claim.checked.on)}")
        return SummaryCard(claim.id, status.tone, status.icon, status.word, claim.claim, claim.finding, facts)
    if claim.withdrawn:
        says, since = f"We no longer stand by this. {claim.withdrawn.reason}", claim.withdrawn.on
        return SummaryCard(
            claim.id, Tone.NEUTRAL, "cross", "Withdrawn", claim.claim, says, (f"withdrawn on {day(since)}",)
        )
    heir = corpus.claim(claim.merged_into or "")
    says = f"It is part of another claim now: {heir.claim.claim}" if heir else "It is part of another claim now."
    return SummaryCard(claim.id, Tone.NEUTRAL, "turn", "Merged", claim.claim, says, (_merged(claim),))


def _merged(claim: Claim) -> str:
    days = [change.on for change in claim.history if change.kind is ChangeKind.MERGED]
    return f"merged on {day(max(days))}" if days else "merged"
