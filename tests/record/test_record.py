"""The record itself: every sentence accounted for, every claim whole, the wordings compared, no undeclared relation."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.model.claims import Stance
from verbatim.model.sources import Read, Record
from verbatim.project import Project
from verbatim.quotation.shared_text import FEWEST_WORDS, quotations, shared_runs
from verbatim.quotation.source_text import SourceText
from verbatim.quotation.wordings import Difference, comparisons

from tests.support.microsite import ROOT, Ran


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The real data, checked."""
    found = examine(Project(ROOT))
    assert found.corpus is not None, found.problems
    return found.corpus


def test_every_sentence_is_accounted_for(corpus: Corpus) -> None:
    """No article has a sentence that no claim covers and nothing excuses; every excuse has a reason."""
    assert {name: [sentence.text for sentence in account.uncovered] for name, account in corpus.coverage.items()} == {
        article.id: [] for article in corpus.articles
    }
    assert sum(len(account.sentences) for account in corpus.coverage.values()) > 100


def test_no_article_is_printed_beyond_the_limit(corpus: Corpus, built_site: Path) -> None:
    """The share is counted anew, from what the built pages and the published data print of each stored file."""
    pages = [
        BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for page in sorted((built_site / "claims").rglob("*.html"))
    ]
    claims = json.loads((built_site / "api" / "v1" / "claims.json").read_text(encoding="utf-8"))["claims"]
    for article in corpus.articles:
        text = (ROOT / "seeds" / "articles" / article.file).read_bytes().decode("utf-8").replace("\r\n", "\n")
        printed = set[int]()
        for quotation in (quotation for page in pages for quotation in page.select("blockquote")):
            if quotation.select_one(f'mark[data-source="{article.id}"]'):
                for part in (
                    part for paragraph in quotation.select("p") for part in paragraph.get_text().split(" […] ")
                ):
                    assert part in text
                    printed.update(range(text.index(part), text.index(part) + len(part)))
        for selector in (
            excerpt["selector"] for claim in claims for excerpt in claim["excerpts"] if excerpt["source"] == article.id
        ):
            printed.update(range(selector["start"] - len(selector["prefix"]), selector["start"]))
            printed.update(range(selector["end"], selector["end"] + len(selector["suffix"])))
        words = [found.span() for found in re.finditer(r"\w+", text)]
        share = sum(not printed.isdisjoint(range(*word)) for word in words) / len(words)
        assert share == pytest.approx(corpus.coverage[article.id].share, abs=0.01)
        assert 0.2 < share <= corpus.policy.limits.largest_share / 100


def test_an_added_sentence_is_named(project: Path, verbatim: Callable[..., Ran]) -> None:
    """A new sentence, with the article's new hash, is named with its place."""
    articles = project / "seeds" / "articles.yaml"
    file = project / "seeds" / "articles" / "002_f68cd833a28cf471.txt"
    old = hashlib.sha256(file.read_bytes()).hexdigest()
    text = file.read_text(encoding="utf-8") + "\n\nNobody has said this before."
    file.write_text(text, encoding="utf-8", newline="")
    new = hashlib.sha256(file.read_bytes()).hexdigest()
    articles.write_text(articles.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    ran = verbatim("check", "--format", "json", project=project)
    (problem,) = json.loads(ran.stdout)["problems"]
    assert (problem["code"], problem["file"]) == ("uncovered-sentence", "seeds/articles/002_f68cd833a28cf471.txt")
    assert (problem["line"], problem["column"]) == (text.count("\n") + 1, 1)
    assert "Nobody has said this before." in problem["message"]


def test_the_table_has_a_row_for_each_article(verbatim: Callable[..., Ran], project: Path, corpus: Corpus) -> None:
    """`check --coverage` prints sentences, what accounts for them, and the printed share."""
    ran = verbatim("check", "--coverage", project=project)
    rows = {
        line.split()[0]: line.split()[1:]
        for line in ran.stdout.splitlines()
        if line.split() and line.split()[0] in corpus.coverage
    }
    assert ran.code == 0
    for name, account in corpus.coverage.items():
        sentences, quoted, covered, excused, neither, share = rows[name]
        assert int(sentences) == len(account.sentences) == int(quoted) + int(covered) + int(excused) + int(neither)
        assert share == f"{account.share:.1%}"


def test_too_large_a_share_is_refused(project: Path, verbatim: Callable[..., Ran]) -> None:
    """The limit of policy.yaml holds, and an article's rights may lift it."""
    policy = project / "policy.yaml"
    policy.write_text(policy.read_text(encoding="utf-8").rstrip() + "\n  largest_share: 40\n", encoding="utf-8")
    ran = verbatim("check", "--format", "json", project=project)
    codes = [problem["code"] for problem in json.loads(ran.stdout)["problems"]]
    assert ran.code == 1
    assert codes == ["share-too-large"] * 5
    articles = project / "seeds" / "articles.yaml"
    lifted = articles.read_text(encoding="utf-8").replace("\n  rights:", "\n  rights_allow_all: true\n  rights:")
    articles.write_text(lifted, encoding="utf-8")
    assert verbatim("check", project=project).code == 0


def test_the_strip_shows_every_sentence(built_site: Path, corpus: Corpus) -> None:
    """One cell a sentence, each with words for those who do not see it, each claim's cell a link to it."""
    for article in corpus.articles:
        soup = BeautifulSoup(
            (built_site / "articles" / article.id / "index.html").read_text(encoding="utf-8"), "html.parser"
        )
        cells = soup.select(".v-strip > li")
        sentences = corpus.coverage[article.id].sentences
        assert len(cells) == len(sentences)
        for cell, sentence in zip(cells, sentences, strict=True):
            link = cell.select_one("a")
            assert bool(link) == bool(sentence.claims)
            words = cell.select_one(".v-hidden")
            assert words is not None
            assert f"line {sentence.line}" in words.get_text()
            if link:
                assert link["href"]


def test_every_claim_is_whole(corpus: Corpus) -> None:
    """Finding, reasoning, date of the check and a first entry of its history; no status rests on an override."""
    for checked in corpus.claims:
        claim = checked.claim
        assert claim.finding
        assert claim.reasoning
        assert claim.history
        assert claim.history[0].on <= claim.checked.on
        assert claim.override is None


def test_every_status_and_both_kinds_occur(corpus: Corpus) -> None:
    """The record exercises the whole scale, and each article carries at least five claims."""
    assert {checked.status.id for checked in corpus.claims} == {status.id for status in corpus.policy.statuses}
    assert {checked.claim.kind.value for checked in corpus.claims} == {"fact", "said"}
    for article in corpus.articles:
        assert (
            len(
                [checked for checked in corpus.claims if any(excerpt.source is article for excerpt in checked.excerpts)]
            )
            >= 5
        )


def test_a_denied_claim_says_why_or_says_so(corpus: Corpus) -> None:
    """Evidence against a status is either outweighed, with the reason, or the status itself speaks of it."""
    for checked in corpus.claims:
        against = [excerpt for excerpt in checked.excerpts if excerpt.evidence.stance is Stance.DENIES]
        if checked.status.id in ("confirmed", "borne-out"):
            assert all(excerpt.evidence.outweighed for excerpt in against)


UTTERANCES = {
    "kirby-munitions": ("the", "would"),
    "kirby-raw-materials": ("These", "also"),
    "kirby-letters": ("their",),
    "kirby-high-level": ("discussion",),
    "kirby-desperation": ("[as]",),
    "kirby-iran": (),
    "shoigu-patrols": ("missile-carriers",),
    "patel-resolutions": ("Any kind of security cooperation or",),
}


@pytest.mark.parametrize(("utterance", "shown"), UTTERANCES.items(), ids=list(UTTERANCES))
def test_an_utterance_is_compared(utterance: str, shown: tuple[str, ...], corpus: Corpus, built_site: Path) -> None:
    """The claim page sets the readings side by side and marks what differs; nothing of a reading is lost."""
    (checked,) = (
        checked
        for checked in corpus.claims
        if any(excerpt.evidence.utterance == utterance for excerpt in checked.excerpts)
    )
    comparison = next(
        comparison for comparison in comparisons(checked.excerpts, "en") if comparison.utterance == utterance
    )
    for reading in comparison.readings:
        own = [run.words for run in reading.runs if run.difference in (Difference.SAME, Difference.OTHER)]
        wording, passage = reading.wording, reading.wording.excerpt.passage
        printed = (
            passage.translation.text
            if wording.translated and passage and passage.translation
            else wording.excerpt.quotation
        )
        assert " ".join(own) == " ".join(printed.split())
        assert wording.translated == (wording.excerpt.source.lang != "en")
    marked = " | ".join(
        run.words for reading in comparison.readings for run in reading.runs if run.difference is not Difference.SAME
    )
    for words in shown:
        assert words in marked
    page = BeautifulSoup((built_site / "claims" / checked.id / "index.html").read_text(encoding="utf-8"), "html.parser")
    tables = page.select(".v-wordings")
    assert len(tables) == len(comparisons(checked.excerpts, "en"))


def test_the_five_articles_share_no_long_run(corpus: Corpus) -> None:
    """So there is nothing to declare; shorter runs are shared, which shows that runs are found at all."""
    texts = {article.id: corpus.texts[article.id] for article in corpus.articles}
    assert list(shared_runs(texts, {})) == []


NARRATION = "one two three four five six seven eight nine ten eleven twelve thirteen"


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        (f"{NARRATION}.", f"He wrote: {NARRATION}.", True),
        (" ".join(NARRATION.split()[: FEWEST_WORDS - 1]), NARRATION, False),
        (f"“{NARRATION},” he said.", f"“{NARRATION},” she said.", False),
        (f"{NARRATION}.", f"{NARRATION},” he said.", False),
        (f"An unopened mark,” he said. Then {NARRATION}.", f"{NARRATION}.", True),
        (f"“An unclosed mark, he said.\n\n{NARRATION}.", f"{NARRATION}.", True),
        (f"“An unclosed mark, he said. {NARRATION}.", f"{NARRATION}.", False),
        (f'"Straight," he said. {NARRATION}. "Again," he said.', f"{NARRATION}.", True),
        (f"{' '.join(NARRATION.split()[:6])} “no,” {' '.join(NARRATION.split()[6:])}", NARRATION, False),
    ],
)
def test_a_shared_run(first: str, second: str, shared: bool) -> None:  # noqa: FBT001 - a table of cases
    """Twelve words of narration are found; words in quotation marks are not narration, however the marks are balanced."""
    assert bool(list(shared_runs({"a": SourceText(first), "b": SourceText(second)}, {}))) == shared


def test_the_lone_mark_of_the_real_article(corpus: Corpus) -> None:
    """In 003 a quotation lacks its opening mark: it is taken from its sentence's start, and spoils no other."""
    text = corpus.texts["kim-plans-visit"]
    found = [text.text[span.start : span.end] for span in quotations(text)]
    assert found[0].startswith("Last month Sergei Shoigu")
    assert found[0].endswith("to Russia,”")
    assert all(quotation.startswith("“") for quotation in found[1:])


def test_a_shared_run_is_a_warning_until_it_is_declared(project: Path, verbatim: Callable[..., Ran]) -> None:
    """On a copy in which one article takes over a sentence of another."""
    articles = project / "seeds" / "articles.yaml"
    file = project / "seeds" / "articles" / "001_daa22dbdf43430df.txt"
    old = hashlib.sha256(file.read_bytes()).hexdigest()
    taken = "It would be the first foreign trip in more than four years for the North Korean leader, who crossed"
    file.write_bytes(file.read_bytes() + f"\n{taken}".encode())
    new = hashlib.sha256(file.read_bytes()).hexdigest()
    articles.write_text(articles.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    ran = verbatim("check", "--format", "json", project=project)
    found = [problem for problem in json.loads(ran.stdout)["problems"] if problem["code"] == "undeclared-relation"]
    assert ran.code == 0
    assert [problem["severity"] for problem in found] == ["warning"]
    assert taken in found[0]["message"]
    declared = articles.read_text(encoding="utf-8").replace(
        "\n- id: kim-plans-visit\n", "\n- id: kim-plans-visit\n  derives_from: radio-free-asia-reprint\n"
    )
    articles.write_text(declared, encoding="utf-8")
    assert "undeclared-relation" not in verbatim("check", "--format", "json", project=project).stdout


def test_who_rewrote_whom(corpus: Corpus) -> None:
    """East Coast Daily leads over WION to CNN, which was not found and so is no witness."""
    (root,) = corpus.register.root_sources("east-coast-daily-report")
    assert isinstance(root, Record)
    assert root.read is Read.NONE
    assert corpus.register.name(root.publisher) == "CNN"
    assert corpus.register.witnesses("east-coast-daily-report") == frozenset()


def test_what_was_inferred_or_not_found_is_said(built_site: Path, corpus: Corpus) -> None:
    """Every inferred field's reason and every unknown author stand on the article's page."""
    for article in corpus.articles:
        text = BeautifulSoup(
            (built_site / "articles" / article.id / "index.html").read_text(encoding="utf-8"), "html.parser"
        ).get_text()
        for why in article.inferred.values():
            assert why in text
        assert ("not found" in text) or article.author
