"""`data/claims.db`: everything the site knows as one SQLite database, for Datasette, sqlite-utils and SQL.

In: all rows of a corpus, as the API has them. Out: the bytes of a database, made in memory. `claims.sql` declares its
tables; a column takes the value of the key with its name. Retired claims have a table of their own, so that a count of
claims counts those that stand. Rows are in the editors' order, and the file does not show when or with which release of
SQLite it was made.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from verbatim.data.api.rows.all_rows import Rows
from verbatim.data.api.rows.changes import ChangeRow
from verbatim.data.api.rows.claims import ClaimRow, LossRow, RetiredRow, SearchRow, State, StatusRef
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

# A row of a table: the row of the API from whose keys its columns have their values, and the values of other columns.
_Entry = tuple[Row | None, Mapping[str, Any]]

# The types that SQLite takes as they are; for others it first looks for a way to convert them, which takes long.
_PLAIN = frozenset((str, int, type(None)))


def output(rows: Rows) -> Output:
    """The database."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(f"PRAGMA page_size = 4096; PRAGMA user_version = {SCHEMA_VERSION};")
        database.executescript(_SCHEMA.read_text(encoding="utf-8"))
        database.execute("BEGIN")
        for table, entries in _tables(rows):
            _insert(database, table, entries)
        for index in _SEARCHED:
            database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - names of our own
        database.execute("COMMIT")
        content = database.serialize()
    return Output(PATH, (content[: _RELEASE.start], bytes(4), content[_RELEASE.stop :]))


def _insert(database: sqlite3.Connection, table: str, entries: Iterable[_Entry]) -> None:
    """Fill a table. Raises AttributeError if a row has no value for a column, not even None."""
    columns = [name for (name,) in database.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    places = ", ".join("?" * len(columns))
    cells = (_cells(columns, *entry) for entry in entries)
    database.executemany(f"INSERT INTO {table} VALUES ({places})", cells)  # noqa: S608 - names of our own


def _cells(columns: list[str], row: Row | None, others: Mapping[str, Any]) -> list[Any]:
    """The cells of a row: `others`, and for each other column the value of the row's key with its name."""
    values = [others[name] if name in others else getattr(row, name) for name in columns]
    return [value if type(value) in _PLAIN else _plain(value) for value in values]


def _plain(value: Any) -> Any:
    """A word of a set or a date as its text, and an object as its id."""
    if isinstance(value, str | date):
        return str(value)
    return value.id if isinstance(value, Named | StatusRef) else value


def _tables(rows: Rows) -> Iterator[tuple[str, Iterable[_Entry]]]:
    """The tables with their rows; a table comes after those to which it refers."""
    claims, excerpts = rows.claims, [(excerpt, claim) for claim in rows.claims for excerpt in claim.excerpts]
    yield "meta", ((None, {"key": key, "value": value}) for key, value in _meta(rows.context).items())
    yield "statuses", map(_entry, rows.statuses)
    yield "topics", map(_entry, rows.context.topics.values())
    yield "voices", map(_entry, rows.voices)
    yield "people", map(_entry, rows.people)
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
        (_entry(inquiry, claim=row.id, number=number) for row in claims for number, inquiry in enumerate(row.asked, 1)),
    )
    yield "claim_topics", _pairs("claim", "topic", ((row.id, _ids(row.topics)) for row in claims))
    yield "claim_voices", (entry for row in claims for entry in _counted(row))
    yield "claim_losses", (_loss(loss, row) for row in claims for loss in row.hangs_on)
    yield "claim_relations", _pairs("claim", "related", ((row.id, row.related) for row in claims))
    yield "retired_claims", map(_retired, rows.retired)
    yield "changes", map(_change, rows.changes)
    yield "excerpts", (_excerpt(row, claim) for row, claim in excerpts)
    yield "excerpt_losses", (_entry(lost, excerpt=row.id) for row, _ in excerpts for lost in row.lost)
    yield "excerpt_origins", _pairs("excerpt", "origin", ((row.id, _ids(row.origins)) for row, _ in excerpts))


def _entry(row: Row, **others: Any) -> _Entry:
    return row, others


def _ids(rows: Iterable[Named | OriginRef]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)


def _pairs(one: str, other: str, ids: Iterable[tuple[str, Iterable[str]]]) -> Iterator[_Entry]:
    """A row for each id and each id to which it refers, once."""
    return ((None, {one: id_, other: name}) for id_, names in ids for name in dict.fromkeys(names))


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


def _origin(row: OriginRow) -> _Entry:
    return _entry(row, given=row.on, url=row.address, archive_url=row.archived)


def _source(row: SourceRow) -> _Entry:
    return _entry(
        row,
        form=row.type,
        published_start=row.published_earliest,
        published_end=row.published_latest,
        inferred_fields=", ".join(inference.field for inference in row.inferred) or None,
    )


def _claim(row: ClaimRow) -> _Entry:
    return _entry(
        row,
        happened=row.when,
        happened_start=row.when_earliest,
        happened_end=row.when_latest,
        checked_on=row.checked.on,
        checked_by=row.checked.by,
    )


def _search(claim: ClaimRow, number: int, row: SearchRow) -> _Entry:
    return _entry(row, claim=claim.id, number=number, sought=row.for_, place=row.where, searched_by=row.by)


def _counted(claim: ClaimRow) -> Iterator[_Entry]:
    """The voices that were counted for a claim, and as what."""
    counted = {
        "asserting": claim.voices,
        "denying": claim.denying_voices,
        "witness": claim.witnesses,
        "holding": claim.holding_the_words,
        "departing": claim.departing,
    }
    for counted_as, voices in counted.items():
        yield from ((None, {"claim": claim.id, "voice": voice.id, "counted_as": counted_as}) for voice in voices)


def _loss(row: LossRow, claim: ClaimRow) -> _Entry:
    return _entry(row, claim=claim.id, left_out=row.id, first_allowed=row.then[0].id if row.then else None)


def _retired(row: RetiredRow) -> _Entry:
    withdrawn = row.withdrawn
    return _entry(row, withdrawn_on=withdrawn and withdrawn.on, withdrawn_reason=withdrawn and withdrawn.reason)


def _change(row: ChangeRow) -> _Entry:
    column, empty = ("claim", "retired_claim") if row.state is State.STANDING else ("retired_claim", "claim")
    return _entry(row, id=None, changed_on=row.on, **{column: row.claim, empty: None})


def _excerpt(row: ExcerptRow, claim: ClaimRow) -> _Entry:
    translation, selector = row.translation, row.selector
    return _entry(
        row,
        claim=claim.id,
        selector_start=selector.start,
        selector_end=selector.end,
        selector_exact=row.words,
        selector_prefix=selector.prefix,
        selector_suffix=selector.suffix,
        translation=translation and translation.text,
        translation_by=translation and translation.by,
    )
