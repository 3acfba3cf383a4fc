"""Counts, stances and origins in words.

In: a checked claim, excerpts or an origin. Out: words and sentences as pages, feeds and cards print them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.leave_one_out import Omission
from verbatim.model.claims import Kind, Stance
from verbatim.model.policy import Measure
from verbatim.model.sources import Origin, Voice
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.templating import counted, day

# How many words of a reasoning are shown before a reader asks for the rest.
IN_VIEW = 120

STANCES = {
    Stance.ASSERTS: "asserts it",
    Stance.DENIES: "contradicts it",
    Stance.DIFFERS: "differs in a detail",
    Stance.CONTEXT: "context",
}


@dataclass(frozen=True)
class OriginInWords:
    """The title of an origin, and who spoke or saw: `John Kirby, the US government`."""

    title: str
    speaker: str


def evidence_counts(checked: CheckedClaim) -> tuple[str, ...]:
    """How many excerpts, publishers and independent witnesses or voices a claim has, such as `7 excerpts`."""
    counted_for = checked.tally.counted
    if checked.claim.kind is Kind.SAID:
        independent = _witnesses(len(counted_for[Measure.WITNESSES]))
    else:
        independent = counted(len(counted_for[Measure.ASSERTING_VOICES]), "independent voice")
    return counted(len(checked.excerpts), "excerpt"), _publishers(checked), independent


def evidence_sentences(checked: CheckedClaim, corpus: Corpus) -> str:
    """How much evidence a claim has, and which voices or witnesses count for it and against it, in sentences."""
    printed = f"{counted(len(checked.excerpts), 'excerpt')} from {_publishers(checked)}"
    counted_for = checked.tally.counted

    def with_names(number: str, voices: Iterable[str]) -> str:
        names = listed(map(corpus.register.name, voices))
        return f"{number} ({names})" if names else number

    if checked.claim.kind is Kind.SAID:
        witnesses = counted_for[Measure.WITNESSES]
        rule = "For a claim that something was said, we count who heard the words or has them on record"
        return f"{printed}. {rule}: {with_names(_witnesses(len(witnesses)), witnesses)}."
    asserting, denying = counted_for[Measure.ASSERTING_VOICES], counted_for[Measure.DENYING_VOICES]
    rule = "For a claim of fact, we count the independent voices that assert it"
    against = f" Against it: {listed(map(corpus.register.name, denying))}." if denying else ""
    return f"{printed}. {rule}: {with_names(str(len(asserting) or 'none'), asserting)}.{against}"


def grade(excerpt: Excerpt) -> str:
    """How we know the words of an excerpt."""
    return "proven in our copy" if excerpt.proven else "only noted by an editor"


def hangs_on(checked: CheckedClaim, omissions: Iterable[Omission], corpus: Corpus) -> list[str]:
    """What a status hangs on, in sentences: one for all sources and voices whose loss has the same effect.

    A voice is not named if a source that it published is.
    """
    omissions = list(omissions)
    publishers = {
        corpus.register.voice(each.left_out.publisher) for each in omissions if not isinstance(each.left_out, Voice)
    }
    names: dict[str, list[str]] = {}
    for omission in omissions:
        left_out = omission.left_out
        then = f"but {omission.allowed[0].word}" if omission.allowed else "and no other status either"
        if not isinstance(left_out, Voice):
            names.setdefault(then, []).append(f"{corpus.register.name(left_out.publisher)}, {day(left_out.published)}")
        elif left_out.id not in publishers:
            names.setdefault(then, []).append(left_out.name)
    return [
        f"Without {'any one of these' if len(left_out) > 1 else 'this'}, the rules would no longer allow "
        f"{checked.status.word}, {then}: {'; '.join(left_out)}."
        for then, left_out in names.items()
    ]


def in_view(reasoning: str) -> tuple[str, str]:
    """A reasoning in two parts: the paragraphs that are shown at once, at most `IN_VIEW` words, and the others.

    The first paragraph is always shown.
    """
    paragraphs = re.split(r"\n\s*\n", reasoning.strip())
    shown, words = 1, len(paragraphs[0].split())
    while shown < len(paragraphs) and words + len(paragraphs[shown].split()) <= IN_VIEW:
        words += len(paragraphs[shown].split())
        shown += 1
    return "\n\n".join(paragraphs[:shown]), "\n\n".join(paragraphs[shown:])


def speaker_of(origin: Origin, corpus: Corpus) -> str:
    """Who spoke for an origin, and for which voices."""
    people = listed(corpus.register.name(person) for person in origin.by)
    voices = listed(corpus.register.name(voice) for voice in origin.voices)
    return f"{people}, {voices}" if people else voices


def origins_in_words(excerpts: Iterable[Excerpt], corpus: Corpus) -> list[OriginInWords]:
    """The origins that excerpts name, each once, in the order of the excerpts."""
    names = dict.fromkeys(name for excerpt in excerpts for name in excerpt.evidence.origins)
    origins = [corpus.register.origins[name] for name in names]
    return [OriginInWords(origin.title, speaker_of(origin, corpus)) for origin in origins]


def listed(words: Iterable[str]) -> str:
    """Words as a list in a sentence: `a, b and c`; empty if there are none."""
    *others, last = [*words] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _publishers(checked: CheckedClaim) -> str:
    return counted(len({excerpt.source.publisher for excerpt in checked.excerpts}), "publisher")


def _witnesses(number: int) -> str:
    return counted(number, "independent witness", "independent witnesses")
