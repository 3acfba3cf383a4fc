"""Voices and people: `/voices/`, and one page for each voice that information comes from, `/voices/ID/`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.policy import Measure
from verbatim.model.sources import Article, Origin, Person, Voice
from verbatim.output import Output
from verbatim.rendering.provenance import LEFT, RIGHT, flow
from verbatim.rendering.templating import render
from verbatim.rendering.view import common, who


@dataclass(frozen=True)
class Speaker:
    """A person with what they said or published, and the claims whose evidence rests on it."""

    person: Person
    origins: tuple[Origin, ...]
    claims: tuple[CheckedClaim, ...]


@dataclass(frozen=True)
class VoicePage:
    """A voice that counts as one, with everything that is part of it and everything that rests on it.

    `stands_behind` are the articles that assert a claim on its word, with how many.
    """

    voice: Voice
    parts: tuple[Voice, ...]
    people: tuple[Speaker, ...]
    origins: tuple[Origin, ...]
    asserted: tuple[CheckedClaim, ...]
    denied: tuple[CheckedClaim, ...]
    stands_behind: tuple[tuple[Article, int], ...]


def pages(corpus: Corpus) -> Iterator[Output]:
    """The list of voices and a page for each that an origin leads to."""
    resting = _resting(corpus)
    roots = [voice for voice in corpus.register.voices.values() if corpus.register.voice(voice.id) == voice.id]
    voices = [_voice_page(voice, resting, corpus) for voice in roots]
    used = [voice for voice in voices if voice.origins]
    used.sort(key=lambda page: (-len(page.asserted), page.voice.name))
    feeding = [page for page in used if page.stands_behind]
    drawn = flow([(page.voice, page.stands_behind) for page in feeding], corpus.articles, corpus)
    values = {
        "voices": used,
        "behind": feeding,
        "articles": corpus.articles,
        "flow": drawn,
        "left": LEFT,
        "right": RIGHT,
    }
    yield Output("voices/index.md", render("voices.md.j2", **common(corpus), **values))
    for page in used:
        values = {"page": page, "who": lambda origin: who(origin, corpus)}
        yield Output(f"voices/{page.voice.id}/index.md", render("voice.md.j2", **common(corpus), **values))


def _voice_page(voice: Voice, resting: Mapping[str, Sequence[CheckedClaim]], corpus: Corpus) -> VoicePage:
    register = corpus.register
    ours = {name for name in register.voices if register.voice(name) == voice.id}
    return VoicePage(
        voice=voice,
        parts=tuple(part for part in register.voices.values() if part.id in ours and part.id != voice.id),
        people=tuple(
            Speaker(
                person,
                tuple(origin for origin in register.origins.values() if person.id in origin.by),
                tuple(resting.get(person.id, ())),
            )
            for person in register.people.values()
            if person.voice in ours
        ),
        origins=tuple(origin for origin in register.origins.values() if voice.id in register.voices_behind(origin.id)),
        asserted=tuple(
            checked for checked in corpus.claims if voice.id in checked.tally.counted[Measure.ASSERTING_VOICES]
        ),
        denied=tuple(checked for checked in corpus.claims if voice.id in checked.tally.counted[Measure.DENYING_VOICES]),
        stands_behind=tuple(
            (article, number) for article in corpus.articles if (number := corpus.assertions[voice.id, article.id])
        ),
    )


def _resting(corpus: Corpus) -> dict[str, list[CheckedClaim]]:
    """For each person the claims with evidence from their word, whether an excerpt names what they said or what passed it on."""
    register = corpus.register
    said = {
        name: {by for root in (origin, *register.root_origins(name)) for by in root.by}
        for name, origin in register.origins.items()
    }
    resting: dict[str, list[CheckedClaim]] = {}
    for checked in corpus.claims:
        origins = {name for excerpt in checked.excerpts for name in excerpt.evidence.origins}
        for person in set().union(*(said[name] for name in origins)):
            resting.setdefault(person, []).append(checked)
    return resting
