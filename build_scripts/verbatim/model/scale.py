"""The status scale: statuses, the rules that the evidence must meet, and the measures of these rules.

In: plain mappings and strings of policy.yaml. Out: frozen values. `assess` counts the measures and applies the rules.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from verbatim.model.claims import Kind
from verbatim.model.values.fields import Days, Entry, Id, Listed, Text, Whole, Word, YesNo
from verbatim.model.values.forms import form_of


class Measure(Word):
    """What the evidence of a claim is measured by; `assess` counts each, `policy.yaml` sets the bounds."""

    EXCERPTS = "excerpts", "The excerpts of the claim."
    CLAIMANTS = (
        "claimants",
        "The named claimant, or else who spoke the earliest stated origin; nobody if all are inferred or distorted.",
    )
    TRANSCRIPTS = "transcripts", "Asserting documents and transcripts that hold the words themselves."
    WITNESSES = "witnesses", "Who heard or holds the words; texts that relay one report are one, and a rewrite is none."
    ASSERTING_VOICES = "asserting-voices", "Independent voices at the roots of what asserts the claim."
    CHECKABLE_VOICES = "checkable-voices", "Asserting voices with an excerpt that is not marked `uncheckable`."
    INDEPENDENT_VOICES = (
        "independent-voices",
        "Asserting voices that are neither the claimant nor an outlet in its own article.",
    )
    ASSERTING_RECORDS = "asserting-records", "Documents and observations that assert the claim."
    OWN_VOICES = "own-voices", "Asserting voices that are the outlet whose own article prints them."
    DENYING_EXCERPTS = "denying-excerpts", "Excerpts that deny the claim."
    DENYING_VOICES = (
        "denying-voices",
        "Independent voices at the roots of what denies the claim; under `none`, every denial.",
    )
    OPPOSING_VOICES = "opposing-voices", "Denying voices, if another voice asserts the claim."
    DENYING_RECORDS = "denying-records", "Documents and observations that deny the claim."
    OUTSIDE_EVIDENCE = (
        "outside-evidence",
        "Denials, documents, observations, and words of others than the claimant outside the articles.",
    )
    UNANSWERED_DENIALS = "unanswered-denials", "Denying excerpts without `outweighed`."
    VOICES_WHEN_PUBLISHED = (
        "voices-when-published",
        "Asserting voices that may have spoken by the day of the last article.",
    )
    LATER_SUPPORT = "later-support", "Voices that asserted it, and observations made, only after the articles."
    NAMED_DIFFERENCES = "named-differences", "Excerpts that differ in a detail which their note names."
    NAMED_MEASURES = (
        "named-measures",
        "Excerpts that differ and say how much less they support: in their note, or as `distortion: overstated`.",
    )
    SEARCHES = "searches", "The searches that the claim records under `searched`."
    CONTRASTED_DISTORTIONS = (
        "contrasted-distortions",
        "Distorted excerpts beside an undistorted one of the same words or origin.",
    )
    PROVEN_EXCERPTS = "proven-excerpts", "Asserting excerpts whose words are proven in a stored text."
    SEEN_EXCERPTS = (
        "seen-excerpts",
        "Asserting excerpts whose words are proven in a stored text, or were seen by a machine on their page.",
    )
    SEEN_VOICES = "seen-voices", "Asserting voices that have an excerpt of `seen-excerpts`."


@dataclass(frozen=True)
class Bound:
    """How many of a measure a rule requires, from `least` to `most`; `most` of None means no upper limit."""

    least: int
    most: int | None
    text: str

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `at least 2`, `exactly 1` or `none`; raises PydanticCustomError."""
        found = re.fullmatch(r"(at least|exactly) (\d{1,3})|none", value) if isinstance(value, str) else None
        if not found:
            raise PydanticCustomError(
                "bad-value", "expected a bound", {"mend": "write `at least 2`, `exactly 1` or `none`"}
            )
        if found[1] is None:
            return cls(0, 0, found[0])
        number = int(found[2])
        return cls(number, number if found[1] == "exactly" else None, found[0])

    def holds(self, count: int) -> bool:
        """Whether a count is within this bound."""
        return count >= self.least and self.allows(count)

    def allows(self, count: int) -> bool:
        """Whether a count is not above the upper end of this bound."""
        return self.most is None or count <= self.most


_BOUND_FORM = {
    "type": "string",
    "pattern": r"^((at least|exactly) \d{1,3}|none)$",
    "errorMessage": "Write a bound: at least 2, exactly 1, or none.",
}
Needed = Annotated[Bound, form_of(Bound.parse, _BOUND_FORM)]


class Rule(Entry):
    """A minimum of evidence. It is met if in at least one of its alternatives every measure is within its bound."""

    id: Id
    """The rule's id, which the method page and errors print, and which `override` of a claim names."""
    kinds: tuple[Kind, ...] = Field((Kind.FACT, Kind.SAID), min_length=1)
    """The kinds of claim to which it applies; by default both."""
    says: Text
    """The rule in one sentence, as the method page prints it."""
    needs: Listed[dict[Measure, Needed]] = Field(min_length=1)
    """Measures with their bounds (`at least 2`, `exactly 1`, `none`); of a list, one alternative is enough."""


class Tone(Word):
    """The colour family of a status; its word and icon always stand beside it."""

    FIRM = "firm", "It is established."
    PARTIAL = "partial", "It is right in part, or rests on one voice."
    OPEN = "open", "It is not settled."
    AGAINST = "against", "The evidence speaks against it."
    NEUTRAL = "neutral", "Evidence cannot settle it."


class Icon(Word):
    """The shape next to the word of a status."""

    CHECK = "check", "A tick."
    CLOCK = "clock", "A clock."
    DOT = "dot", "A dot in a circle."
    TWO_ARROWS = "two-arrows", "Two opposite arrows."
    WAVES = "waves", "Two waves, for about."
    BEYOND = "beyond", "An arrow that points above a line."
    TURN = "turn", "An arrow that turns."
    CROSS = "cross", "A cross."
    QUESTION = "question", "A question mark."
    QUOTE = "quote", "Quotation marks."


class Rating(Entry):
    """A rating for ClaimReview, with its scale."""

    value: Whole
    """The rating."""
    best: Whole
    """The best rating of the scale."""
    worst: Whole
    """The worst rating of the scale."""

    @model_validator(mode="after")
    def _within_the_scale(self) -> Self:
        # Google Search Central, “Fact check”: ratingValue lies from worstRating to bestRating, and those differ.
        if not (1 <= self.worst <= self.value <= self.best and self.worst < self.best):
            numbers = {"value": self.value, "worst": self.worst, "best": self.best}
            message = (
                "{value} is not on a scale from {worst} to {best} that starts at 1 or above and has at least two steps"
            )
            mend = "write whole numbers such as `{value: 4, best: 5, worst: 1}`"
            raise PydanticCustomError("bad-rating", message, {**numbers, "mend": mend})
        return self


class Status(Entry):
    """A word that editors may choose for a claim, what it means and does not mean, and the evidence that it needs."""

    id: Id
    """The status's id, which claims name under `status`."""
    word: Text
    """The word that the pages print."""
    definition: Text
    """What it means, in one or two sentences."""
    does_not_mean: Text
    """What it does not mean, although readers might think so."""
    tone: Tone
    """The colour family, which is never shown without the word and the icon."""
    icon: Icon
    """The icon next to the word: check, clock, dot, two-arrows, waves, beyond, turn, cross, question or quote."""
    kinds: tuple[Kind, ...] = Field((Kind.FACT, Kind.SAID), min_length=1)
    """The kinds of claim to which it applies; by default both."""
    rules: tuple[Rule, ...] = Field(min_length=1)
    """The evidence that a claim with this status needs: every rule for the claim's kind must be met."""
    claim_review: YesNo = True
    """`false` if the status is no verdict on facts, such as an opinion: search engines then get no ClaimReview."""
    rating: Rating | None = None
    """The rating in ClaimReview, if search engines are to get one."""
    recheck_days: Days | None = None
    """Days after which the evidence should be reviewed again; without it, never."""

    def asks_for(self, measure: Measure) -> bool:
        """Whether a rule of it needs at least one of a measure."""
        needs = [need for rule in self.rules for need in rule.needs]
        return any(measure in need and need[measure].least > 0 for need in needs)

    @property
    def is_about_wording(self) -> bool:
        """Whether it says that an outlet’s wording departs from the words that it relays."""
        return self.asks_for(Measure.CONTRASTED_DISTORTIONS)
