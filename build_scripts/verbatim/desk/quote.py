"""Finds words in the sources, for the command `quote`.

In: words, perhaps with other typography, or some of them wrong. Out: the evidence entries that quote them, ready to
paste, always in the source's own characters. An entry has `before` or `after` only where the words occur more than
once, and `occurrence` only where neither tells the places apart. The comment above it says where the words are and how
they differ from those that were asked for. Words that no source contains are never said to be found: then `found` is
false, and the entries quote the most similar passages.

Whether a source contains the words is decided by `locate` alone; `Prefilter` only skips sources that cannot contain
them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from verbatim.checks.examine import examine_texts
from verbatim.desk.entry import entry_text
from verbatim.desk.similar_passages import SimilarPassage, similar_passages
from verbatim.model.evidence import UNATTRIBUTED, Stance
from verbatim.model.sources import Selector
from verbatim.model.values.fields import is_visible
from verbatim.problems import Problem, suggestion
from verbatim.project import Project
from verbatim.quotation.locate import OMISSION, Absent, Ambiguous, Found, locate
from verbatim.quotation.prefilter import Prefilter
from verbatim.quotation.text.source_text import SourceText, Span

# The most words of `before` or `after` that are tried to tell the places of a repeated quotation apart.
_MOST_WORDS_OF_CONTEXT = 12

# The most entries that are printed. If there are more, too few words were given.
_MOST_ENTRIES = 12


@dataclass(frozen=True)
class QuotingEntry:
    """An evidence entry that quotes one place of a source.

    `position` has the `before`, `after` or `occurrence` that tells the place from others with the same words. `remark`
    says how the quotation differs from the words that were asked for.
    """

    source: str
    line: int
    quote: str
    position: Mapping[str, str]
    remark: str = ""

    def fields(self, stance: str = Stance.ASSERTS, origin: str = UNATTRIBUTED) -> dict[str, str]:
        """The fields of the entry by key."""
        return {"source": self.source, "quote": self.quote, **self.position, "stance": stance, "origin": origin}

    def __str__(self) -> str:
        remark = f": {self.remark}" if self.remark else ""
        return f"# {self.source}, line {self.line}{remark}\n{entry_text(self.fields())}"


@dataclass(frozen=True)
class QuoteResult:
    """The entries for some words, and whether the words were found; `more` if some places have no entry here."""

    entries: tuple[QuotingEntry, ...]
    found: bool
    more: bool = False
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = ["\n".join(f"# {note}" for note in self.notes)] if self.notes else []
        tail = ["# There are more places. Give more of the words, or name the source: --source ID"] if self.more else []
        return "\n\n".join([*head, *map(str, self.entries), *tail])


class QuotationFinder:
    """Looks for words in the sources of a project. Reading them takes the time, so one finder serves many questions."""

    def __init__(self, texts: Mapping[str, SourceText], reach: int) -> None:
        self.texts = texts
        self.reach = reach

    @classmethod
    def read(cls, project: Project) -> "QuotationFinder | tuple[Problem, ...]":
        """Read the sources; or the problems because of which the policy or a list of sources cannot be read at all."""
        read = examine_texts(project)
        return cls(read.texts, read.policy.limits.omission_reach) if read.policy else read.problems

    def unknown(self, source: str) -> str | None:
        """Why words cannot be looked up in a source of that id; None where they can."""
        if source in self.texts:
            return None
        return f"there is no source “{source}” with a text; {suggestion(source, self.texts)}"

    def find(self, words: str, source: str | None = None) -> QuoteResult:
        """The entries that quote some words, from one source or from all."""
        texts = self.texts if source is None else {source: self.texts[source]}
        entries = list(islice(self._exact(words, texts), _MOST_ENTRIES + 1))
        if entries:
            return QuoteResult(tuple(entries[:_MOST_ENTRIES]), found=True, more=len(entries) > _MOST_ENTRIES)
        return self._similar(words, texts)

    def _exact(self, words: str, texts: Mapping[str, SourceText]) -> Iterator[QuotingEntry]:
        """An entry for each place of the words."""
        prefilter, selector = Prefilter(words), Selector(quote=words)
        for name, text in texts.items():
            answer = locate(selector, text, self.reach) if prefilter.passes(text.text) else Absent(None)
            if isinstance(answer, Absent):
                continue
            for spans in (answer.spans,) if isinstance(answer, Found) else answer.occurrences:
                entry = self._entry(name, spans)
                is_same = entry.quote == " ".join(words.split())
                yield entry if is_same else replace(entry, remark="with the source’s typography")

    def _similar(self, words: str, texts: Mapping[str, SourceText]) -> QuoteResult:
        """The passages most similar to words that no text contains; with omissions, to the first missing part."""
        parts = [part.strip() for part in OMISSION.split(words) if is_visible(part)] or [words]
        missing = next((part for part in parts if not any(self._exact(part, texts))), None)
        if missing is None:
            apart = (
                "Each part of these words is in a source, but no source has all parts in this order and close together."
            )
            return QuoteResult((), found=False, notes=(apart,))
        where = f"“{next(iter(texts))}” does not contain" if len(texts) == 1 else "No source contains"
        notes = [f"{where} these words."]
        if len(parts) > 1:
            notes.append(f"The part that is missing: {' '.join(missing.split())}")
        similar = similar_passages(missing, texts)
        notes.append("The most similar words of the sources:" if similar else "Nothing is similar to them.")
        entries = tuple(self._entry(passage.source, (passage.span,), _remark(passage)) for passage in similar)
        return QuoteResult(entries, found=False, notes=tuple(notes))

    def _entry(self, name: str, spans: tuple[Span, ...], remark: str = "") -> QuotingEntry:
        """The entry that quotes one place."""
        text = self.texts[name]
        printed = " […] ".join(text.text[span.start : span.end] for span in spans)
        quote = " ".join(filter(None, map(str.strip, printed.split("\n"))))
        found = locate(Selector(quote=quote), text, self.reach)
        position = self._position(text, quote, spans, found.occurrences) if isinstance(found, Ambiguous) else {}
        return QuotingEntry(name, text.line_of(spans[0].start), quote, position, remark)

    def _position(
        self, text: SourceText, quote: str, spans: tuple[Span, ...], places: tuple[tuple[Span, ...], ...]
    ) -> dict[str, str]:
        """The fewest words before or after one of several places that tell it from the others, else its number."""
        head = text.text[text.text.rfind("\n", 0, spans[0].start) + 1 : spans[0].start].split()
        tail = text.text[spans[-1].end :].split("\n", 1)[0].split()
        for number in range(1, _MOST_WORDS_OF_CONTEXT + 1):
            for key, words in (("before", head[-number:]), ("after", tail[:number])):
                position = {key: " ".join(words)}
                if len(words) != number or not is_visible(position[key]):
                    continue
                if self._selects(text, Selector(quote=quote, **position), spans):
                    return position
        return {"occurrence": str(places.index(spans) + 1)}

    def _selects(self, text: SourceText, selector: Selector, spans: tuple[Span, ...]) -> bool:
        found = locate(selector, text, self.reach)
        return isinstance(found, Found) and found.spans == spans


def _remark(passage: SimilarPassage) -> str:
    """How a passage differs from the words that were asked for."""
    remarks = []
    for asked, has in passage.differences:
        if asked and has:
            remarks.append(f"it has “{has}” for “{asked}”")
        else:
            remarks.append(f"it also has “{has}”" if has else f"it lacks “{asked}”")
    return "; ".join(remarks) or "only in part"
