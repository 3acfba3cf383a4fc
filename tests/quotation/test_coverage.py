"""How the sentences of an article are accounted for."""

from verbatim.quotation.coverage import SentenceCounts, coverage
from verbatim.quotation.text.source_text import SourceText


def test_each_sentence_counts_once() -> None:
    """By the first of these that accounts for it: a claim that covers it, an excuse, or nothing."""
    text = SourceText("The grain was sold. Nobody signed. The ships left. They came back.")
    first, second, third, _ = text.sentences
    counts = coverage(
        text, [], [("grain", first), ("ships", first)], [("A reason.", first), ("A reason.", second)]
    ).counts
    assert counts == SentenceCounts(quoted=0, covered=1, excused=1, unaccounted=2)
    counts = coverage(text, [], [("grain", first), ("grain", third)], [("A reason.", second)]).counts
    assert counts == SentenceCounts(quoted=0, covered=2, excused=1, unaccounted=1)
    assert counts.by_claims == 2
