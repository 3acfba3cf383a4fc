"""The types of evidence: an excerpt, its stance on its claim, and whose information it carries.

In: plain mappings and strings, as `yaml_reader` reads them. Out: frozen values.
"""

from typing import Annotated, Self
from unicodedata import category

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from verbatim.model.sources import Selector, Translation
from verbatim.model.values.fields import Id, Listed, OriginId, SourceId, Text, UtteranceId, Word


class Stance(Word):
    """How an excerpt bears on its claim."""

    ASSERTS = "asserts", "The excerpt says that the claim is so."
    DENIES = "denies", "The excerpt says that the claim is not so."
    DIFFERS = "differs", "The excerpt has it otherwise, mostly in a detail; `note` says in what."
    CONTEXT = "context", "The excerpt helps to understand the claim and counts neither for nor against it."


class Distortion(Word):
    """In what way an excerpt departs in substance from the words that it relays."""

    MISQUOTED = "misquoted", "The words in quotation marks are not those that were spoken or written."
    MISDATED = "misdated", "The words or events are given a wrong date."
    MISATTRIBUTED = "misattributed", "The words are attributed to somebody who did not say them."
    SPLICED = "spliced", "Words from different places are joined into one quotation."
    CUT = "cut", "Words are left out, and that changes the sense."
    OVERSTATED = "overstated", "The wording claims more than the words support."
    GARBLED = "garbled", "The words no longer mean what they meant."
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
    """Read a string as a selector that has only a quotation."""
    return {"quote": value} if isinstance(value, str) else value


Covered = Annotated[Selector, BeforeValidator(_bare_quotation, json_schema_input_type=Text | Selector)]


class Evidence(Selector):
    """One excerpt: words of a source, their stance on the claim, and whose information they carry."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"origin_basis": {"const": "inferred"}}, "required": ["origin_basis"]},
            "then": {"required": ["note"]},
            "dependentSchemas": {"uncheckable": {"properties": {"stance": {"const": "asserts"}}}},
        }
    )

    source: SourceId
    """The article or record that the words are quoted from."""
    stance: Stance
    """Whether the excerpt supports or contradicts the claim."""
    origin: Listed[OriginId] = Field(min_length=1)
    """Who first said or recorded it: one id or a list, or `unattributed` where the source does not say."""
    origin_basis: OriginBasis = OriginBasis.STATED
    """Whether the source itself names the origin (`stated`, the default) or the editors infer it."""
    distortion: Distortion | None = None
    """How the excerpt changes the substance of the words that it relays, if it does."""
    utterance: UtteranceId | None = None
    """A label of your choice: excerpts with the same one print the same spoken words, and are compared word by word."""
    context: Context = Context.SENTENCE
    """How much of the text around the quoted words is printed; by default the whole `sentence`."""
    outweighed: Text | None = None
    """For an excerpt that denies the claim: why it does not change the status."""
    uncheckable: Text | None = None
    """For an excerpt that asserts the claim: why nobody can check what it says."""
    translation: Translation | None = None
    """The quoted words in the site's language, if the source is in another; a record may translate whole passages."""
    covers: Listed[Covered] = ()
    """Sentences of the same source that this excerpt also covers, without printing them."""
    note: Text | None = None
    """What readers should know about this excerpt: the detail that differs, or what the origin is inferred from."""

    @model_validator(mode="after")
    def _quotes_words(self) -> Self:
        # A sign such as an emoji can be all that somebody wrote.
        if not any(char.isalnum() or category(char) == "So" for char in self.quote):
            mend = "quote the words that say it; a mark alone is in nearly every text"
            raise PydanticCustomError("bad-value", "this quotation has no words", {"mend": mend})
        return self

    @model_validator(mode="after")
    def _inferred_needs_a_note(self) -> Self:
        if self.origin_basis is OriginBasis.INFERRED and not self.note:
            raise PydanticCustomError("missing-note", "`origin_basis: inferred` needs a `note` that says from what")
        return self

    @model_validator(mode="after")
    def _uncheckable_only_where_it_asserts(self) -> Self:
        if self.uncheckable and self.stance is not Stance.ASSERTS:
            mend = "delete `uncheckable`, or write `stance: asserts` if these words say that the claim is so"
            raise PydanticCustomError(
                "bad-value", "`uncheckable` is only for an excerpt that asserts the claim", {"mend": mend}
            )
        return self

    @property
    def origins(self) -> tuple[Id, ...]:
        """The named origins; empty if the source names none."""
        if UNATTRIBUTED not in self.origin:
            return self.origin
        return tuple(origin for origin in self.origin if origin != UNATTRIBUTED)
