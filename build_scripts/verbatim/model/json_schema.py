"""JSON Schemas (draft 2020-12) of our types: what those of the data files and those of the API have in common.

In: a type of pydantic, and the generator for one purpose. Out: a schema as a mapping, and its text as it is published.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class SchemaGenerator(GenerateJsonSchema):
    """Pydantic's generator without titles, which are only names of types; optional keys have no null and no default."""

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        """The schema of a type."""
        return _without_titles(super().generate(schema, mode))  # type: ignore[no-any-return]

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that is left out if it has no value; it is never null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A key with a default, without it: an editor's program would write the default into the file."""
        return self.generate_inner(schema["schema"])


def schema_of(kind: type[BaseModel], generator: type[SchemaGenerator]) -> dict[str, Any]:
    """The schema of a type."""
    return kind.model_json_schema(schema_generator=generator)


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
