"""Pages as the tests open them in a browser: an empty profile each, watched for what no page of ours may do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

# How long a page may take for what is expected of it; long, because no test says how fast a page must be.
MILLISECONDS = 300_000
expect.set_options(timeout=MILLISECONDS)

# How a request ends that was still under way when the test went on to another page; no fault of the page.
LEFT = "net::ERR_ABORTED"


# The profiles of each browser by their options. A new one costs more than a page, and so does the first page of one.
_profiles: WeakKeyDictionary[Browser, dict[str, BrowserContext]] = WeakKeyDictionary()


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:
    """A new page of a browser profile that has stored nothing; tests with the same options use one profile in turn.

    The page stays open until the next one is there, which then needs no new process. After a failure the profile is
    not used again.
    """
    profiles = _profiles.setdefault(browser, {})
    name = repr(sorted(options.items()))
    context = profiles.pop(name, None) or browser.new_context(**options)
    context.set_default_timeout(MILLISECONDS)
    earlier = context.pages
    try:
        page = context.new_page()
        for each in earlier:
            each.close()
        yield page
        context.clear_cookies()
        page.evaluate("localStorage.clear()")
        profiles[name] = context
    finally:
        if name not in profiles:
            context.close()


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """The same; at the end no other host was asked, nothing failed to load, and no error was logged."""
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
    """Whether a message is about the page: Chromium itself asks for /favicon.ico before it has read the page's own."""
    return message.type in ("error", "warning") and urlsplit(message.location["url"]).path != "/favicon.ico"


def _ours(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


# The rules that depend on the colours of a page and on nothing else.
OF_COLOURS = ["color-contrast", "link-in-text-block"]


def violations(page: Page, *, of_colours_only: bool = False) -> list[tuple[str, list[str]]]:
    """The rules of accessibility that axe-core finds broken on a page, each with the elements at fault."""
    options = {"resultTypes": ["violations"], **({"runOnly": OF_COLOURS} if of_colours_only else {})}
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]


# For what has the focus: the colour of the ring around it, or around the switch next to it, and of what is behind.
RING = """() => {
  const at = document.activeElement;
  if (!at.closest("header, nav[data-md-component=tabs]")) return null;
  const ringed = at.type === "radio" ? [...at.parentElement.querySelectorAll("label")].find(e => e.offsetWidth) : at;
  const style = getComputedStyle(ringed);
  let ground = ringed.parentElement;
  while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
  return [style.outlineStyle, style.outlineColor, getComputedStyle(ground).backgroundColor];
}"""


def rings_on_the_bar(page: Page) -> list[float]:
    """The contrast of the ring around each thing of the bar that the keyboard reaches; 0 where there is no ring."""
    contrasts = []
    # First comes the link that skips the bar.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    while ring := page.evaluate(RING):
        line, *colours = ring
        contrasts.append(0 if line == "none" else _contrast(*colours))
        page.keyboard.press("Tab")
    return contrasts


def _contrast(*colours: str) -> float:
    """The contrast of two colours, by WCAG 2.2; each as a browser gives it, such as `rgb(11, 83, 148)`."""
    darker, lighter = sorted(map(_luminance, colours))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
