"""What a text commits itself to: its numbers and times, its names, its negations and its words of direction.

In: a text, and the words that are known to occur without a capital. Out: `Facts`, in the order of the text. Two texts
that differ in one of them may say opposite things in the same words; `disagreement` compares them.

A name is a state (`states.yaml`: every word for one state is one name) or a run of capitalised words. Where a capital
proves nothing (at the start of a sentence, in a heading) a word counts as a name unless it is known to occur without.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from verbatim.desk.scan.numerals import Sort, numeral
from verbatim.desk.scan.wordlists import directions, states, words
from verbatim.quotation.folding import fold


class Kind(StrEnum):
    """In what two texts can disagree."""

    NUMBER = Sort.NUMBER.value
    DAY = Sort.DAY.value
    YEAR = Sort.YEAR.value
    MONTH = Sort.MONTH.value
    WEEKDAY = Sort.WEEKDAY.value
    TIME = Sort.TIME.value
    PART = Sort.PART.value
    STATE = "state"
    NAME = "name"
    NEGATION = "negation"
    DIRECTION = "direction"


@dataclass(frozen=True)
class Fact:
    """One of them: `value` is the same for all ways of writing it, `words` are the text's own, `at` and `end` count tokens."""

    kind: Kind
    value: str
    words: str
    at: int
    end: int


@dataclass(frozen=True)
class Facts:
    """The tokens of a text, and what it commits itself to."""

    tokens: tuple[str, ...]
    facts: tuple[Fact, ...]

    def of(self, *kinds: Kind) -> tuple[Fact, ...]:
        """The facts of some kinds, in order."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)


_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?!\w)|\d+(?:[.,]\d+)*|n't\b|[^\W\d_]+?(?=n't\b)|[^\W\d_]+|[^\s\w]|_"
)

_ENDS = frozenset('.!?:;…"“”')


def facts(text: str, lexicon: frozenset[str]) -> Facts:
    """What a text commits itself to. `lexicon` holds the words, in lower case, that occur without a capital."""
    tokens = tuple(_TOKEN.findall(fold(text).text))
    return Facts(tokens, tuple(_facts(tokens, lexicon)))


def lower_case_words(text: str) -> frozenset[str]:
    """The words of a text that stand without a capital."""
    return frozenset(re.findall(r"(?<!\w)[^\W\d_A-Z][^\W\d_]*", text))


def _facts(tokens: Sequence[str], lexicon: frozenset[str]) -> Iterator[Fact]:
    heading = _is_heading(tokens)
    at = 0
    while at < len(tokens):
        fact = (
            _numeral(tokens, at)
            or _state(tokens, at)
            or _negation(tokens, at)
            or _name(tokens, at, lexicon, heading=heading)
            or _direction(tokens, at)
        )
        if fact:
            yield fact
        at = fact.end if fact else at + 1


def _fact(kind: Kind, value: str, tokens: Sequence[str], at: int, end: int) -> Fact:
    shown = re.sub(r"(?<=\w) (?=[%])| ?([-']) ?", r"\1", " ".join(tokens[at:end]))
    return Fact(kind, value, shown, at, end)


def _numeral(tokens: Sequence[str], at: int) -> Fact | None:
    found = numeral(tokens, at)
    return _fact(Kind(found.sort.value), found.value, tokens, at, at + found.length) if found else None


def _negation(tokens: Sequence[str], at: int) -> Fact | None:
    return (
        _fact(Kind.NEGATION, tokens[at].lower(), tokens, at, at + 1)
        if tokens[at].lower() in words("negations")
        else None
    )


def _direction(tokens: Sequence[str], at: int) -> Fact | None:
    answer = directions().get(tokens[at].lower())
    return _fact(Kind.DIRECTION, answer, tokens, at, at + 1) if answer else None


def _state(tokens: Sequence[str], at: int) -> Fact | None:
    """The longest name of a state that begins at a token."""
    token = _written(tokens[at])
    for parts, state in _states().get(token, ()):
        if tuple(map(_written, tokens[at : at + len(parts)])) == parts:
            return _fact(Kind.STATE, state, tokens, at, at + len(parts))
    return None


def _written(token: str) -> str:
    """A token as `states.yaml` writes it, also where a heading is all in capitals."""
    return (
        token.title() if token.isupper() and len(token) > 3 and "." not in token and token not in _states() else token
    )


@cache
def _states() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The names of states as tokens, by their first token, the longest first."""
    named: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for state, names in states().items():
        for name in names:
            parts = tuple(_TOKEN.findall(name))
            named.setdefault(parts[0], []).append((parts, state))
    return {first: sorted(parts, key=lambda name: -len(name[0])) for first, parts in named.items()}


def _name(tokens: Sequence[str], at: int, lexicon: frozenset[str], *, heading: bool) -> Fact | None:
    """A run of capitalised words that begins at a token, titles left off."""
    end = at
    while (
        end < len(tokens)
        and _capitalised(tokens[end])
        and not (end > at and (_state(tokens, end) or numeral(tokens, end)))
    ):
        end += 1
        if tokens[end : end + 1] == ("-",) and end + 1 < len(tokens) and _capitalised(tokens[end + 1]):
            end += 1
    opening = at == 0 or tokens[at - 1] in _ENDS or heading
    while at < end and (
        tokens[at].lower() in words("titles") or (opening and tokens[at].lower() in lexicon) or tokens[at] == "-"
    ):
        at += 1
    parts = [
        part.lower().replace(".", "") for part in tokens[at:end] if part != "-" and part.lower() not in words("titles")
    ]
    if heading:
        parts = [part for part in parts if part not in lexicon]
    return _fact(Kind.NAME, " ".join(parts), tokens, at, end) if parts else None


def _capitalised(token: str) -> bool:
    return token[0].isupper() and token.lower() not in words("openers") and (len(token) > 1 or not token.isascii())


def _is_heading(tokens: Sequence[str]) -> bool:
    """Whether most of the longer words have a capital, so that a capital marks no name."""
    longer = [token for token in tokens if len(token) > 3 and token.isalpha()]
    return len(longer) > 3 and sum(token[0].isupper() for token in longer) > 0.7 * len(longer)
