"""`claims.db`, as SQL, sqlite-utils and Datasette see it: whole, counted as the pages count, and searchable."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database
from verbatim.checks.corpus import Corpus
from verbatim.data import database
from verbatim.data.api.rows.all_rows import Rows, made_lines
from verbatim.data.api.rows.claims import ClaimRow
from verbatim.data.api.rows.excerpts import ExcerptRow
from verbatim.data.api.rows.sources import SourceRow
from verbatim.data.api.rows.voices import OriginRow
from verbatim.data.api.schema import properties
from verbatim.model.claims import Withdrawn
from verbatim.model.scale import Measure
from verbatim.site_address import SiteAddress

from tests.support.cases import lay_out
from tests.support.microsite import corpus_of

# As Datasette asks which index searches a table (`utils.detect_fts_sql` of its release 0.65).
DETECT_FTS = """
select name from sqlite_master where rootpage = 0 and (
  sql like '%VIRTUAL TABLE%USING FTS%content="{table}"%' or sql like '%VIRTUAL TABLE%USING FTS%content=[{table}]%')
"""
SEARCHED = ("claims", "excerpts", "claims_with_quotations")
LISTS = ("claims", "sources")


@pytest.fixture(scope="module")
def file(built_site: Path) -> Path:
    """The database as it is published."""
    return built_site / database.PATH


@pytest.fixture
def rows(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that writes nothing."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        yield connection


def test_it_is_sound(rows: sqlite3.Connection) -> None:
    """The file, every reference between its tables, every index of words, and an index for every reference."""
    assert rows.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert rows.execute("PRAGMA foreign_key_check").fetchall() == []
    assert rows.execute("PRAGMA user_version").fetchone() == (database.SCHEMA_VERSION,)
    with closing(sqlite3.connect(":memory:")) as copy:
        rows.backup(copy)
        for table in SEARCHED:
            copy.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - names of our own
    tables = [
        name
        for (name,) in rows.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
    ]
    references = [(table, row[3]) for table in tables for row in rows.execute(f"PRAGMA foreign_key_list({table})")]
    assert len(references) > 20
    for table, column in references:
        firsts = [
            rows.execute(f"PRAGMA index_info('{index[1]}')").fetchone()[2]
            for index in rows.execute(f"PRAGMA index_list({table})")
        ]
        assert column in firsts, (table, column)


def test_it_holds_what_the_data_say(rows: sqlite3.Connection, corpus: Corpus) -> None:
    """As many rows as there are things; the voices as they were counted; the words as the source has them."""
    excerpts = [(claim.id, excerpt) for claim in corpus.claims for excerpt in claim.excerpts]
    numbers = {
        "claims": len(corpus.claims),
        "retired_claims": len(corpus.retired),
        "excerpts": len(excerpts),
        "quotations": len(excerpts),
        "claims_with_quotations": len(corpus.claims),
        "changes": len(corpus.changes),
        "origins": len(corpus.register.origins),
        "voices": len(corpus.register.voices),
        "people": len(corpus.register.people),
        "statuses": len(corpus.policy.statuses),
        "topics": len(corpus.policy.topics),
        "claim_losses": sum(len(corpus.hangs_on(claim)) for claim in corpus.claims),
        "claim_topics": sum(len(claim.claim.topics) for claim in corpus.claims),
        "excerpt_origins": sum(len(excerpt.evidence.origins) for _, excerpt in excerpts),
    }
    read = {table: rows.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in numbers}  # noqa: S608 - names of our own
    assert read == numbers
    assert dict(rows.execute("SELECT id, claim FROM claims")) == {
        claim.id: claim.claim.claim for claim in corpus.claims
    }
    assert dict(rows.execute("SELECT key, value FROM meta"))["generated_at"] == corpus.last_change.isoformat()
    counted = set(rows.execute("SELECT claim, voice, counted_as FROM claim_voices"))
    asserting = {
        (claim.id, voice, "asserting")
        for claim in corpus.claims
        for voice in claim.tally.counted[Measure.ASSERTING_VOICES]
    }
    assert {row for row in counted if row[2] == "asserting"} == asserting
    for claim, source, start, end, words in rows.execute(
        "SELECT claim, source, selector_start, selector_end, selector_exact FROM excerpts WHERE quotation = 'proven'"
    ):
        text, parts = corpus.texts[source].text[start:end], words.split(" […] ")
        assert text.startswith(parts[0]), claim
        assert text.endswith(parts[-1]), claim


def test_a_column_has_the_value_of_the_key_with_its_name(rows: sqlite3.Connection, built_site: Path) -> None:
    """The tables of claims, excerpts and sources agree with the API's files; an object is a column with its id."""
    claims, sources = (json.loads((built_site / f"api/v1/{name}.json").read_bytes())[name] for name in LISTS)
    excerpts = [excerpt for claim in claims for excerpt in claim["excerpts"]]
    compared = set()
    for table, expected in {"claims": claims, "sources": sources, "excerpts": excerpts}.items():
        cursor = rows.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own
        for cells, row in zip(cursor, expected, strict=True):
            for (column, *_), cell in zip(cursor.description, cells, strict=True):
                value = row.get(column)
                value = value.get("id") if isinstance(value, dict) else value
                if value is not None:
                    assert cell == value, (table, row["id"], column)
                    compared.add((table, column))
    assert len(compared) > 25


@pytest.mark.parametrize(
    ("table", "kind"),
    [("claims", ClaimRow), ("excerpts", ExcerptRow), ("sources", SourceRow), ("origins", OriginRow)],
)
def test_no_column_is_forgotten(table: str, kind: type, rows: sqlite3.Connection) -> None:
    """A column that is empty in all rows has the name of a key that a row may lack."""
    columns = [name for (name,) in rows.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    empty = {name for name in columns if rows.execute(f'SELECT count("{name}") FROM {table}').fetchone() == (0,)}  # noqa: S608 - names of our own
    assert empty <= {key.name for key in properties(kind) if not key.required}


def test_quotations_are_found(rows: sqlite3.Connection, corpus: Corpus) -> None:
    """By their words: in the excerpts, in all words of a claim, and with sqlite-utils; claims by their findings."""
    claim, excerpt, words = next(
        (claim, excerpt, found[0])
        for claim in corpus.claims
        for excerpt in claim.in_articles
        if (found := re.search(r"\b[a-z]{4,} [a-z]{4,} [a-z]{5,}\b", excerpt.quotation))
    )
    for table, expected in (("excerpts", excerpt.id), ("claims_with_quotations", claim.id)):
        (index,) = rows.execute(DETECT_FTS.format(table=table)).fetchone()
        asked = f"SELECT id FROM {table} WHERE rowid IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)"  # noqa: S608 - names of our own
        assert (expected,) in rows.execute(asked, (f'"{words}"',)).fetchall()
    seen = Database(rows)
    assert seen["claims"].detect_fts() == "claims_fts"
    assert excerpt.id in [row["id"] for row in seen["excerpts"].search(f'"{words}"')]
    rare = max(re.findall(r"[A-Za-z]+", claim.claim.finding), key=len)
    assert claim.id in [row["id"] for row in seen["claims"].search(rare)]


def test_its_bytes(file: Path, corpus: Corpus) -> None:
    """The same each time, and no trace of the release of SQLite that made them."""
    assert database.output(Rows.of(corpus, SiteAddress(""), made_lines)).bytes == file.read_bytes()
    assert file.read_bytes()[96:100] == bytes(4)


def test_a_withdrawn_claim_is_not_counted(corpus: Corpus) -> None:
    """It has a row of its own kind, with its history, and neither it nor its quotations are among those that stand."""
    last = corpus.claims[-1]
    withdrawn = Withdrawn.model_validate({"day": "2026-11-22", "reason": "It was unfair."})
    gone = replace(last, claim=last.claim.model_copy(update={"withdrawn": withdrawn}))
    changed = replace(corpus, claims=corpus.claims[:-1], retired=(gone,))
    content = database.output(Rows.of(changed, SiteAddress("https://example.org/"), made_lines)).bytes
    with closing(sqlite3.connect(":memory:")) as rows:
        rows.deserialize(content)
        assert rows.execute("SELECT count(*) FROM claims").fetchone() == (len(corpus.claims) - 1,)
        assert rows.execute("SELECT id, state, withdrawn_reason FROM retired_claims").fetchall() == [
            (last.id, "withdrawn", "It was unfair.")
        ]
        assert rows.execute("SELECT count(*) FROM changes WHERE retired_claim = ?", (last.id,)).fetchone() == (
            len(last.claim.history),
        )
        assert rows.execute("SELECT count(*) FROM excerpts WHERE claim = ?", (last.id,)).fetchone() == (0,)
        assert rows.execute("PRAGMA foreign_key_check").fetchall() == []
        assert rows.execute("SELECT value FROM meta WHERE key = 'address'").fetchone() == ("https://example.org/",)


def test_a_draft_is_nowhere_in_it(tmp_path: Path) -> None:
    """Neither its words, nor a record that only it quotes."""
    corpus = corpus_of(lay_out("draft", tmp_path / "project"))
    content = database.output(Rows.of(corpus, SiteAddress(""), made_lines)).bytes
    with closing(sqlite3.connect(":memory:")) as rows:
        rows.deserialize(content)
        assert [name for (name,) in rows.execute("SELECT id FROM claims")] == [claim.id for claim in corpus.claims]
        quoted = {excerpt.source.id for claim in corpus.claims for excerpt in claim.excerpts} | {
            source.id for source in corpus.articles
        }
        assert {name for (name,) in rows.execute("SELECT id FROM sources")} == quoted
