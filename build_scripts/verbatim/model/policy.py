"""The types of policy.yaml: the site, its topics, the status scale with its rules, and the limits of quoting.

In: plain mappings and strings. Out: frozen values. What the evidence of a claim amounts to is for `assess`.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from verbatim.model.claims import Kind
from verbatim.model.fields import Address, ClaimId, Day, Entry, Id, Listed, Schema, Text, Whole, Word, YesNo


class Measure(Word):
    """What the evidence of a claim is measured by; `assess` counts each, `policy.yaml` sets the bounds."""

    EXCERPTS = "excerpts", "The excerpts of the claim."
    CLAIMANTS = "claimants", "Who is named as claimant, else who spoke the earliest asserting origin."
    TRANSCRIPTS = "transcripts", "Asserting documents and transcripts that hold the words themselves."
    WITNESSES = "witnesses", "Publishers that heard or hold the words; a rewrite counts as the text that it rewrites."
    ASSERTING_VOICES = "asserting-voices", "Independent voices at the roots of what asserts the claim."
    ASSERTING_RECORDS = "asserting-records", "Documents and observations that assert the claim."
    OWN_VOICES = "own-voices", "Asserting voices that are the very outlet whose article prints them."
    DENYING_EXCERPTS = "denying-excerpts", "Excerpts that deny the claim."
    DENYING_VOICES = "denying-voices", "Independent voices at the roots of what denies the claim."
    OPPOSING_VOICES = "opposing-voices", "Denying voices for which some other voice asserts the claim."
    DENYING_RECORDS = "denying-records", "Documents and observations that deny the claim."
    UNANSWERED_DENIALS = "unanswered-denials", "Denying excerpts without `outweighed`."
    VOICES_WHEN_PUBLISHED = (
        "voices-when-published",
        "Asserting voices that may have spoken by the day of the last article.",
    )
    LATER_SUPPORT = "later-support", "Voices that asserted it, and observations made, only after the articles."
    NAMED_DIFFERENCES = "named-differences", "Excerpts that differ in a detail which their note names."
    CONTRASTED_DISTORTIONS = (
        "contrasted-distortions",
        "Distorted excerpts beside an undistorted one of the same words or origin.",
    )


@dataclass(frozen=True)
class Bound:
    """How many of a measure a rule asks for, both ends included; `most` of None means no upper end."""

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
        return count >= self.least and (self.most is None or count <= self.most)


_BOUND_FORM = {
    "type": "string",
    "pattern": r"^((at least|exactly) \d{1,3}|none)$",
    "errorMessage": "Write a bound: at least 2, exactly 1, or none.",
}
Needed = Annotated[Bound, PlainValidator(Bound.parse), WithJsonSchema(_BOUND_FORM)]


class Rule(Entry):
    """A minimum of evidence. It holds when every measure of at least one of its alternatives is within its bound."""

    id: Id
    """Names this rule on the method page, in errors, and under `override` of a claim."""
    kinds: tuple[Kind, ...] = (Kind.FACT, Kind.SAID)
    """The kinds of claim that it is for; both, unless said otherwise."""
    says: Text
    """The rule in a sentence, as the method page prints it."""
    needs: Listed[dict[Measure, Needed]] = Field(min_length=1)
    """Measures with their bounds (`at least 2`, `exactly 1`, `none`); in a list, one of the alternatives is enough."""


class Tone(Word):
    """The colour family of a status; its word and icon always stand beside it."""

    FIRM = "firm", "It is established."
    PARTIAL = "partial", "It holds in part, or on one voice."
    OPEN = "open", "It is not settled."
    AGAINST = "against", "The evidence speaks against it."
    NEUTRAL = "neutral", "Nothing that evidence can settle."


class Rating(Entry):
    """A number for ClaimReview, on a scale of its own."""

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
            said = {"value": self.value, "worst": self.worst, "best": self.best}
            says = (
                "{value} is not on a scale from {worst} to {best} that begins at 1 or above and has at least two steps"
            )
            raise PydanticCustomError(
                "bad-rating", says, {**said, "mend": "write whole numbers such as `{value: 4, best: 5, worst: 1}`"}
            )
        return self


class Status(Entry):
    """A word that people may choose for a claim, what it means and does not mean, and the evidence it must have."""

    id: Id
    """Names this status under `status` of a claim."""
    word: Text
    """The word that the pages print."""
    definition: Text
    """What it means, in a sentence or two."""
    does_not_mean: Text
    """What it does not mean, where readers might think so."""
    tone: Tone
    """The colour family; the word and the icon always stand beside it."""
    icon: Text
    """The shape beside the word: check, clock, dot, two-arrows, waves, turn, cross, question or quote."""
    kinds: tuple[Kind, ...] = (Kind.FACT, Kind.SAID)
    """The kinds of claim that it is for; both, unless said otherwise."""
    rules: tuple[Rule, ...] = Field(min_length=1)
    """The evidence that a claim with this status must have: every rule for its kind has to hold."""
    claim_review: YesNo = True
    """`false` where the status is no verdict on facts, such as an opinion: search engines are then given no ClaimReview."""
    rating: Rating | None = None
    """A number for ClaimReview, if search engines are to have one."""
    recheck_days: Whole | None = None
    """Days after which somebody should go through the evidence again; without it, never."""


class Topic(Entry):
    """A subject that groups claims."""

    id: Id
    """Names this topic under `topics` of a claim, and in its page's address."""
    name: Text
    """The name as the pages print it."""


class Site(Entry):
    """Who publishes the site, and how to reach them."""

    name: Text
    """The name of the site."""
    subject: Text
    """What it is about, to be read within a sentence: the arms talks of August 2023."""
    publisher: Text
    """Who publishes it."""
    contact: Text
    """The mail address for corrections and takedown requests; printed on every page."""
    issues: Address | None = None
    """Where readers can report a fault in public."""
    licence: Text
    """The licence of our own words and data."""
    licence_url: Address
    """The address of that licence."""
    funding: Text
    """Who pays for the site."""
    lang: Text = "en"
    """The language of the site, as a BCP 47 tag such as en."""


class Limits(Entry):
    """Bounds on quoting."""

    longest_quotation: Whole
    """Words in one quotation, at most."""
    omission_reach: Whole
    """Characters (code points) between the parts of a quotation with `[…]`, at most."""
    largest_share: Whole = 60
    """Percent of an article’s words that the whole site and its data may print, unless its rights allow all."""


class LinkException(Entry):
    """An outside address that the link watch leaves alone until a day, and why."""

    address: Address
    """The address, or with `*` at its end what addresses begin with."""
    reason: Text
    """Why it is left alone."""
    until: Day
    """The last day on which it is; then somebody looks again."""

    def covers(self, address: str) -> bool:
        """Whether an address is meant."""
        beginning = self.address.removesuffix("*")
        return address.startswith(beginning) if beginning != self.address else address == beginning


class Policy(Entry):
    """`policy.yaml`: the site, its topics, the status scale with its rules, the limits of quoting, links not watched."""

    schema_: Schema = Field(alias="schema")
    """The version of this form of file."""
    site: Site
    """Who publishes the site, and how to reach them."""
    featured: Listed[ClaimId] = ()
    """The claims on the home page, in this order."""
    topics: tuple[Topic, ...]
    """The subjects that claims are grouped by."""
    statuses: tuple[Status, ...] = Field(min_length=1)
    """The words that people may choose for a claim, each with the evidence that it must have."""
    limits: Limits
    """Bounds on quoting."""
    link_exceptions: tuple[LinkException, ...] = ()
    """Outside addresses that the link watch leaves alone until a day."""

    def status(self, status_id: str) -> Status:
        """The status of that id; raises KeyError where there is none."""
        return {status.id: status for status in self.statuses}[status_id]
