"""The types of single fields: which texts a scalar of the YAML files may have, and which value it becomes.

In: text, as `yaml_reader` reads every scalar. Out: frozen values. A value that does not fit raises PydanticCustomError;
its type is the code of the problem that `validation` reports, and its context may hold a hint under `mend`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self, TypeVar

import regex
from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from verbatim.model.values.addresses import ADDRESS_PATTERN
from verbatim.model.values.file_names import RESERVED
from verbatim.model.values.forms import Form, form_of, text_form
from verbatim.model.values.languages import language_tag

SCHEMA_VERSION = 1

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_LONGEST_ID = 64
SHA256_PATTERN = r"^[0-9a-f]{64}$"
UUID_PATTERN = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"

# The years of what the editors do, and the first year of what the articles are about.
_EDITORS_YEARS = range(1900, 2200)
_YEARS = range(1000, 2200)

# Characters of a short claim: Google shows no more of `claimReviewed` (Search Central, “Fact check”).
LONGEST_TITLE = 75

# Until the evidence is reviewed again: a hundred years.
_MOST_DAYS = 36_500

# Words that most YAML readers take for a truth value or for nothing.
_TRUTH_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})

# The blank Braille pattern is a sign to Unicode.
_VISIBLE = regex.compile(r"[^\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]")

T = TypeVar("T")

# These say what an editor's language server accepts, and `errorMessage` what it prints for the rest. It
# sees YAML types where the loader sees text: an id or a year that has only digits is a number there.
ID_FORM = {
    "type": ["string", "integer"],
    "pattern": ID_PATTERN,
    "maxLength": _LONGEST_ID,
    "minimum": 0,
    "errorMessage": "An id has lower-case letters and digits with single hyphens between, such as shoigu-visit-date.",
}
_TEXT_FORM = {
    "type": ["string", "number"],
    "pattern": r"\S",
    "errorMessage": "Write a text here, or delete the key if it is not needed.",
}
_SHA256_FORM = {
    "type": "string",
    "pattern": SHA256_PATTERN,
    "errorMessage": "Write the 64 hexadecimal digits that `sha256sum FILE` prints.",
}
_UUID_FORM = {
    "type": "string",
    "pattern": UUID_PATTERN,
    "errorMessage": "Write a UUID in lower-case letters, such as `uuidgen --random` prints.",
}
_LANGUAGE_FORM = {
    "type": "string",
    "pattern": r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
    "errorMessage": "Write a language as a BCP 47 tag, such as en, pt-BR or zh-Hant.",
}
_ADDRESS_FORM = {
    "type": "string",
    "pattern": ADDRESS_PATTERN,
    "errorMessage": "An address begins with https:// or http:// and has no spaces.",
}


def is_visible(text: str) -> bool:
    """Whether a text has a character that readers see."""
    # Of ASCII only white space is not seen, and this is quicker than the pattern.
    return (text.isascii() and text != "" and not text.isspace()) or _VISIBLE.search(text) is not None


def _visible(text: str) -> str:
    if not is_visible(text):
        mend = "fill it in, or delete the key if it is not needed"
        raise PydanticCustomError(
            "bad-value", "expected a text; this has only characters that nobody sees", {"mend": mend}
        )
    return text


Text = Annotated[str, text_form(_TEXT_FORM, least=1, then=_visible)]
_TITLE_FORM = _TEXT_FORM | {"maxLength": LONGEST_TITLE}
Title = Annotated[str, text_form(_TITLE_FORM, least=1, most=LONGEST_TITLE, then=_visible)]
Sha256 = Annotated[str, text_form(_SHA256_FORM, pattern=SHA256_PATTERN)]
UuidText = Annotated[str, text_form(_UUID_FORM, pattern=UUID_PATTERN)]


def list_of_one(value: object) -> object:
    """Read a single value as a list of one, so that `origin: a` and `origin: [a]` mean the same."""
    return [value] if isinstance(value, str | dict) and value != "" else value


def _yes_or_no(value: object) -> bool:
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("bad-value", "expected true or false", {"mend": "write `true` or `false`"})


def _whole_number(value: object) -> int:
    if isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value)):
        return int(value)
    raise PydanticCustomError("bad-value", "expected a whole number", {"mend": "write it in digits, such as 2"})


def _days(value: object) -> int:
    days = _whole_number(value)
    if days > _MOST_DAYS:
        raise PydanticCustomError(
            "bad-value",
            "expected at most {most} days",
            {"most": _MOST_DAYS, "mend": "for a status that is never reviewed again, delete the key"},
        )
    return days


def _no_device(name: str) -> str:
    if name in _TRUTH_WORDS:
        mend = f"give it another id, such as {name}-1; most YAML readers take this word for a truth value"
        raise PydanticCustomError("bad-value", "expected an id that every YAML reader takes for a text", {"mend": mend})
    if name in RESERVED:
        mend = f"give it another id, such as {name}-1; Windows cannot have files of this name"
        raise PydanticCustomError("bad-value", "expected an id that Windows does not reserve", {"mend": mend})
    return name


def _language(value: str) -> str:
    try:
        return language_tag(value)
    except ValueError as error:
        meant = f"; did you mean `{error}`?" if str(error) else ""
        mend = f"write a tag such as `en`, `pt-BR` or `zh-Hant`{meant}"
        raise PydanticCustomError("bad-value", "expected a language as a BCP 47 tag", {"mend": mend}) from error


def _schema_version(value: object) -> int:
    version = _whole_number(value)
    if version != SCHEMA_VERSION:
        raise PydanticCustomError(
            "bad-value", f"expected schema {SCHEMA_VERSION}", {"mend": f"write `schema: {SCHEMA_VERSION}`"}
        )
    return version


def _day(value: object) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("bad-date", "expected a day such as 2023-08-30")
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("bad-date", "the date is not in the calendar") from error
    if day.year not in _EDITORS_YEARS:
        years = {"first": _EDITORS_YEARS[0], "last": _EDITORS_YEARS[-1]}
        raise PydanticCustomError("bad-date", "expected a year from {first} to {last}", years)
    return day


@dataclass(frozen=True)
class Period:
    """A date that is known to a day, a month, a year or a range: its first and last day, both included.

    Where a rule compares dates, the end that is less favourable to the status counts.
    """

    start: date
    end: date
    text: str

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `2023-07-25`, `2023-07`, `2023`, or two of them with `/` between. Raises PydanticCustomError."""
        form = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
        if not isinstance(value, str) or not re.fullmatch(rf"{form}(?:/{form})?", value):
            raise PydanticCustomError(
                "bad-date", "expected a day, month, year or range: 2023-07-25, 2023-07, 2023-07-25/2023-07-27"
            )
        first, _, last = value.partition("/")
        try:
            start, end = _first_day(first), _last_day(last or first)
        except ValueError as error:
            raise PydanticCustomError("bad-date", "the date is not in the calendar") from error
        if not (start.year in _YEARS and end.year in _YEARS):
            years = {"first": _YEARS[0], "last": _YEARS[-1]}
            raise PydanticCustomError("bad-date", "expected a year from {first} to {last}", years)
        if end < start:
            raise PydanticCustomError(
                "bad-date", "the range ends before it begins", {"mend": "put the earlier day first"}
            )
        return cls(start, end, value)


def _first_day(text: str) -> date:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _last_day(text: str) -> date:
    first = _first_day(text)
    if len(text) == len("2023"):
        return date(first.year, 12, 31)
    if len(text) == len("2023-07"):
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first


# The loader checks whether a day is in the calendar, and whether a range ends before it begins.
_MONTH, _DAY_OF_MONTH = "(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_DATE = rf"(1\d|2[01])\d\d(-{_MONTH}(-{_DAY_OF_MONTH})?)?"
_DAY_FORM = {
    "type": "string",
    "pattern": rf"^(19|20|21)\d\d-{_MONTH}-{_DAY_OF_MONTH}$",
    "errorMessage": "Write a day, such as 2023-07-25.",
}
_WHEN_FORM = {
    "type": ["string", "integer"],
    "pattern": f"^{_DATE}(/{_DATE})?$",
    "minimum": _YEARS[0],
    "maximum": _YEARS[-1],
    "errorMessage": "Write a day, month, year or range: 2023-07-25, 2023-07, 2023, 2023-07-25/2023-07-27.",
}
_WHOLE_FORM = {
    "type": ["integer", "string"],
    "pattern": r"^\d{1,9}$",
    "minimum": 0,
    "maximum": 999_999_999,
    "errorMessage": "Write a whole number.",
}
_DAYS_FORM = {
    **_WHOLE_FORM,
    "pattern": r"^0{0,4}([0-2]?\d{1,4}|3[0-5]\d{3}|36[0-4]\d\d|36500)$",
    "maximum": _MOST_DAYS,
    "errorMessage": f"Write a number of days, at most {_MOST_DAYS}.",
}
_YES_NO_FORM = {
    "anyOf": [
        {"type": "boolean", "errorMessage": "Write true or false."},
        {"type": "string", "pattern": "^(true|false)$"},
    ]
}
_SCHEMA_FORM = {"anyOf": [{"const": SCHEMA_VERSION}, {"type": "string", "pattern": f"^0*{SCHEMA_VERSION}$"}]}

# The id that an entry declares, which becomes the name of a file or folder.
_NO_IDS = sorted({*RESERVED, *_TRUTH_WORDS})
_NEW_ID_FORM = {**ID_FORM, "not": {"type": "string", "pattern": f"^({'|'.join(map(re.escape, _NO_IDS))})$"}}
Id = Annotated[str, text_form(_NEW_ID_FORM, most=_LONGEST_ID, pattern=ID_PATTERN, then=_no_device)]
Address = Annotated[str, text_form(_ADDRESS_FORM, pattern=ADDRESS_PATTERN)]
Language = Annotated[str, text_form(_LANGUAGE_FORM, least=1, then=_language)]
Day = Annotated[date, form_of(_day, _DAY_FORM)]
When = Annotated[Period, form_of(Period.parse, _WHEN_FORM)]
YesNo = Annotated[bool, form_of(_yes_or_no, _YES_NO_FORM)]
Whole = Annotated[int, form_of(_whole_number, _WHOLE_FORM)]
Days = Annotated[int, form_of(_days, _DAYS_FORM)]
Schema = Annotated[int, form_of(_schema_version, _SCHEMA_FORM)]


class _ListOfOne:
    """Marks a list that may be written as its only item."""

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The rule of the list, after `list_of_one`."""
        return core_schema.no_info_before_validator_function(list_of_one, handler(kind))


# One value, or a list of them: `Listed[VoiceId]`.
Listed = Annotated[tuple[T, ...], _ListOfOne()]


def _known(kind: str) -> Form:
    """The id of something declared elsewhere; an editor's program offers the known ones of this kind."""
    return text_form({"known": kind}, most=_LONGEST_ID, pattern=ID_PATTERN)


ClaimId = Annotated[str, _known("claim")]
OriginId = Annotated[str, _known("origin")]
PersonId = Annotated[str, _known("person")]
RuleId = Annotated[str, _known("rule")]
SourceId = Annotated[str, _known("source")]
SpeakerId = Annotated[str, _known("speaker")]  # a person or a voice
StatusId = Annotated[str, _known("status")]
TopicId = Annotated[str, _known("topic")]
UtteranceId = Annotated[str, _known("utterance")]
VoiceId = Annotated[str, _known("voice")]


class Word(StrEnum):
    """A word of a fixed set, with its meaning: `ASSERTS = "asserts", "The excerpt says that the claim is so."`."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """Create the word from its text in YAML and a sentence that says what it means."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word


class Entry(BaseModel):
    """The base of all entries of the data: unknown keys are refused, values cannot change, texts are trimmed.

    The text below a field describes it, and editors of the data see it in their editor, through the JSON Schema. Only
    the schema's generator reads these texts, since reading them takes a sixth of the time in which `check` starts.
    """

    # A type that is only part of others, or that a command does not read, needs no validator of its own.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


def fields_of(kind: type[BaseModel]) -> tuple[str, ...]:
    """The keys that an entry of this type may have, as they are written in YAML."""
    return tuple(field.alias or name for name, field in kind.model_fields.items())
