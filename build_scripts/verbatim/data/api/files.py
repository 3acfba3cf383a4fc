"""Writes the rows into files: lists with a head, one file for each claim, JSON Lines, tables, data package.

In: all rows of a corpus. Out: the files of the API under `api/v1/`, but for the schemas. A file has one line for each
key and for each row of a list, so that a diff of two builds is readable. Lists are made of parts, since all claims are
in several of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from posixpath import dirname, relpath
from typing import Any

from pydantic_core import to_json

from verbatim.data.api import datapackage
from verbatim.data.api.rows.all_rows import CLAIM_TABLE, EXCERPT_TABLE, LINES, Rows
from verbatim.data.api.rows.changes import ChangesFile
from verbatim.data.api.rows.claim_rows import state_of
from verbatim.data.api.rows.claims import ClaimFile, ClaimsFile
from verbatim.data.api.rows.row import FOLDER, RIGHTS, VERSION
from verbatim.data.api.rows.sources import SourcesFile
from verbatim.data.api.rows.statuses import StatusesFile
from verbatim.data.api.rows.voices import VoicesFile
from verbatim.data.api.schema import schema_path
from verbatim.output import MARK, Output
from verbatim.rendering import paging
from verbatim.site_address import SiteAddress

# The values of a file by their keys: each as JSON, or the lines of a list.
_Values = Mapping[str, bytes | Sequence[bytes]]


def outputs(rows: Rows) -> Iterator[Output]:
    """Every file of the API but for the schemas."""
    corpus, address, about = rows.context.corpus, rows.context.address, _about(rows)
    described = []
    for file in _lists(rows, about):
        described.append(datapackage.resource(file, corpus.language))
        yield file
    yield from _parts(rows, about)
    yield from _single_claims(rows, about)
    yield datapackage.output(described, corpus, address)


def claim_path(claim_id: str) -> str:
    """The path of a claim's file from the site's root."""
    return f"{FOLDER}claims/{claim_id}.json"


def part_path(number: int) -> str:
    """The path of a file with a part of the claims from the site's root."""
    return f"{FOLDER}claims/page/{number}.json"


def _about(rows: Rows) -> _Values:
    """The values with which every file begins, but for its schema."""
    corpus = rows.context.corpus
    site = corpus.policy.site
    values = {
        "schema_version": VERSION,
        "generated_from": MARK,
        "generated_at": corpus.last_change,
        "lang": site.lang,
        "publisher": site.publisher,
        "licence": site.licence,
        "licence_url": site.licence_url,
        "rights": corpus.language.gettext(RIGHTS),
    }
    return {name: to_json(value) for name, value in values.items()}


def _lists(rows: Rows, about: _Values) -> Iterator[Output]:
    """The files that are lists, and the tables."""

    def output(kind: type, name: str, listed: Sequence[bytes], **others: Sequence[bytes]) -> Output:
        path = f"{FOLDER}{name}.json"
        head = {**about, "$schema": _schema(name, path, rows.context.address), "total": to_json(len(listed))}
        return Output(path, tuple(_file(kind, {**head, name: listed, **others})))

    yield output(ClaimsFile, "claims", rows.claims, retired=rows.retired)
    yield output(SourcesFile, "sources", rows.sources)
    yield output(VoicesFile, "voices", rows.voices, people=rows.people, origins=rows.origins)
    yield output(StatusesFile, "statuses", rows.statuses, measures=rows.measures)
    yield output(ChangesFile, "changes", rows.changes)
    yield Output(LINES, tuple(chain.from_iterable((line, b"\n") for line in rows.claims)))
    yield Output(CLAIM_TABLE, rows.claim_table)
    yield Output(EXCERPT_TABLE, rows.excerpt_table)


def _parts(rows: Rows, about: _Values) -> Iterator[Output]:
    """All claims in parts, if there are more than one page of a list may have."""
    corpus, address = rows.context.corpus, rows.context.address
    claims, bound = list(zip(corpus.claims, rows.claims, strict=True)), corpus.policy.limits.per_page
    parts = paging.parts(claims, bound, lambda pair: paging.QUOTATION * (1 + len(pair[0].excerpts)))
    for number, part in enumerate(parts, 1) if len(parts) > 1 else ():
        path = part_path(number)
        values = {
            **about,
            "$schema": _schema("claims", path, address),
            "total": to_json(len(part)),
            "claims": [line for _, line in part],
            "retired": rows.retired if number == 1 else (),
            "part": to_json(number),
            "parts": to_json(len(parts)),
            **({"next": to_json(part_path(number + 1))} if number < len(parts) else {}),
        }
        yield Output(path, tuple(_file(ClaimsFile, values)))


def _single_claims(rows: Rows, about: _Values) -> Iterator[Output]:
    """One file for each claim, retired or not."""
    corpus = rows.context.corpus
    for checked, line in zip((*corpus.claims, *corpus.retired), (*rows.claims, *rows.retired), strict=True):
        path, key = claim_path(checked.id), "retired" if checked.claim.retired else "claim"
        head = {"$schema": _schema("claim", path, rows.context.address), "state": to_json(state_of(checked))}
        yield Output(path, b"".join(_file(ClaimFile, {**about, **head, key: line})))


def _file(kind: type, values: _Values) -> Iterator[bytes]:
    """A file in parts. Raises KeyError if a value is missing that every such file has."""
    yield b"{\n"
    for number, key in enumerate(key for key, required in _keys(kind).items() if required or key in values):
        value = values[key]
        yield b"%b%b: " % (b",\n" if number else b"", to_json(key))
        yield from (value,) if isinstance(value, bytes) else _list(value)
    yield b"\n}\n"


@cache
def _keys(kind: Any) -> dict[str, bool]:
    """The keys of a type of file, and whether every such file has them."""
    return {field.alias or name: field.is_required() for name, field in kind.__pydantic_fields__.items()}


def _list(lines: Sequence[bytes]) -> Iterator[bytes]:
    for number, line in enumerate(lines):
        yield b",\n" if number else b"[\n"
        yield line
    yield b"\n]" if lines else b"[]"


def _schema(name: str, at: str, address: SiteAddress) -> bytes:
    """The address of a schema for the file at the path `at`: absolute if the site's address is known, else relative."""
    path = schema_path(name)
    return to_json(address.to(path, at) if address.text else relpath(path, dirname(at)))
