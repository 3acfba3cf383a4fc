"""Other words by which the search looks for a word."""

from verbatim.data.search.same_words import same_words
from verbatim.data.search.search_words import words

RECORD = frozenset(
    words("China Chinese Beijing ammunition munitions North Korea Pyongyang defence defense UAVs exercises missiles")
)


def test_a_word_leads_to_the_words_of_the_record() -> None:
    """Abbreviations, spellings, mistakes and names of a state; only what the record has."""
    same = same_words(RECORD)
    assert same["ammo"] == ["ammunition", "munitions"]
    assert same["defense"] == ["defence"]
    assert same["defence"] == ["defense"]
    assert same["drones"] == ["uavs"]
    assert same["excercises"] == ["exercises"]
    assert same["missles"] == ["missiles"]
    assert same["nk"] == ["north korea"]
    assert same["dprk"] == ["north korea", "pyongyang"]
    assert "helicopter" not in same
    assert {other for others in same.values() for name in others for other in name.split()} <= RECORD


def test_a_word_of_the_record_stays_with_its_own_forms() -> None:
    """`china` also finds `chinese`, but not `beijing`; a word that the record lacks finds all of them."""
    same = same_words(RECORD)
    assert same["china"] == ["chinese"]
    assert same["chinese"] == ["china"]
    assert "beijing" not in same
    assert same["prc"] == ["china", "chinese", "beijing"]


def test_no_record_no_words() -> None:
    """Without claims there is nothing to look for."""
    assert same_words(frozenset()) == {}
