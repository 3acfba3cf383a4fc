"""Whole words: where folded words occur, which cuts go through a word or a number, and what is named then."""

import pytest
from verbatim.quotation.text.source_text import SourceText, Span
from verbatim.quotation.text.whole_words import Cut, CutWords, cut_at, cut_words, occurrences, whole_words

# A cut, shown as `|`, that goes through a word or a number.
CUTS = [
    "no|t", "3|00", "a|1", "1|a", "300|,000", "300,|000", "2|.5", "2.|5", "can|'t", "can'|t", "O'|Xa", "O|'Xa", "é|t",
    "Russia'|s", "it|'st", "x2|.5", "2|.5x", "2.|5x", "무|기", "1|'2", "1'|2", "a|-b", "a-|b", "a|.b", "a.|b", "-|.5",
    "🇺|🇦 won", "+|AUD$5", "≈| AUD$5", "≈| AUD$ .5", "5 °|C",
]  # fmt: skip
# A cut between words.
EDGES = [
    "|not", "not|", "|", "not| so", "not |so", "Russia|'s", "Russia|'s arms", "不|同", "300|, 000", "300,| 000",
    "day|.The", "day.|The", "a| - b", "a -| b", "its| ", "-|.a", "5|.-", "'|s", ",|1", "1|,",
    "|é", "é|", "so \u200b|it",
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
    "number",
    [
        *("$ 5", "€ 1 000", "US$ 300", "1 1/2", "300 1/2", ".5", "-.5", "·5", "$.5", "5%-10%", "10 × 5"),
        *("5°30′", "51° 28′ 38″", "第三", "第3", "零下五", "负三", "数百", "三十多", "30余", "十几", "几千万"),
    ],
)
def test_no_sign_of_a_number_can_be_cut_off(number: str) -> None:
    """Whatever is before and after it: signs with blanks, fractions, ranges, angles and Han ordinals."""
    text = f"of {number} or"
    inside = [at for at in range(4, 3 + len(number)) if not text[at].isspace() and not text[at - 1].isspace()]
    assert all(cut_at(text, at) for at in inside)
    assert not cut_at(text, 3)
    assert not cut_at(text, 3 + len(number))
    blanks = [at for at in range(4, 3 + len(number)) if text[at].isspace()]
    assert all(cut_at(text, at) or cut_at(text, at + 1) for at in blanks)


@pytest.mark.parametrize(
    "shown", ["in 2023| 1/2 of them", "on 5| 11/12/2023", "he left| .5", "人数|据三", "price $| or"]
)
def test_what_is_not_one_number(shown: str) -> None:
    """A year before a fraction, a date, a word before a decimal point."""
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
        # Folding makes `.…` of one piece of the text, which is found only as a whole.
        ("left.…", "They left….", [(5, 11)]),
        ("left.", "They left….", []),
        ("…", "They left….", []),
        ("…", "….", []),
    ],
)
def test_occurrences(words: str, text: str, expected: list[tuple[int, int]]) -> None:
    """In order, overlapping ones too."""
    assert list(occurrences(words, SourceText(text))) == [Span(*span) for span in expected]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("able to", "unable to go", CutWords(Cut.WORD, "unable", "unable to")),
        ("they are un", "so they are unable", CutWords(Cut.WORD, "unable", "they are unable")),
        ("00 tonnes", "300 tonnes", CutWords(Cut.NUMBER, "300", "300 tonnes")),
        ("a 🇺", "a 🇺🇦 b", CutWords(Cut.CHARACTER, "🇺🇦", "a 🇺🇦")),
        ("ห็น", "เห็น", CutWords(Cut.CHARACTER, "เห็", "เห็น")),
        ("no", "not no", CutWords(Cut.WORD, "not", "not")),
        ("no", "no", None),
        ("yes", "no", None),
    ],
)
def test_what_words_cut(words: str, text: str, expected: CutWords | None) -> None:
    """Where they first occur: the kind, what is cut, and the words with it whole."""
    assert cut_words(words, SourceText(text)) == expected


def test_a_span_is_extended_to_whole_words() -> None:
    """By as many characters as are needed, and no more."""
    assert whole_words("an unable man", Span(6, 8)) == Span(3, 9)
    assert whole_words("unable", Span(3, 5)) == Span(0, 6)
    assert whole_words("an unable man", Span(3, 9)) == Span(3, 9)
