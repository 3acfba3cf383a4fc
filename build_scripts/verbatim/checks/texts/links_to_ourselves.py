"""Whole addresses of this site in the editors' Markdown, which must lead to a page.

In: the loaded data and the address at which the site is published. Out: a problem for each link to a claim, an article,
a source, a topic or a voice that the data do not have. Of all other addresses only a built site shows where they lead.
"""

from collections.abc import Collection, Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from verbatim.checks.texts.text_links import LINK_OR_PICTURE, as_html, as_written, markdown_of
from verbatim.model.loaded import Loaded, Placed
from verbatim.problems import Problem, did_you_mean
from verbatim.site_address import SiteAddress


def dead_links_to_ourselves(loaded: Loaded, claims: Collection[str], address: SiteAddress) -> Iterator[Problem]:
    """The links of reasonings and of the policy's Markdown to pages that the site will not have."""
    if not address.text:
        return
    pages = _pages(loaded, claims)
    texts: list[tuple[Placed[Any], tuple[str | int, ...], str]] = [
        (placed, ("reasoning",), placed.value.reasoning)
        for placed in (*loaded.claims, *loaded.drafts)
        if placed.value and placed.value.reasoning
    ]
    if policy := loaded.policy:
        texts += [(policy, path, markdown) for path, markdown in markdown_of(policy.value)]
    for placed, path, markdown in texts:
        if "//" not in markdown:
            continue
        for link in LINK_OR_PICTURE.finditer(as_html(markdown)):
            target = unescape(link["target"] or "")
            folder, name = _page(target, address.text)
            if folder in pages and name and name not in pages[folder]:
                near = did_you_mean(name, pages[folder])
                message = f"“{target}” leads nowhere: this site has no page {folder}/{name}/"
                hint = f"did you mean {folder}/{near}/?" if near else "correct it, or delete the link"
                place = placed.words_place(as_written(markdown, target), *path)
                yield Problem("unusable-link", place, message, hint)


def _pages(loaded: Loaded, claims: Collection[str]) -> Mapping[str, Collection[str]]:
    """The names of the pages in each folder that has one for each entry of the data."""
    policy, register = loaded.policy, loaded.register
    return {
        "claims": claims,
        "articles": {article.value.id for article in loaded.articles},
        "sources": {record.value.id for record in loaded.records},
        "topics": {topic.id for topic in policy.value.topics} if policy else (),
        "voices": register.voices.keys(),
    }


def _page(target: str, address: str) -> tuple[str, str]:
    """The folder and the name of the page of this site to which an address leads; empty texts for any other."""
    own, parts = urlsplit(address), urlsplit(target)
    root = f"{own.path.rstrip('/')}/"
    if parts.netloc.lower() != own.netloc.lower() or not parts.path.startswith(root):
        return "", ""
    folder, _, name = unquote(parts.path.removeprefix(root)).partition("/")
    return folder, name.partition("/")[0]
