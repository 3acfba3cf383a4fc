"""Everything that was read from the files of a project, each entry with its place.

`reading.load` makes it; every later stage reads it.
"""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from verbatim.model.claims import Claim, Draft
from verbatim.model.evidence import Evidence
from verbatim.model.policy import Policy
from verbatim.model.reading.yaml_file import Path, YamlFile
from verbatim.model.register import Register
from verbatim.model.sightings import Sighting
from verbatim.model.sources import Article, Origin, Person, Record, Voice
from verbatim.problems import Place, Problem

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Placed(Generic[T_co]):
    """A value of the model with its place. `sound` is false if a fault prevents rules from being applied to it."""

    value: T_co
    file: YamlFile
    path: Path
    sound: bool = True

    def place(self, *path: str | int) -> Place:
        """The place of the value at a path within this entry."""
        return self.file.place((*self.path, *path))

    @property
    def keys(self) -> list[str]:
        """The keys that the file has in this entry, faulty or not."""
        return self.file.keys_of(self.path)

    def words_place(self, words: str, *path: str | int) -> Place:
        """The place of some words in the value at a path within this entry."""
        return self.file.words_place((*self.path, *path), words)


@dataclass(frozen=True)
class PlacedClaim(Placed[Claim | None]):
    """A claim and its excerpts, each with its place; `value` is None if only the excerpts could be read."""

    evidence: tuple[Placed[Evidence], ...] = ()


@dataclass(frozen=True)
class PlacedDraft(Placed[Draft]):
    """A claim that is not published yet, and its excerpts, each with its place."""

    evidence: tuple[Placed[Evidence], ...] = ()


@dataclass
class Loaded:
    """Everything that was read.

    `unreadable` holds the ids of entries that exist but could not be read, and None for those without an id: a
    reference to one of them is not reported as a second problem. `complete` is false if a whole file could not be read:
    then nothing more is checked.
    """

    policy: Placed[Policy] | None = None
    voices: list[Placed[Voice]] = field(default_factory=list)
    people: list[Placed[Person]] = field(default_factory=list)
    origins: list[Placed[Origin]] = field(default_factory=list)
    articles: list[Placed[Article]] = field(default_factory=list)
    records: list[Placed[Record]] = field(default_factory=list)
    claims: list[PlacedClaim] = field(default_factory=list)
    drafts: list[PlacedDraft] = field(default_factory=list)
    sightings: list[Placed[Sighting]] = field(default_factory=list)
    stored: dict[str, bytes] = field(default_factory=dict)
    originals: dict[str, bytes] = field(default_factory=dict)
    unreadable: dict[type[BaseModel], set[str | None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True

    @property
    def sources(self) -> list[Placed[Article] | Placed[Record]]:
        """Articles, then records, in the order of their files."""
        return [*self.articles, *self.records]

    @property
    def register(self) -> Register:
        """Everything that evidence can refer to."""
        return Register(
            voices={voice.value.id: voice.value for voice in self.voices},
            people={person.value.id: person.value for person in self.people},
            origins={origin.value.id: origin.value for origin in self.origins},
            sources={source.value.id: source.value for source in self.sources},
        )
