"""The table of quotation marks against the Unicode Character Database, and its users against the table."""

import itertools
import sys
import unicodedata

import pytest
from verbatim.quotation.own_words import quoted_words
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.quotation_marks import DOUBLE, SINGLE, straightened
from verbatim.quotation.text.source_text import SourceText

# Signs with such a name that are not printed as a mark of a quotation.
OTHERS = {"MODIFIER LETTER DOUBLE PRIME", "TAG QUOTATION MARK"}
# Marks of other scripts, whose names do not say so.
OTHER_SCRIPTS = set("״「」｢｣")
PAIRS = [(opening, closing) for opening, closed_by in DOUBLE.items() for closing in closed_by]


def test_every_double_mark_of_unicode_is_in_the_table() -> None:
    """By name (quotation marks and primes) and by category (initial and final punctuation but U+2E02 to U+2E21)."""
    names = {char: unicodedata.name(char, "") for char in map(chr, range(sys.maxunicode + 1))}
    double = {
        char
        for char, name in names.items()
        if ("QUOTATION MARK" in name and "SINGLE" not in name and "POINTING ANGLE" not in name)
        or name.endswith("DOUBLE PRIME")
    }
    assert {char for char in double if names[char] not in OTHERS} == DOUBLE.keys() - OTHER_SCRIPTS
    initial_and_final = {char for char in names if unicodedata.category(char) in ("Pi", "Pf")}
    assert {char for char in initial_and_final if not "\u2e02" <= char <= "\u2e21"} <= DOUBLE.keys() | SINGLE.keys()


@pytest.mark.parametrize("table", [DOUBLE, SINGLE], ids=["double", "single"])
def test_each_mark_opens_or_closes(table: dict[str, str]) -> None:
    """What closes a quotation is in the table, and each mark that does not open one closes one."""
    closing = set("".join(table.values()))
    assert closing <= table.keys()
    assert {mark for mark, closed_by in table.items() if not closed_by} <= closing


def test_every_mark_becomes_the_straight_one_of_its_kind() -> None:
    """A double mark never becomes a single one."""
    assert {mark: straightened(mark) for mark in SINGLE} == dict.fromkeys(SINGLE, "'")
    assert {mark: straightened(mark) for mark in DOUBLE} == dict.fromkeys(DOUBLE, '"')
    assert all(fold(mark).text == straightened(mark) for mark in (*DOUBLE, *SINGLE))


@pytest.mark.parametrize("mark", DOUBLE, ids=unicodedata.name)
def test_own_words_see_every_double_mark(mark: str) -> None:
    """Also alone, where it gives the text from it on."""
    assert list(quoted_words(f"they said {mark}never")) == [f"{mark}never"]


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
def test_own_words_see_every_pair(opening: str, closing: str) -> None:
    """And other marks within it belong to the words."""
    assert list(quoted_words(f"a {opening}b{closing} c {opening}d{closing}")) == ["b", "d"]
    for inner in DOUBLE.keys() - {opening, *DOUBLE[opening]}:
        assert list(quoted_words(f"{opening}b {inner} c{closing}")) == [f"b {inner} c"]


def test_sentences_end_in_any_marks_that_are_folded() -> None:
    """As they do in straight ones."""
    for opening, closing in itertools.product(DOUBLE, DOUBLE):
        if {straightened(opening), straightened(closing)} == {'"'}:
            text = f"He said {opening}It is over.{closing} They left."
            spans = SourceText(text).sentences
            assert [text[span.start : span.end] for span in spans] == [text[:-11], "They left."]
