"""The list of voices and people, `/voices/`, and a page for each voice that has origins, `/voices/ID/`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.scale import Measure
from verbatim.model.sources import Origin, Person, Voice
from verbatim.output import Output
from verbatim.rendering.flow_drawing import flow_drawing, flows
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import (
    MOST_COLUMNS,
    first_pages,
    folder_of,
    grouped,
    list_pages,
    output,
    parts,
    parts_together,
)
from verbatim.rendering.templating import render
from verbatim.rendering.wording import speaker_of


@dataclass(frozen=True)
class Speaker:
    """A person with the origins that they spoke or published, and the claims with evidence from them."""

    person: Person
    origins: tuple[Origin, ...]
    claims: tuple[CheckedClaim, ...]


@dataclass(frozen=True)
class VoicePage:
    """A voice that counts as one, the voices that are part of it, its people and origins, and its claims.

    `lists` has for each of its pages the people, by id, with their claims, or None for those without; the origins; the
    claims that it asserts; and those that it denies.
    """

    voice: Voice
    parts: tuple[Voice, ...]
    people: tuple[Speaker, ...]
    origins: tuple[Origin, ...]
    asserted: tuple[CheckedClaim, ...]
    denied: tuple[CheckedClaim, ...]
    lists: Sequence[tuple[tuple[Any, ...], ...]]

    def page_of(self, speaker: Speaker) -> str:
        """The folder, from the address of the voice, of the page that has a person; mostly empty."""
        return folder_of(first_pages([spoken for spoken, *_ in self.lists])[speaker.person.id])

    def spoken_by(self, part: Iterable[tuple[str, CheckedClaim | None]]) -> list[tuple[Speaker, list[CheckedClaim]]]:
        """The people of one page, with their claims."""
        people = {speaker.person.id: speaker for speaker in self.people}
        return [(people[name], [claim for claim in claims if claim]) for name, claims in grouped(part)]


def pages(corpus: Corpus) -> Iterator[Output]:
    """The list of voices, and a page for each voice that has origins."""
    by_person = _claims_by_person(corpus)
    roots = [voice for voice in corpus.register.voices.values() if corpus.register.voice(voice.id) == voice.id]
    voices = [_voice_page(voice, by_person, corpus) for voice in roots]
    used = [voice for voice in voices if voice.origins]
    used.sort(key=lambda page: (-len(page.asserted), page.voice.name))
    values = {
        "behind": flows(corpus),
        "columns": corpus.articles if len(corpus.articles) <= MOST_COLUMNS else (),
        "drawing": flow_drawing(corpus),
    }
    bound, shared = corpus.policy.limits.per_page, shared_values(corpus)
    for list_page, part in list_pages(parts(used, bound)):
        text = render("voices.md.j2", corpus.language, **shared, **values, list_page=list_page, voices=part)
        yield output("voices/index.md", list_page, text)
    for page in used:
        values = {"page": page, "speaker_of": lambda origin: speaker_of(origin, corpus)}
        for list_page, spoken, *others in list_pages(*zip(*page.lists, strict=True)):
            of_page = dict(zip(("origins", "asserted", "denied"), others, strict=True), people=page.spoken_by(spoken))
            text = render("voice.md.j2", corpus.language, **shared, **values, list_page=list_page, **of_page)
            yield output(f"voices/{page.voice.id}/index.md", list_page, text)


def _voice_page(voice: Voice, by_person: Mapping[str, Sequence[CheckedClaim]], corpus: Corpus) -> VoicePage:
    register = corpus.register
    ours = {name for name in register.voices if register.voice(name) == voice.id}
    people = tuple(
        Speaker(
            person,
            tuple(origin for origin in register.origins.values() if person.id in origin.by),
            tuple(by_person.get(person.id, ())),
        )
        for person in register.people.values()
        if person.voice in ours
    )
    spoken = [(speaker.person.id, checked) for speaker in people for checked in speaker.claims or (None,)]
    origins = tuple(origin for origin in register.origins.values() if voice.id in register.voices_behind(origin.id))
    asserted, denied = (
        tuple(checked for checked in corpus.claims if voice.id in checked.tally.counted[measure])
        for measure in (Measure.ASSERTING_VOICES, Measure.DENYING_VOICES)
    )
    lists: list[Sequence[Any]] = [spoken, origins, asserted, denied]
    return VoicePage(
        voice=voice,
        parts=tuple(part for part in register.voices.values() if part.id in ours and part.id != voice.id),
        people=people,
        lists=parts_together(lists, corpus.policy.limits.per_page),
        origins=origins,
        asserted=asserted,
        denied=denied,
    )


def _claims_by_person(corpus: Corpus) -> dict[str, list[CheckedClaim]]:
    """For each person the claims with evidence from their words, whether first-hand or passed on by another origin."""
    register = corpus.register
    speakers = {
        name: {person for root in (origin, *register.root_origins(name)) for person in root.by}
        for name, origin in register.origins.items()
    }
    claims: dict[str, list[CheckedClaim]] = {}
    for checked in corpus.claims:
        origins = {name for excerpt in checked.excerpts for name in excerpt.evidence.origins}
        for person in set().union(*(speakers[name] for name in origins)):
            claims.setdefault(person, []).append(checked)
    return claims
