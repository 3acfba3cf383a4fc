"""Writes raised and lowered text, fractions and formulas as characters, so that no digit joins a word or a number.

In: elements such as `<sup>2</sup>`. Out: text such as `²`, or that the element is the sign of a footnote.
"""

import re
from typing import Any

from verbatim.desk.articles.page.style_sheets import RAISES
from verbatim.desk.articles.page.visible_text import BLOCKS, one_line

_LOWERS = re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE)
_FRACTION = re.compile(r"(\d+)[/⁄](\d+)")
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
    return element.tag == "sup" or _is_styled(element, RAISES, "superscript")


def is_lowered(element: Any) -> bool:
    """Whether a browser shows the text of an element lowered."""
    return element.tag == "sub" or _is_styled(element, _LOWERS, "subscript")


def _is_styled(element: Any, style: re.Pattern[str], kind: str) -> bool:
    """Whether an element within a line has a style, or a class that is usual for it."""
    within_line = element.tag not in BLOCKS
    return within_line and bool(
        style.search(element.get("style") or "") or kind in (element.get("class") or "").split()
    )


def is_footnote_sign(element: Any) -> bool:
    """Whether an element is the sign of a footnote, and no part of the sentence.

    That is a link to a note, a number or sign that follows a word without a blank and is called a note or leads to a
    place on the page, and raised text that is linked, bracketed, a sign, a letter after a word or a large number, a
    list of numbers, or a number after the end of a sentence or clause.
    """
    words = one_line(element.text_content())
    if not words or not is_raised(element):
        return _is_reference(element, words)
    parent = element.getparent()
    around = parent.tag == "a" and "#" in parent.get("href", "") and one_line(parent.text_content()) == words
    if around or any(True for _ in element.iter("a")) or _SIGN.fullmatch(words):
        return True
    before = _before(element)
    if words in _LETTERS_OF_NOTES:
        after_a_word = bool(re.search(r"[^\W\d_]{3}$", before)) and before[-3:].islower()
        return after_a_word or bool(re.search(r"\d[.,\s]\d{3}$", before))
    if not _NUMBERS.fullmatch(words):
        return False
    return before.endswith(_AFTER_A_SENTENCE) or (not words.isdigit() and before[-1:].isalpha())


def _is_reference(element: Any, words: str) -> bool:
    """Whether an element that is not raised refers to a note."""
    is_note = bool(_NOTE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))
    if element.tag == "a" and (element.get("role") == "doc-noteref" or (is_note and len(words) <= 5)):
        return True
    if element.tag not in ("a", "span") or not (is_note or "#" in (element.get("href") or "")):
        return False
    before = _before(element)
    # A number after a single letter is a part of the word, as in G7.
    follows = bool(re.search(r"\w\w$", before)) or before.endswith((*_AFTER_A_SENTENCE, ")"))
    return follows and bool(_SIGN.fullmatch(words) or _NUMBERS.fullmatch(words))


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
    if fraction := _FRACTION.fullmatch(words):
        return f"{fraction[1].translate(_RAISED)}⁄{fraction[2].translate(_LOWERED)}"
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
