"""The offline copy: unpacked on a disk, every page opens, every link leads to a file, and no network is used."""

import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect
from verbatim.checks.corpus import Corpus
from verbatim.site.offline import offline_copy
from verbatim.site.packing import Packed, Packer
from verbatim.site.sitecheck.addresses import SiteFiles
from verbatim.site.sitecheck.link_rules import dead_anchors, ids_of
from verbatim.site.sitecheck.reading.archive import FIND_INDEX, PATH
from verbatim.site.sitecheck.reading.document import Document, Reference, Use
from verbatim.site.sitecheck.reading.site import read_site
from verbatim.site_address import SiteAddress

from tests.support.browsing import DESKTOP, watched
from tests.support.cases import lay_out
from tests.support.microsite import buildable, corpus_of, files_in
from tests.support.pages_server import SUB_PATH
from tests.support.planted_links import ARTICLE, CLAIM, HEAD, Plot
from tests.support.site_links import follow_all

ONLINE = f"https://example.org{SUB_PATH}"


def unpacked(site: Path, folder: Path) -> Path:
    """The one folder that the ZIP of a site holds, on a disk."""
    with ZipFile(site / PATH) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    (root,) = folder.iterdir()
    return root


@pytest.fixture(scope="module")
def copy(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of a site without an address of its own, in a folder whose name needs care in an address."""
    return unpacked(built_site, tmp_path_factory.mktemp("a disk, 100 % “mine” #1"))


@pytest.fixture(scope="module")
def published_copy(published_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of a site that knows its address."""
    return unpacked(published_site, tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def small_site(build_once: Callable[..., Path]) -> Path:
    """The site of the base of the golden cases: two claims, one article."""
    return build_once("small", lambda folder: buildable(lay_out("_base", folder)), SITE_URL=ONLINE) / "site"


def references(root: Path) -> Iterator[tuple[Document, Reference]]:
    """Every address on every page of a copy."""
    return (
        (document, reference)
        for document in read_site(root).documents()
        if document.is_page
        for reference in document.references
    )


def astray(root: Path) -> list[str]:
    """The addresses of a copy that name neither a file of it, letter for letter, nor a page of another host.

    A disk has no redirects.
    """
    found = []
    for document, reference in references(root):
        parts = urlsplit(reference.address)
        if parts.scheme in ("https", "http", "mailto") and reference.use is not Use.LOAD:
            continue
        target = root / document.path if not parts.path else (root / document.path).parent / unquote(parts.path)
        if parts.scheme or parts.netloc or not target.is_file() or root not in target.resolve().parents:
            found.append(f"{document.path}: {reference.holder} {reference.address}")
    return found


def test_every_address_leads_to_a_file_of_the_copy(copy: Path, published_copy: Path) -> None:
    """Also to its place on the page; and every page of the site that may be found is there."""
    for root in (copy, published_copy):
        assert astray(root) == []
        site = read_site(root)
        links, _ = follow_all(site.documents(), SiteFiles(frozenset(site.sizes)))
        assert list(dead_anchors(links.places, ids_of(site.documents()))) == []
        assert len(links.places) > 1000


def test_what_is_in_it(built_site: Path, published_copy: Path, copy: Path, corpus: Corpus) -> None:
    """Every page that readers come to and what it needs, but not Pagefind, nor what only a server uses."""
    inside = files_in(copy)
    documents = read_site(built_site).documents()
    indexable = {page.path for page in documents if page.indexable and page.path.endswith(".html")}
    assert indexable <= inside.keys()
    assert {"print/index.html", "data/claims.db", "api/v1/claims.json"} <= inside.keys()
    assert not [
        path
        for path in inside
        if path.startswith(("pagefind/", "sitemap")) or path.endswith((".zip", ".map")) or path == "404.html"
    ]
    assert inside["data/claims.db"] == (built_site / "data" / "claims.db").read_bytes()
    day = f"{corpus.last_change.day} {corpus.last_change:%B %Y}"
    for path in indexable:
        page = inside[path].decode()
        assert page.count("Offline copy of") == 1, path
        assert f"as of {day}" in page
        assert corpus.policy.site.contact in page.replace("&#64;", "@")
    data = (published_copy / "data" / "index.html").read_text(encoding="utf-8")
    assert f'<a href="{ONLINE}data/">' in data.replace("&#58;", ":")
    assert f'<a href="{ONLINE}{PATH}">' in data  # what the copy lacks is linked where it stands
    assert "zip" not in "".join(
        reference.address for document, reference in references(copy) if document.path == "data/index.html"
    )


def test_its_bytes(built_site: Path, copy: Path, corpus: Corpus) -> None:
    """The same each time, dated with the day of the data, in order, and readable for everyone who unpacks it."""
    raw = (built_site / PATH).read_bytes()
    assert offline_copy(built_site, corpus, SiteAddress("")).bytes == raw
    entries = ZipFile(io.BytesIO(raw)).infolist()
    assert [entry.filename for entry in entries] == sorted(f"{copy.name}/{path}" for path in files_in(copy))
    day = corpus.last_change
    assert {entry.date_time for entry in entries} == {(day.year, day.month, day.day, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(3, 0o100644)}
    assert copy.name == corpus.policy.site.name.replace(" ", "-")


@dataclass(frozen=True)
class Warm:
    """A site, its data and its address, of which copies are made one after the other."""

    plot: Plot
    corpus: Corpus
    address: str = ONLINE

    def copied(self, last: Packed) -> Packed:
        """The copy made by means of the last one, the same as if there were none."""
        hashes = {path: sha256(content).hexdigest() for path, content in files_in(self.plot.site).items()}
        address = SiteAddress(self.address)
        whole = offline_copy(self.plot.site, self.corpus, address)
        for known in ({}, hashes, dict(list(hashes.items())[::2])):
            assert offline_copy(self.plot.site, self.corpus, address, last, known) == whole
        return whole


def named(corpus: Corpus, name: str) -> Corpus:
    """The same data of a site with another name."""
    site = corpus.policy.site.model_copy(update={"name": name})
    return replace(corpus, policy=corpus.policy.model_copy(update={"site": site}))


def on_day(corpus: Corpus, day: date) -> Corpus:
    """The same data, checked on another day."""
    first, *others = corpus.claims
    checked = first.claim.checked.model_copy(update={"day": day})
    return replace(corpus, claims=(replace(first, claim=first.claim.model_copy(update={"checked": checked})), *others))


ABOUT, NEW = "about/index.html", "new/index.html"
EDITS: dict[str, Callable[[Warm], Warm | None]] = {
    "words": lambda warm: warm.plot.insert(ABOUT, "<p>Words.</p>"),
    "a link that leads nowhere yet": lambda warm: warm.plot.insert(CLAIM, '<a href="../../new/">x</a>'),
    "the page that it leads to": lambda warm: warm.plot.write(NEW, f'{HEAD}<a href="../new.txt">x</a>'),
    "the file that this one leads to": lambda warm: warm.plot.write("new.txt", "x"),
    "that file again": lambda warm: warm.plot.write("new.txt", "y"),
    "that file no more": lambda warm: warm.plot.path("new.txt").unlink(),
    "that page no more": lambda warm: warm.plot.path(NEW).unlink(),
    "another page in the place of one": lambda warm: warm.plot.write(ABOUT, warm.plot.path(ARTICLE).read_bytes()),
    "a page no more": lambda warm: warm.plot.path(ARTICLE).unlink(),
    "a module": lambda warm: warm.plot.write("verbatim/find.js", "// another one"),
    "a style": lambda warm: warm.plot.write("verbatim/verbatim.css", "a {}"),
    "another name": lambda warm: replace(warm, corpus=named(warm.corpus, "Another name")),
    "another day": lambda warm: replace(warm, corpus=on_day(warm.corpus, date(2030, 1, 1))),
    "another address": lambda warm: replace(warm, address="https://example.com/more/"),
    "no address": lambda warm: replace(warm, address=""),
}


def test_whatever_the_last_copy_was(small_site: Path, tmp_path: Path) -> None:
    """After each edit of the site, its data or its address the copy is the one that is made without the last."""
    corpus = corpus_of(small_site.parent)
    site = Path(shutil.copytree(small_site, tmp_path / "site", copy_function=os.link))
    warm, last = (
        Warm(Plot(site, corpus.claims[0].id, corpus.articles[0].id), corpus),
        offline_copy(site, corpus, SiteAddress(ONLINE)),
    )
    for name, edit in EDITS.items():
        warm = edit(warm) or warm
        before, last = last, warm.copied(last)
        assert last != before, name


def test_only_what_has_changed_is_made(small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The changed page, and the index of the Find page; all pages if what each of them says has changed."""
    corpus, made = corpus_of(small_site.parent), list[str]()
    site = Path(shutil.copytree(small_site, tmp_path / "site", copy_function=os.link))
    plot = Plot(site, corpus.claims[0].id, corpus.articles[0].id)
    last, add = offline_copy(site, corpus, SiteAddress(ONLINE)), Packer.add

    def noted(packer: Packer, path: str, *values: Any) -> None:
        made.append(path)
        add(packer, path, *values)

    monkeypatch.setattr(Packer, "add", noted)
    offline_copy(site, corpus, SiteAddress(ONLINE), last)
    assert made == [FIND_INDEX]
    made.clear()
    plot.insert("about/index.html", "<p>Words.</p>")
    plot.write("data/more.txt", "A new file changes no page.")
    last = offline_copy(site, corpus, SiteAddress(ONLINE), last)
    assert made == [FIND_INDEX, "about/index.html"]
    made.clear()
    offline_copy(site, corpus, SiteAddress(""), last)
    assert sorted(made) == sorted([FIND_INDEX, *(path for path in last.entries if path.endswith(".html"))])


def opens(page: Page, root: Path, path: str) -> None:
    """Open a page of a copy from the disk."""
    page.goto((root / path).as_uri())
    expect(page.locator("h1")).to_be_visible()


def test_every_kind_of_page_opens_from_a_disk(browser: Browser, copy: Path) -> None:
    """Nothing but files of the copy is loaded, and nothing fails; links lead on and back, colours change and stay."""
    kinds: dict[tuple[str, int], str] = {}
    for path in sorted(files_in(copy)):
        if path.endswith(".html"):
            kinds.setdefault((path.partition("/")[0], path.count("/")), path)
    assert len(kinds) > 15
    with watched(browser, copy.as_uri(), viewport=DESKTOP, color_scheme="light") as page:
        for path in kinds.values():
            opens(page, copy, path)
        opens(page, copy, "index.html")
        page.get_by_role("link", name="Claims", exact=True).first.click()
        expect(page.locator("h1")).to_have_text("Claims")
        link = page.locator("a.v-row-claim").first
        address = (link.get_attribute("href") or "").removeprefix("..")
        link.click()
        page.wait_for_url(f"**{address}")
        claim = page.locator("h1").inner_text()
        page.locator("label[title='Switch to dark colours']").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.go_back()
        expect(page.locator("h1")).to_have_text("Claims")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        opens(page, copy, "index.html")
        page.locator("form[action] input[type=search]").fill(claim)
        page.keyboard.press("Enter")
        expect(page.locator("#find-results a.v-row-claim").filter(has_text=claim)).to_be_visible()
        opens(page, copy, "method/index.html")
        page.keyboard.press("/")
        expect(page.get_by_role("banner").get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("letter")
        page.keyboard.press("Enter")
        page.wait_for_url("**/find/index.html?q=letter")
        expect(page.locator("#find-words")).to_have_value("letter")


def test_finding_from_a_disk(browser: Browser, copy: Path, corpus: Corpus) -> None:
    """Filters, words, phrases of a quotation and both together; the way back; a result that leads to its claim."""
    topic = corpus.policy.topics[0].id
    on_topic = [checked for checked in corpus.claims if topic in checked.claim.topics]
    claim, phrase = next(
        (checked, found[0])
        for checked in on_topic
        for excerpt in checked.in_articles
        if (found := re.search(r"\b\w{4,} \w{4,} \w{5,}\b", excerpt.quotation))
    )
    having = [
        checked.id
        for checked in corpus.claims
        if any(
            phrase.lower() in text.lower()
            for text in (checked.claim.claim, checked.claim.finding, *(each.quotation for each in checked.excerpts))
        )
    ]
    count, rows = "#find-count", "#find-results a.v-row-claim"
    with watched(browser, copy.as_uri(), viewport=DESKTOP) as page:
        opens(page, copy, "find/index.html")
        expect(page.get_by_text("letter for letter")).to_be_visible()
        page.locator(f"details.v-facet:has(input[name=topic]) input[value='{topic}']").check()
        expect(page.locator(count)).to_have_text(re.compile(rf"^{len(on_topic)} claims?\b"))
        page.locator("#find-words").fill(f"“{phrase.upper()}”")
        expect(page.locator(count)).to_have_text(
            re.compile(rf"^{sum(each.id in having for each in on_topic)} claims?\b")
        )
        page.get_by_role("button", name="Clear all").click()
        page.locator("#find-words").fill(" ".join(reversed(phrase.split())))
        expect(page.locator(rows).filter(has_text=claim.claim.claim)).to_be_visible()
        page.locator("#find-words").fill(f'"{" ".join(reversed(phrase.split()))}"')
        expect(page.locator(count)).to_have_text("No claim has these words in this order.")
        page.go_back()
        page.go_back()
        expect(page.locator(count)).to_have_text(
            re.compile(rf"^{sum(each.id in having for each in on_topic)} claims?\b")
        )
        assert f"topic={topic}" in page.url
        page.locator(rows).filter(has_text=claim.claim.claim).click()
        expect(page.locator("h1")).to_have_text(claim.claim.claim)


def test_hostile_data_in_a_copy(tmp_path: Path, browser: Browser, hostile_project: Path) -> None:
    """Text that looks like tags, scripts and addresses is text in the copy, too; its links lead where they should."""
    folder = hostile_project
    root = unpacked(folder / "site", tmp_path / "copy")
    assert astray(root) == []
    online = BeautifulSoup((folder / "site" / "claims" / "grain" / "index.html").read_bytes(), "html.parser")
    offline = BeautifulSoup((root / "claims" / "grain" / "index.html").read_bytes(), "html.parser")
    for each in offline.select("script, [role=note]"):
        each.decompose()
    for each in online.select("script, [role=note]"):
        each.decompose()
    assert " ".join(offline.get_text().split()) == " ".join(online.get_text().split())
    with watched(browser, root.as_uri()) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for path in ("index.html", "claims/grain/index.html", "print/index.html", "find/index.html"):
            opens(page, root, path)
        page.locator("#find-words").fill("alert")
        expect(page.locator("#find-count")).to_have_text(re.compile("^[1-9]"))
