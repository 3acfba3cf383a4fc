"""Reads what a page says about its article.

In: a page, and the headline that it prints. Out: the details for the article's entry, each with the place that states
it, and warnings. Details that the page states (JSON-LD, meta tags, the canonical link) are marked off from those that
trafilatura only guessed. They are believed only where they are about this page and can be true.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import trafilatura
from bs4 import BeautifulSoup, Tag

from verbatim.desk.articles.page.days import day_of
from verbatim.desk.articles.page.linked_data import LinkedData, is_false, text_of, without_archive
from verbatim.desk.articles.page.visible_text import one_line, parse
from verbatim.model.values.languages import language_code

_NOT_FREE = "the page says that it is not free: the text may be only the beginning of the article"


# What a program prints where it has no author, and words before the name of one.
_NO_AUTHOR = re.compile(r"\{\{|\}\}|%\w+%|\[object |(?:undefined|null|none|admin)$", re.IGNORECASE)
_BEFORE_AUTHOR = re.compile(r"^by:?\s+", re.IGNORECASE)
_PAYWALL = re.compile(r"(?<!no-)(?<!non-)\bpaywall", re.IGNORECASE)


@dataclass(frozen=True)
class Detail:
    """A value for a field of an article's entry, and what it is based on; `guessed` if the page does not state it."""

    value: str
    basis: str
    guessed: bool = False


@dataclass(frozen=True)
class PageDetails:
    """The details by the names of `Article`'s fields, and warnings, each the end of a sentence.

    The detail `publisher` is the name of the site, not yet the id of a voice.
    """

    details: dict[str, Detail]
    warnings: tuple[str, ...]


def page_details(html: str, page: BeautifulSoup, headline: str) -> PageDetails:
    """Each detail from the first place that states it, else as trafilatura guessed it."""
    data = LinkedData.read(page, headline)
    details: dict[str, Detail] = {}
    warnings: list[str] = []
    every = (("title", headline, "the headline that the page prints"), *_stated(page, data))
    titles = [stated for name, stated, _ in every if name == "title"]
    for name, stated, basis in every:
        value = _as_field(name, stated)
        if value and not (name == "title" and stated != headline and _is_cut(stated, titles)):
            details.setdefault(name, Detail(value, basis))
        elif stated and name in ("published", "lang"):
            kind = "a day on which it can have been published" if name == "published" else "a language"
            warnings.append(f"{basis} says “{stated}”, which is not {kind}")
    for name, guess in _guesses(html):
        if guess:
            details.setdefault(name, Detail(guess, "guessed from the page’s text or layout", guessed=True))
    if data.not_free or _tagged_not_free(page):
        warnings.append(_NOT_FREE)
    return PageDetails(details, tuple(dict.fromkeys(warnings)))


def site_names(page: BeautifulSoup) -> list[str]:
    """What the page calls its site."""
    named = [_meta(page, name) for name in ("og:site_name", "application-name", "apple-mobile-web-app-title")]
    return [name for name in (*named, *LinkedData.read(page, "").publishers) if name]


def _guesses(html: str) -> Iterator[tuple[str, str]]:
    """What trafilatura guesses without what the page states about it and other articles, which was read already."""
    root = parse(html)
    for element in root.xpath("//script[@type='application/ld+json'] | //meta[@itemprop]"):
        element.drop_tree()
    # An extensive search finds a date in any page, also if there is none.
    dates = {"original_date": True, "extensive_search": False}
    found = trafilatura.extract_metadata(root, date_config=dates, extensive=False)
    for name, attribute in (("title", "title"), ("author", "author"), ("published", "date"), ("publisher", "sitename")):
        guess = one_line(str(getattr(found, attribute, None) or "")).replace("; ", ", ")
        yield name, _as_field(name, guess)


def _stated(page: BeautifulSoup, data: LinkedData) -> Iterator[tuple[str, str, str]]:
    """Details with the place on the page that states them, the most reliable place first."""
    for node in data.articles:
        yield "title", text_of(node.get("headline")), "JSON-LD headline"
        yield "author", text_of(node.get("author")), "JSON-LD author"
        yield "published", text_of(node.get("datePublished")), "JSON-LD datePublished"
        yield "publisher", text_of(node.get("publisher")), "JSON-LD publisher"
        yield "lang", text_of(node.get("inLanguage")), "JSON-LD inLanguage"
    links = page.find_all("link", rel=re.compile("^canonical$", re.IGNORECASE), href=True)
    addresses = {str(link["href"]).strip() for link in links}
    yield "original_url", addresses.pop() if len(addresses) == 1 else "", "the canonical link"
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
        yield name, _meta(page, property_), f"meta {property_}"
    for address in data.addresses:
        yield "original_url", address, "JSON-LD mainEntityOfPage or url"
    root = page.find("html")
    yield "lang", str(root.get("lang") or "") if isinstance(root, Tag) else "", "the page’s lang attribute"


def _is_cut(title: str, titles: Sequence[str]) -> bool:
    """Whether a title is only the beginning of another one."""
    beginning = title.rstrip(" .…")
    return any(len(other) > len(title) and other.startswith(beginning) for other in titles)


def _meta(page: BeautifulSoup, name: str) -> str:
    """What a meta tag says; nothing if several say different things, such as those of related articles.

    Several authors are named together.
    """
    for attribute in ("property", "name", "itemprop"):
        tags = page.find_all("meta", attrs={attribute: name})
        said = dict.fromkeys(filter(None, (text_of(tag.get("content")) for tag in tags)))
        if said:
            return ", ".join(said) if len(said) == 1 or name.endswith("author") else ""
    return ""


def _tagged_not_free(page: BeautifulSoup) -> bool:
    tiers = {_meta(page, name).casefold() for name in ("article:content_tier", "content_tier")}
    said = page.find(None, {"itemprop": "isAccessibleForFree"})
    words = str(said.get("content") or said.get("href") or said.get_text()) if isinstance(said, Tag) else ""
    return bool(tiers & {"locked", "metered"}) or is_false(words) or any(map(_is_paywall, page.find_all()))


def _is_paywall(element: Tag) -> bool:
    """Whether an element with a text is called a paywall, or is what AMP shows to those who have not paid."""
    names = " ".join([*element.get_attribute_list("class"), str(element.get("id") or "")])
    unpaid = element.get("subscriptions-section") == "content-not-granted"
    named = element.name not in ("html", "body", "script") and bool(_PAYWALL.search(names))
    return (unpaid or named) and element.get("hidden") is None and bool(element.get_text(strip=True))


def _as_field(name: str, value: str) -> str:
    """A value as the data have it; empty if it does not fit, such as an address as author, or words as a date."""
    if name == "published":
        return day_of(value)
    if name == "lang":
        return language_code(value)
    is_address = bool(re.match(r"https?://[^\s<>\"]+$", value))
    if name == "original_url":
        return _address_of_an_article(without_archive(value)) if is_address else ""
    if name == "author":
        value = "" if _NO_AUTHOR.match(value) else _BEFORE_AUTHOR.sub("", value, count=1)
    return "" if is_address else value


def _address_of_an_article(address: str) -> str:
    """An address as it is stated; empty for a home page and for one that only this machine or a user can open."""
    parts = urlsplit(address)
    public = "." in (parts.hostname or "") and "@" not in parts.netloc
    return address if public and (parts.path.strip("/") or parts.query) else ""
