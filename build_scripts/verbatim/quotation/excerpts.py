"""Excerpts: each quotation is proven in a stored text, or matched with the passages recorded from a page.

In: the evidence of a claim with its places in the data files, and the texts of the sources. Out: `Excerpt`s, which hold
the source's own characters, and a problem for every quotation that does not occur exactly once.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from verbatim.model.evidence import Context, Evidence
from verbatim.model.loaded import Placed
from verbatim.model.policy import Limits
from verbatim.model.sightings import Sighting
from verbatim.model.sources import Article, Passage, Record, Selector
from verbatim.model.values.fields import Entry
from verbatim.problems import Problem, Severity
from verbatim.quotation.grades import Grade, Sights, sights_of
from verbatim.quotation.locate import Absent, Ambiguous, Found, Match, Occurrence, locate
from verbatim.quotation.meant_quotations import MeantQuotation, meant_quotations
from verbatim.quotation.negations import negations_beside
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.source_text import SourceText, Span
from verbatim.quotation.text.words import count_words

# Code points of the source that are published before and after an excerpt, so that others can find it again (W3C Web
# Annotation Data Model, 4.2.4: Text Quote Selector). Words that occur only once can be found without them; then no more
# of the article is published than the page prints.
AFFIX = 32

# Between the passages that were recorded from one page. A quotation that goes over it is one with an omission.
PASSAGE_BREAK = "\n[…]\n"

# Lines that an error lists.
_MOST_LISTED_LINES = 20


@dataclass(frozen=True)
class Segment:
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
        return sights_of(self.looked_for, self.sightings, stored=self.proven)

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

    @property
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

    @property
    def passage(self) -> Passage | None:
        """The recorded passage that holds the words; None in a stored text, or if they are in several passages."""
        if not isinstance(self.source, Record) or self.proven:
            return None
        for span, passage in zip(_passage_spans(self.source), self.source.passages, strict=True):
            if span.start <= self.whole.start and self.whole.end <= span.end:
                return passage
        return None


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


class Prover:
    """Locates selectors in the texts of the sources and adds the problems to one list."""

    def __init__(
        self,
        sources: dict[str, Article | Record],
        texts: dict[str, SourceText],
        limits: Limits,
        problems: list[Problem],
        sightings: Mapping[str, tuple[Sighting, ...]] = MappingProxyType({}),
    ) -> None:
        self.sources = sources
        self.texts = texts
        self.limits = limits
        self.problems = problems
        self.sightings = sightings

    def excerpt(self, claim_id: str, placed: Placed[Evidence]) -> Excerpt | None:
        """The excerpt that an entry of evidence quotes; None where it cannot be proven or its source has no text."""
        evidence = placed.value
        text = self.texts.get(evidence.source)
        if text is None:
            return None
        length = count_words(evidence.quote)
        if length > self.limits.longest_quotation:
            hint = "quote the words that matter; `covers:` accounts for a sentence without printing it"
            message = f"{length} words are quoted; policy.yaml allows {self.limits.longest_quotation}"
            self.problems.append(Problem("quotation-too-long", placed.place("quote"), message, hint))
        covers = [
            self.find(selector, evidence.source, Placed(selector, placed.file, (*placed.path, "covers", number)))
            for number, selector in enumerate(evidence.covers)
        ]
        found = self.find(evidence, evidence.source, placed)
        if found is None:
            return None
        self._warn_of_negations(found, text, placed)
        return Excerpt(
            id=_excerpt_id(claim_id, evidence),
            evidence=evidence,
            source=self.sources[evidence.source],
            text=text,
            spans=found.spans,
            match=found.match,
            covered=tuple(span for cover in covers if cover for span in cover.spans),
            sightings=self.sightings.get(evidence.source, ()),
        )

    def find(self, selector: Selector, source_id: str, placed: Placed[Entry]) -> Found | None:
        """The one occurrence of a selector's words in a source; None, and a problem, unless there is exactly one."""
        text = self.texts.get(source_id)
        if text is None:
            return None
        found = locate(selector, text, self.limits.omission_reach)
        if isinstance(found, Found):
            return found
        place = placed.place("quote")
        if isinstance(found, Ambiguous):
            number = len(found.occurrences)
            which = f"`occurrence:` with a number from 1 to {number}"
            hint = f"add `before:` or `after:` with the words next to it, or {which}"
            message = f"these words occur {number} times in “{source_id}”: {_lines(text, found.occurrences)}"
            self.problems.append(Problem("quotation-ambiguous", place, message, hint))
        elif found.cut and not self._elsewhere(selector):
            cut = found.cut
            message = f"the quotation cuts the {cut.cut} “{cut.word}” of “{source_id}”"
            self.problems.append(Problem("quotation-cut", place, message, f"write it whole: {cut.passage}"))
        else:
            message = f"these words are not in “{source_id}”"
            if found.occurrences:
                message = f"these words are in “{source_id}”, but not with this `before:`, `after:` or `occurrence:`"
            self.problems.append(Problem("quotation-absent", place, message, self._hint(selector, source_id, found)))
        return None

    def _hint(self, selector: Selector, source_id: str, absent: Absent) -> str:
        """How to correct a quotation that was not found: the nearest passage, or the source that does hold it."""
        if absent.occurrences:
            return f"correct or remove it; the words are {_lines(self.texts[source_id], absent.occurrences)}"
        elsewhere = self._elsewhere(selector)
        if elsewhere:
            return f"they are in “{elsewhere}”; is that the `source:` you mean?"
        forms = (self._as_meant(selector, form, source_id) for form in meant_quotations(selector.quote))
        if meant := next(filter(None, forms), None):
            return meant
        if absent.nearest is None:
            return (
                "no passage of this source is similar; copy the words from the source itself. What the page shows but "
                "our copy lacks, such as a caption, can only be quoted from a record in seeds/records.yaml"
            )
        line = self.texts[source_id].line_of(absent.nearest.span.start)
        changes = "; ".join(
            f"“{wrong}” → “{right}”" if right else f"“{wrong}” → (nothing)"
            for wrong, right in absent.nearest.differences
        )
        to_change = changes or "the words at its ends"
        return f"the nearest passage, on line {line}, reads: {absent.nearest.text}\nchange {to_change}"

    def _as_meant(self, selector: Selector, meant: MeantQuotation, source_id: str) -> str | None:
        """The hint to write a quotation in another form, if the source has it in that form."""
        changed = selector.model_copy(update={"quote": meant.quote})
        found = locate(changed, self.texts[source_id], self.limits.omission_reach)
        return None if isinstance(found, Absent) else f"{meant.why}; write: {meant.quote}"

    def _elsewhere(self, selector: Selector) -> str | None:
        """The first source that does hold the words."""
        reach = self.limits.omission_reach
        return next(
            (name for name, text in self.texts.items() if not isinstance(locate(selector, text, reach), Absent)), None
        )

    def _warn_of_negations(self, found: Found, text: SourceText, placed: Placed[Evidence]) -> None:
        """Warn of a quotation that leaves out a negation, where a script puts no blanks between words."""
        for span in found.spans:
            for word, where in negations_beside(text.text, span):
                message = f"the quotation leaves out “{word}” directly {where} it, which may negate it"
                hint = f"if it is a negation of these words, quote it too: {_with(text.text, span, word, where)}"
                place = placed.place("quote")
                self.problems.append(Problem("quotation-beside-negation", place, message, hint, Severity.WARNING))


def _with(text: str, span: Span, word: str, where: str) -> str:
    """The words of a span with the word directly before or after it."""
    quoted = text[span.start : span.end]
    return word + quoted if where == "before" else quoted + word


def _lines(text: SourceText, occurrences: Sequence[Occurrence]) -> str:
    """The lines in which some occurrences begin, in words."""
    lines = ", ".join(str(text.line_of(spans[0].start)) for spans in occurrences[:_MOST_LISTED_LINES])
    more = len(occurrences) - _MOST_LISTED_LINES
    return f"on lines {lines} and {more} more" if more > 0 else f"on lines {lines}"


def _excerpt_id(claim_id: str, evidence: Evidence) -> str:
    """An id that depends on claim, source and selector only, so that no other change alters it."""
    parts = [
        claim_id,
        evidence.source,
        fold(evidence.quote).text.strip(),
        evidence.before or "",
        evidence.after or "",
        str(evidence.occurrence or ""),
    ]
    return "x" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]
