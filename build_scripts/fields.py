"""The types of single fields: what each scalar of the YAML files may be, and what it becomes.

In: text, as `yamlfile` reads every scalar. Out: frozen values. A value that does not fit raises PydanticCustomError,
whose type is the code of the problem that `load` makes of it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

SCHEMA_VERSION = 1

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
ADDRESS_PATTERN = r"^https?://[^\s<>\"]+$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
Text = Annotated[str, StringConstraints(min_length=1)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256_PATTERN)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN)]


def list_of_one(value: object) -> object:
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
Ids = Annotated[tuple[Id, ...], BeforeValidator(list_of_one)]


class Entry(BaseModel):
    """What all entries of the data share: unknown keys are refused, values cannot change, text is trimmed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def fields_of(kind: type[BaseModel]) -> tuple[str, ...]:
    """The keys that an entry of this type may have, as they are written in YAML."""
    return tuple(field.alias or name for name, field in kind.model_fields.items())
