"""Two tables for spreadsheets and statistics: one row for each claim, and one row for each excerpt.

In: the row of each claim, as a line of JSON. Out: CSV (RFC 4180) in UTF-8 without a byte order mark. A list is one
cell, its values joined by `; `; a value that is not known is an empty cell. Spreadsheets run a cell that begins with
`=`, `+`, `-`, `@` or a tab as a formula (owasp.org, “CSV Injection”). Such a cell gets an apostrophe in front, which
`unguarded` removes again; two different texts never give the same cell. JSON files contain every text unchanged.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, TypeAlias

from pydantic_core import from_json

from verbatim.data.api.rows.excerpts import Proof
from verbatim.data.api.rows.row import Count, Id, Row, Sha256, Url, Web, WhenText, row_type
from verbatim.model.claims import Kind
from verbatim.model.evidence import Distortion, OriginBasis, Stance

SEPARATOR = "; "
LINE_END = "\r\n"
DIALECT = {
    "delimiter": ",",
    "lineTerminator": LINE_END,
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "skipInitialSpace": False,
}

_Json: TypeAlias = dict[str, Any]

# East Asian spreadsheets also read the full-width forms of the four signs as formulas.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_SUSPECT = frozenset("'=+-@\t\r＝＋－＠")


@row_type
class ClaimCells(Row):
    """A row of `claims.csv`: one claim that stands."""

    id: Id
    """Its permanent id."""
    claim: str
    """What is claimed, in one neutral sentence."""
    kind: Kind
    """Whether the claim is that something was said, or that something is so."""
    status: Id
    """The id of its status in statuses.json."""
    status_word: str
    """The word for that status, as printed on the pages."""
    finding: str
    """The answer in one or two sentences."""
    when: WhenText | None = None
    """When it happened: a day, a month, a year, or a range such as 2023-07-25/2023-07-27."""
    when_earliest: date | None = None
    """The first day of that."""
    when_latest: date | None = None
    """The last day of that."""
    topics: str
    """The names of its topics, joined by “; ”, the main one first."""
    claimant: str | None = None
    """The name of the person or voice that makes the claim."""
    checked_on: date
    """The day on which the evidence was last checked."""
    next_check: date | None = None
    """The day of the next check; empty if the status is settled."""
    excerpts: Count
    """The number of excerpts."""
    publishers: Count
    """The number of publishers of the quoted texts."""
    voices: Count
    """The number of independent voices that assert it."""
    voice_names: str | None = None
    """Their names, joined by “; ”."""
    denying_voices: Count
    """The number of independent voices that deny it."""
    denying_voice_names: str | None = None
    """Their names, joined by “; ”."""
    witnesses: Count
    """The number of publishers that heard or have the words."""
    witness_names: str | None = None
    """Their names, joined by “; ”."""
    holding_the_words: Count
    """Where excerpts distort the words that they relay: the number of those who heard or hold these words."""
    departing: Count
    """The number of publishers of the distorted excerpts."""
    last_change: date | None = None
    """The day of the newest entry of its history."""
    corrections: Count
    """The number of corrections in its history."""
    path: str
    """The path of its page from the site's root."""
    url: Url | None = None
    """The absolute address of the same place, if the site's address is known."""
    short: str | None = None
    """The claim in at most 75 characters, if it is longer."""
    unknown: str | None = None
    """What is not known."""
    searches: Count
    """The number of searches for more evidence that are on its page."""
    asked: Count
    """The number of times that somebody was asked for comment."""


@row_type
class ExcerptCells(Row):
    """A row of `excerpts.csv`: one excerpt of a claim that stands."""

    id: Id
    """Its permanent id, also used on the pages."""
    claim: Id
    """The id of its claim in claims.csv."""
    source: Id
    """The id of its source in sources.json."""
    source_title: str
    """The headline of the source, or our description of it: see `source_inferred`."""
    publisher: str
    """The name of the publisher."""
    published: WhenText
    """When it was published: a day, a month, a year, or a range."""
    published_earliest: date
    """The first possible day of publication."""
    published_latest: date
    """The last possible day of publication."""
    lang: str
    """The language of the words, as a BCP 47 tag."""
    address: Web | None = None
    """The address where readers find the source."""
    stance: Stance
    """How the words relate to the claim."""
    distortion: Distortion | None = None
    """In what way they differ in substance from the words that they report."""
    quotation: Proof
    """How the words are known: proven in a stored text, seen by a machine, or only recorded."""
    words: str
    """The words of the source, with […] if something was left out."""
    translation: str | None = None
    """A translation, if the words are in another language."""
    start: Count
    """The number of code points of the source's text before the words."""
    end: Count
    """The number of code points up to the end of the words."""
    source_sha256: Sha256 | None = None
    """The SHA-256 of the stored file; empty for recorded words."""
    origins: str | None = None
    """The titles of the origins of the information, joined by “; ”; empty if none is known."""
    origin_basis: OriginBasis
    """Whether the source itself names the origin, or we inferred it."""
    rests_on: str | None = None
    """The names of the voices that are counted for these origins, joined by “; ”."""
    note: str | None = None
    """A note for readers about the words."""
    uncheckable: str | None = None
    """Why nobody can check what the words say; empty if somebody can."""
    path: str
    """The path of the excerpt on the claim's page, from the site's root."""
    url: Url | None = None
    """The absolute address of the same place, if the site's address is known."""
    source_inferred: str | None = None
    """Which of the source's values are only inferred, joined by “; ”: with `title`, the title is our description."""
    seen_on: date | None = None
    """The last day on which a machine found the words at an address of the source; also for proven words."""
    seen_at: Web | None = None
    """The address at which it found them."""
    lost_since: date | None = None
    """The day since which an address of the source no longer has the words."""


def head(kind: type) -> bytes:
    """The first line of a table: the names of its columns."""
    return _line(_columns(kind))


def table_lines(line: bytes) -> tuple[bytes, ...]:
    """The lines of a claim in the tables, from its line of JSON: its own, and then one for each of its excerpts."""
    row = from_json(line)
    return _line(_claim(row)), *(_line(_excerpt(excerpt, row)) for excerpt in row["excerpts"])


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text from which `guarded` made a cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


class _Lines:
    """Keeps nothing: `writerow` returns what `write` returns."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


_WRITER = csv.writer(_Lines(), lineterminator=LINE_END)


def _line(cells: Sequence[Any]) -> bytes:
    return bytes(_WRITER.writerow(cells), "utf-8")


def _claim(row: _Json) -> list[Any]:
    return _cells(
        ClaimCells,
        row,
        status=row["status"]["id"],
        status_word=row["status"]["word"],
        topics=_names(row["topics"]),
        claimant=row["claimant"]["name"] if "claimant" in row else None,
        checked_on=row["checked"]["on"],
        **row["counts"],
        voice_names=_names(row["voices"]),
        denying_voice_names=_names(row["denying_voices"]),
        witness_names=_names(row["witnesses"]),
        searches=len(row["searched"]),
        asked=len(row["asked"]),
        last_change=max((change["on"] for change in row["history"]), default=None),
        corrections=sum(change["is_correction"] for change in row["history"]),
    )


def _excerpt(row: _Json, claim: _Json) -> list[Any]:
    selector, rests_on = row["selector"], (voice for origin in row["origins"] for voice in origin["rests_on"])
    return _cells(
        ExcerptCells,
        row,
        claim=claim["id"],
        publisher=row["publisher"]["name"],
        source_inferred=SEPARATOR.join(row["source_inferred"]),
        translation=row["translation"]["text"] if "translation" in row else None,
        start=selector["start"],
        end=selector["end"],
        source_sha256=selector.get("source_sha256"),
        origins=SEPARATOR.join(origin["title"] for origin in row["origins"]),
        rests_on=SEPARATOR.join(dict.fromkeys(voice["name"] for voice in rests_on)),
        lost_since=min((each["since"] for each in row["lost"]), default=None),
    )


def _cells(kind: type, row: _Json, **others: Any) -> list[Any]:
    """The cells of a row: `others`, and for each other column the value of the row's key with the same name, if any."""
    columns = _columns(kind)
    cells = itemgetter(*columns)(dict.fromkeys(columns) | row | others)
    return [guarded(cell) if isinstance(cell, str) and cell[:1] in _SUSPECT else cell for cell in cells]


@cache
def _columns(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _names(rows: Iterable[_Json]) -> str:
    return SEPARATOR.join(row["name"] for row in rows)
