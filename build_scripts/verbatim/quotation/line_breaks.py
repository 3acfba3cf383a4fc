"""The fold for PDFs alone: a word that is broken at the end of a line is whole again.

In: the text of a PDF, line by line, and the words that are looked for in it. Out: the text without broken words.
A hyphen at the end of a line, between two letters, may belong to the word (`well-known`) or only to the line
(`negotia-tions`); the PDF does not say which. So the hyphen stays if the words that are looked for have it there, and
goes if they do not. Both are a reading that the printed page allows, and no other character changes. Pages and plain
texts are not folded like that: they have no such line ends.
"""

import re

from verbatim.quotation.folding import fold

# A hyphen or a soft hyphen between two letters, with a line end and perhaps blanks after it.
_BREAK = re.compile(r"(?P<before>[^\W\d_]+)[-\u2010\u00ad][ \t]*\n[ \t]*(?P<after>[^\W\d_]+)")


def without_line_breaks(text: str, words: str) -> str:
    """The text with every word whole that a line end breaks, as the words that are looked for have it."""
    wanted = fold(words).text

    def whole(broken: re.Match[str]) -> str:
        hyphenated = f"{broken['before']}-{broken['after']}"
        return hyphenated if hyphenated in wanted else broken["before"] + broken["after"]

    return _BREAK.sub(whole, text)
