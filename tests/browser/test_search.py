"""Search on the Find page: words, phrases and nonsense, by typing, by the address and from the home page."""

import re
from urllib.parse import quote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import watched
from tests.support.planted_faults import Value


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
    expect(page.locator("#find-count")).to_have_text(re.compile(r"^(\d+ claims?\b|No claim has these words)"))
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
        card = page.locator(f'div.v-card:has(> [id="{fragment}"])')
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
        found = search(page, site_address, "grain")
        assert found
        for target in found[:12]:
            leads(page, site_address, target)
        assert any("#" in target for target in found[:12])


def test_typing_searches_and_can_be_shared(browser: Browser, site_address: str) -> None:
    """What is typed is searched, stands in the address, and gives the same results when that address is opened."""
    with watched(browser, site_address) as page:
        page.goto(f"{site_address}find/")
        assert page.locator("#find-results li").count() == 0
        page.get_by_role("searchbox").fill("grain")
        page.get_by_role("button", name="Find").click()
        page.wait_for_url("**/find/?q=grain")
        typed = results(page)
        assert typed
        page.reload()
        assert results(page) == typed
        expect(page.get_by_role("searchbox")).to_have_value("grain")


def test_the_home_page_has_the_same_search(browser: Browser, site_address: str) -> None:
    """Its form leads to the Find page with the results."""
    with watched(browser, site_address) as page:
        page.goto(site_address)
        page.get_by_role("searchbox").fill("grain")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url("**/find/?q=grain")
        assert results(page)


def test_hostile_words_in_the_address_are_text(browser: Browser, site_address: str) -> None:
    """What stands in ?q= is searched for and shown in the box, never run."""
    words = '"><img src=x onerror="document.title=1"><script>document.title=2</script>'
    with watched(browser, site_address) as page:
        search(page, site_address, words)
        expect(page.get_by_role("searchbox")).to_have_value(words)
        assert page.locator("#find-results img, #find-results script").count() == 0
        assert page.title() not in ("1", "2")
