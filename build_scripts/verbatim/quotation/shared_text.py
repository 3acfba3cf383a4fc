"""Articles that share their wording.

In: the texts of the articles, what is excused in them, and the declared relations between them. Out: every pair that
shares a run of `LONGEST` or more words outside quotations although neither is declared to derive from the other, nor
both from a third. Two outlets may quote the same sentence; long runs of the same narration have one writer.

Quotations are told apart paragraph by paragraph, so that a mark that was never closed, or never opened, spoils no more
than its own paragraph: a lone opening mark quotes to the paragraph's end, a lone closing mark from its sentence's start.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from verbatim.quotation.quotation_marks import DOUBLE
from verbatim.quotation.source_text import SourceText, Span

# Words in a row. Eleven can be an accident of grammar and names; twelve of narration seldom are.
LONGEST = 12

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_MARK = re.compile(f"[{''.join(DOUBLE)}]")


@dataclass(frozen=True)
class SharedRun:
    """A run of words that two articles share, with where it stands in each."""

    first: str
    second: str
    words: str
    place_in_first: Span
    place_in_second: Span


def shared_runs(texts: Mapping[str, SourceText], excused: Mapping[str, Sequence[Span]]) -> Iterator[SharedRun]:
    """The longest shared run of each pair of articles that shares one, excused passages (site boilerplate) aside."""
    told = {name: list(_narration(text, excused.get(name, ()))) for name, text in texts.items()}
    for first, second in combinations(texts, 2):
        found = _longest_shared(told[first], told[second])
        if found:
            (start, end), (begin, stop) = found
            words = texts[first].text[start:end]
            yield SharedRun(first, second, words, Span(start, end), Span(begin, stop))


def quotations(text: SourceText) -> Iterator[Span]:
    """The stretches between quotation marks, paragraph by paragraph."""
    for paragraph in re.finditer(r"[^\n]+", text.text):
        opened: int | None = None
        for mark in _MARK.finditer(paragraph[0]):
            at = paragraph.start() + mark.start()
            if _opens(mark, paragraph[0]):
                opened = at if opened is None else opened
                continue
            if opened is None:
                sentence = next(
                    (span for span in text.sentences if span.start <= at < span.end), Span(paragraph.start(), at)
                )
                opened = sentence.start
            yield Span(opened, at + 1)
            opened = None
        if opened is not None:
            yield Span(opened, paragraph.end())


def _opens(mark: re.Match[str], paragraph: str) -> bool:
    """Whether a mark opens a quotation. One that also closes does so after white space, a bracket, a dash or a mark."""
    closed_by = DOUBLE[mark[0]]
    if mark[0] not in closed_by:
        return closed_by != ""
    return mark.start() == 0 or paragraph[mark.start() - 1] in " \t([—–-‘'"


def _narration(text: SourceText, excused: Sequence[Span]) -> Iterator[list[tuple[str, int, int]]]:
    """Runs of words outside quotations and excuses: each word in lower case with its start and end."""
    barred = [*quotations(text), *excused]
    run: list[tuple[str, int, int]] = []
    barred_before = False
    for found in _WORD.finditer(text.text):
        word = Span(*found.span())
        inside = any(span.touches(word) for span in barred)
        if (inside or barred_before) and run:
            yield run
            run = []
        if not inside:
            run.append((found[0].lower().replace("’", "'"), word.start, word.end))
        barred_before = inside
    if run:
        yield run


def _longest_shared(
    one: list[list[tuple[str, int, int]]], other: list[list[tuple[str, int, int]]]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the longest run that two narrations share stands in each; None where none is long enough."""
    starts: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, run in enumerate(one):
        for at in range(len(run) - LONGEST + 1):
            starts.setdefault(tuple(word for word, _, _ in run[at : at + LONGEST]), []).append((number, at))
    best: tuple[int, tuple[int, int], tuple[int, int]] | None = None
    for run in other:
        for at in range(len(run) - LONGEST + 1):
            for number, begin in starts.get(tuple(word for word, _, _ in run[at : at + LONGEST]), ()):
                length = LONGEST
                mine = one[number]
                while (
                    begin + length < len(mine)
                    and at + length < len(run)
                    and mine[begin + length][0] == run[at + length][0]
                ):
                    length += 1
                if best is None or length > best[0]:
                    best = (
                        length,
                        (mine[begin][1], mine[begin + length - 1][2]),
                        (run[at][1], run[at + length - 1][2]),
                    )
    return None if best is None else best[1:]
