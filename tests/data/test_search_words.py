"""Words of a text, by the rules that the Find page uses too."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from verbatim.data.search import search_words
from verbatim.data.search.search_words import joined_words, rules, words

_RULES = rules("en")
# Letters, marks, digits, signs and blanks of those blocks where the faster patterns begin and end.
_EDGES = "aZ990 ,-.'’‑“…`´\u02bb\u202f་།\n\x00\x7f\x80\xa0ªµº²½\xad×÷ÀÿŁđǃɏɐʰ\u0301\u200b\u200d\u2010\u2027\u2028€武กא٣"


@pytest.mark.parametrize(
    ("text", "found"), [("F-16s, Łódź’s", ["f", "16", "s", "lodz", "s"]), ("2,800 ½", ["2", "800", "12"])]
)
def test_words(text: str, found: list[str]) -> None:
    """Runs of letters or digits, without case and accents."""
    assert words(text) == found


@given(st.text(st.sampled_from(_EDGES)) | st.text())
def test_the_faster_patterns_find_the_same(text: str) -> None:
    """As the patterns that the Find page reads."""
    parts = regex.findall(_RULES["part"], text)
    assert [word for part in parts for word in words(part)] == words(text)
    assert len(parts) == len(words(text))
    pieces = [words(piece) for piece in regex.findall(_RULES["word"], text) if not search_words._alone.match(piece)]
    assert joined_words(text) == ["".join(piece) for piece in pieces if len(piece) > 1]


def test_joined_words() -> None:
    """Words of several parts, and the groups of a number."""
    assert joined_words("F-16s for 2,800 or 10\xa0000, not 10,0000 Hawai`i") == ["f16s", "2800", "10000", "hawaii"]
