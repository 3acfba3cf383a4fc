"""Opens the files of a built site that hold many entries: the database, the API's lists and tables, the feeds.

In: the bytes of a file. Out: a `Collection`: the ids of its entries, list by list.
"""

import csv
import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

_COLLECTION = re.compile(r"data/claims\.db|api/v1/\w+\.(?:json|jsonl|csv)|(?:.+/)?(?:feed|changes)\.(?:xml|json)")
_ATOM = "{http://www.w3.org/2005/Atom}"
Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Collection:
    """The ids in each list of a file, by the list's name; `broken` says why it could not be opened."""

    lists: Lists = field(default_factory=dict)
    broken: str = ""


def is_collection(path: str) -> bool:
    """Whether the file at a path of the site holds many entries."""
    return _COLLECTION.fullmatch(path) is not None


def read_collection(path: str, raw: bytes) -> Collection:
    """Open a file by the ending of its path."""
    return _collection(_READERS[path.rpartition(".")[2]], raw)


def collection_of(data: Any) -> Collection:
    """The same of the value that a JSON file has."""
    return _collection(_lists_of, data)


def _collection(lists_of: Callable[[Any], Lists], content: Any) -> Collection:
    try:
        return Collection(lists_of(content))
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        csv.Error,
        sqlite3.Error,
        etree.XMLSyntaxError,
    ) as error:
        return Collection(broken=str(error) or type(error).__name__)


def _database(raw: bytes) -> Lists:
    if not raw:
        raise ValueError("it is empty")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(raw)
        (state,) = database.execute("PRAGMA quick_check(1)").fetchone()
        if state != "ok":
            raise ValueError(state)
        return {
            "claims": _ids_in(database, "SELECT id FROM claims ORDER BY rowid"),
            "retired": _ids_in(database, "SELECT id FROM retired_claims ORDER BY rowid"),
            "excerpts": _ids_in(database, "SELECT id FROM excerpts ORDER BY rowid"),
            "sources": _ids_in(database, "SELECT id FROM sources ORDER BY rowid"),
        }


def _ids_in(database: sqlite3.Connection, query: str) -> tuple[str, ...]:
    return tuple(row[0] for row in database.execute(query))


def _json(raw: bytes) -> Lists:
    return _lists_of(json.loads(raw))


def _lists_of(data: Any) -> Lists:
    """The lists of an object whose entries have ids; a `total` must be the number of the first list's entries."""
    lists = {name: tuple(map(_id, rows)) for name, rows in data.items() if isinstance(rows, list)}
    if "total" in data and data["total"] != len(next(iter(lists.values()))):
        raise ValueError(f"it says that it has {data['total']} entries, and has {len(next(iter(lists.values())))}")
    return lists


def _id(row: Any) -> str:
    return str(row.get("id", "")) if isinstance(row, dict) else ""


def _json_lines(raw: bytes) -> Lists:
    return {"rows": tuple(str(json.loads(line)["id"]) for line in raw.splitlines())}


def _table(raw: bytes) -> Lists:
    rows = csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""))
    column = next(rows, []).index("id")
    return {"rows": tuple(row[column] for row in rows if row)}


def _feed(raw: bytes) -> Lists:
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    return {"items": tuple(str(entry.findtext(f"{_ATOM}id")) for entry in root.iter(f"{_ATOM}entry"))}


_READERS: dict[str, Callable[[bytes], Lists]] = {
    "db": _database,
    "json": _json,
    "jsonl": _json_lines,
    "csv": _table,
    "xml": _feed,
}
