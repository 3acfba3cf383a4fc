"""Reads the JSON-LD of a page.

In: a page, and the headline that it prints. Out: the nodes that describe this page's article. A page may also describe
other articles, such as related ones; these are not believed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from verbatim.desk.articles.page.visible_text import one_line
from verbatim.quotation.text.folding import fold

_SCRIPT = re.compile(r"\s*application/ld\+json\b", re.IGNORECASE)
# What some programs put before the data, for browsers that read scripts as text.
_BEFORE = re.compile(r"(?:[\ufeff\s/*]|<!--|<!\[CDATA\[)*")
# What follows the data, such as the end of a comment, is not read.
_DECODER = json.JSONDecoder(strict=False)
# An archive's address of a page, before that of the page itself.
_ARCHIVE = re.compile(r"^https?://(?:web\.archive\.org/web|archive\.(?:today|ph|is|li|md|vn|fo))/[^/]+/(?=https?://)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ARTICLE_TYPES = re.compile(r"(Article|Posting|Report)$")

# A shorter headline may be a part of another one by chance.
_SHORTEST_PART = 12

Node = dict[str, Any]


@dataclass(frozen=True)
class LinkedData:
    """The nodes about this page's article, and whether they or the page's own node say that it is not free."""

    articles: tuple[Node, ...]
    not_free: bool
    publishers: tuple[str, ...]

    @classmethod
    def read(cls, page: BeautifulSoup, headline: str) -> "LinkedData":
        """Read the scripts of a page; invalid JSON is skipped. Lists within a node are not searched."""
        nodes = list(_nodes(page))
        known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
        kinds = [[str(kind) for kind in _listed(node.get("@type"))] for node in nodes]
        all_articles = [
            {**node, **{key: _resolved(node[key], known) for key in ("author", "publisher") if key in node}}
            for node, kind in zip(nodes, kinds, strict=True)
            if any(map(_ARTICLE_TYPES.search, kind))
        ]
        articles = _about(page, headline, all_articles)
        pages = [node for node, kind in zip(nodes, kinds, strict=True) if "WebPage" in kind]
        return cls(
            articles=tuple(articles),
            not_free=any(map(_says_not_free, (*articles, *pages))),
            publishers=tuple(text_of(node.get("publisher")) for node in all_articles),
        )

    @property
    def addresses(self) -> Iterator[str]:
        """The address that each node gives for the article."""
        for node in self.articles:
            address = node.get("mainEntityOfPage") or node.get("url")
            yield text_of(address.get("@id") if isinstance(address, dict) else address)


def text_of(value: Any) -> str:
    """A value as text: the name of a person or an organisation, with commas between several."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(text_of, value))))
    if isinstance(value, dict):
        return text_of(value.get("name"))
    return one_line(_TAG.sub("", unescape(value))) if isinstance(value, str) else ""


def without_archive(address: str) -> str:
    """The address of a page itself, where an archive has written its own before it."""
    return _ARCHIVE.sub("", address)


def is_false(value: Any) -> bool:
    """Whether a value means no: `false`, or `https://schema.org/False`."""
    return (isinstance(value, int) and not value) or (
        isinstance(value, str) and value.strip().rpartition("/")[2].casefold() in ("false", "no")
    )


def _nodes(page: BeautifulSoup) -> Iterator[Node]:
    """The nodes of the scripts, and what a node says that its page is mainly about."""
    for script in page.find_all("script", type=_SCRIPT):
        try:
            data, _ = _DECODER.raw_decode(_BEFORE.sub("", script.get_text(), count=1))
        except (ValueError, RecursionError):
            continue
        for item in _listed(data):
            graph = _listed(item["@graph"] if isinstance(item, dict) and "@graph" in item else item)
            for node in (node for node in graph if isinstance(node, dict)):
                yield node
                if isinstance(node.get("mainEntity"), dict):
                    yield node["mainEntity"]


def _about(page: BeautifulSoup, headline: str, nodes: list[Node]) -> list[Node]:
    """The nodes that have this page's address or headline.

    A single node is believed unless it has another address and another headline. Several nodes with this page's
    address, but different headlines, contradict each other, unless one of them has the headline that the page prints.
    """
    canonical = page.find("link", rel="canonical", href=True)
    og_url, og_title = (page.find("meta", attrs={"property": name}) for name in ("og:url", "og:title"))
    stated = [canonical["href"] if isinstance(canonical, Tag) else "", og_url.get("content") if og_url else ""]
    base = next((str(address) for address in stated if address), "")
    here = {_place(str(address), base) for address in stated if address}
    titles = [headline, str(og_title.get("content")) if og_title else "", page.title.get_text() if page.title else ""]
    placed = [node for node in nodes if here & {_place(address, base) for address in _addresses(node)}]
    titled = [node for node in nodes if _is_title(text_of(node.get("headline") or node.get("name")), titles)]
    both = [node for node in placed if node in titled]
    if both:
        return both
    if len(nodes) == 1 and not placed and not titled:
        elsewhere = here and any(_addresses(nodes[0]))
        return [] if elsewhere else nodes
    one_story = len({text_of(node.get("headline")) for node in placed}) == 1
    return placed if one_story else titled


def _addresses(node: Node) -> list[str]:
    values = [node.get("url"), node.get("@id")]
    for value in _listed(node.get("mainEntityOfPage")):
        values += [value.get("@id"), value.get("url")] if isinstance(value, dict) else [value]
    return [value for value in values if isinstance(value, str) and re.match(r"https?://|/", value)]


def _place(address: str, base: str) -> str:
    """An address without what varies between two names of one page."""
    parts = urlsplit(without_archive(urljoin(base, address)))
    return f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}"


def _is_title(stated: str, titles: Sequence[str]) -> bool:
    words = _bare(stated)
    for title in filter(None, map(_bare, titles)):
        shorter = min(words, title, key=len)
        if words and (words == title or (len(shorter) >= _SHORTEST_PART and (words in title or title in words))):
            return True
    return False


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(unescape(text)).text.casefold()))


def _says_not_free(node: Node) -> bool:
    parts = [part for part in _listed(node.get("hasPart")) if isinstance(part, dict)]
    return any(is_false(part.get("isAccessibleForFree")) for part in (node, *parts))


def _resolved(value: Any, known: dict[str, Node]) -> Any:
    """A value with references to other nodes replaced by these nodes."""
    if isinstance(value, list):
        return [_resolved(item, known) for item in value]
    return known.get(value["@id"], value) if isinstance(value, dict) and isinstance(value.get("@id"), str) else value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
