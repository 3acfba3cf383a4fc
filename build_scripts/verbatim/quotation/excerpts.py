"""Evidence → excerpts: each quotation proven in a stored text, or matched with the words recorded of a page.

In: the evidence of a claim with its places, and the texts of the sources. Out: `Excerpt`s, which carry the source's
own characters, and a problem for every quotation that does not name exactly one place.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from verbatim.model.claims import Context, Evidence
from verbatim.model.fields import Entry
from verbatim.model.load import Placed
from verbatim.model.policy import Limits
from verbatim.model.sources import Article, Passage, Record, Selector
from verbatim.problems import Problem
from verbatim.quotation.folding import fold
from verbatim.quotation.locate import Absent, Ambiguous, Found, Match, locate
from verbatim.quotation.source_text import SourceText, Span

# Code points of the source published on either side of an excerpt, so that others can find it again (W3C Web Annotation
# Data Model, 4.2.4: Text Quote Selector). Where the words stand only once they need no help, and then no more of the
# article is published than the page prints.
AFFIX = 32

# Between the passages that were recorded of one page; a quotation that runs on over it is one with an omission.
PASSAGE_BREAK = "\n[…]\n"


@dataclass(frozen=True)
class Segment:
    """A run of a source's characters, quoted or merely round the quotation; `start` is None for our own `[…]`."""

    text: str
    quoted: bool
    start: int | None

    @property
    def end(self) -> int:
        """Where the run ends in the source's text; 0 for our own `[…]`."""
        return 0 if self.start is None else self.start + len(self.text)


@dataclass(frozen=True)
class Excerpt:
    """Words of a source, where they stand, and what they are evidence of.

    `spans` and the offsets published from them count code points of the source's text. `covered` are the stretches that
    the evidence accounts for without printing them.
    """

    id: str
    evidence: Evidence
    source: Article | Record
    text: SourceText = field(repr=False)
    spans: tuple[Span, ...]
    match: Match
    covered: tuple[Span, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether the words were found in a text that we store; else they are only recorded."""
        return self.source.file is not None

    @cached_property
    def whole(self) -> Span:
        """From the first quoted character to the last, whatever was left out between."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def words(self) -> tuple[str, ...]:
        """The source's own characters, one string for each part round an omission."""
        return tuple(self.text.text[span.start : span.end] for span in self.spans)

    @property
    def quotation(self) -> str:
        """The words as one string, with `[…]` where the editor left something out."""
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
        """The stretches of the source that the site and its data print for this excerpt."""
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
        """The line of the source's text, from 1, on which the words begin."""
        return self.text.line_of(self.whole.start)

    @cached_property
    def context(self) -> tuple[tuple[Segment, ...], ...]:
        """The quoted words within their sentences, or alone (`context: none`), one tuple of segments a paragraph."""
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
        sentences = self.text.sentences_round(self.whole)
        starts, ends = (sentence.start for sentence in sentences), (sentence.end for sentence in sentences)
        return Span(min(self.whole.start, *starts), max(self.whole.end, *ends))

    @cached_property
    def _published(self) -> Span:
        """How far on either side the source's characters may be published."""
        evidence = self.evidence
        if evidence.before or evidence.after or evidence.occurrence:
            return Span(0, len(self.text.text))
        return self.whole if evidence.context is Context.NONE else self._sentences

    @property
    def passage(self) -> Passage | None:
        """The recorded passage that the words stand in; None in a stored text or where they run over several."""
        if not isinstance(self.source, Record) or self.proven:
            return None
        end = -len(PASSAGE_BREAK)
        for passage in self.source.passages:
            start, end = end + len(PASSAGE_BREAK), end + len(PASSAGE_BREAK) + len(passage.text)
            if start <= self.whole.start and self.whole.end <= end:
                return passage
        return None


def _paragraphs(text: str, start: int, end: int, spans: tuple[Span, ...]) -> list[tuple[Segment, ...]]:
    """A stretch of a text as paragraphs of segments; the line ends between paragraphs are dropped."""
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
    """The text in which quotations from a record that is not stored are looked up."""
    return PASSAGE_BREAK.join(passage.text for passage in record.passages)


class Prover:
    """Locates selectors in the texts of the sources; problems are added to one list."""

    def __init__(
        self,
        sources: dict[str, Article | Record],
        texts: dict[str, SourceText],
        limits: Limits,
        problems: list[Problem],
    ) -> None:
        self.sources = sources
        self.texts = texts
        self.limits = limits
        self.problems = problems

    def excerpt(self, claim_id: str, placed: Placed[Evidence]) -> Excerpt | None:
        """The excerpt that an evidence entry names; None where it cannot be proven or its source has no text."""
        evidence = placed.value
        text = self.texts.get(evidence.source)
        if text is None:
            return None
        length = len(evidence.quote.split())
        if length > self.limits.longest_quotation:
            hint = "quote the words that matter; `covers:` accounts for a sentence without printing it"
            message = f"{length} words are quoted; policy.yaml allows {self.limits.longest_quotation}"
            self.problems.append(Problem("quotation-too-long", placed.place("quote"), message, hint))
        covers = [
            self.found(selector, evidence.source, Placed(selector, placed.file, (*placed.path, "covers", number)))
            for number, selector in enumerate(evidence.covers)
        ]
        found = self.found(evidence, evidence.source, placed)
        if found is None:
            return None
        return Excerpt(
            id=_excerpt_id(claim_id, evidence),
            evidence=evidence,
            source=self.sources[evidence.source],
            text=text,
            spans=found.spans,
            match=found.match,
            covered=tuple(span for cover in covers if cover for span in cover.spans),
        )

    def found(self, selector: Selector, source_id: str, placed: Placed[Entry]) -> Found | None:
        """Where a selector's words stand in a source; None, and a problem, where that is not exactly one place."""
        text = self.texts.get(source_id)
        if text is None:
            return None
        found = locate(selector, text, self.limits.omission_reach)
        if isinstance(found, Found):
            return found
        place = placed.place("quote")
        if isinstance(found, Ambiguous):
            lines = ", ".join(str(text.line_of(spans[0].start)) for spans in found.places)
            hint = f"add `before:` or `after:` with the words beside it, or `occurrence:` with a number from 1 to {len(found.places)}"
            message = f"these words stand {len(found.places)} times in “{source_id}”: on lines {lines}"
            self.problems.append(Problem("quotation-ambiguous", place, message, hint))
        else:
            message = f"these words do not stand in “{source_id}”"
            self.problems.append(Problem("quotation-absent", place, message, self._mend(selector, source_id, found)))
        return None

    def _mend(self, selector: Selector, source_id: str, absent: Absent) -> str:
        """What would make an absent quotation right: the nearest passage, or the source in which it does stand."""
        if absent.places:
            lines = ", ".join(str(self.texts[source_id].line_of(spans[0].start)) for spans in absent.places)
            return f"the words themselves stand on lines {lines}; mend `before:`, `after:` or `occurrence:`"
        elsewhere = [
            name
            for name, text in self.texts.items()
            if not isinstance(locate(selector, text, self.limits.omission_reach), Absent)
        ]
        if elsewhere:
            return f"they stand in “{elsewhere[0]}”; is that the `source:` you mean?"
        if absent.nearest is None:
            return "nothing in this source is like them; copy the words from the source itself"
        line = self.texts[source_id].line_of(absent.nearest.span.start)
        changes = "; ".join(
            f"“{wrong}” → “{right}”" if right else f"“{wrong}” → (nothing)"
            for wrong, right in absent.nearest.differences
        )
        return f"the nearest passage, on line {line}, reads: {absent.nearest.text}\nchange {changes or 'the words at its ends'}"


def _excerpt_id(claim_id: str, evidence: Evidence) -> str:
    """An id that stays as it is whatever changes elsewhere: it depends on claim, source and selector alone."""
    parts = [
        claim_id,
        evidence.source,
        fold(evidence.quote).text.strip(),
        evidence.before or "",
        evidence.after or "",
        str(evidence.occurrence or ""),
    ]
    return "x" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]
