"""The built site in a real browser, under a sub-path as on GitHub Pages: found, read, and private."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect

from tests.support.cases import lay_out
from tests.support.microsite import ROOT, Ran, copy_handwritten_docs
from tests.support.pages_server import served
from tests.support.planted_faults import ARTICLES, CLAIMS, Value, outline

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

# How a request ends that was still under way when the test went on to another page; no fault of the page.
LEFT = "net::ERR_ABORTED"


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page of a fresh browser profile."""
    context = browser.new_context(**options)
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """The same; at the end nothing was asked of another host, nothing failed to load, and no error was logged."""
    seen: list[str] = []
    with opened(browser, **options) as page:
        page.on(
            "console", lambda message: seen.append(f"{message.type}: {message.text}") if _matters(message) else None
        )
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.on(
            "requestfailed", lambda request: None if request.failure == LEFT else seen.append(f"failed: {request.url}")
        )
        page.on(
            "response",
            lambda response: seen.append(f"{response.status}: {response.url}") if response.status >= 400 else None,
        )
        page.on(
            "request", lambda request: None if _ours(request.url, address) else seen.append(f"elsewhere: {request.url}")
        )
        yield page
    assert seen == []


def _matters(message: ConsoleMessage) -> bool:
    """Whether a message is of the page: Chromium asks the host for /favicon.ico itself where the page's own was not awaited."""
    return message.type in ("error", "warning") and urlsplit(message.location["url"]).path != "/favicon.ico"


def _ours(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


@pytest.fixture(scope="module")
def claims(built_project: Path) -> list[Value]:
    """The published claims."""
    entries = outline((built_project / CLAIMS).read_bytes().decode("utf-8"))["claims"].items
    return [claim for claim in entries if claim.get("draft") != "true"]


@pytest.fixture(scope="module")
def kinds(built_project: Path, claims: list[Value]) -> dict[str, str]:
    """One page of each kind; of claims, the one with the most evidence."""
    article = outline((built_project / ARTICLES).read_bytes().decode("utf-8"))["articles"].items[0]["id"].content
    claim = max(claims, key=lambda claim: len(claim["evidence"].items))["id"].content
    return {
        "home": "",
        "find": "find/",
        "all claims": "claims/",
        "claim": f"claims/{claim}/",
        "all articles": "articles/",
        "article": f"articles/{article}/",
        "matrix": "matrix/",
        "timeline": "timeline/",
        "all topics": "topics/",
        "topic": "topics/talks/",
        "all voices": "voices/",
        "voice": "voices/us-government/",
        "corrections": "corrections/",
        "data": "data/",
        "method": "method/",
        "about": "about/",
        "editors": "editors/",
        "guide": "editors/claim/",
        "errors": "editors/errors/",
    }


def rare_word(text: str, claims: list[Value], key: str) -> str:
    """The word of a text that stands in the fewest claims' fields of that name."""
    words = re.findall(r"[A-Za-z]{6,}", text)
    return str(min(words, key=lambda word: sum(word.lower() in claim[key].content.lower() for claim in claims)))


def search(page: Page, address: str, words: str) -> list[str]:
    """Open the Find page with words in its address; gives where the results lead, once they are there."""
    page.goto(f"{address}find/?q={quote(words)}")
    return results(page)


def results(page: Page) -> list[str]:
    """Where the results of a search lead, once they are there."""
    expect(page.locator("#find-count")).to_have_text(
        re.compile(r"^(\d+ claims?\b|No claim has these words)"), timeout=30_000
    )
    return [str(link.get_attribute("href")) for link in page.locator("#find-results a").all()]


def leads(page: Page, address: str, target: str) -> None:
    """A result leads to a page of this site that exists, and to an id on it where it names one."""
    whole = urljoin(f"{address}find/", target)
    assert whole.startswith(address)
    page.goto("about:blank")
    answer = page.goto(whole)
    assert answer
    assert answer.status == 200
    fragment = urlsplit(whole).fragment
    assert not fragment or page.locator(f'[id="{fragment}"]').count() == 1


@pytest.mark.parametrize("field", ["claim", "finding"])
def test_a_claim_is_found_by_a_word(field: str, browser: Browser, site_address: str, claims: list[Value]) -> None:
    """By a word of what it claims and by a word of its finding; its page is among the results."""
    claim = claims[len(claims) // 2]
    word = rare_word(claim[field].content, claims, field)
    with watched(browser, site_address) as page:
        found = search(page, site_address, word)
        assert any(f"claims/{claim['id'].content}/" in target for target in found), (word, found)


def test_a_quotation_is_found_by_its_exact_words(browser: Browser, site_address: str, claims: list[Value]) -> None:
    """By a phrase in quotation marks; the result leads to the excerpt's own anchor."""
    excerpts = [(claim, excerpt) for claim in claims for excerpt in claim["evidence"].items]
    claim, excerpt = next(
        (claim, excerpt)
        for claim, excerpt in excerpts
        if re.fullmatch(r"[A-Za-z ]{30,}", excerpt["quote"].content) and "context" in excerpt
    )
    with watched(browser, site_address) as page:
        found = search(page, site_address, f'"{excerpt["quote"].content}"')
        own = [target for target in found if f"claims/{claim['id'].content}/" in target]
        assert own, found
        anchored = [target for target in own if re.search(r"#x[0-9a-f]+$", target)]
        assert anchored, own
        for target in own:
            leads(page, site_address, target)
        page.goto(f"{site_address}claims/{claim['id'].content}/")
        fragment = urlsplit(anchored[0]).fragment
        card = page.locator(f'[id="{fragment}"] + div')
        assert excerpt["quote"].content in card.locator("mark").inner_text()


def test_the_words_of_a_phrase_in_another_order_are_not_the_phrase(
    browser: Browser, site_address: str, claims: list[Value]
) -> None:
    """In quotation marks the order counts."""
    words = next(
        match[0]
        for claim in claims
        if (match := re.search(r"[A-Z][a-z]+ [a-z]+ [a-z]+ [a-z]{5,}", claim["finding"].content))
    )
    with watched(browser, site_address) as page:
        assert search(page, site_address, f'"{words}"')
        backwards = " ".join(reversed(words.split()))
        assert search(page, site_address, f'"{backwards}"') == []


def test_nonsense_finds_nothing(browser: Browser, site_address: str) -> None:
    """And says so."""
    with watched(browser, site_address) as page:
        assert search(page, site_address, '"purple elephants dancing backwards"') == []
        expect(page.locator("#find-count")).to_have_text("No claim has these words.")


def test_every_result_leads_somewhere(browser: Browser, site_address: str) -> None:
    """All results of a common word: each address exists, with its anchor."""
    with watched(browser, site_address) as page:
        found = search(page, site_address, "arms")
        assert found
        for target in found[:12]:
            leads(page, site_address, target)


def test_typing_searches_and_can_be_shared(browser: Browser, site_address: str) -> None:
    """What is typed is searched, stands in the address, and gives the same results when that address is opened."""
    with watched(browser, site_address) as page:
        page.goto(f"{site_address}find/")
        assert page.locator("#find-results li").count() == 0
        page.get_by_role("searchbox").fill("artillery")
        page.get_by_role("button", name="Find").click()
        page.wait_for_url("**/find/?q=artillery")
        typed = results(page)
        assert typed
        page.reload()
        assert results(page) == typed
        expect(page.get_by_role("searchbox")).to_have_value("artillery")


def test_the_home_page_has_the_same_search(browser: Browser, site_address: str) -> None:
    """Its form leads to the Find page with the results."""
    with watched(browser, site_address) as page:
        page.goto(site_address)
        page.get_by_role("searchbox").fill("artillery")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url("**/find/?q=artillery")
        assert results(page)


def test_hostile_words_in_the_address_are_text(browser: Browser, site_address: str) -> None:
    """What stands in ?q= is searched for and shown in the box, never run."""
    words = '"><img src=x onerror="document.title=1"><script>document.title=2</script>'
    with watched(browser, site_address) as page:
        search(page, site_address, words)
        expect(page.get_by_role("searchbox")).to_have_value(words)
        assert page.locator("#find-results img, #find-results script").count() == 0
        assert page.title() not in ("1", "2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_kind_of_page_is_whole(
    scheme: str, viewport: dict[str, int], browser: Browser, site_address: str, kinds: dict[str, str]
) -> None:
    """No other host is asked, no error is logged, nothing is wider than the screen, and axe-core finds no violation."""
    with watched(browser, site_address, viewport=viewport, color_scheme=scheme) as page:
        for kind, path in kinds.items():
            page.goto(site_address + path, wait_until="load")
            expect(page.locator("h1")).to_have_count(1)
            expect(page.locator("h1")).to_be_visible()
            wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide[0] <= wide[1], (kind, wide)
            dark = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
            assert dark == ("slate" if scheme == "dark" else "default"), kind
            found = Axe().run(page).response["violations"]
            assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == [], kind


def test_no_cookie_is_set_and_nothing_is_kept_about_the_reader(
    browser: Browser, site_address: str, kinds: dict[str, str]
) -> None:
    """No page sets a cookie; what is kept in the browser is the choice of colours at most."""
    with watched(browser, site_address) as page:
        for path in kinds.values():
            page.goto(site_address + path)
        assert page.context.cookies() == []
        kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        assert [key for key in kept if not re.search("__palette|__scroll", key)] == []


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
    """Any unknown address under the sub-path gives the 404 page, in its own looks, with links that lead back into the site."""
    with served(published_site) as address, opened(browser) as page:
        failed: list[str] = []
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        unknown = f"{address}claims/no-such-claim/deeper/"
        answer = page.goto(unknown)
        assert answer
        assert answer.status == 404
        assert failed == [unknown]
        expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
        for name, path in (("Find a claim", "find/"), ("All claims", "claims/"), ("Home", "")):
            page.goto(unknown)
            page.locator(".v-page").get_by_role("link", name=name, exact=True).click()
            page.wait_for_url(re.compile(re.escape(f"{address}{path}") + r"\.?$"))
            assert page.locator("h1").inner_text() != "This page is not here"


def test_hostile_data_does_nothing_in_a_browser(tmp_path: Path, browser: Browser, verbatim: Callable[..., Ran]) -> None:
    """Scripts and handlers in the data never run, on any page; the title bar shows them as text."""
    folder = lay_out("hostile-text", tmp_path / "project")
    shutil.copy2(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    copy_handwritten_docs(folder)
    built = verbatim("build", project=folder)
    assert built.code == 0, built.stdout + built.stderr
    claim = outline((folder / CLAIMS).read_text(encoding="utf-8"))["claims"].items[1]["claim"].content
    ran: list[str] = []

    def refuse(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    with served(folder / "site") as address, watched(browser, address) as page:
        page.on("dialog", refuse)
        for path in (
            "",
            "claims/",
            "claims/grain/",
            "articles/",
            "articles/talks/",
            "method/",
            "about/",
            "find/?q=alert",
        ):
            page.goto(address + path)
            assert page.locator("main img, head + img, body > img").count() == 0
        page.goto(f"{address}claims/grain/")
        assert page.title().startswith(" ".join(claim.split()))
        results_page = search(page, address, "alert")
        assert results_page
    assert ran == []
