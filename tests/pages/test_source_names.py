"""What is only inferred of a source is marked in every output that names it: its publisher, its title, its date."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.microsite import copy_newsroom, edit, files_in, in_process

PUBLISHER, TITLE = "The Lantern of Skerry", "Grain deal near, agency says"


# Their rows have the plain name, and say in a key or column of their own what is inferred.
ROWS = re.compile(r"docs/api/v1/(claims|excerpts|sources|voices)\b")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The generated texts of a newsroom in which one article has an inferred publisher, title and date."""
    folder = copy_newsroom(tmp_path_factory.mktemp("names") / "project")
    articles = folder / "seeds/articles.yaml"
    edit(
        articles,
        "  title: Deal on grain is close\n  publisher: harbour-post",
        f"  title: {TITLE}\n  publisher: lantern",
    )
    edit(
        articles,
        "    title: The file has no headline. This one is read from the address of the page.\n",
        "    title: Our description.\n    publisher: From its style.\n    published: From the text.\n",
    )
    claims = folder / "claims.yaml"
    edit(claims, "  topics: [talks]\n  claimant: harbour-post\n", "  topics: [talks]\n  claimant: lantern\n")
    edit(folder / "seeds/voices.yaml", "people:\n", f"- {{id: lantern, name: {PUBLISHER}}}\n\npeople:\n")
    generated = in_process("generate", project=folder)
    assert generated.code == 0, generated.stdout + generated.stderr
    texts = {".md", ".html", ".json", ".jsonl", ".csv", ".xml", ".svg"}
    return {
        path: content.decode().replace("&#91;", "[").replace("&#93;", "]")
        for path, content in files_in(folder).items()
        if path.startswith("docs/") and Path(path).suffix in texts
    }


def rows_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
        for other in value.values():
            yield from rows_of(other)
    elif isinstance(value, list):
        for other in value:
            yield from rows_of(other)


def test_every_mention_in_a_text_is_marked(outputs: dict[str, str]) -> None:
    """“(probably)” is after the publisher, and brackets round the title, on pages, in feeds and in drawings."""
    named = {"publisher": 0, "title": 0}
    for path, text in outputs.items():
        if ROWS.match(path):
            continue
        for found in re.finditer(re.escape(PUBLISHER), text):
            named["publisher"] += 1
            assert text[found.end() :].startswith(" (probably)"), (path, text[found.start() : found.end() + 60])
        for found in re.finditer(re.escape(TITLE), text):
            named["title"] += 1
            assert text[found.start() - 1] + text[found.end()] == "[]", (path, text[found.start() - 60 : found.end()])
    assert named["publisher"] > 20
    assert named["title"] > 5


def test_every_row_of_the_api_says_what_is_inferred(outputs: dict[str, str]) -> None:
    """An object that names the publisher or the title lists both among the inferred values."""
    seen = 0
    for path, text in outputs.items():
        if not path.startswith("docs/api/v1/") or "schema" in path or not path.endswith((".json", ".jsonl")):
            continue
        values = [json.loads(line) for line in text.splitlines()] if path.endswith(".jsonl") else [json.loads(text)]
        for row in rows_of(values):
            publisher, title = row.get("publisher"), row.get("source_title", row.get("title"))
            names_it = title == TITLE or (isinstance(publisher, dict) and publisher.get("name") == PUBLISHER)
            if names_it:
                fields = row.get("source_inferred") or [each["field"] for each in row["inferred"]]
                assert {"publisher", "title", "published"} <= set(fields), path
                seen += 1
    assert seen > 5


def test_an_inferred_claimant_is_marked(outputs: dict[str, str]) -> None:
    """Where the claimant is only the publisher that we infer, the page and the API say so."""
    claims = json.loads(outputs["docs/api/v1/claims.json"])["claims"]
    inferred = [row["id"] for row in claims if row["claimant_inferred"]]
    assert inferred
    assert inferred == [row["id"] for row in claims if row.get("claimant", {}).get("id") == "lantern"]
    for name in inferred:
        assert f"claimed by {PUBLISHER} (probably)" in outputs[f"docs/claims/{name}/index.md"]


def test_every_row_of_the_table_says_what_is_inferred(outputs: dict[str, str]) -> None:
    """The column for it has all three."""
    rows = [line for line in outputs["docs/api/v1/excerpts.csv"].split("\r\n") if PUBLISHER in line]
    assert rows
    assert all(re.search(r"(title|publisher|published); ", row) for row in rows)
