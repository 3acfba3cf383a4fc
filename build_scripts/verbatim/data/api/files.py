"""Writes the rows into files: lists with a head, one file for each claim, JSON Lines, tables, schemas, data package.

In: a corpus, and the address where the site will be published. Out: every file of the API under `api/v1/`.
"""

from collections.abc import Iterator, Sized
from posixpath import dirname, relpath
from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.api import datapackage
from verbatim.data.api.changes import ChangesFile, change_rows
from verbatim.data.api.claim_rows import claim_row, retired_row, state_of
from verbatim.data.api.claims import ClaimFile, ClaimRow, ClaimsFile, RetiredRow
from verbatim.data.api.row import FOLDER, Head, RowContext
from verbatim.data.api.schema import schema_outputs, schema_path
from verbatim.data.api.sources import SourcesFile, source_rows
from verbatim.data.api.statuses import StatusesFile, measure_rows, status_rows
from verbatim.data.api.tables import claims_csv, excerpts_csv
from verbatim.data.api.voices import VoicesFile, origin_rows, person_rows, voice_rows
from verbatim.output import Output
from verbatim.site_address import SiteAddress


def outputs(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Every file of the API."""
    context = RowContext.of(corpus, address)
    # Computed once: the newest date is searched in all claims, and every claim has a file with this head.
    about = _about(corpus)
    claims = {checked.id: claim_row(checked, context) for checked in corpus.claims}
    retired = {checked.id: retired_row(checked, context) for checked in corpus.retired}
    lists = list(_lists(tuple(claims.values()), tuple(retired.values()), context, about))
    yield from lists
    for checked in (*corpus.claims, *corpus.retired):
        path = claim_path(checked)
        schema = _schema("claim", path, address)
        whole = ClaimFile(
            **about,
            schema_=schema,
            state=state_of(checked),
            claim=claims.get(checked.id),
            retired=retired.get(checked.id),
        )
        yield Output(path, whole.file)
    yield from schema_outputs(address)
    yield datapackage.output(lists, corpus, address)


def claim_path(checked: CheckedClaim) -> str:
    """The path of a claim's file from the site's root."""
    return f"{FOLDER}claims/{checked.id}.json"


def _lists(
    claims: tuple[ClaimRow, ...], retired: tuple[RetiredRow, ...], context: RowContext, about: dict[str, Any]
) -> Iterator[Output]:
    """The files that contain all rows of a kind."""

    def head(name: str, rows: Sized) -> dict[str, Any]:
        return {**about, "schema_": _schema(name, f"{FOLDER}{name}.json", context.address), "total": len(rows)}

    sources, voices, statuses, changes = (rows(context) for rows in (source_rows, voice_rows, status_rows, change_rows))
    people, origins, measures = person_rows(context), origin_rows(context), measure_rows()
    files: dict[str, Head] = {
        "claims": ClaimsFile(**head("claims", claims), claims=claims, retired=retired),
        "sources": SourcesFile(**head("sources", sources), sources=sources),
        "voices": VoicesFile(**head("voices", voices), voices=voices, people=people, origins=origins),
        "statuses": StatusesFile(**head("statuses", statuses), statuses=statuses, measures=measures),
        "changes": ChangesFile(**head("changes", changes), changes=changes),
    }
    yield from (Output(f"{FOLDER}{name}.json", whole.file) for name, whole in files.items())
    yield Output(f"{FOLDER}claims.jsonl", b"".join(b"%b\n" % row.line for row in claims))
    yield Output(f"{FOLDER}claims.csv", claims_csv(claims))
    yield Output(f"{FOLDER}excerpts.csv", excerpts_csv(claims))


def _schema(name: str, at: str, address: SiteAddress) -> str:
    """The address of a schema for the file at the path `at`: absolute if the site's address is known, else relative."""
    path = schema_path(name)
    return address.to(path, at) if address.text else relpath(path, dirname(at))


def _about(corpus: Corpus) -> dict[str, Any]:
    """What the head of every file says about the site."""
    site = corpus.policy.site
    return {
        "generated_at": corpus.last_change,
        "publisher": site.publisher,
        "licence": site.licence,
        "licence_url": site.licence_url,
    }
