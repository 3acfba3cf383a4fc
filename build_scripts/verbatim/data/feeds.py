"""A feed in the two formats that feed readers understand: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org).

In: a `Feed`, and the address where the site will be published. Out: `PATH.xml` and `PATH.json`, with the same entries
and ids. Ids are UUIDs (RFC 9562, version 5) made from the site's id and a name, so they stay the same if the site moves
or its policy is edited. Times are the days of the data, in the first second after midnight. If the site's address is
not known, Atom's links are relative to the feed, and JSON Feed has no links, because it requires absolute ones.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from verbatim.model.site import Site
from verbatim.output import MARK, Output
from verbatim.site_address import SiteAddress

_LINK = re.compile(r'(?<=<a href=")[^"]*')


@dataclass(frozen=True)
class Category:
    """A topic of an entry, or the kind of change that it reports: an id, and a name for readers."""

    id: str
    name: str


@dataclass(frozen=True)
class Entry:
    """An entry of a feed: its id, its title as text, the path of its page, its days, and its content as HTML.

    Relative links in the HTML are relative to the page.
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
    """A feed: its path without an extension, its id, its title, the path of its page, and its entries, newest first.

    `updated` is the day of its last change that is printed if it has no entries.
    """

    path: str
    id: str
    title: str
    page: str
    updated: date
    entries: tuple[Entry, ...]


def permanent_id(site: Site, *name: str) -> str:
    """A URN for the parts of a name, which only the site's id and these parts determine."""
    return uuid5(UUID(site.id), "\n".join(name)).urn


def atom_and_json(feed: Feed, site: Site, address: SiteAddress) -> Iterator[Output]:
    """The feed as Atom and as JSON Feed."""
    entries = tuple(replace(entry, html=_rebased(entry, feed.path, address)) for entry in feed.entries)
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


def _rebased(entry: Entry, path: str, address: SiteAddress) -> str:
    """The HTML of an entry, with links relative to its page made relative to the feed, or absolute."""

    def rebased(link: re.Match[str]) -> str:
        target = unescape(link[0])
        parts = urlsplit(target)
        return (
            link[0]
            if parts.scheme or parts.netloc or parts.path.startswith("/")
            else escape(address.to(urljoin(entry.page, target), path))
        )

    return _LINK.sub(rebased, entry.html)


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


def _moment(day: date, entry: Entry) -> str:
    """A day as a date-time (RFC 3339), as both formats require: within its first second, different for each entry.

    Feed readers sort entries by time, and the W3C's validator warns about equal times.
    """
    fraction = int(hashlib.sha256(entry.id.encode()).hexdigest()[:15], 16) % 1_000_000
    return f"{day.isoformat()}T00:00:00.{fraction:06}Z"
