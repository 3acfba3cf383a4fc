"""What the templates of several kinds of page need to know of a corpus, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import Kind, Stance
from verbatim.model.policy import Measure, Topic
from verbatim.model.sources import Origin
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.text_fragments import text_directive
from verbatim.rendering.templating import counted

STANCES = {
    Stance.ASSERTS: "asserts it",
    Stance.DENIES: "contradicts it",
    Stance.DIFFERS: "differs in a detail",
    Stance.CONTEXT: "context",
}


@dataclass(frozen=True)
class OriginInWords:
    """An origin with who spoke or saw: `John Kirby for the US government`."""

    title: str
    who: str


def common(corpus: Corpus) -> dict[str, Any]:
    """The values that every page's template may use."""
    return {
        "site": corpus.policy.site,
        "stances": STANCES,
        "name_of": corpus.register.name,
        "link_to": link_to,
        "claims_total": len(corpus.claims),
    }


def link_to(excerpt: Excerpt, address: str) -> str:
    """An address with a directive that scrolls to an excerpt's words; a fragment of its own stands before it."""
    directive = text_directive(excerpt)
    return f"{address}{'' if '#' in address else '#'}{directive}" if directive else address


def outlets(checked: CheckedClaim) -> tuple[str, ...]:
    """The publishers of a claim's excerpts, each once."""
    return tuple(dict.fromkeys(excerpt.source.publisher for excerpt in checked.excerpts))


def counts(checked: CheckedClaim) -> tuple[str, ...]:
    """What a claim rests on, in numbers; what is counted depends on its kind."""
    counted_for = checked.tally.counted
    if checked.claim.kind is Kind.SAID:
        independent = counted(len(counted_for[Measure.WITNESSES]), "independent witness", "independent witnesses")
    else:
        independent = counted(len(counted_for[Measure.ASSERTING_VOICES]), "independent voice")
    return counted(len(checked.excerpts), "excerpt"), counted(len(outlets(checked)), "publisher"), independent


def on_whose_word(checked: CheckedClaim, corpus: Corpus) -> str:
    """The counting of this claim in a sentence or two."""
    names = corpus.register.name
    printed = f"{counted(len(checked.excerpts), 'excerpt')} from {counted(len(outlets(checked)), 'publisher')}"
    if checked.claim.kind is Kind.SAID:
        witnesses = checked.tally.counted[Measure.WITNESSES]
        listed = f": {join(map(names, witnesses))}" if witnesses else ""
        return f"{printed}. What counts for a claim that something was said is who heard or holds the words: {counted(len(witnesses), 'independent witness', 'independent witnesses')}{listed}."
    voices, against = checked.tally.counted[Measure.ASSERTING_VOICES], checked.tally.counted[Measure.DENYING_VOICES]
    listed = f": {join(map(names, voices))}" if voices else ""
    denied = f" Against it: {join(map(names, against))}." if against else ""
    return f"{printed}. What counts for a claim of fact is how many independent voices assert it: {len(voices) or 'none'}{listed}.{denied}"


def by_topic(corpus: Corpus) -> list[tuple[Topic, list[CheckedClaim]]]:
    """The topics that have claims, each claim under the first of its topics."""
    members = [
        (topic, [checked for checked in corpus.claims if checked.claim.topics[0] == topic.id])
        for topic in corpus.policy.topics
    ]
    return [(topic, found) for topic, found in members if found]


def who(origin: Origin, corpus: Corpus) -> str:
    """Who spoke for an origin, and for which voices."""
    people = join(corpus.register.name(person) for person in origin.by)
    voices = join(corpus.register.name(voice) for voice in origin.voices)
    return f"{people}, {voices}" if people else voices


def origins_in_words(excerpts: Iterable[Excerpt], corpus: Corpus) -> list[OriginInWords]:
    """The origins that excerpts name, each once, in the order met."""
    names = dict.fromkeys(name for excerpt in excerpts for name in excerpt.evidence.origins)
    return [
        OriginInWords(origin.title, who(origin, corpus)) for origin in (corpus.register.origins[name] for name in names)
    ]


def join(words: Iterable[str]) -> str:
    """Words as a list in a sentence: `a, b and c`."""
    *others, last = [*words] or [""]
    return f"{', '.join(others)} and {last}" if others else last
