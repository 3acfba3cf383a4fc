"""The statements of a claim, each with the excerpts behind it, as far as a machine can say.

In: a checked claim and the corpus. Out: for each sentence of its texts the excerpts that share
numbers, dates, names, quoted words or other words with it, and the details that nothing cited has. Words are compared,
not their meaning: a statement with no remark may still be wrong, so an editor judges what is shown.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple, TypeAlias

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.texts.cited_texts import texts_of
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.facts.facts import Fact, FactKind, facts_of
from verbatim.quotation.facts.terms import terms_of, terms_with_places
from verbatim.quotation.facts.wordlists import word_list
from verbatim.quotation.own_words import is_in_any, printed, quoted_words
from verbatim.quotation.text.source_text import SourceText

# The details of a text: of each kind the values.
Details: TypeAlias = Mapping[FactKind, Collection[str]]

# What a statement must have from somewhere. A weekday follows from a date, and negations are not details.
_DETAILS = (FactKind.NUMBER, FactKind.DAY, FactKind.MONTH, FactKind.YEAR, FactKind.STATE, FactKind.NAME)

# Numbers up to this, without a unit, mostly count the evidence itself (“two outlets”), and a duration is mostly the
# distance of two dates.
_SMALL_NUMBER = 12
_TIMES = ("minute", "hour", "day", "week", "month", "year")

# After the name of a state these words only say who somebody is: “South Korea’s agency Yonhap”.
_DESCRIBED = frozenset(["agency", "broadcaster", "channel", "media", "newspaper", "outlet", "paper"])
_WORDS_TO_IT = 4
# After the name of a language these show that it is meant, not the state.
_OF_A_LANGUAGE = frozenset(["edition", "page", "text", "transcript", "translation", "version", "wording", "words"])

# The excerpts that share less with a statement than this share of its words, and no detail, are not behind it.
_LEAST_OVERLAP = 0.25
_MOST_SHOWN = 3

# A word that may be one of degree; “most likely” says how sure somebody is.
_WORD_OF_DEGREE = re.compile(r"\b[^\W\d_]+\b(?! likely)")

# A whole word.
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+")

# The sentence splitter takes some whole words for abbreviations.
_UNSPLIT = re.compile(r"(?<=[a-z]{4}[.!?])\s+(?=[A-Z])")

_LIST_ITEM = re.compile(r"^\s*(?:[-*+>]|\d+\.)\s+", re.MULTILINE)


class Support(NamedTuple):
    """An excerpt behind a statement: the details and quoted words that both have, and the share of its words."""

    excerpt: Excerpt
    details: tuple[str, ...]
    overlap: float


class Statement(NamedTuple):
    """One sentence of a claim's text: the key of the text, the excerpts behind it, and what nothing cited has.

    `missing` are details and words of degree, `new_words` the other words that carry meaning.
    """

    key: str
    text: str
    support: tuple[Support, ...]
    missing: tuple[str, ...]
    new_words: tuple[str, ...]


class Statements:
    """Finds the statements of one claim and what is behind them."""

    def __init__(self, checked: CheckedClaim, corpus: Corpus) -> None:
        self.claim = checked.claim
        self.excerpts = checked.excerpts
        self.lower_case = corpus.lower_case_words
        self.names = corpus.words_of_names
        self._cited_texts = corpus.cited_texts.of_claim(checked.claim, checked.excerpts)
        # The details that were looked up, and whether one of these texts has them.
        self._cited = dict[tuple[FactKind, str], bool]()

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts in which `unsupported` looks for details: two of the claim, and what it cites."""
        return (self.claim.finding, self.claim.reasoning, *self._cited_texts)

    def all(self) -> tuple[Statement, ...]:
        """The statements of the claim, its finding, its reasoning and the notes of its excerpts, in this order."""
        texts = [(key, getattr(self.claim, key)) for key in ("claim", "finding", "reasoning", "unknown")]
        texts += [(f"note on {excerpt.source.id}", excerpt.evidence.note) for excerpt in self.excerpts]
        return tuple(self._statement(key, sentence) for key, text in texts if text for sentence in sentences(text))

    def unsupported(self) -> Iterator[tuple[str, str]]:
        """The details of the finding and the reasoning that nothing cited has, each once, with the key of the text."""
        for key in ("finding", "reasoning"):
            missing = (
                detail for sentence in sentences(getattr(self.claim, key) or "") for detail in self._missing(sentence)
            )
            yield from ((key, detail) for detail in dict.fromkeys(missing))

    def _statement(self, key: str, sentence: str) -> Statement:
        found = [self._support(number, sentence) for number in range(len(self.excerpts))]
        found = [each for each in found if each.details or each.overlap >= _LEAST_OVERLAP]
        found.sort(key=lambda each: (-len(each.details), -each.overlap))
        missing = tuple(dict.fromkeys(self._missing(sentence)))
        new = (sentence[start:end] for term, start, end in terms_with_places(sentence) if term not in self._cited_terms)
        others = (word for word in dict.fromkeys(new) if not any(word in detail for detail in missing))
        return Statement(key, sentence, tuple(found[:_MOST_SHOWN]), missing, tuple(others))

    def _support(self, number: int, sentence: str) -> Support:
        """What one excerpt shares with a sentence."""
        excerpt, (details, terms) = self.excerpts[number], self._of_excerpts[number]
        ours = facts_of(sentence, self.lower_case).of_kind(*_DETAILS)
        shared = [fact.words for fact in ours if _is_among(fact, details)]
        shared += [f"“{words}”" for words in quoted_words(sentence) if is_in_any(words, [excerpt.quotation])]
        our_terms = set(terms_of(sentence))
        overlap = len(our_terms & terms) / len(our_terms) if our_terms else 0.0
        return Support(excerpt, tuple(dict.fromkeys(shared)), overlap)

    @cached_property
    def _of_excerpts(self) -> list[tuple[Details, frozenset[str]]]:
        """The details and the terms of each excerpt."""
        texts = ["\n".join(texts_of(excerpt)) for excerpt in self.excerpts]
        return [(_details_of(text, self.lower_case), frozenset(terms_of(text))) for text in texts]

    def _missing(self, sentence: str) -> Iterator[str]:
        """The details and the words of degree of a sentence that nothing cited has."""
        degrees, folded = word_list("degrees"), sentence.casefold()
        if any(word in folded for word in degrees):
            for word in _WORD_OF_DEGREE.findall(sentence):
                if word.casefold() in degrees and not self._cites_word(word.casefold()):
                    yield word
        found = facts_of(sentence, self.lower_case)
        for fact in found.of_kind(*_DETAILS):
            if not self._needs_no_support(fact, found.tokens) and not self._is_cited(fact):
                yield fact.words

    def _is_cited(self, fact: Fact) -> bool:
        """Whether one of the cited texts has a detail, or all of them together the words of a name."""
        key = fact.kind, fact.value
        if key not in self._cited:
            in_words = fact.kind is FactKind.NAME and all(map(self._cites_word, fact.value.split()))
            # To find the details of a text takes long, and most are in a short one that has the same words.
            likely = (text for text in self._cited_texts if fact.words in text)
            others = (text for text in self._cited_texts if fact.words not in text)
            self._cited[key] = in_words or any(
                _is_among(fact, _details_of(text, self.lower_case)) for text in chain(likely, others)
            )
        return self._cited[key]

    def _needs_no_support(self, fact: Fact, tokens: Sequence[str]) -> bool:
        """Whether a detail only looks like one, or only describes the evidence."""
        after = tokens[fact.end : fact.end + _WORDS_TO_IT]
        if fact.words.casefold() in word_list("languages"):
            return tokens[fact.at - 1 : fact.at] == ("in",) or not _OF_A_LANGUAGE.isdisjoint(after[:1])
        match fact.kind:
            case FactKind.NUMBER:
                number, _, unit = fact.value.partition(" ")
                small = number.isdecimal() and int(number) <= _SMALL_NUMBER
                return number == "half" or unit in _TIMES or (small and not unit)
            case FactKind.STATE:
                return not _DESCRIBED.isdisjoint(after)
            case FactKind.NAME:
                # The first word of a sentence has a capital in any case.
                return fact.at == 0 and fact.end == 1 and fact.value not in self.names
            case _:
                return False

    def _cites_word(self, word: str) -> bool:
        """Whether a word without case is one of the words of what the claim cites."""
        folded, at = self._cited_without_case, -1
        while (at := folded.find(word, at + 1)) >= 0:
            whole = _WORD.match(folded, at)
            if whole and whole.end() == at + len(word):
                return True
        return False

    @cached_property
    def _cited_without_case(self) -> str:
        return "\n".join(self._cited_texts).casefold()

    @cached_property
    def _cited_terms(self) -> frozenset[str]:
        return frozenset(terms_of("\n".join(self._cited_texts)))


# Many claims cite the same texts.
@lru_cache(maxsize=2_000)
def _details_of(text: str, lexicon: frozenset[str]) -> Details:
    """The details of a text."""
    details: dict[FactKind, set[str]] = {}
    for fact in facts_of(text, lexicon).of_kind(*_DETAILS):
        details.setdefault(fact.kind, set()).add(fact.value)
    return details


def sentences(text: str) -> Iterator[str]:
    """The sentences of an editor's text, without its Markdown."""
    plain = _LIST_ITEM.sub("", printed(text))
    for span in SourceText(plain).sentences:
        for sentence in _UNSPLIT.split(plain[span.start : span.end]):
            yield " ".join(sentence.split())


def _is_among(fact: Fact, details: Details) -> bool:
    """Whether one of the details is the same; a part of a name is enough."""
    values = details.get(fact.kind, ())
    if fact.value in values:
        return True
    if fact.kind is not FactKind.NAME:
        return False
    ours = set(fact.value.split())
    return any(ours <= theirs or theirs <= ours for theirs in (set(value.split()) for value in values))
