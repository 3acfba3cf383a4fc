"""Articles that share their wording.

In: the texts of the articles, and what is excused in them. Out: every pair of articles that shares a run of words of a
given length, with the longest such run, outside quotations or anywhere. Two outlets may quote the same sentence; a long
run of the same narration has one writer.

Quotations are recognised paragraph by paragraph, so that a missing mark has no effect beyond its own paragraph: an
opening mark without a partner quotes to the end of the paragraph, a closing one from the start of its sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from verbatim.quotation.text.quotation_marks import DOUBLE
from verbatim.quotation.text.source_text import SourceText, Span

# Eleven words in a row can be an accident of grammar and names; twelve words of narration seldom are.
FEWEST_WORDS = 12

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_MARK = re.compile(f"[{''.join(DOUBLE)}]")


class SharedRun(NamedTuple):
    """A run of words that two articles share, with its span in each."""

    first: str
    second: str
    words: str
    span_in_first: Span
    span_in_second: Span


class _Words:
    """The words of all texts between the passages that are left out, one after the other.

    `compared` has the words in lower case, with None between two runs of words; `starts` and `ends` have the place of
    each in its text, and `left` how many words its run has from there on.
    """

    def __init__(self, texts: Mapping[str, SourceText], left_out: Mapping[str, Sequence[Span]]) -> None:
        self.compared: list[str | None] = [None]
        self.starts, self.ends, self.left = [0], [0], [0]
        self.articles: list[int] = []
        for name, text in texts.items():
            self.articles.append(len(self.compared))
            for run in _runs(text, left_out[name]):
                self.compared += [*(word[0].lower() for word in run), None]
                self.starts += [*(word.start() for word in run), 0]
                self.ends += [*(word.end() for word in run), 0]
                self.left += range(len(run), -1, -1)

    def article_of(self, at: int) -> int:
        """The number, from 0, of the article that has a word."""
        return bisect_right(self.articles, at) - 1

    def repeated(self, length: int) -> Iterator[list[int]]:
        """The places of each `length` words in a row that occur more than once.

        Two series of words can have the same hash, so the words at two of these places may differ.
        """
        first: dict[int, int] = {}
        repeated: dict[int, list[int]] = {}
        for at, left in enumerate(self.left):
            if left >= length:
                key = hash(tuple(self.compared[at : at + length]))
                if key in first:
                    repeated.setdefault(key, [first[key]]).append(at)
                else:
                    first[key] = at
        yield from repeated.values()

    def beginnings(self, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Those pairs of places before which the words differ, so that no longer shared run begins earlier."""
        groups: dict[str | int, list[int]] = {}
        for at in places:
            groups.setdefault(self.compared[at - 1] or at, []).append(at)
        for one, other in combinations(groups.values(), 2):
            for pair in product(one, other):
                yield min(pair), max(pair)

    def shared_length(self, one: int, other: int) -> int:
        """The number of first words that the runs have in common from two places on."""
        most, length = min(self.left[one], self.left[other]), 0
        while length < most and self.compared[one + length] == self.compared[other + length]:
            length += 1
        return length

    def span(self, at: int, length: int) -> Span:
        """The span in its text of some words in a row."""
        return Span(self.starts[at], self.ends[at + length - 1])


def shared_runs(
    texts: Mapping[str, SourceText],
    excused: Mapping[str, Sequence[Span]],
    fewest: int = FEWEST_WORDS,
    *,
    quoted: bool = False,
) -> Iterator[SharedRun]:
    """The longest shared run of each pair of articles that shares one, without excused passages (site boilerplate).

    A run has at least `fewest` words; with `quoted` also words of quotations. Of several equally long ones it is the
    first in the second article. The time grows with the length of the articles and the number of runs that they share,
    not with the number of pairs.
    """
    left_out = {name: [*excused.get(name, ()), *(() if quoted else quotations(text))] for name, text in texts.items()}
    words, names = _Words(texts, left_out), list(texts)
    # For each pair of articles the length of the run and its places, negative, so that the first of equals is largest.
    longest: dict[tuple[int, int], tuple[int, int, int]] = {}
    for places in words.repeated(fewest):
        for one, other in words.beginnings(places):
            pair = words.article_of(one), words.article_of(other)
            known = longest.get(pair, (fewest - 1, 0, 0))
            most = min(words.left[one], words.left[other])
            if pair[0] != pair[1] and (most, -other, -one) > known:
                longest[pair] = max(known, (words.shared_length(one, other), -other, -one))
    for (first, second), (length, other, one) in sorted(longest.items()):
        if length >= fewest:
            span_in_first, span_in_second = words.span(-one, length), words.span(-other, length)
            shared = texts[names[first]].text[span_in_first.start : span_in_first.end]
            yield SharedRun(names[first], names[second], shared, span_in_first, span_in_second)


def quotations(text: SourceText) -> Iterator[Span]:
    """The spans between double quotation marks, marks included, paragraph by paragraph."""
    for paragraph in re.finditer(r"[^\n]+", text.text):
        opened: int | None = None
        for mark in _MARK.finditer(paragraph[0]):
            at = paragraph.start() + mark.start()
            if _opens(mark, paragraph[0]):
                opened = at if opened is None else opened
                continue
            if opened is None:
                opened = next((span.start for span in text.sentences_touching(Span(at, at + 1))), paragraph.start())
            yield Span(opened, at + 1)
            opened = None
        if opened is not None:
            yield Span(opened, paragraph.end())


def _opens(mark: re.Match[str], paragraph: str) -> bool:
    """Whether a mark opens a quotation.

    A mark that can also close one opens it at the start and after white space, a bracket, a dash or another mark.
    """
    closed_by = DOUBLE[mark[0]]
    if mark[0] not in closed_by:
        return closed_by != ""
    return mark.start() == 0 or paragraph[mark.start() - 1] in " \t([—–-‘'\""


def _runs(text: SourceText, left_out: Sequence[Span]) -> Iterator[list[re.Match[str]]]:
    """The runs of words between the passages that are left out; an apostrophe of a word is a straight one."""
    words = _WORD.finditer(text.text.replace("’", "'"))
    if not left_out:
        yield list(words)
        return
    left_out = sorted(left_out, key=lambda span: span.start)
    run: list[re.Match[str]] = []
    # How many of these begin before the end of the word, and where the last of them ends.
    begun, end = 0, 0
    for word in words:
        while begun < len(left_out) and left_out[begun].start < word.end():
            end = max(end, left_out[begun].end)
            begun += 1
        if word.start() >= end:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run
