"""Compares the text that would be stored with what the page shows.

In: the paragraphs that were extracted from a page, and the visible lines of the page. Out: the paragraphs that are not
one of these lines, each with the words that the page shows in their place; and the lines that were left out. Texts are
compared folded, so that soft hyphens and kinds of blanks make no difference.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.words import count_words

# Fewer words may also occur in the article by chance, such as “Russia” of a menu.
_FEWEST_WORDS_OF_ARTICLE = 4

# Below this likeness (of 100), no passage of the page is the one that a paragraph was made of.
_LEAST_LIKENESS = 50

# A line this like a part of the paragraph belongs to it, if it is at most so many lines away.
_LIKE_A_PART = 80
_FARTHEST = 3

LINE_END = " ⏎ "


@dataclass(frozen=True)
class Changed:
    """A paragraph that the page does not show as it would be stored, and what the page shows instead.

    `shown` has `LINE_END` between lines, and is empty if the page shows nothing like the paragraph.
    """

    stored: str
    shown: str


def with_own_characters(paragraphs: Sequence[str], lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs with the characters that no reader sees, but that words and emoji need, as in Persian.

    The extraction drops them. They are put back where a line of the page has them, and differs in nothing else.
    """
    folded = {_folded(line) for line in lines}
    known = {_without_format_characters(line): line for line in lines}
    for paragraph in paragraphs:
        same = _folded(paragraph) in folded
        yield paragraph if same else known.get(_without_format_characters(paragraph), paragraph)


def changed_paragraphs(paragraphs: Sequence[str], lines: Sequence[str]) -> Iterator[Changed]:
    """The paragraphs that are not a whole line of the page."""
    folded = {_folded(line) for line in lines}
    for paragraph in paragraphs:
        if _folded(paragraph) not in folded:
            yield Changed(paragraph, LINE_END.join(_nearest(paragraph, lines)))


def left_out(lines: Sequence[str], paragraphs: Sequence[str]) -> Iterator[str]:
    """The lines that are not in the article's text; each paragraph accounts for one identical line."""
    folded = [_folded(paragraph) for paragraph in paragraphs]
    whole = Counter(folded)
    text = "\n".join(folded)
    for line in lines:
        words = _folded(line)
        if whole[words]:
            whole[words] -= 1
        elif count_words(words) < _FEWEST_WORDS_OF_ARTICLE or words not in text:
            yield line


def _nearest(paragraph: str, lines: Sequence[str]) -> Sequence[str]:
    """The lines in a row that are most like a paragraph; none if the page has nothing like it."""
    page = "\n".join(lines)
    near = fuzz.partial_ratio_alignment(paragraph, page, score_cutoff=_LEAST_LIKENESS)
    if near is None or near.dest_start == near.dest_end:
        return ()
    first, last = (page.count("\n", 0, at) for at in (near.dest_start, near.dest_end))
    around = range(max(0, first - _FARTHEST), min(len(lines), last + _FARTHEST + 1))
    parts = [number for number in around if fuzz.partial_ratio(lines[number], paragraph) >= _LIKE_A_PART]
    return lines[parts[0] : parts[-1] + 1] if parts else lines[first : last + 1]


def _without_format_characters(text: str) -> str:
    return "".join(character for character in _folded(text) if unicodedata.category(character) != "Cf")


def _folded(text: str) -> str:
    return " ".join(fold(text).text.split())
