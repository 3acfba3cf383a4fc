"""Privacy and safety: no cookie, nothing kept about readers, and nothing in the data that runs in their browser."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Dialog

from tests.browser.test_search import search
from tests.support.browsing import watched
from tests.support.pages_server import served
from tests.support.planted_faults import CLAIMS, outline


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


def test_hostile_data_does_nothing_in_a_browser(browser: Browser, hostile_project: Path) -> None:
    """Scripts and handlers in the data never run, on any page; the title bar shows them as text."""
    folder = hostile_project
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
