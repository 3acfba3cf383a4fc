"""`api/v1/datapackage.json`: a description of the API's files for programs that read Frictionless Data Packages.

In: a corpus and the finished lists. Out: a descriptor after Data Package v2 (datapackage.org), which programs for v1
also read: each file with its format, size in bytes, SHA-256 and schema; the tables with the type of each column and the
foreign key from excerpts to claims. It contains no creation time, because the same data must give the same file.
"""

import json
from collections.abc import Sequence
from typing import Any

from verbatim.checks.corpus import Corpus
from verbatim.data.api.rows.row import FOLDER, RIGHTS
from verbatim.data.api.schema import Property, properties
from verbatim.data.api.tables import DIALECT, ClaimCells, ExcerptCells
from verbatim.output import MARK, Output
from verbatim.site_address import SiteAddress
from verbatim.translation.language import Language
from verbatim.translation.language import to_translate as _

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TABLES: dict[str, type] = {"claims.csv": ClaimCells, "excerpts.csv": ExcerptCells}
_TITLES = {
    "claims.json": _("All claims with their evidence"),
    "claims.jsonl": _("The claims that stand, one on each line"),
    "claims.csv": _("The claims that stand, one in each row"),
    "excerpts.csv": _("The excerpts of those claims, one in each row"),
    "sources.json": _("Articles and outside evidence"),
    "voices.json": _("Voices, people and origins"),
    "statuses.json": _("The status scale with its rules"),
    "changes.json": _("Every dated change, newest first"),
}


def output(resources: Sequence[dict[str, Any]], corpus: Corpus, address: SiteAddress) -> Output:
    """The descriptor. It describes the list files only; the files of single claims are parts of them."""
    site = corpus.policy.site
    homepage = {"homepage": address.to("data/", "")} if address.text else {}
    whole = {
        "$schema": _PROFILE,
        "name": "verbatim-claims",
        "generated_from": MARK,
        "title": f"{site.name}: {site.subject}",
        "description": corpus.language.gettext(RIGHTS),
        **homepage,
        "licenses": [{"path": site.licence_url, "title": site.licence}],
        "contributors": [{"title": site.publisher, "roles": ["publisher"], "email": site.contact}],
        "sources": [_source(article.printed_title, article.address) for article in corpus.articles],
        "resources": list(resources),
    }
    return Output(f"{FOLDER}datapackage.json", json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def _source(title: str, address: str | None) -> dict[str, str]:
    return {"title": title, "path": address} if address else {"title": title}


def resource(file: Output, language: Language) -> dict[str, Any]:
    """The description of one list."""
    name = file.path.removeprefix(FOLDER)
    form = name.rpartition(".")[2]
    described = {
        "name": name.replace(".", "-"),
        "title": language.gettext(_TITLES[name]),
        "path": name,
        "format": form,
        "mediatype": {"csv": "text/csv", "json": "application/json", "jsonl": "application/jsonl"}[form],
        "encoding": "utf-8",
        "bytes": sum(map(len, file.parts)),
        "hash": f"sha256:{file.sha256}",
    }
    if name in _TABLES:
        described |= {"type": "table", "dialect": DIALECT, "schema": table_schema(_TABLES[name])}
    return described


def table_schema(kind: type) -> dict[str, Any]:
    """The columns of a table after Table Schema v2 (datapackage.org/standard/table-schema)."""
    fields = [_field(column) for column in properties(kind)]
    keys: dict[str, Any] = {"primaryKey": ["id"], "missingValues": [""]}
    if kind is ExcerptCells:
        keys["foreignKeys"] = [{"fields": ["claim"], "reference": {"resource": "claims-csv", "fields": ["id"]}}]
    return {"fields": fields, **keys}


def _field(column: Property) -> dict[str, Any]:
    """One column: its JSON Schema translated into Table Schema."""
    schema = column.schema
    constraints: dict[str, Any] = {
        key: schema[key] for key in ("enum", "pattern", "minimum", "maxLength") if key in schema
    }
    if column.required:
        constraints["required"] = True
    is_date, is_address = (schema.get("format") == form for form in ("date", "uri"))
    field = {"name": column.name, "type": "date" if is_date else schema["type"], "description": schema["description"]}
    return field | ({"format": "uri"} if is_address else {}) | ({"constraints": constraints} if constraints else {})
