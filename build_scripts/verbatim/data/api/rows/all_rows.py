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
from verbatim.site_address import SiteAddress

# The file that has the lines of all claims.
LINES = f"{FOLDER}claims.jsonl"


@dataclass(frozen=True)
class ClaimLine:
    """The line of a claim, which need not be made if what it shows is as it was.

    `shows` are plain values for JSON: all that it depends on, but for what a `Batch` leaves out, too.
    """

    id: str
    shows: Sequence[object]
    make: Callable[[], bytes]


# Gives the lines of claims, in the same order.
MakeLines: TypeAlias = Callable[[Iterable[ClaimLine]], Iterable[bytes]]


@dataclass(frozen=True)
class Rows:
    """All rows, in the order in which the lists of the API have them."""

    context: RowContext
    claims: tuple[bytes, ...]
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
        return cls(
            context=context,
            claims=tuple(make(_claim_lines(context))),
            retired=_lines(retired_row(checked, context) for checked in corpus.retired),
            sources=_lines(source_rows(context)),
            voices=_lines(voice_rows(context)),
            people=_lines(person_rows(context)),
            origins=_lines(origin_rows(context)),
            statuses=_lines(status_rows(context)),
            measures=_lines(measure_rows()),
            changes=_lines(change_rows(context)),
        )


def made_lines(lines: Iterable[ClaimLine]) -> Iterator[bytes]:
    """The lines of claims, each made."""
    return (line.make() for line in lines)


def _claim_lines(context: RowContext) -> Iterator[ClaimLine]:
    for checked in context.corpus.claims:
        related = [other for other in checked.claim.related if context.corpus.claim(other)]
        yield ClaimLine(checked.id, [checked.fingerprint, related], partial(_claim_line, checked, context))


def _claim_line(checked: CheckedClaim, context: RowContext) -> bytes:
    return claim_row(checked, context).line


def _lines(rows: Iterable[Row]) -> tuple[bytes, ...]:
    return tuple(row.line for row in rows)
