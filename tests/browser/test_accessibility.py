"""Accessibility: on every kind of page, in both colours, on a phone and on a desktop (WCAG 2.2, by axe-core)."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.support.browsing import DESKTOP, PHONE, watched


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
