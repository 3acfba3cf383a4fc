"""What `check` warns of in a finding or a reasoning, and what `statements` lists behind each sentence."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.checks.texts import statements
from verbatim.checks.texts.statements import Statements, sentences
from verbatim.quotation.facts.facts import FactKind, facts_of

from tests.support.cases import lay_out
from tests.support.microsite import corpus_of, edit, in_process

# The words in the reasoning of the claim “Southland sent grain.”, and the details that nothing cited has. It cites
# “Southland sent 300,000 tonnes of grain – its largest shipment – in 2022” from The Daily of 3 May 2022, and the answer
# of Mr. Holm, Southland, of 2 May 2022.
REASONINGS = [
    ("Southland sent 300,000 tonnes of it.", []),
    ("It sent 300 thousand tonnes.", []),
    ("It sent 400,000 tonnes.", ["400,000 tonnes"]),
    ("It sent $5 million of it.", ["5 million"]),
    ("It sent 40 % of it.", ["40%"]),
    ("It was said on 2 May 2022 and printed on 3 May.", []),
    ("It was said on 2 June 2021.", ["June", "2021"]),
    ("It was said on Aug. 30.", ["Aug", "30"]),
    ("The Daily has it from Mr. Holm.", []),
    ("The Courier has it from Eva Lund.", ["Courier", "Eva Lund"]),
    ("A paper in Westland has it.", ["Westland"]),
    ("British officials doubt it.", ["British"]),
    ("It was most of the harvest.", ["most"]),
    ("It was Most of it, and often.", ["Most", "often"]),
    ("It was its largest shipment.", []),
    # What only looks like a detail, or describes the evidence.
    ("Two outlets and eleven pages have it.", []),
    ("Five days later, and three months before.", []),
    ("Half of it went by sea; it is most likely true.", []),
    ("It was said in French, and the French wording is lost.", []),
    ("Britain’s news agency has nothing of it.", []),
    ("Nobody else wrote of it.", []),
    ("Quietly, it was denied.", []),
    # Markdown is no part of a statement.
    ("It was **most** of it.", ["most"]),
    ("See [the answer](https://example.org/1999/Elsewhere).", []),
]


@pytest.mark.parametrize(("reasoning", "missing"), REASONINGS, ids=[reasoning for reasoning, _ in REASONINGS])
def test_details_that_nothing_cited_has(reasoning: str, missing: list[str], tmp_path: Path) -> None:
    """Numbers, dates, names and words of degree."""
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / "claims.yaml", "reasoning: Nothing else was found.", f"reasoning: {reasoning!r}")
    corpus = corpus_of(folder)
    claim = corpus.claim("grain")
    assert claim
    assert [detail for _, detail in Statements(claim, corpus).unsupported()] == missing
    printed = in_process("check", project=folder).stdout
    assert ("warning[unsupported-detail]" in printed) is bool(missing)


def test_a_search_an_inquiry_and_a_note_are_cited(tmp_path: Path) -> None:
    """What the page prints beside the excerpts may be repeated in the reasoning."""
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / "claims.yaml", "reasoning: Nothing else was found.", "reasoning: Radio Skerry, Mia Strand, 77 ships.")
    assert "warning[unsupported-detail]" in in_process("check", project=folder).stdout
    more = (
        "    note: There were 77 ships.\n"
        "  searched: [{for: grain, where: Radio Skerry, day: 2022-05-30, by: us, found: nothing}]\n"
        "  asked: [{whom: Mia Strand, day: 2022-05-30, answer: None came.}]\n"
    )
    edit(folder / "claims.yaml", "    origin: holm-monday\n", f"    origin: holm-monday\n{more}")
    assert in_process("check", project=folder).stdout.startswith("No problem found.\n")


def test_a_site_in_another_language_gets_no_warning(tmp_path: Path) -> None:
    """The lists of words are English, and German gives every noun a capital."""
    folder = lay_out("unsupported-detail", tmp_path / "project")
    assert "unsupported-detail" in in_process("check", project=folder).stdout
    edit(folder / "policy.yaml", "  name: Small", "  name: Small\n  lang: de")
    assert in_process("check", project=folder).stdout.startswith("No problem found.\n")


def test_sentences_have_no_markdown() -> None:
    """Links, emphasis and lists are printed as their words; a sentence ends where the splitter sees no end."""
    text = "*One* was [found](https://example.org). Reports of it are `rare`.\n\n- A **second** item\n"
    assert list(sentences(text)) == ["One was found.", "Reports of it are rare.", "A second item"]


def test_every_sentence_is_listed_with_the_excerpts_behind_it(tmp_path: Path) -> None:
    """`statements` numbers them, prints what they share with an excerpt, and what nothing cited has."""
    folder = lay_out("unsupported-detail", tmp_path / "project")
    ran = in_process("statements", "grain", project=folder)
    assert (ran.code, ran.stderr) == (0, "")
    shown = "“Southland sent 300,000 tonnes of grain” (Southland, 100 % of its words)"
    assert f"1. Southland sent grain.\n     asserts · The Daily, talks: {shown}" in ran.stdout
    assert "in nothing that is cited: most, 40, March, 2021, Courier" in ran.stdout
    assert "other words that nothing cited has: harvest, ships, left, saw" in ran.stdout
    every = in_process("statements", project=folder)
    assert every.stdout.count(ran.stdout) == 1
    assert "“We will not sign anything”" in every.stdout
    unknown = in_process("statements", "grian", project=folder)
    assert unknown.code == 2
    assert "did you mean “grain”?" in unknown.stderr


WORDS = "Eva eva Lund Lund's Straße ÉTÉ été north North Korea Korea's of 5 5,000 tonnes May 2022 12 Mr. U.S. us A a"
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join)


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_what_is_cited_against_a_slow_way_to_look_it_up(text: str, cited: list[str]) -> None:
    """All words and all details of everything that is cited; the short texts, and those with the words, come first."""
    lexicon = frozenset({"north", "of"})
    corpus = SimpleNamespace(
        register=None,
        lower_case_words=lexicon,
        words_of_names=frozenset[str](),
        cited_texts=SimpleNamespace(of_claim=lambda *_: tuple(cited)),
    )
    found = Statements(cast("Any", SimpleNamespace(claim=None, excerpts=())), cast("Any", corpus))
    words = {word for each in cited for word in re.findall(r"[^\W\d_]+", each.casefold())}
    for fact in facts_of(text, lexicon).facts:
        in_words = fact.kind is FactKind.NAME and set(fact.value.split()) <= words
        details = [statements._details_of(each, lexicon) for each in cited]
        slowly = in_words or any(statements._is_among(fact, each) for each in details)
        assert found._is_cited(fact) == slowly
