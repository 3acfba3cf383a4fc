"""The status scale as rows: each status in words and in numbers, with the rules that `check` applies.

In: the row context of a corpus. Out: `StatusRow`s and `MeasureRow`s, and the type of their file.
"""

from collections import Counter

from verbatim.data.api.rows.row import Count, Id, ListHead, Page, Row, RowContext, row_type
from verbatim.model.claims import Kind
from verbatim.model.scale import Measure, Rule, Status, Tone


@row_type
class BoundRow(Row):
    """The required number of one measure."""

    measure: Measure
    """What is counted."""
    least: Count
    """The lowest number allowed."""
    most: Count | None = None
    """The highest number allowed; missing if there is no upper limit."""
    says: str
    """The same in words."""


@row_type
class Alternative(Row):
    """One way to meet a rule."""

    bounds: tuple[BoundRow, ...]
    """Bounds that must all be met."""


@row_type
class RuleRow(Row):
    """The evidence that a status requires."""

    id: Id
    """The id of the rule, also used on the method page."""
    kinds: tuple[Kind, ...]
    """The kinds of claim to which it applies."""
    says: str
    """The rule in a sentence."""
    alternatives: tuple[Alternative, ...]
    """The ways to meet the rule; one is enough."""


@row_type
class RatingRow(Row):
    """The status as a number, for ClaimReview."""

    value: Count
    """The rating."""
    best: Count
    """The best rating of the scale."""
    worst: Count
    """The worst rating of the scale."""


@row_type
class StatusRow(Page):
    """A status of the scale."""

    id: Id
    """The id of the status, the same in every file."""
    word: str
    """The word for it, as printed on the pages."""
    definition: str
    """What it means."""
    does_not_mean: str
    """What it does not mean."""
    tone: Tone
    """The family of statuses to which it belongs."""
    kinds: tuple[Kind, ...]
    """The kinds of claim to which it applies."""
    rules: tuple[RuleRow, ...]
    """The rules for the evidence; every rule for the claim's kind must be met."""
    rating: RatingRow | None = None
    """The status as a number, if it has one."""
    recheck_days: Count | None = None
    """The number of days until the evidence is checked again; missing if the status is settled."""
    claims: Count
    """The number of claims with this status, retired claims excluded."""


@row_type
class MeasureRow(Row):
    """Something that rules count."""

    id: Measure
    """The id of the measure, as used in rules."""
    counts: str
    """What it counts."""


@row_type
class StatusesFile(ListHead):
    """`statuses.json`: the status scale with its rules."""

    statuses: tuple[StatusRow, ...]
    """The statuses in the order of the scale; `total` counts these."""
    measures: tuple[MeasureRow, ...]
    """The measures that rules count."""


def status_rows(context: RowContext) -> tuple[StatusRow, ...]:
    """All statuses, in the order of the scale."""
    claims = Counter(checked.status.id for checked in context.corpus.claims)
    return tuple(_row(status, claims[status.id], context) for status in context.corpus.policy.statuses)


def measure_rows() -> tuple[MeasureRow, ...]:
    """All measures."""
    return tuple(MeasureRow(id=measure, counts=measure.meaning) for measure in Measure)


def _row(status: Status, claims: int, context: RowContext) -> StatusRow:
    path, rating = f"method/#{status.id}", status.rating
    return StatusRow(
        id=status.id,
        path=path,
        url=context.url(path),
        word=status.word,
        definition=status.definition,
        does_not_mean=status.does_not_mean,
        tone=status.tone,
        kinds=status.kinds,
        rules=tuple(map(_rule, status.rules)),
        rating=RatingRow(value=rating.value, best=rating.best, worst=rating.worst) if rating else None,
        recheck_days=status.recheck_days,
        claims=claims,
    )


def _rule(rule: Rule) -> RuleRow:
    alternatives = (
        tuple(
            BoundRow(measure=measure, least=bound.least, most=bound.most, says=bound.text)
            for measure, bound in need.items()
        )
        for need in rule.needs
    )
    return RuleRow(
        id=rule.id,
        kinds=rule.kinds,
        says=rule.says,
        alternatives=tuple(Alternative(bounds=bounds) for bounds in alternatives),
    )
