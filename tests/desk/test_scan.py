"""`scan`: known words are found, repetitions are offered, and nothing that disagrees is offered as a repetition."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.desk.scan.facts import Kind, facts, lower_case_words
from verbatim.desk.scan.index import Index
from verbatim.desk.scan.offers import Offer, Relation, offers, telling
from verbatim.desk.scan.wordlists import states
from verbatim.model.claims import Claim, Stance
from verbatim.project import Project
from verbatim.quotation.source_text import SourceText

from tests.bench.scan import measure
from tests.support import register as newsroom
from tests.support.microsite import ROOT, Ran, edit, verbatim

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
INDEX = Index(CLAIMS)


def _offers(article: str) -> list[Offer]:
    return offers(INDEX, SourceText(article), REACH)


def _only(article: str, name: str) -> Offer:
    """The one offer of a claim for an article."""
    (offer,) = [offer for offer in _offers(article) if offer.claim.id == name]
    return offer


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
def test_a_repetition_is_offered(name: str, sentence: str) -> None:
    """Other order, other spelling of numbers, another word for a state: the same claim."""
    offer = _only(sentence, name)
    assert offer.relation is Relation.REPEATS, offer.differences
    assert offer.shared
    assert offer.passage.text == sentence


@pytest.mark.parametrize(
    ("name", "sentence", "what", "ours", "theirs"),
    [
        ("shells", "North Korea delivered 200,000 artillery shells to Russia in August 2023.", "number", "300,000", "200,000"),
        ("shells", "North Korea delivered two million artillery shells to Russia in August 2023.", "number", "300,000", "two million"),
        ("shells", "North Korea delivered 300,000 artillery shells to Russia in August 2022.", "year", "2023", "2022"),
        ("shells", "North Korea delivered 300,000 artillery shells to Russia in May 2023.", "month", "August", "May"),
        ("shells", "North Korea delivered 300,000 artillery shells to China in August 2023.", "state", "Russia", "China"),
        ("shells", "Russia delivered 300,000 artillery shells to North Korea in August 2023.", "order of names", "North Korea … Russia", "Russia … North Korea"),
        ("shells", "North Korea never delivered 300,000 artillery shells to Russia in August 2023.", "negation", "", "never"),
        ("shells", "North Korea didn’t deliver 300,000 artillery shells to Russia in August 2023.", "negation", "", "n't"),
        ("shells", "Russia received 300,000 shells from North Korea in August 2023.", "order of names", "North Korea … Russia", "Russia … North Korea"),
        ("tokmak", "Tokmak lies roughly 18 kilometres south of Robotyne.", "number", "18 miles", "18 kilometres"),
        ("tokmak", "Tokmak lies roughly 18 miles north of Robotyne.", "direction", "south", "north"),
        ("tokmak", "Tokmak lies roughly 18 miles south of Bakhmut.", "name", "Robotyne", "Bakhmut"),
        ("visit", "Sergei Shoigu visited Pyongyang on Thursday 26 July 2023.", "weekday", "Wednesday", "Thursday"),
        ("visit", "Sergei Shoigu visited Pyongyang on Wednesday 27 July 2023.", "day", "26", "27"),
        ("visit", "Sergei Lavrov visited Pyongyang on Wednesday 26 July 2023.", "name", "Sergei Shoigu", "Sergei Lavrov"),
        ("drones", "Iran had provided Russia with hundreds of suicide drones.", "number", "thousands", "hundreds"),
        ("drones", "Iran refused to provide Russia with thousands of suicide drones.", "negation", "", "refused"),
        ("drones", "Iran had provided Ukraine with thousands of suicide drones.", "state", "Russia", "Ukraine"),
        ("call", "Adrienne Watson said that the talks were actively advancing.", "name", "John Kirby", "Adrienne Watson"),
        ("call", "John Kirby denied that the talks were actively advancing.", "negation", "", "denied"),
        ("output", "Output of the steel works decreased by twelve per cent after the strike.", "direction", "increased", "decreased"),
        ("output", "Output of the steel works increased by twelve per cent before the strike.", "direction", "after", "before"),
        ("output", "Output of the steel works increased by twelve tons after the strike.", "number", "twelve per cent", "twelve tons"),
        ("jets", "Denmark and the Netherlands agreed to give F-18 fighter jets to Ukraine.", "number", "16", "18"),
        ("jets", "Denmark and Norway agreed to give F-16 fighter jets to Ukraine.", "state", "Netherlands", "Norway"),
        ("harvest", "The ministry denied that wheat exports had resumed.", "negation", "", "denied"),
        ("jets", "Denmark and the Netherlands agreed to give F-16 fighter jets to the Ukraine.", "article", "Ukraine", "the Ukraine"),
    ],
)  # fmt: skip
def test_a_disagreement_is_named(name: str, sentence: str, what: str, ours: str, theirs: str) -> None:
    """One number, date, unit, name, negation or direction is another: never under `repeats`, and the report says which."""
    offer = _only(sentence, name)
    assert offer.relation is Relation.DIFFERS
    assert (what, ours, theirs) in [(item.what, item.claim, item.passage) for item in offer.differences]


def test_words_that_assert_it_in_another_script_settle_nothing() -> None:
    """Where all that asserts a claim is in another script, nothing like its own sentence is said to repeat it."""
    sentence = "The minister said that both states hold joint patrols of bombers and of naval units."
    quotation = {"source": "wire", "quote": "совместное патрулирование", "stance": "asserts", "origin": "unattributed"}
    claim = newsroom.claim(newsroom.excerpt(**quotation), id="patrols", claim=sentence)
    (offer,) = offers(Index([claim]), SourceText(sentence), 400)
    assert offer.relation is Relation.DIFFERS
    assert str(offer.differences[0]) == "no known words that assert the claim can be compared with these"


def test_words_like_a_denial_are_no_repetition() -> None:
    """A passage most like an excerpt that denies the claim is offered, under `differs`, with that stance to start from."""
    denial = newsroom.excerpt(
        quote="everything that officials say of such shipments is invention from beginning to end", stance="denies"
    )
    known = newsroom.claim(*CLAIMS[0].evidence, denial, id="shells", claim=CLAIMS[0].claim)
    article = SourceText(
        "Everything that officials say of the shipments is invention, from its beginning to its end, he told us."
    )
    (offer,) = offers(Index([known]), article, REACH)
    assert offer.relation is Relation.DIFFERS
    assert offer.nearest.evidence is not None
    assert offer.nearest.evidence.stance is Stance.DENIES


def test_other_words_in_a_known_quotation_are_named() -> None:
    """Where a passage is a known quotation but for a few words, those are shown."""
    known = _claim(
        "plans",
        "The army wants the shells.",
        "multiple types of munitions, which the Russian military plans to use in the south",
    )
    text = "There are multiple types of munitions, which the Russian military might use in the south."
    (offer,) = offers(Index([known]), SourceText(text), REACH)
    assert offer.relation is Relation.DIFFERS
    assert [(item.what, item.claim, item.passage) for item in offer.differences] == [("words", "plans to", "might")]


def test_exact_words_in_another_setting() -> None:
    """A known quotation is `exact` wherever it stands; a denial round it is shown, and is no assertion."""
    offer = _only("It is not true, he said, that Tokmak lies roughly 18 miles south of Robotyne.", "tokmak")
    assert offer.relation is Relation.EXACT
    assert offer.round_about == ("not",)
    assert offer.quote == "Tokmak lies roughly 18 miles south of Robotyne."


def test_a_claim_is_offered_at_its_best_passage() -> None:
    """Once near, however often an article comes back to it; in reading order."""
    article = "He spoke of letters.\n\nKim and Putin exchanged letters about closer ties.\n\nTehran provided Russia with thousands of drones."
    found = _offers(article)
    assert [(offer.claim.id, offer.passage.line) for offer in found] == [("letters", 3), ("drones", 5)]


def test_words_of_like_meaning_alone_are_not_enough() -> None:
    """A passage that shares no word with a claim is not offered for it, and is no fault."""
    known = _claim("talks", "Negotiations on weapons advance.")
    assert offers(Index([known]), SourceText("Discussions of munitions progress."), REACH) == []


def test_an_article_may_quote_a_claim_and_contradict_it() -> None:
    """Words quoted in one sentence and changed in another: both are offered."""
    first, other = (
        "Tokmak lies roughly 18 miles south of Robotyne.",
        "Tokmak lies roughly 28 miles south of Robotyne, it says.",
    )
    assert [(offer.relation, offer.passage.line) for offer in _offers(f"{first}\n\n{other}")] == [
        (Relation.EXACT, 1),
        (Relation.DIFFERS, 3),
    ]
    found = _offers(f"{other}\n\n{first.replace('lies', 'is')}")
    assert [offer.passage.line for offer in found] == [1, 3]
    assert [item.what for item in found[0].differences] == ["number"]


@pytest.mark.parametrize(
    "article", ["", "\n\n", "Nobody here has heard of it.", "……", "한국어 문장입니다. 日本語。", "\u202e\u200b"]
)
def test_nothing_to_offer(article: str) -> None:
    """Empty, unrelated or foreign text offers nothing and is no fault."""
    assert _offers(article) == []


def test_other_scripts_are_compared() -> None:
    """A quotation in another language is found as it stands."""
    index = Index([_claim("drill", "Russia spoke of exercises.", "Мы обсуждаем со всеми это, в том числе и с КНДР")])
    (offer,) = offers(index, SourceText("Шойгу сказал: «Мы обсуждаем со всеми это, в том числе и с КНДР»."), REACH)
    assert offer.relation is Relation.EXACT


def test_a_very_long_sentence() -> None:
    """A sentence without end is compared like any other."""
    filler = ", and the column moved along the river towards the bridge" * 2_000
    offer = _only(f"It began{filler}, while Kim and Putin exchanged letters about closer ties{filler}.", "letters")
    assert offer.relation is not Relation.EXACT


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        (
            "20-thousand containers, 1.5 million tons and $3bn",
            Kind.NUMBER,
            ["20000", "1500000 ton", "3000000000 dollar"],
        ),
        ("two hundred and fifty thousand; twenty-one; a dozen", Kind.NUMBER, ["250000", "21", "12"]),
        (
            "the 70th anniversary, the third time, 18 per cent and 4%",
            Kind.NUMBER,
            ["70", "3", "18 percent", "4 percent"],
        ),
        (
            "tens of thousands, if not hundreds of thousands",
            Kind.NUMBER,
            ["tens of thousands", "hundreds of thousands"],
        ),
        ("one of them may march, no one else", Kind.NUMBER, []),
        ("from 25 to 27 July, on Sept. 12 and August 30", Kind.DAY, ["25", "27", "12", "30"]),
        ("in May and in March, which may march on", Kind.MONTH, ["May", "March"]),
        ("the previous month, last week, yesterday", Kind.TIME, ["last month", "last week", "yesterday"]),
        ("Washington, the U.S. and the DPRK", Kind.STATE, ["United States", "United States", "North Korea"]),
        ("a meeting with Donald Trump and Moon Jae-in", Kind.NAME, ["donald trump", "moon jae"]),
        ("it isn’t so and can’t be; never without", Kind.NEGATION, ["n't", "n't", "never", "without"]),
    ],
)
def test_facts(text: str, kind: Kind, values: list[str]) -> None:
    """Two ways to write one thing give one value."""
    assert [fact.value for fact in facts(text, frozenset()).of(kind)] == values


# On the real record: whatever excerpt of it is changed in a number, a negation or a name is never offered as a repetition.


@cache
def _corpus() -> Corpus:
    corpus = examine(Project(ROOT)).corpus
    assert corpus is not None
    return corpus


@cache
def _record() -> tuple[Index, tuple[tuple[str, str], ...]]:
    """The index of all claims, and every excerpt of one sentence that is long enough to be telling, as (claim, words)."""
    claims = [checked.claim for checked in _corpus().claims]
    quotations = ((claim.id, item.quote) for claim in claims for item in claim.evidence if "[…]" not in item.quote)
    return Index(claims), tuple(
        pair for pair in quotations if telling(pair[1]) and len(SourceText(pair[1]).sentences) == 1
    )


def _named(words: str) -> list[str]:
    """The names in a text, as it writes them; a word that merely opens it is none."""
    return [
        fact.words
        for fact in facts(words, lower_case_words(words)).of(Kind.STATE, Kind.NAME)
        if fact.words in words and fact.at
    ]


FRAMES = (
    "{}",
    "Officials in the capital were told: {}.",
    "{}, according to the report.",
    "The paper wrote on its front page that {}",
)
NAMES = ("Dmitry Peskov", "Antony Blinken", "Lavrov", "Nairobi", *sorted(states()))


def _repeats(name: str, article: str) -> list[Offer]:
    index, _ = _record()
    return [
        offer
        for offer in offers(index, SourceText(article), REACH)
        if offer.claim.id == name and offer.relation is Relation.REPEATS
    ]


def _quotations(having: Callable[[str], object] = bool) -> st.SearchStrategy[tuple[str, str]]:
    """Excerpts of the record in which there is something to change."""
    return st.deferred(lambda: st.sampled_from([pair for pair in _record()[1] if having(pair[1])]))


@settings(max_examples=150)
@given(_quotations(), st.sampled_from(FRAMES))
def test_an_unchanged_excerpt_is_exact(quotation: tuple[str, str], frame: str) -> None:
    """Pasted into other text, an excerpt is found as what it is."""
    name, words = quotation
    index, _ = _record()
    found = offers(index, SourceText(f"Something else first.\n\n{frame.format(words)}\n\nAnd then more."), REACH)
    assert Relation.EXACT in [offer.relation for offer in found if offer.claim.id == name]


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
    assume(other not in {fact.value for fact in facts(old, frozenset()).facts})
    assert not _repeats(name, frame.format(re.sub(rf"\b{re.escape(old)}(?!\w)", other, words)))


def test_what_the_bench_measures() -> None:
    """On the real articles most offers are right and most claims found: far below either something is broken."""
    outcomes = [measure(_corpus(), article) for article in _corpus().articles]
    assert sum(len(outcome.right) for outcome in outcomes) > 0.75 * sum(len(outcome.offers) for outcome in outcomes)
    assert sum(len(outcome.found) for outcome in outcomes) > 0.75 * sum(len(outcome.wanted) for outcome in outcomes)


# The command itself.

ARTICLE = """Talks go on

North Korea is considering supplying Russia with arms for use in Ukraine, a paper wrote.
Tokmak lies roughly 25 miles south of Robotyne.
"""


def _scan(article: str, tmp_path: Path, *options: str, project: Path = ROOT, name: str = "A Wire Story.txt") -> Ran:
    file = tmp_path / name
    file.write_text(article, encoding="utf-8")
    return verbatim("scan", file, *options, project=project)


def test_the_report(tmp_path: Path) -> None:
    """Each offer with its place, its reason and an entry to paste."""
    ran = _scan(ARTICLE, tmp_path)
    assert (ran.code, ran.stderr) == (0, "")
    assert "A Wire Story.txt:3:1  North Korea is considering" in ran.stdout
    assert "quotes considering-arms-for-russia:" in ran.stdout
    assert "differs from tokmak-18-miles:" in ran.stdout
    assert "number: “18 miles” in the claim, “25 miles” here" in ran.stdout


def test_the_entry_can_be_pasted(tmp_path: Path, project: Path) -> None:
    """As JSON the same; an entry of it, pasted, is read by `check` and proven in the article once that is declared."""
    ran = _scan(ARTICLE, tmp_path, "--format", "json")
    answer = json.loads(ran.stdout)
    assert answer["total"] == len(answer["offers"])
    offer = next(offer for offer in answer["offers"] if offer["claim"] == "tokmak-18-miles")
    assert (offer["relation"], offer["line"]) == ("differs", 4)
    assert offer["differs"][0] == {"what": "number", "claim": "18 miles", "here": "25 miles"}
    (entry,) = yaml.safe_load(offer["stub"])
    assert entry["source"] == "a-wire-story"
    assert entry["stance"] == "differs"
    assert entry["quote"] in ARTICLE
    pasted = "".join(f"  {line}\n" for line in offer["stub"].splitlines())
    edit(
        project / "claims.yaml",
        "  - source: tisen-2023-08\n    quote: Ropotyn",
        f"{pasted}  - source: tisen-2023-08\n    quote: Ropotyn",
    )
    (problem,) = verbatim("check", "--format", "json", project=project).problems
    assert (problem["code"], "a-wire-story" in problem["message"]) == ("unknown-source", True)


def test_a_declared_article_is_scanned_for_what_is_left(project: Path, tmp_path: Path) -> None:
    """Its own evidence is no offer; the entry names its id."""
    article = (project / "seeds" / "articles" / "002_f68cd833a28cf471.txt").read_text(encoding="utf-8")
    found = json.loads(_scan(article, tmp_path, "--format", "json", project=project).stdout)["offers"]
    assert all(
        offer["relation"] != "exact" or offer["nearest"]["source"] != "east-coast-daily-report" for offer in found
    )
    assert all("source: east-coast-daily-report" in offer["stub"] for offer in found)


def test_limit(tmp_path: Path) -> None:
    """No passage is offered for more claims than asked for."""
    sentence = "Kim Jong Un and Vladimir Putin exchanged letters, and Kim is expected to travel to Russia by armoured train to discuss arms."
    many, one = (
        json.loads(_scan(sentence, tmp_path, "--format", "json", "--limit", limit).stdout)["total"]
        for limit in ("5", "1")
    )
    assert many > one == 1


def test_a_web_page_is_read_for_its_article(tmp_path: Path) -> None:
    """Of HTML the article is scanned, not the page."""
    paragraphs = "".join(
        f"<p>{line} It was a long day for everybody who had come to listen.</p>"
        for line in ARTICLE.splitlines()
        if line
    )
    page = f"<!doctype html><html><body><nav><a href='/'>Home</a></nav><article><h1>Talks</h1>{paragraphs}</article></body></html>"
    found = json.loads(_scan(page, tmp_path, "--format", "json", name="page.html").stdout)["offers"]
    assert {"considering-arms-for-russia", "tokmak-18-miles"} <= {offer["claim"] for offer in found}


def test_nothing_found(tmp_path: Path) -> None:
    """An article that has nothing to do with the record is said to."""
    ran = _scan("The bakery opens at noon.", tmp_path)
    assert (ran.code, ran.stdout) == (0, "A Wire Story.txt: nothing in it is like a known claim.\n")


def test_variants_are_read(project: Path, tmp_path: Path) -> None:
    """`variants:` of a claim are looked for; `check` takes them."""
    edit(
        project / "claims.yaml",
        "- id: tokmak-18-miles\n",
        "- id: tokmak-18-miles\n  variants: [The rail hub is half an hour by car from the ruins.]\n",
    )
    assert verbatim("check", project=project).code == 0
    found = json.loads(
        _scan(
            "From the ruins the rail hub is half an hour by car.", tmp_path, "--format", "json", project=project
        ).stdout
    )
    assert [offer["claim"] for offer in found["offers"]] == ["tokmak-18-miles"]


def test_faults(tmp_path: Path) -> None:
    """A file that is no text is a problem with a place; a file that is not there is wrong usage."""
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"%PDF-1.7\n")
    ran = verbatim("scan", bad, project=ROOT)
    assert ran.code == 1
    assert "bad.txt:1:1: error[unreadable-file]" in ran.stderr
    assert verbatim("scan", tmp_path / "none.txt", project=ROOT).code == 2
