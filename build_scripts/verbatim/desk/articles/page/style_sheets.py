"""Applies to a page what its own style sheets hide, strike out or raise.

In: the elements of a page, which are changed. Out: what a rule hides, strikes out or raises says so in its attribute
`style`, as if the page's author had written it there.

Only rules with a simple selector are read: tags, classes and ids, alone or together, as in `p.note`. An element that
any rule may show, under whatever condition, is left as it is: a style sheet hides much until a script or a wider window
shows it. Sheets in other files, for other media and for browsers without scripts are not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"(?P<head>[^{};]*)(?P<sign>[{};])")
_SEEN_MEDIA = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*$", re.IGNORECASE)
_NAME = r"-?[_a-zA-Z\u0080-\U0010ffff][\w\u0080-\U0010ffff-]*"
_SIMPLE = re.compile(rf"(?P<tag>{_NAME}|\*)?(?P<rest>(?:[.#]{_NAME})*)")
_PART = re.compile(rf"([.#])({_NAME})")
# What may follow the last simple selector of a rule, such as `:target` or `[open]`.
_CONDITIONS = re.compile(r"(?::{1,2}[\w-]+(?:\([^)]*\))?|\[[^\]]*\])+$")
# Not shown, shown in no size, or put outside the window, as for screen readers. `opacity: 0` is mostly the beginning of
# a movement that shows the text.
_HIDES = re.compile(
    r"(?:^|[;\s])(?:(?:display\s*:\s*none|(?:content-)?visibility\s*:\s*(?:hidden|collapse)"
    r"|font(?:-size)?\s*:\s*(?:0|0?\.0+)(?:px|em|rem|pt|%)?)(?![\w.-])"
    r"|(?:text-indent|left|right|top)\s*:\s*-(?:\d{4,}px|\d{3,}(?:r?em|vw))|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]"
    r"|clip-path\s*:\s*inset\((?:50|100)%\)|transform\s*:\s*scale\(0\))",
    re.IGNORECASE,
)
_CLIPS = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_HAS_NO_WIDTH = re.compile(r"(?:^|[;\s])width\s*:\s*[01](?:px)?\s*(?:;|!|$)", re.IGNORECASE)
SHOWS = re.compile(r"display\s*:\s*(?!none(?![\w-]))\w|visibility\s*:\s*visible", re.IGNORECASE)
RAISES = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
STRIKES = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_HIDDEN, _STRUCK, _RAISED = "display:none", "text-decoration:line-through", "vertical-align:super"
# A page that hides itself as a whole is shown by its script.
_WHOLE_PAGE = frozenset(("html", "body", "main", "article"))


@dataclass(frozen=True)
class _Selector:
    """The tag, the classes and the id that an element must have; an empty text is any."""

    tag: str
    classes: frozenset[str]
    id: str

    def matches(self, element: Any) -> bool:
        """Whether an element has them."""
        return (
            self.tag in ("", element.tag)
            and self.id in ("", element.get("id"))
            and self.classes <= set((element.get("class") or "").split())
        )


def apply_style_sheets(root: Any) -> None:
    """Write into the elements of a page what its style sheets hide, strike out or raise."""
    hiding: list[_Selector] = []
    showing: list[_Selector] = []
    striking: list[_Selector] = []
    raising: list[_Selector] = []
    for sheet in root.iter("style"):
        media = sheet.get("media") or "all"
        if re.search(r"\b(?:all|screen)\b", media) and not any(True for _ in sheet.iterancestors("noscript")):
            for selectors, declared, is_sure in _rules(sheet.text or ""):
                simple = [selector for each in selectors.split(",") if (selector := _simple(each.strip()))]
                hiding += simple if is_sure and hides(declared) else []
                striking += simple if is_sure and STRIKES.search(declared) else []
                raising += simple if is_sure and RAISES.search(declared) else []
                showing += filter(None, map(_last, selectors.split(","))) if SHOWS.search(declared) else ()
    for element in root.iter("*") if hiding or striking or raising else ():
        own = element.get("style") or ""
        if _matches(hiding, element) and not (SHOWS.search(own) or _matches(showing, element)):
            if element.tag not in _WHOLE_PAGE:
                element.set("style", f"{_HIDDEN};{own}")
        elif _matches(striking, element) and "text-decoration" not in own:
            element.set("style", f"{_STRUCK};{own}")
        elif _matches(raising, element) and "vertical-align" not in own:
            element.set("style", f"{_RAISED};{own}")


def hides(style: str) -> bool:
    """Whether declarations keep what they are about from being seen."""
    return bool(_HIDES.search(style) or (_CLIPS.search(style) and _HAS_NO_WIDTH.search(style)))


def _matches(selectors: list[_Selector], element: Any) -> bool:
    return any(selector.matches(element) for selector in selectors)


def _rules(sheet: str) -> Iterator[tuple[str, str, bool]]:
    """The rules of a sheet: selectors, declarations, and whether the rule holds for every screen."""
    above: list[str] = []
    head = declared = ""
    for found in _RULE.finditer(_COMMENT.sub("", sheet)):
        text, sign = found["head"].strip(), found["sign"]
        if sign == "{":
            above.append(text)
            head, declared = text, ""
            continue
        declared += text + ";"
        if sign == "}" and above:
            above.pop()
            if head and not head.startswith("@"):
                conditions = [each for each in above if not _SEEN_MEDIA.match(each)]
                if not any("keyframes" in each for each in conditions):
                    yield head, declared, not conditions
            head = declared = ""


def _simple(text: str) -> _Selector | None:
    """A selector of tag, classes and id; None for any other."""
    found = _SIMPLE.fullmatch(text) if text else None
    if not found:
        return None
    parts = _PART.findall(found["rest"])
    ids = [name for sign, name in parts if sign == "#"]
    classes = frozenset(name for sign, name in parts if sign == ".")
    tag = (found["tag"] or "").lower().replace("*", "")
    return _Selector(tag, classes, ids[0] if ids else "") if tag or classes or ids else None


def _last(text: str) -> _Selector | None:
    """What the elements have that a selector is about, whatever is above them, and on whatever condition."""
    last = re.split(r"[\s>+~]+", text.strip())[-1]
    return _simple(_CONDITIONS.sub("", last))
