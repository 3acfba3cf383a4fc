"""Runs of words that articles share: the one pass over all articles finds what comparing each pair finds."""

import re
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from verbatim.quotation.comparing import shared_text
from verbatim.quotation.comparing.shared_text import FEWEST_WORDS, SharedRun, quotations, shared_runs
from verbatim.quotation.text.source_text import SourceText, Span

Texts = dict[str, str]
Excused = dict[str, list[Span]]


def runs_of(text: str, excused: list[Span], *, quoted: bool) -> list[list[tuple[str, Span]]]:
    """The runs of words that are not excused and, unless `quoted`, in no quotation; each word has its span."""
    left_out = [*(() if quoted else quotations(SourceText(text))), *excused]
    runs: list[list[tuple[str, Span]]] = [[]]
    for found in re.finditer(r"\w+(?:[-'’]\w+)*", text):
        span = Span(*found.span())
        if any(span.touches(other) for other in left_out):
            runs.append([])
        else:
            runs[-1].append((found[0].lower().replace("’", "'"), span))
    return runs


def longest(
    first: str, second: str, excused: tuple[list[Span], list[Span]], fewest: int, *, quoted: bool
) -> tuple[Span, Span] | None:
    """The longest run that two texts share: every word of one is tried with every word of the other."""
    best, spans = fewest - 1, None
    for theirs in runs_of(second, excused[1], quoted=quoted):
        for at in range(len(theirs)):
            for ours in runs_of(first, excused[0], quoted=quoted):
                for begin in range(len(ours)):
                    length = 0
                    while (
                        begin + length < len(ours)
                        and at + length < len(theirs)
                        and ours[begin + length][0] == theirs[at + length][0]
                    ):
                        length += 1
                    if length > best:
                        best = length
                        spans = (
                            Span(ours[begin][1].start, ours[begin + length - 1][1].end),
                            Span(theirs[at][1].start, theirs[at + length - 1][1].end),
                        )
    return spans


def by_pairs(texts: Texts, excused: Excused, fewest: int, *, quoted: bool) -> list[SharedRun]:
    """What each pair shares, one pair after the other."""
    found = []
    for first, second in combinations(texts, 2):
        spans = longest(
            texts[first], texts[second], (excused.get(first, []), excused.get(second, [])), fewest, quoted=quoted
        )
        if spans:
            found.append(SharedRun(first, second, texts[first][spans[0].start : spans[0].end], *spans))
    return found


# Few different words, so that runs repeat within a text too, and passages that several texts have.
PASSAGES = [" ".join(f"{word}{number}" for number in range(14)) for word in ("a", "b")]
PARTS = st.one_of(
    st.sampled_from([*PASSAGES, PASSAGES[0].title(), " ".join(PASSAGES)]),
    st.sampled_from(["“", "”", '"', "\n", ".", "don't", "Don’t", "« x »", " ".join(["w"] * 13), " ".join("xy" * 9)]),
    st.lists(st.sampled_from("wxy"), max_size=15).map(" ".join),
)
ARTICLES = st.lists(st.lists(PARTS, max_size=4).map(" ".join), min_size=2, max_size=4)
EXCUSED = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 120), st.integers(0, 40)), max_size=2)


@given(ARTICLES, EXCUSED, st.sampled_from([3, FEWEST_WORDS]), st.booleans())
@example([PASSAGES[0]] * 4, [], FEWEST_WORDS, False)  # noqa: FBT003 - an example has no names
@example([" ".join(["w"] * 40)] * 3, [(1, 20, 3)], FEWEST_WORDS, True)  # noqa: FBT003
def test_one_pass_finds_what_each_pair_shares(
    articles: list[str],
    passages: list[tuple[int, int, int]],
    fewest: int,
    quoted: bool,  # noqa: FBT001 - as above
) -> None:
    """The same pairs in the same order, with the same words at the same places."""
    texts = {f"article-{number}": text for number, text in enumerate(articles)}
    excused: Excused = {}
    for number, start, length in passages:
        excused.setdefault(f"article-{number}", []).append(Span(start, start + length))
    sources = {name: SourceText(text) for name, text in texts.items()}
    found = list(shared_runs(sources, excused, fewest, quoted=quoted))
    assert found == by_pairs(texts, excused, fewest, quoted=quoted)


def test_a_hash_alone_is_no_match(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words whose hashes are equal and that differ are not shared."""
    monkeypatch.setattr(shared_text, "hash", lambda _: 0, raising=False)
    texts = {name: SourceText(passage) for name, passage in zip("ab", PASSAGES, strict=True)}
    assert list(shared_runs(texts, {})) == []
    assert len(list(shared_runs({**texts, "c": texts["a"]}, {}))) == 1


def test_one_repeated_word_takes_no_time() -> None:
    """Ten thousand equal words in each of several articles: the run is the whole text."""
    text = " ".join(["word"] * 10_000)
    found = list(shared_runs({name: SourceText(text) for name in "abc"}, {}))
    assert [run.words for run in found] == [text] * 3
