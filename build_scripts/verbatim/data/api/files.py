"""Writes the rows into files: lists with a head, one file for each claim, JSON Lines, tables, schemas, data package.

In: all rows of a corpus. Out: every file of the API under `api/v1/`.
"""

from collections.abc import Iterator, Sized
from posixpath import dirname, relpath
from typing import Any

from verbatim.data.api import datapackage
from verbatim.data.api.rows.all_rows import Rows
from verbatim.data.api.rows.changes import ChangesFile
from verbatim.data.api.rows.claims import ClaimFile, ClaimsFile, State
from verbatim.data.api.rows.row import FOLDER, RIGHTS, Head
from verbatim.data.api.rows.sources import SourcesFile
from verbatim.data.api.rows.statuses import StatusesFile
from verbatim.data.api.rows.voices import VoicesFile
from verbatim.data.api.schema import schema_outputs, schema_path
from verbatim.data.api.tables import claims_csv, excerpts_csv
from verbatim.output import Output
from verbatim.rendering import paging
from verbatim.site_address import SiteAddress


def outputs(rows: Rows) -> Iterator[Output]:
    """Every file of the API."""
    corpus, address = rows.context.corpus, rows.context.address
    site = corpus.policy.site
    # Computed once: the newest date is searched in all claims, and every claim has a file with this head.
    about = {
        "generated_at": corpus.last_change,
        "lang": site.lang,
        "publisher": site.publisher,
        "licence": site.licence,
        "licence_url": site.licence_url,
        "rights": corpus.language.gettext(RIGHTS),
    }
    lists = list(_lists(rows, about))
    yield from lists
    yield from _parts(rows, about)
    yield from _single_claims(rows, about)
    yield from schema_outputs(address)
    yield datapackage.output(lists, corpus, address)


def claim_path(claim_id: str) -> str:
    """The path of a claim's file from the site's root."""
    return f"{FOLDER}claims/{claim_id}.json"


def part_path(number: int) -> str:
    """The path of a file with a part of the claims from the site's root."""
    return f"{FOLDER}claims/page/{number}.json"


def _parts(rows: Rows, about: dict[str, Any]) -> Iterator[Output]:
    """All claims in parts, if there are more than one page of a list may have."""
    bound = rows.context.corpus.policy.limits.per_page
    parts = paging.parts(rows.claims, bound, lambda row: paging.QUOTATION * (1 + len(row.excerpts)))
    for number, claims in enumerate(parts, 1) if len(parts) > 1 else ():
        path, following = part_path(number), part_path(number + 1) if number < len(parts) else None
        file = ClaimsFile(
            **about,
            schema_=_schema("claims", path, rows.context.address),
            total=len(claims),
            claims=claims,
            retired=rows.retired if number == 1 else (),
            part=number,
            parts=len(parts),
            next=following,
        )
        yield Output(path, file.bytes)


def _lists(rows: Rows, about: dict[str, Any]) -> Iterator[Output]:
    """The files that contain all rows of a kind; `about` is what every head says about the site."""

    def head(name: str, listed: Sized) -> dict[str, Any]:
        schema = _schema(name, f"{FOLDER}{name}.json", rows.context.address)
        return {**about, "schema_": schema, "total": len(listed)}

    files: dict[str, Head] = {
        "claims": ClaimsFile(**head("claims", rows.claims), claims=rows.claims, retired=rows.retired),
        "sources": SourcesFile(**head("sources", rows.sources), sources=rows.sources),
        "voices": VoicesFile(
            **head("voices", rows.voices), voices=rows.voices, people=rows.people, origins=rows.origins
        ),
        "statuses": StatusesFile(**head("statuses", rows.statuses), statuses=rows.statuses, measures=rows.measures),
        "changes": ChangesFile(**head("changes", rows.changes), changes=rows.changes),
    }
    yield from (Output(f"{FOLDER}{name}.json", file.bytes) for name, file in files.items())
    yield Output(f"{FOLDER}claims.jsonl", b"".join(b"%b\n" % row.line for row in rows.claims))
    yield Output(f"{FOLDER}claims.csv", claims_csv(rows.claims))
    yield Output(f"{FOLDER}excerpts.csv", excerpts_csv(rows.claims))


def _single_claims(rows: Rows, about: dict[str, Any]) -> Iterator[Output]:
    """One file for each claim, retired or not."""

    def output(claim_id: str, **content: Any) -> Output:
        path = claim_path(claim_id)
        schema = _schema("claim", path, rows.context.address)
        return Output(path, ClaimFile(**about, schema_=schema, **content).bytes)

    yield from (output(row.id, state=State.STANDING, claim=row) for row in rows.claims)
    yield from (output(row.id, state=row.state, retired=row) for row in rows.retired)


def _schema(name: str, at: str, address: SiteAddress) -> str:
    """The address of a schema for the file at the path `at`: absolute if the site's address is known, else relative."""
    path = schema_path(name)
    return address.to(path, at) if address.text else relpath(path, dirname(at))
