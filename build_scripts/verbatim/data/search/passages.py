"""The passages of a claim that Find searches and shows: a source's words, and apart from them each text of ours.

In: a checked claim. Out: its passages in the order of their weight. A passage of a source holds exactly the characters
that the claim's page prints as a quotation.
"""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from datetime import date
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple
from weakref import WeakKeyDictionary

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.search.search_words import joined_words, words
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.text.sentences import sentence_spans
from verbatim.rendering.templating import prose


class PassageKind(Enum):
    """What a passage is, and how much its words weigh in the search (Pagefind: from 0 to 10)."""

    CLAIM = "claim", 9.0
    FINDING = "finding", 5.0
    QUOTATION = "quotation", 2.5
    TRANSLATION = "translation", 1.5
    NOTE = "note", 1.0
    REASONING = "reasoning", 1.0
    ORIGIN = "origin", 0.5
    ABOUT = "about", 1.0

    def __init__(self, word: str, weight: float) -> None:
        self.word = word
        self.weight = weight


class Passage(NamedTuple):
    """A text, the id on the claim's page where it is, a label that says whose it is, and its language if another.

    A text of ours comes as its sentences, of which Find shows those that match; a quotation comes whole. `words` are
    those of the text, in order; `joined_words` those of several parts, each as one word. Blanks part them.
    """

    kind: PassageKind
    anchor: str
    label: str
    texts: tuple[str, ...]
    lang: str
    words: str
    joined_words: str

    @classmethod
    def of(cls, kind: PassageKind, anchor: str, label: str, texts: tuple[str, ...], lang: str = "") -> "Passage":
        """A passage whose words are found."""
        text = " ".join(texts)
        return cls(kind, anchor, label, texts, lang, " ".join(words(text)), " ".join(joined_words(text)))

    @property
    def text(self) -> str:
        """The whole text."""
        return " ".join(self.texts)


Passages = tuple[Passage, ...]
OfClaim = Callable[[CheckedClaim, Corpus], Passages]

# Those that have been found.
_known: MutableMapping[Corpus, tuple[tuple[CheckedClaim, Passages], ...]] = WeakKeyDictionary()


def all_passages(corpus: Corpus, of_claim: OfClaim | None = None) -> tuple[tuple[CheckedClaim, Passages], ...]:
    """Each claim with its passages, which search, the Find page, the offline copy and the site checks need.

    They are sorted by the date of the claims' events, latest first, and kept for the corpus. Those of a claim are found
    by `of_claim`, or by `passages`.
    """
    if corpus not in _known:
        claims = sorted(corpus.claims, key=_latest, reverse=True)
        _known[corpus] = tuple((checked, (of_claim or passages)(checked, corpus)) for checked in claims)
    return _known[corpus]


def _latest(checked: CheckedClaim) -> tuple[date, date]:
    """A key that sorts claims by the last possible day of their event; claims without a date come first."""
    when = checked.claim.when
    return (when.end, when.start) if when else (date.min, date.min)


@lru_cache(maxsize=1)
def stamp(corpus: Corpus) -> str:
    """Some letters that are others if any passage, or the order of the claims, is another."""
    found = sha256()
    for checked, of_claim in all_passages(corpus):
        found.update(f"{checked.id}\n{topics_and_time(checked, corpus)}\n".encode())
        for each in of_claim:
            texts = (each.kind.word, each.anchor, each.label, each.lang, *each.texts)
            found.update("\0".join((*texts, "")).encode())
    return found.hexdigest()[:8]


def topics_and_time(checked: CheckedClaim, corpus: Corpus) -> str:
    """The names of a claim's topics, and when it happened, in one line; Find shows it where no word was asked for."""
    when = checked.claim.when
    names = [corpus.topic(topic).name for topic in checked.claim.topics]
    return " · ".join([*names, corpus.language.day(when)] if when else names)


def passages(checked: CheckedClaim, corpus: Corpus) -> Passages:
    """Everything that a claim is found by."""
    claim, _ = checked.claim, corpus.language.gettext
    origins = {
        origin.id: origin
        for excerpt in checked.excerpts
        for origin in map(corpus.register.origins.get, excerpt.evidence.origins)
        if origin
    }
    labelled = [(excerpt, _label(excerpt, corpus)) for excerpt in checked.excerpts]
    found = [
        _own(PassageKind.CLAIM, "", _("Claim"), claim.claim),
        _own(PassageKind.FINDING, "", _("Finding"), claim.finding),
        *(_quotation(excerpt, label, corpus) for excerpt, label in labelled),
        *(each for excerpt, label in labelled for each in _ours(excerpt, label, corpus)),
        _own(PassageKind.REASONING, "reasoning", _("Why this status"), prose(claim.reasoning).striptags()),
        *((_own(PassageKind.REASONING, "", _("Why this status"), claim.override.reason),) if claim.override else ()),
        *((_own(PassageKind.REASONING, "", _("What is not known"), claim.unknown),) if claim.unknown else ()),
        *(
            _own(
                PassageKind.NOTE, "searched", _("What else was looked for"), f"{each.for_}: {each.where}. {each.found}"
            )
            for each in claim.searched
        ),
        *(
            _own(PassageKind.NOTE, "asked", _("Asked for comment"), f"{each.whom}: {each.answer}")
            for each in claim.asked
        ),
        *(
            _own(PassageKind.ORIGIN, "origins", _("Where it comes from"), _sentences(origin.title, origin.note))
            for origin in origins.values()
        ),
        _own(PassageKind.ABOUT, "", _("About this claim"), _about(checked, corpus)),
    ]
    names = _other_names(found, corpus)
    return (*found, *((Passage.of(PassageKind.ABOUT, "", _("Also written"), names),) if names else ()))


def _own(kind: PassageKind, anchor: str, label: str, text: str) -> Passage:
    """A text of ours, by its sentences."""
    sentences = (line[start:end] for line in text.split("\n") for start, end in sentence_spans(line))
    return Passage.of(kind, anchor, label, tuple(sentences))


def _quotation(excerpt: Excerpt, label: str, corpus: Corpus) -> Passage:
    """The words of a source as the page prints them: quoted, in their sentences."""
    text = "\n".join("".join(segment.text for segment in paragraph) for paragraph in excerpt.context)
    lang = "" if excerpt.source.lang == corpus.policy.site.lang else excerpt.source.lang
    return Passage.of(PassageKind.QUOTATION, excerpt.id, label, (text,), lang)


def _ours(excerpt: Excerpt, label: str, corpus: Corpus) -> Iterator[Passage]:
    """What we say of an excerpt: a translation of it, our notes on it."""
    evidence, _ = excerpt.evidence, corpus.language.gettext
    if translation := excerpt.translation:
        of_whom = _("%(source)s, in translation (%(by)s)", source=label, by=translation.by)
        yield _own(PassageKind.TRANSLATION, excerpt.id, of_whom, translation.text)
    for note in filter(None, (evidence.note, evidence.outweighed, evidence.uncheckable)):
        yield _own(PassageKind.NOTE, excerpt.id, _("Our note on %(source)s", source=label), note)


def _label(excerpt: Excerpt, corpus: Corpus) -> str:
    publisher, published = corpus.register.name(excerpt.source.publisher), excerpt.source.published
    return f"{publisher}{corpus.language.comma}{corpus.language.day(published)}"


def _about(checked: CheckedClaim, corpus: Corpus) -> str:
    """The short form, why it matters, status, claimant, topics and the publishers that are quoted, in one line."""
    claimant = corpus.register.name(checked.tally.claimant) if checked.tally.claimant else None
    topics = corpus.language.comma.join(corpus.topic(topic).name for topic in checked.claim.topics)
    publishers = dict.fromkeys(corpus.register.name(excerpt.source.publisher) for excerpt in checked.excerpts)
    quoted = f"{corpus.language.gettext('quoted in:')} {corpus.language.comma.join(publishers)}" if publishers else None
    return " · ".join(
        filter(
            None,
            (
                checked.claim.short,
                checked.claim.matters,
                checked.status.word,
                claimant and corpus.language.gettext("claimed by %(name)s", name=claimant),
                topics,
                quoted,
            ),
        )
    )


def _other_names(found: list[Passage], corpus: Corpus) -> tuple[str, ...]:
    """The spellings of every name of a voice or person that a passage has in one of them."""
    text = _line(each.words for each in found if each.words)
    groups = [
        *((voice.name, *voice.also) for voice in corpus.register.voices.values() if voice.also),
        *((person.name, *person.also) for person in corpus.register.people.values() if person.also),
    ]
    return tuple(", ".join(group) for group in groups if any(_name_line(name) in text for name in group))


def _line(found: Iterable[str]) -> str:
    """Some words, with a blank before each and after the last."""
    return f" {' '.join(found)} "


@lru_cache(maxsize=10_000)
def _name_line(name: str) -> str:
    """The words of a name as `_line` gives them; every claim is compared with every name."""
    return _line(words(name))


def _sentences(title: str, note: str | None) -> str:
    return f"{title}. {note}" if note else title
