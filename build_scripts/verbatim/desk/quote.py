"""`quote`: words → the YAML that quotes them.

In: words, perhaps with other typography, or a few of them wrong. Out: the evidence entries to paste, always in the
source's own characters, with `before` or `after` only where the words stand more than once and `occurrence` only where
neither decides. What an entry begins with says where it stands and in what it differs from the words that were asked
for. Words that stand nowhere are never said to be found: the likest passages are offered, and `found` is false.

Whether words stand in a source is for `locate` alone to say; `prefilter` only skips sources that cannot hold them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from verbatim.checks.examine import examine_texts
from verbatim.desk.append import scalar
from verbatim.desk.similar_passages import Passage, passages_like
from verbatim.model.claims import UNATTRIBUTED, Stance
from verbatim.model.sources import Selector
from verbatim.problems import Problem, suggestion
from verbatim.project import Project
from verbatim.quotation.locate import OMISSION, Absent, Ambiguous, Found, locate
from verbatim.quotation.prefilter import Prefilter
from verbatim.quotation.source_text import SourceText, Span

# Words beside a repeated quotation that are tried, one more at a time, until they tell its places apart.
_MOST_WORDS_BESIDE = 12

# Entries that are printed; whoever gets more has asked for too few words.
_MOST_ENTRIES = 12


@dataclass(frozen=True)
class Offer:
    """An entry that quotes one place of a source: what decides between places, and in what it differs from what was asked."""

    source: str
    line: int
    quote: str
    beside: Mapping[str, str]
    remark: str = ""

    def fields(self, stance: str = Stance.ASSERTS, origin: str = UNATTRIBUTED) -> dict[str, str]:
        """The evidence entry, key by key."""
        return {"source": self.source, "quote": self.quote, **self.beside, "stance": stance, "origin": origin}

    def __str__(self) -> str:
        lines = [f"{key}: {scalar(text)}" for key, text in self.fields().items()]
        remark = f": {self.remark}" if self.remark else ""
        return "\n".join(
            [f"# {self.source}, line {self.line}{remark}", f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]
        )


@dataclass(frozen=True)
class Answer:
    """What to offer for some words, and whether they were found; `more` where not all places are offered."""

    offers: tuple[Offer, ...]
    found: bool
    more: bool = False
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = ["\n".join(f"# {note}" for note in self.notes)] if self.notes else []
        tail = ["# They stand in more places. Give more of the words, or the source: --source ID"] if self.more else []
        return "\n\n".join([*head, *map(str, self.offers), *tail])


class QuotationFinder:
    """The sources of a project, ready to be looked through; reading them is what takes time, so that many questions share it."""

    def __init__(self, texts: Mapping[str, SourceText], reach: int) -> None:
        self.texts = texts
        self.reach = reach

    @classmethod
    def of(cls, project: Project) -> "QuotationFinder | tuple[Problem, ...]":
        """Read the sources; the problems where the policy or a list of sources cannot be read at all."""
        read = examine_texts(project)
        return cls(read.texts, read.policy.limits.omission_reach) if read.policy else read.problems

    def unknown(self, source: str) -> str | None:
        """Why words cannot be looked up in a source of that id; None where they can."""
        return (
            None
            if source in self.texts
            else f"there is no source “{source}” with a text; {suggestion(source, self.texts)}"
        )

    def find(self, words: str, source: str | None = None) -> Answer:
        """The entries that quote some words, from one source or from all."""
        texts = self.texts if source is None else {source: self.texts[source]}
        offers = list(islice(self._exact(words, texts), _MOST_ENTRIES + 1))
        if offers:
            return Answer(tuple(offers[:_MOST_ENTRIES]), found=True, more=len(offers) > _MOST_ENTRIES)
        return self._near(words, texts)

    def _exact(self, words: str, texts: Mapping[str, SourceText]) -> Iterator[Offer]:
        """An entry for each place of the words."""
        prefilter, selector = Prefilter(words), Selector(quote=words)
        for name, text in texts.items():
            answer = locate(selector, text, self.reach) if prefilter.passes(text.text) else Absent(None)
            if not isinstance(answer, Absent):
                places = (answer.spans,) if isinstance(answer, Found) else answer.occurrences
                for offer in (self._offer(name, spans) for spans in places):
                    yield (
                        offer
                        if offer.quote == " ".join(words.split())
                        else replace(offer, remark="with the source’s typography")
                    )

    def _near(self, words: str, texts: Mapping[str, SourceText]) -> Answer:
        """The passages most like words that stand nowhere; of words with omissions, like the first part that does."""
        parts = list(filter(None, map(str.strip, OMISSION.split(words)))) or [words]
        missing = next((part for part in parts if not any(self._exact(part, texts))), None)
        if missing is None:
            apart = "Each part of these words stands in a source, but in none do all stand in this order and near each other."
            return Answer((), found=False, notes=(apart,))
        notes = [
            f"These words do not stand in “{next(iter(texts))}”."
            if len(texts) == 1
            else "These words stand in no source."
        ]
        if len(parts) > 1:
            notes.append(f"The part that is missing: {' '.join(missing.split())}")
        near = passages_like(missing, texts)
        notes.append("The nearest, in the source’s own words:" if near else "Nothing is like them.")
        offers = tuple(self._offer(passage.source, (passage.span,), _differs(passage)) for passage in near)
        return Answer(offers, found=False, notes=tuple(notes))

    def _offer(self, name: str, spans: tuple[Span, ...], remark: str = "") -> Offer:
        """The entry that quotes one place."""
        text = self.texts[name]
        printed = " […] ".join(text.text[span.start : span.end] for span in spans)
        quote = " ".join(filter(None, map(str.strip, printed.split("\n"))))
        found = locate(Selector(quote=quote), text, self.reach)
        beside = self._beside(text, quote, spans, found.occurrences) if isinstance(found, Ambiguous) else {}
        return Offer(name, text.line_of(spans[0].start), quote, beside, remark)

    def _beside(
        self, text: SourceText, quote: str, spans: tuple[Span, ...], places: tuple[tuple[Span, ...], ...]
    ) -> dict[str, str]:
        """The fewest words before or after one of several places that tell it from the others, else its number."""
        head = text.text[text.text.rfind("\n", 0, spans[0].start) + 1 : spans[0].start].split()
        tail = text.text[spans[-1].end :].split("\n", 1)[0].split()
        for number in range(1, _MOST_WORDS_BESIDE + 1):
            for key, words in (("before", head[-number:]), ("after", tail[:number])):
                beside = {key: " ".join(words)}
                if len(words) == number and self._decides(text, Selector(quote=quote, **beside), spans):
                    return beside
        return {"occurrence": str(places.index(spans) + 1)}

    def _decides(self, text: SourceText, selector: Selector, spans: tuple[Span, ...]) -> bool:
        found = locate(selector, text, self.reach)
        return isinstance(found, Found) and found.spans == spans


def _differs(passage: Passage) -> str:
    """In what a passage differs from the words that were asked for, in words."""
    said = []
    for asked, stands in passage.differences:
        if asked and stands:
            said.append(f"it has “{stands}” for “{asked}”")
        else:
            said.append(f"it also has “{stands}”" if stands else f"it lacks “{asked}”")
    return "; ".join(said) or "only in part"
