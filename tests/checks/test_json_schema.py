"""The JSON Schemas: fresh, valid, explained, of one mind with the loader, and kept up to date without anybody's doing."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError
from referencing import Registry, Resource
from verbatim.checks.json_schema import FILES, KNOWN_IDS
from verbatim.model.fields import fields_of
from verbatim.model.validation import model_at
from verbatim.model.yaml_file import read_yaml
from verbatim.project import Project

from tests.support.cases import lay_out
from tests.support.microsite import PATIENCE, ROOT, Ran, edit, environment, files_in

SCHEMAS = ROOT / "schemas"
DATA = {"claims": Project(ROOT).claims_files, "policy": [ROOT / "policy.yaml"]} | {
    name: [ROOT / "seeds" / f"{name}.yaml"] for name in ("articles", "origins", "records", "voices")
}
DATA_FILES = [(name, file) for name, files in DATA.items() for file in files]

# YAML 1.2, core schema, section 10.3.2: what a plain scalar is to a language server. The loader takes all of it as text.
CORE = (
    (r"|~|null|Null|NULL", lambda _: None),
    (r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+", lambda text: int(text, 8)),
    (r"0x[0-9a-fA-F]+", lambda text: int(text, 16)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The base of the golden cases: one article, two claims, no problem, no schemas."""
    return lay_out("_base", tmp_path / "project")


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


def validator(name: str, folder: Path = SCHEMAS, *, offers: bool = True) -> Draft202012Validator:
    """The validator of one kind of data file, from the files of a folder; the form of ids alone is quicker than all that are offered."""
    contents = json.loads((folder / KNOWN_IDS).read_text(encoding="utf-8"))
    if not offers:
        contents["$defs"] = {kind: {"anyOf": ids["anyOf"][:1]} for kind, ids in contents["$defs"].items()}
    known = Resource.from_contents(contents)
    schema = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, registry=Registry().with_resource(KNOWN_IDS, known))


def loads(kind: type[BaseModel], tree: Any) -> bool:
    """Whether the loader's types take the data."""
    try:
        kind.model_validate(tree)
    except ValidationError:
        return False
    return True


# The schemas themselves


def test_what_is_committed_is_what_the_model_says(project: Path, verbatim: Callable[..., Ran]) -> None:
    """After a change of the model run `verbatim schema`. The known ids may be behind: they refuse nothing."""
    ran = verbatim("schema", project=project)
    assert ran.code == 0, ran.stderr
    made, committed = files_in(project / "schemas"), files_in(SCHEMAS)
    assert made.keys() == committed.keys() == {KNOWN_IDS, *(f"{name}.schema.json" for name in FILES)}
    for name in made.keys() - {KNOWN_IDS}:
        assert made[name] == committed[name], f"schemas/{name} is out of date: run `verbatim schema`"


@pytest.mark.parametrize(
    ("name", "file"), DATA_FILES, ids=lambda value: value if isinstance(value, str) else value.name
)
def test_the_first_line_names_the_schema(name: str, file: Path) -> None:
    """As the YAML language server resolves it: from the folder of the data file."""
    first = file.read_text(encoding="utf-8").split("\n")[0]
    address = first.removeprefix("# yaml-language-server: $schema=")
    assert (file.parent / address).resolve() == SCHEMAS / f"{name}.schema.json"
    assert (file.parent / address).is_file()


def test_they_are_valid_schemas() -> None:
    """By the meta-schema of draft 2020-12, patterns of ECMAScript included."""
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--check-metaschema",
        *sorted(map(str, SCHEMAS.glob("*.json"))),
    ]
    ran = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for file in SCHEMAS.glob("*.json"):
        assert json.loads(file.read_text(encoding="utf-8"))["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def below(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and all within it."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from below(part)


@pytest.mark.parametrize("name", FILES)
def test_every_field_and_word_is_explained(name: str) -> None:
    """Each property has a sentence of its own, or that of the type it refers to; each word of a set says what it means."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
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


@pytest.mark.parametrize(
    ("name", "file"), DATA_FILES, ids=lambda value: value if isinstance(value, str) else value.name
)
def test_the_real_data_is_valid(name: str, file: Path) -> None:
    """As a language server reads it: `2023` a number, `true` a boolean."""
    data = typed(yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    assert [(error.json_path, error.message) for error in validator(name).iter_errors(data)] == []


def test_another_validator_agrees() -> None:
    """`check-jsonschema` reads YAML and relative references by itself."""
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--schemafile",
        str(SCHEMAS / "origins.schema.json"),
        *map(str, DATA["origins"]),
    ]
    ran = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


# One of everything that has keys of its own, in as few words as the types ask for.
SELECTOR = {"quote": "a"}
SOURCE = {"id": "a", "title": "a", "publisher": "a", "published": "2023-07", "inferred": {"title": "a"}}
EVIDENCE = {"source": "a", "quote": "a", "stance": "asserts", "origin": ["a"], "covers": [SELECTOR]}
CHANGE = {"on": "2023-07-25", "kind": "updated", "change": "a", "why": "a"}
CLAIM = {
    "id": "a",
    "claim": "a",
    "kind": "fact",
    "status": "a",
    "finding": "a",
    "reasoning": "a",
    "topics": ["a"],
    "checked": {"on": "2023-07-25", "by": "a"},
    "evidence": [EVIDENCE],
    "history": [CHANGE],
    "withdrawn": {"on": "2023-07-25", "reason": "a"},
    "override": {"rule": "a", "reason": "a", "by": "a", "on": "2023-07-25"},
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
    "icon": "a",
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
def test_schema_and_loader_judge_alike(name: str) -> None:
    """Every key of every kind of entry, and one that is unknown, is given every probe; each verdict is the loader's."""
    kind, example, schema = FILES[name], EXAMPLES[name], validator(name, offers=False)
    assert loads(kind, example)
    verdicts: dict[bool, int] = {True: 0, False: 0}
    differ = []
    for path in mappings(example):
        model = model_at(kind, path)
        for key in (*(fields_of(model) if model else ()), "unknown"):
            for probe in PROBES:
                if path[-1:] == ("rating",) and probe in NUMBERS:
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
def test_a_line_of_evidence(line: str, *, valid: bool) -> None:
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
    assert validator("claims").is_valid(typed(yaml.compose(text, Loader=yaml.CSafeLoader))) is valid


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
def test_where_they_differ_on_purpose(path: tuple[str, ...], text: str, *, of_loader: bool, of_schema: bool) -> None:
    """A text that YAML reads as something else has to be quoted to please the editor; numbers and days are for the loader."""
    tree = changed(EXAMPLES["claims"], ("claims", 0, *path), text)
    assert loads(FILES["claims"], tree) is of_loader
    assert validator("claims").is_valid(typed_tree(tree)) is of_schema


# The known ids


def offered(folder: Path, kind: str) -> dict[str, str]:
    """The ids that a project's schemas offer, each with its description."""
    schema = json.loads((folder / "schemas" / KNOWN_IDS).read_text(encoding="utf-8"))
    return {known["const"]: known["description"] for known in schema["$defs"][kind]["anyOf"] if "const" in known}


def test_what_is_declared_is_offered(small: Path, verbatim: Callable[..., Ran]) -> None:
    """Each with what it names; another id of the right form is valid too, and one of the wrong form is not."""
    assert verbatim("schema", project=small).code == 0
    assert offered(small, "claim") == {
        "grain": "Southland sent grain.",
        "no-signature": "Northland said that it would sign nothing.",
    }
    assert offered(small, "status")["confirmed"] == "Confirmed. It is established."
    assert offered(small, "topic") == {"talks": "The talks"}
    assert offered(small, "origin").keys() > {"berg-monday", "unattributed"}
    assert offered(small, "speaker") == offered(small, "voice") | offered(small, "person")
    assert {*offered(small, "source"), *offered(small, "rule")} >= {"talks", "confirmed-fact"}
    schema = validator("claims", small / "schemas")
    for name, valid in (("talks", True), ("brand-new", True), ("Brand New", False)):
        assert schema.is_valid({"schema": 1, "claims": [CLAIM | {"topics": name}]}) is valid


def test_they_follow_the_data(small: Path, verbatim: Callable[..., Ran]) -> None:
    """Where the folder is, `generate` brings it up to date; where it is not, nobody asks for it."""
    assert verbatim("generate", project=small).code == 0
    assert not (small / "schemas").exists()
    verbatim("schema", project=small)
    before = files_in(small / "schemas")
    with (small / "policy.yaml").open("a", encoding="utf-8") as file:
        file.write("  # a comment changes nothing\n")
    edit(
        small / "policy.yaml",
        "- {id: talks, name: The talks}",
        "- {id: talks, name: The talks}\n- {id: trade, name: Trade}",
    )
    assert verbatim("generate", project=small).code == 0
    assert offered(small, "topic") == {"talks": "The talks", "trade": "Trade"}
    after = files_in(small / "schemas")
    assert [name for name in after if after[name] != before[name]] == [KNOWN_IDS]


# The command


def test_the_first_lines_that_are_missing_are_given(small: Path, verbatim: Callable[..., Ran]) -> None:
    """The command does not edit the data; it prints the line for each file, and no more once it stands there."""
    ran = verbatim("schema", project=small)
    lines = re.findall(r"^(\S+) does not name its schema yet\..*\n(# .*)$", ran.stdout, re.MULTILINE)
    assert len(lines) == len(FILES)
    for name, line in lines:
        file = small / name
        file.write_text(f"{line}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
        assert (file.parent / line.split("=")[1]).is_file()
    assert verbatim("schema", project=small).stdout == "0 written, 7 unchanged, 0 removed.\n"
    assert verbatim("check", project=small).code == 0


def test_claims_in_several_files(tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """Each file of claims/ names the schema from its own folder."""
    project = lay_out("claims-in-several-files", tmp_path / "project")
    assert verbatim("schema", project=project).stdout.count(
        "# yaml-language-server: $schema=../schemas/claims.schema.json"
    ) == len(list((project / "claims").iterdir()))


def test_nothing_is_written_over_a_file_that_is_not_ours(small: Path, verbatim: Callable[..., Ran]) -> None:
    """It is named, the mend too, and not one file is written; one that is in nobody's way stays as it is."""
    (small / "schemas").mkdir()
    (small / "schemas" / "voices.schema.json").write_text("{}", encoding="utf-8")
    (small / "schemas" / "ours.schema.json").write_text("{}", encoding="utf-8")
    given = files_in(small)
    ran = verbatim("schema", project=small)
    assert ran.code == 1
    assert "schemas/voices.schema.json:1:1: error[handwritten-page]" in ran.stderr
    assert verbatim("generate", project=small).stderr == ran.stderr
    assert files_in(small) == given
    (small / "schemas" / "voices.schema.json").unlink()
    assert verbatim("schema", project=small).code == 0
    assert (small / "schemas" / "ours.schema.json").read_text(encoding="utf-8") == "{}"


def test_a_schema_that_is_no_longer_made_is_removed(small: Path, verbatim: Callable[..., Ran]) -> None:
    """Where the model gives up a kind of file."""
    verbatim("schema", project=small)
    shutil.copy(small / "schemas" / "voices.schema.json", small / "schemas" / "speakers.schema.json")
    assert verbatim("schema", project=small).stdout.startswith("0 written, 7 unchanged, 1 removed.")
    assert not (small / "schemas" / "speakers.schema.json").exists()


def test_nothing_is_written_from_faulty_data(small: Path, verbatim: Callable[..., Ran]) -> None:
    """Ids that cannot be trusted are not offered; the problems are shown."""
    edit(small / "claims.yaml", "status: confirmed", "status: confrmed")
    ran = verbatim("schema", project=small)
    assert ran.code == 1
    assert "error[unknown-status]" in ran.stderr
    assert not (small / "schemas").exists()
