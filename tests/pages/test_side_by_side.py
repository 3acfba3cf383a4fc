"""Two articles side by side: which pairs have a page, what it compares, and that it prints no more of an article."""

import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from verbatim.checks.corpus import Corpus
from verbatim.model.evidence import Stance
from verbatim.output import made
from verbatim.pages.sources import article as article_page
from verbatim.pages.sources.side_by_side import batches, pairs
from verbatim.quotation.text.source_text import sha256_of

from tests.support.microsite import copy_newsroom, corpus_of, edit

SHARED = (
    "the old quay of Skerry was built by both countries in the year of the great frost and has been mended "
    "eleven times since then by crews from either side of the strait"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A newsroom of which two articles end with the same words."""
    folder = copy_newsroom(tmp_path / "project")
    for name in ("ferry-line-may-return", "harbour-post-report"):
        add_words(folder, name, f"{name.partition('-')[0].capitalize()} says that {SHARED}.")
    return folder


def add_words(folder: Path, name: str, words: str) -> None:
    """Add a paragraph to a stored article, and its new hash to the list of articles."""
    entries = (folder / "seeds/articles.yaml").read_text(encoding="utf-8").split("\n- ")
    entry = next(each for each in entries if f"id: {name}\n" in each)
    file = folder / "seeds/articles" / re.findall(r"  file: (\S+)", entry)[0]
    before = file.read_bytes()
    file.write_bytes(before.rstrip() + f"\n\n{words}\n".encode())
    edit(folder / "seeds/articles.yaml", sha256_of(before), sha256_of(file.read_bytes()))


def soups(corpus: Corpus) -> dict[tuple[str, str], BeautifulSoup]:
    """The page of each pair, by the ids of its articles."""
    found = {}
    for output in made(batches(corpus)):
        match = re.fullmatch(r"articles/([^/]+)/vs/([^/]+)/index\.md", output.path)
        assert match
        found[match[1], match[2]] = BeautifulSoup(output.bytes.decode(), "lxml")
    return found


def positions(corpus: Corpus, article: str) -> dict[str, set[tuple[str, str | None]]]:
    """The claims that an article has, by id, each with its stances and distortions; worked out anew."""
    found: defaultdict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for claim in corpus.claims:
        for excerpt in claim.excerpts:
            if excerpt.source.id == article and excerpt.evidence.stance is not Stance.CONTEXT:
                found[claim.id].add((excerpt.evidence.stance, excerpt.evidence.distortion))
    return found


def listed(soup: BeautifulSoup, heading: str) -> list[str]:
    """The ids of the claims below a heading of a page, in order."""
    text = str(soup)
    _, found, rest = text.partition(f"{{ #{heading} }}")
    part = rest.partition("\n## ")[0] if found else ""
    return re.findall(r'<h3>.*?href="\.\./\.\./\.\./\.\./claims/([^/]+)/"', part)


def test_which_pairs_have_a_page(corpus: Corpus) -> None:
    """Those with a claim in common, once, in the order of their ids; not two articles that share none."""
    ids = sorted(article.id for article in corpus.articles)
    expected = [
        (one, other)
        for one, other in combinations(ids, 2)
        if positions(corpus, one).keys() & positions(corpus, other).keys()
    ]
    assert [(one.id, other.id) for one, other in pairs(corpus)] == expected
    assert list(soups(corpus)) == expected
    assert ("ministers-meet-on-grain", "what-the-talks-are-about") not in expected
    assert len(expected) == 5


def test_every_claim_is_in_its_group(corpus: Corpus) -> None:
    """Each claim of either article is on the page once: in both, differently, or in one of them."""
    groups: defaultdict[str, int] = defaultdict(int)
    for (one, other), soup in soups(corpus).items():
        first, second = positions(corpus, one), positions(corpus, other)
        both, different = set(listed(soup, "both")), set(listed(soup, "different"))
        assert both | different == first.keys() & second.keys()
        assert not both & different
        assert all(first[name] == second[name] for name in both)
        assert {name for name in first.keys() & second.keys() if first[name] != second[name]} <= different
        assert set(listed(soup, "only-first")) == first.keys() - second.keys()
        assert set(listed(soup, "only-second")) == second.keys() - first.keys()
        for name, ids in (("both", both), ("different", different)):
            groups[name] += len(ids)
    assert groups["both"]
    assert groups["different"]


def test_the_same_utterance_in_other_words_is_a_difference(corpus: Corpus) -> None:
    """Both assert what the spokeswoman said, undistorted; but one shortens her words."""
    soup = soups(corpus)["harbour-post-report", "ministers-meet-on-grain"]
    assert "sign-nothing" in listed(soup, "different")


@pytest.mark.parametrize("record", ["newsroom", "planted"])
def test_no_more_of_an_article_is_printed(record: str, corpus: Corpus, folder: Path) -> None:
    """Every mark, and every word round it, is in what the excerpts of that article print anyway."""
    if record == "planted":
        corpus = corpus_of(folder)
    printed = {
        article.id: {
            at
            for claim in corpus.claims
            for excerpt in claim.excerpts
            if excerpt.source is article
            for span in excerpt.printed
            for at in range(span.start, span.end)
        }
        for article in corpus.articles
    }
    contexts = {
        "".join(segment.text for segment in paragraph)
        for claim in corpus.claims
        for excerpt in claim.excerpts
        for paragraph in excerpt.context
    }
    checked = 0
    for soup in soups(corpus).values():
        for mark in soup.select("mark"):
            start, end = int(str(mark["data-start"])), int(str(mark["data-end"]))
            name = str(mark["data-source"])
            assert mark.get_text() == corpus.texts[name].text[start:end]
            assert printed[name].issuperset(range(start, end)), mark
            checked += 1
        assert all(quotation.get_text() in contexts for quotation in soup.select("blockquote p"))
        assert SHARED[:20] not in soup.get_text()
    assert checked > 50


def test_the_longest_run_of_words(folder: Path) -> None:
    """Its length is told; its words only as far as an excerpt of one of the two prints them."""
    pair = ("ferry-line-may-return", "harbour-post-report")
    number = len(f"says that {SHARED}".split())
    says = " ".join(soups(corpus_of(folder))[pair].get_text().split())
    assert f"Outside quotations the longest run of words in both has {number} words. No excerpt on this site" in says
    quoted = " ".join(SHARED.split()[:8])
    edit(
        folder / "claims.yaml",
        "  - source: harbour-post-report\n    quote: Northland stopped the ferry line in November 2019.\n",
        f"  - source: harbour-post-report\n    quote: {quoted}\n    context: none\n    stance: context\n"
        "    origin: unattributed\n"
        "  - source: harbour-post-report\n    quote: Northland stopped the ferry line in November 2019.\n",
    )
    soup = soups(corpus_of(folder))[pair]
    says = " ".join(soup.get_text().split())
    assert f"in both has {number} words. Of it this site prints “{quoted}” (The Harbour Post)" in says
    assert SHARED.split()[8:11] not in [says.split()[at : at + 3] for at in range(len(says.split()))]


def test_the_page_of_an_article_leads_to_its_pairs(corpus: Corpus) -> None:
    """With how many claims both have; the number is the one that the page of the pair gives."""
    for article in corpus.articles:
        soup = BeautifulSoup(next(article_page.pages(article, corpus)).bytes.decode(), "lxml")
        links = {str(link["href"]): link.parent.get_text() for link in soup.select('a[href*="/vs/"]') if link.parent}
        own = [(one.id, other.id) for one, other in pairs(corpus) if article in (one, other)]
        assert list(links) == [f"../{one}/vs/{other}/" for one, other in own]
        for (one, other), words in zip(own, links.values(), strict=True):
            both = positions(corpus, one).keys() & positions(corpus, other).keys()
            assert words.endswith(f": {len(both)} claim{'' if len(both) == 1 else 's'} in both")
