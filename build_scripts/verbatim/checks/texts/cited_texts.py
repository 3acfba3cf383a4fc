"""Everything that a claim cites, as texts in which a detail can be looked up.

In: the register, and then a claim with its excerpts. Out: the words of the excerpts, what is known of their sources and
origins, and the claim's own date, searches and inquiries.
"""

from collections.abc import Iterator, Sequence

from verbatim.model.claims import Claim
from verbatim.model.graph import closure
from verbatim.model.register import Register
from verbatim.model.sources import Article, Origin, Record
from verbatim.model.values.fields import Period
from verbatim.quotation.excerpts import Excerpt, recorded_text


class CitedTexts:
    """Finds what the claims of a register cite. The texts of its sources and origins are made once for all claims."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.of_sources = {name: tuple(self._of_source(each)) for name, each in register.sources.items()}
        self.of_origins = {name: tuple(self._of_origin(each)) for name, each in register.origins.items()}

    def of_claim(self, claim: Claim, excerpts: Sequence[Excerpt]) -> tuple[str, ...]:
        """Everything that a claim cites, each text once, the shortest first."""
        return tuple(sorted(dict.fromkeys(filter(None, self._of_claim(claim, excerpts))), key=len))

    def _of_claim(self, claim: Claim, excerpts: Sequence[Excerpt]) -> Iterator[str]:
        sources, origins = self.register.sources, self.register.origins
        for name in closure([excerpt.source.id for excerpt in excerpts], lambda name: sources[name].derives_from):
            yield from self.of_sources[name]
        for excerpt in excerpts:
            yield from texts_of(excerpt)
            yield from (excerpt.text.text[span.start : span.end] for span in excerpt.covered)
            yield from filter(None, (excerpt.evidence.note, excerpt.evidence.outweighed, excerpt.source.note))
        named = [origin for excerpt in excerpts for origin in excerpt.evidence.origins]
        for name in closure(named, lambda name: origins[name].derives_from):
            yield from self.of_origins[name]
        if claim.claimant:
            yield self._speaker(claim.claimant)
        yield from _days(claim.when)
        yield from (text for search in claim.searched for text in (search.for_, search.where, search.found))
        yield from (text for inquiry in claim.asked for text in (inquiry.whom, inquiry.answer))

    def _of_source(self, source: Article | Record) -> Iterator[str]:
        """What is known of a source; of a record also the passages that were read."""
        publisher = self.register.name(source.publisher)
        yield from filter(None, (source.title, publisher, source.carrier, source.author))
        yield from _days(source.published)
        if isinstance(source, Record):
            yield recorded_text(source)
            yield from (passage.translation.text for passage in source.passages if passage.translation)

    def _of_origin(self, origin: Origin) -> Iterator[str]:
        """What is known of an origin."""
        yield from filter(None, (origin.title, origin.note, *_days(origin.day)))
        yield from map(self._speaker, (*origin.by, *origin.voices))

    def _speaker(self, name: str) -> str:
        """The name of a voice, or of a person with the role and the voice."""
        person = self.register.people.get(name)
        voice = self.register.voices[person.voice if person else name]
        of_person = (person.name, person.role) if person else ()
        return ", ".join(filter(None, (*of_person, voice.name, voice.note)))


def texts_of(excerpt: Excerpt) -> Iterator[str]:
    """The words of an excerpt in their sentence, and their translation."""
    yield from filter(None, excerpt.context_text.split("\n"))
    if translation := excerpt.translation:
        yield translation.text


def _days(period: Period | None) -> Iterator[str]:
    """The first and the last day of a period, in words."""
    if period:
        yield from (f"{each.day} {each:%B %Y}." for each in (period.start, period.end))
