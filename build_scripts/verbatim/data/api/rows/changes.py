"""Every dated change of every claim as a row, newest first, changes of retired claims included.

In: the row context of a corpus. Out: `ChangeRow`s, and the type of their file.
"""

from verbatim.checks.corpus import CheckedClaim
from verbatim.data.api.rows.claim_rows import change_values, page_of, state_of
from verbatim.data.api.rows.claims import ChangeInClaim, State
from verbatim.data.api.rows.row import Id, ListHead, Path, RowContext, Url, row_type
from verbatim.model.claims import ClaimChange


@row_type
class ChangeRow(ChangeInClaim):
    """What changed in which claim, when and why."""

    claim: Id
    """The id of the claim."""
    state: State
    """The present state of the claim."""
    path: Path
    """The path of the history on the claim's page, from the site's root."""
    url: Url | None = None
    """The absolute address of the same place, if the site's address is known."""


@row_type
class ChangesFile(ListHead):
    """`changes.json`: every dated change of every claim, newest first."""

    changes: tuple[ChangeRow, ...]
    """The changes, newest first; those of one day are sorted by the claim's id."""


def change_rows(context: RowContext) -> tuple[ChangeRow, ...]:
    """All changes, newest first."""
    return tuple(_row(change, checked, context) for change, checked in context.corpus.changes)


def _row(change: ClaimChange, checked: CheckedClaim, context: RowContext) -> ChangeRow:
    # The page of a retired claim shows its history too, under the same id.
    path = f"{page_of(checked)}#history"
    return ChangeRow(
        claim=checked.id,
        state=state_of(checked),
        path=path,
        url=context.url(path),
        **change_values(change),
    )
