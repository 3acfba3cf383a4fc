"""Sites in German and, from right to left, in Arabic: accessibility, what is mirrored, and what the scripts say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsing import DESKTOP, PHONE, violations, watched
from tests.support.other_alphabet import in_other_letters, newsroom_in_other_letters
from tests.support.pages_server import served

LEFT_ENDS = "selector => [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect().left)"


@pytest.fixture(scope="module")
def german(build_once: Callable[..., Path]) -> Iterator[str]:
    """The address of the newsroom's site in German."""
    with served(build_once("newsroom-de", lambda folder: newsroom_in_other_letters(folder, "de")) / "site") as address:
        yield address


@pytest.fixture(scope="module")
def arabic(build_once: Callable[..., Path]) -> Iterator[str]:
    """The address of the newsroom's site in Arabic."""
    with served(build_once("newsroom-ar", lambda folder: newsroom_in_other_letters(folder, "ar")) / "site") as address:
        yield address


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["german", "arabic"])
def test_every_kind_of_page_is_accessible(
    language: str, viewport: dict[str, int], browser: Browser, kinds: dict[str, str], request: pytest.FixtureRequest
) -> None:
    """No rule is broken, and nothing is wider than the screen."""
    address = request.getfixturevalue(language)
    with watched(browser, address, viewport=viewport) as page:
        for kind, path in kinds.items():
            page.goto(address + path, wait_until="load")
            wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide[0] <= wide[1], (kind, wide)
            assert violations(page) == [], kind


def test_from_right_to_left_everything_is_mirrored(browser: Browser, arabic: str) -> None:
    """The text, the bar, the drawing and its names; on a page to print and on a card, too."""
    with watched(browser, arabic, viewport=DESKTOP) as page:
        page.goto(arabic, wait_until="load")
        assert page.evaluate("getComputedStyle(document.querySelector('.v-page')).direction") == "rtl"
        bars = page.evaluate(LEFT_ENDS, ".v-bands .v-table svg > rect")
        assert max(bars) == bars[0]
        assert min(bars) == bars[-1]
        for path in ("print/", "embed/sign-nothing/"):
            page.goto(arabic + path, wait_until="load")
            assert page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == ["rtl", "ar"]


SAID = {
    "german": ("1 Behauptung", "Keine Behauptung hat diese Wörter.", "1 gewählt"),
    "arabic": ("ادعاء واحد", "لا ادعاء فيه هذه الكلمات.", "اختيار واحد"),
}


@pytest.mark.parametrize("language", SAID)
def test_the_search_speaks_the_language_of_the_site(
    language: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    """Numbers of claims in the form that the language has for them, and that nothing was found."""
    address, (found, none, chosen) = request.getfixturevalue(language), SAID[language]
    with watched(browser, address, viewport=DESKTOP) as page:
        page.goto(f"{address}find/?q={in_other_letters('parade')}x", wait_until="load")
        expect(page.locator("#find-count")).to_have_text(none)
        page.goto(f"{address}find/?q=%22{in_other_letters('sign nothing before')}%22", wait_until="load")
        expect(page.locator("#find-count")).to_have_text(found)
        page.locator(".v-facet input").first.check()
        expect(page.locator(".v-chosen").first).to_have_text(chosen)
