"""The last proof, on the built pages themselves.

In: the folder of a built site and the corpus it came from. Out: a problem for every link within the site that leads
nowhere, every id that stands twice on a page, and every marked quotation that is not, character for character, what
stands in its source.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from build_scripts.corpus import Corpus
from build_scripts.problems import Place, Problem


def check_site(site: Path, corpus: Corpus) -> list[Problem]:
    """Check every page of a built site."""
    soups = {page: BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser") for page in sorted(site.rglob("*.html"))}
    ids = {page: [str(tag["id"]) for tag in soup.find_all(id=True)] for page, soup in soups.items()}

    @cache
    def anchors(page: Path) -> frozenset[str]:
        return frozenset(ids.get(page, ()))

    problems: list[Problem] = []
    for page, soup in soups.items():
        place = Place(f"site/{page.relative_to(site).as_posix()}")
        for name, count in Counter(ids[page]).items():
            if count > 1:
                problems.append(
                    Problem("duplicate-anchor", place, f"the id “{name}” stands {count} times", "this is a fault of a template")
                )
        for address in _addresses(soup):
            target = _target(site, page, address)
            fragment = unquote(urlsplit(address).fragment)
            if target is None or not target.is_file():
                problems.append(Problem("dead-link", place, f"“{address}” leads nowhere", "mend the link, or the template that makes it"))
            elif fragment and target in soups and fragment not in anchors(target):
                problems.append(
                    Problem("dead-link", place, f"“{address}” names no place on that page", "mend the link, or the template that makes it")
                )
        problems += _false_marks(soup, corpus, place)
    return problems


def _addresses(soup: BeautifulSoup) -> Iterator[str]:
    """Every address within the site that a page links to or loads."""
    for name, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src")):
        for tag in soup.find_all(name, attrs={attribute: True}):
            address = str(tag[attribute])
            parts = urlsplit(address)
            if not parts.scheme and not parts.netloc and address not in ("", "#"):
                yield address


def _target(site: Path, page: Path, address: str) -> Path | None:
    """The file that an address leads to; None where it leads out of the site.

    The 404 page is served from anywhere, so its addresses begin at the root of the site.
    """
    path = unquote(urlsplit(address).path)
    if path.startswith("/"):
        target = site / path.lstrip("/") if page.name == "404.html" else None
    else:
        target = (page.parent / path) if path else page
    if target is None:
        return None
    target = target.resolve()
    if target.is_dir():
        target = target / "index.html"
    return target if target.is_relative_to(site.resolve()) else None


def _false_marks(soup: BeautifulSoup, corpus: Corpus, place: Place) -> Iterator[Problem]:
    """Marked quotations that differ from the characters at the offsets that they claim."""
    for mark in soup.find_all("mark", attrs={"data-source": True}):
        source, start, end = str(mark["data-source"]), int(str(mark["data-start"])), int(str(mark["data-end"]))
        text = corpus.texts.get(source)
        if text is None or text.text[start:end] != mark.get_text():
            message = f"“{mark.get_text()[:60]}” is not what stands at {start}–{end} of “{source}”"
            yield Problem("false-quotation", place, message, "this is a fault of ours: please report it")
