"""The rules of Atom (RFC 4287) and of JSON Feed 1.1, each with its section; for what no package of Python carries.

In: the bytes of a feed, and its address, or none where it is not known. Out: a line for each rule that is broken.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

# What each element must have once, and may have at most once; whatever else is there may be repeated, or is not ours.
_ONCE = {"feed": ("id", "title", "updated", "author"), "entry": ("id", "title", "updated", "content")}
_AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("published", "rights", "source", "summary"),
}
_KNOWN = {
    "feed": {
        "author",
        "category",
        "contributor",
        "entry",
        "generator",
        "icon",
        "id",
        "link",
        "logo",
        "rights",
        "subtitle",
        "title",
        "updated",
    },
    "entry": {
        "author",
        "category",
        "content",
        "contributor",
        "id",
        "link",
        "published",
        "rights",
        "source",
        "summary",
        "title",
        "updated",
    },
}


def atom_faults(raw: bytes, address: str | None) -> list[str]:
    """What is wrong with an Atom feed."""
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag != f"{ATOM}feed":
        return ["4.1.1: the document element is atom:feed"]
    entries = root.findall(f"{ATOM}entry")
    faults = [*_container("feed", root), *_links(root)]
    faults += [f"2: {root.get(LANG)} is no language tag"] * (
        not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", root.get(LANG) or "")
    )
    selves = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    # 4.1.1: a feed SHOULD have one; 4.2.7.2: it identifies a resource equivalent to the containing element.
    faults += [f"4.1.1, 4.2.7.2: rel=self is {selves}"] * (selves != ([address] if address else []))
    for number, entry in enumerate(entries):
        faults += [f"entry {number}: {fault}" for fault in (*_container("entry", entry), *_links(entry))]
        content = entry.find(f"{ATOM}content")
        # 4.1.3.3: with type="html" it has no child elements, and its text is HTML that could stand in a <div>.
        faults += [f"entry {number}: 4.1.3.3: content has elements"] * (content is not None and len(content) > 0)
        faults += [f"entry {number}: 4.1.3.1: content type is {content.get('type')}"] * (
            content is None or content.get("type") != "html"
        )
    faults += _twice(
        "4.1.1: two entries with one id and one moment",
        ((_text(entry, "id"), _text(entry, "updated")) for entry in entries),
    )
    faults += _twice("4.2.6: two entries with one id", (_text(entry, "id") for entry in entries))
    faults += ["4.2.15: the feed is older than an entry"] * any(
        _text(entry, "updated") > _text(root, "updated") for entry in entries
    )
    return faults


def json_feed_faults(raw: bytes, address: str | None) -> list[str]:
    """What is wrong with a JSON Feed; the sections are the headings of the specification."""
    feed = json.loads(raw)
    wanted = {"version", "title", "items", "user_comment", "authors", "language"} | (
        {"home_page_url", "feed_url"} if address else set()
    )
    faults = [f"Top-level: keys are {sorted(feed)}"] * (feed.keys() != wanted)
    faults += ["Top-level: version"] * (feed["version"] != "https://jsonfeed.org/version/1.1")
    faults += [f"Top-level: feed_url is {feed.get('feed_url')}"] * (feed.get("feed_url") != address)
    faults += ["Top-level: home_page_url is absolute"] * (
        address is not None and not _is_web(feed.get("home_page_url"))
    )
    faults += ["Top-level: authors"] * (
        not all(author.keys() <= {"name", "url", "avatar"} and author for author in feed["authors"])
    )
    for number, item in enumerate(feed["items"]):
        place = f"Items {number}:"
        wanted = {"id", "title", "content_html", "date_published", "date_modified", "tags"} | (
            {"url"} if address else set()
        )
        faults += [f"{place} keys are {sorted(item)}"] * (item.keys() != wanted)
        faults += [
            f"{place} {key} is empty"
            for key in ("id", "title", "content_html")
            if not isinstance(item[key], str) or not item[key]
        ]
        faults += [f"{place} url is absolute"] * (address is not None and not _is_web(item.get("url")))
        faults += [
            f"{place} {key} is RFC 3339"
            for key in ("date_published", "date_modified")
            if not _MOMENT.fullmatch(item[key])
        ]
        faults += [f"{place} tags are strings"] * (not all(isinstance(tag, str) and tag for tag in item["tags"]))
    return [*faults, *_twice("Items: id is unique", (item["id"] for item in feed["items"]))]


def _container(kind: str, element: Any) -> Iterator[str]:
    """What holds for a feed and for an entry alike."""
    section = {"feed": "4.1.1", "entry": "4.1.2"}[kind]
    names = Counter(etree.QName(child).localname for child in element.iterchildren(etree.Element))
    yield from (f"{section}: {name} stands {names[name]} times" for name in _ONCE[kind] if names[name] != 1)
    yield from (f"{section}: {name} stands {names[name]} times" for name in _AT_MOST_ONCE[kind] if names[name] > 1)
    yield from (f"{section}: no element {name} is known" for name in names.keys() - _KNOWN[kind])
    yield from (
        f"3.3: {name} is no date"
        for name in ("updated", "published")
        if names[name] and not _MOMENT.fullmatch(_text(element, name))
    )
    if not _IRI.fullmatch(_text(element, "id")) or not _URN.fullmatch(_text(element, "id")):
        yield f"4.2.6: {_text(element, 'id')} is no IRI, or no UUID of version 5 as a URN (RFC 9562, 4 and 5.5)"
    if not _text(element, "title"):
        yield "4.2.14: the title is empty"
    if kind == "feed" and not element.findtext(f"{ATOM}author/{ATOM}name"):
        yield "3.2.1: the author has no name"
    yield from (
        "4.2.2.1: a category has no term" for category in element.findall(f"{ATOM}category") if not category.get("term")
    )


def _links(element: Any) -> Iterator[str]:
    links = [dict(link.attrib) for link in element.findall(f"{ATOM}link")]
    yield from (f"4.2.7.1: {link} has no href" for link in links if not link.get("href"))
    yield from (
        f"4.2.7: {link}" for link in links if link.keys() - {"href", "rel", "type", "hreflang", "title", "length"}
    )
    alternates = [
        (link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"
    ]
    yield from _twice("4.1.1, 4.1.2: two alternates of one type", alternates)
    if not alternates:
        yield "4.1.2: no alternate"


def _text(element: Any, name: str) -> str:
    return str(element.findtext(f"{ATOM}{name}") or "")


def _is_web(address: object) -> bool:
    return isinstance(address, str) and urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).netloc)


def _twice(fault: str, values: Any) -> list[str]:
    return [f"{fault}: {value}" for value, number in Counter(values).items() if number > 1]
