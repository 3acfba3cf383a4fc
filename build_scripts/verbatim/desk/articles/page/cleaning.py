"""Rewrites the elements of a page so that their bare text is what the page shows.

In: the elements of a page, which are changed. Out: what was left out of its sentences. Hidden and deleted text and the
signs of footnotes are removed; quotation marks, raised and lowered digits, line breaks and pictures of emoji, which a
browser shows by itself, become characters.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from verbatim.desk.articles.page.raised_text import is_footnote_sign, is_lowered, is_raised, lowered, math_text, raised
from verbatim.desk.articles.page.visible_text import (
    BLOCKS,
    hides_itself,
    is_deleted,
    is_hidden,
    one_line,
    visible_lines,
)
from verbatim.quotation.text.words import count_words

_PARTS_OF_HEADINGS = ("span", "a", "strong", "b", "em", "i", "small")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Elements within a sentence that trafilatura drops with their words, or at which it breaks the sentence.
_UNWRAPPED = frozenset(
    ("time", "data", "mark", "abbr", "acronym", "bdi", "bdo", "dfn", "ins", "nobr", "tt", "font", "ruby", "rb")
) | frozenset(("output", "meter", "label", "blink", "marquee"))
# Their text is shown though it is not read aloud. Other blocks are often boxes that only a script shows.
_BLOCKS_OF_TEXT = frozenset(("p", "li", "blockquote", "dd", "dt", "td", "th", *_HEADINGS))
_BLOCK_STYLE = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.IGNORECASE)
_FLOAT_STYLE = re.compile(r"(?:^|;)\s*float\s*:\s*(?:left|right)", re.IGNORECASE)
_TOOLTIP = re.compile(r"(?:^|\s)tooltip(?:[-_]*(?:text|content|inner))(?:$|\s)", re.IGNORECASE)
_POP_UP = re.compile(r"(?:^|\s)(?:pop-?up|pop-?over|modal)[-_]*(?:text|content|inner|body)(?:$|\s)", re.IGNORECASE)
_ADVERTISEMENT = re.compile(r"(?:^|\s)(?:ads?|advert|advertisement)(?:$|\s)", re.IGNORECASE)
# The attribute of a heading that is a further line of the one before it.
FURTHER_LINE = "data-further-line"
_LONGEST_EMOJI = 16


def show_hidden(root: Any) -> None:
    """Make visible what a page hides, as a script may do."""
    for element in root.iter("*"):
        if hides_itself(element):
            for attribute in ("hidden", "style", "class"):
                element.attrib.pop(attribute, None)


def hidden_words(root: Any) -> int:
    """How many words the hidden paragraphs of a page have that a script may show."""
    hidden = (
        paragraph for paragraph in root.iter("p") if any(map(hides_itself, (paragraph, *paragraph.iterancestors())))
    )
    return sum(count_words(paragraph.text_content()) for paragraph in hidden)


def clean(root: Any) -> tuple[str, ...]:
    """Rewrite a page; what was left out of its sentences, each piece with the reason."""
    body = root.find("body")
    for element in _elements(body):
        if is_hidden(element):
            element.drop_tree()
    left_out = [f"{words} ({reason})" for words, reason in _pieces_dropped(body)]
    for element in _elements(body):
        _rewrite(element)
    for block in list(body.iter("center")):
        block.tag = "div"  # trafilatura does not know the other
    for quotation in list(body.iter("q")):
        quotation.drop_tag()
    for heading in list(body.iter(*_HEADINGS)):
        _split_heading(heading)
    return tuple(left_out)


def _elements(body: Any) -> Iterator[Any]:
    """The elements in the body in order, but for those that were removed in the meantime."""
    for element in list(body.iterdescendants("*")):
        if element.getparent() is not None and body in element.iterancestors("body"):
            yield element


def _pieces_dropped(body: Any) -> Iterator[tuple[str, str]]:
    """Remove what is no part of a sentence; yields the words of each piece, and why it was removed."""
    for element in _elements(body):
        reason = _reason_to_drop(element)
        if reason:
            words = one_line(element.text_content())
            if element.text_content()[-1:].isspace():
                element.tail = f" {element.tail or ''}"
            element.drop_tree()
            if words:
                yield words, reason


def _reason_to_drop(element: Any) -> str:
    kind = element.get("class") or ""
    if is_deleted(element):
        return "deleted on the page"
    if is_footnote_sign(element):
        return "sign of a footnote"
    if element.get("role") == "tooltip" or _TOOLTIP.search(kind):
        return "a tooltip"
    is_pop_up = element.get("role") in ("dialog", "alertdialog") or _POP_UP.search(kind)
    if is_pop_up and not any(True for _ in element.iter("h1", "article")):
        return "a pop-up"
    if element.tag not in BLOCKS and _ADVERTISEMENT.search(kind):
        return "an advertisement"
    return ""


def _rewrite(element: Any) -> None:
    """Give an element the text that a browser shows for it."""
    if element.tag not in BLOCKS or element.tag in _BLOCKS_OF_TEXT:
        element.attrib.pop("aria-hidden", None)
    style = element.get("style") or ""
    if element.tag == "q":
        depth = sum(1 for _ in element.iterancestors("q"))
        _enclose(element, *("‘’" if depth % 2 else "“”"))
    elif element.tag == "math":
        _replace(element, math_text(element))
    elif is_raised(element):
        _replace(element, raised(element))
    elif is_lowered(element):
        _replace(element, lowered(element))
    elif element.tag == "img" and _is_emoji(element.get("alt") or ""):
        _replace(element, element.get("alt"))
    elif element.tag == "pre":
        _split_lines(element)
    elif element.tag in _UNWRAPPED or (_is_custom(element) and not any(True for _ in element.iter(*BLOCKS))):
        element.drop_tag()
    elif element.tag not in BLOCKS and _BLOCK_STYLE.search(style) and not _FLOAT_STYLE.search(style):
        _break_around(element)


def _enclose(element: Any, opening: str, closing: str) -> None:
    element.text = opening + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + closing
    else:
        element.text += closing


def _replace(element: Any, text: str) -> None:
    """Replace an element by a text, and keep the blanks at its ends."""
    whole = str(element.text_content())
    before, after = (" " if end.isspace() else "" for end in (whole[:1], whole[-1:]))
    for child in list(element):
        element.remove(child)
    element.text = f"{before}{text}{after}"
    element.drop_tag()


def _is_custom(element: Any) -> bool:
    return isinstance(element.tag, str) and "-" in element.tag


def _is_emoji(text: str) -> bool:
    kinds = {unicodedata.category(character) for character in text}
    return "So" in kinds and kinds <= {"So", "Sk", "Mn", "Me", "Cf", "Cn"} and len(text) <= _LONGEST_EMOJI


def _split_lines(element: Any) -> None:
    """Make a paragraph of each line of preformatted text."""
    lines = element.text_content().splitlines()
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "div", None
    for line in lines:
        etree.SubElement(element, "p").text = line


def _break_around(element: Any) -> None:
    """Put a line break before and after an element that is shown as a block."""
    if one_line(element.text_content()):
        element.addprevious(element.makeelement("br"))
        element.addnext(element.makeelement("br"))


def _split_heading(heading: Any) -> None:
    """Make a heading of each line of a heading, and part words that only the style sheet parts."""
    for part in heading.iter(*_PARTS_OF_HEADINGS):
        before = part.getprevious()
        joined = before is not None and before.tag in _PARTS_OF_HEADINGS and not before.tail
        if joined and re.search(r"\w\w$", before.text_content()) and part.text_content()[:1].isupper():
            before.tail = " "
    lines = visible_lines(heading)
    if len(lines) < 2:
        return
    for child in list(heading):
        heading.remove(child)
    heading.text = lines[0]
    for line in reversed(lines[1:]):
        following = heading.makeelement(heading.tag, dict(heading.attrib))
        following.text = line
        following.set(FURTHER_LINE, "")
        heading.addnext(following)
