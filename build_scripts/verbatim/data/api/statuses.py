"""The status scale as rows: each status in words and in numbers, with the rules that `check` applies.

In: the row context of a corpus. Out: `StatusRow`s and `MeasureRow`s, and the type of their file.
"""

from collections import Counter

from verbatim.data.api.row import Count, Id, ListHead, Page, Row, RowContext
from verbatim.model.claims import Kind
from verbatim.model.policy import Measure, Rule, Status, Tone


class BoundRow(Row):
    """How much of one measure is asked for."""

    measure: Measure
    """What is counted."""
    least: Count
    """At least so many."""
    most: Count | None = None
    """At most so many; absent where there is no upper end."""
    says: str
    """The same in words."""


class Alternative(Row):
    """One way to meet a rule."""

    bounds: tuple[BoundRow, ...]
    """Bounds that all have to hold."""


class RuleRow(Row):
    """A minimum of evidence."""

    id: Id
    """Names the rule on the method page."""
    kinds: tuple[Kind, ...]
    """The kinds of claim that it is for."""
    says: str
    """The rule in a sentence."""
    alternatives: tuple[Alternative, ...]
    """The ways to meet it; one is enough."""


class RatingRow(Row):
    """The status as a number, for ClaimReview."""

    value: Count
    """The rating."""
    best: Count
    """The best rating of the scale."""
    worst: Count
    """The worst rating of the scale."""


class StatusRow(Page):
    """A word of the scale."""

    id: Id
    """Names the status in every file."""
    word: str
    """Its word as the pages print it."""
    definition: str
    """What it means."""
    does_not_mean: str
    """What it does not mean."""
    tone: Tone
    """Its family."""
    kinds: tuple[Kind, ...]
    """The kinds of claim that it is for."""
    rules: tuple[RuleRow, ...]
    """What the evidence must have: every rule for the claim's kind has to hold."""
    rating: RatingRow | None = None
    """The status as a number, if it has one."""
    recheck_days: Count | None = None
    """Days after which somebody goes through the evidence again; absent where the status is settled."""
    claims: Count
    """How many claims that stand have it."""


class MeasureRow(Row):
    """Something that rules count."""

    id: Measure
    """Names the measure in the rules."""
    counts: str
    """What it counts."""


class StatusesFile(ListHead):
    """`statuses.json`: the status scale with its rules."""

    statuses: tuple[StatusRow, ...]
    """The scale, in its order; these are counted in `total`."""
    measures: tuple[MeasureRow, ...]
    """What the rules count."""


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
