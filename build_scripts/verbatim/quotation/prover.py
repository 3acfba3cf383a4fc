"""Proves quotations: each is found in a stored text, or in the passages recorded from a page.

In: the evidence of a claim with its places in the data files, and the texts of the sources. Out: `Excerpt`s, and a
problem for every quotation that does not occur exactly once.
"""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from verbatim.model.evidence import Evidence
from verbatim.model.loaded import Placed
from verbatim.model.policy import Limits
from verbatim.model.sightings import Sighting
from verbatim.model.sources import Article, Record, Selector
from verbatim.model.values.fields import Entry
from verbatim.problems import Problem, Severity
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.left_out.details import details_left_out
from verbatim.quotation.left_out.negations import negations_left_out
from verbatim.quotation.locate import Absent, Ambiguous, Found, Occurrence, locate
from verbatim.quotation.meant_quotations import MeantQuotation, meant_quotations
from verbatim.quotation.text.folding import folded_words
from verbatim.quotation.text.source_text import SourceText, Span
from verbatim.quotation.text.words import count_words

# Lines that an error lists.
_MOST_LISTED_LINES = 20


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
        self._warn_of_what_is_left_out(found, evidence.source, placed)
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

    def _warn_of_what_is_left_out(self, found: Found, source_id: str, placed: Placed[Evidence]) -> None:
        """Warn of a quotation that leaves out what may change its sense, or joins two paragraphs or sentences."""
        source, text = self.sources[source_id], self.texts[source_id]
        gaps = [(one, other, "\n" in text.text[one.end : other.start]) for one, other in pairwise(found.spans)]
        if source.file and any(over_line for _, _, over_line in gaps):
            message = f"the quotation joins words of two paragraphs of “{source_id}”, whose speakers may differ"
            hint = "make two entries of evidence, one for each paragraph"
            self._warn("omission-over-paragraphs", placed, message, hint)
        elif any(not over_line and _makes_one_sentence(text, one, other) for one, other, over_line in gaps):
            message = "the quotation makes one sentence of parts of two, which may have other speakers or another sense"
            hint = "quote from the start of the second sentence, or make two entries of evidence"
            self._warn("omission-over-sentences", placed, message, hint)
        where = (text.text, source.lang, found.spans)
        for left_out in (*negations_left_out(*where), *details_left_out(*where)):
            beside = "between its parts" if left_out.where == "between" else f"directly {left_out.where} it"
            message = f"the quotation leaves out “{left_out.word}” {beside}, which may change its sense"
            hint = f"if it belongs to these words, quote it too: {left_out.passage}"
            self._warn("quotation-beside-negation", placed, message, hint)

    def _warn(self, code: str, placed: Placed[Evidence], message: str, hint: str) -> None:
        self.problems.append(Problem(code, placed.place("quote"), message, hint, Severity.WARNING))


def _makes_one_sentence(text: SourceText, one: Span, other: Span) -> bool:
    """Whether two parts are of two sentences, the first without its end and the second without its start."""
    last, first = text.sentences_touching(one)[-1], text.sentences_touching(other)[0]
    cut = text.text[one.end : last.end], text.text[first.start : other.start]
    return last != first and all(any(map(str.isalnum, part)) for part in cut)


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
        folded_words(evidence.quote),
        evidence.before or "",
        evidence.after or "",
        str(evidence.occurrence or ""),
    ]
    return "x" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]
