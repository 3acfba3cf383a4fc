"""The last proof, on the built pages themselves.

In: the folder of a built site and the corpus it came from. Out: a problem for every link within the site that leads
nowhere, every id that stands twice on a page, and every marked quotation that is not, character for character, what
stands in its source.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from build_scripts.corpus import Corpus
from build_scripts.problems import Place, Problem

_TEMPLATE_FAULT = "this is a fault of a template: please report it"


@dataclass(frozen=True)
class Mark:
    """A marked quotation on a page: the characters shown, and where in which source they are said to stand."""

    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class BuiltPage:
    """What is checked of one page; the parsed page itself is let go at once, since thousands would fill the memory."""

    path: Path
    ids: tuple[str, ...]
    addresses: tuple[str, ...]
    marks: tuple[Mark, ...]

    @classmethod
    def read(cls, path: Path) -> "BuiltPage":
        """Read one page."""
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        marks = (
            Mark(str(mark["data-source"]), int(str(mark["data-start"])), int(str(mark["data-end"])), mark.get_text())
            for mark in soup.find_all("mark", attrs={"data-source": True})
        )
        return cls(path, tuple(str(tag["id"]) for tag in soup.find_all(id=True)), tuple(_addresses(soup)), tuple(marks))


def check_site(site: Path, corpus: Corpus, address: str = "") -> list[Problem]:
    """Check every page of a built site. `address` is where it will stand, since its 404 page says so in its links."""
    root = urlsplit(address).path.rstrip("/") + "/"
    pages = {path.resolve(): BuiltPage.read(path) for path in sorted(site.rglob("*.html"))}
    anchors = {path: frozenset(page.ids) for path, page in pages.items()}
    problems: list[Problem] = []
    for page in pages.values():
        place = Place(f"site/{page.path.relative_to(site).as_posix()}")
        problems += _repeated_ids(page, place)
        problems += _dead_links(page, site, root, anchors, place)
        problems += _false_marks(page, corpus, place)
    return problems


def _addresses(soup: BeautifulSoup) -> Iterator[str]:
    """Every address within the site that a page links to or loads."""
    for name, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src")):
        for tag in soup.find_all(name, attrs={attribute: True}):
            address = str(tag[attribute])
            parts = urlsplit(address)
            if not parts.scheme and not parts.netloc and address not in ("", "#"):
                yield address


def _repeated_ids(page: BuiltPage, place: Place) -> Iterator[Problem]:
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield Problem("duplicate-anchor", place, f"the id “{name}” stands {count} times", _TEMPLATE_FAULT)


def _dead_links(page: BuiltPage, site: Path, root: str, anchors: dict[Path, frozenset[str]], place: Place) -> Iterator[Problem]:
    hint = "mend the link, or the template that makes it"
    for address in dict.fromkeys(page.addresses):
        target = _target(site, root, page.path, address)
        fragment = unquote(urlsplit(address).fragment)
        if target is None or not target.is_file():
            yield Problem("dead-link", place, f"“{address}” leads nowhere", hint)
        elif fragment and target in anchors and fragment not in anchors[target]:
            yield Problem("dead-link", place, f"“{address}” names no place on that page", hint)


def _target(site: Path, root: str, page: Path, address: str) -> Path | None:
    """The file that an address leads to; None where it leads out of the site.

    The 404 page is served from anywhere, so its addresses begin at the root of the site.
    """
    path = unquote(urlsplit(address).path)
    if path.startswith("/"):
        target = site / path.removeprefix(root) if page.name == "404.html" and path.startswith(root) else None
    else:
        target = (page.parent / path) if path else page
    if target is None:
        return None
    target = target.resolve()
    if target.is_dir():
        target = target / "index.html"
    return target if target.is_relative_to(site.resolve()) else None


def _false_marks(page: BuiltPage, corpus: Corpus, place: Place) -> Iterator[Problem]:
    for mark in page.marks:
        text = corpus.texts.get(mark.source)
        if text is None or text.text[mark.start : mark.end] != mark.text:
            message = f"“{mark.text[:60]}” is not what stands at {mark.start}–{mark.end} of “{mark.source}”"
            yield Problem("false-quotation", place, message, "this is a fault of ours: please report it")
