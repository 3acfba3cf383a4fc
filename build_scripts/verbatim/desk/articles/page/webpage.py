"""Extracts the article from a saved web page.

In: the text of an HTML page. Out: a `WebPage`: the article's paragraphs, which of them the page does not show like
that, what was left out, and the details of the article. trafilatura finds the article, offline.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import trafilatura
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from lxml import html as lxml_html  # type: ignore[import-untyped]

from verbatim.desk.articles.encoding import UnreadableError
from verbatim.desk.articles.guard import Changed, changed_paragraphs, left_out, with_own_characters
from verbatim.desk.articles.page.cleaning import clean, hidden_words, show_hidden
from verbatim.desk.articles.page.comments import without_comments
from verbatim.desk.articles.page.embedded import embedded
from verbatim.desk.articles.page.headline import printed_headline
from verbatim.desk.articles.page.page_details import Detail, page_details, site_names
from verbatim.desk.articles.page.visible_text import XML_DECLARATION, one_line, parse, visible_lines
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.words import count_words

# A page with fewer words is mostly a teaser, a login page or one that a script would have filled.
FEWEST_WORDS = 40

# What the title of a page says that is no article, such as that of an error or of a wall against bots, and the most
# words that such a page has.
_NO_ARTICLE = re.compile(
    r"^\W*(?:error )?(?:40[134]|50[0234])\b|page (?:was )?not found|^not found|access denied|just a moment"
    r"|attention required|before you continue|(?:are|verify) you(?:[’']re| are)? (?:a )?(?:human|robot)|captcha"
    r"|security check|service unavailable|^(?:log|sign) ?in\b|value your privacy|page (?:non trouvée|introuvable)"
    r"|seite nicht gefunden|página no encontrada|pagina non trovata|página não encontrada|страница не найдена"
    r"|ページが見つかりません|页面(?:不存在|未找到)|찾을 수 없",
    re.IGNORECASE,
)
_MOST_WORDS_OF_NO_ARTICLE = 150

# trafilatura's names for the elements within a paragraph.
_INLINE = frozenset(("code", "del", "hi", "ref"))

# lxml compares each attribute of an element with all others, so 300,000 would take minutes. Pages have a few dozen.
_MOST_ATTRIBUTES = 1_000


@dataclass(frozen=True)
class WebPage:
    """The article's paragraphs, the page's other visible lines, the details by the names of `Article`'s fields.

    `changed` are the paragraphs that the page does not show as they are; `dropped` are the pieces that were left out of
    sentences, each with the reason. `warnings` are what makes the text or the details doubtful.
    """

    paragraphs: tuple[str, ...]
    left_out: tuple[str, ...]
    details: dict[str, Detail]
    changed: tuple[Changed, ...]
    dropped: tuple[str, ...]
    warnings: tuple[str, ...]


def read_page(html: str) -> WebPage:
    """Extract the article from a page; the result has no paragraphs if there is no article.

    Raises UnreadableError for a page with an element that has too many attributes.
    """
    page = BeautifulSoup(XML_DECLARATION.sub("", html), "lxml")
    most = max((element for element in page.find_all()), key=lambda element: len(element.attrs), default=None)
    if most and len(most.attrs) > _MOST_ATTRIBUTES:
        message = f"an element `{most.name}` has {len(most.attrs):,} attributes; at most {_MOST_ATTRIBUTES:,} are read"
        raise UnreadableError(message, "copy the article’s words from your browser into a text file, and add that")
    root = parse(html)
    hidden = hidden_words(root)
    origins = embedded(root)
    dropped = clean(root)
    lines = visible_lines(root)
    headline = printed_headline(root, site_names(page))
    stated = page_details(html, page, " ".join(headline))
    article = _article(root)
    warnings = list(stated.warnings)
    if origins:
        warnings.append(f"the article embeds what is not in its text, from {', '.join(origins)}")
    titles = (page.title.get_text() if page.title else "", *headline)
    doubtful = next(filter(_NO_ARTICLE.search, titles), "") if _words(article) <= _MOST_WORDS_OF_NO_ARTICLE else ""
    if doubtful:
        warnings.append(f"the page may be no article, but an error or a wall: its title is “{one_line(doubtful)}”")
    if hidden >= FEWEST_WORDS and hidden > _words(article):
        warnings.append(f"the page hides {hidden:,} words, which a script may show; they may be the article")
    if hidden >= FEWEST_WORDS > _words(article):
        article = _hidden_article(html)
    paragraphs = _with_headline(headline, list(with_own_characters(article, lines)))
    return WebPage(
        paragraphs=tuple(paragraphs),
        left_out=tuple(left_out(lines, paragraphs)),
        details=stated.details,
        changed=tuple(changed_paragraphs(paragraphs, lines)),
        dropped=dropped,
        warnings=tuple(warnings),
    )


def _article(root: Any) -> list[str]:
    """The paragraphs of the article without the comments, unless these are all that there is."""
    paragraphs = _extracted(without_comments(root))
    return paragraphs if _words(paragraphs) >= FEWEST_WORDS else _extracted(root)


def _hidden_article(html: str) -> list[str]:
    """The paragraphs of an article that the page hides; all of them will be told as changed."""
    root = parse(html)
    show_hidden(root)
    clean(root)
    return _article(root)


def _words(paragraphs: Sequence[str]) -> int:
    return count_words(" ".join(paragraphs))


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


def _with_headline(headline: Sequence[str], paragraphs: list[str]) -> list[str]:
    """Put the printed headline first, because it can be quoted like the rest of the article."""
    if not paragraphs:
        return []
    rest = list(paragraphs)
    for line in headline:
        same = next((paragraph for paragraph in rest if fold(paragraph).text == fold(line).text), None)
        if same is not None:
            rest.remove(same)
    return [*headline, *rest]
