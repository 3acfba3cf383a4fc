"""The frame of one page: what the engine put round its text the last time.

In: a generated page, and the HTML that the engine made of it. Out: a `Frame`, which gives the HTML of another text with
the same front matter and headings. It is for the pages that have no shell: those that the navigation names, those near
the root, and all pages of a small site.
"""

import hashlib
import json
from typing import NamedTuple

from verbatim.site.shells.page_text import PageText, read_page_text


class Frame(NamedTuple):
    """Where the text is in the HTML of a page, in code points; and hashes of it, and of front matter and headings."""

    about: str
    start: int
    end: int
    text: str

    def filled(self, html: str, text: str) -> "tuple[str, Frame] | None":
        """The HTML of another text, from that of the last one, and its frame; None if more changed than the body."""
        page = read_page_text(text)
        if page is None or _about(page) != self.about or _hash(html[self.start : self.end]) != self.text:
            return None
        return f"{html[: self.start]}{page.html}{html[self.end :]}", _frame(page, self.start)


def frame_of(text: str, html: str) -> Frame | None:
    """The frame of a page; None if the body is not found in its HTML as it is."""
    page = read_page_text(text)
    if page is None or html.count(page.html) != 1:
        return None
    return _frame(page, html.index(page.html))


def _frame(page: PageText, start: int) -> Frame:
    return Frame(_about(page), start, start + len(page.html), _hash(page.html))


def _about(page: PageText) -> str:
    headings = [(heading.level, heading.id, heading.text) for heading in page.headings]
    return _hash(json.dumps([page.values, headings], sort_keys=True, default=repr))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
