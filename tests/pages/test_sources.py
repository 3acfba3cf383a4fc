"""A page for every source that is quoted: what it is, how we know it, every excerpt, and what hangs on it."""

from collections import Counter
from pathlib import Path

from bs4 import BeautifulSoup
from verbatim.checks.corpus import Corpus
from verbatim.model.sources import Record


def page(site: Path, path: str) -> BeautifulSoup:
    """A page of the site."""
    return BeautifulSoup((site / path / "index.html").read_bytes(), "lxml")


def test_every_printed_record_has_a_page_with_its_excerpts(corpus: Corpus, built_site: Path) -> None:
    """Every excerpt from it has its place there, and leads to its claim."""
    records = [source for source in corpus.printed_sources if isinstance(source, Record)]
    assert records
    for record in records:
        shown = page(built_site, f"sources/{record.id}")
        for checked, excerpt in corpus.quoted_from(record):
            place = shown.find(id=excerpt.id)
            assert place
            links = [str(link["href"]) for link in place.select("a[href]")]
            assert f"../../claims/{checked.id}/#{excerpt.id}" in links
            marks = "".join(mark.get_text() for mark in place.select("mark"))
            assert "".join(marks.split()) == "".join("".join(excerpt.words).split())


def test_the_list_has_every_record(corpus: Corpus, built_site: Path) -> None:
    """Each once."""
    links = [str(link["href"]).strip("/") for link in page(built_site, "sources").select("a.v-row-claim")]
    records = [source.id for source in corpus.printed_sources if isinstance(source, Record)]
    assert sorted(links) == sorted(records)


def test_a_long_list_is_folded_by_publisher(corpus: Corpus, built_site: Path) -> None:
    """Each fold has the publisher's name and number; its anchor is inside, so that an address unfolds it."""
    records = [source for source in corpus.printed_sources if isinstance(source, Record)]
    folds = page(built_site, "sources").select("details.v-folded")
    numbers = Counter(record.publisher for record in records)
    assert {str(fold.select_one("ul")["id"]): int(fold.select_one("summary .v-by").text) for fold in folds} == numbers
    assert {fold.has_attr("open") for fold in folds} == {len(records) <= 20}


def test_what_hangs_on_a_record_is_on_its_page(corpus: Corpus, built_site: Path) -> None:
    """The claims whose status would fall without it, and no others."""
    hanging: dict[str, set[str]] = {}
    for checked in corpus.claims:
        for omission in corpus.hangs_on(checked):
            hanging.setdefault(omission.left_out.id, set()).add(checked.id)
    for record in (source for source in corpus.printed_sources if isinstance(source, Record)):
        links = page(built_site, f"sources/{record.id}").select("#rests ~ ul a.v-row-claim")
        assert {str(link["href"]).split("/")[-2] for link in links} == hanging.get(record.id, set())


def test_how_to_compare_a_copy_by_hand(corpus: Corpus, built_site: Path) -> None:
    """The hash and the command for it are there without a script, too."""
    for article in corpus.articles:
        (by_hand,) = (
            text for text in page(built_site, f"articles/{article.id}").select("p") if "sha256sum" in text.text
        )
        assert article.sha256 in by_hand.text
        assert not any("hidden" in element.attrs for element in by_hand.parents)
