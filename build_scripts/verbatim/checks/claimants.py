"""Who may not be named as the claimant: whoever spoke the words from which a claim departs.

In: a claim with its place, its tally and its status, and the register. Out: a problem. It concerns the claimant that
the editors name, and the default one.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import CheckedClaim
from verbatim.checks.counter import originals
from verbatim.model.claims import Claim
from verbatim.model.evidence import Evidence, Stance
from verbatim.model.loaded import PlacedClaim, PlacedDraft
from verbatim.model.register import Register
from verbatim.model.scale import Measure, Status
from verbatim.model.sources import Article
from verbatim.problems import Problem, Severity


def misnamed_claimant(
    placed: PlacedClaim | PlacedDraft, checked: CheckedClaim, register: Register, severity: Severity = Severity.ERROR
) -> Iterator[Problem]:
    """Neither a distortion nor an overstatement is attributed to those whose words it departs from."""
    claim = checked.claim
    for spoken, departing in _departures(claim, checked.status, register):
        claimant = checked.tally.claimant
        if claimant is None:
            return
        outlets = list(dict.fromkeys(register.sources[excerpt.source].publisher for excerpt in departing))
        if _is_among(claimant, _speakers(spoken, register), register) and not _is_among(
            claimant, set(outlets), register
        ):
            named = "is named as the claimant" if claim.claimant else "is the claimant by default"
            message = f"“{claimant}” {named}, but spoke the words from which this claim departs"
            hint = f"name whose wording it is: `claimant: {'` or `claimant: '.join(outlets)}`"
            yield Problem("misnamed-claimant", placed.place("claimant"), message, hint, severity)
            return


def _departures(claim: Claim, status: Status, register: Register) -> Iterator[tuple[list[Evidence], list[Evidence]]]:
    """Excerpts with the words that were spoken, and those that depart from them.

    A claim departs from the words that its excerpts distort if its status says so, or if nothing else asserts it. An
    overstated claim departs from the words that say less, unless somebody asserts it in words that are not distorted.
    """
    asserting = [excerpt for excerpt in claim.evidence if excerpt.stance is Stance.ASSERTS]
    if status.is_about_wording or all(excerpt.distortion for excerpt in asserting):
        yield originals(claim), [excerpt for excerpt in claim.evidence if excerpt.distortion]
    if status.asks_for(Measure.NAMED_MEASURES):
        claimed = _speakers([excerpt for excerpt in asserting if register.voices_of(excerpt)], register)
        less = [
            excerpt
            for excerpt in claim.evidence
            if excerpt.stance is Stance.DIFFERS and claimed.isdisjoint(_speakers([excerpt], register))
        ]
        yield less, [excerpt for excerpt in asserting if isinstance(register.sources[excerpt.source], Article)]


def _speakers(excerpts: list[Evidence], register: Register) -> set[str]:
    """The people and the voices whose words some excerpts have, stated or inferred."""
    origins = [
        origin
        for excerpt in excerpts
        for name in excerpt.origins
        for origin in (register.origins[name], *register.root_origins(name))
    ]
    return {speaker for origin in origins for speaker in (*origin.by, *origin.voices)}


def _is_among(claimant: str, speakers: set[str], register: Register) -> bool:
    """Whether somebody is among some people and voices, each voice as the one that it is part of."""
    return register.voice(claimant) in {register.voice(speaker) for speaker in speakers}
