"""Extracts the facts of a text: its numbers and times, names, negations and words of direction.

In: a text, and the words that are known to occur without a capital. Out: its facts, in the order of the text. Two texts
that differ in one of them may say opposite things in almost the same words; `differences` compares them.

A name is a state (`states.yaml`: all words for one state are one name) or a run of capitalised words. Where a capital
proves nothing (at the start of a sentence, in a heading) a word is a name unless it is known to occur without a
capital.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from verbatim.quotation.facts.numerals import NumeralKind, may_begin_a_numeral, read_numeral
from verbatim.quotation.facts.wordlists import directions, states, word_list
from verbatim.quotation.text.folding import fold


class FactKind(StrEnum):
    """In what two texts can differ."""

    NUMBER = NumeralKind.NUMBER.value
    DAY = NumeralKind.DAY.value
    YEAR = NumeralKind.YEAR.value
    MONTH = NumeralKind.MONTH.value
    WEEKDAY = NumeralKind.WEEKDAY.value
    TIME = NumeralKind.TIME.value
    PART = NumeralKind.PART.value
    STATE = "state"
    NAME = "name"
    NEGATION = "negation"
    DIRECTION = "direction"


class Fact(NamedTuple):
    """A fact; `value` is the same however it is written, `words` are the text's own, `at` and `end` count tokens."""

    kind: FactKind
    value: str
    words: str
    at: int
    end: int


class TextFacts(NamedTuple):
    """The tokens of a text, and its facts in order."""

    tokens: tuple[str, ...]
    facts: tuple[Fact, ...]

    def of_kind(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """The facts of some kinds, in order."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)


# A word that ends with `n't` is two tokens. The first pattern is that of most words.
_TOKEN = re.compile(
    r"[^\W\d_]{2,}(?<!n(?='t\b))|(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?!\w)|\d+(?:[.,]\d+)*"
    r"|n't\b|[^\W\d_]+(?<!n(?='t\b))|[^\W\d_]+|[^\s\w]|_"
)

# A number whose groups of digits have blanks between them.
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d|[.,]\d)")

# Between the tokens of a fact.
_NEEDLESS_BLANK = re.compile(r"(?<=\w) (?=[%])| ?([-']) ?")

_BEFORE_A_CAPITAL = frozenset('.!?:;…"“”')


def facts_of(text: str, lexicon: frozenset[str]) -> TextFacts:
    """The facts of a text. `lexicon` contains the words, in lower case, that occur without a capital."""
    plain = _GROUPS.sub(lambda found: found[0].replace(" ", ","), fold(text).text)
    tokens = tuple(_TOKEN.findall(plain))
    return TextFacts(tokens, tuple(_facts(_Tokens(tokens, lexicon, _is_heading(tokens)))))


def lower_case_words(text: str) -> frozenset[str]:
    """The words of a text that have no capital."""
    return frozenset(re.findall(r"(?<!\w)[^\W\d_A-Z][^\W\d_]*", text))


class _Tokens(NamedTuple):
    """The tokens of a text, and what decides whether a capital marks a name."""

    all: tuple[str, ...]
    lexicon: frozenset[str]
    is_heading: bool


def _facts(tokens: _Tokens) -> Iterator[Fact]:
    end = 0
    for at, token in enumerate(tokens.all):
        if at >= end:
            for read in _readers(token):
                fact = read(tokens, at)
                if fact:
                    yield fact
                    end = fact.end
                    break


# Words recur, and most begin no fact.
@lru_cache(maxsize=1 << 15)
def _readers(token: str) -> tuple[Callable[[_Tokens, int], Fact | None], ...]:
    """What reads the facts that may begin with a token, in the order in which it is tried."""
    word = token.lower()
    may_read = {
        _numeral: may_begin_a_numeral(token),
        _state: _written(token) in _states(),
        _negation: word in word_list("negations"),
        _name: _capitalised(token),
        _direction: word in directions(),
    }
    return tuple(reader for reader, applies in may_read.items() if applies)


def _fact(kind: FactKind, value: str, tokens: _Tokens, at: int, end: int) -> Fact:
    words = tokens.all[at] if end == at + 1 else _NEEDLESS_BLANK.sub(r"\1", " ".join(tokens.all[at:end]))
    return Fact(kind, value, words, at, end)


def _numeral(tokens: _Tokens, at: int) -> Fact | None:
    found = read_numeral(tokens.all, at)
    return _fact(FactKind(found.kind.value), found.value, tokens, at, at + found.length) if found else None


def _negation(tokens: _Tokens, at: int) -> Fact | None:
    word = tokens.all[at].lower()
    return _fact(FactKind.NEGATION, word, tokens, at, at + 1) if word in word_list("negations") else None


def _direction(tokens: _Tokens, at: int) -> Fact | None:
    answer = directions().get(tokens.all[at].lower())
    return _fact(FactKind.DIRECTION, answer, tokens, at, at + 1) if answer else None


def _state(tokens: _Tokens, at: int) -> Fact | None:
    """The longest name of a state that begins at a token."""
    for parts, state in _states().get(_written(tokens.all[at]), ()):
        if tuple(map(_written, tokens.all[at : at + len(parts)])) == parts:
            return _fact(FactKind.STATE, state, tokens, at, at + len(parts))
    return None


def _written(token: str) -> str:
    """A token as `states.yaml` writes it, also in a heading that is all in capitals."""
    is_shouted = token.isupper() and len(token) > 3 and "." not in token and token not in _states()
    return token.title() if is_shouted else token


@cache
def _states() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The names of states as tokens, by their first token, the longest first."""
    named: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for state, names in states().items():
        for name in names:
            parts = tuple(_TOKEN.findall(name))
            named.setdefault(parts[0], []).append((parts, state))
    return {first: sorted(parts, key=lambda name: -len(name[0])) for first, parts in named.items()}


def _name(tokens: _Tokens, at: int) -> Fact | None:
    """A run of capitalised words that begins at a token, without titles."""
    words, end = tokens.all, at
    while end < len(words) and _capitalised(words[end]) and not (end > at and _begins_another(tokens, end)):
        end += 1
        if end + 1 < len(words) and words[end] == "-" and _capitalised(words[end + 1]):
            end += 1
    opening = at == 0 or words[at - 1] in _BEFORE_A_CAPITAL or tokens.is_heading
    titles, lexicon = word_list("titles"), tokens.lexicon
    while at < end and (words[at].lower() in titles or (opening and words[at].lower() in lexicon) or words[at] == "-"):
        at += 1
    parts = [part.lower().replace(".", "") for part in words[at:end] if part != "-" and part.lower() not in titles]
    if tokens.is_heading:
        parts = [part for part in parts if part not in lexicon]
    return _fact(FactKind.NAME, " ".join(parts), tokens, at, end) if parts else None


def _begins_another(tokens: _Tokens, at: int) -> bool:
    """Whether a state or a numeral begins at a token, so that a name ends before it."""
    readers = _readers(tokens.all[at])
    return any(read in readers and read(tokens, at) for read in (_state, _numeral))


@lru_cache(maxsize=1 << 15)
def _capitalised(token: str) -> bool:
    return token[0].isupper() and token.lower() not in word_list("openers") and (len(token) > 1 or not token.isascii())


def _is_heading(tokens: Sequence[str]) -> bool:
    """Whether most of the longer words have a capital, so that a capital does not mark a name."""
    longer = [token for token in tokens if len(token) > 3 and token.isalpha()]
    return len(longer) > 3 and sum(token[0].isupper() for token in longer) > 0.7 * len(longer)
