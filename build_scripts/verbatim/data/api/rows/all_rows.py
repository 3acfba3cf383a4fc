"""All rows of a corpus, each made once; the files of the API and the database are filled from them.

In: a corpus, and the address where the site will be published. Out: `Rows`.
"""

from dataclasses import dataclass
from typing import Self

from verbatim.checks.corpus import Corpus
from verbatim.data.api.rows.changes import ChangeRow, change_rows
from verbatim.data.api.rows.claim_rows import claim_row, retired_row
from verbatim.data.api.rows.claims import ClaimRow, RetiredRow
from verbatim.data.api.rows.row import RowContext
from verbatim.data.api.rows.sources import SourceRow, source_rows
from verbatim.data.api.rows.statuses import MeasureRow, StatusRow, measure_rows, status_rows
from verbatim.data.api.rows.voices import OriginRow, PersonRow, VoiceRow, origin_rows, person_rows, voice_rows
from verbatim.site_address import SiteAddress


@dataclass(frozen=True)
class Rows:
    """All rows, in the order in which the lists of the API have them."""

    context: RowContext
    claims: tuple[ClaimRow, ...]
    retired: tuple[RetiredRow, ...]
    sources: tuple[SourceRow, ...]
    voices: tuple[VoiceRow, ...]
    people: tuple[PersonRow, ...]
    origins: tuple[OriginRow, ...]
    statuses: tuple[StatusRow, ...]
    measures: tuple[MeasureRow, ...]
    changes: tuple[ChangeRow, ...]

    @classmethod
    def of(cls, corpus: Corpus, address: SiteAddress) -> Self:
        """The rows of a corpus."""
        context = RowContext.of(corpus, address)
        return cls(
            context=context,
            claims=tuple(claim_row(checked, context) for checked in corpus.claims),
            retired=tuple(retired_row(checked, context) for checked in corpus.retired),
            sources=source_rows(context),
            voices=voice_rows(context),
            people=person_rows(context),
            origins=origin_rows(context),
            statuses=status_rows(context),
            measures=measure_rows(),
            changes=change_rows(context),
        )
