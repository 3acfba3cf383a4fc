"""Quotation marks: the one table that folding, sentences, shared text, text directives and own words use.

In: nothing, or a text. Out: each mark with the marks that may close what it opens; the text with straight marks.

Not listed are characters that only look like a mark: letters and accents of words (U+02BA, U+02EE), the ditto mark
(U+3003), and brackets that enclose titles as often as quotations (U+300A, U+300B).
"""

import re
from collections.abc import Mapping

# Every double mark, with the marks that may close a quotation that it opens: none for a mark that only closes (but see
# `ALSO_OPENING`), the mark itself for one that is the same at both ends.
DOUBLE: Mapping[str, str] = {
    "\N{QUOTATION MARK}": "\N{QUOTATION MARK}",
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "",
    "\N{DOUBLE LOW-9 QUOTATION MARK}": (
        "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}"
    ),
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": (
        "\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}"
    ),
    "\N{DOUBLE LOW-REVERSED-9 QUOTATION MARK}": "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}",
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": "",
    "\N{DOUBLE PRIME}": "\N{DOUBLE PRIME}",
    "\N{REVERSED DOUBLE PRIME}": "\N{DOUBLE PRIME}",
    "\N{REVERSED DOUBLE PRIME QUOTATION MARK}": "\N{DOUBLE PRIME QUOTATION MARK}\N{LOW DOUBLE PRIME QUOTATION MARK}",
    "\N{DOUBLE PRIME QUOTATION MARK}": "",
    "\N{LOW DOUBLE PRIME QUOTATION MARK}": "",
    "\N{FULLWIDTH QUOTATION MARK}": "\N{FULLWIDTH QUOTATION MARK}",
    "\N{HEBREW PUNCTUATION GERSHAYIM}": "\N{HEBREW PUNCTUATION GERSHAYIM}",
    "\N{LEFT CORNER BRACKET}": "\N{RIGHT CORNER BRACKET}",
    "\N{RIGHT CORNER BRACKET}": "",
    "\N{HALFWIDTH LEFT CORNER BRACKET}": "\N{HALFWIDTH RIGHT CORNER BRACKET}",
    "\N{HALFWIDTH RIGHT CORNER BRACKET}": "",
    "\N{HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT}": "\N{HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}",
    "\N{HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}": "",
    "\N{HEAVY LOW DOUBLE COMMA QUOTATION MARK ORNAMENT}": (
        "\N{HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT}\N{HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}"
    ),
    "\N{SANS-SERIF HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT}": (
        "\N{SANS-SERIF HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}"
    ),
    "\N{SANS-SERIF HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}": "",
    "\N{SANS-SERIF HEAVY LOW DOUBLE COMMA QUOTATION MARK ORNAMENT}": (
        "\N{SANS-SERIF HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT}"
        "\N{SANS-SERIF HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}"
    ),
}

# Marks that close a quotation in most languages, and open one in some: ”Swedish”, »Danish« and »Finnish».
ALSO_OPENING: Mapping[str, str] = {
    "\N{RIGHT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": (
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    ),
}

# The single marks, in the same form. The white corner brackets are the inner marks of Chinese and Japanese.
SINGLE: Mapping[str, str] = {
    "\N{APOSTROPHE}": "\N{APOSTROPHE}",
    "\N{LEFT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}",
    "\N{RIGHT SINGLE QUOTATION MARK}": "",
    "\N{SINGLE LOW-9 QUOTATION MARK}": "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}",
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}",
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": "",
    "\N{PRIME}": "\N{PRIME}",
    "\N{FULLWIDTH APOSTROPHE}": "\N{FULLWIDTH APOSTROPHE}",
    "\N{LEFT WHITE CORNER BRACKET}": "\N{RIGHT WHITE CORNER BRACKET}",
    "\N{RIGHT WHITE CORNER BRACKET}": "",
}

# Every mark becomes `"` or `'`, one character for one.
STRAIGHT: Mapping[str, str] = {**dict.fromkeys(DOUBLE, '"'), **dict.fromkeys(SINGLE, "'")}
_ANY = re.compile(f"[{''.join(STRAIGHT)}]")


def straightened(text: str) -> str:
    """A text with straight marks. `str.translate` would take three times as long, since few characters are marks."""
    return _ANY.sub(lambda mark: STRAIGHT[mark[0]], text)
