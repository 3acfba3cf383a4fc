"""The types of claims: what is claimed, the status, the finding and the history.

In: plain mappings and strings, as `yaml_reader` reads them. Out: frozen values.
"""

from typing import Any, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from verbatim.model.evidence import Evidence
from verbatim.model.values.fields import (
    ClaimId,
    Day,
    Entry,
    Id,
    Listed,
    Period,
    RuleId,
    Schema,
    SpeakerId,
    StatusId,
    Text,
    Title,
    TopicId,
    When,
    Word,
    YesNo,
)


class Kind(Word):
    """Whether the act of saying is the claim, or what is said to be so."""

    FACT = "fact", "The claim is that something is so: independent voices, a document or an observation show it."
    SAID = (
        "said",
        "The claim is that something was said, ordered or announced: those who heard or recorded the words show it.",
    )


class Checked(Entry):
    """When the evidence was last reviewed, and by whom."""

    day: Day
    """The day of the last review of the evidence."""
    by: Text
    """Who reviewed it."""


class Search(Entry):
    """Evidence that was looked for, and what came of it."""

    for_: Text = Field(alias="for")
    """What was looked for."""
    where: Text
    """Where: the archives, sites or collections that were searched."""
    day: Day
    """The day of the search."""
    by: Text
    """Who searched."""
    found: Text
    """What was found: `nothing`, or what it was and why it does not change the status."""


class Inquiry(Entry):
    """Somebody who was asked about the claim, and the answer."""

    whom: Text
    """Who was asked."""
    day: Day
    """The day on which they were asked."""
    answer: Text
    """What they answered, or that no answer came by a day."""


class ChangeKind(Word):
    """What kind of change a history entry records."""

    PUBLISHED = "published", "The claim was first published."
    UPDATED = "updated", "Something new was added; the earlier text was not wrong."
    CORRECTED = "corrected", "Something in the earlier text was wrong."
    WITHDRAWN = "withdrawn", "The claim was taken back."
    MERGED = "merged", "The claim became part of another one."


class Change(Entry):
    """A dated, public entry of what changed and why."""

    day: Day
    """The day of the change."""
    kind: ChangeKind
    """What kind of change it is."""
    change: Text
    """What changed."""
    why: Text
    """Why it changed."""

    @property
    def is_correction(self) -> bool:
        """Whether something was wrong, or the claim was withdrawn or merged."""
        return self.kind in (ChangeKind.CORRECTED, ChangeKind.WITHDRAWN, ChangeKind.MERGED)


class Before(Entry):
    """What was published before a change: the keys that changed, with the words that they had."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    claim: Text | None = None
    """The claim before the change."""
    finding: Text | None = None
    """The finding before the change."""
    reasoning: Text | None = None
    """The reasoning before the change."""
    status: Id | None = None
    """The id of the status before the change."""
    kind: Kind | None = None
    """The kind of claim before the change."""
    when: When | None = None
    """When it happened, as it was given before the change."""
    claimant: Id | None = None
    """The id of the claimant before the change."""

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.model_fields_set:
            mend = "write what was published before, such as `finding: …`, or delete `was:`"
            raise PydanticCustomError("bad-value", "`was:` names nothing", {"mend": mend})
        return self

    @property
    def texts(self) -> dict[str, str]:
        """The keys that changed, with what they had, as texts."""
        values = {key: getattr(self, key) for key in type(self).model_fields if getattr(self, key) is not None}
        return {key: value.text if isinstance(value, Period) else value for key, value in values.items()}


class ClaimChange(Change):
    """A dated, public entry of what changed in a claim, why, and what was published before."""

    model_config = ConfigDict(
        json_schema_extra={
            "dependentSchemas": {"was": {"properties": {"kind": {"not": {"const": ChangeKind.PUBLISHED.value}}}}}
        }
    )

    was: Before | None = None
    """What was published before, by the keys that changed; `verbatim amend` fills it in."""

    @model_validator(mode="after")
    def _nothing_before_publication(self) -> Self:
        if self.was and self.kind is ChangeKind.PUBLISHED:
            mend = "delete `was:`, or write `kind: corrected` or `kind: updated`"
            raise PydanticCustomError("bad-value", "nothing was published before", {"mend": mend})
        return self


class Override(Entry):
    """A rule that does not apply to one claim, with the reason that the page prints."""

    rule: RuleId
    """The id of the rule in policy.yaml that does not apply."""
    reason: Text
    """Why, as the page prints it."""
    by: Text
    """Who decided."""
    day: Day
    """The day of the decision."""


class Withdrawn(Entry):
    """When and why a claim was withdrawn; its page stays and shows the last status."""

    day: Day
    """The day on which it was withdrawn."""
    reason: Text
    """Why, as the page prints it."""


class Draft(Entry):
    """A claim that is not published yet. Only `id` is required; whatever else is there is checked."""

    id: Id
    """The claim's permanent id, which is also the address of its page."""
    claim: Text | None = None
    short: Title | None = None
    """The claim in at most 75 characters, for titles, cards, feeds and search engines, if `claim` is longer."""
    kind: Kind | None = None
    status: StatusId | None = None
    finding: Text | None = None
    reasoning: Text | None = None
    when: When | None = None
    """When it happened: a day, a month, a year, or a range such as 2023-07-25/2023-07-27."""
    topics: Listed[TopicId] = ()
    matters: Text | None = None
    """Why it matters, in one sentence; the home page prints it with the claim."""
    claimant: SpeakerId | None = None
    """Whose claim it is, a person or a voice; by default who spoke the earliest stated, undistorted origin."""
    checked: Checked | None = None
    evidence: Listed[Evidence] = ()
    searched: Listed[Search] = ()
    """What else was looked for, where, when and by whom, and what was found."""
    unknown: Text | None = None
    """What is not known, in one or two sentences; the page prints it in a box of its own."""
    asked: Listed[Inquiry] = ()
    """Who was asked for comment, when, and the answer."""
    related: Listed[ClaimId] = ()
    """Other claims to which this page links."""
    variants: tuple[Text, ...] = ()
    """Other wordings of the claim, by which `scan` finds it; they are not published."""
    history: Listed[ClaimChange] = ()
    """What changed since the claim was first published, when and why."""
    draft: YesNo = False
    """`true` while the claim is checked but not published."""
    withdrawn: Withdrawn | None = None
    """When and why it was withdrawn; its page stays and shows the last status."""
    merged_into: ClaimId | None = None
    """The claim that it became part of; its page stays and links there."""
    override: Override | None = None
    """A rule that does not apply to this claim, with the reason that the page prints."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The required keys that are still missing."""
        return tuple(
            name for name, info in Claim.model_fields.items() if info.is_required() and not getattr(self, name)
        )

    def finished(self) -> "Claim | None":
        """The draft as a claim, or None while something is missing."""
        return (
            None
            if self.missing
            else Claim.model_construct(**{name: getattr(self, name) for name in Claim.model_fields})
        )


def _whole_unless_draft(schema: dict[str, Any]) -> None:
    """Change a JSON Schema as the checks do: a draft needs only `id`, and any other claim a history, too.

    The newest day of the history is the default of `checked`.
    """
    needed = [*(name for name in schema["required"] if name not in ("id", "checked")), "history"]
    is_draft = {"properties": {"draft": {"const": True}}, "required": ["draft"]}
    published = {"required": needed, "properties": {"history": {"minItems": 1}}}
    schema.update({"required": ["id"], "if": is_draft, "else": published})


class Claim(Draft):
    """One claim with its status, finding, reasoning and evidence."""

    model_config = ConfigDict(json_schema_extra=_whole_unless_draft)

    claim: Text
    """One sentence that could be true or false, in neutral words."""
    kind: Kind
    """Whether the claim is a fact, or that somebody said something."""
    status: StatusId
    """A status of policy.yaml; `check` refuses one that the evidence does not allow."""
    finding: Text
    """The answer first, in one or two sentences."""
    reasoning: Text
    """How the status follows from the evidence, what speaks against it, and what is not known; Markdown."""
    topics: Listed[TopicId] = Field(min_length=1)
    """The topics it belongs to, as policy.yaml declares them; by default the only one, if there is no other."""
    checked: Checked
    """When the evidence was last reviewed, and by whom; by default on the day of the newest history entry."""
    evidence: Listed[Evidence] = Field(min_length=1)
    """The excerpts that the status rests on."""

    @property
    def title(self) -> str:
        """The claim where there is little room: in titles, cards, feeds and search results."""
        return self.short or self.claim

    @property
    def retired(self) -> bool:
        """Whether it is withdrawn or merged into another claim: its page stays, but nothing counts it any more."""
        return self.withdrawn is not None or self.merged_into is not None


class ClaimsFile(Entry):
    """The claims: what the articles say, what the evidence shows, and the excerpts that show it."""

    schema_: Schema = Field(alias="schema")
    """The version of this file format."""
    claims: tuple[Claim, ...]
    """The claims, in any order: a claim is found by its id."""
