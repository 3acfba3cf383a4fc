"""All rows of a corpus as lines of JSON, each made once; the files of the API and the database are filled from them.

In: a corpus, and the address where the site will be published. Out: `Rows`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self, TypeAlias

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.api.rows.changes import change_rows
from verbatim.data.api.rows.claim_rows import claim_row, retired_row
from verbatim.data.api.rows.row import FOLDER, Row, RowContext
from verbatim.data.api.rows.sources import source_rows
from verbatim.data.api.rows.statuses import measure_rows, status_rows
from verbatim.data.api.rows.voices import origin_rows, person_rows, voice_rows
from verbatim.data.api.tables import LINE_END, ClaimCells, ExcerptCells, head, table_lines
from verbatim.site_address import SiteAddress

# The files that have the lines of all claims, and how a line ends in each.
LINES = f"{FOLDER}claims.jsonl"
CLAIM_TABLE, EXCERPT_TABLE = f"{FOLDER}claims.csv", f"{FOLDER}excerpts.csv"
LINE_ENDS = {LINES: b"\n", CLAIM_TABLE: LINE_END.encode(), EXCERPT_TABLE: LINE_END.encode()}


@dataclass(frozen=True)
class ClaimLines:
    """The lines of a claim, which need not be made if what they show is as it was.

    `make` gives each with its end: that of JSON, that of the table of claims, and those of the table of excerpts.
    `shows` are plain values for JSON: all that they depend on, but for what a `Batch` leaves out, too.
    """

    id: str
    shows: Sequence[object]
    make: Callable[[], Sequence[bytes]]


# Gives the lines of each claim, in the same order.
MakeLines: TypeAlias = Callable[[Iterable[ClaimLines]], Iterable[Sequence[bytes]]]


@dataclass(frozen=True)
class Rows:
    """All rows, in the order in which the lists of the API have them; the tables are in parts."""

    context: RowContext
    claims: tuple[bytes, ...]
    claim_table: tuple[bytes, ...]
    excerpt_table: tuple[bytes, ...]
    retired: tuple[bytes, ...]
    sources: tuple[bytes, ...]
    voices: tuple[bytes, ...]
    people: tuple[bytes, ...]
    origins: tuple[bytes, ...]
    statuses: tuple[bytes, ...]
    measures: tuple[bytes, ...]
    changes: tuple[bytes, ...]

    @classmethod
    def of(cls, corpus: Corpus, address: SiteAddress, make: MakeLines) -> Self:
        """The rows of a corpus."""
        context = RowContext.of(corpus, address)
        lines = list(make(_claim_lines(context)))
        return cls(
            context=context,
            claims=tuple(line.removesuffix(LINE_ENDS[LINES]) for line, *_ in lines),
            claim_table=(head(ClaimCells), *(line for _, line, *_ in lines)),
            excerpt_table=(head(ExcerptCells), *(line for _, _, *excerpts in lines for line in excerpts)),
            retired=_lines(retired_row(checked, context) for checked in corpus.retired),
            sources=_lines(source_rows(context)),
            voices=_lines(voice_rows(context)),
            people=_lines(person_rows(context)),
            origins=_lines(origin_rows(context)),
            statuses=_lines(status_rows(context)),
            measures=_lines(measure_rows()),
            changes=_lines(change_rows(context)),
        )


def made_lines(lines: Iterable[ClaimLines]) -> Iterator[Sequence[bytes]]:
    """The lines of claims, each made."""
    return (of_claim.make() for of_claim in lines)


def _claim_lines(context: RowContext) -> Iterator[ClaimLines]:
    for checked in context.corpus.claims:
        related = [other for other in checked.claim.related if context.corpus.claim(other)]
        yield ClaimLines(checked.id, [checked.fingerprint, related], partial(_made, checked, context))


def _made(checked: CheckedClaim, context: RowContext) -> tuple[bytes, ...]:
    line = claim_row(checked, context).line
    return line + LINE_ENDS[LINES], *table_lines(line)


def _lines(rows: Iterable[Row]) -> tuple[bytes, ...]:
    return tuple(row.line for row in rows)
