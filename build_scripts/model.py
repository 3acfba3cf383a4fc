"""The types of what a microsite holds: voices, origins, sources, evidence and claims.

In: plain mappings and strings, as `yamlfile` reads them. Out: frozen values. A raw dictionary never travels past these
types, and no type here knows of files, lines or pages. The words and the text below each field reach editors of the
data: `verbatim schema` makes the JSON Schema out of them that explains a field where it is written.
"""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from build_scripts.fields import (
    Address,
    ClaimId,
    Day,
    Entry,
    Id,
    Listed,
    OriginId,
    PersonId,
    RuleId,
    Schema,
    Sha256,
    SourceId,
    SpeakerId,
    StatusId,
    Text,
    TopicId,
    UtteranceId,
    VoiceId,
    When,
    Whole,
    Word,
    YesNo,
)

# Who says what: voices, people, origins


class Voice(Entry):
    """Somebody whose word counts once: a government, an agency, an outlet's own reporting."""

    id: Id
    """Names this voice everywhere else; an id that was ever published stays as it is."""
    name: Text
    """The name as the pages print it."""
    part_of: VoiceId | None = None
    """The voice that this one belongs to: the two never count as independent."""
    note: Text | None = None
    """What readers should know about this voice."""


class Person(Entry):
    """A named speaker, with the role held at the time and the voice they speak for."""

    id: Id
    """Names this person everywhere else; no voice may have the same id."""
    name: Text
    """The name as the pages print it."""
    role: Text
    """The office or role held when the words were spoken."""
    voice: VoiceId
    """The voice that this person speaks for."""


class VoicesFile(Entry):
    """Who can be independent of whom: the voices that evidence counts, and the people who speak for them."""

    schema_: Schema = Field(alias="schema")
    """The version of this form of file."""
    voices: tuple[Voice, ...]
    """Every voice that an origin, a person or a source names."""
    people: tuple[Person, ...] = ()
    """The speakers whom an origin or a claim names."""


class OriginKind(Word):
    """What an origin is; only a document or an observation can prove a fact by itself."""

    STATEMENT = "statement", "Somebody said or wrote it: it proves that it was said, never that it is so."
    DOCUMENT = "document", "A law, a resolution, an order, a letter: it proves what it lays down."
    OBSERVATION = "observation", "A measurement, an image, a flight track: it shows by itself what happened."
    REPORT = "report", "A news agency or outlet tells it as its own."


class Origin(Entry):
    """Where a piece of information first comes from: a press call, a law, a flight track, a report."""

    id: Id
    """Names this origin under `origin` of the excerpts that carry it."""
    kind: OriginKind
    """What it is; only a document or an observation can prove a fact by itself."""
    title: Text
    """What it is called on the pages, with its date where there are several like it."""
    voices: Listed[VoiceId] = Field(min_length=1)
    """Whose word it is; several for a joint statement."""
    by: Listed[PersonId] = ()
    """Who spoke."""
    on: When | None = None
    """When it was said, signed or observed: a day, a month, a year, or a range."""
    url: Address | None = None
    """Where it can be read."""
    archive_url: Address | None = None
    """A copy of that page in a web archive."""
    derives_from: Listed[OriginId] = ()
    """The origins that this one only passes on; the voices at the roots are the ones that count."""
    note: Text | None = None
    """What readers should know about this origin."""


class OriginsFile(Entry):
    """Where information first came from: who stated, recorded or observed it, and when."""

    schema_: Schema = Field(alias="schema")
    """The version of this form of file."""
    origins: tuple[Origin, ...]
    """Every origin that an excerpt names."""


# What was printed: articles and records


class Selector(Entry):
    """Words that name one place in a source, with what decides between several places."""

    quote: Text
    """The source's own words, copied; `[…]` stands for what is left out."""
    before: Text | None = None
    """The words that stand directly before, where the quotation is found more than once."""
    after: Text | None = None
    """The words that stand directly after, where the quotation is found more than once."""
    occurrence: Whole | None = None
    """Which of several places is meant, counted from 1; `before` or `after` outlives a change of the text."""


class Excused(Selector):
    """A passage that needs no claim, and why."""

    reason: Text
    """Why no claim is needed: page furniture, a repeated headline, filler."""


class Inferable(Word):
    """The fields of a source whose value may be inferred, and then says from what."""

    TITLE = "title", "What the title was inferred from."
    PUBLISHER = "publisher", "What the publisher was inferred from."
    CARRIER = "carrier", "What the carrier was inferred from."
    AUTHOR = "author", "What the author was inferred from."
    PUBLISHED = "published", "What the date was inferred from."
    DERIVES_FROM = "derives_from", "What the descent from other sources was inferred from."


class Source(Entry):
    """A published text, whether we hold it whole (an article) or in part (a record)."""

    id: Id
    """Names this source under `source` of the excerpts from it; it holds no inferred fact, since it never changes."""
    title: Text
    """The headline."""
    publisher: VoiceId
    """The voice that wrote it."""
    carrier: Text | None = None
    """The site on which our copy stood, where that is not the publisher's."""
    carrier_url: Address | None = None
    """The address of our copy."""
    original_url: Address | None = None
    """The address at the publisher."""
    archive_url: Address | None = None
    """The address of an archived copy."""
    author: Text | None = None
    """Who signed it."""
    published: When
    """When it appeared: a day, or a range where the day is not known."""
    inferred: dict[Inferable, Text] = Field(default_factory=dict)
    """For each field whose value was inferred: from what."""
    derives_from: Listed[SourceId] = ()
    """The sources that this one rewrites or reprints; it is then no witness of its own."""
    lang: Text = "en"
    """The language it is written in, as a BCP 47 tag such as en or ko."""


class Article(Source):
    """A seed article, stored whole under `seeds/articles/` and known by its SHA-256."""

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {"original_file": ["original_sha256"], "original_sha256": ["original_file"]}}
    )

    file: Text
    """The name of its file in `seeds/articles/`."""
    sha256: Sha256
    """The SHA-256 of that file, as `sha256sum` prints it."""
    original_file: Text | None = None
    """Where the text was taken out of another file: that file, kept as it came, such as `originals/page.html`."""
    original_sha256: Sha256 | None = None
    """The SHA-256 of that other file."""
    rights: Text
    """Whose text it is, and on what basis it is stored and quoted."""
    rights_allow_all: YesNo = False
    """`true` where the rights let any share of the text be printed."""
    note: Text | None = None
    """What readers should know about this article."""
    excused: tuple[Excused, ...] = ()
    """The passages that need no claim, each with its reason."""

    @model_validator(mode="after")
    def _original_needs_a_hash(self) -> Self:
        if (self.original_file is None) != (self.original_sha256 is None):
            raise PydanticCustomError("missing-key", "`original_file` and `original_sha256` stand together")
        return self


class ArticlesFile(Entry):
    """The articles that are checked: where each comes from, what was inferred, and which passages need no claim."""

    schema_: Schema = Field(alias="schema")
    """The version of this form of file."""
    articles: tuple[Article, ...]
    """The articles, in the order in which the pages list them."""


class RecordKind(Word):
    """What a record is; a transcript or a document holds the words themselves, a report relays them."""

    TRANSCRIPT = "transcript", "It holds the spoken words themselves."
    DOCUMENT = "document", "It is the law, order or letter itself."
    REPORT = "report", "It relays what somebody said or did."


class Read(Word):
    """How much of a record's page was read when its words were recorded."""

    WHOLE = "whole", "The whole page was read."
    EXCERPT = "excerpt", "Only the passages given here were read."
    NONE = "none", "A stub: the page was not found, but others derive from it."


class Translation(Entry):
    """What a passage in another language says, and who translated it."""

    text: Text
    """The passage in the site's language."""
    by: Text
    """Who translated it."""


class Passage(Entry):
    """Words of a record as they were recorded, with a translation where they are not in the site's language."""

    text: Text
    """The words as they stood on the page."""
    translation: Translation | None = None
    """What they say in the site's language."""


class Record(Source):
    """Outside evidence, stored or not.

    Where its rights let us store it, it has a file and its quotations are proven like an article's; else only the
    passages that were read are kept, and a quotation from them is *recorded*, never proven.
    """

    model_config = ConfigDict(json_schema_extra={"dependentRequired": {"file": ["sha256"], "sha256": ["file"]}})

    kind: RecordKind
    """What it is: a transcript or a document holds the words themselves, a report relays them."""
    read: Read
    """How much of its page was read when its words were recorded."""
    file: Text | None = None
    """The name of its file in `seeds/articles/`, where its rights let us store it."""
    sha256: Sha256 | None = None
    """The SHA-256 of that file, as `sha256sum` prints it."""
    passages: tuple[Passage, ...] = ()
    """The words that were read, where the text is not stored; a quotation from them is recorded, never proven."""
    note: Text | None = None
    """What readers should know about this record."""

    @model_validator(mode="after")
    def _file_needs_a_hash(self) -> Self:
        if (self.file is None) != (self.sha256 is None):
            raise PydanticCustomError(
                "missing-key", "`file` and `sha256` stand together", {"mend": "add the other; `sha256sum FILE` prints the hash"}
            )
        return self


class RecordsFile(Entry):
    """Outside evidence: for each page the passages that were read, and how far it can be trusted to hold them."""

    schema_: Schema = Field(alias="schema")
    """The version of this form of file."""
    records: tuple[Record, ...]
    """The records, in the order in which the pages list them."""


# Claims


class Kind(Word):
    """Whether the act of saying is the claim, or what is said to be so."""

    FACT = "fact", "What is said to be so is the claim: independent voices, a document or an observation show it."
    SAID = "said", "The act of saying, ordering or announcing is the claim: who heard or holds the words shows it."


class Stance(Word):
    """How an excerpt bears on its claim."""

    ASSERTS = "asserts", "The excerpt says that the claim is so."
    DENIES = "denies", "The excerpt says that the claim is not so."
    DIFFERS = "differs", "The excerpt agrees in substance and differs in a detail, which `note` names."
    CONTEXT = "context", "The excerpt helps to understand the claim and counts neither for nor against it."


class Distortion(Word):
    """In what way an excerpt departs in substance from the words that it relays."""

    MISQUOTED = "misquoted", "Other words stand in the quotation marks than were spoken or written."
    MISDATED = "misdated", "The words or events are put at another time."
    MISATTRIBUTED = "misattributed", "The words are given to somebody who did not say them."
    SPLICED = "spliced", "Words from different places are joined into one quotation."
    CUT = "cut", "Words are left out, and that changes the sense."
    OVERSTATED = "overstated", "More is said than the words bear out."
    GARBLED = "garbled", "The words no longer make the sense that they had."
    REVERSED = "reversed", "The words say the opposite of what was said."


class OriginBasis(Word):
    """Whether the source itself names the origin, or we infer it."""

    STATED = "stated", "The source itself names the origin."
    INFERRED = "inferred", "We infer the origin; `note` says from what, and the excerpt never raises a count."


class Context(Word):
    """How much round the quoted words is printed."""

    SENTENCE = "sentence", "The whole sentence is printed, with the quoted words marked."
    NONE = "none", "Only the quoted words are printed."


UNATTRIBUTED = "unattributed"


def _bare_quotation(value: object) -> object:
    """Let a bare string stand for a selector with only a quotation."""
    return {"quote": value} if isinstance(value, str) else value


Covered = Annotated[Selector, BeforeValidator(_bare_quotation, json_schema_input_type=Text | Selector)]


class Evidence(Selector):
    """One excerpt: words of a source, how they bear on the claim, and whose information they carry."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"origin_basis": {"const": "inferred"}}, "required": ["origin_basis"]},
            "then": {"required": ["note"]},
        }
    )

    source: SourceId
    """The article or record that the words are quoted from."""
    stance: Stance
    """How the excerpt bears on the claim."""
    origin: Listed[OriginId] = Field(min_length=1)
    """Who first said or recorded it: one id or a list, or `unattributed` where the source does not say."""
    origin_basis: OriginBasis = OriginBasis.STATED
    """Whether the source itself names the origin (`stated`, unless said otherwise) or we infer it."""
    distortion: Distortion | None = None
    """In what way the excerpt departs in substance from the words that it relays."""
    utterance: UtteranceId | None = None
    """A label of your own: excerpts with the same one print the same spoken words, and are compared word by word."""
    context: Context = Context.SENTENCE
    """How much round the quoted words is printed; the whole `sentence`, unless said otherwise."""
    outweighed: Text | None = None
    """On an excerpt that denies the claim: why it does not change the status."""
    covers: Listed[Covered] = ()
    """Sentences of the same source that this excerpt accounts for, and that are not printed."""
    note: Text | None = None
    """What readers should know about this excerpt: the detail that differs, or what an origin is inferred from."""

    @model_validator(mode="after")
    def _inferred_needs_a_note(self) -> Self:
        if self.origin_basis is OriginBasis.INFERRED and not self.note:
            raise PydanticCustomError("missing-note", "`origin_basis: inferred` needs a `note` that says from what")
        return self

    @property
    def origins(self) -> tuple[Id, ...]:
        """The named origins; empty where the source gives none."""
        return tuple(origin for origin in self.origin if origin != UNATTRIBUTED)


class Checked(Entry):
    """When a person last went through the evidence, and who."""

    on: Day
    """The day on which somebody last went through the evidence."""
    by: Text
    """Who did."""


class ChangeKind(Word):
    """What kind of change a history entry records."""

    PUBLISHED = "published", "The claim was first published."
    UPDATED = "updated", "Something new is said; what stood there was not wrong."
    CORRECTED = "corrected", "Something that stood there was wrong."
    WITHDRAWN = "withdrawn", "The claim was taken back."
    MERGED = "merged", "The claim became part of another one."


class Change(Entry):
    """A dated, public entry of what changed in a claim and why."""

    on: Day
    """The day of the change."""
    kind: ChangeKind
    """What kind of change it is."""
    change: Text
    """What changed."""
    why: Text
    """Why it changed."""

    @property
    def is_correction(self) -> bool:
        """Whether something had been wrong, or was taken back."""
        return self.kind in (ChangeKind.CORRECTED, ChangeKind.WITHDRAWN, ChangeKind.MERGED)


class Override(Entry):
    """A rule set aside for one claim, with the reason that the page prints."""

    rule: RuleId
    """The id of the rule in policy.yaml that is set aside."""
    reason: Text
    """Why, as the page prints it."""
    by: Text
    """Who decided it."""
    on: Day
    """The day of the decision."""


class Withdrawn(Entry):
    """Why and when a claim was taken back; its page stays with its last status."""

    on: Day
    """The day on which it was taken back."""
    reason: Text
    """Why, as the page prints it."""


class Draft(Entry):
    """What is written of a claim that is not published yet. Only `id` must be there; what is there is checked."""

    id: Id
    """Permanent: it is the address of the claim's page."""
    claim: Text | None = None
    kind: Kind | None = None
    status: StatusId | None = None
    finding: Text | None = None
    reasoning: Text | None = None
    when: When | None = None
    """When it happened: a day, a month, a year, or a range such as 2023-07-25/2023-07-27."""
    topics: Listed[TopicId] = ()
    claimant: SpeakerId | None = None
    """Whose claim it is, a person or a voice; without it, who spoke the earliest asserting origin."""
    checked: Checked | None = None
    evidence: tuple[Evidence, ...] = ()
    related: Listed[ClaimId] = ()
    """Other claims that readers of this one should see."""
    variants: tuple[Text, ...] = ()
    """Other ways in which it is put, for `scan`; nothing of them is published."""
    history: tuple[Change, ...] = ()
    """What changed since it was first published, when and why."""
    draft: YesNo = False
    """`true` while it is checked but not published."""
    withdrawn: Withdrawn | None = None
    """Why and when it was taken back; its page stays, with its last status."""
    merged_into: ClaimId | None = None
    """The claim that it became part of; its page stays, and leads there."""
    override: Override | None = None
    """A rule set aside for this claim, with the reason that the page prints."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys without which it cannot be published."""
        return tuple(name for name, info in Claim.model_fields.items() if info.is_required() and not getattr(self, name))

    def finished(self) -> "Claim | None":
        """The claim that it would be; None while something is missing."""
        return None if self.missing else Claim.model_construct(**{name: getattr(self, name) for name in Claim.model_fields})


def _whole_unless_draft(schema: dict[str, Any]) -> None:
    """Say in a JSON Schema what the loader does: of a draft, only `id` must be there."""
    needed = [name for name in schema["required"] if name != "id"]
    draft = {"properties": {"draft": {"const": True}}, "required": ["draft"]}
    schema.update({"required": ["id"], "if": draft, "else": {"required": needed}})


class Claim(Draft):
    """One claim with its status, finding, reasoning and evidence."""

    model_config = ConfigDict(json_schema_extra=_whole_unless_draft)

    claim: Text
    """One sentence that could be true or false, in neutral words."""
    kind: Kind
    """Whether the act of saying is the claim, or what is said to be so."""
    status: StatusId
    """A word of the scale in policy.yaml; `check` refuses one that the evidence does not allow."""
    finding: Text
    """The answer first, in one or two sentences."""
    reasoning: Text
    """How the status follows from the evidence, what speaks against it, what is not known; Markdown."""
    topics: Listed[TopicId] = Field(min_length=1)
    """The subjects it belongs to, as policy.yaml declares them."""
    checked: Checked
    """When a person last went through the evidence, and who."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """The excerpts that the status rests on."""

    @property
    def retired(self) -> bool:
        """Whether it is withdrawn or merged into another: its address stays, and it counts for nothing any more."""
        return self.withdrawn is not None or self.merged_into is not None


class ClaimsFile(Entry):
    """The claims: what the articles say, what the evidence shows, and every excerpt that it rests on."""

    schema_: Schema = Field(alias="schema")
    """The version of this form of file."""
    claims: tuple[Claim, ...]
    """The claims; a claim's id is its address, so their order here is free."""
