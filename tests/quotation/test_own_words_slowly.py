"""The editors' own words against a second way to find them: slow and obvious, one character or word after another."""

import re
from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st
from verbatim.quotation.own_words import is_in_any, quoted_words

# Of each mark, what ends the words that it begins; a mark that is no key begins none, and then nothing after it counts.
ENDS = {"“": "”", "”": "”", "„": "“”", '"': '"', "«": "»", "»": "«»", "『": "』", "』": ""}
MARKED = st.text(alphabet=st.sampled_from([*ENDS, "a", "b", " "]), max_size=12).map(
    # Between two letters some marks are part of a word, and after a digit a unit; blanks keep them apart.
    lambda text: "".join(f" {char} " if char in ENDS else char for char in text)
)


def slowly_quoted(text: str) -> Iterator[str]:
    """The words between each pair of marks."""
    at = 0
    while at < len(text):
        if text[at] in ENDS:
            end = at + 1
            while end < len(text) and text[end] not in text[at] + ENDS[text[at]]:
                end += 1
            if end == len(text) or text[end] not in ENDS[text[at]]:
                yield text[at:]
                return
            yield text[at + 1 : end]
            at = end
        at += 1


@given(MARKED)
@example(" “ a ” b ” ")
@example(" „ a “ b „ c ” ")
def test_the_words_between_marks(text: str) -> None:
    """Whatever the order of the marks is."""
    assert list(quoted_words(text)) == list(slowly_quoted(text))


WORDS = ["grain", "ship", "ships", "ship’s", "ship's", "left", "Left", "co-operation", "naïve", "nai\u0308ve", "West"]
BETWEEN = [" ", "  ", "\n", ", ", "; ", ". ", " (", ") ", ": ", " “", "” "]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), min_size=1, max_size=9)


def tokens(text: str) -> list[str]:
    """The words and signs of a text, with the same sign for all its forms. A name in the genitive holds the name."""
    text = text.replace("’", "'").replace("“", '"').replace("”", '"').replace("i\u0308", "ï")
    return re.findall(r"'s\b|[\w-]+|[^\w\s]", text)


def slowly_held(words: list[str], quotation: list[str]) -> bool:
    """Whether some words are in a row among others."""
    return any(quotation[at : at + len(words)] == words for at in range(len(quotation) - len(words) + 1))


@given(TEXTS, TEXTS, st.data())
def test_whether_a_quotation_holds_words(
    quotation: list[tuple[str, str]], other: list[tuple[str, str]], data: st.DataObject
) -> None:
    """Words cut out of it, and others: with or without the sign at their end."""
    start = data.draw(st.integers(0, len(quotation) - 1))
    end = data.draw(st.integers(start + 1, len(quotation)))
    text = "".join(map("".join, quotation))
    for chosen in (quotation[start:end], other):
        words = "".join(map("".join, chosen)).strip()
        bare = words.rstrip(" .,;:")
        expected = slowly_held(tokens(words), tokens(text)) or slowly_held(tokens(bare), tokens(text))
        assert is_in_any(words, [text]) == expected, (words, text)
