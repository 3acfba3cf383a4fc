"""`schema`: the model → the JSON Schemas (draft 2020-12) that explain and complete the data where it is written.

In: the types of `model` and `policy`, and the ids of one corpus. Out: one schema for each kind of data file, which
changes only with the model, and `known-ids.schema.json`, which changes with the data. An editor's language server finds
them through the first line of a data file: `# yaml-language-server: $schema=schemas/claims.schema.json`.

Known ids are offered, never demanded: beside them any id of the right form is valid, so a schema that is behind the
data completes less and refuses nothing. A language server sees YAML types where the loader sees text: a year or an id of
digits is a number there, and is let through. Only a text that YAML reads as true, false or null has to be quoted to
please it. What takes more than one field or the calendar to judge stays with the loader, but for what JSON Schema can say.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from verbatim.checks.corpus import Corpus
from verbatim.model.claims import UNATTRIBUTED, ClaimsFile
from verbatim.model.fields import ID_FORM, list_of_one
from verbatim.model.policy import Policy
from verbatim.model.sources import ArticlesFile, OriginsFile, RecordsFile, VoicesFile
from verbatim.output import SCHEMA_MARK, Output
from verbatim.project import Project

DIALECT = "https://json-schema.org/draft/2020-12/schema"

KNOWN_IDS = "known-ids.schema.json"

FILES: Mapping[str, type[BaseModel]] = {
    "articles": ArticlesFile,
    "claims": ClaimsFile,
    "origins": OriginsFile,
    "policy": Policy,
    "records": RecordsFile,
    "voices": VoicesFile,
}


def schemas(corpus: Corpus) -> list[Output]:
    """All schemas of a project, by their names in its folder `schemas/`."""
    structure = [_output(f"{name}.schema.json", file_schema(name)) for name in FILES]
    return [*structure, _output(KNOWN_IDS, known_ids_schema(known_ids(corpus)))]


@cache
def file_schema(name: str) -> dict[str, Any]:
    """The schema of one kind of data file, by its key in `FILES`."""
    schema = FILES[name].model_json_schema(schema_generator=_Generator)
    return {"$schema": DIALECT, "$comment": SCHEMA_MARK, **schema}


def first_lines(project: Project) -> dict[Path, str]:
    """The line that each data file should begin with, so that editors find its schema."""
    kinds = {project.policy_file: "policy"} | dict.fromkeys(project.claims_files, "claims")
    kinds |= {project.seeds / f"{name}.yaml": name for name in ("articles", "origins", "records", "voices")}
    up = {file: "../" * (len(file.relative_to(project.root).parts) - 1) for file in kinds}
    return {
        file: f"# yaml-language-server: $schema={up[file]}schemas/{name}.schema.json" for file, name in kinds.items()
    }


def without_first_line(project: Project) -> dict[Path, str]:
    """Those of them that do not, with the line."""
    return {
        file: line
        for file, line in first_lines(project).items()
        if line not in file.read_text(encoding="utf-8-sig").splitlines()[:3]
    }


def known_ids(corpus: Corpus) -> dict[str, dict[str, str]]:
    """For each kind of id those that are declared, in order, with what each names; drafts are not offered to others."""
    register, policy = corpus.register, corpus.policy
    voices = {voice.id: voice.name for voice in register.voices.values()}
    people = {person.id: f"{person.name}, {person.role}" for person in register.people.values()}
    excerpts = [excerpt for checked in corpus.claims for excerpt in checked.claim.evidence]
    spoken = {
        excerpt.utterance: excerpt.quote for excerpt in reversed(excerpts) if excerpt.utterance
    }  # the first of each
    known = {
        "claim": {checked.claim.id: checked.claim.claim for checked in corpus.claims},
        "origin": {UNATTRIBUTED: "The source does not say whose information it is."}
        | {origin.id: origin.title for origin in register.origins.values()},
        "person": people,
        "rule": {rule.id: rule.says for status in policy.statuses for rule in status.rules},
        "source": {source.id: source.title for source in register.sources.values()},
        "speaker": people | voices,
        "status": {status.id: f"{status.word}. {status.definition}" for status in policy.statuses},
        "topic": {topic.id: topic.name for topic in policy.topics},
        "utterance": {name: f"As in “{quote}”." for name, quote in spoken.items()},
        "voice": voices,
    }
    return {kind: dict(sorted(ids.items())) for kind, ids in known.items()}


def known_ids_schema(known: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """A schema that holds for each kind of id a definition: the known ones, or any of the right form."""
    definitions = {kind: {"anyOf": [ID_FORM, *_named(ids)]} for kind, ids in known.items()}
    return {"$schema": DIALECT, "$comment": SCHEMA_MARK, "$defs": definitions}


def _named(ids: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Each id by itself, so that hovering over one explains that one alone."""
    for name, what in ids.items():
        yield {"const": name, "description": what}


def _output(path: str, schema: Mapping[str, Any]) -> Output:
    return Output(path, json.dumps(schema, ensure_ascii=False, indent=1) + "\n")


class _Generator(GenerateJsonSchema):
    """Pydantic's own generator, held to what stands in YAML: no titles, nothing null, and lists of one without brackets."""

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        """The schema of a file, its marked ids as references to those that are known."""
        return _linked(super().generate(schema, mode))  # type: ignore[no-any-return]

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """The words of a set, each with what it means, in the keyword that language servers show."""
        return {**super().enum_schema(schema), "enumDescriptions": [word.meaning for word in schema["members"]]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that may be left out; where it stands, it has a value."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A key that may be left out. Descriptions name the default, since completion would write it into the file."""
        return self.generate_inner(schema["schema"])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A list that may stand without its brackets where it has one item."""
        plain = super().function_before_schema(schema)
        return {"anyOf": [plain["items"], plain]} if schema["function"]["function"] is list_of_one else plain

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping whose keys are the words of a set, each explained."""
        keys, value = schema["keys_schema"], self.generate_inner(schema["values_schema"])
        words = keys["members"] if keys["type"] == "enum" else ()
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {word.value: {**value, "description": word.meaning} for word in words},
        }


def _linked(schema: Any) -> Any:
    """The same with each mark of `fields` for an id as a reference to the known ones, and without the names of our types."""
    if isinstance(schema, list):
        return [_linked(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _linked(value)
        for key, value in schema.items()
        if key != "known" and not (key == "title" and isinstance(value, str))
    }
    return kept | ({"$ref": f"{KNOWN_IDS}#/$defs/{schema['known']}"} if "known" in schema else {})
