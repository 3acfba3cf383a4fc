"""How a browser looks for the words of a text directive.

In: a text. Out: its form as a browser compares it, and the offsets at which a word certainly begins or ends.
"""

import re
import unicodedata

from verbatim.quotation.text.folding import INVISIBLE
from verbatim.quotation.text.quotation_marks import straightened

_WHITE_SPACE = re.compile(r"\s+")
_BEYOND_LATIN = re.compile("[^\x00-\u02ff]")

# Characters that join the letters or digits on both sides of them (Unicode Standard Annex 29: MidLetter, MidNum and
# MidNumLet).
_JOINING = frozenset(".,:;'’‘·․‧︓﹒﹕＇．：")


def browser_form(text: str) -> str:
    """A text without case, accents, invisible characters and the form of its quotation marks.

    A run of white space becomes one space, or one line end if it has one. A browser compares base characters (Unicode
    Technical Standard 10, primary level). What is equal for a browser is equal here, and perhaps a little more: that
    makes a directive longer, but never wrong.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", straightened(text))
        text = _BEYOND_LATIN.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], text)
        text = INVISIBLE.sub("", text)
    return _WHITE_SPACE.sub(lambda found: "\n" if "\n" in found[0] else " ", text.casefold())


def is_word_boundary(text: str, at: int) -> bool:
    """Whether a word certainly begins or ends at an offset (Unicode Standard Annex 29)."""
    around = f"  {text[max(0, at - 2) : at]}"[-2:] + f"{text[at : at + 2]}  "[:2]
    second, left, right, fourth = tuple(around)
    return not (
        (_in_word(left) and _in_word(right))
        or (_in_word(left) and right in _JOINING and _in_word(fourth))
        or (_in_word(second) and left in _JOINING and _in_word(right))
    )


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf")
