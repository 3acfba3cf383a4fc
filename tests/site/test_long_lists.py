"""A site whose lists are longer than a page may be: every entry is there, reachable, and known to search and checks."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, expect
from verbatim.checks.corpus import Corpus

from tests.support.browsing import DESKTOP, watched
from tests.support.microsite import copy_newsroom, in_process
from tests.support.pages_server import served

PER_PAGE = 5
LISTS = ("claims", "matrix", "articles", "sources", "voices", "topics/talks")


def _bound_of_five(folder: Path) -> None:
    copy_newsroom(folder)
    policy = folder / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("\nlimits:\n", f"\nlimits:\n  per_page: {PER_PAGE}\n", 1), encoding="utf-8")


@pytest.fixture(scope="module")
def long_project(build_once: Callable[..., Path]) -> Path:
    """The newsroom with at most five lines on a page, built, which the site checks have passed."""
    return build_once("long-lists", _bound_of_five)


@pytest.fixture(scope="module")
def long_site(long_project: Path) -> Path:
    """Its site."""
    return long_project / "site"


def pages_of(site: Path, folder: str) -> list[BeautifulSoup]:
    """All pages of a list, by following the links to the next one."""
    pages, file = [], site / folder / "index.html"
    while True:
        soup = BeautifulSoup(file.read_bytes(), "html.parser")
        pages.append(soup)
        following = soup.select_one('nav a[rel="next"]')
        if following is None:
            return pages
        file = (file.parent / str(following["href"]) / "index.html").resolve()


def linked(page: BeautifulSoup) -> Counter[str]:
    """The ids of the claims, articles or others that the rows and tables of a page lead to."""
    found = Counter[str]()
    for row in page.select(".v-rows > li, .v-grid tbody tr"):
        link = row.select_one("a.v-row-claim, th a")
        if isinstance(link, Tag):
            found.update(re.findall(r"(?:^|/)([^/]+)/$", str(link["href"])))
    return found


@pytest.mark.parametrize("folder", LISTS)
def test_every_entry_is_on_one_of_the_pages(folder: str, long_site: Path, built_site: Path) -> None:
    """As on the one page of a site with a larger bound; no page has more lines, and each says which it is."""
    whole = linked(BeautifulSoup((built_site / folder / "index.html").read_bytes(), "html.parser"))
    pages = pages_of(long_site, folder)
    assert sum((linked(page) for page in pages), Counter()) == whole
    assert len(whole) <= PER_PAGE or len(pages) > 1
    assert all(sum(linked(page).values()) <= PER_PAGE for page in pages)
    titles = [page.select_one("title") for page in pages]
    for number, title in enumerate(titles[1:], 2):
        assert title is not None
        assert f", page {number} of {len(pages)}" in title.get_text()
    for page in pages[1:]:
        before = page.select_one('nav a[rel="prev"]')
        assert before is not None


def test_every_excerpt_is_on_a_page_of_its_source(long_site: Path, corpus: Corpus) -> None:
    """And the page of the claim leads there, which the site checks have followed."""
    for source in corpus.printed_sources:
        ids = [
            str(each["id"]) for page in pages_of(long_site, corpus.path_of(source)) for each in page.select(".v-card")
        ]
        assert sorted(ids) == sorted(excerpt.id for _, excerpt in corpus.quoted_from(source))


def test_print_timeline_and_corrections(long_site: Path, corpus: Corpus) -> None:
    """Every claim is printed once, every dated claim is on the timeline, and every change among the corrections."""
    printed = [str(each["id"]) for page in pages_of(long_site, "print") for each in page.select("article")]
    assert sorted(printed) == sorted(f"claim-{claim.id}" for claim in corpus.claims)
    dated = [link for page in pages_of(long_site, "timeline") for link in page.select(".v-timeline .v-chip + a")]
    assert len(dated) == sum(claim.claim.when is not None for claim in corpus.claims)
    changes = [
        link for page in pages_of(long_site, "corrections") for link in page.select(".v-history a[href$='#history']")
    ]
    assert len(changes) == len(corpus.changes)


def test_the_claims_in_parts(long_site: Path) -> None:
    """Each part names the next, and together they are the whole list."""
    whole = json.loads((long_site / "api/v1/claims.json").read_bytes())
    path, claims, retired = "api/v1/claims/page/1.json", [], []
    while path:
        part = json.loads((long_site / path).read_bytes())
        assert part["total"] == len(part["claims"])
        claims += part["claims"]
        retired += part["retired"]
        path = part.get("next", "")
    assert part["part"] == part["parts"] > 1
    assert (claims, retired) == (whole["claims"], whole["retired"])


@pytest.mark.usefixtures("one_reading_of_a_page")
@pytest.mark.parametrize("lost", ["print/page/2", "articles/ministers-meet-on-grain/page/2"])
def test_the_site_checks_know_these_pages(lost: str, long_project: Path, tmp_path: Path) -> None:
    """A page that is missing, or that lacks the mark of an excerpt, is found."""
    project = Path(shutil.copytree(long_project, tmp_path / "project"))
    page = project / "site" / lost / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"<mark[^>]*>([^<]*)</mark>", r"\1", text, count=1), encoding="utf-8")
    found = in_process("links", "--format", "json", project=project).problems
    assert any(row["code"] in {"missing-words", "damaged-file"} and lost in row["message"] for row in found)
    page.unlink()
    codes = {row["code"] for row in in_process("links", "--format", "json", project=project).problems}
    assert "missing-from-site" in codes
    assert "dead-link" in codes


def test_a_second_page_and_its_claims_in_the_browser(browser: Browser, long_site: Path) -> None:
    """A reader goes to the second page, and the search finds a claim that is listed there."""
    with served(long_site) as address, watched(browser, address, viewport=DESKTOP) as page:
        page.goto(f"{address}claims/")
        page.get_by_role("link", name="Next page").click()
        expect(page).to_have_title(re.compile(", page 2 of "))
        expect(page.locator("nav.v-views a[aria-current]").last).to_have_text("2")
        claim = page.locator(".v-row-claim").first.inner_text()
        page.goto(f"{address}find/")
        page.get_by_role("searchbox").first.fill(f'"{claim}"')
        expect(page.locator("#find-results .v-row-claim").first).to_have_text(re.compile(re.escape(claim)))
        page.locator("#find-results .v-row-claim").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(claim[:20])


def test_what_the_policy_leaves_out(small: Path) -> None:
    """It is not made, nothing leads to it, and the checks do not miss it; all else is there."""
    with (small / "policy.yaml").open("a", encoding="utf-8") as file:
        file.write("\nleave_out: [cards, offline-copy, print]\n")
    built = in_process("build", project=small, SITE_URL="https://example.org/a/")
    assert built.code == 0, built.stdout + built.stderr
    site = small / "site"
    assert not list(site.rglob("card.png"))
    assert not (site / "print").exists()
    assert not (site / "data/offline.zip").exists()
    for file in (site / "index.html", site / "data/index.html", *(site / "claims").glob("*/index.html")):
        assert not re.search(r'card\.png|offline\.zip|href="[./]*print/', file.read_text(encoding="utf-8")), file
    assert (site / "pagefind").is_dir()
