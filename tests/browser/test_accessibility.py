"""Accessibility: on every kind of page, in both colours, on a phone and on a desktop (WCAG 2.2, by axe-core)."""

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsing import DESKTOP, PHONE, rings_on_the_bar, violations, watched


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_kind_of_page_is_accessible(
    scheme: str, viewport: dict[str, int], browser: Browser, site_address: str, kinds: dict[str, str]
) -> None:
    """No rule is broken, nothing is wider than the screen, no error is logged, and no other host is asked.

    In dark colours only the rules of colours are tried: the pages are the same but for those.
    """
    with watched(browser, site_address, viewport=viewport, color_scheme=scheme) as page:
        for kind, path in kinds.items():
            page.goto(site_address + path, wait_until="load")
            expect(page.locator("h1")).to_have_count(1)
            expect(page.locator("h1")).to_be_visible()
            wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide[0] <= wide[1], (kind, wide)
            dark = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
            assert dark == ("slate" if scheme == "dark" else "default"), kind
            assert violations(page, of_colours_only=scheme == "dark") == [], kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_on_the_bar_can_be_seen(scheme: str, browser: Browser, site_address: str) -> None:
    """The ring has a contrast of 3 to 1 (WCAG 1.4.11) on the logo, the switch, the search and the five entries."""
    with watched(browser, site_address, viewport=DESKTOP, color_scheme=scheme) as page:
        page.goto(site_address + "claims/", wait_until="load")
        rings = rings_on_the_bar(page)
        assert len(rings) == 8
        assert min(rings) >= 3
