"""The JSON Schemas of the data files: valid, explained, as strict as the loader, and kept up to date."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError
from verbatim.checks.files.json_schema import FILES, first_lines, write_schemas
from verbatim.model.reading.validation import model_at
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.model.values.fields import fields_of
from verbatim.project import Project

from tests.support.cases import lay_out
from tests.support.microsite import (
    NEWSROOM,
    PATIENCE,
    ROOT,
    corpus_of,
    edit,
    environment,
    files_in,
    in_process,
    times_in,
)
from tests.support.repository import commit, git

DATA_FILES = {name: NEWSROOM / f"{name}.yaml" for name in ("claims", "policy")} | {
    name: NEWSROOM / "seeds" / f"{name}.yaml" for name in ("articles", "origins", "records", "voices")
}

# YAML 1.2, core schema, section 10.3.2: what a plain scalar is to a language server. For the loader all of it is text.
CORE = (
    (r"|~|null|Null|NULL", lambda _: None),
    (r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+", lambda text: int(text, 8)),
    (r"0x[0-9a-fA-F]+", lambda text: int(text, 16)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
)


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the schemas of the newsroom's data."""
    return written_schemas(NEWSROOM, tmp_path_factory.mktemp("schemas"))


def written_schemas(data: Path, folder: Path) -> Path:
    """Write the schemas of a project's data below another folder; where they are."""
    written = Project(folder)
    write_schemas(written, corpus_of(data))
    return written.schemas


def as_core(text: str) -> Any:
    """What a plain scalar is in the core schema of YAML 1.2."""
    return next((read(text) for pattern, read in CORE if re.fullmatch(pattern, text)), text)


def typed(node: yaml.Node) -> Any:
    """A node as a language server sees it."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: typed(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [typed(item) for item in node.value]
    return node.value if node.style else as_core(node.value)


def typed_tree(tree: Any) -> Any:
    """The same for data whose every text is a plain scalar."""
    if isinstance(tree, dict):
        return {key: typed_tree(value) for key, value in tree.items()}
    return [typed_tree(item) for item in tree] if isinstance(tree, list) else as_core(tree)


def schema_in(folder: Path, name: str) -> dict[str, Any]:
    """The schema of one kind of data file."""
    return dict(json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8")))


def validator(name: str, folder: Path, *, offers: bool = True) -> Draft202012Validator:
    """The validator of one kind of data file; without the known ids, which refuse nothing, it is quicker."""
    schema = schema_in(folder, name)
    for kind, ids in schema["$defs"].items():
        if kind.startswith("known-") and not offers:
            del ids["anyOf"][1:]
    return Draft202012Validator(schema)


def loads(kind: type[BaseModel], tree: Any) -> bool:
    """Whether the loader's types take the data."""
    try:
        kind.model_validate(tree)
    except ValidationError:
        return False
    return True


# The schemas themselves


def test_no_schema_needs_another_file(schemas: Path) -> None:
    """For a language server, a reference to a file that is missing is an error, after which it checks nothing."""
    assert set(files_in(schemas)) == {f"{name}.schema.json" for name in FILES}
    for name in FILES:
        references = [part["$ref"] for part in below(schema_in(schemas, name)) if isinstance(part.get("$ref"), str)]
        assert references
        assert [reference for reference in references if not reference.startswith("#/$defs/")] == []


def test_they_are_valid_schemas(schemas: Path) -> None:
    """By the meta-schema of draft 2020-12, patterns of ECMAScript included."""
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--check-metaschema",
        *sorted(map(str, schemas.glob("*.json"))),
    ]
    ran = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for name in FILES:
        assert schema_in(schemas, name)["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def below(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and all within it."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from below(part)


@pytest.mark.parametrize("name", FILES)
def test_every_field_and_word_is_explained(name: str, schemas: Path) -> None:
    """Each property has a sentence of its own, or that of its type; each word of a set has its meaning."""
    schema = schema_in(schemas, name)
    explained = 0
    for entry in below(schema["$defs"] | {"file": {key: value for key, value in schema.items() if key != "$defs"}}):
        for key, field in entry.get("properties", {}).items() if entry.get("type") == "object" else ():
            own = schema["$defs"].get(field.get("$ref", "").removeprefix("#/$defs/"), {})
            sentence = field.get("description") or own.get("description", "")
            assert re.search(r"\w.*[.:]$", sentence, re.DOTALL), f"`{key}` in {name}.schema.json has no description"
            explained += 1
        if isinstance(entry.get("enum"), list):
            assert len(entry["enumDescriptions"]) == len(entry["enum"])
            assert all(entry["enumDescriptions"])
    assert explained > 8


# Of one mind with the loader


@pytest.mark.parametrize(("name", "file"), DATA_FILES.items(), ids=list(DATA_FILES))
def test_data_that_check_accepts_are_valid(name: str, file: Path, schemas: Path) -> None:
    """As a language server reads them: `2023` a number, `true` a boolean."""
    assert faults_of(name, file, schemas) == []


def faults_of(name: str, file: Path, schemas: Path) -> list[tuple[str, str]]:
    """What the schema of a kind of data file says against a file."""
    data = typed(yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return [(error.json_path, error.message) for error in validator(name, schemas).iter_errors(data)]


def test_another_validator_agrees(schemas: Path) -> None:
    """`check-jsonschema` reads YAML by itself."""
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--schemafile",
        str(schemas / "origins.schema.json"),
        str(DATA_FILES["origins"]),
    ]
    ran = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


# One of everything that has keys of its own, in as few words as the types ask for.
SELECTOR = {"quote": "a"}
SOURCE = {"id": "a", "title": "a", "publisher": "a", "published": "2023-07", "inferred": {"title": "a"}}
EVIDENCE = {
    "source": "a",
    "quote": "a",
    "stance": "asserts",
    "origin": ["a"],
    "covers": [SELECTOR],
    "translation": {"text": "a", "by": "a"},
}
CHANGE = {"day": "2023-07-25", "kind": "updated", "change": "a", "why": "a"}
CLAIM = {
    "id": "a",
    "claim": "a",
    "kind": "fact",
    "status": "a",
    "finding": "a",
    "reasoning": "a",
    "topics": ["a"],
    "checked": {"day": "2023-07-25", "by": "a"},
    "evidence": [EVIDENCE],
    "history": [CHANGE],
    "withdrawn": {"day": "2023-07-25", "reason": "a"},
    "override": {"rule": "a", "reason": "a", "by": "a", "day": "2023-07-25"},
}
RULE = {"id": "a", "says": "a", "needs": [{"witnesses": "at least 2"}]}
SITE = {
    "name": "a",
    "subject": "a",
    "publisher": "a",
    "contact": "a",
    "licence": "a",
    "licence_url": "https://a.example",
    "funding": "a",
}
STATUS = {
    "id": "a",
    "word": "a",
    "definition": "a",
    "does_not_mean": "a",
    "tone": "firm",
    "icon": "check",
    "rules": [RULE],
    "rating": {"value": "1", "best": "5", "worst": "1"},
}
PASSAGE = {"text": "a", "translation": {"text": "a", "by": "a"}}
EXAMPLES: dict[str, dict[str, Any]] = {
    "articles": {
        "schema": "1",
        "articles": [
            {**SOURCE, "file": "a", "sha256": "f" * 64, "rights": "a", "excused": [{**SELECTOR, "reason": "a"}]}
        ],
    },
    "claims": {"schema": "1", "claims": [CLAIM]},
    "origins": {"schema": "1", "origins": [{"id": "a", "kind": "document", "title": "a", "voices": ["a"]}]},
    "policy": {
        "schema": "1",
        "site": SITE,
        "topics": [{"id": "a", "name": "a"}],
        "statuses": [STATUS],
        "limits": {"longest_quotation": "60", "omission_reach": "400"},
    },
    "records": {"schema": "1", "records": [{**SOURCE, "kind": "report", "read": "whole", "passages": [PASSAGE]}]},
    "sightings": {
        "schema": "1",
        "sightings": [
            {
                "day": "2026-11-28",
                "source": "a",
                "address": "https://a.example",
                "kind": "page",
                "outcome": "read",
                "sha256": "f" * 64,
                "length": "1",
                "before": "f" * 64,
                "compared": "f" * 64,
                "same": "true",
                "words": [{"sha256": "f" * 64, "found": "absent", "nearest": "a"}],
            }
        ],
    },
    "voices": {
        "schema": "1",
        "voices": [{"id": "a", "name": "a"}],
        "people": [{"id": "a", "name": "a", "role": "a", "voice": "a"}],
    },
}

ABSENT = "<absent>"
# What an editor may write where something else belongs. Left out is what the two judge apart on purpose; see below.
PROBES: tuple[Any, ...] = (
    ABSENT,
    "",
    "a",
    "A b",
    "a-b",
    "con",
    "-a",
    "x" * 65,
    "1",
    "7",
    "2023",
    "20230725",
    "-5",
    "1.5",
    "2023-07",
    "2023-7-25",
    "2023-13",
    "2023-07-25",
    "2023-07-25/2023-07-27",
    "2023/2024",
    "https://a.example/b",
    "ftp://a.example",
    "at least 2",
    "at most 2",
    "none",
    "asserts",
    "inferred",
    "said",
    "f" * 64,
    [],
    [""],
    ["a"],
    ["a", "b"],
    ["fact"],
    ["Not an id"],
    [["a"]],
    [{}],
    [SELECTOR],
    [{"witnesses": "none"}],
    {},
    SELECTOR,
    {"a": "b"},
    {"witnesses": "at least 2"},
    {"title": ""},
)
# Whether a rating is on its scale is for the loader: no JSON Schema compares two numbers.
NUMBERS = ("1", "7", "2023", "20230725")
# The loader reads a claim without a history, so that all its other faults are reported too; `check` refuses it.
NO_HISTORY = (ABSENT, [])


def mappings(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all mappings in a tree."""
    if isinstance(tree, dict):
        yield path
    for step, part in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from mappings(part, (*path, step))


def at(tree: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at that path."""
    return at(tree[path[0]], path[1:]) if path else tree


def changed(tree: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """A copy with another value at that path, or without the key."""
    head, *rest = path
    if isinstance(tree, list):
        return [changed(item, tuple(rest), value) if number == head else item for number, item in enumerate(tree)]
    new = changed(tree[head], tuple(rest), value) if rest else value
    return {key: part for key, part in (tree | {head: new}).items() if part != ABSENT}


@pytest.mark.parametrize("name", FILES)
def test_schema_and_loader_judge_alike(name: str, schemas: Path) -> None:
    """Every key of every kind of entry, and one that is unknown, is given every probe; each verdict is the loader's."""
    kind, example, schema = FILES[name], EXAMPLES[name], validator(name, schemas, offers=False)
    assert loads(kind, example)
    verdicts: dict[bool, int] = {True: 0, False: 0}
    differ = []
    for path in mappings(example):
        model = model_at(kind, path)
        for key in (*(fields_of(model) if model else ()), "unknown"):
            for probe in PROBES:
                if path[-1:] == ("rating",) and probe in NUMBERS:
                    continue
                if (*path, key) == ("claims", 0, "history") and probe in NO_HISTORY:
                    continue
                if (*path, key) == ("claims", 0, "checked") and probe == ABSENT:
                    continue
                tree = changed(example, (*path, key), probe)
                verdict = loads(kind, tree)
                verdicts[verdict] += 1
                if schema.is_valid(typed_tree(tree)) is not verdict:
                    differ.append((*path, key, probe, verdict))
    assert differ == []
    assert min(verdicts.values()) > 50


@pytest.mark.parametrize(
    ("line", "valid"),
    [
        ("origin: a", True),
        ("origin: [a, brand-new]", True),
        ("origin: unattributed", True),
        ("origin: []", False),
        ("origin:", False),
        ("covers: A bare quotation.", True),
        ("covers: [A bare one., {quote: Another., after: it}]", True),
        ("covers: [{before: it}]", False),
        ("occurrence: 2", True),
        ("occurrence: '2'", True),
        ("occurrence: second", False),
        ("note: 1984", True),
        ("note: ''", False),
        ("origin_basis: inferred", False),
        ("origin_basis: inferred\n    note: From the date.", True),
        ("distortion: bent", False),
        ("utterance: A Label", False),
        ("  ", True),
    ],
)
def test_a_line_of_evidence(line: str, *, valid: bool, schemas: Path) -> None:
    """As it stands in a file: quoted or plain, in brackets or without, empty."""
    key = line.partition(":")[0]
    example = {name: value for name, value in EVIDENCE.items() if name != key}
    claim = yaml.safe_dump({"schema": 1, "claims": [CLAIM | {"evidence": [example]}]}, sort_keys=False)
    text = claim.replace(
        "  evidence:\n  - ", f"  evidence:\n  - {line}\n    " if key.strip() else "  evidence:\n  - ", 1
    )
    read, problems = read_yaml("claims.yaml", text.encode())
    assert read
    assert problems == []
    assert loads(FILES["claims"], read.data) is valid
    assert validator("claims", schemas).is_valid(typed(yaml.compose(text, Loader=yaml.CSafeLoader))) is valid


@pytest.mark.parametrize(
    ("path", "text", "of_loader", "of_schema"),
    [
        (("finding",), "true", True, False),
        (("finding",), "null", True, False),
        (("when",), "2023-02-30", False, True),
        (("when",), "2023-07-27/2023-07-25", False, True),
        (("when",), "1e3", False, True),
    ],
)
def test_where_they_differ_on_purpose(
    path: tuple[str, ...], text: str, *, of_loader: bool, of_schema: bool, schemas: Path
) -> None:
    """For the editor a text that YAML reads as something else must be quoted; the loader alone checks the calendar."""
    tree = changed(EXAMPLES["claims"], ("claims", 0, *path), text)
    assert loads(FILES["claims"], tree) is of_loader
    assert validator("claims", schemas).is_valid(typed_tree(tree)) is of_schema


SMALLEST = """\
schema: 1
claims:
- id: grain
  claim: Southland sent grain.
  kind: fact
  status: single-origin
  finding: Only Southland says so.
  reasoning: Nothing else was found.
  evidence: {source: talks, quote: sent grain, stance: asserts, origin: holm-monday}
  history: {day: 2022-06-01, kind: published, change: First published., why: New.}
"""


def test_the_smallest_claim_is_valid(small: Path) -> None:
    """What has a default is not asked for: `checked:` never, `topics:` only where the policy has several."""
    claims = small.parent / "smallest.yaml"
    claims.write_text(SMALLEST, encoding="utf-8")
    schemas = written_schemas(small, small.parent / "one-topic")
    assert faults_of("claims", claims, schemas) == []
    claims.write_text(SMALLEST.replace("  history:", "  was:"), encoding="utf-8")
    assert any("'history' is a required property" in message for _, message in faults_of("claims", claims, schemas))
    edit(small / "policy.yaml", "topics:\n", "topics:\n- {id: other, name: Another}\n")
    claims.write_text(SMALLEST, encoding="utf-8")
    ((_, message),) = faults_of("claims", claims, written_schemas(small, small.parent / "two-topics"))
    assert message == "'topics' is a required property"


# The known ids


def offered(folder: Path, kind: str, name: str = "claims") -> dict[str, str]:
    """The ids of one kind that a schema of a project offers, each with its description."""
    known = schema_in(Project(folder).schemas, name)["$defs"][f"known-{kind}"]["anyOf"]
    return {id_["const"]: id_["description"] for id_ in known if "const" in id_}


def test_what_is_declared_is_offered(small: Path) -> None:
    """Each with what it names; another id of the right form is valid too, and one of the wrong form is not."""
    assert in_process("schema", project=small).code == 0
    assert offered(small, "claim") == {
        "grain": "Southland sent grain.",
        "no-signature": "Northland said that it would sign nothing.",
    }
    assert offered(small, "status")["confirmed"] == "Confirmed. It is established."
    assert offered(small, "topic") == {"talks": "The talks"}
    assert offered(small, "origin").keys() > {"berg-monday", "unattributed"}
    assert offered(small, "speaker") == offered(small, "voice", "voices") | offered(small, "person", "origins")
    assert {*offered(small, "source"), *offered(small, "rule")} >= {"talks", "confirmed-fact"}
    schema = validator("claims", Project(small).schemas)
    for name, valid in (("talks", True), ("brand-new", True), ("Brand New", False)):
        assert schema.is_valid({"schema": 1, "claims": [CLAIM | {"topics": name}]}) is valid


def name_schemas(folder: Path) -> None:
    """Let every data file of a project name its schema."""
    for file, line in first_lines(Project(folder)).items():
        file.write_text(f"{line}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")


@pytest.mark.parametrize("command", ["check", "generate"])
def test_they_follow_the_data(command: str, small: Path) -> None:
    """Where a data file names its schema; otherwise nobody wants them. What does not change is not written again."""
    assert in_process(command, project=small).code == 0
    assert not Project(small).schemas.exists()
    name_schemas(small)
    assert in_process(command, project=small).code == 0
    before, times = files_in(Project(small).schemas), times_in(Project(small).schemas)
    assert in_process(command, project=small).code == 0
    assert times_in(Project(small).schemas) == times
    edit(
        small / "policy.yaml",
        "- {id: talks, name: The talks}",
        "- {id: talks, name: The talks}\n- {id: trade, name: Trade}",
    )
    assert in_process(command, project=small).code == 0
    assert offered(small, "topic") == {"talks": "The talks", "trade": "Trade"}
    after = files_in(Project(small).schemas)
    assert [name for name in after if after[name] != before[name]] == ["claims.schema.json"]


NEW_CLAIM = """
- id: ministers-met
  claim: The ministers met on a Monday.
  kind: said
  status: confirmed
  finding: Yes.
  reasoning: It is said.
  topics: [talks]
  checked: {day: 2022-07-01, by: testers}
  evidence:
  - source: ministers-meet-on-grain
    quote: We will not sign anything before the harvest is counted
    stance: asserts
    origin: berg-2022-05-02
  - source: northland-press-call-2022-05-02
    quote: We will not sign anything before the harvest is counted
    stance: asserts
    origin: berg-2022-05-02
  history:
  - {day: 2022-07-01, kind: published, change: First published., why: For a test.}
"""


def test_a_new_claim_changes_no_other_file_that_git_tracks(built_copy: Path) -> None:
    """So the pull requests of two editors do not conflict; the new claim is offered all the same."""
    shutil.copy(ROOT / ".gitignore", built_copy)
    name_schemas(built_copy)
    assert in_process("build", project=built_copy).code == 0
    commit(built_copy)
    assert git(built_copy, "status", "--porcelain") == ""
    with (built_copy / "claims.yaml").open("a", encoding="utf-8") as file:
        file.write(NEW_CLAIM)
    for command in ("check", "build"):
        ran = in_process(command, project=built_copy)
        assert ran.code == 0, ran.stdout + ran.stderr
        assert git(built_copy, "status", "--porcelain") == " M claims.yaml\n"
    assert offered(built_copy, "claim")["ministers-met"] == "The ministers met on a Monday."


def test_a_folder_that_cannot_be_written_can_be_checked(small: Path) -> None:
    """The schemas only help to write the data."""
    name_schemas(small)
    (small / ".verbatim").write_text("A file where the folder belongs.", encoding="utf-8")
    ran = in_process("check", project=small)
    assert (ran.code, ran.stderr) == (0, "")


# The command


def test_the_first_lines_that_are_missing_are_given(small: Path) -> None:
    """The command does not edit the data; it prints the line for each file, and no more once it stands there."""
    Project(small).sightings_file.write_text("schema: 1\nsightings:\n", encoding="utf-8")
    ran = in_process("schema", project=small)
    lines = re.findall(r"^(\S+) does not name its schema yet\..*\n(# .*)$", ran.stdout, re.MULTILINE)
    assert len(lines) == len(FILES)
    for name, line in lines:
        file = small / name
        file.write_text(f"{line}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
        assert (file.parent / line.split("=")[1]).is_file()
    assert in_process("schema", project=small).stdout == "The schemas are in .verbatim/schemas/.\n"
    assert in_process("check", project=small).code == 0


def test_claims_in_several_files(tmp_path: Path) -> None:
    """Each file of claims/ names the schema from its own folder."""
    project = lay_out("claims-in-several-files", tmp_path / "project")
    assert in_process("schema", project=project).stdout.count(
        "# yaml-language-server: $schema=../.verbatim/schemas/claims.schema.json"
    ) == len(list((project / "claims").iterdir()))


def test_nothing_is_written_from_faulty_data(small: Path) -> None:
    """Ids that cannot be trusted are not offered; the problems are shown."""
    edit(small / "claims.yaml", "status: confirmed", "status: confrmed")
    ran = in_process("schema", project=small)
    assert ran.code == 1
    assert "error[unknown-status]" in ran.stderr
    assert not Project(small).schemas.exists()
