"""Extracts the article from a saved web page.

In: the text of an HTML page. Out: a `WebPage`: the article's paragraphs, which of them the page does not show like
that, what was left out, and the details of the article. trafilatura finds the article, offline.
Details that the page states in its metadata (JSON-LD, meta tags, the canonical link) are marked off from those that
trafilatura only guessed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

import trafilatura
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from lxml import html as lxml_html  # type: ignore[import-untyped]
from trafilatura.settings import Document

from verbatim.desk.articles.cleaning import clean
from verbatim.desk.articles.guard import Changed, changed_paragraphs, left_out
from verbatim.desk.articles.visible_text import one_line, parse, visible_lines

# trafilatura's names for the elements within a paragraph.
_INLINE = frozenset(("code", "del", "hi", "ref"))

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")

_ARTICLE_TYPES = re.compile(r"(Article|Posting|Report)$")


@dataclass(frozen=True)
class Detail:
    """A value for a field of an article's entry, and what it is based on; `guessed` if the page does not state it."""

    value: str
    basis: str
    guessed: bool = False


@dataclass(frozen=True)
class WebPage:
    """The article's paragraphs, the page's other visible lines, the details by the names of `Article`'s fields.

    `changed` are the paragraphs that the page does not show as they are; `dropped` are the pieces that were left out of
    sentences, each with the reason.

    The detail `publisher` is the name of the site, not yet the id of a voice.
    """

    paragraphs: tuple[str, ...]
    left_out: tuple[str, ...]
    details: dict[str, Detail]
    changed: tuple[Changed, ...]
    dropped: tuple[str, ...]


def read_page(html: str) -> WebPage:
    """Extract the article from a page; the result has no paragraphs if there is no article."""
    page = BeautifulSoup(_XML_DECLARATION.sub("", html), "lxml")
    # An extensive search finds a date in any page, also if there is none.
    guesses = trafilatura.extract_metadata(
        html, date_config={"original_date": True, "extensive_search": False}, extensive=False
    )
    details = _details(page, guesses)
    root = parse(html)
    dropped = clean(root)
    lines = visible_lines(root)
    paragraphs = _with_headline(_extracted(root), details, page)
    changed = tuple(changed_paragraphs(paragraphs, lines))
    return WebPage(tuple(paragraphs), tuple(left_out(lines, paragraphs)), details, changed, dropped)


def _extracted(root: Any) -> list[str]:
    """The paragraphs of the article that trafilatura finds; none if it finds none."""
    found = trafilatura.extract(
        lxml_html.tostring(root, encoding="unicode"), output_format="xml", include_comments=False
    )
    article = BeautifulSoup(found or "<doc><main/></doc>", "lxml-xml")
    return list(_paragraphs(article.main or article))


def _paragraphs(root: Tag) -> Iterator[str]:
    """The paragraphs that trafilatura found, in order. A broken page may nest too deep for recursion."""
    words: list[str] = []
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if type(node) is NavigableString:
            words.append(str(node))
        elif isinstance(node, Tag):
            stack += reversed(node.contents if node.name in _INLINE else [None, *node.contents, None])
        if node is None and (paragraph := one_line("".join(words))):
            yield paragraph
        if node is None:
            words.clear()


def _with_headline(paragraphs: list[str], details: dict[str, Detail], page: BeautifulSoup) -> list[str]:
    """Put the headline first if the extraction dropped it, because it can be quoted like the rest of the article."""
    title = details["title"].value if "title" in details else ""
    shown = {one_line(heading.get_text(" ")) for heading in page.find_all("h1")}
    return [title, *paragraphs] if paragraphs and title in shown and title not in paragraphs else paragraphs


# What a page says about its article


def _details(page: BeautifulSoup, guesses: Document | None) -> dict[str, Detail]:
    """Each detail from the first place that states it, else as trafilatura guessed it."""
    details: dict[str, Detail] = {}
    for name, value, basis in _stated(page):
        if value and _fits(name, value):
            details.setdefault(name, Detail(_as_field(name, value), basis))
    for name, attribute in (("title", "title"), ("author", "author"), ("published", "date"), ("publisher", "sitename")):
        value = one_line(str(getattr(guesses, attribute, None) or "")).replace("; ", ", ")
        if value:
            details.setdefault(name, Detail(value, "guessed from the page’s text or layout", guessed=True))
    return details


def _stated(page: BeautifulSoup) -> Iterator[tuple[str, str, str]]:
    """Details with the place on the page that states them, the most reliable place first."""
    for node in _linked_data(page):
        yield "title", _text(node.get("headline")), "JSON-LD headline"
        yield "author", _text(node.get("author")), "JSON-LD author"
        yield "published", _text(node.get("datePublished")), "JSON-LD datePublished"
        yield "publisher", _text(node.get("publisher")), "JSON-LD publisher"
        yield "lang", _text(node.get("inLanguage")), "JSON-LD inLanguage"
    link = page.find("link", rel="canonical", href=True)
    yield "original_url", str(link["href"]) if isinstance(link, Tag) else "", "the canonical link"
    for name, property_ in (
        ("title", "og:title"),
        ("author", "author"),
        ("author", "article:author"),
        ("published", "article:published_time"),
        ("published", "og:article:published_time"),
        ("published", "datePublished"),
        ("published", "date"),
        ("publisher", "og:site_name"),
        ("original_url", "og:url"),
    ):
        tags = (page.find("meta", attrs={attribute: property_}) for attribute in ("property", "name", "itemprop"))
        tag = next((tag for tag in tags if isinstance(tag, Tag)), None)
        yield name, _text(tag.get("content")) if tag else "", f"meta {property_}"
    for node in _linked_data(page):
        address = node.get("mainEntityOfPage") or node.get("url")
        yield (
            "original_url",
            _text(address.get("@id") if isinstance(address, dict) else address),
            "JSON-LD mainEntityOfPage or url",
        )
    root = page.find("html")
    yield "lang", str(root.get("lang") or "") if isinstance(root, Tag) else "", "the page’s lang attribute"


def _linked_data(page: BeautifulSoup) -> list[dict[str, Any]]:
    """The JSON-LD nodes that are articles, with references to other nodes resolved; invalid JSON is skipped.

    Lists within a node, such as related articles, are not searched.
    """
    nodes: list[dict[str, Any]] = []
    for script in page.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text().strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            graph = item.get("@graph") if isinstance(item, dict) else None
            nodes += [node for node in (graph if isinstance(graph, list) else [item]) if isinstance(node, dict)]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}

    def resolved(value: Any) -> Any:
        if isinstance(value, list):
            return [resolved(item) for item in value]
        return (
            known.get(value["@id"], value) if isinstance(value, dict) and isinstance(value.get("@id"), str) else value
        )

    articles = [node for node in nodes if any(_ARTICLE_TYPES.search(str(kind)) for kind in _listed(node.get("@type")))]
    return [
        {**node, **{key: resolved(node[key]) for key in ("author", "publisher") if key in node}} for node in articles
    ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """A JSON-LD value as text: the name of a person or an organisation, with commas between several."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return _text(value.get("name"))
    return one_line(unescape(value)) if isinstance(value, str) else ""


def _fits(name: str, value: str) -> bool:
    """Whether a value fits its field: some pages state addresses as authors, or words as dates."""
    if name == "published":
        try:
            date.fromisoformat(value[:10])
        except ValueError:
            return False
    is_address = bool(re.match(r"https?://[^\s<>\"]+$", value))
    return is_address if name == "original_url" else not is_address


def _as_field(name: str, value: str) -> str:
    """A value as the data have it: the day in the page's own time zone, the language without the region."""
    if name == "published":
        return value[:10]
    return re.split("[-_]", value)[0].lower() if name == "lang" else value
