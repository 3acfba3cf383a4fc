"""The types of the claims' rows and files: claims that stand, with their excerpts, and retired claims, without.

Retired claims (withdrawn or merged) have a list of their own, so that nobody counts them by mistake and no address is
lost. Offsets count code points. `claim_rows` fills the rows.
"""

from datetime import date

from verbatim.data.api.row import (
    Count,
    Head,
    Id,
    ListHead,
    Named,
    OriginRef,
    Page,
    Row,
    Sha256,
    Web,
    WhenText,
)
from verbatim.model.claims import ChangeKind, Distortion, Kind, OriginBasis, Stance
from verbatim.model.fields import Word
from verbatim.quotation.locate import Match


class State(Word):
    """What became of a claim."""

    STANDING = "standing", "It stands."
    WITHDRAWN = "withdrawn", "It was taken back."
    MERGED = "merged", "It became part of another one."


class Proof(Word):
    """Whether the words were found in a text that the site holds."""

    PROVEN = "proven", "When the site was built, the words were found in the stored text of their source."
    RECORDED = "recorded", "Somebody read and noted them on a page that the site does not hold."


class StatusRef(Row):
    """A status of the scale."""

    id: Id
    """Its id in statuses.json."""
    word: str
    """Its word as the pages print it."""


class CheckedRow(Row):
    """When somebody last went through the evidence, and who."""

    on: date
    """The day."""
    by: str
    """Who did."""


class Counts(Row):
    """How much evidence there is. Each counts once, however many outlets carry it."""

    excerpts: Count
    """Excerpts."""
    publishers: Count
    """Publishers of the texts that they are from."""
    voices: Count
    """Independent voices that assert the claim."""
    denying_voices: Count
    """Independent voices that deny it."""
    witnesses: Count
    """Publishers that heard or hold the words: what counts for a claim that something was said."""


class Selector(Row):
    """Where the words stand in the text of their source, in the terms of the W3C Web Annotation Data Model (4.2.4, 4.2.5)."""

    start: Count
    """Code points of the text before the words. Of recorded words: of the passages that were noted."""
    end: Count
    """Code points of the text up to the end of the words."""
    exact: tuple[str, ...]
    """The words as the source has them; one string for each part where something between was left out."""
    prefix: str
    """What stands just before, as far as the page prints it too."""
    suffix: str
    """What stands just after, as far as the page prints it too."""
    folding: Count
    """The version of the rules by which quotation and text were compared."""
    source_sha256: Sha256 | None = None
    """The SHA-256 of the stored file; absent for recorded words."""


class TranslationRow(Row):
    """What words in another language say."""

    text: str
    """The translation."""
    by: str
    """Who translated."""


class ExcerptRow(Page):
    """Words of a source, and how they bear on the claim."""

    id: Id
    """Names the excerpt on the pages; it stays as it is whatever changes elsewhere."""
    source: Id
    """The id of the source in sources.json."""
    source_title: str
    """Its headline."""
    publisher: Named
    """Who wrote it."""
    published: WhenText
    """When it appeared: a day, a month, a year, or a range."""
    published_earliest: date
    """The first day on which that may have been."""
    published_latest: date
    """The last day on which that may have been."""
    lang: str
    """The language of the words, as a BCP 47 tag."""
    address: Web | None = None
    """Where readers find the source."""
    archived: Web | None = None
    """A copy of it in a web archive."""
    stance: Stance
    """How the words bear on the claim."""
    distortion: Distortion | None = None
    """In what way they depart in substance from the words that they relay."""
    outweighed: str | None = None
    """Why words that deny the claim do not change its status."""
    origins: tuple[OriginRef, ...]
    """Where the information first came from; none where the source does not say."""
    origin_basis: OriginBasis
    """Whether the source says where it came from."""
    quotation: Proof
    """Whether the words were found in a text that the site holds."""
    match: Match
    """How they compare with what the editor wrote: `exact`, or alike but for typography."""
    words: str
    """The words in one string, with […] where something was left out."""
    selector: Selector
    """Where they stand in the source's text."""
    translation: TranslationRow | None = None
    """What they say, where they are in another language."""
    note: str | None = None
    """What readers should know about them."""


class OverrideRow(Row):
    """A rule that was set aside for one claim."""

    rule: Id
    """The id of the rule in statuses.json."""
    reason: str
    """Why."""
    by: str
    """Who decided it."""
    on: date
    """When."""


class ChangeInClaim(Row):
    """What changed in a claim, when and why."""

    on: date
    """The day of the change."""
    kind: ChangeKind
    """What kind of change it is."""
    is_correction: bool
    """Whether something had been wrong, or was taken back."""
    change: str
    """What changed."""
    why: str
    """Why it changed."""


class ClaimRow(Page):
    """A claim that stands, with its evidence."""

    claim: str
    """What is claimed, in one neutral sentence."""
    kind: Kind
    """Whether the act of saying is the claim, or what is said to be so."""
    status: StatusRef
    """What the evidence amounts to, chosen by a person within the rules."""
    finding: str
    """The answer in one or two sentences."""
    reasoning: str
    """How the status follows from the evidence; Markdown."""
    when: WhenText | None = None
    """When it happened: a day, a month, a year, or a range such as 2023-07-25/2023-07-27."""
    when_earliest: date | None = None
    """The first day of that."""
    when_latest: date | None = None
    """The last day of that."""
    topics: tuple[Named, ...]
    """The subjects it belongs to, the main one first."""
    claimant: Named | None = None
    """Whose claim it is: a person or a voice."""
    checked: CheckedRow
    """When somebody last went through the evidence, and who."""
    next_check: date | None = None
    """When somebody will again; absent where the status is settled."""
    counts: Counts
    """How much evidence there is."""
    voices: tuple[Named, ...]
    """The independent voices that assert it."""
    denying_voices: tuple[Named, ...]
    """The independent voices that deny it."""
    witnesses: tuple[Named, ...]
    """The publishers that heard or hold the words."""
    override: OverrideRow | None = None
    """A rule that was set aside for it."""
    excerpts: tuple[ExcerptRow, ...]
    """The evidence, in the editors' order."""
    related: tuple[Id, ...]
    """The ids of claims that readers of this one should see."""
    history: tuple[ChangeInClaim, ...]
    """What changed since it was first published, in the order of the entries."""


class WithdrawnRow(Row):
    """Why and when a claim was taken back."""

    on: date
    """The day."""
    reason: str
    """Why."""


class RetiredRow(Page):
    """A claim that stands no more: what it last said, and what became of it."""

    state: State
    """Whether it was withdrawn or merged."""
    withdrawn: WithdrawnRow | None = None
    """Why and when, if it was withdrawn."""
    merged_into: Id | None = None
    """The id of the claim that it became part of, if it was merged."""
    claim: str
    """What was claimed."""
    kind: Kind
    """Whether the act of saying was the claim, or what was said to be so."""
    last_status: StatusRef
    """The status that it had last."""
    finding: str
    """The answer as it stood last."""
    history: tuple[ChangeInClaim, ...]
    """What changed since it was first published."""


class ClaimsFile(ListHead):
    """`claims.json`: all claims that stand, and apart from them those that were withdrawn or merged."""

    claims: tuple[ClaimRow, ...]
    """The claims that stand, in the editors' order; these are counted in `total`."""
    retired: tuple[RetiredRow, ...]
    """The claims that were withdrawn or merged; they count for nothing."""


class ClaimFile(Head):
    """`claims/ID.json`: one claim, whether it stands or not."""

    state: State
    """What became of it; with `standing` there is `claim`, else `retired`."""
    claim: ClaimRow | None = None
    """The claim, if it stands."""
    retired: RetiredRow | None = None
    """What is left of it, if it was withdrawn or merged."""
