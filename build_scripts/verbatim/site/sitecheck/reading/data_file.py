"""Reads a built file that is not a page: a style sheet, an SVG drawing, a feed, a site map, JSON or robots.txt.

In: the bytes of a file. Out: a `Document`, or None for a kind of file that contains no addresses.
"""

import json
import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from verbatim.site.sitecheck.reading.collection import collection_of, is_collection
from verbatim.site.sitecheck.reading.document import Document, Reference, Unwanted, Use
from verbatim.site.sitecheck.reading.markup import local_name, unwanted_attributes, unwanted_elements

# One pass over style sheets: comments and other strings are passed over, so that nothing within them is taken for an
# address.
_CSS = re.compile(
    r"""/\*.*?\*/
    |image-set\((?P<candidates>(?:[^()"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\([^()]*\))*)\)
    |(?:url\(|@import)\s*(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)')
    |url\(\s*(?P<bare>[^"')\s]*)\s*\)
    |"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_WEB = ("http://", "https://")
# Keys in JSON whose value is a page or a file. Other values are only read if they are whole addresses.
_PATHS_IN_JSON = frozenset({"path", "url", "next"})
# In `image-set()`: the arguments of `url()` and `type()`, which are passed over, and other strings.
_CANDIDATE = re.compile(r"""\([^()]*\)|(?P<mark>["'])(?P<address>.*?)(?P=mark)""", re.DOTALL)
# The last key that leads to an entry of a JSON value, and those before it.
_Way = tuple[Any, ...]
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"


def read_data_file(path: str, raw: bytes) -> Document | None:
    """Read a file that is not a page."""
    read = _READERS.get("robots.txt" if path == "robots.txt" else path.rpartition(".")[2])
    if read is None:
        return None
    try:
        return read(path, raw)
    except (ValueError, RecursionError, etree.XMLSyntaxError) as error:
        return Document(path, path, unreadable=str(error) or type(error).__name__)


def addresses_in_css(text: str) -> Iterator[tuple[str, int]]:
    """Every address that a style sheet loads, with its line from 1."""
    for found in _CSS.finditer(text):
        addresses = [found[name] for name in ("double", "single", "bare") if found[name] is not None]
        if found["candidates"] is not None:
            addresses = [each["address"] for each in _CANDIDATE.finditer(found["candidates"]) if each["mark"]]
            addresses += [address for address, _ in addresses_in_css(found["candidates"])]
        yield from ((address, text.count("\n", 0, found.start()) + 1) for address in addresses)


def addresses_in_json(text: str) -> Iterator[tuple[str, str]]:
    """Every string of a JSON text that is an address with a scheme, with the path of keys that leads to it."""
    return _addresses(json.loads(text))


def _css(path: str, raw: bytes) -> Document:
    # An address that is only a fragment names a part of the page that uses the style.
    found = ((address, line) for address, line in addresses_in_css(raw.decode("utf-8")) if not address.startswith("#"))
    return Document(
        path, path, references=tuple(Reference(address, Use.LOAD, "url()", line) for address, line in found)
    )


def _json(path: str, raw: bytes) -> Document:
    data = json.loads(raw)
    found = _addresses(data, _PATHS_IN_JSON)
    # Paths in our API are relative to the site's root, so that a row is the same in every file. Those in feeds,
    # manifests, Data Packages (datapackage.org, Data Resource, `path`) and JSON-LD are, by their standards, relative
    # to the file.
    base = "" if path.startswith("api/") and "@context" not in data and not path.endswith("/datapackage.json") else path
    references = tuple(Reference(value, Use.MENTION, keys) for value, keys in found)
    return Document(path, base, references=references, collection=collection_of(data) if is_collection(path) else None)


def _addresses(value: Any, paths: AbstractSet[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Every string in a JSON value that is a whole address or has a key in `paths`, with the keys that lead to it."""
    found = list[tuple[str, _Way]]()
    _find_addresses(value, paths, (), found)
    return ((address, _keys(way)) for address, way in found)


def _find_addresses(value: Any, paths: AbstractSet[str], way: _Way, found: list[tuple[str, _Way]]) -> None:
    """Add every such string with the way to it.

    The way is only put together for these, since a site has a hundred times more values.
    """
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        if isinstance(inner, str):
            if inner.startswith(_WEB) or key in paths:
                found.append((inner, (key, way)))
        elif isinstance(inner, dict | list):
            _find_addresses(inner, paths, (key, way), found)


def _keys(way: _Way) -> str:
    """The way to an entry of a JSON value, such as `claims[3].url`."""
    keys = ""
    while way:
        key, way = way
        keys = f"[{key}]{keys}" if isinstance(key, int) else f".{key}{keys}"
    return keys.removeprefix(".")


def _xml(path: str, raw: bytes) -> Document:
    root = etree.fromstring(
        raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    )
    elements, is_drawing = list(root.iter(etree.Element)), root.tag.startswith(_SVG)
    if etree.QName(root).localname in ("urlset", "sitemapindex"):
        references = [
            _text_reference(element, Use.NAME) for element in elements if etree.QName(element).localname == "loc"
        ]
    elif is_drawing:
        references = [reference for element in elements for reference in _svg_references(element)]
    else:
        references = [reference for element in elements for reference in _feed_references(element)]
    styled_by = root.xpath("preceding-sibling::processing-instruction('xml-stylesheet')")
    references += [
        Reference(each.get("href") or "", Use.LOAD, "<?xml-stylesheet?>", each.sourceline) for each in styled_by
    ]
    attributes = ((element, name, value) for element in elements for name, value in element.items())
    scripts = (
        Unwanted("<script>", each.sourceline, runs=True) for each in elements if local_name(each.tag) == "script"
    )
    ids = tuple((element.get("id"), element.sourceline) for element in elements if element.get("id"))
    unwanted = (*scripts, *unwanted_elements(elements), *unwanted_attributes(attributes)) if is_drawing else ()
    return Document(path, path, ids=ids, references=tuple(references), unwanted=unwanted)


def _text_reference(element: Any, use: Use) -> Reference:
    return Reference((element.text or "").strip(), use, f"<{etree.QName(element).localname}>", element.sourceline)


def _svg_references(element: Any) -> Iterator[Reference]:
    """What an SVG drawing links to or loads."""
    use = Use.LINK if element.tag == f"{_SVG}a" else Use.LOAD
    for name, value in element.items():
        if name in ("href", _XLINK):
            yield Reference(value, use, f"<{etree.QName(element).localname} href>", element.sourceline)
        elif "(" in value:
            yield from (
                Reference(address, Use.LOAD, f"{name}=url()", element.sourceline)
                for address, _ in addresses_in_css(value)
            )
    if element.tag == f"{_SVG}style":
        for address, down in addresses_in_css("".join(element.itertext())):
            yield Reference(address, Use.LOAD, "<style>", element.sourceline + down - 1)


def _feed_references(element: Any) -> Iterator[Reference]:
    """What an Atom or RSS feed names. An id that is not a web address, such as a `tag:`, is not a link."""
    name = etree.QName(element).localname
    for key in ("href", "src", "url"):
        if element.get(key) is not None:
            yield Reference(element.get(key), Use.MENTION, f"<{name} {key}>", element.sourceline)
    text = (element.text or "").strip()
    is_web = text.startswith(("http://", "https://")) and element.get("isPermaLink") != "false"
    if (name in ("link", "logo", "icon", "url") and text) or (name in ("id", "guid") and is_web):
        yield _text_reference(element, Use.MENTION)


def _robots(path: str, raw: bytes) -> Document:
    """The site maps that it names; `indexable` unless it refuses all pages to all robots."""
    lines = [line.partition("#")[0].partition(":") for line in raw.decode("utf-8").splitlines()]
    records = [(key.strip().lower(), value.strip()) for key, _, value in lines]
    site_maps = (
        Reference(value, Use.NAME, "Sitemap:", line) for line, (key, value) in enumerate(records, 1) if key == "sitemap"
    )
    refused = (("user-agent", "*"), ("disallow", "/")) in pairwise(record for record in records if record[0])
    return Document(path, path, references=tuple(site_maps), indexable=not refused)


_READERS: dict[str, Callable[[str, bytes], Document]] = {
    "css": _css,
    "json": _json,
    "webmanifest": _json,
    "xml": _xml,
    "svg": _xml,
    "robots.txt": _robots,
}
