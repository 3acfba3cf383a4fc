"""Counts, stances and origins in words.

In: a checked claim, excerpts or an origin. Out: words and sentences as pages, feeds and cards print them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import Kind
from verbatim.model.evidence import Stance
from verbatim.model.scale import Measure, Tone
from verbatim.model.sightings import CopyKind
from verbatim.model.sources import Article, Inferable, Origin, Record, Voice
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.grades import Drift, DriftKind, Grade
from verbatim.translation.language import Language, to_translate

# What an address no longer has.
LOST = {DriftKind.WORDS: to_translate("Words gone"), DriftKind.PAGE: to_translate("Page gone")}

# How many words of a reasoning are shown before a reader asks for the rest.
IN_VIEW = 120

STANCES = {
    Stance.ASSERTS: to_translate("asserts it"),
    Stance.DENIES: to_translate("contradicts it"),
    Stance.DIFFERS: to_translate("differs in a detail"),
    Stance.CONTEXT: to_translate("context"),
}

KINDS = {
    Kind.FACT: to_translate("Claim of fact"),
    Kind.SAID: to_translate("Claim that something was said or done"),
}


@dataclass(frozen=True)
class Loss:
    """Sources and voices, by name, that each have the same effect if they are left out: the status that would be left.

    `then` is the word of the first status that the other evidence allows; None if it allows none.
    """

    without: tuple[str, ...]
    then: str | None


@dataclass(frozen=True)
class OriginInWords:
    """The title of an origin, and who spoke or saw: `John Kirby, the US government`."""

    title: str
    speaker: str


def in_short(corpus: Corpus) -> str:
    """The whole site in a sentence."""
    subject = corpus.policy.site.subject
    return corpus.language.gettext("Every quotation proven, every origin named: %(subject)s.", subject=subject)


def stance_in_words(language: Language, checked: CheckedClaim, excerpt: Excerpt) -> str:
    """The stance of an excerpt; where a claim departs from the words, or from the evidence, `differs` is no detail."""
    if excerpt.evidence.stance is Stance.DIFFERS:
        if checked.status.is_about_wording:
            return language.gettext("has it otherwise")
        if checked.status.asks_for(Measure.NAMED_MEASURES):
            return language.gettext("supports less")
    return language.gettext(STANCES[excerpt.evidence.stance])


def kind_in_words(language: Language, checked: CheckedClaim) -> str:
    """What kind of claim it is; if evidence cannot settle it, the word of its status, such as `Opinion`."""
    neutral = checked.status.tone is Tone.NEUTRAL
    return checked.status.word if neutral else language.gettext(KINDS[checked.claim.kind])


def evidence_counts(checked: CheckedClaim, language: Language) -> tuple[str, ...]:
    """How many excerpts, publishers and independent witnesses or voices a claim has, such as `7 excerpts`.

    If an outlet distorts words, it is those who have the words and those who do not; for an opinion nobody is counted,
    and of an overstated claim it says that nobody supports the whole of it.
    """
    counted_for, tally = checked.tally.counted, checked.tally
    printed = (
        language.ngettext("%(num)s excerpt", "%(num)s excerpts", len(checked.excerpts)),
        language.ngettext("%(num)s publisher", "%(num)s publishers", _publishers(checked)),
    )
    if checked.status.is_about_wording:
        records = _records_of_the_words(len(tally.holding_the_words), language)
        return *printed, records, _departing(len(tally.departing), language)
    if checked.status.tone is Tone.NEUTRAL:
        return printed
    if checked.status.asks_for(Measure.NAMED_MEASURES):
        return *printed, language.gettext("nobody independent supports the whole claim")
    if checked.claim.kind is Kind.SAID:
        return *printed, _witnesses(len(counted_for[Measure.WITNESSES]), language)
    return *printed, _voices(checked, language)


def evidence_sentences(checked: CheckedClaim, corpus: Corpus) -> str:
    """How much evidence a claim has, and which voices or witnesses count for it and against it, in sentences."""
    language = corpus.language
    printed = language.gettext(
        "%(excerpts)s from %(publishers)s.",
        excerpts=language.ngettext("%(num)s excerpt", "%(num)s excerpts", len(checked.excerpts)),
        publishers=language.npgettext("from", "%(num)s publisher", "%(num)s publishers", _publishers(checked)),
    )
    return f"{printed} {' '.join(_counted(checked, corpus))}"


def _counted(checked: CheckedClaim, corpus: Corpus) -> Iterator[str]:
    """Which voices or witnesses count for a claim and against it, in sentences."""
    language, counted_for, tally = corpus.language, checked.tally.counted, checked.tally

    def with_names(number: str, voices: Iterable[str]) -> str:
        names = language.listed(map(corpus.register.name, voices))
        return f"{number} ({names})" if names else number

    if checked.status.is_about_wording:
        distorted = [excerpt for excerpt in checked.excerpts if excerpt.evidence.distortion]
        records = _records_of_the_words(len(tally.holding_the_words), language)
        yield language.gettext(
            "We count who heard the words or has them on record, and who departs from them: %(records)s; "
            "%(departing)s (%(outlets)s).",
            records=with_names(records, tally.holding_the_words),
            departing=_departing(len(tally.departing), language),
            outlets=language.listed(_outlet(voice, distorted, corpus) for voice in tally.departing),
        )
    elif checked.status.tone is Tone.NEUTRAL:
        yield language.gettext("Evidence cannot settle it, so we count nobody for or against it.")
    elif checked.status.asks_for(Measure.NAMED_MEASURES):
        yield language.gettext("Nobody independent supports the whole claim; what the evidence supports is named here.")
    elif checked.claim.kind is Kind.SAID:
        witnesses = counted_for[Measure.WITNESSES]
        yield language.gettext(
            "For a claim that something was said, we count who heard the words or has them on record: %(witnesses)s.",
            witnesses=with_names(_witnesses(len(witnesses), language), witnesses),
        )
    else:
        asserting, denying = counted_for[Measure.ASSERTING_VOICES], counted_for[Measure.DENYING_VOICES]
        number = language.number(len(asserting)) if asserting else language.pgettext("voices", "none")
        yield _asserting(with_names(number, asserting), checked, language)
        if denying:
            against = language.listed(map(corpus.register.name, denying))
            yield language.gettext("Against it: %(voices)s.", voices=against)


def _asserting(voices: str, checked: CheckedClaim, language: Language) -> str:
    """Which voices assert a claim of fact, and how many of them say what can be checked."""
    checkable = checked.tally[Measure.CHECKABLE_VOICES]
    if checkable == checked.tally[Measure.ASSERTING_VOICES]:
        return language.gettext(
            "For a claim of fact, we count the independent voices that assert it: %(voices)s.", voices=voices
        )
    if not checkable:
        return language.gettext(
            "For a claim of fact, we count the independent voices that assert it: %(voices)s, none of which can be "
            "checked.",
            voices=voices,
        )
    return language.gettext(
        "For a claim of fact, we count the independent voices that assert it: %(voices)s, %(checkable)s of which can "
        "be checked.",
        voices=voices,
        checkable=checkable,
    )


def grade(language: Language, excerpt: Excerpt) -> str:
    """How we know the words of an excerpt, and what happened since at the addresses of its source."""
    lost = dict.fromkeys(_lost(drift, excerpt, language) for drift in excerpt.sights.drifts)
    if lost and excerpt.sights.archived:
        lost[language.gettext("the archived copy holds the words")] = None
    return language.semicolon.join((_how_known(excerpt, language), *lost))


def _how_known(excerpt: Excerpt, language: Language) -> str:
    seen = excerpt.sights.seen
    if excerpt.grade is Grade.PROVEN:
        return language.gettext("proven in our copy")
    if seen is None:
        return language.gettext("only noted by an editor")
    if seen.kind is CopyKind.ARCHIVE:
        return language.gettext("seen in the archived copy by machine on %(day)s", day=language.day(seen.day))
    return language.gettext("seen on the page by machine on %(day)s", day=language.day(seen.day))


def _lost(drift: Drift, excerpt: Excerpt, language: Language) -> str:
    """What an address no longer has."""
    since, source = language.day(drift.since), excerpt.source
    if drift.kind is DriftKind.PAGE:
        return language.gettext("the page is gone since %(day)s", day=since)
    if drift.address == source.archive_url:
        return language.gettext("no longer in the archived copy since %(day)s", day=since)
    if excerpt.grade is not Grade.PROVEN:
        return language.gettext("no longer there since %(day)s", day=since)
    if drift.address == source.original_url:
        return language.gettext("no longer on the publisher’s page since %(day)s", day=since)
    return language.gettext("no longer on the page of our copy since %(day)s", day=since)


def losses(checked: CheckedClaim, corpus: Corpus) -> list[Loss]:
    """What a status hangs on. A source says so if its words are only noted by an editor.

    A voice is not named if a source that it published is.
    """
    omissions, only_noted = corpus.hangs_on(checked), corpus.only_noted_behind(checked)
    publishers = {
        corpus.register.voice(each.left_out.publisher) for each in omissions if not isinstance(each.left_out, Voice)
    }
    names: dict[str | None, list[str]] = {}
    for omission in omissions:
        left_out, then = omission.left_out, omission.allowed[0].word if omission.allowed else None
        if not isinstance(left_out, Voice):
            name, language = named(left_out, corpus), corpus.language
            noted = language.gettext("%(source)s (only noted)", source=name) if left_out.id in only_noted else name
            names.setdefault(then, []).append(noted)
        elif left_out.id not in publishers:
            names.setdefault(then, []).append(re.sub(r"^The ", "the ", left_out.name))
    return [Loss(tuple(without), then) for then, without in names.items()]


def hangs_on(checked: CheckedClaim, corpus: Corpus) -> list[str]:
    """What a status hangs on, in sentences: one for all sources and voices whose loss has the same effect."""
    return [_without(loss, checked.status.word, corpus.language) for loss in losses(checked, corpus)]


def _without(loss: Loss, status: str, language: Language) -> str:
    """What the rules would allow without any one of some sources and voices."""
    values = {"status": status, "sources": language.semicolon.join(loss.without)}
    if len(loss.without) > 1:
        if loss.then:
            return language.gettext(
                "Without any one of these, the rules would no longer allow %(status)s, but %(other)s: %(sources)s.",
                **values,
                other=loss.then,
            )
        return language.gettext(
            "Without any one of these, the rules would no longer allow %(status)s, and no other status either: "
            "%(sources)s.",
            **values,
        )
    if loss.then:
        return language.gettext(
            "Without %(sources)s, the rules would no longer allow %(status)s, but %(other)s.", **values, other=loss.then
        )
    return language.gettext(
        "Without %(sources)s, the rules would no longer allow %(status)s, and no other status either.", **values
    )


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
    language = corpus.language
    people = language.listed(corpus.register.name(person) for person in origin.by)
    voices = language.listed(corpus.register.name(voice) for voice in origin.voices)
    return f"{people}{language.comma}{voices}" if people else voices


def claimant_in_words(checked: CheckedClaim, corpus: Corpus) -> str | None:
    """Who makes the claim; marked if we only infer who published the texts that have it. None if nobody is known."""
    claimant = checked.tally.claimant
    return _outlet(claimant, checked.excerpts, corpus) if claimant else None


def _outlet(voice: str, excerpts: Sequence[Excerpt], corpus: Corpus) -> str:
    """The name of a voice, marked if in these excerpts it is only the publisher that we infer."""
    name = corpus.register.name(voice)
    inferred = is_inferred(voice, excerpts, corpus)
    return corpus.language.pgettext("publisher", "%(name)s (probably)", name=name) if inferred else name


def is_inferred(voice: str, excerpts: Sequence[Excerpt], corpus: Corpus) -> bool:
    """Whether a voice is in these excerpts only as the publisher that we infer."""
    register = corpus.register
    own = [excerpt.source for excerpt in excerpts if register.voice(excerpt.source.publisher) == register.voice(voice)]
    speaks = any(register.voice(voice) in register.voices_of(excerpt.evidence) for excerpt in excerpts)
    return bool(own) and not speaks and all(Inferable.PUBLISHER in source.inferred for source in own)


def named(source: Article | Record, corpus: Corpus) -> str:
    """A source by its publisher and its date."""
    published_on = published(corpus.language, source)
    return f"{corpus.publisher_of(source)}{corpus.language.comma}{published_on}"


def published(language: Language, source: Article | Record) -> str:
    """When a source appeared, as everything prints it: marked if we only infer the day."""
    words = language.day(source.published)
    inferred = Inferable.PUBLISHED in source.inferred
    return language.pgettext("date", "probably %(date)s", date=words) if inferred else words


def guesses(language: Language, source: Article | Record) -> str | None:
    """From what the publisher, the title and the date of a source are inferred, in sentences; None if none is."""
    sentences = {
        Inferable.PUBLISHER: to_translate("Publisher: %(why)s"),
        Inferable.TITLE: to_translate("Title: %(why)s"),
        Inferable.PUBLISHED: to_translate("Date: %(why)s"),
    }
    found = (
        language.gettext(sentence, why=source.inferred[key])
        for key, sentence in sentences.items()
        if key in source.inferred
    )
    return " ".join(found) or None


def origins_in_words(excerpts: Iterable[Excerpt], corpus: Corpus) -> list[OriginInWords]:
    """The origins that excerpts name, each once, in the order of the excerpts."""
    names = dict.fromkeys(name for excerpt in excerpts for name in excerpt.evidence.origins)
    origins = [corpus.register.origins[name] for name in names]
    return [OriginInWords(origin.title, speaker_of(origin, corpus)) for origin in origins]


def _publishers(checked: CheckedClaim) -> int:
    return len({excerpt.source.publisher for excerpt in checked.excerpts})


def _records_of_the_words(number: int, language: Language) -> str:
    return language.ngettext("%(num)s record of the words", "%(num)s records of the words", number)


def _departing(number: int, language: Language) -> str:
    return language.ngettext("%(num)s outlet departs from them", "%(num)s outlets depart from them", number)


def _voices(checked: CheckedClaim, language: Language) -> str:
    """How many voices assert a claim of fact, and how many of them say what can be checked, if not all do."""
    voices, checkable = (checked.tally[measure] for measure in (Measure.ASSERTING_VOICES, Measure.CHECKABLE_VOICES))
    if voices == checkable:
        return language.ngettext("%(num)s independent voice", "%(num)s independent voices", voices)
    if not checkable:
        return language.ngettext(
            "%(num)s independent voice, none of which can be checked",
            "%(num)s independent voices, none of which can be checked",
            voices,
        )
    return language.ngettext(
        "%(num)s independent voice, %(checkable)s of which can be checked",
        "%(num)s independent voices, %(checkable)s of which can be checked",
        voices,
        checkable=checkable,
    )


def _witnesses(number: int, language: Language) -> str:
    return language.ngettext("%(num)s independent witness", "%(num)s independent witnesses", number)
