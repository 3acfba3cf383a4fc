"""Finds what a page embeds from elsewhere, such as posts and videos.

In: the elements of a page, before anything is removed. Out: where each embedded thing comes from. Its words are no part
of the saved page, so the editor is told that they are missing.
"""

import re
from collections.abc import Iterator
from typing import Any

from verbatim.desk.articles.page.visible_text import hides_itself

# The attributes in which pages and their scripts give the address of what is embedded.
_ADDRESSES = ("src", "data-src", "data-href", "data-instgrm-permalink", "data-url", "cite")
_HOST = re.compile(r"(?:https?:)?//([^/?#:@\s]+)", re.IGNORECASE)
_FRAMES = ("iframe", "embed", "object", "video", "audio")
# Posts of which a page has nothing but the address until a script has run.
_POSTS = ("fb-post", "fb-video", "instagram-media", "tiktok-embed", "twitter-tweet", "bluesky-embed", "mastodon-embed")
_TOO_SMALL_TO_SEE = ("0", "1", "0px", "1px")


def embedded(root: Any) -> tuple[str, ...]:
    """The sites from which the article embeds something, each once; `video` or `audio` for a file of the page's own."""
    places = list(root.iter("article", "main")) or [root]
    found = (_origin(element) for place in places for element in place.iter("*") if _is_embedded(element))
    return tuple(dict.fromkeys(filter(None, found)))


def _is_embedded(element: Any) -> bool:
    return (
        (element.tag in _FRAMES or _is_empty_post(element))
        and element.get("width") not in _TOO_SMALL_TO_SEE
        and not any(map(hides_itself, (element, *element.iterancestors())))
    )


def _is_empty_post(element: Any) -> bool:
    return any(kind in _POSTS for kind in (element.get("class") or "").split()) and not element.text_content()


def _origin(element: Any) -> str:
    """The host from which an element is embedded; its tag if it names none; empty for a frame without an address."""
    return next(_hosts(element), element.tag if element.tag in ("video", "audio") else "")


def _hosts(element: Any) -> Iterator[str]:
    for name in _ADDRESSES:
        found = _HOST.match(element.get(name) or "")
        if found:
            yield found[1].casefold()
