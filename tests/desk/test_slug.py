"""Ids made of words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.desk.slug import slug, unused_id
from verbatim.model.values.fields import ID_PATTERN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US warns of ‘advancing’ talks", "us-warns-of-advancing-talks"),
        ("Kim’s visit", "kims-visit"),
        ("Déjà vu", "deja-vu"),
        ("A Wire_Story (2)", "a-wire-story-2"),
        ("日報", ""),
        ("one two three four five six seven eight nine", "one-two-three-four-five-six-seven-eight"),
        ("x" * 99, "x" * 60),
        (f"{'x' * 30} {'y' * 30} z", "x" * 30),
    ],
)
def test_slug(text: str, expected: str) -> None:
    """Latin letters and digits with hyphens between, of as many whole words as an address has room for."""
    assert slug(text) == expected


def test_skipped_words() -> None:
    """They do not count among the most words."""
    assert slug("The talks of the ministers", 2, {"the", "of"}) == "talks-ministers"


@given(st.text())
def test_every_slug_is_an_id(text: str) -> None:
    """Or empty; also with a number at its end."""
    made = slug(text)
    assert made == "" or (re.fullmatch(ID_PATTERN, made) and len(unused_id(made, {made})) <= 64)


def test_unused_id() -> None:
    """The first number that makes an id unused."""
    assert unused_id("grain", ()) == "grain"
    assert unused_id("grain", {"grain", "grain-2"}) == "grain-3"
    assert unused_id("con", ()) == "con-2"
