"""`scan`: known words are found, repetitions are suggested, and nothing that disagrees is suggested as a repetition."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from verbatim.desk.scan.index import ClaimIndex
from verbatim.desk.scan.suggestions import Relation, Suggestion, find_suggestions, is_distinctive
from verbatim.model.claims import Claim
from verbatim.model.evidence import Stance
from verbatim.quotation.facts.facts import FactKind, facts_of, lower_case_words
from verbatim.quotation.facts.terms import terms_of
from verbatim.quotation.facts.wordlists import states
from verbatim.quotation.text.source_text import SourceText, sha256_of

from tests.bench.scan import measure
from tests.support import register as newsroom
from tests.support.microsite import Ran, corpus_of, edit, in_process

REACH = 400


def _claim(name: str, sentence: str, *quotations: str, **more: Any) -> Claim:
    """A claim that says that sentence, with excerpts that assert it."""
    evidence = tuple(newsroom.excerpt(quote=quote) for quote in quotations or (sentence,))
    return newsroom.claim(*evidence, id=name, claim=sentence, **more)


CLAIMS = (
    _claim("shells", "North Korea delivered 300,000 artillery shells to Russia in August 2023."),
    _claim("tokmak", "Tokmak lies roughly 18 miles south of Robotyne."),
    _claim("visit", "Sergei Shoigu visited Pyongyang on Wednesday 26 July 2023."),
    _claim("letters", "Vladimir Putin and Kim Jong Un exchanged letters about closer ties."),
    _claim("drones", "Iran had provided Russia with thousands of suicide drones."),
    _claim("call", "John Kirby said that the talks were actively advancing."),
    _claim("output", "Output of the steel works increased by twelve per cent after the strike."),
    _claim("jets", "Denmark and the Netherlands agreed to give F-16 fighter jets to Ukraine."),
    _claim(
        "harvest",
        "The ministry confirmed that wheat exports had resumed.",
        variants=["Grain was leaving the harbours again."],
    ),
)
INDEX = ClaimIndex(CLAIMS)


def _suggestions(article: str) -> list[Suggestion]:
    return find_suggestions(INDEX, SourceText(article), REACH)


def _only(article: str, name: str) -> Suggestion:
    """The one suggestion of a claim for an article."""
    (found,) = [found for found in _suggestions(article) if found.claim.id == name]
    return found


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("shells", "In August 2023, North Korea delivered some 300,000 shells for artillery to Russia."),
        (
            "shells",
            "Pyongyang delivered three hundred thousand artillery shells to Moscow in Aug. 2023, officials said.",
        ),
        ("tokmak", "The town of Tokmak lies roughly eighteen miles to the south of Robotyne."),
        ("letters", "Kim and Putin have exchanged letters on closer ties."),
        ("drones", "Tehran has provided Moscow with thousands of drones for suicide attacks."),
        ("call", "The talks were actively advancing, Mr. Kirby said."),
        ("output", "After the strike, the steel works’ output increased by 12%."),
        ("jets", "The Netherlands and Denmark agreed to give Ukraine F-16 jets."),
        ("harvest", "By then grain was again leaving the harbours."),
    ],
)
def test_a_repetition_is_suggested(name: str, sentence: str) -> None:
    """Other order, other spelling of numbers, another word for a state: the same claim."""
    found = _only(sentence, name)
    assert found.relation is Relation.SIMILAR, found.differences
    assert found.shared_words
    assert found.passage.text == sentence


@pytest.mark.parametrize(
    ("name", "old", "new", "difference"),
    [
        ("shells", "300,000", "200,000", ("number", "300,000", "200,000")),
        ("shells", "300,000", "two million", ("number", "300,000", "two million")),
        ("shells", "2023", "2022", ("year", "2023", "2022")),
        ("shells", "August", "May", ("month", "August", "May")),
        ("shells", "Russia", "China", ("state", "Russia", "China")),
        ("shells", "delivered", "never delivered", ("negation", "", "never")),
        ("shells", "delivered", "didn’t deliver", ("negation", "", "n't")),
        ("tokmak", "miles", "kilometres", ("number", "18 miles", "18 kilometres")),
        ("tokmak", "south", "north", ("direction", "south", "north")),
        ("tokmak", "Robotyne", "Bakhmut", ("name", "Robotyne", "Bakhmut")),
        ("visit", "Wednesday", "Thursday", ("weekday", "Wednesday", "Thursday")),
        ("visit", "26 July", "27 July", ("day", "26", "27")),
        ("visit", "Shoigu", "Lavrov", ("name", "Sergei Shoigu", "Sergei Lavrov")),
        ("drones", "thousands", "hundreds", ("number", "thousands", "hundreds")),
        ("drones", "had provided", "refused to provide", ("negation", "", "refused")),
        ("drones", "Russia", "Ukraine", ("state", "Russia", "Ukraine")),
        ("call", "John Kirby", "Adrienne Watson", ("name", "John Kirby", "Adrienne Watson")),
        ("call", "said", "denied", ("negation", "", "denied")),
        ("output", "increased", "decreased", ("direction", "increased", "decreased")),
        ("output", "after", "before", ("direction", "after", "before")),
        ("output", "per cent", "tons", ("number", "twelve per cent", "twelve tons")),
        ("jets", "F-16", "F-18", ("number", "16", "18")),
        ("jets", "the Netherlands", "Norway", ("state", "Netherlands", "Norway")),
        ("jets", "to Ukraine", "to the Ukraine", ("article", "Ukraine", "the Ukraine")),
        ("harvest", "confirmed", "denied", ("negation", "", "denied")),
    ],
)
def test_a_difference_is_named(name: str, old: str, new: str, difference: tuple[str, str, str]) -> None:
    """A number, date, unit, name, negation or direction is changed: never under `similar`, and it is said which."""
    (sentence,) = [claim.claim for claim in CLAIMS if claim.id == name]
    assert old in sentence
    found = _only(sentence.replace(old, new), name)
    assert found.relation is Relation.DIFFERS
    assert difference in [(item.what, item.claim, item.passage) for item in found.differences]


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia delivered 300,000 artillery shells to North Korea in August 2023.",
        "Russia received 300,000 shells from North Korea in August 2023.",
    ],
)
def test_the_order_of_names(sentence: str) -> None:
    """Who did it to whom: the second says the same in another order, but nothing can tell it from the first."""
    found = _only(sentence, "shells")
    assert found.relation is Relation.DIFFERS
    names = ("order of names", "North Korea … Russia", "Russia … North Korea")
    assert names in [(item.what, item.claim, item.passage) for item in found.differences]


def test_words_in_another_script_prove_no_repetition() -> None:
    """Where all that asserts a claim is in another script, nothing like its own sentence is said to repeat it."""
    sentence = "The minister said that both states hold joint patrols of bombers and of naval units."
    quotation = {"source": "wire", "quote": "совместное патрулирование", "stance": "asserts", "origin": "unattributed"}
    claim = newsroom.claim(newsroom.excerpt(**quotation), id="patrols", claim=sentence)
    (found,) = find_suggestions(ClaimIndex([claim]), SourceText(sentence), 400)
    assert found.relation is Relation.DIFFERS
    assert str(found.differences[0]) == "all known words that assert the claim are in another script"


def test_words_like_a_denial_are_no_repetition() -> None:
    """A passage most similar to an excerpt that denies the claim is suggested under `differs`, with that stance."""
    denial = newsroom.excerpt(
        quote="everything that officials say of such shipments is invention from beginning to end", stance="denies"
    )
    known = newsroom.claim(*CLAIMS[0].evidence, denial, id="shells", claim=CLAIMS[0].claim)
    article = SourceText(
        "Everything that officials say of the shipments is invention, from its beginning to its end, he told us."
    )
    (found,) = find_suggestions(ClaimIndex([known]), article, REACH)
    assert found.relation is Relation.DIFFERS
    assert found.nearest.evidence is not None
    assert found.nearest.evidence.stance is Stance.DENIES


def test_other_words_in_a_known_quotation_are_named() -> None:
    """Where a passage is a known quotation but for a few words, those are shown."""
    known = _claim(
        "plans",
        "The army wants the shells.",
        "multiple types of munitions, which the Russian military plans to use in the south",
    )
    text = "There are multiple types of munitions, which the Russian military might use in the south."
    (found,) = find_suggestions(ClaimIndex([known]), SourceText(text), REACH)
    assert found.relation is Relation.DIFFERS
    assert [(item.what, item.claim, item.passage) for item in found.differences] == [("words", "plans to", "might")]


def test_exact_words_in_another_setting() -> None:
    """A known quotation is `exact` wherever it is; a denial around it is shown, because it is no assertion."""
    found = _only("It is not true, he said, that Tokmak lies roughly 18 miles south of Robotyne.", "tokmak")
    assert found.relation is Relation.EXACT
    assert found.other_negations == ("not",)
    assert found.quote == "Tokmak lies roughly 18 miles south of Robotyne."


def test_a_claim_is_suggested_at_its_best_passage() -> None:
    """Once, however often an article comes back to it; in reading order."""
    letters = "Kim and Putin exchanged letters about closer ties."
    article = f"He spoke of letters.\n\n{letters}\n\nTehran provided Russia with thousands of drones."
    found = _suggestions(article)
    assert [(each.claim.id, each.passage.line) for each in found] == [("letters", 3), ("drones", 5)]


def test_words_of_like_meaning_alone_are_not_enough() -> None:
    """A passage that shares no word with a claim is not suggested for it, and is no fault."""
    known = _claim("talks", "Negotiations on weapons advance.")
    assert find_suggestions(ClaimIndex([known]), SourceText("Discussions of munitions progress."), REACH) == []


def test_an_article_may_quote_a_claim_and_contradict_it() -> None:
    """Words quoted in one sentence and changed in another: both are suggested."""
    first, other = (
        "Tokmak lies roughly 18 miles south of Robotyne.",
        "Tokmak lies roughly 28 miles south of Robotyne, it says.",
    )
    assert [(found.relation, found.passage.line) for found in _suggestions(f"{first}\n\n{other}")] == [
        (Relation.EXACT, 1),
        (Relation.DIFFERS, 3),
    ]
    found = _suggestions(f"{other}\n\n{first.replace('lies', 'is')}")
    assert [each.passage.line for each in found] == [1, 3]
    assert [item.what for item in found[0].differences] == ["number"]


@pytest.mark.parametrize(
    "article", ["", "\n\n", "Nobody here has heard of it.", "……", "한국어 문장입니다. 日本語。", "\u202e\u200b"]
)
def test_nothing_to_suggest(article: str) -> None:
    """Empty, unrelated or foreign text gives no suggestion and is no fault."""
    assert _suggestions(article) == []


def test_other_scripts_are_compared() -> None:
    """A quotation in another language is found as it is."""
    index = ClaimIndex(
        [_claim("drill", "Russia spoke of exercises.", "Мы обсуждаем со всеми это, в том числе и с КНДР")]
    )
    (found,) = find_suggestions(
        index, SourceText("Шойгу сказал: «Мы обсуждаем со всеми это, в том числе и с КНДР»."), REACH
    )
    assert found.relation is Relation.EXACT


def test_a_very_long_sentence() -> None:
    """A sentence without end is compared like any other."""
    filler = ", and the column moved along the river towards the bridge" * 2_000
    found = _only(f"It began{filler}, while Kim and Putin exchanged letters about closer ties{filler}.", "letters")
    assert found.relation is not Relation.EXACT


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        (
            "20-thousand containers, 1.5 million tons and $3bn",
            FactKind.NUMBER,
            ["20000", "1500000 ton", "3000000000 dollar"],
        ),
        (
            "300 000 tons, 1\u202f500\u202f000 and 300,000 tons",
            FactKind.NUMBER,
            ["300000 ton", "1500000", "300000 ton"],
        ),
        ("two hundred and fifty thousand; twenty-one; a dozen", FactKind.NUMBER, ["250000", "21", "12"]),
        (
            "the 70th anniversary, the third time, 18 per cent and 4%",
            FactKind.NUMBER,
            ["70", "3", "18 percent", "4 percent"],
        ),
        (
            "tens of thousands, if not hundreds of thousands",
            FactKind.NUMBER,
            ["tens of thousands", "hundreds of thousands"],
        ),
        ("one of them may march, no one else", FactKind.NUMBER, []),
        ("from 25 to 27 July, on Sept. 12 and August 30", FactKind.DAY, ["25", "27", "12", "30"]),
        ("in May and in March, which may march on", FactKind.MONTH, ["May", "March"]),
        ("the previous month, last week, yesterday", FactKind.TIME, ["last month", "last week", "yesterday"]),
        ("Washington, the U.S. and the DPRK", FactKind.STATE, ["United States", "United States", "North Korea"]),
        ("a meeting with Donald Trump and Moon Jae-in", FactKind.NAME, ["donald trump", "moon jae"]),
        ("it isn’t so and can’t be; never without", FactKind.NEGATION, ["n't", "n't", "never", "without"]),
    ],
)
def test_facts(text: str, kind: FactKind, values: list[str]) -> None:
    """Two ways to write one thing give one value."""
    assert [fact.value for fact in facts_of(text, frozenset()).of_kind(kind)] == values


# An excerpt in which a number, a negation or a name is changed is never suggested as a repetition.

EXCERPTS = {
    "shells": (
        "North Korea delivered 300,000 artillery shells to Russia in August 2023",
        "the shipment of 300,000 shells left the port of Rajin on 12 September, the American said",
    ),
    "tokmak": ("Tokmak lies roughly 18 miles south of Robotyne", "the rail hub of Tokmak, some 30 km from the front"),
    "visit": (
        "Last month Sergei Shoigu, the Russian defence minister, travelled to the DPRK",
        "Mr. Shoigu was in Pyongyang for the 70th anniversary of the armistice",
    ),
    "letters": (
        "Vladimir Putin and Kim Jong Un exchanged letters",
        "pledging to increase their cooperation, Kirby said",
    ),
    "drones": ("Iran had provided Russia with thousands of suicide drones",),
    "call": ("“the talks are actively advancing,” John Kirby told reporters in Washington on Wednesday",),
    "output": ("output of the steel works increased by twelve per cent after the strike",),
    "jets": ("Denmark and the Netherlands agreed to give 61 fighter jets to Ukraine",),
    "bridge": ("two British engineers inspected the bridge at Southport before it was closed in May 2022",),
    "vote": ("143 states voted for the resolution, Guterres told the General Assembly in New York",),
}
RECORD = ClaimIndex([_claim(name, f"{quotes[0]}.", *quotes) for name, quotes in EXCERPTS.items()])
QUOTATIONS = [(name, quote) for name, quotes in EXCERPTS.items() for quote in quotes]


def test_the_excerpts_are_distinctive() -> None:
    """The tests below would prove little with shorter ones."""
    assert all(is_distinctive(quote) for _, quote in QUOTATIONS)
    assert not is_distinctive("Since then, he said")


def _named(words: str) -> list[str]:
    """The names in a text, in its own words; a word that merely opens it is none."""
    return [
        fact.words
        for fact in facts_of(words, lower_case_words(words)).of_kind(FactKind.STATE, FactKind.NAME)
        if fact.words in words and fact.at
    ]


FRAMES = (
    "{}",
    "Officials in the capital were told: {}.",
    "{}, according to the report.",
    "The paper wrote on its front page that {}",
)
NAMES = ("Dmitry Peskov", "Antony Blinken", "Lavrov", "Nairobi", *sorted(states()))


def _repeats(name: str, article: str) -> list[Suggestion]:
    return [
        found
        for found in find_suggestions(RECORD, SourceText(article), REACH)
        if found.claim.id == name and found.relation is Relation.SIMILAR
    ]


def _quotations(having: Callable[[str], object] = bool) -> st.SearchStrategy[tuple[str, str]]:
    """Excerpts in which there is something to change."""
    return st.sampled_from([pair for pair in QUOTATIONS if having(pair[1])])


@settings(max_examples=150)
@given(_quotations(), st.sampled_from(FRAMES))
def test_an_unchanged_excerpt_is_exact(quotation: tuple[str, str], frame: str) -> None:
    """Pasted into other text, an excerpt is found as what it is."""
    name, words = quotation
    article = SourceText(f"Something else first.\n\n{frame.format(words)}\n\nAnd then more.")
    found = find_suggestions(RECORD, article, REACH)
    assert Relation.EXACT in [each.relation for each in found if each.claim.id == name]


@settings(max_examples=150)
@given(_quotations(re.compile(r"\d").search), st.sampled_from(FRAMES), st.integers(1, 90), st.data())
def test_a_changed_number_is_no_repetition(
    quotation: tuple[str, str], frame: str, by: int, data: st.DataObject
) -> None:
    """A figure of an excerpt, changed."""
    name, words = quotation
    figure = data.draw(st.sampled_from(list(re.finditer(r"\d+", words))))
    changed = f"{words[: figure.start()]}{int(figure[0]) + by}{words[figure.end() :]}"
    assert not _repeats(name, frame.format(changed))


@settings(max_examples=150)
@given(_quotations(), st.sampled_from(FRAMES), st.sampled_from(["not", "never", "hardly"]), st.data())
def test_an_inserted_negation_is_no_repetition(
    quotation: tuple[str, str], frame: str, negation: str, data: st.DataObject
) -> None:
    """A word of negation between two words of an excerpt."""
    name, words = quotation
    parts = words.split(" ")
    at = data.draw(st.integers(1, len(parts) - 1))
    assert not _repeats(name, frame.format(" ".join([*parts[:at], negation, *parts[at:]])))


@settings(max_examples=150)
@given(_quotations(_named), st.sampled_from(FRAMES), st.sampled_from(NAMES), st.data())
def test_a_swapped_name_is_no_repetition(
    quotation: tuple[str, str], frame: str, other: str, data: st.DataObject
) -> None:
    """One name of an excerpt, in all its places, is another."""
    name, words = quotation
    old = data.draw(st.sampled_from(_named(words)))
    assume(other not in {fact.value for fact in facts_of(old, frozenset()).facts})
    assert not _repeats(name, frame.format(re.sub(rf"\b{re.escape(old)}(?!\w)", other, words)))


# The command itself, on the base of the golden cases.

ARTICLE = """Talks go on

“We will not sign anything,” Ada Berg said once more.
Southland has sent 200 tonnes of grain. The bakery opens at noon. The bakery opens at noon.
"""


def _scan(article: str, project: Path, *options: str, name: str = "A Wire Story.txt") -> Ran:
    file = project.parent / name
    file.write_text(article, encoding="utf-8")
    return in_process("scan", file, *options, project=project)


def _found(article: str, project: Path, *options: str, name: str = "A Wire Story.txt") -> list[dict[str, Any]]:
    """The suggestions as JSON."""
    report = json.loads(_scan(article, project, "--format", "json", *options, name=name).stdout)
    assert report["total"] == len(report["suggestions"])
    return list(report["suggestions"])


def _places(found: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    return [(row["claim"], row["relation"], row["line"]) for row in found]


def test_the_report(small: Path, verbatim: Callable[..., Ran]) -> None:
    """From a shell: each suggestion with its place, its reason and an entry to paste."""
    file = small.parent / "A Wire Story.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    ran = verbatim("scan", file, project=small)
    assert (ran.code, ran.stderr) == (0, "")
    assert (
        ran.stdout
        == """\
A Wire Story.txt: quotes 1, differs from 1 of the known claims. These are suggestions: check each.

A Wire Story.txt:3:1  “We will not sign anything,” Ada Berg said once more.

  quotes no-signature: Northland said that it would sign nothing.
    known words: “We will not sign anything” (talks, asserts)
  - source: a-wire-story
    quote: We will not sign anything
    stance: asserts
    origin: unattributed

A Wire Story.txt:4:1  Southland has sent 200 tonnes of grain.

  differs from grain: Southland sent grain.
    number: “300,000 tonnes” in the claim, “200 tonnes” here
    same words: Southland, sent, tonnes, grain
    same facts: Southland
  - source: a-wire-story
    quote: Southland has sent 200 tonnes of grain.
    stance: differs
    origin: unattributed
    note: "FILL IN number: “300,000 tonnes” in the claim, “200 tonnes” here."
"""
    )
    assert verbatim("scan", small.parent / "none.txt", project=small).code == 2


def test_the_entry_can_be_pasted(small: Path) -> None:
    """As JSON the same; an entry of it, pasted, is read by `check`, which misses the article and the editor's note."""
    found = _found(ARTICLE, small)
    assert _places(found) == [("no-signature", "exact", 3), ("grain", "differs", 4)]
    grain = found[1]
    assert grain["differences"] == [{"what": "number", "claim": "300,000 tonnes", "here": "200 tonnes"}]
    (entry,) = yaml.safe_load(grain["entry"])
    assert (entry["source"], entry["stance"], entry["quote"] in ARTICLE) == ("a-wire-story", "differs", True)
    pasted = "".join(f"  {line}\n" for line in grain["entry"].splitlines())
    old = "  - source: talks\n    quote: Southland sent"
    edit(small / "claims.yaml", old, f"{pasted}{old}")
    missing, note = in_process("check", "--format", "json", project=small).problems
    assert (missing["code"], "a-wire-story" in missing["message"]) == ("unknown-source", True)
    assert (note["code"], "`note`" in note["message"]) == ("placeholder", True)


def test_a_repeated_passage(small: Path) -> None:
    """A sentence that the article has twice is suggested once, and its entry says which of the two is meant."""
    (found,) = _found("Southland sent much grain.\n\nIt rained.\n\nSouthland sent much grain.", small)
    assert found["line"] == 1
    assert "\n  occurrence: 1\n" in found["entry"]


def test_a_declared_article_is_scanned_for_what_is_left(small: Path) -> None:
    """Its own evidence is no suggestion; what else it repeats is, with its own id in the entry."""
    talks = (small / "seeds/articles/talks.txt").read_text(encoding="utf-8")
    assert _found(talks, small) == []
    claims = small / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    further = "\n- id: until-spring\n" + text[text.index("  claim: Southland sent grain.") :].rstrip()
    claims.write_text(
        text.rstrip()
        + "\n"
        + further.replace("Southland sent grain.", "The talks would go on until spring.")
        .replace("Southland sent 300,000 tonnes of grain", "called the talks")
        .replace("source: talks", "source: elsewhere")
        + "\n",
        encoding="utf-8",
    )
    (found,) = _found(talks, small)
    assert (found["claim"], found["line"]) == ("until-spring", 5)
    assert found["entry"].startswith("- source: talks\n")


def test_limit(small: Path) -> None:
    """No passage gets more claims than asked for, the most similar ones."""
    sentence = "Southland sent much grain, and Northland said that it would sign nothing."
    assert {row["claim"] for row in _found(sentence, small)} == {"grain", "no-signature"}
    assert len(_found(sentence, small, "--limit", "1")) == 1


def test_a_web_page_is_read_for_its_article(small: Path) -> None:
    """Of HTML the article is scanned, not the page."""
    paragraphs = "".join(
        f"<p>{line} It was a long day for everybody who had come to listen.</p>"
        for line in ARTICLE.splitlines()
        if line
    )
    menu = "<nav><a href='/'>Southland sent 300,000 tonnes of grain</a></nav>"
    page = f"<!doctype html><html><body>{menu}<article><h1>Talks</h1>{paragraphs}</article></body></html>"
    assert {(row["claim"], row["relation"]) for row in _found(page, small, name="page.html")} == {
        ("no-signature", "exact"),
        ("grain", "differs"),
    }


def test_nothing_found(small: Path) -> None:
    """It is said that an article has nothing to do with the claims."""
    ran = _scan("The bakery opens at noon.", small)
    assert (ran.code, ran.stdout) == (0, "A Wire Story.txt: nothing in it is similar to a known claim.\n")


def test_variants_are_read(small: Path) -> None:
    """`variants:` of a claim are looked for; `check` accepts them."""
    article = "Cereals from the south came by sea, half a shipload."
    assert _found(article, small) == []
    edit(small / "claims.yaml", "- id: grain\n", "- id: grain\n  variants: [Half a shipload of cereals came by sea.]\n")
    assert in_process("check", project=small).code == 0
    assert [row["claim"] for row in _found(article, small)] == ["grain"]


def test_faults(small: Path) -> None:
    """A file that is not text is a problem with a place; data that cannot be read are named."""
    bad = small.parent / "bad.txt"
    bad.write_bytes(b"%PDF-1.7\n")
    ran = in_process("scan", bad, project=small)
    assert ran.code == 1
    assert "bad.txt:1:1: error[unreadable-file]" in ran.stderr
    (small / "policy.yaml").write_text("site: [", encoding="utf-8")
    ran = _scan("The bakery opens at noon.", small)
    assert (ran.code, ran.stdout) == (1, "")
    assert "policy.yaml:" in ran.stderr


@pytest.mark.parametrize(
    "text",
    ["300,000 tonnes", "300.000 tonnes", "300’000 tonnes", "300\N{NARROW NO-BREAK SPACE}000 tonnes", "300 000 tonnes"],
)
def test_a_number_with_groups_is_one_term(text: str) -> None:
    """However its groups are divided."""
    assert terms_of(text) == terms_of("300000 tonnes")
    assert len(terms_of(text)) == 2


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("2.5 million", ("2.5", "million")),
        ("at 10:30", ("10:30",)),
        ("1,234,567.89", ("1234567.89",)),
        ("in 2022 300 people", ("2022", "300", "peopl")),
        ("the 1950s", ("1950s",)),
    ],
)
def test_terms_of_other_numbers(text: str, terms: tuple[str, ...]) -> None:
    """Decimals, times, and numbers next to each other."""
    assert terms_of(text) == terms


@pytest.mark.parametrize(
    "text",
    [
        "The talks that the ministers opened in Skerry collapsed, and Northland went home.",
        "Northland’s talks on grain were called off.",
        "Northland will skip the talks on grain.",
    ],
)
def test_what_words_of_no_list_deny_is_not_called_a_repetition(small: Path, text: str) -> None:
    """Nothing but the same words is said to be the same; the editor is told that the rest may be the opposite."""
    file = small.parent / "other.txt"
    file.write_text(f"Northland said that it would sign nothing. {text}\n", encoding="utf-8")
    ran = in_process("scan", file, project=small)
    assert ran.code == 0
    assert "repeats" not in ran.stdout
    similar = re.findall(r"^  is similar to .*?^  - source:", ran.stdout, re.DOTALL | re.MULTILINE)
    assert all("other words may still say the opposite" in suggestion for suggestion in similar)
    assert ran.stdout.count("  is similar to ") == len(similar)


# What the bench measures.


def test_the_bench(small: Path) -> None:
    """The evidence of an article is taken out: what it repeats is found again and compared with what was recorded."""
    words = (
        "Southland has sent 300,000 tonnes of grain, Mr. Holm said.\n\n"
        "Northland would sign nothing, Ada Berg told reporters.\n\n"
        "The grain was sent by Southland in May.\n"
    )
    raw = words.encode()
    (small / "seeds/articles/weekly.txt").write_bytes(raw)
    with (small / "seeds/articles.yaml").open("a", encoding="utf-8") as articles:
        articles.write(
            f"- id: weekly\n  file: weekly.txt\n  sha256: {sha256_of(raw)}\n  title: Grain\n  publisher: daily\n"
            "  published: 2022-05-04\n  rights: Invented.\n"
        )
    evidence = (
        "  - source: weekly\n    quote: {}\n    stance: {}\n    origin: unattributed\n  - source: talks\n    quote: {}"
    )
    for old, quote, stance in (
        ("Southland sent 300,000", "Southland has sent 300,000 tonnes of grain", "asserts"),
        ("We will not sign", "Northland would sign nothing", "denies"),
    ):
        edit(small / "claims.yaml", f"  - source: talks\n    quote: {old}", evidence.format(quote, stance, old))
    corpus = corpus_of(small)
    outcome = measure(corpus, next(article for article in corpus.articles if article.id == "weekly"))
    assert outcome.wanted == outcome.found == {"grain", "no-signature"}
    assert (outcome.passages, outcome.passages_found) == (2, 2)
    assert [suggestion.passage.line for suggestion in outcome.suggestions] == [1, 3]
    assert outcome.right == outcome.suggestions
    assert [suggestion.claim.id for suggestion in outcome.disagreeing] == ["no-signature"]
