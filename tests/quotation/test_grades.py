"""What sightings say of an excerpt: seen or not, since when it is gone, and which copy still has it."""

from datetime import date
from itertools import permutations
from typing import Any, NamedTuple

import pytest
from verbatim.model.sightings import Sighting
from verbatim.quotation.grades import Drift, DriftKind, sights_of
from verbatim.quotation.text.source_text import sha256_of

PAGE, OTHER, ARCHIVE = "https://a.example/page", "https://b.example/page", "https://archive.example/page"
WORDS = "Nothing was signed."


def look(day: int, found: str = "exact", address: str = PAGE, words: str = WORDS) -> Sighting:
    """A sighting on a day of November; `gone` is a page that is gone, an empty `found` says nothing of the words."""
    entry: dict[str, Any] = {
        "day": f"2026-11-{day:02}",
        "source": "a",
        "address": address,
        "kind": "archive" if address == ARCHIVE else "page",
    }
    if found == "gone":
        return Sighting.model_validate(entry | {"outcome": "gone"})
    listed = [{"sha256": sha256_of(words.encode()), "found": found}] if found else []
    return Sighting.model_validate(entry | {"outcome": "read", "sha256": "f" * 64, "length": 1, "words": listed})


def words_gone(day: int, address: str = PAGE) -> Drift:
    """Words that an address has not had since a day."""
    return Drift(DriftKind.WORDS, address, date(2026, 11, day))


def page_gone(day: int, address: str = PAGE) -> Drift:
    """A page that is gone since a day."""
    return Drift(DriftKind.PAGE, address, date(2026, 11, day))


class Case(NamedTuple):
    """Looks; the day of the last one that had the words; what is lost, and what of a stored text; if a copy has it."""

    looks: list[Sighting]
    seen: int | None = None
    lost: tuple[Drift, ...] = ()
    of_stored: tuple[Drift, ...] | None = None
    kept: bool = False


CASES = {
    "nobody looked": Case([]),
    "seen": Case([look(1)], 1),
    "with other typography": Case([look(1, "typographic")], 1),
    "seen again": Case([look(1), look(8)], 8),
    "never there": Case([look(1, "absent"), look(8, "absent")], of_stored=(words_gone(1),)),
    "other words": Case([look(1, words="Another passage.")]),
    "words not listed": Case([look(1, ""), look(2, "")]),
    "removed": Case([look(1), look(8, "absent"), look(9, "absent")], 1, (words_gone(8),)),
    "back again": Case([look(1), look(8, "absent"), look(9)], 9),
    "removed twice": Case([look(1), look(2, "absent"), look(3), look(4, "absent")], 3, (words_gone(4),)),
    "page gone": Case([look(1), look(8, "gone")], 1, (page_gone(8),)),
    "removed, then gone": Case([look(1), look(2, "absent"), look(8, "gone")], 1, (page_gone(8),)),
    "gone, then another text": Case([look(1), look(2, "gone"), look(8, "absent")], 1, (words_gone(2),)),
    "gone from the start": Case([look(8, "gone")], of_stored=(page_gone(8),)),
    "gone, and kept": Case([look(1), look(8, "gone"), look(8, address=ARCHIVE)], 8, (page_gone(8),), kept=True),
    "only in the archive": Case([look(1, "gone"), look(1, address=ARCHIVE)], 1, (page_gone(1),), kept=True),
    "lost in a copy": Case([look(1, address=ARCHIVE), look(2, "absent", ARCHIVE)], 1, (words_gone(2, ARCHIVE),)),
    "a silent look between": Case([look(1), look(2, "absent"), look(3, "")], 1, (words_gone(2),)),
    "one of two": Case([look(1), look(1, address=OTHER), look(2, "absent", OTHER)], 1, (words_gone(2, OTHER),)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_sights(case: Case) -> None:
    """Whatever the order of the lines, which a merge may change."""
    for order in permutations(case.looks):
        found = sights_of([WORDS], order, stored=False)
        assert (found.seen.day.day if found.seen else None) == case.seen
        assert (found.archived is not None) is case.kept
        assert found.drifts == case.lost
        of_stored = case.lost if case.of_stored is None else case.of_stored
        assert sights_of([WORDS], order, stored=True).drifts == of_stored


def test_all_words_of_an_excerpt_are_needed() -> None:
    """Words in two passages are seen if both are, at one look."""
    both = look(1).model_copy(update={"words": (*look(1).words, *look(1, words="Another.").words)})
    assert sights_of([WORDS, "Another."], [both], stored=False).seen == both
    apart = [look(1), look(1, words="Another.")]
    assert sights_of([WORDS, "Another."], apart, stored=False).seen is None
    one = look(2).model_copy(update={"words": (*look(2).words, *look(2, "absent", words="Another.").words)})
    assert sights_of([WORDS, "Another."], [both, one], stored=False).drifts == (words_gone(2),)


def test_a_look_without_success_is_told_if_nothing_ever_had_the_words() -> None:
    """Readers learn that a machine read the page; of a stored text the drift says it."""
    missed = look(3, "absent")
    assert sights_of([WORDS], [missed, look(1, "absent")], stored=False).missed == missed
    assert sights_of([WORDS], [missed, look(1)], stored=False).missed is None
    assert sights_of([WORDS], [missed], stored=True).missed is None
    assert sights_of([WORDS], [look(1, "gone")], stored=False).missed is None


def test_no_words_are_never_seen() -> None:
    """A source whose page was not found has no passages, and nothing is claimed of it."""
    assert sights_of([], [look(1)], stored=False).seen is None
