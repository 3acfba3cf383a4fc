"""Reads the text that a browser shows of a page, line by line.

In: the elements of a page. Out: its visible lines. A line ends where a block, such as a paragraph, begins or ends, and
at a line break. Scripts are not run, and of style sheets only the simple rules in the page itself are read
(`style_sheets`): what another sheet hides counts as visible, but for a few well-known class names.
"""

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from verbatim.desk.articles.page.style_sheets import SHOWS, STRIKES, apply_style_sheets, hides


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# The blocks of the HTML standard: https://html.spec.whatwg.org/multipage/rendering.html
BLOCKS = _names(
    "html body address blockquote center dialog div figure figcaption footer form header hr legend listing main p "
    "plaintext pre search xmp article aside h1 h2 h3 h4 h5 h6 hgroup nav section dir dd dl dt menu ol ul li table "
    "caption colgroup col thead tbody tfoot tr td th fieldset details summary optgroup option"
)
# Not shown where scripts run, and the readings above characters (`rt`), which are no part of the sentence.
_NEVER_SHOWN = _names(
    "area base basefont datalist head link meta noembed noframes noscript param rp rt rtc script style template title "
    "iframe object embed audio video canvas svg annotation annotation-xml meter progress"
)
DELETED = frozenset(("del", "s", "strike"))
_STRUCK_CLASS = re.compile(r"(?:^|[\s-])(?:line-through|strike-?through)(?:$|\s)", re.IGNORECASE)
# What they say is shown, but is no part of the sentence around them.
_CONTROLS = frozenset(("button", "select", "textarea"))
# Words for screen readers, which the style sheets of most sites hide from view.
_UNSEEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?<!not-)(?:sr-?only|visually-?hidden|screen-?reader(?:-?text|-?only)?|assistive-text|a11y-hidden"
    r"|accessibly-hidden|off-?screen|element-(?:invisible|hidden))(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
# The HTML standard reads the end of a line break as a line break; libxml2 ignores it.
_END_OF_BR = re.compile(r"</br\s*/?>", re.IGNORECASE)


def parse(page: str) -> Any:
    """The elements of a page, as lxml builds them, with its own style sheets applied; an empty page has none."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    source = _END_OF_BR.sub("<br>", XML_DECLARATION.sub("", page)).strip() or "<html></html>"
    try:
        root = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except etree.ParserError:  # nothing but a comment
        return lxml_html.document_fromstring("<html></html>", ensure_head_body=True)
    _attach_shadow_trees(root)
    apply_style_sheets(root)
    return root


def _attach_shadow_trees(root: Any) -> None:
    """Show the shadow trees that a page declares: they replace what is in their element, but for what has a slot.

    Style sheets in them hold only for them, and are not read.
    """
    for tree in root.xpath("//template[@shadowrootmode]"):
        host = tree.getparent()
        for sheet in list(tree.iter("style")):
            sheet.drop_tree()
        slots: dict[str, Any] = {slot.get("name") or "": slot for slot in reversed(list(tree.iter("slot")))}
        own_text = (host.text or "") + (tree.tail or "")
        host.text, tree.tail = None, None
        if "" in slots and own_text.strip():
            slots[""].text = own_text
        for child in (child for child in list(host) if child is not tree):
            name = child.get("slot") or ""
            if name in slots:
                slots[name].append(child)
            else:
                host.remove(child)
        tree.drop_tag()


def is_hidden(element: Any) -> bool:
    """Whether an element by itself keeps its text from being seen."""
    return element.tag in _NEVER_SHOWN or hides_itself(element)


def hides_itself(element: Any) -> bool:
    """Whether an element that could be shown says that it is not; a script may show it later."""
    style = element.get("style") or ""
    says_so = (
        element.get("hidden") is not None
        or element.get("popover") is not None
        or (element.tag == "dialog" and element.get("open") is None)
    )
    return (
        (says_so and not SHOWS.search(style)) or hides(style) or bool(_UNSEEN_CLASS.search(element.get("class") or ""))
    )


def is_deleted(element: Any) -> bool:
    """Whether a page shows the text of an element as struck out."""
    return (
        element.tag in DELETED
        or bool(STRIKES.search(element.get("style") or ""))
        or bool(_STRUCK_CLASS.search(element.get("class") or ""))
    )


def visible_lines(root: Any) -> list[str]:
    """The lines of an element in order, with single blanks; deleted text is left out.

    The words of a control come before the line in which it is.
    """
    lines: list[str] = []
    words: list[str] = []

    def end_line() -> None:
        line = one_line("".join(words))
        words.clear()
        if line:
            lines.append(line)

    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            shown = not is_hidden(element) and not is_deleted(element)
            if shown and (element.tag in BLOCKS or element.tag == "br"):
                end_line()
            if shown and element.tag in _CONTROLS and element is not root:
                lines += visible_lines(element)
                shown = False
            if shown:
                words.append(element.text or "")
            else:
                walk.skip_subtree()
        else:
            if event == "end" and element.tag in BLOCKS and not is_hidden(element) and not is_deleted(element):
                end_line()
            words.append((element.tail or "") if element is not root else "")
    end_line()
    return lines


def one_line(text: str) -> str:
    """A text with white space as a browser shows it: single blanks, none at the ends."""
    return _BLANKS.sub(" ", text).strip()
