"""The types of the claims' rows and files: claims that stand, with their excerpts, and retired claims, without.

Retired claims (withdrawn or merged) have a list of their own, so that nobody counts them by mistake and no address is
lost. `claim_rows` fills the rows.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from verbatim.data.api.rows.excerpts import ExcerptRow
from verbatim.data.api.rows.row import (
    Count,
    Head,
    Id,
    ListHead,
    Named,
    Page,
    Path,
    Row,
    WhenText,
    row_type,
)
from verbatim.model.claims import ChangeKind, Kind
from verbatim.model.values.fields import Word


class State(Word):
    """Whether a claim stands, was withdrawn or was merged."""

    STANDING = "standing", "It is neither withdrawn nor merged."
    WITHDRAWN = "withdrawn", "It was withdrawn."
    MERGED = "merged", "It was merged into another claim."


@row_type
class StatusRef(Row):
    """A status of the scale."""

    id: Id
    """Its id in statuses.json."""
    word: str
    """The word for it, as printed on the pages."""


@row_type
class CheckedRow(Row):
    """When the evidence was last checked, and by whom."""

    on: date
    """The day."""
    by: str
    """Who checked it."""


@row_type
class Counts(Row):
    """The amount of evidence. Each is counted once, even if several outlets print it."""

    excerpts: Count
    """The number of excerpts."""
    publishers: Count
    """The number of publishers of the quoted texts."""
    voices: Count
    """The number of independent voices that assert the claim."""
    denying_voices: Count
    """The number of independent voices that deny the claim."""
    witnesses: Count
    """The number of publishers that heard or have the words; this counts for claims that something was said."""
    holding_the_words: Count
    """Where excerpts distort the words that they relay: the number of those who heard or hold these words."""
    departing: Count
    """The number of publishers of the distorted excerpts."""


@row_type
class SearchRow(Row):
    """Evidence that was looked for, and what came of it."""

    for_: Annotated[str, Field(alias="for")]
    """What was looked for."""
    where: str
    """Where."""
    day: date
    """The day of the search."""
    by: str
    """Who searched."""
    found: str
    """What was found."""


@row_type
class InquiryRow(Row):
    """Somebody who was asked about the claim, and the answer."""

    whom: str
    """Who was asked."""
    day: date
    """The day on which they were asked."""
    answer: str
    """What they answered, or that no answer came."""


@row_type
class OverrideRow(Row):
    """A rule that was set aside for one claim."""

    rule: Id
    """The id of the rule in statuses.json."""
    reason: str
    """Why."""
    by: str
    """Who decided it."""
    on: date
    """The day of the decision."""


@row_type
class BeforeRow(Row):
    """What one key of a claim was before a change."""

    key: Literal["claim", "finding", "reasoning", "status", "kind", "when", "claimant"]
    """The key of the claim; for a retired claim `status` is in `last_status`."""
    text: str
    """Its value before the change: words, an id or a date. What came after is in a later entry, or in the claim."""


@row_type
class LossRow(Row):
    """A source or voice without which the rules no longer allow the claim's status."""

    what: Literal["source", "voice"]
    """Whether `id` is of a source in sources.json or of a voice in voices.json."""
    id: Id
    """Its id."""
    then: tuple[StatusRef, ...]
    """The statuses that the other evidence allows; an empty list if it allows none."""


@row_type
class ChangeInClaim(Row):
    """What changed in a claim, when and why."""

    on: date
    """The day of the change."""
    kind: ChangeKind
    """What kind of change it is."""
    is_correction: bool
    """Whether it corrects an error, withdraws the claim or merges it."""
    change: str
    """What changed."""
    why: str
    """Why it changed."""
    was: tuple[BeforeRow, ...]
    """What was published before; an empty list if the entry does not say it."""


@row_type
class ClaimRow(Page):
    """A claim that stands, with its evidence."""

    claim: str
    """What is claimed, in one neutral sentence."""
    short: str | None = None
    """The same in at most 75 characters, if the claim is longer."""
    kind: Kind
    """Whether the claim is that something was said, or that something is so."""
    status: StatusRef
    """Its status: chosen by a person, within the rules for the evidence."""
    finding: str
    """The answer in one or two sentences."""
    reasoning: str
    """How the status follows from the evidence, in Markdown."""
    when: WhenText | None = None
    """When it happened: a day, a month, a year, or a range such as 2023-07-25/2023-07-27."""
    when_earliest: date | None = None
    """The first day of that."""
    when_latest: date | None = None
    """The last day of that."""
    topics: tuple[Named, ...]
    """Its topics, the main one first."""
    claimant: Named | None = None
    """Who makes the claim: a person or a voice."""
    claimant_inferred: bool
    """Whether the claimant is only the publisher that we infer of the texts that have the claim."""
    checked: CheckedRow
    """When the evidence was last checked, and by whom."""
    next_check: date | None = None
    """The day of the next check; missing if the status is settled."""
    counts: Counts
    """The amount of evidence."""
    voices: tuple[Named, ...]
    """The independent voices that assert it."""
    denying_voices: tuple[Named, ...]
    """The independent voices that deny it."""
    witnesses: tuple[Named, ...]
    """The publishers that heard or have the words."""
    holding_the_words: tuple[Named, ...]
    """Where excerpts distort the words that they relay: those who heard or hold these words."""
    departing: tuple[Named, ...]
    """The publishers of the distorted excerpts."""
    hangs_on: tuple[LossRow, ...]
    """What the status hangs on: an empty list if each source, and each voice, can be left out alone."""
    override: OverrideRow | None = None
    """A rule that was set aside for this claim; then the status does not follow from the evidence."""
    needs_unseen_words: bool
    """Whether the rules allow the status only with words that no machine has seen: those that are only recorded."""
    excerpts: tuple[ExcerptRow, ...]
    """The evidence, in the editors' order."""
    searched: tuple[SearchRow, ...]
    """What else was looked for, and what was found."""
    unknown: str | None = None
    """What is not known."""
    asked: tuple[InquiryRow, ...]
    """Who was asked for comment, and the answers; an empty list if nobody was asked."""
    related: tuple[Id, ...]
    """The ids of related claims."""
    history: tuple[ChangeInClaim, ...]
    """What changed since it was first published, in the editors' order."""


@row_type
class WithdrawnRow(Row):
    """When and why a claim was withdrawn."""

    on: date
    """The day."""
    reason: str
    """Why."""


@row_type
class RetiredRow(Page):
    """A retired claim: its last content, and whether it was withdrawn or merged."""

    state: State
    """Whether it was withdrawn or merged."""
    withdrawn: WithdrawnRow | None = None
    """When and why, if it was withdrawn."""
    merged_into: Id | None = None
    """The id of the claim into which it was merged, if it was."""
    claim: str
    """What was claimed."""
    short: str | None = None
    """The same in at most 75 characters, if the claim is longer."""
    kind: Kind
    """Whether the claim was that something was said, or that something is so."""
    last_status: StatusRef
    """Its last status."""
    finding: str
    """Its last answer."""
    history: tuple[ChangeInClaim, ...]
    """What changed since it was first published."""


@row_type
class ClaimsFile(ListHead):
    """`claims.json`: all claims that stand, and in a separate list the claims that were withdrawn or merged.

    `claims/page/NUMBER.json` has a part of them, if there are many.
    """

    claims: tuple[ClaimRow, ...]
    """The claims that stand, in the editors' order; `total` counts these."""
    retired: tuple[RetiredRow, ...]
    """The claims that were withdrawn or merged; they are counted nowhere."""
    part: Count | None = None
    """In a file with a part of the claims: its number, from 1; the first has all retired claims."""
    parts: Count | None = None
    """In such a file: how many parts there are."""
    next: Path | None = None
    """In such a file: the path of the next part from the site's root; the last part has none."""


@row_type
class ClaimFile(Head):
    """`claims/ID.json`: one claim, retired or not."""

    state: State
    """Its state. With `standing` the key `claim` is present, otherwise `retired`."""
    claim: ClaimRow | None = None
    """The claim, if it stands."""
    retired: RetiredRow | None = None
    """What is kept of it, if it was withdrawn or merged."""
