"""Voices, people and origins as rows: who counts as independent, who speaks for whom, where information came from.

In: the row context of a corpus. Out: `VoiceRow`s, `PersonRow`s and `OriginRow`s, and the type of their file.
"""

from collections import defaultdict
from datetime import date

from verbatim.checks.corpus import Corpus
from verbatim.data.api.rows.row import (
    Id,
    ListHead,
    Named,
    Path,
    Row,
    RowContext,
    Url,
    Web,
    WhenText,
    first_and_last_day,
    row_type,
    when_text,
)
from verbatim.model.scale import Measure
from verbatim.model.sources import Origin, OriginKind, Voice


@row_type
class VoiceRow(Row):
    """A voice, which counts once: a government, an agency, an outlet's own reporting."""

    id: Id
    """The id of the voice, the same in every file."""
    name: str
    """The name as printed on the pages."""
    path: Path | None = None
    """The path of its page from the site's root; only voices from which information comes have one."""
    url: Url | None = None
    """The absolute address of the same place, if the site's address is known."""
    part_of: Id | None = None
    """The id of the voice of which it is a part."""
    counts_as: Id
    """The id of the voice as which it is counted: its own, or that of the voice of which it is a part."""
    note: str | None = None
    """A note for readers about it."""
    asserts: tuple[Id, ...]
    """The ids of the claims that it asserts. If it counts as another voice, they are listed there."""
    denies: tuple[Id, ...]
    """The ids of the claims that it denies, listed in the same way."""


@row_type
class PersonRow(Row):
    """A named speaker."""

    id: Id
    """The id of the person, the same in every file."""
    name: str
    """The name as printed on the pages."""
    role: str
    """The office or role at the time of the words."""
    voice: Named
    """The voice for which the person speaks."""


@row_type
class OriginRow(Row):
    """An origin of information: a press call, a law, a flight track, a report."""

    id: Id
    """The id of the origin, the same in every file."""
    kind: OriginKind
    """The kind of origin."""
    title: str
    """Its title as printed on the pages."""
    voices: tuple[Named, ...]
    """The voices whose word it is; several for a joint statement."""
    by: tuple[Named, ...]
    """The people who spoke."""
    on: WhenText | None = None
    """When it was said, signed or observed: a day, a month, a year, or a range."""
    on_earliest: date | None = None
    """The first day of that."""
    on_latest: date | None = None
    """The last day of that."""
    address: Web | None = None
    """The address where it can be read."""
    archived: Web | None = None
    """The address of a copy in a web archive."""
    derives_from: tuple[Id, ...]
    """The ids of the origins whose information it only passes on."""
    rests_on: tuple[Named, ...]
    """The voices that are counted for it; a voice that is part of another is replaced by that other."""
    note: str | None = None
    """A note for readers about it."""


@row_type
class VoicesFile(ListHead):
    """`voices.json`: which voices are independent, who speaks for them, and which information comes from them."""

    voices: tuple[VoiceRow, ...]
    """The voices, in the editors' order; `total` counts these."""
    people: tuple[PersonRow, ...]
    """The people who speak for them."""
    origins: tuple[OriginRow, ...]
    """The origins of information."""


def voice_rows(context: RowContext) -> tuple[VoiceRow, ...]:
    """All voices."""
    corpus = context.corpus
    with_page = {voice for origin in corpus.register.origins for voice in corpus.register.voices_behind(origin)}
    asserts, denies = (
        _claims_by_voice(measure, corpus) for measure in (Measure.ASSERTING_VOICES, Measure.DENYING_VOICES)
    )

    def row(voice: Voice) -> VoiceRow:
        path = f"voices/{voice.id}/" if voice.id in with_page else None
        return VoiceRow(
            id=voice.id,
            name=voice.name,
            path=path,
            url=context.url(path),
            part_of=voice.part_of,
            counts_as=corpus.register.voice(voice.id),
            note=voice.note,
            asserts=tuple(asserts[voice.id]),
            denies=tuple(denies[voice.id]),
        )

    return tuple(map(row, corpus.register.voices.values()))


def person_rows(context: RowContext) -> tuple[PersonRow, ...]:
    """All people."""
    people = context.corpus.register.people.values()
    return tuple(
        PersonRow(id=person.id, name=person.name, role=person.role, voice=context.speakers[person.voice])
        for person in people
    )


def origin_rows(context: RowContext) -> tuple[OriginRow, ...]:
    """All origins."""
    return tuple(_origin(origin, context) for origin in context.corpus.register.origins.values())


def _origin(origin: Origin, context: RowContext) -> OriginRow:
    first, last = first_and_last_day(origin.day)
    return OriginRow(
        id=origin.id,
        kind=origin.kind,
        title=origin.title,
        voices=context.named(origin.voices),
        by=context.named(origin.by),
        on=when_text(origin.day),
        on_earliest=first,
        on_latest=last,
        address=origin.url,
        archived=origin.archive_url,
        derives_from=origin.derives_from,
        rests_on=context.origins[origin.id].rests_on,
        note=origin.note,
    )


def _claims_by_voice(measure: Measure, corpus: Corpus) -> defaultdict[str, list[str]]:
    """For each voice, the ids of the claims in which the measure counts it."""
    found = defaultdict[str, list[str]](list)
    for checked in corpus.claims:
        for voice in checked.tally.counted[measure]:
            found[voice].append(checked.id)
    return found
