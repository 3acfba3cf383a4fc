"""Privacy and safety: no cookie, nothing kept about readers, and nothing in the data that runs in their browser."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from playwright.sync_api import Browser, Dialog

from tests.browser.test_search import search
from tests.support.browsing import opened, watched
from tests.support.pages_server import SUB_PATH, PagesHandler, served
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
            assert page.locator("main img:not(.md-logo img), head + img, body > img").count() == 0
        page.goto(f"{address}claims/grain/")
        assert page.title().startswith(" ".join(f"Single origin: {claim}".split()))
        results_page = search(page, address, "alert")
        assert results_page
    assert ran == []


class Elsewhere(PagesHandler):
    """A server of somebody else, which keeps what it was asked for."""

    asked: ClassVar[list[str]] = []

    def translate_path(self, path: str) -> str:
        """The file behind an address; the request is kept."""
        self.asked.append(path)
        return super().translate_path(path)


# Tries to run a script in the page, to ask another host, and to show a picture from there; gives what worked.
_INTRUSION = """async (elsewhere) => {
  const script = document.createElement("script");
  script.textContent = "window.intruded = true";
  const picture = new Image();
  picture.src = elsewhere + "picture.png";
  document.body.append(script, picture);
  document.body.insertAdjacentHTML("beforeend", "<button id=intruder onclick='window.intruded = true'>x</button>");
  document.getElementById("intruder").click();
  await new Promise((done) => { picture.onload = picture.onerror = done; });
  const asked = await fetch(elsewhere, { mode: "no-cors" }).then(() => true, () => false);
  return Boolean(window.intruded) || asked;
}"""


def test_the_policy_of_every_kind_of_page_holds(browser: Browser, site_address: str, kinds: dict[str, str]) -> None:
    """A script that gets into a page does not run there, and no other host is asked; without a policy both happen."""
    claim = kinds["claim"].removeprefix("claims/")
    with TemporaryDirectory() as empty, served(Path(empty), Elsewhere) as elsewhere, opened(browser) as page:
        for path in (*kinds.values(), f"embed/{claim}", "print/", "no-such-page/"):
            page.goto(site_address + path)
            assert page.evaluate(_INTRUSION, elsewhere) is False, path
        assert Elsewhere.asked == []
        page.goto(elsewhere)  # a page without a policy
        assert page.evaluate(_INTRUSION, elsewhere) is True
        assert f"{SUB_PATH}picture.png" in Elsewhere.asked


def test_embedded_and_printable_pages_keep_to_their_policies(
    browser: Browser, site_address: str, kinds: dict[str, str]
) -> None:
    """Nothing of theirs is refused."""
    with watched(browser, site_address) as page:
        for path in ("print/", f"embed/{kinds['claim'].removeprefix('claims/')}"):
            page.goto(site_address + path)
            assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth + document.title")
