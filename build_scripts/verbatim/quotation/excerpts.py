"""Excerpts: words of a source with their spans, and what is printed of them. `prover` makes them.

They hold the source's own characters, never an editor's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from verbatim.model.evidence import Context, Evidence
from verbatim.model.sightings import Sighting
from verbatim.model.sources import Article, Passage, Record, Translation
from verbatim.quotation.grades import Grade, Sights, sights_of
from verbatim.quotation.locate import Match
from verbatim.quotation.text.source_text import SourceText, Span

# Code points of the source that are published before and after an excerpt, so that others can find it again (W3C Web
# Annotation Data Model, 4.2.4: Text Quote Selector). Words that occur only once can be found without them; then no more
# of the article is published than the page prints.
AFFIX = 32

# Between the passages that were recorded from one page. A quotation that goes over it is one with an omission.
PASSAGE_BREAK = "\n[…]\n"


class Segment(NamedTuple):
    """A run of a source's characters, quoted or only context. `start` is None for our own `[…]`."""

    text: str
    quoted: bool
    start: int | None

    @property
    def end(self) -> int:
        """The end of the run in the source's text; 0 for our own `[…]`."""
        return 0 if self.start is None else self.start + len(self.text)


@dataclass(frozen=True)
class Excerpt:
    """Words of a source, their spans in its text, and the evidence that quotes them.

    `spans` and the offsets published from them count code points of the source's text. `covered` are the spans that the
    evidence accounts for without printing them. `sightings` are those of the source.
    """

    id: str
    evidence: Evidence
    source: Article | Record
    text: SourceText = field(repr=False)
    spans: tuple[Span, ...]
    match: Match
    covered: tuple[Span, ...] = ()
    sightings: tuple[Sighting, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether the words were found in a text that we store."""
        return self.source.file is not None

    @property
    def grade(self) -> Grade:
        """How we know the words."""
        if self.proven:
            return Grade.PROVEN
        return Grade.SEEN if self.sights.seen else Grade.NOTED

    @cached_property
    def sights(self) -> Sights:
        """What machines saw of the words at the source's addresses."""
        return sights_of(self.looked_for if self.sightings else (), self.sightings, stored=self.proven)

    @property
    def looked_for(self) -> tuple[str, ...]:
        """The words that a machine looks for: those quoted from a stored text, or the passages that have them."""
        if self.proven or not isinstance(self.source, Record):
            return self.words
        passages = zip(_passage_spans(self.source), self.source.passages, strict=True)
        return tuple(passage.text for span, passage in passages if any(span.touches(part) for part in self.spans))

    @cached_property
    def whole(self) -> Span:
        """From the first quoted character to the last, with what was left out between them."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def words(self) -> tuple[str, ...]:
        """The source's own characters, one string for each part between omissions."""
        return tuple(self.text.text[span.start : span.end] for span in self.spans)

    @cached_property
    def quotation(self) -> str:
        """The words as one string, with `[…]` for each omission."""
        return " […] ".join(self.words)

    @property
    def prefix(self) -> str:
        """The code points just before the words."""
        return self.text.text[max(self.whole.start - AFFIX, self._published.start) : self.whole.start]

    @property
    def suffix(self) -> str:
        """The code points just after the words."""
        return self.text.text[self.whole.end : min(self.whole.end + AFFIX, self._published.end)]

    @property
    def printed(self) -> tuple[Span, ...]:
        """The spans of the source that the site and its data print for this excerpt."""
        context = (
            Span(segment.start, segment.end)
            for paragraph in self.context
            for segment in paragraph
            if segment.start is not None
        )
        affixes = (
            Span(self.whole.start - len(self.prefix), self.whole.start),
            Span(self.whole.end, self.whole.end + len(self.suffix)),
        )
        return (*context, *(affix for affix in affixes if affix.start < affix.end))

    @property
    def line(self) -> int:
        """The line of the source's text, from 1, in which the words begin."""
        return self.text.line_of(self.whole.start)

    @cached_property
    def context(self) -> tuple[tuple[Segment, ...], ...]:
        """The quoted words in their sentences, or alone (`context: none`): a tuple of segments for each paragraph."""
        if self.evidence.context is Context.SENTENCE:
            return tuple(_paragraphs(self.text.text, self._sentences.start, self._sentences.end, self.spans))
        first, *others = (_paragraphs(self.text.text, span.start, span.end, self.spans) for span in self.spans)
        for paragraphs in others:
            first[-1] = (*first[-1], Segment(" […] ", quoted=False, start=None), *paragraphs[0])
            first += paragraphs[1:]
        return tuple(first)

    @property
    def context_text(self) -> str:
        """The characters of the context, as they are in the source."""
        if self.evidence.context is Context.NONE:
            return self.quotation
        return self.text.text[self._sentences.start : self._sentences.end]

    @cached_property
    def _sentences(self) -> Span:
        """From the start of the first sentence that the words touch to the end of the last."""
        sentences = self.text.sentences_touching(self.whole)
        starts, ends = (sentence.start for sentence in sentences), (sentence.end for sentence in sentences)
        return Span(min(self.whole.start, *starts), max(self.whole.end, *ends))

    @cached_property
    def _published(self) -> Span:
        """The span of the source that may be published as prefix and suffix."""
        evidence = self.evidence
        if evidence.before or evidence.after or evidence.occurrence:
            return Span(0, len(self.text.text))
        return self.whole if evidence.context is Context.NONE else self._sentences

    @cached_property
    def passage(self) -> Passage | None:
        """The recorded passage that holds the words; None in a stored text, or if they are in several passages."""
        if not isinstance(self.source, Record) or self.proven:
            return None
        for span, passage in zip(_passage_spans(self.source), self.source.passages, strict=True):
            if span.start <= self.whole.start and self.whole.end <= span.end:
                return passage
        return None

    @property
    def translation(self) -> Translation | None:
        """The words in the site's language: as the claim translates them, else as the record does its passage."""
        return self.evidence.translation or (self.passage.translation if self.passage else None)


def _passage_spans(record: Record) -> Iterable[Span]:
    """The span of each passage in the recorded text."""
    start = 0
    for passage in record.passages:
        yield Span(start, start + len(passage.text))
        start += len(passage.text) + len(PASSAGE_BREAK)


def _paragraphs(text: str, start: int, end: int, spans: tuple[Span, ...]) -> list[tuple[Segment, ...]]:
    """A part of a text as paragraphs of segments, without the line ends between paragraphs."""
    cuts = sorted({start, end, *(edge for span in spans for edge in (span.start, span.end) if start <= edge <= end)})
    paragraphs: list[list[Segment]] = [[]]
    for left, right in pairwise(cuts):
        quoted = any(span.start <= left and right <= span.end for span in spans)
        at = left
        for number, line in enumerate(text[left:right].split("\n")):
            if number:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(Segment(line, quoted, at))
            at += len(line) + 1
    return [tuple(paragraph) for paragraph in paragraphs if paragraph]


def recorded_text(record: Record) -> str:
    """The text in which quotations from a record without a stored text are located."""
    return PASSAGE_BREAK.join(passage.text for passage in record.passages)
