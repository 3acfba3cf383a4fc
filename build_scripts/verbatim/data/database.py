"""`data/claims.db`: everything the site knows as one SQLite database, for Datasette, sqlite-utils and SQL.

In: all rows of a corpus, as the API has them. Out: the bytes of a database, made in memory. `claims.sql` declares its
tables; a column takes the value of the key with its name. Retired claims have a table of their own, so that a count of
claims counts those that stand. Rows are in the editors' order, and the file does not show when or with which release of
SQLite it was made.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from verbatim.data.api.rows.all_rows import Rows
from verbatim.data.api.rows.changes import ChangeRow
from verbatim.data.api.rows.claims import ClaimRow, LossRow, RetiredRow, SearchRow, State
from verbatim.data.api.rows.excerpts import ExcerptRow
from verbatim.data.api.rows.row import RIGHTS, Named, OriginRef, Row, RowContext
from verbatim.data.api.rows.sources import SourceRow
from verbatim.data.api.rows.voices import OriginRow
from verbatim.output import MARK, Output

PATH = "data/claims.db"

# Increased when a table or a column is removed or changes its meaning; `PRAGMA user_version` returns it.
SCHEMA_VERSION = 1

_SCHEMA = Path(__file__).with_name("claims.sql")
_SEARCHED = ("claims_fts", "excerpts_fts", "claims_with_quotations_fts")

# The number of SQLite's release, which it writes into the header at every change and never reads (“Database File
# Format”, 1.3.17).
_RELEASE = slice(96, 100)

Cells = dict[str, Any]


def output(rows: Rows) -> Output:
    """The database."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(f"PRAGMA page_size = 4096; PRAGMA user_version = {SCHEMA_VERSION};")
        database.executescript(_SCHEMA.read_text(encoding="utf-8"))
        database.execute("BEGIN")
        for table, cells in _tables(rows):
            _insert(database, table, cells)
        for index in _SEARCHED:
            database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - names of our own
        database.execute("COMMIT")
        content = bytearray(database.serialize())
    content[_RELEASE] = bytes(4)
    return Output(PATH, bytes(content))


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Cells]) -> None:
    """Fill a table. Raises sqlite3.ProgrammingError if a row has no value for a column, not even None."""
    columns = database.execute("SELECT name FROM pragma_table_info(?)", (table,))
    values = ", ".join(f":{name}" for (name,) in columns)
    database.executemany(f"INSERT INTO {table} VALUES ({values})", rows)  # noqa: S608 - names of our own


def _tables(rows: Rows) -> Iterator[tuple[str, Iterable[Cells]]]:
    """The tables with their rows; a table comes after those to which it refers."""
    claims, excerpts = rows.claims, [(excerpt, claim) for claim in rows.claims for excerpt in claim.excerpts]
    yield "meta", ({"key": key, "value": value} for key, value in _meta(rows.context).items())
    yield "statuses", map(_cells, rows.statuses)
    yield "topics", map(_cells, rows.context.topics.values())
    yield "voices", map(_cells, rows.voices)
    yield "people", map(_cells, rows.people)
    yield "origins", map(_origin, rows.origins)
    yield "origin_voices", _pairs("origin", "voice", ((row.id, _ids(row.voices)) for row in rows.origins))
    yield "origin_people", _pairs("origin", "person", ((row.id, _ids(row.by)) for row in rows.origins))
    yield "origin_derivations", _pairs("origin", "derives_from", ((row.id, row.derives_from) for row in rows.origins))
    yield "sources", map(_source, rows.sources)
    yield "source_derivations", _pairs("source", "derives_from", ((row.id, row.derives_from) for row in rows.sources))
    yield "claims", map(_claim, claims)
    yield "searches", (_search(row, number, search) for row in claims for number, search in enumerate(row.searched, 1))
    yield (
        "inquiries",
        (_cells(inquiry, claim=row.id, number=number) for row in claims for number, inquiry in enumerate(row.asked, 1)),
    )
    yield "claim_topics", _pairs("claim", "topic", ((row.id, _ids(row.topics)) for row in claims))
    yield "claim_voices", (cells for row in claims for cells in _counted(row))
    yield "claim_losses", (_loss(loss, row) for row in claims for loss in row.hangs_on)
    yield "claim_relations", _pairs("claim", "related", ((row.id, row.related) for row in claims))
    yield "retired_claims", map(_retired, rows.retired)
    yield "changes", map(_change, rows.changes)
    yield "excerpts", (_excerpt(row, claim) for row, claim in excerpts)
    yield "excerpt_losses", (_cells(lost, excerpt=row.id) for row, _ in excerpts for lost in row.lost)
    yield "excerpt_origins", _pairs("excerpt", "origin", ((row.id, _ids(row.origins)) for row, _ in excerpts))


def _cells(row: Row, **others: Any) -> Cells:
    """The values of a row by column, and `others`: columns whose names are not keys of the row.

    An object with an id gives that id, any other object a cell for each of its keys. Lists are left out: they are
    tables of their own.
    """
    cells: Cells = {}
    for key, value in (*row, *others.items()):
        if value is None or isinstance(value, str | int):
            cells[key] = value
        elif isinstance(value, date):
            cells[key] = value.isoformat()
        elif isinstance(value, Row) and hasattr(value, "id"):
            cells[key] = value.id
        elif isinstance(value, Row):
            cells |= {f"{key}_{name}": cell for name, cell in _cells(value).items()}
    return cells


def _ids(rows: Iterable[Named | OriginRef]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)


def _pairs(one: str, other: str, ids: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Cells]:
    """A row for each id and each id to which it refers, once."""
    return ({one: id_, other: name} for id_, names in ids for name in dict.fromkeys(names))


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


def _origin(row: OriginRow) -> Cells:
    return _cells(row, given=row.on, url=row.address, archive_url=row.archived)


def _source(row: SourceRow) -> Cells:
    return _cells(
        row,
        form=row.type,
        published_start=row.published_earliest,
        published_end=row.published_latest,
        inferred_fields=", ".join(inference.field for inference in row.inferred) or None,
    )


def _claim(row: ClaimRow) -> Cells:
    return _cells(row, happened=row.when, happened_start=row.when_earliest, happened_end=row.when_latest)


def _search(claim: ClaimRow, number: int, row: SearchRow) -> Cells:
    return _cells(row, claim=claim.id, number=number, sought=row.for_, place=row.where, searched_by=row.by)


def _counted(claim: ClaimRow) -> Iterator[Cells]:
    """The voices that were counted for a claim, and as what."""
    counted = {
        "asserting": claim.voices,
        "denying": claim.denying_voices,
        "witness": claim.witnesses,
        "holding": claim.holding_the_words,
        "departing": claim.departing,
    }
    for counted_as, voices in counted.items():
        yield from ({"claim": claim.id, "voice": voice.id, "counted_as": counted_as} for voice in voices)


def _loss(row: LossRow, claim: ClaimRow) -> Cells:
    return _cells(row, claim=claim.id, left_out=row.id, first_allowed=row.then[0].id if row.then else None)


def _retired(row: RetiredRow) -> Cells:
    withdrawn = row.withdrawn
    return _cells(row, withdrawn_on=withdrawn and withdrawn.on, withdrawn_reason=withdrawn and withdrawn.reason)


def _change(row: ChangeRow) -> Cells:
    column, empty = ("claim", "retired_claim") if row.state is State.STANDING else ("retired_claim", "claim")
    return _cells(row, id=None, changed_on=row.on, **{column: row.claim, empty: None})


def _excerpt(row: ExcerptRow, claim: ClaimRow) -> Cells:
    translation = row.translation
    return _cells(
        row,
        claim=claim.id,
        selector_exact=row.words,
        translation=translation and translation.text,
        translation_by=translation and translation.by,
    )
