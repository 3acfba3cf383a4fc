"""What a quick test decides, against the slow way that it saves: the results are the same for any text.

Whoever adds a sign, a word or a script to a pattern is told here if the quick test before it no longer fits.
"""

import re

import pytest
import regex
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from verbatim.quotation.facts import facts
from verbatim.quotation.left_out import details
from verbatim.quotation.left_out.negating_words import WORDS
from verbatim.quotation.text import sentences, whole_words

BLANKS = [" ", " ", " ", "\u00a0", "", "-", "\n", ", ", ". ", " “", "” ", "’", " ("]


def texts(words: str) -> st.SearchStrategy[str]:
    """Any words of a list, with any signs between them."""
    pairs = st.tuples(st.sampled_from(words.split()), st.sampled_from(BLANKS))
    return st.lists(pairs, max_size=12).map(lambda found: "".join(map("".join, found)))


SIGNS = texts("""a ab non un Non anti dis (un) signed S 's ’s ' ’ " “ ” & @ * · … : ; ! ? . .. – — 5 5m 16 F №5 é ß я ب
    中 ไ \u00ad \u200d ` ( [ ) ] / % $ e\u0301 U.S. n.b. p.m. l’ d' `""")


@given(SIGNS)
def test_where_words_are_cut(text: str) -> None:
    """Between English words only letters are looked at."""
    found = [whole_words.cut_at(text, at) for at in range(len(text))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole_words, "_ONLY_WORDS", re.compile("(?!)"))
        assert [whole_words.cut_at(text, at) for at in range(len(text))] == found


@given(
    texts(
        "It is. Mr. A 1. No? Ja! 。 。」と ｡ 中 文 Да؟ ب. ب ; Τι; α Ω : Ա։ ። । ॥ ។ ၊ ไม่ไม่ไม่ไม่ กกกกกกกก และ … ‼ 가. 가"
    )
)
def test_where_sentences_end(text: str) -> None:
    """Only a line with a character of another script is searched for its marks, and nupunkt needs a mark within it."""
    line = text.replace("\n", " ")
    found = list(sentences.sentence_spans(line))
    for name in ("_BEYOND_LATIN", "_MORE_THAN_ONE"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sentences, name, re.compile(""))
            assert list(sentences.sentence_spans(line)) == found


@given(
    texts("""can't don’t n't isn't the The May in March Mar Mondays last month late 1 2nd 3,000 10:30 2022 five hundred
    and of one m bn % $ € NATO NORTH North South Korea Russia's U.S. No never up down Mr. President Holm ÉTÉ Ⅳ ½""")
)
def test_which_tokens_begin_a_fact(text: str) -> None:
    """And what reads it; nothing else is tried."""
    found = facts.facts_of(text, frozenset({"the", "holm"}))
    with pytest.MonkeyPatch.context() as patch:
        every = (facts._numeral, facts._state, facts._negation, facts._name, facts._direction)
        patch.setattr(facts, "_readers", lambda _: every)
        assert facts.facts_of(text, frozenset({"the", "holm"})) == found


@given(
    texts("""not never no longer refused to too that if ever yet even has been , he said say a lie wrong all
    these rumours about going to think they signed nicht dass ne n’ que не что لا أن 없 것"""),
    st.sampled_from(list(WORDS)),
)
def test_what_negates_before_a_quotation(text: str, language: str) -> None:
    """The pattern is only searched for where it may be found."""
    words = WORDS[language]
    found, slowly = words.before(text), words._before.search(text)
    assert (found and found.span("word")) == (slowly and slowly.span("word"))


EDGES = [edge for language in ("en", "de", "fr", "ru", "ko") for edge in details._edges(language)]
CUTS = [cut for edge in EDGES for cut in edge.cuts]


@given(
    texts("""one five hundred million half a an and minus less than at least up to in out of 5 12 300 1,000 2023 12th 3º
    2. July jul. Sept March Mon North Democratic People’s Korea Kim O'Neill 南 北 朝 韩 Article Art. § (2) (a) bis nr.
    du Nord before late by per cent pm bn Mrd. млн июля juillet de janvier 7월 januar"""),
    st.integers(0, 99),
)
def test_what_an_edge_cuts_in_two(text: str, at: int) -> None:
    """It is looked for at the edge alone; the slow way looks for the edge in the text with a mark at it."""
    edge = at % (len(text) + 1)
    for cut in (*CUTS, details._NAME_GOES_ON):
        before, after = (cut._with_names(pattern) for pattern in (cut.before, cut.after))
        slowly = regex.compile(f"(?:{before})¦(?:{after})", cut.flags).search(f"{text[:edge]}¦{text[edge:]}")
        found = cut.found(text, edge)
        assert (found and found["word"]) == (slowly and slowly["word"])
    for each in EDGES:
        found, one_by_one = each.first(text, edge), (cut.found(text, edge) for cut in each.cuts)
        slowly = next(filter(None, one_by_one), None)
        assert (found and found.span("word")) == (slowly and slowly.span("word"))


@pytest.mark.parametrize("kind", ["months", "days"])
def test_english_names_are_those_of_babel(kind: str) -> None:
    """They are written out, since it takes long to load Babel."""
    names = getattr(Locale("en"), kind)["format"]
    words = {name for width in ("wide", "abbreviated") for name in names[width].values()}
    written = details._names(kind, "en")
    assert sorted(re.findall(r"[A-Z]\w+", written)) == sorted(words)
