"""Words in scripts with and without blanks between them."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from verbatim.quotation.coverage import printed_share
from verbatim.quotation.text.source_text import SourceText, Span
from verbatim.quotation.text.words import count_words, number_of_words, spans_of_words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("I don't know a well-known man – no.", 8),
        ("«Да», сказал он", 3),
        ("장관은 서명하지 않았다.", 3),
        ("وزیر امضا نکرد", 3),
        ("部长没有签署。会谈继续！", 5),
        ("大臣は署名しなかった。", 5),
        ("スマートフォンは３つ", 4),
        ("รัฐมนตรีไม่ได้ลงนาม", 8),
        ("", 0),
    ],
)
def test_words_are_counted_in_every_script(text: str, number: int) -> None:
    """Between blanks; two letters are a word where the script has none."""
    assert count_words(text) == number


def test_a_part_of_a_clause_without_blanks_is_not_the_whole_clause() -> None:
    """Printing two of eight letters prints a quarter of the words."""
    text = "部长没有签署协议 – 2023"
    words = [text[start:end] for start, end in spans_of_words(text, 0, len(text))]
    assert words == ["部长", "没有", "签署", "协议", "2023"]
    printed = [cast("Any", SimpleNamespace(printed=(Span(2, 4),)))]
    assert printed_share(SourceText("部长没有签署协议"), printed) == 0.25


@pytest.mark.parametrize("count", [count_words, number_of_words])
def test_words_in_latin_letters_are_counted_as_in_other_texts(count: Callable[[str], int]) -> None:
    """They are found in a faster way, unless the text has a character of another script."""
    texts = [f"a {char} b{char}c" for char in map(chr, range(0x2100))]
    assert [text for text in texts if count(text) + 1 != count(f"{text} я")] == []
