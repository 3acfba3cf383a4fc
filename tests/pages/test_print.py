"""The printable page: everything of every claim, on its own in a browser and on paper."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from verbatim.checks.corpus import Corpus
from verbatim.output import made
from verbatim.pages.claims import printable
from verbatim.site_address import SiteAddress

from tests.support.browsing import PHONE, opened, violations
from tests.support.cases import lay_out
from tests.support.microsite import corpus_of


def words(text: str) -> str:
    """Text with its spaces made even."""
    return " ".join(text.split())


def test_it_has_everything_of_every_claim(corpus: Corpus, built_site: Path) -> None:
    """Each claim once, under its first topic, with status, finding, quotations, publishers and the day of the check."""
    soup = BeautifulSoup((built_site / printable.PATH).read_bytes(), "html.parser")
    assert soup.html is not None
    assert soup.html["lang"] == corpus.policy.site.lang
    assert [each["id"] for each in soup.select("article")] == [
        f"claim-{claim.id}"
        for topic in corpus.policy.topics
        for claim in corpus.claims
        if claim.claim.topics[0] == topic.id
    ]
    contents = {link["href"] for link in soup.select("nav a")}
    assert contents == {f"#{heading['id']}" for heading in soup.select("section h2")}
    listed = f"{len(corpus.claims)} claims; each is listed under its first topic."
    assert [words(text.get_text()) for text in soup.select("nav p")] == [listed]
    for claim in corpus.claims:
        article = soup.find(id=f"claim-{claim.id}")
        assert article is not None
        text = words(article.get_text())
        for said in (
            claim.claim.claim,
            claim.status.word,
            claim.claim.finding,
            f"Last checked {corpus.language.day(claim.claim.checked.day)} by",
        ):
            assert words(said) in text, (claim.id, said)
        assert len(article.select("blockquote")) == len(claim.excerpts)
        for excerpt, shown in zip(claim.excerpts, article.select("div.excerpt"), strict=True):
            assert "".join(mark.get_text() for mark in shown.select("mark")) == "".join(
                segment.text for paragraph in excerpt.context for segment in paragraph if segment.quoted
            )
            assert corpus.register.name(excerpt.source.publisher) in shown.get_text()
            assert ("Proven" in shown.get_text()) is excerpt.proven


def test_the_addresses_on_it(corpus: Corpus) -> None:
    """Where the site knows its address, paper has it for each claim; search engines are asked not to list the page."""
    known = BeautifulSoup(
        str(next(made(printable.batches(corpus, SiteAddress("https://example.org/a")))).content), "html.parser"
    )
    assert [link["href"] for link in known.select("link[rel=canonical]")] == ["https://example.org/a/print/"]
    claim = corpus.claims[0].id
    assert [
        link["href"]
        for link in known.select("article a")
        if link.get_text() == f"https://example.org/a/claims/{claim}/"
    ] == [f"../claims/{claim}/"]
    unknown = BeautifulSoup(str(next(made(printable.batches(corpus, SiteAddress("")))).content), "html.parser")
    assert unknown.select("link[rel=canonical]") == []
    for soup in (known, unknown):
        assert soup.select("meta[name=robots][content=noindex]")
        assert soup.select("script") == []


def test_it_reads_on_a_screen_and_on_paper(tmp_path: Path, browser: Browser) -> None:
    """With hostile data: it fits a phone, runs nothing, breaks no accessibility rule, and prints no buttons."""
    file = tmp_path / "print.html"
    file.write_bytes(
        next(made(printable.batches(corpus_of(lay_out("hostile-text", tmp_path / "project")), SiteAddress("")))).bytes
    )
    with opened(browser, viewport=PHONE, color_scheme="dark") as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.goto(file.as_uri())
        assert page.locator("article").count() > 0
        assert page.locator("script, img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert violations(page) == []
        assert page.locator(".on-screen").first.is_visible()
        page.emulate_media(media="print")
        assert not page.locator(".on-screen").first.is_visible()
