"""Entries that contradict each other: a source older than its origin, words that assert and deny, a wrong speaker.

In: the loaded data, or a claim with its excerpts. Out: warnings.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from verbatim.model.claims import Claim, Kind
from verbatim.model.evidence import Stance
from verbatim.model.loaded import Loaded, PlacedClaim
from verbatim.model.register import Register
from verbatim.problems import Problem, Severity
from verbatim.quotation.excerpts import Excerpt


def speakers_of_other_voices(loaded: Loaded, register: Register) -> Iterator[Problem]:
    """Each person under `by:` of an origin speaks for one of its voices."""
    for origin in loaded.origins:
        voices = {register.voice(voice) for voice in origin.value.voices}
        for name in origin.value.by:
            person = register.people.get(name)
            if person and register.voice(person.voice) not in voices:
                message = f"“{name}” speaks for “{person.voice}”, which is not a voice of this origin"
                hint = f"add it: `voices: [{', '.join((*origin.value.voices, person.voice))}]`, or correct `by:`"
                yield Problem("contradiction", origin.place("by"), message, hint, Severity.WARNING)


def contradicting_excerpts(
    placed: PlacedClaim, claim: Claim, excerpts: Sequence[Excerpt | None], register: Register
) -> Iterator[Problem]:
    """No source has words from after its publication, and no words both assert and deny the claim."""
    found = [(each, excerpt) for each, excerpt in zip(placed.evidence, excerpts, strict=True) if excerpt]
    for evidence, excerpt in found:
        published = excerpt.source.published
        for name in excerpt.evidence.origins:
            day = register.origins[name].day if name in register.origins else None
            if day and day.start > published.end:
                message = (
                    f"“{excerpt.source.id}” ({published.text}) was published before its origin “{name}” ({day.text})"
                )
                hint = "correct one of the two days, or name the origin that the source had"
                yield Problem("contradiction", evidence.place("origin"), message, hint, Severity.WARNING)
    is_disputed = {Stance.ASSERTS, Stance.DENIES} <= {excerpt.evidence.stance for _, excerpt in found}
    for (_, one), (evidence, other) in combinations(found, 2) if is_disputed else ():
        opposed = {one.evidence.stance, other.evidence.stance} == {Stance.ASSERTS, Stance.DENIES}
        if opposed and one.source is other.source and any(a.touches(b) for a in one.spans for b in other.spans):
            message = "these words both assert and deny the claim: an excerpt with the other stance has some of them"
            hint = "quote for each stance the words that have it, or choose one stance"
            yield Problem("contradiction", evidence.place("stance"), message, hint, Severity.WARNING)
    last = max((excerpt.source.published.end for _, excerpt in found), default=None)
    if claim.kind is Kind.SAID and claim.when and last and claim.when.start > last:
        message = f"every quoted source was published before it was said ({claim.when.text})"
        hint = "correct `when:`, or quote a source that was published later"
        yield Problem("contradiction", placed.place("when"), message, hint, Severity.WARNING)
