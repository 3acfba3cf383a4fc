"""Writes raised and lowered text, fractions and formulas as characters, so that no digit joins a word or a number.

In: elements such as `<sup>2</sup>`. Out: text such as `²`, or that the element is the sign of a footnote.
"""

import re
from typing import Any

from verbatim.desk.articles.page.visible_text import BLOCKS, one_line

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SIGN = re.compile(r"[*∗†‡§¶#]+|[\[(][\w*†‡§¶]{1,12}(?:\s*[,–-]\s*\w{1,3})*[\])]|\d{1,2}\)")
_NUMBERS = re.compile(r"\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*")
_NOTE = re.compile(r"(?:^|[\s_-])(?:footnote|noteref|fnref|fn)(?:$|[\s_-])", re.IGNORECASE)
_AFTER_A_SENTENCE = tuple(".,;:!?”’\"'»…。，、؟")
_LETTERS_OF_NOTES = ("a", "b", "c", "d")
_VARIABLES = tuple("nxkm")


def is_raised(element: Any) -> bool:
    """Whether a browser shows the text of an element raised."""
    return element.tag == "sup" or bool(re.search(r"vertical-align\s*:\s*super", element.get("style") or ""))


def is_lowered(element: Any) -> bool:
    """Whether a browser shows the text of an element lowered."""
    return element.tag == "sub" or bool(re.search(r"vertical-align\s*:\s*sub\b", element.get("style") or ""))


def is_footnote_sign(element: Any) -> bool:
    """Whether an element is the sign of a footnote, and no part of the sentence.

    That is a link to a note, and raised text that is linked, bracketed, a sign, a letter after a word, a list of
    numbers, or a number after the end of a sentence or clause.
    """
    words = one_line(element.text_content())
    if element.tag == "a":
        kind = f"{element.get('class') or ''} {element.get('id') or ''}"
        return element.get("role") == "doc-noteref" or (bool(_NOTE.search(kind)) and len(words) <= 5)
    if not is_raised(element) or not words:
        return False
    parent = element.getparent()
    around = parent.tag == "a" and "#" in parent.get("href", "") and one_line(parent.text_content()) == words
    if around or any(True for _ in element.iter("a")) or _SIGN.fullmatch(words):
        return True
    before = _before(element)
    if words in _LETTERS_OF_NOTES:
        return bool(re.search(r"[^\W\d_]{3}$", before)) and before[-3:].islower()
    if not _NUMBERS.fullmatch(words):
        return False
    return before.endswith(_AFTER_A_SENTENCE) or (not words.isdigit() and before[-1:].isalpha())


def raised(element: Any) -> str:
    """The text of a raised element: digits as raised characters, letters as they are (`20th`)."""
    return _as_raised(one_line(element.text_content()), _before(element))


def lowered(element: Any) -> str:
    """The text of a lowered element: digits as lowered characters where they would join a number, else as they are."""
    words, before = one_line(element.text_content()), _before(element)
    joins = before[-1:].isdigit() or before.endswith(("/", "⁄")) or (element.tail or "")[:1].isdigit()
    return words.translate(_LOWERED) if joins and _digits_in(words) else words


def math_text(element: Any) -> str:
    """A MathML formula in one line: `n+1`, `1/2`, `x²`."""
    parts = list(element.iterchildren("*"))
    if element.tag == "mfrac" and len(parts) == 2:
        return "/".join(map(_operand, parts))
    if element.tag in ("msup", "msub") and len(parts) == 2:
        base, index = map(math_text, parts)
        return base + (_as_raised(index, "0") if element.tag == "msup" else f"_{index}")
    text = one_line(element.text or "") + "".join(math_text(part) for part in parts)
    return f"√({text})" if element.tag == "msqrt" else text


def _operand(element: Any) -> str:
    text = math_text(element)
    return text if text.isalnum() else f"({text})"


def _as_raised(words: str, before: str) -> str:
    if words in ("TM", "SM"):
        return {"TM": "™", "SM": "℠"}[words]
    if not _digits_in(words) and not (before[-1:].isdigit() and words in _VARIABLES):
        return words
    shown = words.translate(_RAISED)
    return f"^{words}" if any(old == new for old, new in zip(words, shown, strict=True)) else shown


def _digits_in(words: str) -> bool:
    return any(map(str.isdigit, words))


def _before(element: Any) -> str:
    """The text just before an element within its block; empty at the beginning."""
    while element is not None and element.tag not in BLOCKS:
        sibling, parent = element.getprevious(), element.getparent()
        if sibling is None:
            text = (parent.text or "") if parent is not None else ""
        else:
            text = (sibling.text_content() if isinstance(sibling.tag, str) else "") + (sibling.tail or "")
        if text:
            return str(text)
        element = parent if sibling is None else sibling
    return ""
