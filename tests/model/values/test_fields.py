"""Single fields: what the loader reads, and what it refuses instead of failing."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError
from verbatim.model.values.fields import Day, Days, Period, Text, Title, When

PERIODS = {
    "1000": (date(1000, 1, 1), date(1000, 12, 31)),
    "2024-02": (date(2024, 2, 1), date(2024, 2, 29)),
    "2023-02": (date(2023, 2, 1), date(2023, 2, 28)),
    "2199-12": (date(2199, 12, 1), date(2199, 12, 31)),
    "2199": (date(2199, 1, 1), date(2199, 12, 31)),
    "2023-11/2199-12": (date(2023, 11, 1), date(2199, 12, 31)),
}


@pytest.mark.parametrize("text", PERIODS)
def test_a_period(text: str) -> None:
    """Its first and last day, up to the last day that the calendar has."""
    period = Period.parse(text)
    assert (period.start, period.end) == PERIODS[text]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "0999",
            "0001-01-01",
            "0000",
            "0000-00",
            "0023-08-30",
            "0999/2023",
            "2023-13",
            "2199-13",
            "2200",
            "9999-12",
            "2023/2200",
            "9999-12-31",
            "10000",
            "2023-1",
        ),
        *("２０２３", "٢٠٢٣-٠٨", "2023-08-30/2023-08-29", "2023-02-29", "2199-12-32", "-999", "2023/", "/2023", ""),
    ],
)
def test_what_is_no_period(text: str) -> None:
    """A year below 1000 is a slip of the pen, and digits of other scripts would be printed as they are."""
    with pytest.raises(ValidationError, match="bad-date"):
        TypeAdapter(When).validate_python(text)


@pytest.mark.parametrize(
    "text",
    ["2206-01-01", "9999-12-31", "1899-12-31", "0206-01-01", "0000-01-01", "2023-02-29", "２０２３-01-01", "2023-1-1"],
)
def test_what_is_no_day_of_the_editors(text: str) -> None:
    """They reviewed nothing before 1900, and nothing after 2199."""
    with pytest.raises(ValidationError, match="bad-date"):
        TypeAdapter(Day).validate_python(text)


def test_a_hundred_years_until_the_next_review() -> None:
    """More days would lead out of the calendar."""
    days = TypeAdapter(Days)
    assert days.validate_python("36500") == 36_500
    for text in ("36501", "999999999", "３", "-1"):
        with pytest.raises(ValidationError, match="bad-value"):
            days.validate_python(text)


@pytest.mark.parametrize("text", ["\u200b", "\u00a0\u200b", "\u00ad\u2060", "\ufeff", "\u3164", "\u2800", "\ufe0f"])
@pytest.mark.parametrize("kind", [Text, Title])
def test_a_text_of_characters_that_nobody_sees(kind: object, text: str) -> None:
    """It would be published as nothing."""
    with pytest.raises(ValidationError, match="bad-value"):
        TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize("text", ["–", "✓", "a\u200b", "字"])
def test_a_text_that_is_seen(text: str) -> None:
    """One visible character is enough, and nothing is changed."""
    assert TypeAdapter(Text).validate_python(text) == text
