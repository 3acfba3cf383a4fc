"""A site in a newsroom's own colours, in a browser: it is accessible in both schemes, and the colours are used."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsing import DESKTOP, PHONE, rings_on_the_bar, violations, watched
from tests.support.guide import own_newsroom
from tests.support.pages_server import SUB_PATH, served

# The colours of the example in the guide, as browsers give them.
BAR = {"light": "rgb(7, 98, 70)", "dark": "rgb(18, 61, 48)"}
ACCENT = {"light": "rgb(190, 72, 25)", "dark": "rgb(232, 97, 23)"}

PAGES = ["", "claims/sign-nothing/", "voices/", "matrix/", "find/", "about/", "team/", "imprint/"]
CARD = """async address => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const context = new OffscreenCanvas(1200, 630).getContext("2d", {willReadFrequently: true});
  context.drawImage(image, 0, 0);
  return [[90, 553], [126, 568]].map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]);
}"""


@pytest.fixture(scope="module")
def own_address(build_once: Callable[..., Path]) -> Iterator[str]:
    """The address of the site of the guide."""
    project = build_once("own", own_newsroom, SITE_URL=f"https://example.org{SUB_PATH}")
    with served(project / "site") as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_own_colours_can_be_read(scheme: str, viewport: dict[str, int], browser: Browser, own_address: str) -> None:
    """No rule of contrast is broken, nothing is refused or asked elsewhere, and bar and links have the colours."""
    with watched(browser, own_address, viewport=viewport, color_scheme=scheme) as page:
        for path in PAGES:
            page.goto(own_address + path, wait_until="load")
            assert violations(page, of_colours_only=True) == [], path
            wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide[0] <= wide[1], path
            bar = page.locator("header").first.evaluate("element => getComputedStyle(element).backgroundColor")
            assert bar == BAR[scheme], path
            link = page.locator("footer a").first.evaluate("element => getComputedStyle(element).color")
            assert link == ACCENT[scheme], path
            logo = page.locator("header img").first.evaluate("image => image.naturalWidth / image.naturalHeight")
            assert logo == pytest.approx(3), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_on_a_bar_of_own_colours_can_be_seen(scheme: str, browser: Browser, own_address: str) -> None:
    """The ring has the colour of the bar's words, and so their contrast."""
    with watched(browser, own_address, viewport=DESKTOP, color_scheme=scheme) as page:
        page.goto(own_address + "claims/", wait_until="load")
        assert min(rings_on_the_bar(page)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_own_pages_are_accessible(scheme: str, browser: Browser, own_address: str) -> None:
    """All rules hold on what the newsroom wrote itself, on embedded pages and on the printable one."""
    with watched(browser, own_address, viewport=DESKTOP, color_scheme=scheme) as page:
        for path in ("team/", "imprint/", "about/", "embed/sign-nothing/", "print/"):
            page.goto(own_address + path, wait_until="load")
            assert violations(page) == [], path
        page.goto(own_address + "embed/sign-nothing/", wait_until="load")
        assert page.locator("a").last.evaluate("element => getComputedStyle(element).color") == ACCENT[scheme]
        page.goto(own_address + "print/", wait_until="load")
        assert page.locator("a").first.evaluate("element => getComputedStyle(element).color") == ACCENT["light"]


def test_what_is_not_found(browser: Browser, own_address: str) -> None:
    """The page of a wrong address, at any depth, has the look, the own words, and links that lead back."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(own_address + "claims/no-such/claim/", wait_until="load")
    assert page.locator("main p").first.inner_text() == "This page is not here. Perhaps the search finds it."
    assert page.locator("header").first.evaluate("element => getComputedStyle(element).backgroundColor") == BAR["light"]
    assert page.locator("header img").first.evaluate("image => image.naturalWidth") > 0
    page.locator("footer").get_by_text("Imprint").click()
    page.wait_for_url(own_address + "imprint/")
    page.get_by_role("link", name="Who we are").first.click()
    page.wait_for_url(own_address + "team/")
    context.close()


def test_paper_and_pictures(browser: Browser, own_address: str) -> None:
    """In print, links are black as ever; the picture for social networks has the logo on the primary colour."""
    with watched(browser, own_address, viewport=DESKTOP) as page:
        page.goto(own_address + "claims/sign-nothing/", wait_until="load")
        page.emulate_media(media="print", color_scheme="dark")
        # The theme's links change their colour little by little.
        expect(page.locator(".v-page a").first).to_have_css("color", "rgb(0, 0, 0)")
        ground, logo = page.evaluate(CARD, own_address + "embed/sign-nothing/card.png")
        assert ground == [7, 98, 70]
        assert logo == [255, 216, 77]
