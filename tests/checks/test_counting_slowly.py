"""Counting against a second way to count: slow, obvious, and straight from the data, for any mix of evidence."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from verbatim.checks.assess import tally
from verbatim.model.evidence import Evidence, OriginBasis, Stance
from verbatim.model.scale import Measure
from verbatim.model.sources import Article, Inferable, Origin, OriginKind

from tests.checks.test_assess import MEASURES
from tests.support.register import REGISTER, claim

POOL = list({repr(each): each for _, evidence, _ in MEASURES for each in evidence}.values())


def whole(voice: str) -> str:
    """The voice that a voice is a part of, and so on; the voice itself where that leads in a circle."""
    passed, at = [voice], voice
    while at in REGISTER.voices and REGISTER.voices[at].part_of:
        at = str(REGISTER.voices[at].part_of)
        if at in passed:
            return voice
        passed.append(at)
    return at


def first_origins(name: str, passed: tuple[str, ...] = ()) -> set[str]:
    """Where the information of an origin first came from; a circle leads nowhere."""
    earlier = REGISTER.origins[name].derives_from
    if not earlier:
        return {name}
    return {first for each in earlier if each not in passed for first in first_origins(each, (*passed, name))}


def voices_of(origin: Origin) -> set[str]:
    """The voices of an origin, each as the one that it is a part of."""
    return {whole(voice) for voice in origin.voices}


def counted(excerpt: Evidence) -> list[Origin]:
    """The first origins that an excerpt counts for."""
    if excerpt.origin_basis is OriginBasis.INFERRED or excerpt.distortion:
        return []
    source, found = REGISTER.sources[excerpt.source], []
    for name in sorted({first for each in excerpt.origins for first in first_origins(each)}):
        origin = REGISTER.origins[name]
        own_work = origin.kind in (OriginKind.REPORT, OriginKind.OBSERVATION)
        unsure = Inferable.PUBLISHER in source.inferred and own_work and whole(source.publisher) in voices_of(origin)
        if origin.voices and not unsure:
            found.append(origin)
    return found


def voices(excerpts: Iterable[Evidence]) -> set[str]:
    """The voices of some excerpts."""
    return {voice for excerpt in excerpts for origin in counted(excerpt) for voice in voices_of(origin)}


def proofs(excerpts: Iterable[Evidence]) -> set[str]:
    """The documents and observations behind some excerpts."""
    kinds = (OriginKind.DOCUMENT, OriginKind.OBSERVATION)
    return {origin.id for excerpt in excerpts for origin in counted(excerpt) if origin.kind in kinds}


def slowly(evidence: list[Evidence]) -> dict[Measure, list[str]]:
    """What each of these measures counts."""
    asserting, denying, differing = (
        [excerpt for excerpt in evidence if excerpt.stance is stance]
        for stance in (Stance.ASSERTS, Stance.DENIES, Stance.DIFFERS)
    )
    checkable = [excerpt for excerpt in asserting if not excerpt.uncheckable]
    own = set()
    for excerpt in asserting:
        source = REGISTER.sources[excerpt.source]
        if isinstance(source, Article) and whole(source.publisher) in voices([excerpt]):
            own.add(whole(source.publisher))
    alone = voices(asserting) if len(voices(asserting)) == 1 else set()
    opposing = {voice for voice in voices(denying) if any(other != voice for other in voices(asserting))}
    ends = [
        source.published.end for excerpt in asserting if isinstance(source := REGISTER.sources[excerpt.source], Article)
    ]
    early = {
        whole(voice)
        for excerpt in asserting
        for origin in counted(excerpt)
        for voice in origin.voices
        if ends and (origin.day is None or origin.day.start <= max(ends))
    }
    return {
        Measure.EXCERPTS: [excerpt.quote for excerpt in evidence],
        Measure.ASSERTING_VOICES: sorted(voices(asserting)),
        Measure.CHECKABLE_VOICES: sorted(voices(checkable)),
        Measure.INDEPENDENT_VOICES: sorted(voices(asserting) - alone - own),
        Measure.ASSERTING_RECORDS: sorted(proofs(checkable)),
        Measure.OWN_VOICES: sorted(own),
        Measure.DENYING_EXCERPTS: [excerpt.quote for excerpt in denying],
        Measure.DENYING_VOICES: sorted(voices(denying)),
        Measure.OPPOSING_VOICES: sorted(opposing),
        Measure.DENYING_RECORDS: sorted(proofs(denying)),
        Measure.UNANSWERED_DENIALS: [excerpt.quote for excerpt in denying if not excerpt.outweighed],
        Measure.VOICES_WHEN_PUBLISHED: sorted(early),
        Measure.NAMED_DIFFERENCES: [excerpt.note for excerpt in differing if excerpt.note],
    }


@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=7))
def test_every_mix_of_evidence_is_counted_as_by_hand(evidence: list[Evidence]) -> None:
    """Name for name, in the same order."""
    found = tally(claim(*evidence), REGISTER).counted
    for measure, names in slowly(evidence).items():
        assert list(found[measure]) == names, measure


@given(st.lists(st.sampled_from(POOL), max_size=6), st.sampled_from(POOL))
def test_a_repetition_adds_no_voice(evidence: list[Evidence], more: Evidence) -> None:
    """However often something is quoted: whatever counts who speaks stays as it is."""
    once, twice = (tally(claim(*evidence, *added), REGISTER).counted for added in ([more], [more, more]))
    quotations = {Measure.EXCERPTS, Measure.DENYING_EXCERPTS, Measure.UNANSWERED_DENIALS, Measure.OUTSIDE_EVIDENCE}
    quotations |= {Measure.NAMED_DIFFERENCES, Measure.NAMED_MEASURES, Measure.CONTRASTED_DISTORTIONS}
    assert {key: names for key, names in once.items() if key not in quotations} == {
        key: names for key, names in twice.items() if key not in quotations
    }
