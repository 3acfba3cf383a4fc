"""The JSON Schemas of the data files, by which an editor's program explains and completes them.

In: the types of `model`, and the ids of a corpus. Out: one schema for each kind of data file, in `.verbatim/schemas/`.
A language server finds it through the first line of a data file:
`# yaml-language-server: $schema=.verbatim/schemas/claims.schema.json`.

The schemas contain the known ids, so they change with the data. They are therefore not committed: otherwise the pull
requests of two editors would conflict. Each is complete in itself, since for a language server a reference to a missing
file is an error, after which it checks nothing.

Known ids are offered, never required: any other id of the right form is valid, too. A language server sees YAML types
where the loader sees text: an id or a year that has only digits is a number there, and is accepted. Only a text that
YAML reads as true, false or null must be quoted for it. What JSON Schema cannot express is left to the loader.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from verbatim.checks.corpus import Corpus
from verbatim.model.claims import ClaimsFile
from verbatim.model.evidence import UNATTRIBUTED
from verbatim.model.json_schema import SchemaGenerator, schema_of, schema_text
from verbatim.model.policy import Policy
from verbatim.model.sightings import SightingsFile
from verbatim.model.sources import ArticlesFile, OriginsFile, RecordsFile, VoicesFile
from verbatim.model.values import fields
from verbatim.model.values.fields import ID_FORM, list_of_one
from verbatim.output import MARK, write_files
from verbatim.project import Project

FILES: Mapping[str, type[BaseModel]] = {
    "articles": ArticlesFile,
    "claims": ClaimsFile,
    "origins": OriginsFile,
    "policy": Policy,
    "records": RecordsFile,
    "sightings": SightingsFile,
    "voices": VoicesFile,
}


def write_schemas(project: Project, corpus: Corpus) -> None:
    """Write the schemas of a project. Raises OSError."""
    known = known_ids(corpus)
    texts = {name: schema_text(file_schema(name, known), **{"$comment": _comment()}) for name in FILES}
    write_files({project.schemas / f"{name}.schema.json": text.encode() for name, text in texts.items()})


def refresh_schemas(project: Project, corpus: Corpus) -> None:
    """Write the schemas if a data file names one. They only help to write the data, so a refusing disk is no fault."""
    if len(without_first_line(project)) < len(first_lines(project)):
        known = known_ids(corpus)
        with suppress(OSError):
            offered = {_definition(kind): _any_of(ids) for kind, ids in known.items()}
            if not all(_is_current(project.schemas / f"{name}.schema.json", offered) for name in FILES):
                write_schemas(project, corpus)


def _is_current(file: Path, offered: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a schema is of these types and offers these ids; making it takes as long as checking 30 claims."""
    try:
        schema = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    return schema.get("$comment") == _comment() and all(
        value == offered[name] for name, value in schema["$defs"].items() if name in offered
    )


@cache
def _comment() -> str:
    """What the schemas say of themselves: what they are made from, and a mark that changes with our types."""
    files = [*sorted(Path(fields.__file__).parents[1].rglob("*.py")), Path(__file__)]
    return f"{MARK}; types {sha256(b''.join(file.read_bytes() for file in files)).hexdigest()[:12]}"


def first_lines(project: Project) -> dict[Path, str]:
    """The first line of each data file that tells editors' programs its schema."""
    kinds = {project.policy_file: "policy"} | dict.fromkeys(project.claims_files, "claims")
    kinds |= {project.seeds / f"{name}.yaml": name for name in ("articles", "origins", "records", "voices")}
    if project.sightings_file.is_file():
        kinds[project.sightings_file] = "sightings"
    folder = project.name_of(project.schemas)
    up = {file: "../" * (len(file.relative_to(project.root).parts) - 1) for file in kinds}
    return {
        file: f"# yaml-language-server: $schema={up[file]}{folder}/{name}.schema.json" for file, name in kinds.items()
    }


def without_first_line(project: Project) -> dict[Path, str]:
    """The data files that lack this line, each with the line."""
    return {file: line for file, line in first_lines(project).items() if line not in _beginning(file)}


def _beginning(file: Path) -> list[str]:
    """The first three lines."""
    with file.open(encoding="utf-8-sig") as text:
        return [line.rstrip("\n") for line in islice(text, 3)]


def known_ids(corpus: Corpus) -> dict[str, dict[str, str]]:
    """For each kind of id the declared ones, sorted, each with what it is the id of; without drafts."""
    register, policy = corpus.register, corpus.policy
    voices = {voice.id: voice.name for voice in register.voices.values()}
    people = {person.id: f"{person.name}, {person.role}" for person in register.people.values()}
    utterances: dict[str, str] = {}
    for excerpt in (excerpt for checked in corpus.claims for excerpt in checked.claim.evidence):
        if excerpt.utterance:
            utterances.setdefault(excerpt.utterance, f"As in “{excerpt.quote}”.")
    known = {
        "claim": {checked.claim.id: checked.claim.claim for checked in corpus.claims},
        "origin": {UNATTRIBUTED: "The source does not say whose information it is."}
        | {origin.id: origin.title for origin in register.origins.values()},
        "person": people,
        "rule": {rule.id: rule.says for status in policy.statuses for rule in status.rules},
        "source": {source.id: source.printed_title for source in register.sources.values()},
        "speaker": people | voices,
        "status": {status.id: f"{status.word}. {status.definition}" for status in policy.statuses},
        "topic": {topic.id: topic.name for topic in policy.topics},
        "utterance": utterances,
        "voice": voices,
    }
    return {kind: dict(sorted(ids.items())) for kind, ids in known.items()}


def file_schema(name: str, known: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The schema of one kind of data file, by its key in `FILES`, which offers the known ids of each kind."""
    schema = _schema_with_marks(name)
    ids = {_definition(kind): _any_of(known[kind]) for kind in sorted(_marks(schema))}
    linked = _linked(schema)
    if name == "claims" and len(known["topic"]) == 1:
        linked["$defs"]["Claim"]["else"]["required"].remove("topics")  # the only topic is its default
    return {**linked, "$defs": {**linked["$defs"], **ids}}


@cache
def _schema_with_marks(name: str) -> dict[str, Any]:
    return schema_of(FILES[name], _Generator)


def _any_of(ids: Mapping[str, str]) -> dict[str, Any]:
    """The schema of an id that offers the known ones and accepts any other."""
    return {"anyOf": [ID_FORM, *({"const": id_, "description": what} for id_, what in ids.items())]}


def _definition(kind: str) -> str:
    """The name in `$defs` of the ids of one kind."""
    return f"known-{kind}"


def _marks(schema: Any) -> set[str]:
    """The kinds of ids that `fields` marks in a schema."""
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = {schema["known"]} if isinstance(schema, dict) and "known" in schema else set[str]()
    return own.union(*map(_marks, parts))


def _linked(schema: Any) -> Any:
    """A schema in which each of these marks is replaced by a reference to the known ids."""
    if isinstance(schema, list):
        return [_linked(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _linked(value) for key, value in schema.items() if key != "known"}
    return kept | ({"$ref": f"#/$defs/{_definition(schema['known'])}"} if "known" in schema else {})


class _Generator(SchemaGenerator):
    """Describes what is written in YAML: the words of a set with their meanings, and lists of one without brackets."""

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """The words of a set, each with its meaning, in the keyword that language servers show."""
        return {**super().enum_schema(schema), "enumDescriptions": [word.meaning for word in schema["members"]]}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A list, which may be written without brackets if it has one item."""
        plain = super().function_before_schema(schema)
        return {"anyOf": [plain["items"], plain]} if schema["function"]["function"] is list_of_one else plain

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping whose keys are the words of a set, each with its meaning."""
        keys, value = schema["keys_schema"], self.generate_inner(schema["values_schema"])
        words = keys["members"] if keys["type"] == "enum" else ()
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {word.value: {**value, "description": word.meaning} for word in words},
        }
