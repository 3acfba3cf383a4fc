"""The types of what a microsite holds: voices, origins, sources, evidence and claims.

In: plain mappings and strings, as `yamlfile` reads them. Out: frozen values. A raw dictionary never travels past these
types, and no type here knows of files, lines or pages.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from build_scripts.fields import Address, Day, Entry, Id, Ids, Schema, Sha256, Text, When, Whole, YesNo, list_of_one

# Who says what: voices, people, origins


class Voice(Entry):
    """Somebody whose word counts once: a government, an agency, an outlet's own reporting.

    `part_of` folds this voice into another, so that the two never count as independent.
    """

    id: Id
    name: Text
    part_of: Id | None = None
    note: Text | None = None


class Person(Entry):
    """A named speaker, with the role held at the time and the voice they speak for."""

    id: Id
    name: Text
    role: Text
    voice: Id


class VoicesFile(Entry):
    """`seeds/voices.yaml`."""

    schema_: Schema = Field(alias="schema")
    voices: tuple[Voice, ...]
    people: tuple[Person, ...] = ()


class OriginKind(StrEnum):
    """What an origin is; only a document or an observation can prove a fact by itself."""

    STATEMENT = "statement"
    DOCUMENT = "document"
    OBSERVATION = "observation"
    REPORT = "report"


class Origin(Entry):
    """Where a piece of information first comes from: a press call, a law, a flight track, a report.

    `derives_from` names the origins that this one only passes on; the voices at the roots are the ones that count.
    """

    id: Id
    kind: OriginKind
    title: Text
    voices: Ids = Field(min_length=1)
    by: Ids = ()
    on: When | None = None
    url: Address | None = None
    derives_from: Ids = ()
    note: Text | None = None


class OriginsFile(Entry):
    """`seeds/origins.yaml`."""

    schema_: Schema = Field(alias="schema")
    origins: tuple[Origin, ...]


# What was printed: articles and records


class Selector(Entry):
    """Words that name one place in a source, with what decides between several places.

    `before` and `after` are the words that stand directly beside; `occurrence` counts from 1.
    """

    quote: Text
    before: Text | None = None
    after: Text | None = None
    occurrence: Whole | None = None


class Excused(Selector):
    """A passage that needs no claim, and why."""

    reason: Text


class Inferable(StrEnum):
    """The fields of a source whose value may be inferred, and then says from what."""

    TITLE = "title"
    PUBLISHER = "publisher"
    CARRIER = "carrier"
    AUTHOR = "author"
    PUBLISHED = "published"
    DERIVES_FROM = "derives_from"


class Source(Entry):
    """A published text, whether we hold it whole (an article) or in part (a record).

    `publisher` is the voice that wrote it; `carrier` the site on which our copy stood, where that is another.
    `inferred` maps a field's name to what its value was inferred from. `derives_from` names sources it rewrites.
    """

    id: Id
    title: Text
    publisher: Id
    carrier: Text | None = None
    carrier_url: Address | None = None
    original_url: Address | None = None
    archive_url: Address | None = None
    author: Text | None = None
    published: When
    inferred: dict[Inferable, Text] = Field(default_factory=dict)
    derives_from: Ids = ()
    lang: Text = "en"


class Article(Source):
    """A seed article, stored whole under `seeds/articles/` and known by its SHA-256.

    `rights` states the basis on which it is stored and quoted; with `rights_allow_all` any share of it may be printed.
    """

    file: Text
    sha256: Sha256
    rights: Text
    rights_allow_all: YesNo = False
    note: Text | None = None
    excused: tuple[Excused, ...] = ()


class ArticlesFile(Entry):
    """`seeds/articles.yaml`."""

    schema_: Schema = Field(alias="schema")
    articles: tuple[Article, ...]


class RecordKind(StrEnum):
    """What a record is; a transcript or a document holds the words themselves, a report relays them."""

    TRANSCRIPT = "transcript"
    DOCUMENT = "document"
    REPORT = "report"


class Read(StrEnum):
    """How much of a record's page was read when its words were recorded; `none` marks a stub."""

    WHOLE = "whole"
    EXCERPT = "excerpt"
    NONE = "none"


class Translation(Entry):
    """What a passage in another language says, and who translated it."""

    text: Text
    by: Text


class Passage(Entry):
    """Words of a record as they were recorded, with a translation where they are not in the site's language."""

    text: Text
    translation: Translation | None = None


class Record(Source):
    """Outside evidence, stored or not.

    Where its rights let us store it, it has a file and its quotations are proven like an article's; else only the
    passages that were read are kept, and a quotation from them is *recorded*, never proven.
    """

    kind: RecordKind
    read: Read
    file: Text | None = None
    sha256: Sha256 | None = None
    passages: tuple[Passage, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _file_needs_a_hash(self) -> Self:
        if (self.file is None) != (self.sha256 is None):
            raise PydanticCustomError("missing-key", "`file` and `sha256` stand together")
        return self


class RecordsFile(Entry):
    """`seeds/records.yaml`."""

    schema_: Schema = Field(alias="schema")
    records: tuple[Record, ...]


# Claims


class Kind(StrEnum):
    """`said`: the act of saying, ordering or announcing is the claim. `fact`: what is said to be so is."""

    FACT = "fact"
    SAID = "said"


class Stance(StrEnum):
    """How an excerpt bears on its claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DIFFERS = "differs"
    CONTEXT = "context"


class Distortion(StrEnum):
    """In what way an excerpt departs in substance from the words that it relays."""

    MISQUOTED = "misquoted"
    MISDATED = "misdated"
    MISATTRIBUTED = "misattributed"
    SPLICED = "spliced"
    CUT = "cut"
    OVERSTATED = "overstated"
    GARBLED = "garbled"
    REVERSED = "reversed"


class OriginBasis(StrEnum):
    """Whether the source itself names the origin, or we infer it; an inferred origin never raises a count."""

    STATED = "stated"
    INFERRED = "inferred"


class Context(StrEnum):
    """How much round the quoted words is printed."""

    SENTENCE = "sentence"
    NONE = "none"


UNATTRIBUTED = "unattributed"


def _selectors(value: object) -> object:
    """Let a bare string stand for a selector with only a quotation."""
    items = list_of_one(value)
    return [{"quote": item} if isinstance(item, str) else item for item in items] if isinstance(items, list) else items


class Evidence(Selector):
    """One excerpt: words of a source, how they bear on the claim, and whose information they carry."""

    source: Id
    stance: Stance
    origin: Ids = Field(min_length=1)
    origin_basis: OriginBasis = OriginBasis.STATED
    distortion: Distortion | None = None
    utterance: Id | None = None
    context: Context = Context.SENTENCE
    outweighed: Text | None = None
    covers: Annotated[tuple[Selector, ...], BeforeValidator(_selectors)] = ()
    note: Text | None = None

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
    by: Text


class ChangeKind(StrEnum):
    """What kind of change a history entry records."""

    PUBLISHED = "published"
    UPDATED = "updated"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Change(Entry):
    """A dated, public entry of what changed in a claim and why."""

    on: Day
    kind: ChangeKind
    change: Text
    why: Text


class Override(Entry):
    """A rule set aside for one claim, with the reason that the page prints."""

    rule: Id
    reason: Text
    by: Text
    on: Day


class Withdrawn(Entry):
    """Why and when a claim was taken back; its page stays with its last status."""

    on: Day
    reason: Text


class Claim(Entry):
    """One claim with its status, finding, reasoning and evidence. `id` is permanent: it is the page's address."""

    id: Id
    claim: Text
    kind: Kind
    status: Id
    finding: Text
    reasoning: Text
    when: When | None = None
    topics: Ids = Field(min_length=1)
    claimant: Id | None = None
    checked: Checked
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    related: Ids = ()
    history: tuple[Change, ...] = ()
    draft: YesNo = False
    withdrawn: Withdrawn | None = None
    merged_into: Id | None = None
    override: Override | None = None


class ClaimsFile(Entry):
    """`claims.yaml`, or one file of `claims/`."""

    schema_: Schema = Field(alias="schema")
    claims: tuple[Claim, ...]
