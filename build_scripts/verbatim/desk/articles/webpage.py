"""A saved web page → the article's words, what was left out of it, and what the page says of itself.

In: the characters of an HTML page. Out: a `WebPage`. The article is found by trafilatura, offline; a passage is a
stretch of text that no block or line break interrupts. Facts that the page states in its metadata (JSON-LD, meta tags,
the canonical link) are told from those that trafilatura only guessed.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

import trafilatura
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

# Elements that do not interrupt a passage: HTML's own, and trafilatura's names for them.
_INLINE = re.compile(
    r"a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|hi|i|ins|kbd|label|mark|q|ref|s|samp|small|span|strike|strong|su[bp]|"
    r"time|tt|u|var|wbr"
)
_UNSEEN = re.compile(r"script|style|noscript|template|svg|iframe|object|datalist")

# A passage with fewer words may stand in the article by chance, as “Russia” does from a menu.
_FEWEST_TELLING_WORDS = 4

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")

_ARTICLE_TYPES = re.compile(r"(Article|Posting|Report)$")


@dataclass(frozen=True)
class Fact:
    """Something known of an article, and from what; `guessed` where the page does not state it."""

    value: str
    basis: str
    guessed: bool = False


@dataclass(frozen=True)
class WebPage:
    """The article's paragraphs; the page's other visible passages, in order; the facts by the names of `Article`'s fields.

    `publisher` among the facts is the site's name, not yet a voice's id.
    """

    paragraphs: tuple[str, ...]
    left_out: tuple[str, ...]
    facts: dict[str, Fact]


def read_page(html: str) -> WebPage:
    """Find the article in a page; without paragraphs where there is none."""
    # An extensive search for a date finds one in any page, also where there is none.
    dates = {"original_date": True, "extensive_search": False}
    found = trafilatura.extract(
        html, output_format="xml", with_metadata=True, include_comments=False, date_extraction_params=dates
    )
    page = BeautifulSoup(_XML_DECLARATION.sub("", html), "lxml")
    article = BeautifulSoup(found or "<doc><main/></doc>", "lxml-xml")
    facts = _facts(page, article)
    visible = list(_passages(page.body or page))
    paragraphs = _with_headline(list(_passages(article.main or article)), facts, page)
    return WebPage(tuple(paragraphs), tuple(_left_out(visible, paragraphs)), facts)


def _passages(root: Tag) -> Iterator[str]:
    """The visible passages in order, white space folded. A stack, since a broken page may nest deeper than Python calls."""
    words: list[str] = []
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if type(node) is NavigableString:  # its subclasses are comments, scripts and the like
            words.append(str(node))
        elif isinstance(node, Tag) and not _UNSEEN.fullmatch(node.name) and not node.has_attr("hidden"):
            stack += reversed(node.contents if _INLINE.fullmatch(node.name) else [None, *node.contents, None])
        if node is None and (passage := _one_line("".join(words))):
            yield passage
        if node is None:
            words.clear()


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip()


def _with_headline(paragraphs: list[str], facts: dict[str, Fact], page: BeautifulSoup) -> list[str]:
    """Put the page's headline first where the extraction dropped it: it can be quoted like any other of the article's words."""
    title = facts["title"].value if "title" in facts else ""
    shown = {_one_line(heading.get_text(" ")) for heading in page.find_all("h1")}
    return [title, *paragraphs] if paragraphs and title in shown and title not in paragraphs else paragraphs


def _left_out(visible: Sequence[str], paragraphs: Sequence[str]) -> Iterator[str]:
    """The visible passages that are not in the article's text; each paragraph accounts for one passage like it."""
    whole = Counter(" ".join(paragraph.split()) for paragraph in paragraphs)
    text = "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    for passage in visible:
        words = passage.split()
        folded = " ".join(words)
        if whole[folded]:
            whole[folded] -= 1
        elif len(words) < _FEWEST_TELLING_WORDS or folded not in text:
            yield passage


# What a page says of itself


def _facts(page: BeautifulSoup, article: BeautifulSoup) -> dict[str, Fact]:
    """Each fact from the first place that states it, else as trafilatura guessed it."""
    facts: dict[str, Fact] = {}
    for name, value, basis in _stated(page):
        if value and _fits(name, value):
            facts.setdefault(name, Fact(_as_field(name, value), basis))
    guesses = article.find("doc")
    if isinstance(guesses, Tag):
        for name, attribute in (
            ("title", "title"),
            ("author", "author"),
            ("published", "date"),
            ("publisher", "sitename"),
        ):
            value = _one_line(str(guesses.get(attribute) or "")).replace("; ", ", ")
            if value:
                facts.setdefault(name, Fact(value, "guessed from the page’s text or layout", guessed=True))
    return facts


def _stated(page: BeautifulSoup) -> Iterator[tuple[str, str, str]]:
    """Facts with the place on the page that states them, the most telling place first."""
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
    """The page's JSON-LD nodes that are articles, with references to other nodes followed; what is no JSON is passed over.

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

    def followed(value: Any) -> Any:
        if isinstance(value, list):
            return [followed(item) for item in value]
        return (
            known.get(value["@id"], value) if isinstance(value, dict) and isinstance(value.get("@id"), str) else value
        )

    articles = [node for node in nodes if any(_ARTICLE_TYPES.search(str(kind)) for kind in _listed(node.get("@type")))]
    return [
        {**node, **{key: followed(node[key]) for key in ("author", "publisher") if key in node}} for node in articles
    ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """A JSON-LD value as text: a name for a person or an organisation, several with commas between."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _one_line(unescape(value)) if isinstance(value, str) else ""


def _fits(name: str, value: str) -> bool:
    """Whether a stated value is one at all: pages put addresses for authors and words for dates."""
    if name == "published":
        try:
            date.fromisoformat(value[:10])
        except ValueError:
            return False
    is_address = bool(re.match(r"https?://[^\s<>\"]+$", value))
    return is_address if name == "original_url" else not is_address


def _as_field(name: str, value: str) -> str:
    """A stated value as the data writes it: the day as the page has it, in its own time zone; the language without the region."""
    if name == "published":
        return value[:10]
    return re.split("[-_]", value)[0].lower() if name == "lang" else value
