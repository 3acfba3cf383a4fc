"""Folding: equal for texts that differ only in typography, different for all others, and mapped to the original."""

import itertools
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from verbatim.quotation.text.folding import fold

# Characters that the rules of folding name, and letters that could be next to them.
TYPOGRAPHY = (
    "\u0640\ufe0f\u200cیم👩ʼ「」"
    " \t\n\u00a0\u2009\u202f…...\"'“”„«»‘’‚‹›-‐‑–—―−\u00ad\u200b\u200d\ufeff\u0301\u0308\u0338é=,;aAeo1í한ᄒ"
)
SINGLE = "'‘’‚‛‹›『』ʼ´׳`ʻʽ΄՚᾽᾿ꞌ｀"
DOUBLE = '"“”„‟«»「」｢｣״❝❞'
DASHES = "-\u2010\u2011–—―−־֊"
SPACES = " \t\n\u00a0\u2009\u202f\u3000"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\ufe0e\ufe0f\u0640"
# Characters that folding may drop, of another category than "format".
DROPPED = "\u034f\u0640\ufe0e\ufe0f"

texts = st.one_of(st.text(), st.text(alphabet=TYPOGRAPHY))


@given(texts)
@example(". . . .")
@example("a\u00ad\u0301")
@example("… \u0301")
@example(".. …")
@example(" - … - ")
def test_folding_twice_is_folding_once(text: str) -> None:
    """fold(fold(x)) == fold(x)."""
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
@example("a\u00ad\u0301b")
@example("ᄒ\u1161\u11ab")
def test_the_map_is_monotone_and_covers(text: str) -> None:
    """Each folded character represents a part of the text, in order; only characters without width are in no part."""
    folded = fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    spans = list(zip(folded.starts, folded.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for (start, end), (following, _) in itertools.pairwise(spans):
        assert following >= end or following == start
    covered = {at for start, end in spans for at in range(start, end)}
    left_out = {char for at, char in enumerate(text) if at not in covered}
    assert all(unicodedata.category(char) == "Cf" or char in DROPPED for char in left_out)


@given(texts, st.data())
def test_the_characters_of_a_folded_part_fold_to_that_part(text: str, data: st.DataObject) -> None:
    """The code points that a part of the folded text represents fold to that part, except white space at its ends."""
    folded = fold(text)
    if not folded.text:
        assert all(unicodedata.category(char) == "Cf" or char in DROPPED for char in text)
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    begin, stop = folded.span(start, end)
    assert folded.text[start:end].strip() in fold(text[begin:stop]).text


@given(texts)
def test_composition_does_not_matter(text: str) -> None:
    """A text folds the same whether its accents are composed or not."""
    assert fold(unicodedata.normalize("NFD", text)).text == fold(unicodedata.normalize("NFC", text)).text


@given(st.text(alphabet=st.characters(whitelist_categories=["Ll", "Lu", "Nd"])))
def test_letters_digits_and_case_stay(text: str) -> None:
    """Folding only composes letters and digits."""
    assert fold(text).text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("variants", "folded"),
    [
        ([f"a{mark}b" for mark in SINGLE], "a'b"),
        ([f"a {mark}b" for mark in DOUBLE], 'a "b'),
        ([f"a{dash}b" for dash in DASHES] + [f"a {dash} b" for dash in DASHES], "a-b"),
        ([f"a{space}b" for space in SPACES] + ["a \n\n b", "a\u00a0 \tb"], "a b"),
        (["a…b", "a...b", "a. . .b", "a . . . b", "a … b", "a .\u00a0.\u00a0. b", "a.....b", "a……b"], "a…b"),
        (["a....b", "a. …b", "a. ... b", "a.\n\n... b", "a . . . . b", "a….b", "a. . .. b"], "a.…b"),
        (["a… …b", "a...\n... b"], "a… …b"),
        (["a--b", "a -- b", "a——b", "a –- b", "a–−b"], "a-b"),
        (["5--3", "5 —— 3"], "5-3"),
        (["a - -b", "a – —b"], "a- -b"),
        ([f"co{nothing}operation" for nothing in INVISIBLE], "cooperation"),
        (["café", "cafe\u0301"], "café"),
    ],
    ids=[
        *("single marks", "double marks", "dashes", "white space", "ellipses", "stop and ellipsis", "two ellipses"),
        *("double hyphen", "double hyphen and digits", "two dashes", "no width", "composition"),
    ],
)
def test_variants_fold_to_one_form(variants: list[str], folded: str) -> None:
    """Typographic and typewriter spellings become equal."""
    assert {variant: fold(variant).text for variant in variants} == dict.fromkeys(variants, folded)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("it’s", "it”s"),
        ("'a'", '"a"'),
        ("‹a›", "«a»"),
        ("''a''", '"a"'),
        ("Arms", "arms"),
        ("a.b", "a…b"),
        ("a..b", "a…b"),
        ("a, b", "a; b"),
        ("300,000", "300.000"),
        ("300,000", "300000"),
        ("ae", "æ"),
        ("fi", "\ufb01"),
        ("naive", "naïve"),
        ("a b", "ab"),
        ("²", "2"),
        ("co-operation", "cooperation"),
        ("[a]", "(a)"),
        ("می\u200cخواهم نامه", "میخواهم\u200c نامه"),
        ("نامه\u200cای", "نامهای"),
        ("ශ්\u200dරී", "ශ්රී"),
        ("👩\u200d👧", "👩👧"),
        ("👍🏿", "👍"),
        ("علي", "علی"),
        ("كتاب", "کتاب"),
        ("قَالَ", "قال"),
        ("ёлка", "елка"),
        ("٣", "3"),
        ("5 – −3", "5 – 3"),
        ("5–−3", "5–3"),
        ("5–−3 °C", "5–3 °C"),
        ("left. …", "left …"),
        ("Ⅳ", "IV"),
        ("½", "1/2"),
    ],
)
def test_what_differs_in_more_than_typography_stays_different(one: str, other: str) -> None:
    """No rule of folding makes these equal."""
    assert fold(one).text != fold(other).text


@given(st.text(alphabet=SINGLE + DOUBLE + "ab "))
def test_single_and_double_marks_stay_apart(text: str) -> None:
    """The folded text has as many single and as many double marks as the text."""
    folded = fold(text).text
    assert folded.count("'") == sum(text.count(mark) for mark in SINGLE)
    assert folded.count('"') == sum(text.count(mark) for mark in DOUBLE)


def test_the_map_of_a_known_text() -> None:
    """It leads back to the original characters, also of an ellipsis, a dash and an accent."""
    text = "He  said: “Why not?  These are neighbours . . . of  course” – cafe\u0301."
    folded = fold(text)
    assert folded.text == 'He said: "Why not? These are neighbours…of course"-café.'
    at = folded.text.index("neighbours…of course")
    begin, end = folded.span(at, at + len("neighbours…of course"))
    assert text[begin:end] == "neighbours . . . of  course"
    at = folded.text.index("café")
    begin, end = folded.span(at, at + len("café"))
    assert text[begin:end] == "cafe\u0301"


@pytest.mark.parametrize("char", ["\u212b", "\u2126", "\uf900", "\ufb1d", "\u0344"])
def test_a_character_that_is_another_one_is_composed_wherever_it_is(char: str) -> None:
    """Also at the start of a text, where nothing is before it."""
    same = unicodedata.normalize("NFC", char)
    for before, after in (("", ""), ("", " end"), ("a ", ""), ("a", "b"), (char, char)):
        assert fold(before + char + after).text == unicodedata.normalize("NFC", before + char + after)
    assert fold(f"{char} end").span(0, len(same)) == (0, 1)


def test_what_is_composed_represents_no_more_than_its_own_characters() -> None:
    """The character before it is not drawn in, although both are in one run of what may compose."""
    folded = fold("a\u1112\u1161\u11ab")
    assert folded.text == "a한"
    assert [folded.span(0, 1), folded.span(1, 2)] == [(0, 1), (1, 4)]


def test_the_map_of_several_dashes() -> None:
    """Each dash represents itself; the first and the last also the blanks before and after all of them."""
    folded = fold("a -- -− b")
    assert folded.text == "a- - - -b"
    assert list(zip(folded.starts, folded.ends, strict=True)) == [
        *((0, 1), (1, 3)),
        *((3, 4), (3, 4)),
        *((4, 5), (5, 6)),
        *((6, 8), (6, 8)),
        (8, 9),
    ]
