"""Warns of days in the future: of what the editors did, what was said, published or seen.

In: the loaded data, and today's date. Out: warnings. `when` of a fact may be in the future, since a claim can be about
what was announced; that of what was said may not.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, TypeAlias

from verbatim.model.claims import Kind
from verbatim.model.loaded import Loaded, Placed, PlacedClaim
from verbatim.model.reading.yaml_file import Path
from verbatim.problems import Problem, Severity

# A day, what it is the day of, and the entry with the path to it.
_Dated: TypeAlias = tuple[date, str, Placed[Any], Path]


def future_days(loaded: Loaded, today: date) -> Iterator[Problem]:
    """Warn of days after tomorrow; in some time zones tomorrow has already begun."""
    for day, what, placed, path in _days(loaded):
        if day > today + timedelta(days=1):
            message = f"{what} is dated {day}, which is in the future"
            hint = "write the day on which it happened; a history entry has the day of its publication"
            yield Problem("future-day", placed.place(*path), message, hint, Severity.WARNING)


def _days(loaded: Loaded) -> Iterator[_Dated]:
    """Every such day."""
    for claim in loaded.claims:
        yield from _days_of_claim(claim)
    if policy := loaded.policy:
        for number, change in enumerate(policy.value.history):
            yield change.day, "this entry", policy, ("history", number, "day")
    for origin in loaded.origins:
        if origin.value.day:
            yield origin.value.day.start, "this origin", origin, ("day",)
    for source in loaded.sources:
        yield source.value.published.start, "this source", source, ("published",)
    for sighting in loaded.sightings:
        yield sighting.value.day, "this sighting", sighting, ("day",)


def _days_of_claim(placed: PlacedClaim) -> Iterator[_Dated]:
    claim = placed.value
    if claim is None:
        return
    yield claim.checked.day, "this review", placed, ("checked", "day")
    if claim.kind is Kind.SAID and claim.when:
        yield claim.when.start, "what was said", placed, ("when",)
    for number, search in enumerate(claim.searched):
        yield search.day, "this search", placed, ("searched", number, "day")
    for number, inquiry in enumerate(claim.asked):
        yield inquiry.day, "this inquiry", placed, ("asked", number, "day")
    for number, change in enumerate(claim.history):
        yield change.day, "this entry", placed, ("history", number, "day")
    if claim.withdrawn:
        yield claim.withdrawn.day, "this withdrawal", placed, ("withdrawn", "day")
    if claim.override:
        yield claim.override.day, "this decision", placed, ("override", "day")
