"""JSON Schemas (draft 2020-12) of our types: what those of the data files and those of the API have in common.

In: a type of pydantic, and the generator for one purpose. Out: a schema as a mapping, and its text as it is published.
"""

import ast
import json
import sys
from collections.abc import Mapping
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class SchemaGenerator(GenerateJsonSchema):
    """Pydantic's generator without titles, which are only names of types; optional keys have no null and no default.

    Each key is described by the text below its field.
    """

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        """The schema of a type."""
        return _without_titles(super().generate(schema, mode))  # type: ignore[no-any-return]

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """An entry of the data."""
        return self._described(super().model_schema(schema), schema["cls"])

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """A row of the API."""
        return self._described(super().dataclass_schema(schema), schema["cls"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that is left out if it has no value; it is never null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A key with a default, without it: an editor's program would write the default into the file."""
        return self.generate_inner(schema["schema"])

    def _described(self, schema: JsonSchemaValue, kind: Any) -> JsonSchemaValue:
        """The schema of a type, each key with the text below its field, unless the type of the key says the same."""
        fields = kind.__pydantic_fields__
        texts = {fields[name].alias or name: text for name, text in _texts_below_fields(kind).items()}
        keys = {
            key: value if self._says(value) == texts[key] else {"description": texts[key], **value}
            for key, value in schema["properties"].items()
        }
        return {**schema, "properties": keys}

    def _says(self, schema: JsonSchemaValue) -> str | None:
        """The description of the type to which a schema refers; None if it refers to none."""
        referred = self.get_schema_from_definitions(schema["$ref"]) if "$ref" in schema else None
        return (referred or {}).get("description")


def schema_of(kind: type, generator: type[SchemaGenerator]) -> dict[str, Any]:
    """The schema of a type."""
    return TypeAdapter(kind).json_schema(schema_generator=generator)


def schema_text(schema: Mapping[str, Any], **head: str) -> str:
    """A schema as the text of a file, with its dialect and other keywords at the top."""
    return json.dumps({"$schema": DIALECT, **head, **schema}, ensure_ascii=False, indent=1) + "\n"


def _without_titles(schema: Any) -> Any:
    """A schema without the keyword `title`; a property of that name is a mapping, and stays."""
    if isinstance(schema, list):
        return [_without_titles(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if not (key == "title" and isinstance(value, str))}
    return {key: _without_titles(value) for key, value in kept.items()}


def _texts_below_fields(kind: type) -> dict[str, str]:
    """The text below each field of a type and of the types that it extends, by the field's name."""
    types = [each for each in reversed(kind.__mro__) if each not in (BaseModel, object)]
    return {field: text for each in types for field, text in _texts_of_module(each.__module__)[each.__name__]}


@cache
def _texts_of_module(name: str) -> dict[str, list[tuple[str, str]]]:
    """For each type of a module, its fields that have a text below them, each with the text."""
    types = (each for each in ast.parse(getsource(sys.modules[name])).body if isinstance(each, ast.ClassDef))
    return {
        each.name: [
            (ast.unparse(field.target), cleandoc(ast.literal_eval(text.value)))
            for field, text in pairwise(each.body)
            if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr)
        ]
        for each in types
    }
