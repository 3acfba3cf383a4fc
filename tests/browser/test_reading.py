"""How pages read: what comes first, phones, print, zoom, other scripts, drawings, without JavaScript, and the 404."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, expect

from tests.support.browsing import PHONE, opened, watched
from tests.support.microsite import ROOT
from tests.support.pages_server import SUB_PATH, served
from tests.support.planted_faults import Value

# The parts of a claim page in the order in which readers need them; those in brackets depend on the evidence.
ORDER = ["reasoning", "evidence", "against", "origins", "searched", "asked", "history", "cite", "related"]
ALWAYS = {"reasoning", "evidence", "origins", "history", "cite"}
# The bars and lists that only serve the screen.
NOT_PRINTED = ["header.md-header", ".v-tools", ".v-neighbours", ".v-footer"]


def read(site: Path, path: str) -> BeautifulSoup:
    """A page of the built site."""
    return BeautifulSoup((site / path / "index.html").read_bytes(), "lxml")


def origins(excerpt: Value) -> list[str]:
    """The origins that an entry names, `unattributed` among them."""
    named = excerpt["origin"]
    return [item.content for item in named.items] if isinstance(named.content, list) else [named.content]


def test_the_first_screen_of_a_phone_answers(browser: Browser, site_address: str, claims: list[Value]) -> None:
    """It shows all of every claim's words, its status with an icon, its finding, the counts and the first reasons.

    The reasoning begins on the first screen and ends, as far as it is in view, within one and a half.
    """
    parts = ["h1", ".v-status svg.v-icon", ".v-status strong", ".v-finding", ".v-checked", "h2#reasoning"]
    low = "parts => parts.map(part => document.querySelector(part).getBoundingClientRect().bottom)"
    below = []
    with opened(browser, viewport=PHONE) as page:
        for claim in claims:
            page.goto(f"{site_address}claims/{claim['id'].content}/", wait_until="domcontentloaded")
            bottoms = dict(zip(parts, page.evaluate(low, parts), strict=True))
            assert min(bottoms.values()) > 0, (claim["id"].content, bottoms)
            below += [(claim["id"].content, part, at) for part, at in bottoms.items() if at > PHONE["height"]]
            end = page.evaluate("document.querySelector('#reasoning + .v-prose').getBoundingClientRect().bottom")
            below += [(claim["id"].content, "reasons", end)] if end > 1.5 * PHONE["height"] else []
    assert below == []


def test_the_parts_of_a_claim_page_are_in_order(built_site: Path, claims: list[Value]) -> None:
    """The reasons first, then what they hang on, what is against it, where it comes from, and what to do about it."""
    for claim in claims:
        page = read(built_site, f"claims/{claim['id'].content}")
        parts = [str(heading["id"]) for heading in page.select("main h2[id]")]
        assert parts == [part for part in ORDER if part in parts]
        assert set(parts) >= ALWAYS


def test_the_drawing_of_a_claim_shows_every_excerpt_under_its_origins(built_site: Path, claims: list[Value]) -> None:
    """Each excerpt once under each of its origins, or once where its source names none, linked to its card."""
    for claim in claims:
        page = read(built_site, f"claims/{claim['id'].content}")
        leads = [urlsplit(str(link["href"])).fragment for link in page.select(".v-stream a.v-stream-outlet")]
        cards = [str(heading["id"]) for heading in page.select("main h3[id]")]
        assert set(leads) == set(cards)
        assert len(leads) == sum(len(origins(excerpt)) for excerpt in claim["evidence"].items)
        unnamed = sum("unattributed" in origins(excerpt) for excerpt in claim["evidence"].items)
        silent = [
            item
            for item in page.select(".v-stream > li")
            if "does not say" in item.select_one(".v-stream-voice").get_text()
        ]  # type: ignore[union-attr]
        assert sum(len(item.select("a.v-stream-outlet")) for item in silent) == unnamed
        assert page.select_one("figure.v-streams figcaption")


def test_the_drawing_of_the_site_has_a_band_for_every_number(built_site: Path) -> None:
    """As many bands as the table beside it has numbers, each as wide as its number, and each said in words."""
    page = read(built_site, "voices")
    numbers = Counter(int(bar.get_text()) for bar in page.select(".v-bar"))
    bands = page.select("svg path.v-band")
    assert Counter(int(re.findall(r"(\d+) claims?$", band.get_text())[0]) for band in bands) == numbers
    for band in bands:
        top, bottom = (float(found) for found in re.findall(r"^M\d+ ([\d.]+)C.* ([\d.]+)Z$", str(band["d"]))[0])
        number = int(re.findall(r"(\d+) claims?$", band.get_text())[0])
        assert bottom - top == pytest.approx(number * 3, abs=0.11)
    drawing = page.select_one("figure.v-bands .v-table svg")
    assert isinstance(drawing, Tag)
    assert drawing["role"] == "img"
    assert len(str(drawing["aria-label"])) > 40


def test_no_page_scrolls_sideways_at_200_and_400_percent(
    browser: Browser, site_address: str, kinds: dict[str, str]
) -> None:
    """A window of 1,280 pixels at 200 % is 640 wide, at 400 % 320 (WCAG 1.4.4 and 1.4.10)."""
    for width in (640, 320):
        with opened(browser, viewport={"width": width, "height": 512}) as page:
            for path in kinds.values():
                page.goto(site_address + path, wait_until="load")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, path)


def test_an_address_unfolds_what_it_leads_to(browser: Browser, site_address: str) -> None:
    """Without scripts as well: the browser opens the fold around the place of the address, and no other."""
    with opened(browser, viewport=PHONE, java_script_enabled=False) as page:
        page.goto(f"{site_address}editors/errors/#cut-text")
        expect(page.locator("details[open]")).to_have_count(1)
        expect(page.locator("details[open] > #cut-text")).to_be_in_viewport()
        expect(page.locator("details[open] > summary")).to_be_in_viewport()


def test_a_claim_prints_on_its_own_with_its_addresses(browser: Browser, site_address: str) -> None:
    """In print the site's own bars are gone, the quotations are there, and every outside address is written out.

    An address is written without the text directive that leads a browser to the words.
    """
    with opened(browser) as page:
        page.goto(f"{site_address}claims/sign-nothing/")
        page.emulate_media(media="print")
        for part in NOT_PRINTED:
            for bar in page.locator(part).all():
                expect(bar).to_be_hidden()
        marks = page.locator("blockquote mark")
        assert marks.count() > 1
        for mark in marks.all():
            expect(mark).to_be_visible()
        outside = page.locator(".v-facts a[href^='http'], .v-stream a[href^='http']").all()
        assert len(outside) >= 3
        for link in outside:
            written = link.evaluate("link => getComputedStyle(link, '::after').content")
            assert f"({str(link.get_attribute('href')).partition('#:~:')[0]})" in written


def test_nothing_is_said_only_in_a_tooltip(built_site: Path, claims: list[Value]) -> None:
    """What a status means, how words are known and when the next check is due are text on the page."""
    for claim in claims:
        page = read(built_site, f"claims/{claim['id'].content}")
        assert not page.select("main [role=tooltip], main [aria-describedby*=proof]")
        said = page.select_one("main").get_text()  # type: ignore[union-attr]
        assert "It does not mean" in said
        assert "no further check is due" in said or "next check is due by" in said
        for card in page.select("div.v-card"):
            assert "Proven in our copy" in card.get_text() or "Only noted by an editor" in card.get_text()


def test_words_of_other_languages_say_so(built_site: Path, claims: list[Value]) -> None:
    """A quotation from a source in another language carries `lang` and lets its script choose the direction."""
    seen = set()
    for claim in claims:
        for words in read(built_site, f"claims/{claim['id'].content}").select("blockquote.v-quotation"):
            assert words["dir"] == "auto"
            seen.add(words.get("lang"))
    assert seen == {"el", "ar", None}


def test_every_page_says_what_it_is_where_it_is_shared(published_site: Path) -> None:
    """One title, description, canonical address and set of Open Graph tags each; the addresses are the page's own."""
    titles = Counter()
    for file in sorted(published_site.rglob("index.html")):
        page = BeautifulSoup(file.read_bytes(), "lxml")
        if not page.select(".md-header"):
            continue  # paper and frames are not shared
        folder = file.parent.relative_to(published_site).as_posix()
        address = f"https://example.org{SUB_PATH}" + ("" if folder == "." else f"{folder}/")
        assert [link["href"] for link in page.select("link[rel=canonical]")] == [address]
        assert len(page.select('meta[name="description"]')) == 1, folder
        for name in ("og:type", "og:site_name", "og:title", "og:description", "og:url"):
            tags = page.select(f'meta[property="{name}"]')
            assert len(tags) == 1, (folder, name)
            assert str(tags[0]["content"]).strip(), (folder, name)
        assert page.select('meta[property="og:url"]')[0]["content"] == address
        titles[page.title.get_text() if page.title else ""] += 1
    assert [title for title, number in titles.items() if number > 1 or not title] == []


def test_an_error_can_be_reported_with_and_without_an_account(built_site: Path, claims: list[Value]) -> None:
    """A new issue from our form and a letter, both with the claim's id already in them."""
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "report-an-error.yml").read_text(encoding="utf-8"))
    assert "claim" in [part.get("id") for part in form["body"]]
    for claim in claims:
        name = claim["id"].content
        links = [urlsplit(str(link["href"])) for link in read(built_site, f"claims/{name}").select("details#report a")]
        issue, letter = links[:2]
        assert issue.path.endswith("/issues/new")
        assert parse_qs(issue.query) == {
            "template": ["report-an-error.yml"],
            "title": [f"Claim {name}: "],
            "claim": [name],
        }
        assert (letter.scheme, parse_qs(letter.query)["subject"]) == ("mailto", [f"Claim {name}"])


def test_a_person_has_everything_that_rests_on_them(built_site: Path, claims: list[Value]) -> None:
    """Every claim whose page gives information from Ada Berg is listed under her name, and the heading counts them."""
    page = read(built_site, "voices/northland")
    summary = page.select_one("h3#ada-berg ~ details")
    assert summary
    listed = {str(link["href"]).split("/")[-2] for link in summary.select("li a")}
    assert summary.select_one("summary").get_text().startswith(f"{len(listed)} claims ")  # type: ignore[union-attr]
    names = [claim["id"].content for claim in claims]
    naming = {name for name in names if "(Ada Berg" in read(built_site, f"claims/{name}").get_text()}
    assert len(naming) > 5
    assert naming <= listed < set(names)


def test_everything_reads_without_javascript(
    browser: Browser, site_address: str, claims: list[Value], kinds: dict[str, str]
) -> None:
    """The claim, its finding, every quotation, the lists and the articles are there; the Find page says what to do."""
    claim = next(claim for claim in claims if kinds["claim"] == f"claims/{claim['id'].content}/")
    with watched(browser, site_address, java_script_enabled=False, viewport=PHONE) as page:
        page.goto(site_address + kinds["claim"])
        expect(page.locator("h1")).to_have_text(claim["claim"].content)
        expect(page.locator(".v-finding")).to_be_visible()
        quoted = page.locator("div.v-card")
        assert quoted.count() == len(claim["evidence"].items)
        decisive = page.locator("#evidence ~ div.v-card")
        assert decisive.count() >= 2
        assert all(card.locator("mark").first.is_visible() for card in decisive.all())
        for summary in page.locator("details.v-group-of-words > summary").all():
            summary.click()
        assert all(card.locator("mark").first.is_visible() for card in quoted.all())
        page.goto(site_address + kinds["all claims"])
        assert page.locator("a.v-row-claim").count() == len(claims)
        assert page.locator("a.v-row-claim").first.is_visible()
        page.goto(site_address + kinds["article"])
        assert page.locator("ol.v-in-order > li").count() >= 5
        assert page.locator("ol.v-in-order mark").first.is_visible()
        page.goto(site_address + kinds["find"])
        expect(page.locator("noscript p, main p").filter(has_text="needs JavaScript")).to_be_visible()
        page.goto(site_address + kinds["method"])
        assert page.locator("code.v-rule").first.is_visible()


def test_a_page_that_is_not_there(browser: Browser, published_site: Path) -> None:
    """Any unknown address under the sub-path gives the 404 page, with its style and with links back into the site."""
    with served(published_site) as address, opened(browser) as page:
        failed: list[str] = []
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        unknown = f"{address}claims/no-such-claim/deeper/"
        answer = page.goto(unknown)
        assert answer
        assert answer.status == 404
        assert failed == [unknown]
        expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
        for name, path in (("Find a claim", "find/"), ("All claims", "claims/"), ("Home", "")):
            page.goto(unknown)
            page.locator(".v-page").get_by_role("link", name=name, exact=True).click()
            page.wait_for_url(re.compile(re.escape(f"{address}{path}") + r"\.?$"))
            assert page.locator("h1").inner_text() != "Page not found"
