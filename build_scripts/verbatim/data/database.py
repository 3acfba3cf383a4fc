"""`data/claims.db`: everything the site knows as one SQLite database, for Datasette, sqlite-utils and SQL.

In: all rows of a corpus, as lines of JSON. Out: the bytes of a database, made in memory. `claims.sql` declares its
tables; a column takes the value of the key with its name. Retired claims have a table of their own, so that a count of
claims counts those that stand. Rows are in the editors' order, and the file does not show when or with which release of
SQLite it was made.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

from pydantic_core import from_json

from verbatim.data.api.rows.all_rows import Rows
from verbatim.data.api.rows.claims import State
from verbatim.data.api.rows.row import RIGHTS, RowContext
from verbatim.output import MARK, Output

PATH = "data/claims.db"

# Increased when a table or a column is removed or changes its meaning; `PRAGMA user_version` returns it.
SCHEMA_VERSION = 1

_SCHEMA = Path(__file__).with_name("claims.sql")
_SEARCHED = ("claims_fts", "excerpts_fts", "claims_with_quotations_fts")

# The number of SQLite's release, which it writes into the header at every change and never reads (“Database File
# Format”, 1.3.17).
_RELEASE = slice(96, 100)

# As what the voices of a claim were counted, and the key of its row that has them.
_COUNTED_AS = {
    "asserting": "voices",
    "denying": "denying_voices",
    "witness": "witnesses",
    "holding": "holding_the_words",
    "departing": "departing",
}

_Json: TypeAlias = dict[str, Any]
# The name of a table, and a row of it.
_Row: TypeAlias = tuple[str, _Json]


def output(rows: Rows) -> Output:
    """The database."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(f"PRAGMA page_size = 4096; PRAGMA user_version = {SCHEMA_VERSION};")
        database.executescript(_SCHEMA.read_text(encoding="utf-8"))
        columns = _columns(database)
        cells: dict[str, list[list[Any]]] = {table: [] for table in columns}
        for table, row in _rows(rows):
            cells[table].append([row.get(name) for name in columns[table]])
        database.execute("BEGIN")
        for table, names in columns.items():
            places = ", ".join("?" * len(names))
            database.executemany(f"INSERT INTO {table} VALUES ({places})", cells.pop(table))  # noqa: S608 - names of our own
        for index in _SEARCHED:
            database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - names of our own
        database.execute("COMMIT")
        content = database.serialize()
    return Output(PATH, (content[: _RELEASE.start], bytes(4), content[_RELEASE.stop :]))


def _columns(database: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table that is filled with rows, in the order of `claims.sql`."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'").fetchall()
    return {
        table: [name for (name,) in database.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        for (table,) in names
    }


def _rows(rows: Rows) -> Iterator[_Row]:
    """The rows of all tables. A row has a value for each column that is not null; it may have others."""
    yield from (("meta", {"key": key, "value": value}) for key, value in _meta(rows.context).items())
    yield from (("statuses", row) for row in map(from_json, rows.statuses))
    yield from (("topics", {"id": topic.id, "name": topic.name}) for topic in rows.context.topics.values())
    yield from (("voices", row) for row in map(from_json, rows.voices))
    yield from (("people", row | {"voice": row["voice"]["id"]}) for row in map(from_json, rows.people))
    for row in map(from_json, rows.origins):
        yield from _of_origin(row)
    for row in map(from_json, rows.sources):
        yield from _of_source(row)
    for row in map(from_json, rows.claims):
        yield from _of_claim(row)
    for row in map(from_json, rows.retired):
        withdrawn = {f"withdrawn_{key}": value for key, value in row.get("withdrawn", {}).items()}
        yield "retired_claims", row | {"last_status": row["last_status"]["id"], **withdrawn}
    for row in map(from_json, rows.changes):
        is_standing = row["state"] == State.STANDING
        claim = {"claim": row["claim"] if is_standing else None, "retired_claim": None if is_standing else row["claim"]}
        yield "changes", row | {"changed_on": row["on"], **claim}


def _of_origin(row: _Json) -> Iterator[_Row]:
    own = {"given": row.get("on"), "url": row.get("address"), "archive_url": row.get("archived")}
    yield "origins", row | own
    yield from _pairs("origin_voices", "origin", row["id"], "voice", _ids(row["voices"]))
    yield from _pairs("origin_people", "origin", row["id"], "person", _ids(row["by"]))
    yield from _pairs("origin_derivations", "origin", row["id"], "derives_from", row["derives_from"])


def _of_source(row: _Json) -> Iterator[_Row]:
    own = {
        "form": row["type"],
        "publisher": row["publisher"]["id"],
        "published_start": row["published_earliest"],
        "published_end": row["published_latest"],
        "inferred_fields": ", ".join(inference["field"] for inference in row["inferred"]) or None,
    }
    yield "sources", row | own
    yield from _pairs("source_derivations", "source", row["id"], "derives_from", row["derives_from"])


def _of_claim(row: _Json) -> Iterator[_Row]:
    """The rows of a claim: its own, and those of what it has and of its excerpts."""
    claim = {"claim": row["id"]}
    own = {
        "status": row["status"]["id"],
        "happened": row.get("when"),
        "happened_start": row.get("when_earliest"),
        "happened_end": row.get("when_latest"),
        "claimant": row["claimant"]["id"] if "claimant" in row else None,
        "checked_on": row["checked"]["on"],
        "checked_by": row["checked"]["by"],
    }
    yield "claims", row | own
    for number, each in enumerate(row["searched"], 1):
        searched = {"number": number, "sought": each["for"], "place": each["where"], "searched_by": each["by"]}
        yield "searches", each | searched | claim
    yield from (("inquiries", each | {"number": number} | claim) for number, each in enumerate(row["asked"], 1))
    yield from _pairs("claim_topics", "claim", row["id"], "topic", _ids(row["topics"]))
    for counted_as, key in _COUNTED_AS.items():
        yield from (("claim_voices", {"voice": voice, "counted_as": counted_as} | claim) for voice in _ids(row[key]))
    for loss in row["hangs_on"]:
        first = {"first_allowed": loss["then"][0]["id"] if loss["then"] else None}
        yield "claim_losses", {"what": loss["what"], "left_out": loss["id"]} | first | claim
    yield from _pairs("claim_relations", "claim", row["id"], "related", row["related"])
    for excerpt in row["excerpts"]:
        yield from _of_excerpt(excerpt, row["id"])


def _of_excerpt(row: _Json, claim: str) -> Iterator[_Row]:
    selector, translation = row["selector"], row.get("translation", {})
    own = {
        "claim": claim,
        "selector_start": selector["start"],
        "selector_end": selector["end"],
        "selector_exact": row["words"],
        "selector_prefix": selector["prefix"],
        "selector_suffix": selector["suffix"],
        "translation": translation.get("text"),
        "translation_by": translation.get("by"),
    }
    yield "excerpts", row | own
    yield from (("excerpt_losses", lost | {"excerpt": row["id"]}) for lost in row["lost"])
    yield from _pairs("excerpt_origins", "excerpt", row["id"], "origin", _ids(row["origins"]))


def _ids(rows: Iterable[_Json]) -> list[str]:
    return [row["id"] for row in rows]


def _pairs(table: str, one: str, id_: str, other: str, ids: Iterable[str]) -> Iterator[_Row]:
    """A row for each id to which something refers, once."""
    return ((table, {one: id_, other: name}) for name in dict.fromkeys(ids))


def _meta(context: RowContext) -> dict[str, str]:
    site = context.corpus.policy.site
    return {
        "generated_from": MARK,
        "generated_at": context.corpus.last_change.isoformat(),
        "site": site.name,
        "address": context.address.text,
        "publisher": site.publisher,
        "contact": site.contact,
        "licence": site.licence,
        "licence_url": site.licence_url,
        "rights": RIGHTS,
    }
