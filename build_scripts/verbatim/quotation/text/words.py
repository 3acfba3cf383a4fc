"""Counts words in any script.

In: a text. Out: its words. In scripts without blanks between words, two letters count as one word, since only a
dictionary knows the words: without this rule a Chinese article would have one word for each paragraph.
"""

import regex

from verbatim.quotation.text.whole_words import UNSPACED

_LETTER = rf"[[{UNSPACED}]&&\p{{L}}]\p{{M}}*"

# A word, for counting those that are printed.
WORD = regex.compile(rf"(?:{_LETTER}){{1,2}}|[\w--[[{UNSPACED}]&&\p{{L}}]]+", regex.V1)
_BETWEEN_BLANKS = regex.compile(rf"(?:{_LETTER}){{1,2}}[^\w\s]*|[\S--[[{UNSPACED}]&&\p{{L}}]]+", regex.V1)


def count_words(text: str) -> int:
    """How many words a text has between its blanks: `well-known` and `don't` are one word each."""
    return len(_BETWEEN_BLANKS.findall(text))
