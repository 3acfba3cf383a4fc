"""Which sentences of an article are accounted for, and how much of the article is printed.

In: an article's text, the excerpts from it, the passages that claims cover without printing, and those that are
excused. Out: a `Coverage`: what accounts for each sentence, and the share of the article's words that the site and its
data print.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.text.source_text import SourceText, Span
from verbatim.quotation.text.words import number_of_words, spans_of_words


class Sentence(NamedTuple):
    """One sentence with the ids of the claims that account for it, or the reasons for which it is excused."""

    span: Span
    line: int
    text: str
    quoted_by: tuple[str, ...]
    covered_by: tuple[str, ...]
    excused_for: tuple[str, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that account for it. Those that quote it come first."""
        return tuple(dict.fromkeys((*self.quoted_by, *self.covered_by)))

    @property
    def accounted_for(self) -> bool:
        """Whether a claim or an excuse accounts for it."""
        return bool(self.claims or self.excused_for)


class SentenceCounts(NamedTuple):
    """The sentences of an article by what accounts for them: a quotation, else a claim, else an excuse, or nothing."""

    quoted: int
    covered: int
    excused: int
    unaccounted: int

    @property
    def by_claims(self) -> int:
        """The sentences that a claim quotes or covers."""
        return self.quoted + self.covered


@dataclass(frozen=True)
class Coverage:
    """The sentences of an article in order, and the share of its words that is printed, from 0 to 1."""

    sentences: tuple[Sentence, ...]
    share: float

    @property
    def uncovered(self) -> tuple[Sentence, ...]:
        """The sentences that nothing accounts for."""
        return tuple(sentence for sentence in self.sentences if not sentence.accounted_for)

    @property
    def counts(self) -> SentenceCounts:
        """How many sentences are accounted for, and by what; each counts once."""
        quoted = sum(bool(sentence.quoted_by) for sentence in self.sentences)
        covered = sum(bool(sentence.claims) for sentence in self.sentences) - quoted
        excused = len(self.sentences) - quoted - covered - len(self.uncovered)
        return SentenceCounts(quoted, covered, excused, len(self.uncovered))


def coverage(
    text: SourceText,
    excerpts: Iterable[tuple[str, Excerpt]],
    covered: Sequence[tuple[str, Span]],
    excused: Sequence[tuple[str, Span]],
) -> Coverage:
    """Account for every sentence of an article.

    Excerpts and covered spans come with the id of their claim, excused spans with the reason.
    """
    excerpts = list(excerpts)
    quoted = [(claim, span) for claim, excerpt in excerpts for span in excerpt.spans]

    by_quotation, by_claim, by_excuse = (_touched(text, named) for named in (quoted, covered, excused))
    sentences = tuple(
        Sentence(
            span=span,
            line=text.line_of(span.start),
            text=text.text[span.start : span.end],
            quoted_by=tuple(by_quotation.get(number, ())),
            covered_by=tuple(by_claim.get(number, ())),
            excused_for=tuple(by_excuse.get(number, ())),
        )
        for number, span in enumerate(text.sentences)
    )
    return Coverage(sentences, printed_share(text, (excerpt for _, excerpt in excerpts)))


def _touched(text: SourceText, named: Iterable[tuple[str, Span]]) -> dict[int, dict[str, None]]:
    """For each sentence, by its number, the names of the spans that touch it, each once and in order."""
    touched: dict[int, dict[str, None]] = {}
    for name, span in named:
        for number in text.numbers_touching(span):
            touched.setdefault(number, {})[name] = None
    return touched


def printed_share(text: SourceText, excerpts: Iterable[Excerpt]) -> float:
    """The share of an article's words that excerpts print: quotations, their sentences, prefixes and suffixes.

    A word that several excerpts print counts once.
    """
    printed = bytearray(len(text.text))
    for excerpt in excerpts:
        for span in excerpt.printed:
            printed[span.start : span.end] = b"\1" * (span.end - span.start)
    words = number_of_words(text.text)
    return sum(_printed_words(text.text, printed)) / words if words else 0.0


def _printed_words(text: str, printed: bytearray) -> Iterator[bool]:
    """For each word of the lines of which something is printed, whether a part of it is. No word goes over a line."""
    end = -1
    while (at := printed.find(1, end + 1)) >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = len(text) if end < 0 else end
        yield from (printed.find(1, *word) >= 0 for word in spans_of_words(text, start, end))
