"""Removes the comments of readers from a page, so that they are not taken for the article.

In: the elements of a page. Out: a copy without the boxes that the page names as comments or a discussion.
"""

import re
from copy import deepcopy
from typing import Any

_BOXES = ("div", "section", "ol", "ul", "aside", "article", "footer", "form")
_NAMES = re.compile(
    r"(?:^|[-_\s])(?:comments?|comment[-_]?list|disqus(?:_thread)?|discussion|(?:leser|nutzer)?kommentare?"
    r"|commentaires?|comentarios?|comentários?|commenti|komentarze|reacties|yorumlar|replies|user-?comments)(?:$|[-_\s])",
    re.IGNORECASE,
)
# The chapter “Discussion” of a study has that name, too.
_CHAPTER = re.compile(r"(?:^|\s)discussion(?:$|\s)", re.IGNORECASE)


def without_comments(root: Any) -> Any:
    """A copy of a page without its boxes of comments; a box with the page's main heading is none."""
    copy = deepcopy(root)
    for box in list(copy.find("body").iter(*_BOXES)):
        if box.getparent() is not None and _is_comments(box) and next(box.iter("h1"), None) is None:
            box.drop_tree()
    return copy


def _is_comments(box: Any) -> bool:
    names = f"{box.get('class') or ''} {box.get('id') or ''}"
    if box.tag == "section" and _CHAPTER.search(names):
        return False
    return bool(_NAMES.search(names)) or "comment" in (box.get("itemprop"), box.get("role"))
