"""What a record promises its readers, as tests that are made from its data alone.

The invented newsroom is held to them, which has one of everything, and so is this repository's own record. A class that
inherits from `Promises` and gives the fixtures `corpus`, `folder` and `site` runs them.
"""

import csv
import gzip
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import chain, takewhile
from pathlib import Path
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer
from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.evidence import OriginBasis, Stance
from verbatim.model.register import Register
from verbatim.model.sources import Inferable, OriginKind
from verbatim.quotation.comparing.wordings import Difference, comparisons
from verbatim.quotation.excerpts import Excerpt

from tests.support.omissions import statuses_that_check_allows


@cache
def page(site: Path, path: str) -> BeautifulSoup:
    """A page of a built site."""
    return BeautifulSoup((site / path / "index.html").read_bytes(), "lxml")


def words(text: str) -> str:
    """Text with its white space made even."""
    return " ".join(text.split())


def cards(site: Path, checked: CheckedClaim) -> list[Tag]:
    """Each excerpt's card on the page of a claim, in the order of the evidence."""
    shown = {
        str(heading["id"]): heading.find_parent("div", class_="v-card")
        for heading in page(site, f"claims/{checked.id}").select("main h3[id]")
    }
    found = [shown[excerpt.id] for excerpt in checked.excerpts]
    return [card for card in found if isinstance(card, Tag)]


def voices_named(excerpt: Excerpt, register: Register) -> set[str]:
    """The voices on whose word an excerpt asserts its claim, as its source names them, without the code that counts."""
    evidence, source = excerpt.evidence, excerpt.source
    if evidence.stance is not Stance.ASSERTS or evidence.origin_basis is OriginBasis.INFERRED or evidence.distortion:
        return set()
    found: set[str] = set()
    for root in (root for name in evidence.origins for root in register.root_origins(name)):
        voices = {register.voice(voice) for voice in root.voices}
        its_own = (
            root.kind in (OriginKind.REPORT, OriginKind.OBSERVATION) and register.voice(source.publisher) in voices
        )
        found |= set() if its_own and Inferable.PUBLISHER in source.inferred else voices
    return found


class Promises:
    """The promises, one test each."""

    def test_every_sentence_is_accounted_for(self, corpus: Corpus) -> None:
        """A claim covers it, or it is excused with a reason; only what a withdrawn claim had covered may be open."""
        was_covered = {
            article.id: [
                span
                for checked in corpus.retired
                for excerpt in checked.excerpts
                if excerpt.source is article
                for span in (*excerpt.spans, *excerpt.covered)
            ]
            for article in corpus.articles
        }
        still_open = {
            name: [
                sentence.text
                for sentence in account.uncovered
                if not any(span.touches(sentence.span) for span in was_covered[name])
            ]
            for name, account in corpus.coverage.items()
        }
        assert still_open == {article.id: [] for article in corpus.articles}
        assert all(excuse.reason for article in corpus.articles for excuse in article.excused)

    def test_the_strip_of_an_article_shows_every_sentence(self, corpus: Corpus, site: Path) -> None:
        """One cell for each sentence, in words for those who do not see it; it leads to the claim, or shows as open."""
        for article in corpus.articles:
            cells = page(site, f"articles/{article.id}").select(".v-strip > li")
            for cell, sentence in zip(cells, corpus.coverage[article.id].sentences, strict=True):
                link, said = cell.select_one("a[href]"), cell.select_one(".v-hidden")
                assert said
                assert f"line {sentence.line}" in said.get_text()
                assert bool(link) == bool(sentence.claims)
                assert bool(cell.select(".v-cell-open")) == (not sentence.accounted_for)

    def test_what_a_status_hangs_on_agrees_with_check(self, corpus: Corpus, folder: Path, tmp_path: Path) -> None:
        """`check` refuses a status, and allows others, exactly where leaving a source or a voice out says so."""
        expected = {
            (checked.id, omission.left_out.id): [status.id for status in omission.allowed]
            for checked in corpus.claims
            for omission in corpus.hangs_on(checked)
        }
        found = statuses_that_check_allows(corpus, folder, tmp_path / "without")
        assert found == {trial: expected.get(trial) for trial in found}

    def test_the_method_page_lists_what_each_status_hangs_on(self, corpus: Corpus, site: Path) -> None:
        """Each claim whose status hangs on one source or voice, once; the number before it is right."""
        hanging = [f"../claims/{checked.id}/#evidence" for checked in corpus.claims if corpus.hangs_on(checked)]
        heading = page(site, "method").find(id="hangs-on")
        assert heading
        section = list(takewhile(lambda each: each.name != "h2", heading.find_next_siblings()))
        assert [str(link["href"]) for each in section for link in each.select("a.v-row-claim")] == hanging
        assert f"{len(hanging)} of {len(corpus.claims)} statuses" in words(section[0].get_text())

    def test_no_article_is_printed_beyond_the_limit(self, corpus: Corpus, folder: Path, site: Path) -> None:
        """The share is counted anew, from what the built pages and the published data print of each stored file."""
        quotations = [
            quotation
            for checked in corpus.claims
            for quotation in page(site, f"claims/{checked.id}").select("blockquote")
        ]
        claims = json.loads((site / "api" / "v1" / "claims.json").read_text(encoding="utf-8"))["claims"]
        for article in corpus.articles:
            text = (folder / "seeds" / "articles" / article.file).read_bytes().decode("utf-8").replace("\r\n", "\n")
            printed = set[int]()
            for quotation in quotations:
                if marks := quotation.select(f'mark[data-source="{article.id}"]'):
                    start = int(str(marks[0]["data-start"]))
                    for part in chain(*(paragraph.get_text().split(" […] ") for paragraph in quotation.select("p"))):
                        places = [found.start() for found in re.finditer(re.escape(part), text)]
                        assert places, part
                        at = min(places, key=lambda place: abs(place - start))
                        printed.update(range(at, at + len(part)))
            for selector in (
                excerpt["selector"]
                for claim in claims
                for excerpt in claim["excerpts"]
                if excerpt["source"] == article.id
            ):
                printed.update(range(selector["start"] - len(selector["prefix"]), selector["start"]))
                printed.update(range(selector["end"], selector["end"] + len(selector["suffix"])))
            spans = [found.span() for found in re.finditer(r"\w+", text)]
            share = sum(not printed.isdisjoint(range(*span)) for span in spans) / len(spans)
            assert share == pytest.approx(corpus.coverage[article.id].share, abs=0.01), article.id
            assert article.rights_allow_all or share <= corpus.policy.limits.largest_share / 100

    def test_every_claim_is_whole(self, corpus: Corpus, site: Path) -> None:
        """A finding, a reasoning and a first entry of its history; a rule that was set aside is named on its page."""
        for checked in corpus.claims:
            claim = checked.claim
            assert claim.finding
            assert claim.reasoning
            assert min(change.day for change in claim.history) <= claim.checked.day
            if claim.override:
                shown = words(page(site, f"claims/{checked.id}").get_text(" "))
                assert claim.override.rule in shown
                assert words(claim.override.reason) in shown

    def test_evidence_against_a_claim_is_shown(self, corpus: Corpus, site: Path) -> None:
        """A denial with the reason why it does not change the status, a difference, and a distortion with its kind."""
        for checked in corpus.claims:
            for excerpt, card in zip(checked.excerpts, cards(site, checked), strict=True):
                evidence, shown = excerpt.evidence, words(card.get_text(" "))
                said = [evidence.note, evidence.outweighed, evidence.distortion]
                assert [text for text in said if text and words(text) not in shown] == []
                assert f"v-{evidence.stance}" in card["class"]

    def test_the_same_words_are_compared(self, corpus: Corpus, site: Path) -> None:
        """The claim's page has a table for each utterance of several sources; no reading in it loses a word."""
        for checked in corpus.claims:
            found = comparisons(checked.excerpts, corpus.policy.site.lang)
            labels = Counter(excerpt.evidence.utterance for excerpt in checked.excerpts if excerpt.evidence.utterance)
            assert {each.utterance for each in found} == {label for label, number in labels.items() if number > 1}
            assert len(page(site, f"claims/{checked.id}").select(".v-wordings")) == len(found)
            for reading in (reading for comparison in found for reading in comparison.readings):
                own = [run.words for run in reading.runs if run.difference in (Difference.SAME, Difference.OTHER)]
                wording = reading.wording
                translation = wording.excerpt.translation if wording.translated else None
                printed = translation.text if translation else wording.excerpt.quotation
                assert " ".join(own) == words(printed)
                assert wording.translated == (wording.excerpt.source.lang != corpus.policy.site.lang)

    def test_what_was_inferred_or_not_found_is_said(self, corpus: Corpus, site: Path) -> None:
        """The article's page has the reason for every inferred field, and says where no author was found."""
        for article in corpus.articles:
            facts = {
                words(row.select_one("dt").get_text()): words(row.get_text(" "))  # type: ignore[union-attr]
                for row in page(site, f"articles/{article.id}").select("dl.v-article > div")
            }
            text = words(page(site, f"articles/{article.id}").get_text(" "))
            assert [why for why in article.inferred.values() if words(why) not in text] == []
            author = next(said for label, said in facts.items() if label.startswith("Author"))
            assert (article.author or "not found") in author

    def test_the_pages_count_what_is_there(self, corpus: Corpus, site: Path) -> None:
        """The numbers on the home page, and the lists of all claims and of all articles."""
        home = page(site, ".")
        numbers = [int(found.get_text().split()[0]) for found in home.select(".v-lead strong")]
        assert numbers[:2] == [len(corpus.claims), len(corpus.articles)]
        listed = [str(link["href"]) for link in page(site, "claims").select("a.v-row-claim")]
        assert sorted(listed) == sorted(f"../claims/{checked.id}/" for checked in corpus.claims)
        articles = [str(link["href"]) for link in page(site, "articles").select("a.v-row-claim")]
        assert articles == [f"{article.id}/" for article in corpus.articles]

    def test_the_pages_agree_on_the_voices_behind_the_articles(self, corpus: Corpus, site: Path) -> None:
        """Home, the list of articles and the table of voices print what the evidence gives, counted here anew."""
        pairs = {
            (checked.id, excerpt.source.id, voice)
            for checked in corpus.claims
            for excerpt in checked.in_articles
            for voice in voices_named(excerpt, corpus.register)
        }
        lead = [found.get_text() for found in page(site, ".").select(".v-lead strong")]
        assert [int(number.split()[0]) for number in lead[2:4]] == [
            len({claim for claim, _, _ in pairs}),
            len({voice for _, _, voice in pairs}),
        ]
        rows = [words(row.get_text(" ")) for row in page(site, "articles").select("li.v-row")]
        behind = [int(found[1]) for row in rows if (found := re.search(r"(\d+) voices? behind its claims", row))]
        assert behind == [
            len({voice for _, source, voice in pairs if source == article.id}) for article in corpus.articles
        ]
        printed = {
            (article.id, str(row.select_one("th a[href]")["href"]).strip("/")): int(cell.get_text())  # type: ignore[index]
            for row in page(site, "voices").select("table.v-flow tbody tr")
            for article, cell in zip(corpus.articles, row.select("td"), strict=True)
            if cell.get_text() != "none"
        }
        assert printed == Counter((source, voice) for _, source, voice in pairs)

    def test_a_retired_claim_keeps_its_page(self, corpus: Corpus, site: Path) -> None:
        """With its last words and its history, which says what became of it."""
        for checked in corpus.retired:
            shown = words(page(site, f"claims/{checked.id}").get_text(" "))
            for said in (checked.claim.claim, checked.claim.finding, *(change.why for change in checked.claim.history)):
                assert words(said) in shown

    def test_a_sources_words_are_exactly_its_words(self, corpus: Corpus, site: Path) -> None:
        """Whatever any output shows as a source's words: the printed quotations, character for character."""
        excerpts = [excerpt for checked in corpus.claims for excerpt in checked.excerpts]
        printed = {(excerpt.source.id, text) for excerpt in excerpts for text in as_printed(excerpt)}
        shown = list(quotations_of(site))
        kinds = {"page", "print", "feed", "api", "csv", "database", "annotation", "search", "offline"}
        assert {kind for kind, _, _ in shown} == kinds
        assert [found for found in shown if found[1:] not in printed] == []


def as_printed(excerpt: Excerpt) -> set[str]:
    """Every form in which a quotation may be printed: alone, each part alone, or in its sentences."""
    sentences = "\n".join("".join(segment.text for segment in paragraph) for paragraph in excerpt.context)
    return {excerpt.quotation, *excerpt.words, sentences}


def quotations_of(site: Path) -> Iterator[tuple[str, str, str]]:
    """What each kind of output prints as a source's words: the kind, the source's id and the words."""
    for file in sorted(site.rglob("*.html")):
        kind = "print" if file.parent.name == "print" else "page"
        yield from ((kind, *found) for found in quotations_in(file.read_text(encoding="utf-8")))
    for file in sorted(site.rglob("feed.json")):
        for item in json.loads(file.read_text(encoding="utf-8"))["items"]:
            yield from (("feed", *found) for found in quotations_in(item.get("content_html", "")))
    api = site / "api" / "v1"
    sources = {}
    for claim in json.loads((api / "claims.json").read_text(encoding="utf-8"))["claims"]:
        for excerpt in claim["excerpts"]:
            sources[excerpt["id"]] = excerpt["source"]
            yield "api", excerpt["source"], excerpt["words"]
            yield from (("api", excerpt["source"], part["exact"]) for part in excerpt["selector"].get("parts", ()))
    with (api / "excerpts.csv").open(encoding="utf-8-sig", newline="") as table:
        yield from (("csv", row["source"], row["words"]) for row in csv.DictReader(table))
    with closing(sqlite3.connect(f"file:{site / 'data' / 'claims.db'}?mode=ro", uri=True)) as database:
        yield from (("database", *row) for row in database.execute("SELECT source, selector_exact FROM excerpts"))
    for file in sorted((api / "annotations").glob("*.json")):
        for text in re.findall(r'"exact": ?("(?:[^"\\]|\\.)*")', file.read_text(encoding="utf-8")):
            yield "annotation", file.stem, json.loads(text)
    for fragment in sorted((site / "pagefind" / "fragment").iterdir()):
        found = gzip.decompress(fragment.read_bytes()).partition(b"pagefind_dcd")[2]
        yield from (("search", *each) for each in passages_in(json.loads(found)["meta"]["passages"], sources))
    with ZipFile(site / "data" / "offline.zip") as archive:
        (script,) = (name for name in archive.namelist() if name.endswith("find/claims.js"))
        index = archive.read(script).decode().splitlines()[0].removeprefix("window.verbatimIndex=").removesuffix(";")
        for page in json.loads(index)["pages"]:
            yield from (("offline", *each) for each in passages_in(page["meta"]["passages"], sources))


def quotations_in(html: str) -> Iterator[tuple[str, str]]:
    """The quotations in HTML: of which source, and its words."""
    quotations = SoupStrainer("blockquote", class_="v-quotation")
    for quotation in BeautifulSoup(html, "lxml", parse_only=quotations).select("blockquote.v-quotation"):
        (source,) = {str(mark["data-source"]) for mark in quotation.select("mark")}
        yield source, "\n".join(paragraph.get_text() for paragraph in quotation.select("p"))


def passages_in(packed: str, sources: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The passages of a claim that Find shows as a source's words."""
    for whose, anchor, _, _, _, *texts in json.loads(packed):
        if whose == "v-quoted":
            yield sources[anchor.removeprefix("#")], "\n".join(texts)
