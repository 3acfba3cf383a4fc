"""Rewrites the elements of a page so that their bare text is what the page shows.

In: the elements of a page, which are changed. Out: what was left out of its sentences. Hidden and deleted text and the
signs of footnotes are removed; quotation marks, raised and lowered digits, line breaks and pictures of emoji, which a
browser shows by itself, become characters.
"""

import re
from collections.abc import Iterator
from typing import Any

import regex

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
) | frozenset(("output", "label", "blink", "marquee", "noindex", "map", "slot"))
# Blocks that trafilatura does not know or drops, and others that a browser shows in the same way.
_OTHER_NAMES = {"center": "div", "menu": "ul", "dir": "ul", "pre": "div"}
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
_EMOJI = regex.compile(r"(?![\d#*]+$)[\p{Emoji}\p{Emoji_Component}]+")
_HAS_NO_HEIGHT = re.compile(r"height\s*:\s*[01](?:px)?\s*(?:;|!|$)", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"(?:^|[;\s])white-space\s*:\s*(?:pre\b|break-spaces)", re.IGNORECASE)
# Names that only say that the site's style sheet hides the words; other names may show them on wide windows.
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:(?:is-|u-)?hidden|hide|d-none|invisible)(?:$|\s)", re.IGNORECASE)
_SHOWN_CLASS = re.compile(r"(?:^|\s)(?:\w+:|d-\w+-)(?:block|inline|flex|grid|visible)", re.IGNORECASE)


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
    for element in _elements(body):
        _forget_names(element)
    for block in list(body.iter(*_OTHER_NAMES)):
        block.tag = _OTHER_NAMES[block.tag]
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
            words = one_line(element.get("alt") if element.tag == "img" else element.text_content())
            if element.text_content()[-1:].isspace():
                element.tail = f" {element.tail or ''}"
            element.drop_tree()
            if words:
                yield words, reason


def _reason_to_drop(element: Any) -> str:
    """Why an element is no part of a sentence; empty if it is one."""
    kind = element.get("class") or ""
    in_line = element.tag not in BLOCKS
    in_paragraph = in_line and next(element.iterancestors("p"), None) is not None
    is_pop_up = element.get("role") in ("dialog", "alertdialog") or _POP_UP.search(kind)
    is_picture = element.tag == "img" and element.get("alt") and not _is_emoji(element.get("alt"))
    reasons = {
        "deleted on the page": is_deleted(element),
        "sign of a footnote": is_footnote_sign(element),
        "a tooltip": element.get("role") == "tooltip" or _TOOLTIP.search(kind),
        "a pop-up": is_pop_up and not any(True for _ in element.iter("h1", "article")),
        "an advertisement": in_line and _ADVERTISEMENT.search(kind),
        "hidden, as its class says": in_paragraph and _HIDDEN_CLASS.search(kind) and not _SHOWN_CLASS.search(kind),
        "a picture": in_paragraph and is_picture and _is_between_words(element),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _is_between_words(element: Any) -> bool:
    """Whether words stand before and after an element; a picture at the beginning of a paragraph is no part of it."""
    before = element.getprevious()
    text = element.getparent().text if before is None else before.tail
    return bool((text or "").strip() and (element.tail or "").strip())


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
    elif element.tag == "pre" or _KEEPS_LINES.search(style):
        _break_lines(element)
    elif element.tag in _UNWRAPPED or (_is_custom(element) and not any(True for _ in element.iter(*BLOCKS))):
        element.drop_tag()
    elif element.tag not in BLOCKS and _BLOCK_STYLE.search(style) and not _FLOAT_STYLE.search(style):
        _break_around(element)


def _forget_names(element: Any) -> None:
    """Remove the attributes that trafilatura takes for the names of boxes and of hidden text."""
    in_a_sentence = element.tag == "span" and any(True for _ in element.iterancestors(*_BLOCKS_OF_TEXT))
    if in_a_sentence and "hid" not in (element.get("class") or ""):
        element.attrib.pop("class", None)
        element.attrib.pop("id", None)
    style = element.get("style") or ""
    if "hidden" in style and not _HAS_NO_HEIGHT.search(style):
        element.attrib.pop("style")


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
    return bool(_EMOJI.fullmatch(text)) and len(text) <= _LONGEST_EMOJI


def _break_lines(element: Any) -> None:
    """Put a line break in place of each end of a line in a text."""
    for part in list(element.iter("*")):
        first, *lines = (part.text or "").split("\n")
        part.text = first
        for line in reversed(lines):
            part.insert(0, _line_break(part, line))
        first, *lines = (part.tail or "").split("\n") if part is not element else ("",)
        for line in reversed(lines):
            part.addnext(_line_break(part, line))
        part.tail = first if part is not element else part.tail


def _line_break(element: Any, following: str) -> Any:
    made = element.makeelement("br")
    made.tail = following
    return made


def _break_around(element: Any) -> None:
    """Put a line break before and after an element that is shown as a block."""
    if one_line(element.text_content()):
        element.addprevious(element.makeelement("br"))
        following, element.tail = element.tail or "", None
        element.addnext(_line_break(element, following))


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
