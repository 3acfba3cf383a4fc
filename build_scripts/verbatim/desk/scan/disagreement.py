"""Where two texts that are like each other disagree.

In: the facts of a passage and of a wording of a claim. Out: the `Disagreement`s, each with both sides' own words. None
found is no proof of agreement, so every doubt counts as a disagreement: a passage that is offered as a repetition may
not be one of the opposite.

A wording says less than the claim, and a passage more; what only one of the two mentions is therefore no disagreement.
These are:
- *another*: the wording has a number, a time or a name of a kind that the passage lacks, and the passage has one of that
  kind which the wording lacks;
- *in its place*: the two run alike word by word, but for a number or a name;
- *the other way round*: two names in the other order, unless they stand side by side (`A and B`) or one is the speaker;
- *negation*: one has more words of negation than the other;
- *words*: the passage runs alike with a quotation almost to the letter, but for a few words of another meaning;
- *article*: a state's own name stands with `the` in one and without it in the other, as in `the Ukraine`;
- *direction*: one has `after`, `more`, `sold` where the other has only `before`, `less`, `bought`.
"""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from verbatim.desk.scan.facts import Fact, Facts, Kind
from verbatim.desk.scan.terms import like_terms, terms
from verbatim.desk.scan.wordlists import words

_DATED = (Kind.DAY, Kind.MONTH, Kind.YEAR, Kind.WEEKDAY, Kind.TIME, Kind.PART)
_NAMED = (Kind.STATE, Kind.NAME)

# Two texts run alike where they share this much of the wording's tokens, numbers and names aside.
_RUNS_ALIKE = 0.6

# And to the letter, where they share this much of a wording of at least so many tokens.
_TO_THE_LETTER = 0.75
_TO_THE_LETTER_FROM = 6

# There, a change is of so few tokens at the most, between so many at the least that are the same.
_FEW_WORDS = 4
_FRAME = 1

# Between two names, these alone leave open which of them comes first.
_SIDE_BY_SIDE = frozenset({"and", "or", "&", ",", "'", "s", "the", "both"})


# What the known words that a passage is like are to their claim, where they do not assert it.
STANCE = "stance"

# That no known words which assert the claim are in a script that the passage could be compared with.
SCRIPT = "script"


@dataclass(frozen=True, order=True)
class Disagreement:
    """In what a passage disagrees with a wording: the claim's words and the passage's; one of them may be empty."""

    what: str
    claim: str
    passage: str

    def __str__(self) -> str:
        if self.what == STANCE:
            return f"the nearest known words are no assertion of the claim: {self.passage}"
        if self.what == SCRIPT:
            return "no known words that assert the claim can be compared with these"
        return f"{self.what}: “{self.claim or '(none)'}” in the claim, “{self.passage or '(none)'}” here"


def disagreements(passage: Facts, wording: Facts) -> tuple[Disagreement, ...]:
    """Everything in which a passage disagrees with a wording, without repetition."""
    found = (
        *another(passage, wording),
        *_in_its_place(passage, wording),
        *_other_way_round(passage, wording),
        *_negation(passage, wording),
        *_direction(passage, wording),
        *_article(passage, wording),
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
    for kind in (Kind.NUMBER, *_DATED, *_NAMED):
        ours, theirs = wording.of(kind), passage.of(kind)
        missing = [fact for fact in ours if not _among(fact, theirs)]
        extra = [fact for fact in theirs if not _among(fact, ours)]
        if missing and extra:
            yield Disagreement(kind.value, _listed(missing), _listed(extra))


def _in_its_place(passage: Facts, wording: Facts) -> Iterator[Disagreement]:
    """A number, a date or a name in the place of another, where the two texts run alike otherwise."""
    changes = _changes(passage, wording)
    length = len(wording.tokens)
    plain = set(range(length)) - {at for fact in wording.facts for at in range(fact.at, fact.end)}
    alike = {at for tag, i, j, _, _ in changes if tag == "equal" for at in range(i, j)}
    if len(alike & plain) < _RUNS_ALIKE * len(plain):
        return
    for tag, i, j, k, m in changes:
        if tag != "replace":
            continue
        # Two that have merely changed places are for `_other_way_round`. At either end of the wording, only what stands next to the part that runs alike can have taken a place.
        reach = j - i + 2
        begin, end = max(k, m - reach) if i == 0 else k, min(m, k + reach) if j == length else m
        for kinds in ((Kind.NUMBER,), _DATED, _NAMED):
            missing = [fact for fact in wording.of(*kinds) if i <= fact.at < j]
            extra = [fact for fact in passage.of(*kinds) if begin <= fact.at < end]
            moved = all(_among(fact, passage.facts) for fact in missing) and all(
                _among(fact, wording.facts) for fact in extra
            )
            if missing and extra and not moved and not any(_among(fact, extra) for fact in missing):
                yield Disagreement(missing[0].kind.value, _listed(missing), _listed(extra))


def other_words(passage: Facts, quotation: Facts) -> Iterator[Disagreement]:
    """Other words where a passage runs alike with a quotation almost to the letter; what is cut at either end is none."""
    changes, length = _changes(passage, quotation), len(quotation.tokens)
    alike = sum(j - i for tag, i, j, _, _ in changes if tag == "equal")
    if length < _TO_THE_LETTER_FROM or alike < _TO_THE_LETTER * length:
        return
    for before, (_, i, j, k, m), after in zip(changes, changes[1:], changes[2:], strict=False):
        framed = all(tag == "equal" and end - start >= _FRAME for tag, start, end, _, _ in (before, after))
        if not framed or max(j - i, m - k) > _FEW_WORDS:
            continue
        ours, theirs = (_plain_words(text, begin, end) for text, begin, end in ((quotation, i, j), (passage, k, m)))
        if {*map(like_terms, terms(ours))} != {*map(like_terms, terms(theirs))}:
            yield Disagreement("words", ours, theirs)


def _plain_words(text: Facts, begin: int, end: int) -> str:
    """The words from a token to another that are no fact and no verb of saying."""
    facts = {at for fact in text.facts for at in range(fact.at, fact.end)}
    return " ".join(
        text.tokens[at]
        for at in range(begin, end)
        if at not in facts and text.tokens[at].lower() not in words("speech")
    )


def _changes(passage: Facts, wording: Facts) -> Sequence[tuple[str, int, int, int, int]]:
    """How a wording becomes a passage, token by token."""
    ours, theirs = ([token.lower() for token in text.tokens] for text in (wording, passage))
    return difflib.SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes()


def _other_way_round(passage: Facts, wording: Facts) -> Iterator[Disagreement]:
    order: dict[Fact, Fact] = {}
    for fact in wording.of(*_NAMED):
        if not _among(fact, order):
            there = next((other for other in passage.of(*_NAMED) if same(fact, other)), None)
            if there:
                order[fact] = there
    for (one, one_there), (other, other_there) in combinations(order.items(), 2):
        if _speaks(wording, one) and _speaks(passage, one_there):
            continue
        if _speaks(wording, other) and _speaks(passage, other_there):
            continue
        if (
            other_there.at < one_there.at
            and not _side_by_side(wording, one, other)
            and not _side_by_side(passage, other_there, one_there)
        ):
            yield Disagreement(
                "order of names", f"{one.words} … {other.words}", f"{other_there.words} … {one_there.words}"
            )


def _speaks(text: Facts, name: Fact) -> bool:
    """Whether a name stands beside a verb of saying: where a report names the speaker does not matter."""
    beside = (text.tokens[max(name.at - 2, 0) : name.at], text.tokens[name.end : name.end + 2])
    return any(token.lower() in words("speech") for tokens in beside for token in tokens)


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


def _article(passage: Facts, wording: Facts) -> Iterator[Disagreement]:
    ours, theirs = _states_by_article(wording), _states_by_article(passage)
    for name in ours.keys() & theirs.keys():
        if ours[name].isdisjoint(theirs[name]):
            yield Disagreement("article", min(ours[name]), min(theirs[name]))


def _states_by_article(text: Facts) -> dict[str, set[str]]:
    """The states that a text calls by their own name, each with and without `the` as it stands there; `United` ones need it."""
    found: dict[str, set[str]] = {}
    for fact in text.of(Kind.STATE):
        if fact.words == fact.value and not fact.value.startswith("United"):
            the = fact.at > 0 and text.tokens[fact.at - 1].lower() == "the"
            found.setdefault(fact.value, set()).add(f"the {fact.words}" if the else fact.words)
    return found


def _direction(passage: Facts, wording: Facts) -> Iterator[Disagreement]:
    ours, theirs = wording.of(Kind.DIRECTION), passage.of(Kind.DIRECTION)
    for fact in ours:
        row, _, _ = fact.value.partition("/")
        answers = [other for other in theirs if other.value.partition("/")[0] == row]
        if answers and not _among(fact, answers):
            yield Disagreement(Kind.DIRECTION.value, fact.words, _listed(answers))


def _listed(facts: Iterable[Fact]) -> str:
    return ", ".join(dict.fromkeys(fact.words for fact in facts))
