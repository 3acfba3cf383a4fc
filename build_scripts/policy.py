"""The types of policy.yaml: the site, its topics, the status scale with its rules, and the limits of quoting.

In: plain mappings and strings. Out: frozen values. What the evidence of a claim amounts to is for `assess`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from build_scripts.fields import Address, Entry, Id, Ids, Schema, Text, Whole, list_of_one
from build_scripts.model import Kind


class Measure(StrEnum):
    """What the evidence of a claim is measured by; `assess` counts each, `policy.yaml` sets the bounds."""

    EXCERPTS = "excerpts"
    CLAIMANTS = "claimants"
    TRANSCRIPTS = "transcripts"
    WITNESSES = "witnesses"
    ASSERTING_VOICES = "asserting-voices"
    ASSERTING_RECORDS = "asserting-records"
    OWN_VOICES = "own-voices"
    DENYING_EXCERPTS = "denying-excerpts"
    DENYING_VOICES = "denying-voices"
    OPPOSING_VOICES = "opposing-voices"
    DENYING_RECORDS = "denying-records"
    UNANSWERED_DENIALS = "unanswered-denials"
    VOICES_WHEN_PUBLISHED = "voices-when-published"
    LATER_SUPPORT = "later-support"
    NAMED_DIFFERENCES = "named-differences"
    CONTRASTED_DISTORTIONS = "contrasted-distortions"


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
            raise PydanticCustomError("bad-value", "expected a bound: at least 2, exactly 1, or none")
        if found[1] is None:
            return cls(0, 0, found[0])
        number = int(found[2])
        return cls(number, number if found[1] == "exactly" else None, found[0])

    def holds(self, count: int) -> bool:
        """Whether a count is within this bound."""
        return count >= self.least and (self.most is None or count <= self.most)


class Rule(Entry):
    """A minimum of evidence. It holds when every measure of at least one of its alternatives is within its bound."""

    id: Id
    kinds: tuple[Kind, ...] = (Kind.FACT, Kind.SAID)
    says: Text
    needs: Annotated[tuple[dict[Measure, Annotated[Bound, PlainValidator(Bound.parse)]], ...], BeforeValidator(list_of_one)] = Field(
        min_length=1
    )


class Tone(StrEnum):
    """The colour family of a status; its word and icon always stand beside it."""

    FIRM = "firm"
    PARTIAL = "partial"
    OPEN = "open"
    AGAINST = "against"
    NEUTRAL = "neutral"


class Rating(Entry):
    """A number for ClaimReview, on a scale of its own."""

    value: Whole
    best: Whole
    worst: Whole


class Status(Entry):
    """A word that people may choose for a claim, what it means and does not mean, and the evidence it must have."""

    id: Id
    word: Text
    definition: Text
    does_not_mean: Text
    tone: Tone
    icon: Text
    kinds: tuple[Kind, ...] = (Kind.FACT, Kind.SAID)
    rules: tuple[Rule, ...] = Field(min_length=1)
    rating: Rating | None = None
    recheck_days: Whole | None = None


class Topic(Entry):
    """A subject that groups claims."""

    id: Id
    name: Text


class Site(Entry):
    """Who publishes the site, and how to reach them."""

    name: Text
    subject: Text
    publisher: Text
    contact: Text
    issues: Address | None = None
    licence: Text
    licence_url: Address
    funding: Text
    lang: Text = "en"


class Limits(Entry):
    """Bounds on quoting.

    Words in one quotation; code points between the parts of one with an omission; percent of an article's words that
    the whole site and its data may print.
    """

    longest_quotation: Whole
    omission_reach: Whole
    largest_share: Whole = 60


class Policy(Entry):
    """`policy.yaml`: the site, its topics, the status scale with its rules, and the limits of quoting."""

    schema_: Schema = Field(alias="schema")
    site: Site
    featured: Ids = ()
    topics: tuple[Topic, ...]
    statuses: tuple[Status, ...] = Field(min_length=1)
    limits: Limits

    def status(self, status_id: str) -> Status:
        """The status of that id; raises KeyError where there is none."""
        return {status.id: status for status in self.statuses}[status_id]
