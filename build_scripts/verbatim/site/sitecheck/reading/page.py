"""Reads a built page.

In: the bytes of an HTML file. Out: a `Document`. libxml2 tokenises as the HTML standard says, so that the characters
of a mark are those that a browser shows; it takes under a millisecond a page, where Python's own parser takes three.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped]

from verbatim.rendering.content_policy import source_hash
from verbatim.site.sitecheck.reading.data_file import addresses_in_css, addresses_in_json
from verbatim.site.sitecheck.reading.document import (
    Document,
    IdReference,
    Inline,
    Mark,
    Policy,
    Reference,
    Unwanted,
    Use,
)
from verbatim.site.sitecheck.reading.markup import Attribute, may_be_unwanted, unwanted_attributes, unwanted_elements

# Attributes that hold one address, by their elements. The use of a `link` depends on its `rel`.
_ADDRESSES: dict[str, dict[str, Use]] = {
    "href": {"a": Use.LINK, "area": Use.LINK, **dict.fromkeys(("use", "image", "feimage", "script"), Use.LOAD)},
    "xlink:href": {"a": Use.LINK, **dict.fromkeys(("use", "image", "feimage", "script"), Use.LOAD)},
    "src": dict.fromkeys(("script", "img", "source", "video", "audio", "track", "input"), Use.LOAD),
    "poster": {"video": Use.LOAD},
    "background": {"body": Use.LOAD, "table": Use.LOAD, "td": Use.LOAD},
    "ping": {"a": Use.LOAD},
    "attributionsrc": dict.fromkeys(("a", "img", "script"), Use.LOAD),
    "action": {"form": Use.SEND},
    "formaction": {"button": Use.SEND, "input": Use.SEND},
    "cite": dict.fromkeys(("blockquote", "q", "del", "ins"), Use.MENTION),
}
_NAMES_THE_PAGE = {"canonical", "shortlink"}
# The kinds of `link` that a browser requests by itself (HTML standard, “Link types”, and Apple's icons).
_REQUESTED = {
    *("stylesheet", "icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "manifest"),
    *("preload", "modulepreload", "prefetch", "prerender", "preconnect", "dns-prefetch", "pingback"),
}
_SHARED_ADDRESSES = {
    "og:url",
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "og:video",
    "og:audio",
    "twitter:image",
    "twitter:url",
}
_CSS_IN = {"fill", "stroke", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end"}
_IDS_IN = {
    *("aria-activedescendant", "aria-controls", "aria-describedby", "aria-details", "aria-errormessage"),
    *("aria-flowto", "aria-labelledby", "aria-owns", "for", "form", "headers", "list", "popovertarget", "commandfor"),
}
_NAMES_IDS = {*_IDS_IN, "usemap"}
_CANDIDATES_IN = {"srcset", "imagesrcset"}
_READ = (_ADDRESSES, _CANDIDATES_IN, _CSS_IN, _NAMES_IDS)
_HOLDS_ADDRESSES = ("meta", "style", "script")
_NAMED = {*_HOLDS_ADDRESSES, "base", "mark"}
_text_of = etree.XPath("string()", smart_strings=False)
# What browsers do not show, or show as struck out.
_UNSEEN = {"template", "noscript", "del", "s"}
_ROBOTS = re.compile(r"robots|.*bot", re.IGNORECASE)
_NOT_INDEXED = re.compile(r"\b(?:noindex|none)\b", re.IGNORECASE)
_IS_UTF8 = re.compile(rb"<meta\s+charset=[\"']?utf-8\b", re.IGNORECASE)
_HAS_LANGUAGE = re.compile(rb"<html\b[^>]*\slang=[\"']?[a-z]", re.IGNORECASE)
# Browsers look for the encoding of a page in so many bytes.
_HEAD = 1024
_LETTERS = re.compile(r"[^\W_]+")
_DATA = {"application/json", "application/ld+json"}
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?")
_LEFTOVER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_SHOWS_CODE = (
    "ancestor-or-self::*[self::script or self::style or self::code or self::pre or self::kbd or self::textarea]"
)


def read_page(path: str, raw: bytes, *, links: bool = True) -> Document:
    """Read a page; the document of one that cannot be read has only `unreadable`.

    Without `links` most of its addresses are left out.
    """
    try:
        return _read(path, raw, links=links)
    except (ValueError, RecursionError, etree.XMLSyntaxError) as error:
        return Document(path, path, unreadable=str(error) or type(error).__name__)


def _read(path: str, raw: bytes, *, links: bool) -> Document:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    raw.decode("utf-8")
    root = etree.fromstring(raw, parser)
    fatal = [entry.message for entry in parser.error_log.filter_from_fatals()]
    if root is None or fatal:
        raise ValueError(fatal[0] if fatal else "it contains no HTML")
    found = _found_in(root)
    elements, attributes, scripts = found.elements, found.attributes, found.named["script"]
    robots = [
        element.get("content", "") for element in found.named["meta"] if _ROBOTS.fullmatch(element.get("name", ""))
    ]
    return Document(
        path,
        _base(path, found.named["base"]),
        ids=tuple(found.ids),
        references=(
            *(reference for element in found.hold_addresses for reference in _references_of_element(element)),
            *(_references_of_attributes(attributes) if links else ()),
        ),
        id_references=tuple(
            reference
            for element, name, value in attributes
            if links and name in _NAMES_IDS
            for reference in _id_references(element, name, value)
        ),
        marks=tuple(
            _mark(element)
            for element in found.named["mark"]
            if "data-source" in element.attrib and not _is_unseen(element)
        ),
        leftovers=tuple(_leftovers(root)) if b"{{" in raw or b"{%" in raw else (),
        policy=_policy(elements),
        scripts=tuple(
            Inline(source_hash(element.text or ""), element.sourceline) for element in scripts if _runs(element)
        ),
        styles=tuple(Inline(source_hash(element.text or ""), element.sourceline) for element in found.named["style"]),
        unwanted=(
            *_faults_of_form(raw),
            *unwanted_elements(elements),
            *unwanted_attributes(attributes),
            *(
                Unwanted(f"<{element.tag} style>", element.sourceline)
                for element, name, _ in attributes
                if name == "style"
            ),
        ),
        runs_scripts=any(element.get("src") or _runs(element) for element in scripts),
        indexable=path != "404.html" and not any(map(_NOT_INDEXED.search, robots)),
        text=" ".join(_text_of(body) for body in found.bodies),
        linked_data=tuple(
            element.text or "" for element in scripts if element.get("type", "").lower() == "application/ld+json"
        ),
    )


def _faults_of_form(raw: bytes) -> Iterator[Unwanted]:
    """What a browser would read otherwise than libxml2, or in another encoding."""
    end = raw.find(b"</html>")
    if 0 <= end < len(raw.rstrip()) - len(b"</html>"):
        yield Unwanted("what follows </html>", raw.count(b"\n", 0, end) + 1)
    if b"\0" in raw:
        yield Unwanted("a NUL character", raw.count(b"\n", 0, raw.index(b"\0")) + 1)
    if b"<html" in raw and raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:14].lower() != b"<!doctype html":
        yield Unwanted("a beginning without <!doctype html>", 1)
    if b"<html" in raw and not _IS_UTF8.search(raw[:_HEAD]):
        yield Unwanted("a beginning without <meta charset=utf-8>", 1)
    if b"<html" in raw and not _HAS_LANGUAGE.search(raw[:_HEAD]):
        yield Unwanted("an <html> without lang", 1)


@dataclass(frozen=True)
class _Found:
    """What one pass over a page finds: all elements, those of some names, and those with the text of the page.

    `attributes` are those of which anything is read. `ids` has every id with its line: a fragment can name it; an
    old-style anchor may have the same name and id.
    """

    elements: list[Any]
    named: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in _NAMED})
    hold_addresses: list[Any] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    ids: list[tuple[str, int]] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)


def _found_in(root: Any) -> _Found:
    """Look at every element once, and at every attribute."""
    found = _Found(list(root.iter(etree.Element)))
    attributes, ids = found.attributes, found.ids
    for element in found.elements:
        tag = element.tag
        if tag in _NAMED:
            found.named[tag].append(element)
            if tag in _HOLDS_ADDRESSES:
                found.hold_addresses.append(element)
        for name, value in element.items():
            if is_read(name):
                attributes.append((element, name, value))
            elif name == "id":
                ids.append((value, element.sourceline))
            elif name == "class" and value == "v-page":
                found.bodies.append(element)
        if tag == "a" and (name := element.get("name")) and name != element.get("id"):
            ids.append((name, element.sourceline))
    return found


# A site has few names, and each of them a hundred thousand times.
@lru_cache(maxsize=10_000)
def is_read(name: str) -> bool:
    """Whether an attribute of this name can hold an address, an id of another element or something unwanted."""
    return may_be_unwanted(name) or name == "style" or any(name in names for names in _READ)


def _base(path: str, elements: list[Any]) -> str:
    """The path that relative addresses start from: the page, unless a `base` element names another one of this site."""
    bases = [element.get("href") for element in elements if element.get("href")]
    return urljoin(path, bases[0]) if bases and not urlsplit(bases[0]).netloc else path


def letters_of(text: str) -> str:
    """The letters and digits of a text: what is the same however a page or an index separates its parts."""
    return "".join(_LETTERS.findall(text))


def _policy(elements: list[Any]) -> Policy:
    """What the page tells browsers in its head, before anything that a policy is about."""
    contents, referrers = [], []
    for element in elements:
        if element.tag in ("script", "style", "body") or "stylesheet" in element.get("rel", "").lower():
            break
        if element.tag == "meta" and element.get("http-equiv", "").strip().lower() == "content-security-policy":
            contents.append(element.get("content", ""))
        elif element.tag == "meta" and element.get("name", "").strip().lower() == "referrer":
            referrers.append(element.get("content", ""))
    return Policy(", ".join(contents), ", ".join(referrers))


def _runs(script: Any) -> bool:
    """Whether the text of a script element is a script; else it is data."""
    return script.get("src") is None and script.get("type", "").strip().lower() not in _DATA


def _references_of_element(element: Any) -> Iterator[Reference]:
    line = element.sourceline
    if element.tag == "meta":
        yield from _references_of_meta(element, line)
    elif element.tag == "style" and element.text:
        yield from (
            Reference(address, Use.LOAD, "<style>", line + down - 1) for address, down in addresses_in_css(element.text)
        )
    elif element.tag == "script" and element.get("type") == "application/ld+json":
        yield from (
            Reference(address, Use.MENTION, f"<script> at {key}", line)
            for address, key in addresses_in_json(element.text or "")
        )


def _references_of_attributes(attributes: list[Attribute]) -> Iterator[Reference]:
    for element, name, value in attributes:
        if name == "href" and element.tag == "a":  # two of three
            yield Reference(value, Use.LINK, "<a href>", element.sourceline)
        elif name not in _NAMES_IDS:
            yield from _references_of_attribute(element, name, value)


def _references_of_attribute(element: Any, name: str, value: str) -> Iterator[Reference]:
    tag, line = str(element.tag), element.sourceline
    holder = f"<{tag} {name}>"
    if tag == "link" and name == "href":
        yield Reference(value, _use_of_link(element), f"<link rel={element.get('rel', '')}>", line)
    elif name in _ADDRESSES:
        # In SVG a gradient or a path refers to another one on the same page by `href`.
        use = _ADDRESSES[name].get(tag) or (Use.MENTION if value.startswith("#") else None)
        if use:
            yield Reference(value, use, holder, line)
    elif name in _CANDIDATES_IN:
        yield from (Reference(found[1], Use.LOAD, holder, line) for found in _CANDIDATE.finditer(value))
    elif name in _CSS_IN and "(" in value:
        yield from (Reference(address, Use.LOAD, holder, line) for address, _ in addresses_in_css(value))


def _use_of_link(element: Any) -> Use:
    """What a browser does with a `link`."""
    kinds = set(element.get("rel", "").lower().split())
    if kinds & _NAMES_THE_PAGE:
        return Use.NAME
    return Use.LOAD if kinds & _REQUESTED else Use.MENTION


def _references_of_meta(element: Any, line: int) -> Iterator[Reference]:
    content, name = element.get("content", ""), element.get("property") or element.get("name") or ""
    if name in _SHARED_ADDRESSES:
        yield Reference(content, Use.NAME, f"<meta {name}>", line)


def _id_references(element: Any, name: str, value: str) -> Iterator[IdReference]:
    ids = (value.split() or [""]) if name in _IDS_IN else [value.removeprefix("#")]
    return (IdReference(each, f"<{element.tag} {name}>", element.sourceline) for each in ids)


def _is_unseen(mark: Any) -> bool:
    """Whether a mark, or an element that it is in, is hidden or struck out."""
    return mark.get("hidden") is not None or any(
        each.tag in _UNSEEN or each.get("hidden") is not None or each.get("inert") is not None
        for each in mark.iterancestors()
    )


def _mark(element: Any) -> Mark:
    start, end = element.get("data-start", ""), element.get("data-end", "")
    return Mark(element.get("data-source"), start, end, "".join(element.itertext()), element.sourceline)


def _leftovers(root: Any) -> Iterator[tuple[str, int]]:
    """Texts that look like unfilled placeholders, in text and in the attributes that readers see as text."""
    for text in root.xpath(
        f"//text()[not({_SHOWS_CODE})] | //@content | //@title | //@alt | //@aria-label | //@placeholder"
    ):
        yield from ((found, text.getparent().sourceline) for found in _LEFTOVER.findall(text))
