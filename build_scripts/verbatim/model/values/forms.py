"""What pydantic is told of a field: its rule, and what a JSON Schema says of it.

In: functions that read a value, and the words of JSON Schema. Out: a `Form`, to be put into `Annotated`. Pydantic's own
markers say the same, but are worked out anew for each field that has them, which takes a third of the time of `load`.
"""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

Reader = Callable[[Any], Any]


@dataclass(frozen=True, eq=False)
class Form:
    """The rule of a field, and its JSON Schema."""

    rule: CoreSchema
    described: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, _kind: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """The rule; a copy, since pydantic adds to it."""
        return copy(self.rule)

    def __get_pydantic_json_schema__(self, _rule: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The JSON Schema."""
        return dict(self.described)


def text_form(
    described: Mapping[str, Any],
    *,
    least: int | None = None,
    most: int | None = None,
    pattern: str | None = None,
    then: Reader | None = None,
) -> Form:
    """A text with `least` to `most` characters, or with a pattern, which `then` checks further or changes."""
    rule = core_schema.str_schema(min_length=least, max_length=most, pattern=pattern)
    return Form(core_schema.no_info_after_validator_function(then, rule) if then else rule, described)


def form_of(read: Reader, described: Mapping[str, Any]) -> Form:
    """Whatever a function reads."""
    return Form(core_schema.no_info_plain_validator_function(read), described)
