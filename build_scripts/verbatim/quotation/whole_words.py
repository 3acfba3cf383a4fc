"""Folded words in a folded text, where they split no word and no number.

In: folded words and a folded text. Out: where the words occur. Every proof of words uses this rule, of a quotation in
its source and of the editors' own words in an excerpt: `not` never proves `no`, nor 300,000 prove 300.
"""

import re
from collections.abc import Iterator

# What joins two digits or two letters; and the ending that may be cut off nevertheless.
_JOINT = re.compile(r"(?<=\d)[.,](?=\d)|(?<=[^\W\d_])'(?=[^\W\d_])")
_POSSESSIVE = re.compile(r"'s(?!\w)")


def occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    """The start and end of every occurrence of the words in the text, overlapping ones too, in order."""
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if not splits_word(text, start) and not splits_word(text, end):
            yield start, end
        start = text.find(words, start + 1)


def splits_word(text: str, at: int) -> bool:
    """Whether a cut at that offset of a folded text goes through a word or a number.

    A possessive `'s` may be cut off. Letters without case do not count: in Korean, Chinese or Japanese a quotation may
    well end between two of them.
    """
    if not 0 < at < len(text):
        return False
    if _JOINT.match(text, at):
        return not _POSSESSIVE.match(text, at)
    return bool(_JOINT.match(text, at - 1)) or (_binds(text[at - 1]) and _binds(text[at]))


def _binds(char: str) -> bool:
    """Whether a character continues a word or a number next to another such character."""
    return char.isdigit() or char.lower() != char.upper()
