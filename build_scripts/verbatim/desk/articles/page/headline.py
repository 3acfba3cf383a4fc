"""Finds the headline that a page prints.

In: the elements of a page, rewritten by `clean`, and what the page calls its site. Out: the lines of the headline.
"""

from collections.abc import Collection
from typing import Any

from verbatim.desk.articles.page.cleaning import FURTHER_LINE
from verbatim.desk.articles.page.visible_text import one_line, visible_lines
from verbatim.quotation.text.folding import fold


def printed_headline(root: Any, site_names: Collection[str]) -> tuple[str, ...]:
    """The lines of the page's main heading; none if there is none, or if it is not clear which one it is.

    If there are several, it is the one that the page's title contains, else the first within the article.
    """
    titles = [*root.xpath("//head/title/text()"), *root.xpath("//head/meta[@property='og:title']/@content")]
    known = [_bare(title) for title in titles]
    names = {_bare(name).removeprefix("the ") for name in site_names}
    headings = [
        heading
        for heading in root.iter("h1")
        if not _continues(heading) and _text(heading) and not _names_the_site(heading, names, known)
    ]
    if len(headings) > 1:
        titled = [heading for heading in headings if any(_bare(_text(heading)) in title for title in known)]
        inside = [h for h in headings if any(True for _ in h.iterancestors("article", "main"))]
        headings = titled or inside
    return _lines(headings[0]) if headings else ()


def _lines(heading: Any) -> tuple[str, ...]:
    """The lines of a heading, which `clean` made a heading each."""
    lines = visible_lines(heading)
    following = heading.getnext()
    while following is not None and _continues(following):
        lines += visible_lines(following)
        following = following.getnext()
    return tuple(lines)


def _continues(heading: Any) -> bool:
    """Whether a heading is a further line of the one before it."""
    return heading.get(FURTHER_LINE) is not None


def _names_the_site(heading: Any, names: Collection[str], titles: Collection[str]) -> bool:
    """Whether a heading is the name of the site: as stated, at the end of the title, or a link to the front page."""
    text = _bare(_text(heading))
    ends = tuple(f"{mark}{text}" for mark in ("| ", "-", "· ", ": ", "» "))
    links = list(heading.iter("a"))
    logo = bool(links) and links[0].get("href", "").rstrip("/") in ("", ".", "/index.html")
    return text.removeprefix("the ") in names or logo or any(title.endswith(ends) for title in titles)


def _text(heading: Any) -> str:
    return " ".join(visible_lines(heading))


def _bare(text: str) -> str:
    return one_line(fold(text).text).casefold()
