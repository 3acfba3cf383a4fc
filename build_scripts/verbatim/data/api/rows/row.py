"""What all rows of the API share. The same types give the JSON, its schemas, the tables and their descriptions.

In: values of the corpus. Out: frozen rows. In JSON a key whose value is not known is left out, so each key has one type
and is never null; lists are always present. The text below a field is its published description.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self, TypeVar, dataclass_transform

from pydantic import ConfigDict, Field, WithJsonSchema
from pydantic.dataclasses import dataclass as checked_dataclass
from pydantic_core import to_json

from verbatim.checks.corpus import Corpus
from verbatim.model.sources import OriginKind
from verbatim.model.values.fields import ID_PATTERN, SHA256_PATTERN, Period
from verbatim.output import MARK
from verbatim.site_address import SiteAddress
from verbatim.translation.language import to_translate

VERSION = 1
FOLDER = "api/v1/"

RIGHTS = to_translate(
    "The licence is for our own words and data. "
    "Words quoted from articles and other sources belong to their publishers."
)

Id = Annotated[str, WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "maxLength": 64})]
Sha256 = Annotated[str, WithJsonSchema({"type": "string", "pattern": SHA256_PATTERN})]
# No `format`: addresses are published as editors wrote them, even with characters that are not allowed in a URI.
Web = Annotated[str, WithJsonSchema({"type": "string", "pattern": r"^https?://\S+$"})]
Url = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
Path = Annotated[str, WithJsonSchema({"type": "string", "format": "uri-reference"})]
WhenText = Annotated[
    str, WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?$"})
]
Count = Annotated[int, WithJsonSchema({"type": "integer", "minimum": 0})]
_Type = TypeVar("_Type")


@dataclass_transform(eq_default=False, frozen_default=True, kw_only_default=True)
def row_type(kind: type[_Type]) -> type[_Type]:
    """Make a class a type of rows: frozen, its values checked. With slots a row takes a tenth of the memory."""
    config = ConfigDict(extra="forbid", serialize_by_alias=True, validate_by_name=True)
    made: Any = checked_dataclass(kind, config=config, eq=False, frozen=True, kw_only=True, slots=True)
    return made  # type: ignore[no-any-return]


@row_type
class Row:
    """A row, or a part of one."""

    @property
    def line(self) -> bytes:
        """The row as JSON on one line, without keys that have no value."""
        return to_json(self, exclude_none=True)


@row_type
class Named(Row):
    """A reference to a voice, a person or a topic: its id, and its name as printed on the pages."""

    id: Id
    """Its id. Voices and people are in voices.json; a topic's id is in the address of its page."""
    name: str
    """Its name as printed on the pages."""


@row_type
class OriginRef(Row):
    """The origin of an excerpt's information."""

    id: Id
    """Its id in the list `origins` of voices.json."""
    title: str
    """Its title as printed on the pages."""
    kind: OriginKind
    """The kind of origin."""
    rests_on: tuple[Named, ...]
    """The voices that are counted for it; a voice that is part of another is replaced by that other."""


@row_type
class Page(Row):
    """A row that has a place on the site."""

    id: Id
    """Its permanent id."""
    path: Path
    """The path of its page from the site's root."""
    url: Url | None = None
    """The absolute address of the same place, if the site's address is known."""


@row_type
class Head(Row):
    """The keys at the start of every file."""

    schema_: Annotated[Path, Field(alias="$schema")]
    """The JSON Schema of this file: an absolute address, or relative to this file."""
    schema_version: Annotated[int, WithJsonSchema({"const": VERSION, "type": "integer"})] = VERSION
    """The version of the API. Within a version, keys are only added."""
    generated_from: str = MARK
    """What the file was generated from; changes made by hand are overwritten."""
    generated_at: date
    """The newest date in the data, not the time of the build, so that the same data give the same file."""
    lang: str
    """The language of our own words, as a BCP 47 tag; each source and excerpt has its own."""
    publisher: str
    """Who publishes the site."""
    licence: str
    """The licence of our own words and data."""
    licence_url: Web
    """The address of that licence."""
    rights: str = RIGHTS
    """Who owns the quoted words."""


@row_type
class ListHead(Head):
    """The keys at the start of every file that is a list."""

    total: Count
    """The number of rows in the list."""


@dataclass(frozen=True)
class RowContext:
    """What all rows are made from: a corpus, the site's address, and the small objects that many rows share."""

    corpus: Corpus
    address: SiteAddress
    speakers: Mapping[str, Named]
    topics: Mapping[str, Named]
    origins: Mapping[str, OriginRef]

    @classmethod
    def of(cls, corpus: Corpus, address: SiteAddress) -> Self:
        """The context of a corpus and the address where the site will be published."""
        register = corpus.register
        speakers = {name: Named(id=name, name=register.name(name)) for name in (*register.voices, *register.people)}
        topics = {topic.id: Named(id=topic.id, name=topic.name) for topic in corpus.policy.topics}
        origins = {
            name: OriginRef(
                id=name,
                title=origin.title,
                kind=origin.kind,
                rests_on=tuple(speakers[voice] for voice in sorted(register.voices_behind(name))),
            )
            for name, origin in register.origins.items()
        }
        return cls(corpus, address, speakers, topics, origins)

    def named(self, ids: Iterable[str]) -> tuple[Named, ...]:
        """Voices or people, by their ids."""
        return tuple(self.speakers[name] for name in ids)

    def url(self, path: str | None) -> str | None:
        """The absolute address of a path from the site's root; None if there is no path or the address is not known."""
        return self.address.to(path, path) if path and self.address.text else None


def when_text(when: Period | None) -> str | None:
    """A time as the editor wrote it."""
    return when.text if when else None


def first_and_last_day(when: Period | None) -> tuple[date | None, date | None]:
    """The first and the last day of a time."""
    return (when.start, when.end) if when else (None, None)
