"""Counts, stances and origins in words.

In: a checked claim, excerpts or an origin. Out: words and sentences as pages, feeds and cards print them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.leave_one_out import Omission
from verbatim.model.claims import Kind
from verbatim.model.evidence import Stance
from verbatim.model.policy import Measure, Tone
from verbatim.model.sources import Article, Inferable, Origin, Record, Voice
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

KINDS = {Kind.FACT: "Claim of fact", Kind.SAID: "Claim that something was said or done"}


@dataclass(frozen=True)
class OriginInWords:
    """The title of an origin, and who spoke or saw: `John Kirby, the US government`."""

    title: str
    speaker: str


def stance_in_words(checked: CheckedClaim, excerpt: Excerpt) -> str:
    """The stance of an excerpt; where a claim departs from the words, or from the evidence, `differs` is no detail."""
    if excerpt.evidence.stance is Stance.DIFFERS:
        if checked.status.is_about_wording:
            return "has it otherwise"
        if checked.status.asks_for(Measure.NAMED_MEASURES):
            return "supports less"
    return STANCES[excerpt.evidence.stance]


def kind_in_words(checked: CheckedClaim) -> str:
    """What kind of claim it is; if evidence cannot settle it, the word of its status, such as `Opinion`."""
    return checked.status.word if checked.status.tone is Tone.NEUTRAL else KINDS[checked.claim.kind]


def evidence_counts(checked: CheckedClaim) -> tuple[str, ...]:
    """How many excerpts, publishers and independent witnesses or voices a claim has, such as `7 excerpts`.

    If an outlet distorts words, it is those who have the words and those who do not; for an opinion nobody is counted,
    and of an overstated claim it says that nobody supports the whole of it.
    """
    counted_for, tally = checked.tally.counted, checked.tally
    printed = counted(len(checked.excerpts), "excerpt"), _publishers(checked)
    if checked.status.is_about_wording:
        return *printed, _records_of_the_words(len(tally.holding_the_words)), _departing(len(tally.departing))
    if checked.status.tone is Tone.NEUTRAL:
        return printed
    if checked.status.asks_for(Measure.NAMED_MEASURES):
        return *printed, "nobody independent supports the whole claim"
    if checked.claim.kind is Kind.SAID:
        return *printed, _witnesses(len(counted_for[Measure.WITNESSES]))
    voices = counted(len(counted_for[Measure.ASSERTING_VOICES]), "independent voice")
    return *printed, f"{voices}{_as_far_as_checkable(checked)}"


def evidence_sentences(checked: CheckedClaim, corpus: Corpus) -> str:
    """How much evidence a claim has, and which voices or witnesses count for it and against it, in sentences."""
    printed = f"{counted(len(checked.excerpts), 'excerpt')} from {_publishers(checked)}"
    counted_for = checked.tally.counted

    def with_names(number: str, voices: Iterable[str]) -> str:
        names = listed(map(corpus.register.name, voices))
        return f"{number} ({names})" if names else number

    if checked.status.is_about_wording:
        holding, departing = checked.tally.holding_the_words, checked.tally.departing
        rule = "We count who heard the words or has them on record, and who departs from them"
        records = with_names(_records_of_the_words(len(holding)), holding)
        distorted = [excerpt for excerpt in checked.excerpts if excerpt.evidence.distortion]
        outlets = listed(_outlet(voice, distorted, corpus) for voice in departing)
        return f"{printed}. {rule}: {records}; {_departing(len(departing))} ({outlets})."
    if checked.status.tone is Tone.NEUTRAL:
        return f"{printed}. Evidence cannot settle it, so we count nobody for or against it."
    if checked.status.asks_for(Measure.NAMED_MEASURES):
        return f"{printed}. Nobody independent supports the whole claim; what the evidence supports is named here."
    if checked.claim.kind is Kind.SAID:
        witnesses = counted_for[Measure.WITNESSES]
        rule = "For a claim that something was said, we count who heard the words or has them on record"
        return f"{printed}. {rule}: {with_names(_witnesses(len(witnesses)), witnesses)}."
    asserting, denying = counted_for[Measure.ASSERTING_VOICES], counted_for[Measure.DENYING_VOICES]
    rule = "For a claim of fact, we count the independent voices that assert it"
    against = f" Against it: {listed(map(corpus.register.name, denying))}." if denying else ""
    number = with_names(str(len(asserting) or "none"), asserting)
    return f"{printed}. {rule}: {number}{_as_far_as_checkable(checked)}.{against}"


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
            names.setdefault(then, []).append(f"{corpus.register.publisher_of(left_out)}, {published(left_out)}")
        elif left_out.id not in publishers:
            names.setdefault(then, []).append(re.sub(r"^The ", "the ", left_out.name))
    no_longer = f"the rules would no longer allow {checked.status.word}"
    return [
        f"Without any one of these, {no_longer}, {then}: {'; '.join(left_out)}."
        if len(left_out) > 1
        else f"Without {left_out[0]}, {no_longer}, {then}."
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


def claimant_in_words(checked: CheckedClaim, corpus: Corpus) -> str | None:
    """Who makes the claim; marked if we only infer who published the texts that have it. None if nobody is known."""
    claimant = checked.tally.claimant
    return _outlet(claimant, checked.excerpts, corpus) if claimant else None


def _outlet(voice: str, excerpts: Sequence[Excerpt], corpus: Corpus) -> str:
    """The name of a voice, marked if in these excerpts it is only the publisher that we infer."""
    name = corpus.register.name(voice)
    return f"probably {name}" if is_inferred(voice, excerpts, corpus) else name


def is_inferred(voice: str, excerpts: Sequence[Excerpt], corpus: Corpus) -> bool:
    """Whether a voice is in these excerpts only as the publisher that we infer."""
    register = corpus.register
    own = [excerpt.source for excerpt in excerpts if register.voice(excerpt.source.publisher) == register.voice(voice)]
    speaks = any(register.voice(voice) in register.voices_of(excerpt.evidence) for excerpt in excerpts)
    return bool(own) and not speaks and all(Inferable.PUBLISHER in source.inferred for source in own)


def published(source: Article | Record) -> str:
    """When a source appeared, as everything prints it: marked if we only infer the day."""
    words = day(source.published)
    return f"probably {words}" if Inferable.PUBLISHED in source.inferred else words


def guesses(source: Article | Record) -> str | None:
    """From what the publisher, the title and the date of a source are inferred, in sentences; None if none is."""
    labels = {Inferable.PUBLISHER: "Publisher", Inferable.TITLE: "Title", Inferable.PUBLISHED: "Date"}
    return (
        " ".join(f"{label}: {source.inferred[key]}" for key, label in labels.items() if key in source.inferred) or None
    )


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


def _records_of_the_words(number: int) -> str:
    return counted(number, "record of the words", "records of the words")


def _departing(number: int) -> str:
    return counted(number, "outlet departs from them", "outlets depart from them")


def _as_far_as_checkable(checked: CheckedClaim) -> str:
    """How many of the asserting voices say what can be checked; empty if all do."""
    voices, checkable = (checked.tally[measure] for measure in (Measure.ASSERTING_VOICES, Measure.CHECKABLE_VOICES))
    return "" if voices == checkable else f", {checkable or 'none'} of which can be checked"


def _witnesses(number: int) -> str:
    return counted(number, "independent witness", "independent witnesses")
