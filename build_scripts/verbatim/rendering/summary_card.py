"""What a claim shows outside its own page: on an embedded card, on a picture for social networks, in a citation.

In: a claim. Out: a `SummaryCard`. For a claim that was withdrawn or merged it says so, and no longer gives a status.
"""

from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import ChangeKind, Claim
from verbatim.model.scale import Tone
from verbatim.rendering.wording import evidence_counts
from verbatim.translation.language import Language

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
    language: Language

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
        return f"{self.word}{self.language.colon} {self.claim}"

    @property
    def alt_text(self) -> str:
        """What the picture shows, for readers who do not see it."""
        return f"{self.title} – {self.language.comma.join(self.facts)}."


def summary_cards(corpus: Corpus) -> tuple[SummaryCard, ...]:
    """The summary of every claim that has a page; withdrawn and merged claims come last."""
    return tuple(summary_card(checked, corpus) for checked in (*corpus.claims, *corpus.retired))


def fingerprint_of_successor(checked: CheckedClaim, corpus: Corpus) -> str | None:
    """What a summary shows of another claim: the fingerprint of the one that this one was merged into."""
    successor = corpus.claim(checked.claim.merged_into or "")
    return successor.fingerprint if successor else None


def summary_card(checked: CheckedClaim, corpus: Corpus) -> SummaryCard:
    """The summary of one claim."""
    claim, status, language = checked.claim, checked.status, corpus.language
    if not claim.retired:
        checked_on = language.gettext("last checked %(day)s", day=language.day(claim.checked.day))
        facts = (*evidence_counts(checked, language), checked_on)
        return SummaryCard(claim.id, status.tone, status.icon, status.word, claim.title, claim.finding, facts, language)
    if claim.withdrawn:
        word, icon = language.gettext("Withdrawn"), "cross"
        finding = language.gettext("We no longer stand by this claim. %(reason)s", reason=claim.withdrawn.reason)
        fact = language.gettext("withdrawn on %(day)s", day=language.day(claim.withdrawn.day))
    else:
        word, icon, fact = language.gettext("Merged"), "turn", _merged_on(claim, language)
        successor = corpus.claim(claim.merged_into or "")
        finding = (
            language.gettext("It is now part of another claim: %(claim)s", claim=successor.claim.claim)
            if successor
            else language.gettext("It is now part of another claim.")
        )
    return SummaryCard(claim.id, Tone.NEUTRAL, icon, word, claim.title, finding, (fact,), language)


def _merged_on(claim: Claim, language: Language) -> str:
    days = [change.day for change in claim.history if change.kind is ChangeKind.MERGED]
    if not days:
        return language.word(ChangeKind.MERGED)
    return language.gettext("merged on %(day)s", day=language.day(max(days)))
