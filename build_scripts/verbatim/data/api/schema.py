"""The JSON Schemas (draft 2020-12) of the API's types, which describe every key.

In: a type of file or row. Out: its schema. Every object is closed and every key has one type, so there is no `anyOf`
and no null.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from verbatim.data.api.rows.changes import ChangesFile
from verbatim.data.api.rows.claims import ClaimFile, ClaimRow, ClaimsFile
from verbatim.data.api.rows.row import FOLDER
from verbatim.data.api.rows.sources import SourcesFile
from verbatim.data.api.rows.statuses import StatusesFile
from verbatim.data.api.rows.voices import VoicesFile
from verbatim.model import json_schema
from verbatim.model.values.fields import Word
from verbatim.output import MARK, Output
from verbatim.site_address import SiteAddress

# By the names of the schema files; `claims-line` is for one line of claims.jsonl.
KINDS: Mapping[str, type] = {
    "changes": ChangesFile,
    "claim": ClaimFile,
    "claims": ClaimsFile,
    "claims-line": ClaimRow,
    "sources": SourcesFile,
    "statuses": StatusesFile,
    "voices": VoicesFile,
}


def schema_path(name: str) -> str:
    """The path of a schema from the site's root."""
    return f"{FOLDER}schemas/{name}.schema.json"


def schema_outputs(address: SiteAddress) -> list[Output]:
    """All schemas as files; each has its address as `$id` if the site's address is known."""
    return [_output(schema_path(name), address) for name in KINDS]


@cache
def schema_of(kind: type) -> dict[str, Any]:
    """The schema of a type of file or row; made once, since types do not change. Do not change what it returns."""
    return json_schema.schema_of(kind, _Generator)


@dataclass(frozen=True)
class Property:
    """A key of a type: its name, its schema with any reference resolved, and whether it is always present."""

    name: str
    schema: dict[str, Any]
    required: bool


@cache
def properties(kind: type) -> tuple[Property, ...]:
    """The keys of a type of file or row."""
    whole = schema_of(kind)
    return tuple(
        Property(name, {**_definition(schema, whole), **schema}, name in whole["required"])
        for name, schema in whole["properties"].items()
    )


def _definition(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    return dict(whole["$defs"][schema["$ref"].rpartition("/")[2]]) if "$ref" in schema else {}


def _output(path: str, address: SiteAddress) -> Output:
    name = path.removeprefix(f"{FOLDER}schemas/").removesuffix(".schema.json")
    id_ = {"$id": address.to(path, path)} if address.text else {}
    return Output(path, json_schema.schema_text(schema_of(KINDS[name]), **id_, **{"$comment": MARK}))


class _Generator(json_schema.SchemaGenerator):
    """Adds the meaning of every member of an enum."""

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """An enum, with the meaning of each member in its description."""
        words = schema["members"]
        found = super().enum_schema(schema)
        meanings = [f"`{word.value}`: {word.meaning}" for word in words if isinstance(word, Word)]
        return {
            **found,
            "type": "string",
            "enum": [word.value for word in words],
            "description": " ".join([found["description"], *meanings]),
        }
