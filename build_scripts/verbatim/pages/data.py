"""The data for others to use: `/data/`.

The files come from the list of downloads. The meaning of each key comes from the types that the files are made of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verbatim.checks.corpus import Corpus
from verbatim.data.api.changelog import changelog
from verbatim.data.api.rows.claims import ClaimRow
from verbatim.data.api.rows.excerpts import ExcerptRow
from verbatim.data.api.rows.row import RIGHTS
from verbatim.data.api.schema import KINDS, properties, schema_path
from verbatim.data.api.tables import ClaimCells, ExcerptCells
from verbatim.data.downloads import downloads
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render
from verbatim.site_address import SiteAddress

# The address in the examples if the site does not know its own.
_EXAMPLE_SITE = "https://example.org"
_FORMS = {"string": "text", "integer": "number", "boolean": "true or false", "array": "list", "object": "object"}
_DESCRIBED: dict[str, type] = {
    "A claim in claims.json, claims.jsonl and claims/ID.json": ClaimRow,
    "An excerpt of such a claim": ExcerptRow,
    "A row of claims.csv": ClaimCells,
    "A row of excerpts.csv": ExcerptCells,
}


@dataclass(frozen=True)
class Key:
    """A key of a row or a column of a table: name, form in a word, meaning, and whether it may be missing."""

    name: str
    form: str
    means: str
    optional: bool


def page(corpus: Corpus, address: SiteAddress) -> Output:
    """The data page; `address` is where the site will be published, which the examples request."""
    text = render(
        "data.md.j2",
        corpus.language,
        **shared_values(corpus),
        downloads=downloads(corpus),
        described={name: tuple(_keys(kind)) for name, kind in _DESCRIBED.items()},
        schemas={name: schema_path(name) for name in KINDS},
        changelog=changelog(),
        rights=corpus.language.gettext(RIGHTS),
        at=(address.text or _EXAMPLE_SITE).rstrip("/"),
        example=next((checked.id for checked in corpus.claims), "ID"),
    )
    return Output("data/index.md", text)


def _keys(kind: type) -> Iterator[Key]:
    for key in properties(kind):
        yield Key(key.name, _form(key.schema), key.schema["description"], not key.required)


def _form(schema: dict[str, Any]) -> str:
    """The type of a value, in a word or two."""
    if "enum" in schema:
        return "one of " + ", ".join(schema["enum"])
    return {"date": "day", "uri": "address"}.get(schema.get("format", ""), _FORMS[schema["type"]])
