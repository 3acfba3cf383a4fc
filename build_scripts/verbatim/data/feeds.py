"""A list of news in the two forms that feed readers know: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org).

In: a `Feed`, and the address at which the site will stand. Out: `PATH.xml` and `PATH.json`, which say the same with the same
ids. Ids are tag URIs (RFC 4151) made from the data alone, so that they stay as they are wherever the site moves; times are the
days of the data, at midnight. Without an address, Atom's links are relative to the feed, and JSON Feed, which wants absolute
ones, has none.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape, unescape
from typing import Any
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree as ET

from verbatim.model.policy import Site
from verbatim.output import MARK, Output
from verbatim.site_address import SiteAddress

_LINK = re.compile(r'(?<=<a href=")[^"]*')


@dataclass(frozen=True)
class Category:
    """What an entry is about, or what kind of news it is: an id, and a name for readers."""

    id: str
    name: str


@dataclass(frozen=True)
class Entry:
    """One piece of news: its id, its title as text, its page's path, its days, and the whole of it as HTML.

    Relative links in the HTML count from the page.
    """

    id: str
    title: str
    page: str
    published: date
    updated: date
    categories: tuple[Category, ...]
    html: str


@dataclass(frozen=True)
class Feed:
    """News, the newest first: its path without an ending, its id, what it is, and the path of the page it belongs to.

    `updated` is the day that it gives while it has no entries.
    """

    path: str
    id: str
    title: str
    page: str
    updated: date
    entries: tuple[Entry, ...]


def tag(site: Site, day: str, name: str) -> str:
    """A tag URI: who names, a day on which they had that mail address, and a name. What no URI may hold is percent-encoded."""
    return f"tag:{quote(site.contact, safe='@')},{day}:{name}"


def both_forms(feed: Feed, site: Site, address: SiteAddress) -> Iterator[Output]:
    """The feed as Atom and as JSON Feed."""
    entries = tuple(replace(entry, html=_moved(entry, feed.path, address)) for entry in feed.entries)
    feed = replace(feed, entries=entries)
    yield Output(f"{feed.path}.xml", _atom(feed, f"{feed.path}.xml", site, address))
    yield Output(f"{feed.path}.json", _json_feed(feed, f"{feed.path}.json", site, address))


def _atom(feed: Feed, path: str, site: Site, address: SiteAddress) -> str:
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": site.lang})
    root.append(ET.Comment(f" {MARK} "))
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(
        root,
        "updated",
        max((_moment(entry.updated, entry) for entry in feed.entries), default=f"{feed.updated}T00:00:00Z"),
    )
    _add(_add(root, "author"), "name", site.publisher)
    _add(root, "rights", site.licence)
    if address.text:
        _add(root, "link", rel="self", type="application/atom+xml", href=address.to(path, path))
    _add(root, "link", rel="alternate", type="text/html", href=address.to(feed.page, path))
    for entry in feed.entries:
        element = _add(root, "entry")
        _add(element, "id", entry.id)
        _add(element, "title", entry.title)
        _add(element, "published", _moment(entry.published, entry))
        _add(element, "updated", _moment(entry.updated, entry))
        for category in entry.categories:
            _add(element, "category", term=category.id, label=category.name)
        _add(element, "link", rel="alternate", type="text/html", href=address.to(entry.page, path))
        _add(element, "content", entry.html, type="html")
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _json_feed(feed: Feed, path: str, site: Site, address: SiteAddress) -> str:
    root = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "user_comment": MARK,
        **({"home_page_url": address.to(feed.page, path), "feed_url": address.to(path, path)} if address.text else {}),
        "authors": [{"name": site.publisher}],
        "language": site.lang,
        "items": [_item(entry, path, address) for entry in feed.entries],
    }
    return json.dumps(root, ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry, path: str, address: SiteAddress) -> dict[str, Any]:
    return {
        "id": entry.id,
        **({"url": address.to(entry.page, path)} if address.text else {}),
        "title": entry.title,
        "content_html": entry.html,
        "date_published": _moment(entry.published, entry),
        "date_modified": _moment(entry.updated, entry),
        "tags": [category.name for category in entry.categories],
    }


def _moved(entry: Entry, path: str, address: SiteAddress) -> str:
    """The HTML of an entry with those links that count from its page made to count from the feed, or absolute."""

    def moved(link: re.Match[str]) -> str:
        target = unescape(link[0])
        parts = urlsplit(target)
        return (
            link[0]
            if parts.scheme or parts.netloc or parts.path.startswith("/")
            else escape(address.to(urljoin(entry.page, target), path))
        )

    return _LINK.sub(moved, entry.html)


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


def _moment(day: date, entry: Entry) -> str:
    """A day as the moment that both forms want (RFC 3339): within its first second, so that no two entries have the same one.

    Readers that put entries in order by their moments want them apart, and the W3C's validator warns where they are not.
    """
    fraction = int(hashlib.sha256(entry.id.encode()).hexdigest()[:15], 16) % 1_000_000
    return f"{day.isoformat()}T00:00:00.{fraction:06}Z"
