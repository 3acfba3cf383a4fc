"""What must be the same whichever engine built a site: the pages, their ids, their quotations and their data."""

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup

# The address that the sites are built for: under a sub-path, as on GitHub Pages.
ADDRESS = "https://example.org/verbatim/"


@dataclass(frozen=True)
class Built:
    """One page as an engine built it; the theme's own parts are not looked at.

    `links` are resolved, since engines write the same address in different forms;
    `quotations` are source, start, end and characters of every mark; `data` is what stands in JSON-LD blocks.
    """

    title: str
    headings: tuple[str, ...]
    ids: tuple[str, ...]
    quotations: tuple[tuple[str, str, str, str], ...]
    links: tuple[str, ...]
    words: str
    data: tuple[str, ...]


def pages_of(site: Path) -> dict[str, Built]:
    """All pages of a site by their path; raises ValueError where a JSON-LD block cannot be read."""
    return {
        path: _read(site / path, path)
        for path in sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    }


def differences(expected: dict[str, Built], found: dict[str, Built]) -> list[str]:
    """One line for each page that is missing, too many or not the same, and in what."""
    lines = [f"{path}: missing" for path in expected.keys() - found.keys()]
    lines += [f"{path}: not among ours" for path in found.keys() - expected.keys()]
    for path in expected.keys() & found.keys():
        ours, theirs = expected[path], found[path]
        lines += [
            f"{path}: other {name}"
            for name in Built.__dataclass_fields__
            if getattr(ours, name) != getattr(theirs, name)
        ]
    return sorted(lines)


def _read(file: Path, path: str) -> Built:
    page = BeautifulSoup(file.read_bytes(), "lxml")
    # A page without the theme is a document of our own, which engines only copy.
    ours = page.select_one(".v-page") if page.select_one(".md-header") else page.body
    if ours is None:
        raise ValueError(f"{file} holds nothing of ours")
    return Built(
        title=page.title.get_text(strip=True) if page.title else "",
        headings=tuple(heading.get_text(" ", strip=True) for heading in ours.select("h1, h2, h3")),
        ids=tuple(str(tag["id"]) for tag in ours.select("[id]")),
        quotations=tuple(
            (str(mark["data-source"]), str(mark["data-start"]), str(mark["data-end"]), mark.get_text())
            for mark in ours.select("mark[data-source]")
        ),
        links=tuple(
            urljoin(urljoin(ADDRESS, path.removesuffix("index.html")), str(link["href"]))
            for link in ours.select("a[href]")
        ),
        words=" ".join(ours.get_text().split()),
        data=tuple(
            json.dumps(json.loads(block.get_text()), sort_keys=True)
            for block in page.select('script[type="application/ld+json"]')
        ),
    )
