"""The text of a page that was requested: taken out as `add-source` takes it out of a saved page.

In: a `Page`. Out: its `PageText`, or UnreadableError with the reason. Of HTML it is the article: what is around it,
such as a menu, teasers and comments, is not what the source says. A paragraph that the page does not show as it was
taken out is replaced by the lines that the page does show, so that no words are seen that a reader does not see.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import webencodings

from verbatim.desk.articles.encoding import UnreadableError
from verbatim.desk.articles.guard import LINE_END
from verbatim.desk.articles.new_article import read_article
from verbatim.desk.articles.pdf import BEGINNING, pdf_text
from verbatim.model.sightings import CopyKind
from verbatim.problems import Problem
from verbatim.watch.states import Page

# What a web archive puts on top of its copies of pages.
_BANNER = re.compile(rb"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->", re.DOTALL)

# schema.org: a page of which only a part is free says so, for search engines.
_LINKED_DATA = re.compile(r"<script[^>]+application/ld\+json[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class PageText:
    """A text, and what it was taken out of. `partial`: the page says that only a part of it is free to read."""

    text: str
    kind: CopyKind
    partial: bool = False


def page_text(page: Page) -> PageText:
    """The text of a page. Raises UnreadableError."""
    if page.body.startswith(BEGINNING):
        text = pdf_text(page.body)
        if not text.strip():
            raise UnreadableError("the PDF has no text; it may consist of pictures", "")
        return PageText(text, CopyKind.PDF)
    body = _BANNER.sub(b"", page.body)
    is_plain = page.media_type == "text/plain"
    article = read_article(Path("page.txt" if is_plain else "page.html"), body, _encoding(page))
    if isinstance(article, Problem):
        raise UnreadableError(article.message, article.hint)
    shown = {changed.stored: changed.shown.replace(LINE_END, "\n") for changed in article.changed}
    paragraphs = [shown.get(paragraph, paragraph) for paragraph in article.text.split("\n\n")]
    return PageText("\n\n".join(paragraphs), CopyKind.PAGE, partial=not is_plain and _is_partial(body))


def _encoding(page: Page) -> str | None:
    """The encoding that the server declares, if the bytes are valid in it and not UTF-8; else the page decides."""
    declared = webencodings.lookup(page.charset or "")
    if declared is None:
        return None
    with suppress(UnicodeError):
        page.body.decode("utf-8")
        return None
    with suppress(UnicodeError):
        declared.codec_info.decode(page.body, "strict")
        return page.charset
    return None


def _is_partial(body: bytes) -> bool:
    """Whether a page says that it is not free to read as a whole (`isAccessibleForFree`)."""
    return any(_is_false(script) for script in _LINKED_DATA.findall(body.decode("utf-8", "replace")))


def _is_false(script: str) -> bool:
    """Whether a script of linked data has this key with the value false, on any level."""
    try:
        left = [json.loads(script)]
    except (ValueError, RecursionError):
        return False
    while left:
        node = left.pop()
        if isinstance(node, dict):
            if str(node.get("isAccessibleForFree")).lower() == "false":
                return True
            left += node.values()
        elif isinstance(node, list):
            left += node
    return False
