"""Where two texts that are like each other disagree.

In: the facts of a passage and of a wording of a claim. Out: the `Disagreement`s, each with both sides' own words. None
found is no proof of agreement, so every doubt counts as a disagreement: a passage that is offered as a repetition may
not be one of the opposite.

A wording says less than the claim, and a passage more; what only one of the two mentions is therefore no disagreement.
These are:
- *another*: the wording has a number, a time or a name of a kind that the passage lacks, and the passage has one of that
  kind which the wording lacks;
- *in its place*: the two run alike word by word, but for a number or a name;
- *the other way round*: two names in the other order, unless they stand side by side (`A and B`);
- *negation*: one has more words of negation than the other;
- *direction*: one has `after`, `more`, `sold` where the other has only `before`, `less`, `bought`.
"""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from build_scripts.desk.scan.facts import Fact, Facts, Kind
from build_scripts.desk.scan.wordlists import words

_COUNTED = (Kind.NUMBER, Kind.YEAR, Kind.MONTH, Kind.WEEKDAY, Kind.TIME)
_NAMED = (Kind.STATE, Kind.NAME)

# Between two names, these alone leave open which of them comes first.
_SIDE_BY_SIDE = frozenset({"and", "or", "&", ",", "'", "s", "the", "both"})


@dataclass(frozen=True, order=True)
class Disagreement:
    """In what a passage disagrees with a wording: the claim's words and the passage's; one of them may be empty."""

    what: str
    claim: str
    passage: str

    def __str__(self) -> str:
        return f"{self.what}: “{self.claim or '(none)'}” in the claim, “{self.passage or '(none)'}” here"


def disagreements(passage: Facts, wording: Facts) -> tuple[Disagreement, ...]:
    """Everything in which a passage disagrees with a wording, without repetition."""
    found = (
        *another(passage, wording),
        *_in_its_place(passage, wording),
        *_other_way_round(passage, wording),
        *_negation(passage, wording),
        *_direction(passage, wording),
    )
    return tuple(sorted(set(found)))


def same(one: Fact, other: Fact) -> bool:
    """Whether two facts are the same; of a person, the surname or the first name alone will do."""
    if one.kind is not other.kind:
        return False
    if one.kind is not Kind.NAME:
        return one.value == other.value
    ours, theirs = set(one.value.split()), set(other.value.split())
    return ours <= theirs or theirs <= ours


def _among(fact: Fact, facts: Iterable[Fact]) -> bool:
    return any(same(fact, other) for other in facts)


def another(passage: Facts, wording: Facts) -> Iterator[Disagreement]:
    """Numbers, times and names of which each of the two has another."""
    for kind in (*_COUNTED, *_NAMED):
        ours, theirs = wording.of(kind), passage.of(kind)
        missing = [fact for fact in ours if not _among(fact, theirs)]
        extra = [fact for fact in theirs if not _among(fact, ours)]
        if missing and extra:
            yield Disagreement(kind.value, _listed(missing), _listed(extra))


def _in_its_place(passage: Facts, wording: Facts) -> Iterator[Disagreement]:
    ours, theirs = ([token.lower() for token in text.tokens] for text in (wording, passage))
    for tag, i, j, k, m in difflib.SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        # At either end of the wording, only what stands next to the part that runs alike can have taken a place.
        reach = j - i + 2
        begin = max(k, m - reach) if i == 0 else k
        end = min(m, k + reach) if j == len(ours) else m
        if end - begin > reach and not (i == 0 or j == len(ours)):
            continue
        for kinds in (_COUNTED, _NAMED):
            missing = [fact for fact in wording.of(*kinds) if i <= fact.at < j]
            extra = [fact for fact in passage.of(*kinds) if begin <= fact.at < end]
            if missing and extra and not any(_among(fact, extra) for fact in missing):
                yield Disagreement(missing[0].kind.value, _listed(missing), _listed(extra))


def _other_way_round(passage: Facts, wording: Facts) -> Iterator[Disagreement]:
    order: dict[Fact, Fact] = {}
    for fact in wording.of(*_NAMED):
        if not _among(fact, order):
            there = next((other for other in passage.of(*_NAMED) if same(fact, other)), None)
            if there:
                order[fact] = there
    for (one, one_there), (other, other_there) in combinations(order.items(), 2):
        if other_there.at < one_there.at and not _side_by_side(wording, one, other) and not _side_by_side(passage, other_there, one_there):
            yield Disagreement("order of names", f"{one.words} … {other.words}", f"{other_there.words} … {one_there.words}")


def _side_by_side(text: Facts, first: Fact, second: Fact) -> bool:
    """Whether nothing but `and`, a comma, titles and further names stands between two names."""
    names = {at for fact in text.of(*_NAMED) for at in range(fact.at, fact.end)}
    between = [text.tokens[at].lower() for at in range(first.end, second.at) if at not in names]
    return (
        bool(between)
        and all(word in _SIDE_BY_SIDE or word in words("titles") for word in between)
        and not {"and", "or", "&", ","}.isdisjoint(between)
    )


def _negation(passage: Facts, wording: Facts) -> Iterator[Disagreement]:
    ours, theirs = wording.of(Kind.NEGATION), passage.of(Kind.NEGATION)
    if len(ours) != len(theirs):
        yield Disagreement(Kind.NEGATION.value, _listed(ours), _listed(theirs))


def _direction(passage: Facts, wording: Facts) -> Iterator[Disagreement]:
    ours, theirs = wording.of(Kind.DIRECTION), passage.of(Kind.DIRECTION)
    for fact in ours:
        row, _, _ = fact.value.partition("/")
        answers = [other for other in theirs if other.value.partition("/")[0] == row]
        if answers and not _among(fact, answers):
            yield Disagreement(Kind.DIRECTION.value, fact.words, _listed(answers))


def _listed(facts: Iterable[Fact]) -> str:
    return ", ".join(dict.fromkeys(fact.words for fact in facts))
