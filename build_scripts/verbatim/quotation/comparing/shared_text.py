"""Articles that share their wording.

In: the texts of the articles, and what is excused in them. Out: every pair of articles that shares a run of words of a
given length, with the longest such run, outside quotations or anywhere. Two outlets may quote the same sentence; a long
run of the same narration has one writer.

Quotations are recognised paragraph by paragraph, so that a missing mark has no effect beyond its own paragraph: an
opening mark without a partner quotes to the end of the paragraph, a closing one from the start of its sentence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, TypeAlias

from verbatim.quotation.quotation_marks import DOUBLE
from verbatim.quotation.source_text import SourceText, Span

# Eleven words in a row can be an accident of grammar and names; twelve words of narration seldom are.
FEWEST_WORDS = 12

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_MARK = re.compile(f"[{''.join(DOUBLE)}]")


@dataclass(frozen=True)
class SharedRun:
    """A run of words that two articles share, with its span in each."""

    first: str
    second: str
    words: str
    span_in_first: Span
    span_in_second: Span


class _Word(NamedTuple):
    """A word as it is compared, in lower case, with its start and end in the text."""

    compared: str
    start: int
    end: int


_Run: TypeAlias = list[_Word]


def shared_runs(
    texts: Mapping[str, SourceText],
    excused: Mapping[str, Sequence[Span]],
    fewest: int = FEWEST_WORDS,
    *,
    quoted: bool = False,
) -> Iterator[SharedRun]:
    """The longest shared run of each pair of articles that shares one, without excused passages (site boilerplate).

    A run has at least `fewest` words; with `quoted` also words of quotations.
    """
    left_out = {name: [*excused.get(name, ()), *(() if quoted else quotations(text))] for name, text in texts.items()}
    runs = {name: list(_runs(text, left_out[name])) for name, text in texts.items()}
    for first, second in combinations(texts, 2):
        found = _longest_shared(runs[first], runs[second], fewest)
        if found:
            span_in_first, span_in_second = found
            words = texts[first].text[span_in_first.start : span_in_first.end]
            yield SharedRun(first, second, words, span_in_first, span_in_second)


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


def _runs(text: SourceText, left_out: Sequence[Span]) -> Iterator[_Run]:
    """The runs of words between the passages that are left out."""
    run: _Run = []
    for found in _WORD.finditer(text.text):
        word = Span(*found.span())
        if not any(span.touches(word) for span in left_out):
            run.append(_Word(found[0].lower().replace("’", "'"), word.start, word.end))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _longest_shared(one: Sequence[_Run], other: Sequence[_Run], fewest: int) -> tuple[Span, Span] | None:
    """The span in each text of the longest run that two texts share; None where no run is long enough."""
    starts: dict[tuple[str, ...], list[tuple[_Run, int]]] = {}
    for run in one:
        for at, words in _windows(run, fewest):
            starts.setdefault(words, []).append((run, at))
    longest, spans = 0, None
    for run in other:
        for at, words in _windows(run, fewest):
            for theirs, begin in starts.get(words, ()):
                length = _shared_length(theirs[begin:], run[at:])
                if length > longest:
                    longest = length
                    spans = _span(theirs[begin : begin + length]), _span(run[at : at + length])
    return spans


def _windows(run: _Run, length: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every `length` words in a row as they are compared, with the index of the first."""
    for at in range(len(run) - length + 1):
        yield at, tuple(word.compared for word in run[at : at + length])


def _shared_length(one: _Run, other: _Run) -> int:
    """The number of first words that two runs share."""
    different = (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a.compared != b.compared)
    return next(different, min(len(one), len(other)))


def _span(run: _Run) -> Span:
    return Span(run[0].start, run[-1].end)
