"""The types of a microsite: claims, evidence, sources, origins, voices and the policy that binds them.

In: plain mappings and strings, as `yamlfile` reads them (every scalar is text; each field here says what it becomes).
Out: frozen values. A raw dictionary never travels past these types, and no type here knows of files, lines or pages.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

SCHEMA_VERSION = 1

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
ADDRESS_PATTERN = r"^https?://[^\s<>\"]+$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
Text = Annotated[str, StringConstraints(min_length=1)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256_PATTERN)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN)]


def _list_of_one(value: object) -> object:
    """Let a single value stand for a list of one, so that `origin: a` and `origin: [a]` mean the same."""
    return [value] if isinstance(value, str | dict) else value


def _yes_or_no(value: object) -> bool:
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("bad-value", "expected true or false")


def _whole_number(value: object) -> int:
    if isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"\d{1,9}", value)):
        return int(value)
    raise PydanticCustomError("bad-value", "expected a whole number")


def _schema_version(value: int) -> int:
    if value != SCHEMA_VERSION:
        raise PydanticCustomError("bad-value", f"expected schema {SCHEMA_VERSION}")
    return value


def _day(value: object) -> date:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("bad-date", "{value} is no day of the calendar", {"value": value}) from error
    raise PydanticCustomError("bad-date", "expected a day such as 2023-08-30")


@dataclass(frozen=True)
class Period:
    """A time known to a day, a month, a year or a range: its first and last day, both included.

    Where a rule compares dates, the end that is unfavourable to the status counts.
    """

    start: date
    end: date
    text: str

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `2023-07-25`, `2023-07`, `2023`, or two of them with `/` between; raises PydanticCustomError."""
        form = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
        if not isinstance(value, str) or not re.fullmatch(rf"{form}(?:/{form})?", value):
            raise PydanticCustomError("bad-date", "expected a day, month, year or range: 2023-07-25, 2023-07, 2023-07-25/2023-07-27")
        first, _, last = value.partition("/")
        try:
            start, end = _first_day(first), _last_day(last or first)
        except ValueError as error:
            raise PydanticCustomError("bad-date", "{value} is not in the calendar", {"value": value}) from error
        if end < start:
            raise PydanticCustomError("bad-date", "the range ends before it begins")
        return cls(start, end, value)


def _first_day(text: str) -> date:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _last_day(text: str) -> date:
    first = _first_day(text)
    if len(text) == len("2023"):
        return date(first.year, 12, 31)
    if len(text) == len("2023-07"):
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first


Day = Annotated[date, PlainValidator(_day)]
When = Annotated[Period, PlainValidator(Period.parse)]
YesNo = Annotated[bool, PlainValidator(_yes_or_no)]
Whole = Annotated[int, PlainValidator(_whole_number)]
Schema = Annotated[int, PlainValidator(_whole_number), AfterValidator(_schema_version)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_list_of_one)]


class Entry(BaseModel):
    """What all entries of the data share: unknown keys are refused, values cannot change, text is trimmed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


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
    inferred: dict[str, Text] = {}
    derives_from: Ids = ()
    lang: Text = "en"


class Article(Source):
    """A seed article, stored whole under `seeds/articles/` and known by its SHA-256."""

    file: Text
    sha256: Sha256
    rights: Text
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
    """Outside evidence. Where its rights let us store it, it has a file and its quotations are proven like an
    article's; else only the passages that were read are kept, and a quotation from them is *recorded*, never proven.
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
    items = _list_of_one(value)
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


# Policy


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
    needs: Annotated[tuple[dict[Measure, Annotated[Bound, PlainValidator(Bound.parse)]], ...], BeforeValidator(_list_of_one)] = Field(
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
    """Bounds on quoting: words in one quotation; code points between the parts of one with an omission."""

    longest_quotation: Whole
    omission_reach: Whole


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


def fields_of(kind: type[BaseModel]) -> tuple[str, ...]:
    """The keys that an entry of this type may have, as they are written in YAML."""
    return tuple(field.alias or name for name, field in kind.model_fields.items())

