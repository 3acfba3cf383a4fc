"""Annotations: what the W3C's test suite asserts of them, by name; and each selects what is in the stored text.

The assertions are those of `annotationMusts`, `collectionMusts` and `pageMusts` of w3c/web-annotation-tests, as far as
they are about what our files hold; its others are about keys that `KEYS` does not allow (choices, body values,
fragments, states, styles).
"""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from verbatim.data import annotations
from verbatim.output import made
from verbatim.site_address import SiteAddress

from tests.pages.test_retired import withdrawn
from tests.support.cases import CASES, lay_out
from tests.support.microsite import NEWSROOM, corpus_of, edit
from tests.support.planted_faults import ARTICLES, CLAIMS

Node = dict[str, Any]
HOME = "https://example.org/site/"

# Of http://www.w3.org/ns/anno.jsonld: which keys each type of node may have here. All are terms of that context.
KEYS = {
    "AnnotationCollection": "@context id type label generator creator modified rights total first last",
    "AnnotationPage": "id type startIndex items",
    "Annotation": "id type motivation body target",
    "TextualBody": "type format language purpose value",
    "SpecificResource": "type purpose source selector",
    "TextQuoteSelector": "type exact prefix suffix",
    "TextPositionSelector": "type start end",
    "Organization": "type name homepage",
    "Software": "type name",
}
# 3.3.5, as the recommendation lists them.
MOTIVATIONS = (
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying"),
    *("linking", "moderating", "questioning", "replying", "tagging"),
)


def uri(value: object) -> bool:
    """A string of the format uri (RFC 3986): it has a scheme, and no character that must be escaped."""
    return isinstance(value, str) and bool(
        re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", value)
    )


def moment(value: object) -> bool:
    """A dateTime in UTC, as 3.3.1 asks."""
    return isinstance(value, str) and bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value))


def count(value: object) -> bool:
    """A single non-negative integer."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def several(value: Any) -> list[Any]:
    """One value, or a list of them."""
    return value if isinstance(value, list) else [value]


def recognised(resource: Any) -> bool:
    """A Textual Body with its value and no source, or a Specific Resource with one source and no value."""
    if resource.get("type") == "TextualBody":
        return isinstance(resource.get("value"), str) and "source" not in resource
    return resource.get("type") == "SpecificResource" and uri(resource.get("source")) and "value" not in resource


def selectors(annotation: Node, kind: str = "") -> list[Any]:
    """The selectors of its targets, or those of a type."""
    found = [selector for target in annotation["target"] for selector in several(target.get("selector"))]
    return [selector for selector in found if not kind or selector.get("type") == kind]


OF_AN_ANNOTATION: dict[str, Callable[[Node], bool]] = {
    "3.1-annotationIdValidated": lambda a: uri(a.get("id")),
    "3.1-annotationTypeValidated": lambda a: a.get("type") == "Annotation",
    "3.1-targetKeyFound": lambda a: bool(a.get("target")),
    "3.2-targetObjectsRecognized": lambda a: all(map(recognised, a["target"])),
    "3.2-bodyObjectsRecognized": lambda a: all(map(recognised, a["body"])),
    "3.2.4-targNoTypeTextualBody": lambda a: all(target["type"] != "TextualBody" for target in a["target"]),
    "3.3.5-annotationMotivationImplemented": lambda a: all(
        word in MOTIVATIONS for word in several(a.get("motivation"))
    ),
    "3.3.5-bodyPurpose": lambda a: all(body.get("purpose") in MOTIVATIONS for body in a["body"]),
    "4.2-selectorValidIfPresent": lambda a: all(each.get("type", "").startswith("Text") for each in selectors(a)),
    "4.2.4-textQuoteSelectorValid": lambda a: all(
        isinstance(each.get("exact"), str) and all(isinstance(each.get(key, ""), str) for key in ("prefix", "suffix"))
        for each in selectors(a, "TextQuoteSelector")
    ),
    "4.2-TextDataPositionSelectorValid": lambda a: all(
        count(each.get("start")) and count(each.get("end")) for each in selectors(a, "TextPositionSelector")
    ),
}
OF_A_COLLECTION: dict[str, Callable[[Node], bool]] = {
    "5.1-collectionContextValidated": lambda c: c.get("@context") == "http://www.w3.org/ns/anno.jsonld",
    "5.1-collectionIdValidated": lambda c: uri(c.get("id")),
    "5.1-collectionTypeValidated": lambda c: c.get("type") == "AnnotationCollection",
    "5.1-collectionLabelValidated": lambda c: isinstance(c.get("label"), str),
    "5.1-collectionTotalValidated": lambda c: count(c.get("total")),
    "5.1-collectionFirstValidated": lambda c: (c.get("first") is not None) == (c["total"] > 0),
    "5.1-collectionLastValidated": lambda c: c.get("last") == c.get("first", {}).get("id"),
    "3.3.1-collectionModifiedValidated": lambda c: moment(c.get("modified")),
    "3.3.6-collectionRightsValidated": lambda c: uri(c.get("rights")),
}
OF_A_PAGE: dict[str, Callable[[Node], bool]] = {
    "5.2-pageIdValidated": lambda p: uri(p.get("id")),
    "5.2-pageTypeValidated": lambda p: p.get("type") == "AnnotationPage",
    "5.2-pageItemsValidated": lambda p: isinstance(p.get("items"), list) and bool(p["items"]),
    "5.2-pageStartIndexValidated": lambda p: count(p.get("startIndex")),
}


def unmet(collection: Node) -> list[str]:
    """The assertions that a collection, its page or its annotations do not meet, and keys that are not theirs."""
    page = collection.get("first", {"items": []})
    found = [name for name, holds in OF_A_COLLECTION.items() if not holds(collection)]
    found += [name for name, holds in OF_A_PAGE.items() if "first" in collection and not holds(page)]
    found += [
        f"{name} {each.get('id')}"
        for each in page["items"]
        for name, holds in OF_AN_ANNOTATION.items()
        if not holds(each)
    ]
    return found + [
        f"{node.get('type')}: {key}"
        for node in nodes(collection)
        for key in node
        if key not in KEYS.get(node["type"], "").split()
    ]


def nodes(value: Any) -> Iterator[Node]:
    """Every mapping in a value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


@pytest.fixture(scope="module")
def published(published_site: Path) -> dict[str, Node]:
    """The collections of the published site, by their article."""
    files = sorted((published_site / "api/v1/annotations").iterdir())
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def test_the_assertions_of_the_standard(published: dict[str, Node]) -> None:
    """Each holds for every collection, its page and its annotations, whose ids differ."""
    assert {name: unmet(collection) for name, collection in published.items()} == {name: [] for name in published}
    ids = [node["id"] for collection in published.values() for node in nodes(collection) if "id" in node]
    assert len(set(ids)) == len(ids)
    assert all(collection["total"] == len(collection["first"]["items"]) > 0 for collection in published.values())


@pytest.mark.parametrize(
    ("path", "value", "assertion"),
    [
        ("@context", "http://www.w3.org/ns/anno", "5.1-collectionContextValidated"),
        ("last", "#page", "5.1-collectionLastValidated"),
        ("modified", "2026-11-21", "3.3.1-collectionModifiedValidated"),
        ("total", -1, "5.1-collectionTotalValidated"),
        ("first.items", [], "5.2-pageItemsValidated"),
        ("first.items.0.id", "../a.json#x", "3.1-annotationIdValidated"),
        ("first.items.0.motivation", "proving", "3.3.5-annotationMotivationImplemented"),
        ("first.items.0.body.1.value", None, "3.2-bodyObjectsRecognized"),
        ("first.items.0.target.0.source", "articles/a/", "3.2-targetObjectsRecognized"),
        ("first.items.0.target.0.selector.exact", None, "4.2.4-textQuoteSelectorValid"),
        ("first.items.0.target.1.selector.1.start", -1, "4.2-TextDataPositionSelectorValid"),
        ("first.items.0.target.1.selector.1.type", "Range", "4.2-selectorValidIfPresent"),
    ],
)
def test_the_assertions_can_fail(published: dict[str, Node], path: str, value: object, assertion: str) -> None:
    """One change of a good collection, and the assertion of it is not met."""
    collection = json.loads(json.dumps(next(iter(published.values()))))
    *way, key = [int(step) if step.isdigit() else step for step in path.split(".")]
    node: Any = collection
    for step in way:
        node = node[step]
    node[key] = value
    assert [found for found in unmet(collection) if found.startswith(assertion)]


def test_every_excerpt_is_there_with_its_claim_and_stance(published: dict[str, Node], published_site: Path) -> None:
    """Those of claims.json, and no others; one collection an article."""
    claims = json.loads((published_site / "api/v1/claims.json").read_text(encoding="utf-8"))["claims"]
    expected = {
        (excerpt["source"], excerpt["id"]): (
            row["path"],
            row["claim"],
            {excerpt["stance"], excerpt.get("distortion"), excerpt["quotation"]} - {None},
            excerpt.get("note"),
        )
        for row in claims
        for excerpt in row["excerpts"]
        if excerpt["source"] in published
    }
    found = {}
    for name, collection in published.items():
        home = collection["creator"]["homepage"]
        assert collection["id"] == f"{home}api/v1/annotations/{name}.json"
        for item in collection["first"]["items"]:
            said = {body["purpose"]: body for body in item["body"]}
            tags = {body["value"] for body in item["body"] if body["purpose"] == "tagging"}
            path, note = said["linking"]["source"].removeprefix(home), said.get("commenting", {}).get("value")
            found[name, item["id"].removeprefix(f"{collection['id']}#")] = (
                path,
                said["describing"]["value"],
                tags,
                note,
            )
    assert found == expected
    assert sum(collection["total"] for collection in published.values()) == len(found)


def test_what_is_selected_stands_in_the_stored_text(published: dict[str, Node]) -> None:
    """Positions count code points of the file with that hash; the words, and those beside them, are its own."""
    texts = {}
    for file in sorted((NEWSROOM / "seeds/articles").glob("*.txt")):
        content = file.read_bytes()
        texts[f"nih:sha-256;{hashlib.sha256(content).hexdigest()}"] = content.decode("utf-8").replace("\r\n", "\n")
    checked = 0
    for collection in published.values():
        for item in collection["first"]["items"]:
            at_address, in_copy = item["target"][::2], item["target"][1::2]
            for target, copy in zip(at_address, in_copy, strict=True):
                text, (quote, position) = texts[copy["source"]], copy["selector"]
                start, end = position["start"], position["end"]
                assert target["selector"] == quote
                assert target["source"].startswith(("https://", "http://"))
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote.get("prefix", ""))
                assert text[end:].startswith(quote.get("suffix", ""))
                checked += 1
    assert checked >= sum(collection["total"] for collection in published.values()) > 0


def collection_of(folder: Path, address: str = HOME) -> Node:
    """The collection of the only article of a small project."""
    (output,) = made(annotations.batches(corpus_of(folder), SiteAddress(address)))
    return dict(json.loads(output.bytes))


def test_the_parts_round_an_omission_are_targets_of_their_own(tmp_path: Path) -> None:
    """What was left out is printed nowhere, neither as words nor beside them."""
    collection = collection_of(lay_out("omission", tmp_path / "project"))
    assert unmet(collection) == []
    (item,) = (item for item in collection["first"]["items"] if len(item["target"]) > 2)
    quotes = [target["selector"] for target in item["target"][::2]]
    assert [quote["exact"] for quote in quotes] == ["Southland sent 300,000 tonnes", "in 2022"]
    assert quotes[1]["suffix"].startswith(" . . . and can’t send more")
    assert [sorted(quote) for quote in quotes] == [["exact", "type"], ["exact", "suffix", "type"]]
    assert "its largest shipment" not in json.dumps(item, ensure_ascii=False)


def test_an_article_without_an_address_is_targeted_at_its_page(tmp_path: Path) -> None:
    """Which prints the words."""
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "project"))
    edit(folder / ARTICLES, "  original_url: https://daily.example/talks\n", "")
    sources = [target["source"] for item in collection_of(folder)["first"]["items"] for target in item["target"][::2]]
    assert set(sources) == {f"{HOME}articles/talks/"}


def test_what_was_withdrawn_is_no_annotation_and_an_empty_collection_has_no_page(tmp_path: Path) -> None:
    """Of two claims, one is withdrawn; then none is left."""
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "project"))
    before = collection_of(folder)
    withdrawn(folder)
    after = collection_of(folder)
    assert (before["total"], after["total"]) == (2, 1)
    kept = [item["id"] for item in after["first"]["items"]]
    assert [item["id"] for item in before["first"]["items"] if "claims/grain/" not in json.dumps(item)] == kept
    (folder / CLAIMS).write_text("schema: 1\nclaims: []\n", encoding="utf-8")
    assert unmet(collection_of(folder)) == []
    assert collection_of(folder).keys().isdisjoint({"first", "last"})


def test_without_an_address_ids_are_relative_to_the_file(tmp_path: Path) -> None:
    """Whoever reads it at an address gets the ids and pages of that address."""
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "project"))
    here, there = collection_of(folder, ""), collection_of(folder)
    for relative, absolute in zip(nodes(here), nodes(there), strict=True):
        for key in relative.keys() & {"id", "last", "homepage", "source"}:
            assert urljoin(f"{HOME}api/v1/annotations/talks.json", relative[key]) == absolute[key]
