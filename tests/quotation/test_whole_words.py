"""Whole words: where folded words occur, and which cuts go through a word or a number."""

import pytest
from verbatim.quotation.source_text import SourceText, Span
from verbatim.quotation.whole_words import cut_at, occurrences

# A cut, shown as `|`, that goes through a word or a number.
CUTS = [
    "no|t", "3|00", "a|1", "1|a", "300|,000", "300,|000", "2|.5", "2.|5", "can|'t", "can'|t", "O'|Xa", "O|'Xa", "é|t",
    "Russia'|s", "it|'st", "x2|.5", "2|.5x", "2.|5x", "무|기", "1|'2", "1'|2", "a|-b", "a-|b", "a|.b", "a.|b",
]  # fmt: skip
# A cut between words.
EDGES = [
    "|not", "not|", "|", "not| so", "not |so", "Russia|'s", "Russia|'s arms", "不|同", "300|, 000", "300,| 000",
    "day|.The", "day.|The", "a| - b", "a -| b", "its| ", "-|.5", "5|.-", "'|s", ",|1", "1|,",
]  # fmt: skip


@pytest.mark.parametrize("shown", CUTS)
def test_a_cut_through_a_word(shown: str) -> None:
    """Letters, digits, and what joins two of them."""
    assert cut_at(shown.replace("|", ""), shown.index("|"))


@pytest.mark.parametrize("shown", EDGES)
def test_a_cut_between_words(shown: str) -> None:
    """Also before a possessive, and between letters of a script without blanks."""
    assert not cut_at(shown.replace("|", ""), shown.index("|"))


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("no", "no, not no", [(0, 2), (8, 10)]),
        ("不不", "不不不不", [(0, 2), (1, 3), (2, 4)]),
        ("a a", "a a a", [(0, 3), (2, 5)]),
        ("", "no", []),
        ("no", "", []),
        ("able", "unable", []),
        ("un", "unable", []),
    ],
)
def test_occurrences(words: str, text: str, expected: list[tuple[int, int]]) -> None:
    """In order, overlapping ones too."""
    assert list(occurrences(words, SourceText(text))) == [Span(*span) for span in expected]
