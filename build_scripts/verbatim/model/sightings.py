"""The types of `seeds/sightings.yaml`: what a machine found at the addresses of the sources, and on which day.

In: plain mappings and strings, as `yaml_reader` reads them. Out: frozen values. `verbatim sight` writes the file, one
line for each sighting; nobody needs to write it by hand. Builds only read it.
"""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from verbatim.model.values.fields import Address, Day, Entry, Schema, Sha256, SourceId, Text, Whole, Word, YesNo


class CopyKind(Word):
    """What was at an address."""

    PAGE = "page", "A page or a plain text."
    ARCHIVE = "archive", "A copy of the page in a web archive."
    PDF = "pdf", "A PDF; words that it breaks at line ends count as whole words."


class Outcome(Word):
    """Whether a text was read at an address."""

    READ = "read", "A text was read, and the words were looked for in it."
    GONE = "gone", "The server said that there is no such page, or led to its home page instead."


class Finding(Word):
    """Whether words were found in the text that was read."""

    EXACT = "exact", "They are there, with the same characters."
    TYPOGRAPHIC = "typographic", "They are there; only their typography differs."
    ABSENT = "absent", "They are not there."


class SightedWords(Entry):
    """Words that were looked for, and whether they were found."""

    sha256: Sha256
    """The SHA-256 of the words in UTF-8: a recorded passage, or words that a claim quotes from a stored text."""
    found: Finding
    """Whether they were found: `exact`, `typographic` or `absent`."""
    nearest: Text | None = None
    """For words that are absent: the most similar passage, as a hint for editors; never a match."""


class Sighting(Entry):
    """One look at one address: the text that was there, and which words of the source are in it."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"outcome": {"const": "read"}}, "required": ["outcome"]},
            "then": {"required": ["sha256", "length"]},
            "dependentRequired": {"compared": ["same"], "same": ["compared"]},
        }
    )

    day: Day
    """The day on which it was looked at."""
    source: SourceId
    """The source whose address it is."""
    address: Address
    """The address, as the source has it."""
    kind: CopyKind
    """What was there: a `page`, a copy in a web `archive`, or a `pdf`."""
    outcome: Outcome
    """Whether a text was `read`, or the page is `gone`."""
    sha256: Sha256 | None = None
    """The SHA-256 of the text that was read, in UTF-8. The text itself is not kept."""
    length: Whole | None = None
    """The number of code points of that text."""
    before: Sha256 | None = None
    """The SHA-256 of the text at the sighting before, if it was another text."""
    compared: Sha256 | None = None
    """For a source whose text is stored: the SHA-256 of the stored file that the page was compared with."""
    same: YesNo | None = None
    """Whether every sentence of the stored text, but for the excused ones, was in the text that was read."""
    words: tuple[SightedWords, ...] = ()
    """The words that were looked for."""

    @model_validator(mode="after")
    def _fits_the_outcome(self) -> Self:
        was_read = self.outcome is Outcome.READ
        if was_read and (self.sha256 is None or self.length is None):
            mend = "delete this line; the next run of `verbatim sight` writes it anew"
            raise PydanticCustomError("missing-key", "a text that was read has `sha256` and `length`", {"mend": mend})
        if not was_read and (self.sha256 or self.length is not None or self.before or self.compared or self.words):
            mend = "delete what describes a text, or write `outcome: read`"
            raise PydanticCustomError("bad-value", "of a page that is gone no text was read", {"mend": mend})
        if (self.compared is None) != (self.same is None):
            mend = "delete this line; the next run of `verbatim sight` writes it anew"
            raise PydanticCustomError("missing-key", "`compared` and `same` need each other", {"mend": mend})
        hashes = [each.sha256 for each in self.words]
        if len(set(hashes)) < len(hashes):
            mend = "keep one of the two"
            raise PydanticCustomError("bad-value", "the same words are listed twice", {"mend": mend})
        return self


def _nothing_as_a_list(value: object) -> object:
    """Read a key without a value as an empty list: new lines are only appended, so that git can merge two runs."""
    return [] if value == "" else value


def _or_nothing(schema: dict[str, Any]) -> None:
    """Say the same in a JSON Schema: for a language server a key without a value is null."""
    schema["type"] = [schema["type"], "null"]


class SightingsFile(Entry):
    """What machines saw at the addresses of the sources; `verbatim sight` appends a line for each look at one."""

    schema_: Schema = Field(alias="schema")
    """The version of this file format."""
    sightings: Annotated[
        tuple[Sighting, ...],
        BeforeValidator(_nothing_as_a_list, json_schema_input_type=tuple[Sighting, ...]),
        Field(json_schema_extra=_or_nothing),
    ]
    """The sightings, in the order in which they were made."""
