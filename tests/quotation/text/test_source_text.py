"""Sentences of the newsroom's articles: nothing is lost or joined across lines; no abbreviation ends a sentence."""

import itertools
import re
from pathlib import Path

import pytest
from verbatim.quotation.text.source_text import SourceText, Span

from tests.support.microsite import NEWSROOM

ARTICLES = sorted((NEWSROOM / "seeds" / "articles").glob("*.txt"))
SPACED_DOTS = re.compile(r"\.\s\.\s\.")


def read(file: Path) -> SourceText:
    """An article's text."""
    return SourceText(file.read_bytes().decode("utf-8"))


def sentences(text: str) -> list[str]:
    """The sentences of a text, as text."""
    return [text[span.start : span.end] for span in SourceText(text).sentences]


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem[:3])
def test_no_character_is_lost(file: Path) -> None:
    """The sentences of an article, in order and without overlap, hold all of it except white space."""
    source = read(file)
    spans = source.sentences
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    between = [
        Span(one.end, other.start)
        for one, other in zip([Span(0, 0), *spans], [*spans, Span(len(source.text), 0)], strict=True)
    ]
    assert "".join(source.text[gap.start : gap.end] for gap in between).strip() == ""
    assert all(source.text[span.start : span.end].strip() == source.text[span.start : span.end] != "" for span in spans)


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem[:3])
def test_no_sentence_crosses_a_line(file: Path) -> None:
    """A heading, a caption or a credit line without a full stop is a sentence of its own."""
    source = read(file)
    lines = [line.strip() for line in source.text.split("\n") if line.strip()]
    found = [source.text[span.start : span.end] for span in source.sentences]
    assert all("\n" not in sentence for sentence in found)
    ends = tuple(".?!”’")
    assert [
        line for line in lines if not line.endswith(ends) and not any(line.endswith(sentence) for sentence in found)
    ] == []
    assert [line for line in lines if len(line.split()) < 6 and line not in found and not line.endswith(ends)] == []


@pytest.mark.parametrize("abbreviation", ["U.S. ", "U.N. ", "Aug. ", "Mr. ", "Sept. ", "Gen. "])
def test_no_abbreviation_of_the_articles_ends_a_sentence(abbreviation: str) -> None:
    """Wherever one is followed by a word on its line, the sentence goes on."""
    for file in ARTICLES:
        source = read(file)
        at = source.text.find(abbreviation)
        while at >= 0:
            after = at + len(abbreviation)
            (sentence,) = source.sentences_touching(Span(at, at + 1))
            assert sentence.end > after, source.text[at - 40 : after + 20]
            at = source.text.find(abbreviation, after)


def test_the_abbreviations_do_occur() -> None:
    """So the test above has something to test."""
    whole = "".join(read(file).text for file in ARTICLES)
    assert all(abbreviation in whole for abbreviation in ("U.S. ", "Aug. ", "Mr. Holm"))
    assert SPACED_DOTS.search(whole)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Kirby spoke. He left.", ["Mr. Kirby spoke.", "He left."]),
        ("On Aug. 15, the U.S. said no. It did.", ["On Aug. 15, the U.S. said no.", "It did."]),
        ("Heading\n\nText here. More.", ["Heading", "Text here.", "More."]),
        ("“We will go. Why not?” he said.\nEnd", ["“We will go.", "Why not?” he said.", "End"]),
        (
            "neighbours . . . of course it’s being discussed,” said Shoigu.",
            ["neighbours . . . of course it’s being discussed,” said Shoigu."],
        ),
        ("   \n\n  ", []),
        ("", []),
        ("No end mark", ["No end mark"]),
    ],
)
def test_known_sentences(text: str, expected: list[str]) -> None:
    """A few texts with the sentences that a reader would see."""
    assert sentences(text) == expected


def test_spaced_dots_end_no_sentence() -> None:
    """The `. . .` of the fourth article is inside one sentence."""
    for source in map(read, ARTICLES):
        for dots in SPACED_DOTS.finditer(source.text):
            (sentence,) = source.sentences_touching(Span(dots.start(), dots.end()))
            assert sentence.start < dots.start()
            assert sentence.end > dots.end()


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem[:3])
def test_lines_are_counted_as_editors_count_them(file: Path) -> None:
    """The line of an offset is the number of line ends before it, and one."""
    source = read(file)
    offsets = [*range(0, len(source.text), 97), len(source.text) - 1]
    assert [source.line_of(at) for at in offsets] == [source.text.count("\n", 0, at) + 1 for at in offsets]


def test_sentences_that_a_span_touches() -> None:
    """All sentences that the span touches, and none that it only borders on."""
    source = SourceText("One two. Three four. Five six.")
    first, second, third = source.sentences
    assert source.sentences_touching(Span(10, 12)) == (second,)
    assert source.sentences_touching(Span(4, 12)) == (first, second)
    assert source.sentences_touching(Span(0, 30)) == (first, second, third)
    assert source.sentences_touching(Span(9, 20)) == (second,)
