"""The API: files agree with schemas, schemas with their standard, tables with the package, rows with each other."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from playwright.sync_api import Browser
from verbatim.checks.corpus import Corpus
from verbatim.data.api.changelog import changelog
from verbatim.data.api.datapackage import table_schema
from verbatim.data.api.schema import KINDS, schema_of
from verbatim.data.api.tables import ClaimCells, ExcerptCells, guarded, unguarded
from verbatim.data.downloads import downloads
from verbatim.data.outputs import data_files
from verbatim.output import made
from verbatim.pages import other_pages
from verbatim.site_address import SiteAddress

from tests.pages.test_retired import merged, withdrawn
from tests.support.cases import CASES, lay_out
from tests.support.microsite import corpus_of, edit
from tests.support.pages_server import SUB_PATH, served
from tests.support.planted_faults import CLAIMS

ADDRESS = f"https://example.org{SUB_PATH}"
SCHEMAS = {
    f"api/v1/{name}.json": f"api/v1/schemas/{name}.schema.json"
    for name in ("claims", "sources", "voices", "statuses", "changes")
}
Files = dict[str, bytes]


def data_of(corpus: Corpus, address: str = "") -> Files:
    """Every data file by its path."""
    return {output.path: output.bytes for output in data_files(corpus, SiteAddress(address))}


@pytest.fixture(scope="module")
def files(corpus: Corpus) -> Files:
    """The newsroom's data files, of a site that knows its address."""
    return data_of(corpus, ADDRESS)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    """The data files of small projects at the edges: what others wrote into them, no claims, a claim taken back."""
    folder = tmp_path_factory.mktemp("odd")
    names = (
        "hostile-text",
        "hostile-openings",
        "empty-microsite",
        "right-to-left",
        "record-with-a-translation",
        "override",
    )
    projects = {name: lay_out(name, folder / name) for name in names}
    for name, change in {"withdrawn": withdrawn, "merged": merged, "formula": formula}.items():
        projects[name] = Path(shutil.copytree(CASES / "_base", folder / name))
        change(projects[name])
    return {name: data_of(corpus_of(project)) for name, project in projects.items()}


def formula(project: Path) -> None:
    """Let a claim begin as a formula does, and its finding as a guarded one."""
    edit(project / CLAIMS, "claim: Southland sent grain.", "claim: =1+1 is what Southland sent.")
    edit(project / CLAIMS, "finding: Only Southland says so.", 'finding: "\'@SUM is what it says."')


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a table, its guards taken off."""
    return [
        {key: unguarded(cell) for key, cell in row.items()}
        for row in csv.DictReader(io.StringIO(content.decode(), newline=""))
    ]


def everything(value: object) -> Iterator[object]:
    """A JSON value and every value in it."""
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from everything(inner)


def schema_for(path: str) -> str | None:
    """The schema that a file of the API should name."""
    return "api/v1/schemas/claim.schema.json" if path.startswith("api/v1/claims/") else SCHEMAS.get(path)


def test_schemas(files: Files) -> None:
    """Each is of draft 2020-12, names itself, closes every object, describes every key, and has no key of two types."""
    schemas = {path: json.loads(content) for path, content in files.items() if path.endswith(".schema.json")}
    assert len(schemas) == len(KINDS)
    for path, schema in schemas.items():
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"] == ADDRESS + path
        for value in everything(schema):
            if isinstance(value, dict):
                assert not {"anyOf", "oneOf", "allOf", "not", "nullable"} & value.keys(), path
                assert isinstance(value.get("type", ""), str | dict), path
                assert value.get("type") != "object" or (
                    value["additionalProperties"] is False and value["required"]
                ), path
        objects = [schema, *(found for found in schema["$defs"].values() if "properties" in found)]
        for key, found in ((key, found) for each in objects for key, found in each["properties"].items()):
            target = schema["$defs"][found["$ref"].rpartition("/")[2]] if "$ref" in found else {}
            assert found.get("description") or target.get("description"), (path, key)


def test_every_file_agrees_with_its_schema(files: Files, odd: dict[str, Files]) -> None:
    """Also where the texts are hostile, where there is no claim, and where one was withdrawn or merged."""
    assert {schema_for(path) for path in files} - {None} == {*SCHEMAS.values(), "api/v1/schemas/claim.schema.json"}
    states = set()
    for found in (files, *odd.values()):
        validators = {
            path: Draft202012Validator(json.loads(content), format_checker=FormatChecker())
            for path, content in found.items()
            if path.endswith(".schema.json")
        }
        for path, content in found.items():
            if (schema := schema_for(path)) is not None:
                whole = json.loads(content)
                assert [error.message for error in validators[schema].iter_errors(whole)] == [], path
                assert None not in list(everything(whole))
                up = "../" if path.startswith("api/v1/claims/") else ""
                assert whole["$schema"] == (ADDRESS + schema if found is files else up + schema.removeprefix("api/v1/"))
                states.add(whole.get("state"))
        for line in found["api/v1/claims.jsonl"].splitlines():
            validators["api/v1/schemas/claims-line.schema.json"].validate(json.loads(line))
    assert states == {None, "standing", "withdrawn", "merged"}


def test_a_schema_refuses(files: Files) -> None:
    """A key too many, one that is missing, a word outside its set, null."""
    schema = json.loads(files["api/v1/schemas/claims.schema.json"])
    whole = json.loads(files["api/v1/claims.json"])
    claim = whole["claims"][0]
    for fault in (
        {**claim, "more": 1},
        {**claim, "kind": "rumour"},
        {**claim, "when": None},
        {k: v for k, v in claim.items() if k != "id"},
    ):
        assert not Draft202012Validator(schema).is_valid({**whole, "claims": [fault]})


def test_files_tell_the_same(files: Files, corpus: Corpus) -> None:
    """Lists, lines, single files and tables have the same rows in the same order; a list counts its rows."""
    whole = json.loads(files["api/v1/claims.json"])
    assert [row["id"] for row in whole["claims"]] == [checked.id for checked in corpus.claims]
    assert [json.loads(line) for line in files["api/v1/claims.jsonl"].splitlines()] == whole["claims"]
    assert [json.loads(files[f"api/v1/claims/{row['id']}.json"])["claim"] for row in whole["claims"]] == whole["claims"]
    excerpts = [excerpt for row in whole["claims"] for excerpt in row["excerpts"]]
    tables = {name: rows_of(files[f"api/v1/{name}.csv"]) for name in ("claims", "excerpts")}
    assert [(row["id"], row["claim"], int(row["excerpts"])) for row in tables["claims"]] == [
        (row["id"], row["claim"], len(row["excerpts"])) for row in whole["claims"]
    ]
    assert [(row["id"], row["words"]) for row in tables["excerpts"]] == [
        (excerpt["id"], excerpt["words"]) for excerpt in excerpts
    ]
    for path in SCHEMAS:
        found = json.loads(files[path])
        assert found["total"] == len(found[Path(path).stem]) > 0
        assert (found["schema_version"], found["generated_at"]) == (1, corpus.last_change.isoformat())
        lines = files[path].decode().splitlines()
        assert sum(line.startswith("{") and len(line) > 1 for line in lines) == sum(
            len(v) for v in found.values() if isinstance(v, list)
        )


def test_what_rows_name_is_there(files: Files) -> None:
    """Each claim, source, voice, person, origin, status and rule that a row names is a row of its own file."""
    whole = {path.removeprefix("api/v1/").removesuffix(".json"): json.loads(files[path]) for path in SCHEMAS}
    ids = {
        kind: {row["id"] for row in whole[file][kind]}
        for file, kind in (
            ("claims", "claims"),
            ("claims", "retired"),
            ("sources", "sources"),
            ("voices", "voices"),
            ("voices", "people"),
            ("voices", "origins"),
            ("statuses", "statuses"),
            ("statuses", "measures"),
        )
    }
    speakers, claims = ids["voices"] | ids["people"], whole["claims"]["claims"]
    excerpts = [excerpt for row in claims for excerpt in row["excerpts"]]
    rules = [rule for row in whole["statuses"]["statuses"] for rule in row["rules"]]
    named = [
        ("statuses", {row["status"]["id"] for row in claims}),
        ("claims", {other for row in claims for other in row["related"]}),
        ("claims", {name for row in whole["voices"]["voices"] for name in (*row["asserts"], *row["denies"])}),
        ("sources", {excerpt["source"] for excerpt in excerpts}),
        ("sources", {name for row in whole["sources"]["sources"] for name in row["derives_from"]}),
        ("origins", {origin["id"] for excerpt in excerpts for origin in excerpt["origins"]}),
        ("origins", {name for row in whole["voices"]["origins"] for name in row["derives_from"]}),
        (
            "voices",
            {row["counts_as"] for row in whole["voices"]["voices"]}
            | {row["voice"]["id"] for row in whole["voices"]["people"]},
        ),
        ("voices", {row["publisher"]["id"] for row in (*whole["sources"]["sources"], *excerpts)}),
        (
            "voices",
            {voice["id"] for row in claims for key in ("voices", "denying_voices", "witnesses") for voice in row[key]},
        ),
        ("measures", {bound["measure"] for rule in rules for way in rule["alternatives"] for bound in way["bounds"]}),
    ]
    for kind, names in named:
        assert names, kind
        assert names <= ids[kind], kind
    assert {row["claimant"]["id"] for row in claims if "claimant" in row} <= speakers
    assert {row["claim"] for row in whole["changes"]["changes"]} <= ids["claims"] | ids["retired"]
    days = [row["on"] for row in whole["changes"]["changes"]]
    assert days == sorted(days, reverse=True)
    read = {excerpt["source"]: excerpt for excerpt in excerpts}
    assert sum(row["excerpts"] for row in whole["sources"]["sources"]) == len(excerpts)
    assert {row["id"] for row in whole["sources"]["sources"] if row["stored"]} >= {
        n for n, e in read.items() if e["quotation"] == "proven"
    }


def test_the_package(files: Files, odd: dict[str, Files]) -> None:
    """Sizes, hashes and cells are as `datapackage.json` says (Data Package 2.0: Data Resource, Table Schema)."""
    for found in (files, *odd.values()):
        package = json.loads(found["api/v1/datapackage.json"])
        names = [resource["name"] for resource in package["resources"]]
        assert len(names) == len(set(names)) == 8
        assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in (package["name"], *names))
        assert package["licenses"][0].keys() == {"path", "title"}
        tables: dict[str, list[dict[str, str]]] = {}
        for resource in package["resources"]:
            content = found[f"api/v1/{resource['path']}"]
            assert (resource["bytes"], resource["hash"]) == (
                len(content),
                f"sha256:{hashlib.sha256(content).hexdigest()}",
            )
            if resource["format"] == "csv":
                tables[resource["name"]] = rows_of(content)
                assert_table(content, resource["schema"])
        claims = {row["id"] for row in tables["claims-csv"]}
        assert {row["claim"] for row in tables["excerpts-csv"]} <= claims


def assert_table(content: bytes, schema: dict[str, Any]) -> None:
    """The header is that of the schema, ids occur once, and every cell has its column's type and constraints."""
    text = content.decode()
    assert "\n" not in re.sub(r'"(?:[^"]|"")*"', "", text).replace("\r\n", "")
    header, *lines = csv.reader(io.StringIO(text, newline=""))
    assert header == [field["name"] for field in schema["fields"]]
    ids = [line[0] for line in lines]
    assert len(ids) == len(set(ids))
    forms = {"string": "(?s:.*)", "integer": "[0-9]+", "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}"}
    for line in lines:
        for cell, field in zip(line, schema["fields"], strict=True):
            limits = field.get("constraints", {})
            assert cell or not limits.get("required"), field["name"]
            if cell:
                assert re.fullmatch(forms[field["type"]], cell), field["name"]
                assert re.fullmatch(limits.get("pattern", "(?s:.*)"), cell), field["name"]
                assert cell in limits.get("enum", [cell]), field["name"]
            assert not re.match(r"[=+\-@\t\r]", cell)


def test_no_cell_is_a_formula(odd: dict[str, Files]) -> None:
    """A text that begins like one is guarded in the table, comes back as it was, and stays as it is in the JSON."""
    claim = "=1+1 is what Southland sent."
    table = odd["formula"]["api/v1/claims.csv"]
    assert b"\n" + b"grain,'=1+1 is what Southland sent.,fact," in table
    row = next(row for row in rows_of(table) if row["id"] == "grain")
    assert (row["claim"], row["finding"]) == (claim, "'@SUM is what it says.")
    assert json.loads(odd["formula"]["api/v1/claims/grain.json"])["claim"]["claim"] == claim


CELLS = st.text(alphabet="'=+-@\t\r＝a ", max_size=6)


@given(CELLS, CELLS)
def test_a_guard_loses_nothing(text: str, other: str) -> None:
    """What a cell was comes back, no two texts become one cell, and no cell begins as a formula does."""
    assert unguarded(guarded(text)) == text
    assert (guarded(text) == guarded(other)) == (text == other)
    assert not re.match(r"[=+\-@\t\r＝]", guarded(text))


def test_no_draft_and_no_clock(corpus: Corpus, files: Files) -> None:
    """The same corpus gives the same bytes; without an address no file names one, and there is none that needs one."""
    assert data_of(corpus, ADDRESS) == files
    without = data_of(corpus)
    assert without.keys() == {path for path in files if not path.endswith("/oembed.json")}
    assert not [path for path, content in without.items() if b"example.org/verbatim" in content]
    assert json.loads(without["api/v1/claims.json"])["claims"][0].keys() == json.loads(files["api/v1/claims.json"])[
        "claims"
    ][0].keys() - {"url"}


def test_a_retired_claim(odd: dict[str, Files]) -> None:
    """Its file stays and says what became of it; it is in no table and counts for nothing."""
    for state in ("withdrawn", "merged"):
        files = odd[state]
        (row,) = json.loads(files["api/v1/claims.json"])["retired"]
        single = json.loads(files[f"api/v1/claims/{row['id']}.json"])
        assert (single["state"], single["retired"], row["state"]) == (state, row, state)
        assert ("withdrawn" in row, "merged_into" in row) == (state == "withdrawn", state == "merged")
        assert "claim" not in single
        for name in ("claims.csv", "excerpts.csv", "claims.jsonl"):
            assert row["id"].encode() not in files[f"api/v1/{name}"]
        changes = json.loads(files["api/v1/changes.json"])["changes"]
        assert [(change["kind"], change["state"]) for change in changes if change["claim"] == row["id"]] == [
            (state, state),
            ("published", state),
        ]


def test_what_a_status_hangs_on(corpus: Corpus, files: Files) -> None:
    """Each source and voice without which a status would fall, and what the other evidence allows."""
    rows = {row["id"]: row["hangs_on"] for row in json.loads(files["api/v1/claims.json"])["claims"]}
    expected = {
        checked.id: [
            ("voice" if omission.is_voice else "source", omission.left_out.id, [each.id for each in omission.allowed])
            for omission in corpus.hangs_on(checked)
        ]
        for checked in corpus.claims
    }
    found = {
        name: [(loss["what"], loss["id"], [each["id"] for each in loss["then"]]) for loss in losses]
        for name, losses in rows.items()
    }
    assert found == expected
    assert {what for losses in found.values() for what, _, _ in losses} == {"source", "voice"}


def test_a_change_of_form_is_in_the_changelog() -> None:
    """The newest entry records the schemas and columns as they are; a new form needs an entry of its own."""
    forms = [*map(schema_of, KINDS.values()), *map(table_schema, (ClaimCells, ExcerptCells))]
    digest = hashlib.sha256(json.dumps(forms, sort_keys=True).encode()).hexdigest()
    assert changelog()[0].forms == digest, f"add an entry to changelog.yaml with `forms: {digest}`"
    assert [entry.day for entry in changelog()] == sorted((entry.day for entry in changelog()), reverse=True)


def test_the_page_leads_to_every_file(corpus: Corpus, files: Files, built_site: Path) -> None:
    """Each line of the table is a file that is there; each kind of file of the API has a line, each schema a link."""
    listed = {download.path for group in downloads(corpus).values() for download in group}
    assert {
        path for path in listed if not (built_site / path / ("index.html" if path.endswith("/") else "")).is_file()
    } == set()
    kinds = {path for path in files if path.startswith("api/v1/") and path.count("/") == 2} - {"api/v1/facets.json"}
    assert kinds <= listed
    page = data_page(corpus, ADDRESS)
    assert listed <= {str(link["href"]).removeprefix("../") for link in page.select("a[href]")}
    assert {f"../{path}" for path in files if path.endswith(".schema.json")} <= {
        str(link["href"]) for link in page.select("a[href]")
    }


def data_page(corpus: Corpus, address: str) -> BeautifulSoup:
    """The page of the data; all of it but its headings is HTML."""
    (page,) = [output for output in made(other_pages(corpus, SiteAddress(address))) if output.path == "data/index.md"]
    return BeautifulSoup(page.bytes.decode(), "html.parser")


def test_the_examples_run(corpus: Corpus, files: Files, browser: Browser, tmp_path: Path) -> None:
    """Each example on the page, as it stands there, against the files as a web server gives them."""
    for path, content in {
        **files,
        "index.html": b"<!doctype html><html lang=en><title>Elsewhere</title><body></body>",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    claims = json.loads(files["api/v1/claims.json"])["claims"]
    with served(tmp_path) as address:
        page = data_page(corpus, address)
        python = [code.get_text() for code in page.select("pre code.language-python")]
        said = [
            subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
            for code in python
        ]
        (script,) = [code.get_text() for code in page.select("pre code.language-javascript")]
        tab = browser.new_page()
        tab.goto(address)
        tab.evaluate(f"async () => {{ {script} }}")
        shown = tab.inner_text("body")
        tab.close()
    statuses, publishers = ([line.split(" ", 1) for line in each.splitlines()] for each in said)
    assert sum(int(number) for number, _ in statuses) == len(claims)
    assert {word for _, word in statuses} == {row["status"]["word"] for row in claims}
    quoted = [excerpt["publisher"]["name"] for row in claims for excerpt in row["excerpts"]]
    assert all(quoted.count(name) == int(number) for number, name in publishers)
    assert len(publishers) == 5
    assert shown == f"{claims[0]['claim']} {claims[0]['status']['word']}."
