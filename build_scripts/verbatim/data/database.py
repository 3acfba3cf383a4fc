"""`data/claims.db`: everything the site knows as one SQLite database, for Datasette, sqlite-utils and SQL.

In: a corpus, and the address at which the site will stand. Out: the bytes of a database, made in memory. Its tables stand in
`claims.sql`; what was withdrawn or merged has one of its own, so that whoever counts claims counts those that stand.
Rows are in the editors' order, and nothing in the file tells when or by which release of SQLite it was made.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.api.row import RIGHTS
from verbatim.model.policy import Measure
from verbatim.model.sources import Article, Record
from verbatim.output import MARK, Output
from verbatim.quotation.excerpts import Excerpt
from verbatim.site_address import SiteAddress

PATH = "data/claims.db"

# Goes up when a table or a column goes or means something else; `PRAGMA user_version` tells it.
SCHEMA_VERSION = 1

_SCHEMA = Path(__file__).with_name("claims.sql")
_SEARCHED = ("claims_fts", "excerpts_fts", "claims_with_quotations_fts")
_COUNTED_AS = {Measure.ASSERTING_VOICES: "asserting", Measure.DENYING_VOICES: "denying", Measure.WITNESSES: "witness"}

# SQLite's own number, which it notes in the header at every change (“Database File Format”, 1.3.17) and never reads.
_RELEASE = slice(96, 100)

Row = dict[str, Any]


def output(corpus: Corpus, address: SiteAddress) -> Output:
    """The database; `address` is where the site will stand."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(f"PRAGMA page_size = 4096; PRAGMA user_version = {SCHEMA_VERSION};")
        database.executescript(_SCHEMA.read_text(encoding="utf-8"))
        database.execute("BEGIN")
        for table, rows in _tables(corpus, address):
            _insert(database, table, iter(rows))
        for index in _SEARCHED:
            database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - names of our own
        database.execute("COMMIT")
        content = bytearray(database.serialize())
    content[_RELEASE] = bytes(4)
    return Output(PATH, bytes(content))


def _insert(database: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    first = next(rows, None)
    if first:
        columns, values = (", ".join(f"{sign}{name}" for name in first) for sign in ("", ":"))
        database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", chain([first], rows))  # noqa: S608 - names of our own


def _tables(corpus: Corpus, address: SiteAddress) -> Iterator[tuple[str, Iterable[Row]]]:
    """The tables with their rows, none before those that it refers to."""
    register, policy = corpus.register, corpus.policy
    yield "meta", ({"key": key, "value": value} for key, value in _meta(corpus, address).items())
    yield (
        "statuses",
        (
            status.model_dump(include={"id", "word", "definition", "does_not_mean", "tone"})
            for status in policy.statuses
        ),
    )
    yield "topics", (topic.model_dump() for topic in policy.topics)
    yield "voices", (voice.model_dump() for voice in register.voices.values())
    yield "people", (person.model_dump() for person in register.people.values())
    origins, sources = register.origins.values(), corpus.printed_sources
    yield (
        "origins",
        (
            {
                **origin.model_dump(include={"id", "kind", "title", "url", "archive_url", "note"}),
                "given": origin.on and origin.on.text,
            }
            for origin in origins
        ),
    )
    yield "origin_voices", _pairs(origins, "origin", "voice", lambda origin: origin.voices)
    yield "origin_people", _pairs(origins, "origin", "person", lambda origin: origin.by)
    yield "origin_derivations", _pairs(origins, "origin", "derives_from", lambda origin: origin.derives_from)
    yield "sources", map(_source, sources)
    yield "source_derivations", _pairs(sources, "source", "derives_from", lambda source: source.derives_from)
    yield "claims", map(_claim, corpus.claims)
    yield "claim_topics", _pairs(corpus.claims, "claim", "topic", lambda checked: checked.claim.topics)
    yield "claim_voices", (row for checked in corpus.claims for row in _counted(checked))
    yield (
        "claim_relations",
        _pairs(corpus.claims, "claim", "related", lambda checked: filter(corpus.claim, checked.claim.related)),
    )
    yield "retired_claims", map(_retired, corpus.retired)
    yield "changes", _changes(corpus)
    excerpts = [(checked, excerpt) for checked in corpus.claims for excerpt in checked.excerpts]
    yield "excerpts", (_excerpt(checked, excerpt) for checked, excerpt in excerpts)
    yield (
        "excerpt_origins",
        _pairs((excerpt for _, excerpt in excerpts), "excerpt", "origin", lambda excerpt: excerpt.evidence.origins),
    )


def _meta(corpus: Corpus, address: SiteAddress) -> dict[str, str]:
    site = corpus.policy.site
    return {
        "generated_from": MARK,
        "generated_at": corpus.last_change.isoformat(),
        "site": site.name,
        "address": address.text,
        "publisher": site.publisher,
        "contact": site.contact,
        "licence": site.licence,
        "licence_url": site.licence_url,
        "rights": RIGHTS,
    }


def _pairs(things: Iterable[Any], one: str, other: str, others_of: Callable[[Any], Iterable[str]]) -> Iterator[Row]:
    """A row for each thing and each that it refers to, once."""
    return ({one: thing.id, other: name} for thing in things for name in dict.fromkeys(others_of(thing)))


def _source(source: Article | Record) -> Row:
    return {
        **source.model_dump(include={"id", "title", "publisher", "carrier", "author", "lang", "sha256", "note"}),
        "form": "article" if isinstance(source, Article) else "record",
        "published": source.published.text,
        "published_start": source.published.start.isoformat(),
        "published_end": source.published.end.isoformat(),
        "address": source.address,
        "archived": source.archive_url,
    }


def _claim(checked: CheckedClaim) -> Row:
    claim, when = checked.claim, checked.claim.when
    return {
        **_head(checked),
        "status": claim.status,
        "reasoning": claim.reasoning,
        "happened": when and when.text,
        "happened_start": when and when.start.isoformat(),
        "happened_end": when and when.end.isoformat(),
        "claimant": checked.tally.claimant,
        "checked_on": claim.checked.on.isoformat(),
        "checked_by": claim.checked.by,
        "next_check": checked.next_check and checked.next_check.isoformat(),
    }


def _retired(checked: CheckedClaim) -> Row:
    claim, withdrawn = checked.claim, checked.claim.withdrawn
    return {
        **_head(checked),
        "last_status": claim.status,
        "state": "withdrawn" if withdrawn else "merged",
        "withdrawn_on": withdrawn and withdrawn.on.isoformat(),
        "withdrawn_reason": withdrawn and withdrawn.reason,
        "merged_into": claim.merged_into,
    }


def _head(checked: CheckedClaim) -> Row:
    """What is told of every claim, whether it stands or not."""
    claim = checked.claim
    return {
        "id": claim.id,
        "path": f"claims/{claim.id}/",
        "claim": claim.claim,
        "kind": claim.kind,
        "finding": claim.finding,
    }


def _counted(checked: CheckedClaim) -> Iterator[Row]:
    """The voices that the evidence was counted by, and as what."""
    for measure, counted_as in _COUNTED_AS.items():
        yield from (
            {"claim": checked.id, "voice": voice, "counted_as": counted_as} for voice in checked.tally.counted[measure]
        )


def _changes(corpus: Corpus) -> Iterator[Row]:
    for change, checked in corpus.changes:
        stands = corpus.claim(checked.id) is not None
        yield {
            "claim": checked.id if stands else None,
            "retired_claim": None if stands else checked.id,
            "changed_on": change.on.isoformat(),
            **change.model_dump(include={"kind", "change", "why"}),
        }


def _excerpt(checked: CheckedClaim, excerpt: Excerpt) -> Row:
    evidence, whole = excerpt.evidence, excerpt.whole
    translation = excerpt.passage.translation if excerpt.passage else None
    return {
        "id": excerpt.id,
        "claim": checked.id,
        "source": excerpt.source.id,
        "stance": evidence.stance,
        "distortion": evidence.distortion,
        "origin_basis": evidence.origin_basis,
        "quotation": "proven" if excerpt.proven else "recorded",
        "match": excerpt.match,
        "selector_start": whole.start,
        "selector_end": whole.end,
        "selector_exact": excerpt.quotation,
        "selector_prefix": excerpt.prefix,
        "selector_suffix": excerpt.suffix,
        "translation": translation and translation.text,
        "translation_by": translation and translation.by,
        "note": evidence.note,
        "outweighed": evidence.outweighed,
    }
