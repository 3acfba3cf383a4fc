"""Who is independent of whom: voices folded, chains followed to their roots."""

import pytest

from tests.support.register import REGISTER


@pytest.mark.parametrize(
    ("voice", "counts_as"),
    [
        ("us", "us"),
        ("kcna", "north-korea"),
        ("rodong", "north-korea"),
        ("weekly-online", "weekly"),
        ("nobody", "nobody"),
    ],
)
def test_a_voice_counts_as_what_it_is_part_of(voice: str, counts_as: str) -> None:
    """`part_of` is followed to its end."""
    assert REGISTER.voice(voice) == counts_as


@pytest.mark.parametrize(
    ("origin", "voices"),
    [
        ("us-call", {"us"}),
        ("joint", {"us", "japan"}),
        ("joint-echo", {"us"}),
        ("echo-of-echo", {"us"}),
        ("two-roots", {"us", "japan"}),
        ("report-of-law", {"monitors"}),
        ("kcna-denial", {"north-korea"}),
        ("here", set()),
    ],
)
def test_the_voices_behind_an_origin(origin: str, voices: set[str]) -> None:
    """Only the roots of `derives_from` count; whoever passes something on adds no voice."""
    assert REGISTER.voices_behind(origin) == voices


def test_names() -> None:
    """People and voices have names; an id without an entry stands for itself."""
    assert [REGISTER.name(who) for who in ("kirby", "us", "nobody")] == ["John Kirby", "Us", "nobody"]
