"""The types of what claims rest on: voices, people, origins, articles and records.

In: plain mappings and strings, as `yaml_reader` reads them. Out: frozen values, which know nothing of files, lines or
pages. Later stages work with these types only, never with plain dictionaries.
"""

from typing import Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from verbatim.model.values.fields import (
    Address,
    Entry,
    Id,
    Language,
    Listed,
    OriginId,
    PersonId,
    Schema,
    Sha256,
    SourceId,
    Text,
    VoiceId,
    When,
    Whole,
    Word,
    YesNo,
)

# Who says what: voices, people, origins


class Voice(Entry):
    """Somebody whose word counts once: a government, an agency, or an outlet's own reporting."""

    id: Id
    """The voice's permanent id, by which other entries name it."""
    name: Text
    """The name as the pages print it."""
    also: Listed[Text] = ()
    """Other spellings and short forms of the name, for the search: a page that has one is found by each of them."""
    part_of: VoiceId | None = None
    """The voice that this one belongs to; the two never count as independent."""
    note: Text | None = None
    """What readers should know about this voice."""


class Person(Entry):
    """A named speaker, with the role held at the time, and the voice that the person speaks for."""

    id: Id
    """The person's permanent id, by which other entries name them; no voice may have the same one."""
    name: Text
    """The name as the pages print it."""
    also: Listed[Text] = ()
    """Other spellings and short forms of the name, for the search: a page that has one is found by each of them."""
    role: Text
    """The office or role held when the words were spoken."""
    voice: VoiceId
    """The voice that this person speaks for."""


class VoicesFile(Entry):
    """The voices that evidence counts, and the people who speak for them."""

    schema_: Schema = Field(alias="schema")
    """The version of this file format."""
    voices: tuple[Voice, ...]
    """Every voice that an origin, a person or a source names."""
    people: tuple[Person, ...] = ()
    """Every speaker that an origin or a claim names."""


class OriginKind(Word):
    """What an origin is; only a document or an observation can prove a fact by itself."""

    STATEMENT = "statement", "Somebody said or wrote it: it proves that it was said, never that it is so."
    DOCUMENT = "document", "A law, a resolution, an order, a letter: it proves what it says."
    OBSERVATION = "observation", "A measurement, an image, a flight track: it shows by itself what happened."
    REPORT = "report", "A news agency or outlet reports it as its own finding."


class Origin(Entry):
    """Where a piece of information first came from: a press call, a law, a flight track or a report."""

    id: Id
    """The origin's permanent id, which excerpts name under `origin`."""
    kind: OriginKind
    """What it is; only a document or an observation can prove a fact by itself."""
    title: Text
    """What the pages call it, with the date if there are several like it."""
    voices: Listed[VoiceId] = Field(min_length=1)
    """Whose word it is; a joint statement has several voices."""
    by: Listed[PersonId] = ()
    """Who spoke."""
    day: When | None = None
    """When it was said, signed or observed: a day, a month, a year or a range."""
    url: Address | None = None
    """Where it can be read."""
    archive_url: Address | None = None
    """A copy of that page in a web archive."""
    derives_from: Listed[OriginId] = ()
    """The origins that this one only passes on; the voices of the first origins are the ones that count."""
    note: Text | None = None
    """What readers should know about this origin."""


class OriginsFile(Entry):
    """Where information first came from: who stated, recorded or observed it, and when."""

    schema_: Schema = Field(alias="schema")
    """The version of this file format."""
    origins: tuple[Origin, ...]
    """Every origin that an excerpt names."""


# What was printed: articles and records


class Selector(Entry):
    """Words that select one span of a source's text, and what decides between several spans with the same words."""

    quote: Text
    """The source's own words, copied; `[…]` marks what is left out."""
    before: Text | None = None
    """The words directly before the quotation, if it is found more than once."""
    after: Text | None = None
    """The words directly after the quotation, if it is found more than once."""
    occurrence: Whole | None = None
    """Which of several occurrences is meant, counted from 1; `before` and `after` still work if the text changes."""


class CoverageScope(Word):
    """Which sentences of an article need a claim."""

    EVERY_SENTENCE = "every-sentence", "Every sentence is covered by a claim or excused with a reason."
    CLAIMS_ONLY = "claims-only", "Only single claims of the article are checked; the other sentences need no account."


class Excused(Selector):
    """A passage that needs no claim, and why."""

    reason: Text
    """Why no claim is needed: a navigation text of the web page, a repeated headline, or filler."""


class Inferable(Word):
    """The fields of a source whose value may be inferred, and then says from what."""

    TITLE = "title", "What the title was inferred from."
    PUBLISHER = "publisher", "What the publisher was inferred from."
    CARRIER = "carrier", "What the carrier was inferred from."
    AUTHOR = "author", "What the author was inferred from."
    PUBLISHED = "published", "What the date was inferred from."
    DERIVES_FROM = "derives_from", "What the descent from other sources was inferred from."


class Source(Entry):
    """A published text: an article, which is stored whole, or a record, which may be stored in part."""

    id: Id
    """The source's permanent id, which excerpts name under `source`; it must not contain an inferred fact."""
    title: Text
    """The headline."""
    publisher: VoiceId
    """The voice that wrote it."""
    carrier: Text | None = None
    """The site from which the copy was taken, if that is not the publisher's."""
    carrier_url: Address | None = None
    """The address from which the copy was taken."""
    original_url: Address | None = None
    """The address at the publisher."""
    archive_url: Address | None = None
    """The address of an archived copy."""
    author: Text | None = None
    """The author that the source names."""
    published: When
    """When it was published: a day, or a range if the day is not known."""
    inferred: dict[Inferable, Text] = Field(default_factory=dict)
    """For each field that was inferred: from what."""
    derives_from: Listed[SourceId] = ()
    """The sources that this one rewrites or reprints; it is then not a witness of its own."""
    lang: Language = "en"
    """The language it is written in, as a BCP 47 tag such as en or ko."""

    @property
    def printed_title(self) -> str:
        """The headline; in square brackets, as in library catalogues, if the words are ours or a guess."""
        return f"[{self.title}]" if Inferable.TITLE in self.inferred else self.title

    @property
    def address(self) -> str | None:
        """Where a reader finds it: the publisher's page, else the page of the copy, else an archived copy."""
        return self.original_url or self.carrier_url or self.archive_url


class Article(Source):
    """An article that is checked, stored whole in `seeds/articles/` and identified by its SHA-256."""

    model_config = ConfigDict(
        json_schema_extra={
            "dependentRequired": {"original_file": ["original_sha256"], "original_sha256": ["original_file"]}
        }
    )

    file: Text
    """The name of its file in `seeds/articles/`."""
    sha256: Sha256
    """The SHA-256 of that file, as `sha256sum` prints it."""
    original_file: Text | None = None
    """The unchanged file that the text was extracted from, if there is one, such as `originals/page.html`."""
    original_sha256: Sha256 | None = None
    """The SHA-256 of that file."""
    rights: Text
    """Whose text it is, and on which legal basis it is stored and quoted."""
    rights_allow_all: YesNo = False
    """`true` if the rights allow any share of the text to be printed."""
    note: Text | None = None
    """What readers should know about this article."""
    coverage: CoverageScope | None = None
    """`claims-only` if only single claims of it are checked; by default what policy.yaml says for all articles."""
    excused: tuple[Excused, ...] = ()
    """The passages that need no claim, each with its reason."""

    @model_validator(mode="after")
    def _original_needs_a_hash(self) -> Self:
        if (self.original_file is None) != (self.original_sha256 is None):
            raise PydanticCustomError("missing-key", "`original_file` and `original_sha256` need each other")
        return self


class ArticlesFile(Entry):
    """The articles that are checked: where each comes from, what was inferred, and which passages need no claim."""

    schema_: Schema = Field(alias="schema")
    """The version of this file format."""
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
    """The translation of a passage, and who made it."""

    text: Text
    """The passage in the site's language."""
    by: Text
    """Who translated it."""


class Passage(Entry):
    """Words of a record, with a translation if they are not in the site's language."""

    text: Text
    """The words exactly as the page has them."""
    translation: Translation | None = None
    """The passage in the site's language."""


class Record(Source):
    """Evidence from outside the checked articles.

    If its rights allow, it has a file, and its quotations are proven like those of an article. Otherwise only the
    passages that were read are kept, and a quotation from them is *recorded*, never proven.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "dependentRequired": {"file": ["sha256"], "sha256": ["file"]},
            "if": {"properties": {"read": {"const": "none"}}, "required": ["read"]},
            "then": {"properties": {"file": False, "passages": {"maxItems": 0}}},
        }
    )

    kind: RecordKind
    """What it is: a transcript or a document contains the words themselves, a report relays them."""
    read: Read
    """How much of its page was read when its words were recorded."""
    file: Text | None = None
    """The name of its file in `seeds/articles/`, if its rights allow to store it."""
    sha256: Sha256 | None = None
    """The SHA-256 of that file, as `sha256sum` prints it."""
    rights: Text | None = None
    """Whose text it is, and on which legal basis it is stored and quoted, if it has a file."""
    rights_allow_all: YesNo = False
    """`true` if the rights allow any share of the text to be printed."""
    passages: tuple[Passage, ...] = ()
    """The passages that were read, if the text is not stored; a quotation from them is recorded, never proven."""
    note: Text | None = None
    """What readers should know about this record."""

    @model_validator(mode="after")
    def _file_needs_a_hash(self) -> Self:
        if (self.file is None) != (self.sha256 is None):
            raise PydanticCustomError(
                "missing-key",
                "`file` and `sha256` need each other",
                {"mend": "add the other; `sha256sum FILE` prints the hash"},
            )
        return self

    @model_validator(mode="after")
    def _stub_has_no_words(self) -> Self:
        if self.read is Read.NONE and (self.file or self.passages):
            raise PydanticCustomError(
                "bad-value",
                "`read: none` is for a page that was not found, but this record has words of it",
                {"mend": "write `read: whole` or `read: excerpt`, or delete the file and the passages"},
            )
        return self


class RecordsFile(Entry):
    """Evidence from outside the checked articles: each page, how much of it was read, and its passages or its file."""

    schema_: Schema = Field(alias="schema")
    """The version of this file format."""
    records: tuple[Record, ...]
    """The records, in the order in which the pages list them."""
