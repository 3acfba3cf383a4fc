"""Finds where two similar texts disagree.

In: the facts of a passage, and those of a wording of a claim. Out: `Difference`s, each with the words of both sides.
That none is found does not prove that the texts agree. So every doubt counts as a difference: a passage that is
suggested as a repetition must not say the opposite.

A wording says less than its claim, and a passage says more. So it is no difference if only one of them mentions
something. These are differences:
- *number, day, name …*: each of the two has a fact of that kind which the other lacks; or the two are the same word by
  word, except that one fact is replaced by another;
- *order of names*: two names are in the other order, unless they are listed (`A and B`) or one of them is the speaker;
- *negation*: one has more words of negation than the other;
- *words*: a passage is almost identical with a quotation, but has a few words with another meaning;
- *article*: a state's own name has `the` in one and not in the other, as in `the Ukraine`;
- *direction*: one has `after`, `more`, `sold` where the other only has `before`, `less`, `bought`.
"""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from verbatim.quotation.facts.facts import Fact, FactKind, TextFacts
from verbatim.quotation.facts.terms import synonym_group, terms_of
from verbatim.quotation.facts.wordlists import word_list

_DATES = (FactKind.DAY, FactKind.MONTH, FactKind.YEAR, FactKind.WEEKDAY, FactKind.TIME, FactKind.PART)
_NAMES = (FactKind.STATE, FactKind.NAME)

# Two texts are parallel if they share this much of the wording's tokens, without numbers and names.
_PARALLEL = 0.6

# They are almost identical if they share this much of a wording of at least so many tokens.
_IDENTICAL = 0.75
_IDENTICAL_FROM = 6

# There, a change has at most so many tokens, and at least so many identical tokens before and after it.
_MOST_CHANGED = 4
_LEAST_AROUND = 1

# Two names with nothing else between them are listed: then their order does not matter.
_IN_A_LIST = frozenset({"and", "or", "&", ",", "'", "s", "the", "both"})


# The nearest known words do not assert the claim. The passage's side of such a difference is their stance.
NOT_ASSERTING = "stance"

# No known words that assert the claim are in a script in which they could be compared with the passage.
OTHER_SCRIPT = "script"


@dataclass(frozen=True, order=True)
class Difference:
    """Where a passage disagrees with a wording: the claim's words and the passage's; one of the two may be empty."""

    what: str
    claim: str
    passage: str

    def __str__(self) -> str:
        if self.what == NOT_ASSERTING:
            return f"the stance of the nearest known words is `{self.passage}`, not `{self.claim}`"
        if self.what == OTHER_SCRIPT:
            return "all known words that assert the claim are in another script"
        return f"{self.what}: “{self.claim or '(none)'}” in the claim, “{self.passage or '(none)'}” here"


def find_differences(passage: TextFacts, wording: TextFacts) -> tuple[Difference, ...]:
    """All differences between a passage and a wording, each once."""
    found = (
        *different_facts(passage, wording),
        *_replaced_facts(passage, wording),
        *_order_of_names(passage, wording),
        *_negations(passage, wording),
        *_directions(passage, wording),
        *_articles(passage, wording),
    )
    return tuple(sorted(set(found)))


def is_same_fact(one: Fact, other: Fact) -> bool:
    """Whether two facts are the same; for a person, the surname or the first name alone is enough."""
    if one.kind is not other.kind:
        return False
    if one.kind is not FactKind.NAME:
        return one.value == other.value
    ours, theirs = set(one.value.split()), set(other.value.split())
    return ours <= theirs or theirs <= ours


def _is_among(fact: Fact, facts: Iterable[Fact]) -> bool:
    return any(is_same_fact(fact, other) for other in facts)


def different_facts(passage: TextFacts, wording: TextFacts) -> Iterator[Difference]:
    """The kinds of facts of which each of the two has one that the other lacks."""
    for kind in (FactKind.NUMBER, *_DATES, *_NAMES):
        ours, theirs = wording.of_kind(kind), passage.of_kind(kind)
        missing = [fact for fact in ours if not _is_among(fact, theirs)]
        extra = [fact for fact in theirs if not _is_among(fact, ours)]
        if missing and extra:
            yield Difference(kind.value, _listed(missing), _listed(extra))


def _replaced_facts(passage: TextFacts, wording: TextFacts) -> Iterator[Difference]:
    """A number, a date or a name that is replaced by another, where the two texts are parallel otherwise."""
    changes = _changes(passage, wording)
    length = len(wording.tokens)
    plain = set(range(length)) - {at for fact in wording.facts for at in range(fact.at, fact.end)}
    equal = {at for tag, i, j, _, _ in changes if tag == "equal" for at in range(i, j)}
    if len(equal & plain) < _PARALLEL * len(plain):
        return
    for tag, i, j, k, m in changes:
        if tag != "replace":
            continue
        # At either end of the wording, only what is next to the parallel part can have replaced something.
        reach = j - i + 2
        begin, end = max(k, m - reach) if i == 0 else k, min(m, k + reach) if j == length else m
        for kinds in ((FactKind.NUMBER,), _DATES, _NAMES):
            missing = [fact for fact in wording.of_kind(*kinds) if i <= fact.at < j]
            extra = [fact for fact in passage.of_kind(*kinds) if begin <= fact.at < end]
            # Two facts that have only changed places are found by `_order_of_names`.
            have_moved = all(_is_among(fact, passage.facts) for fact in missing) and all(
                _is_among(fact, wording.facts) for fact in extra
            )
            if missing and extra and not have_moved and not any(_is_among(fact, extra) for fact in missing):
                yield Difference(missing[0].kind.value, _listed(missing), _listed(extra))


def changed_words(passage: TextFacts, quotation: TextFacts) -> Iterator[Difference]:
    """Other words within a passage that is almost identical with a quotation; both may be cut at the ends."""
    changes, length = _changes(passage, quotation), len(quotation.tokens)
    equal = sum(j - i for tag, i, j, _, _ in changes if tag == "equal")
    if length < _IDENTICAL_FROM or equal < _IDENTICAL * length:
        return
    for before, (_, i, j, k, m), after in zip(changes, changes[1:], changes[2:], strict=False):
        is_framed = all(tag == "equal" and end - start >= _LEAST_AROUND for tag, start, end, _, _ in (before, after))
        if not is_framed or max(j - i, m - k) > _MOST_CHANGED:
            continue
        ours, theirs = (_plain_words(text, begin, end) for text, begin, end in ((quotation, i, j), (passage, k, m)))
        if {*map(synonym_group, terms_of(ours))} != {*map(synonym_group, terms_of(theirs))}:
            yield Difference("words", ours, theirs)


def _plain_words(text: TextFacts, begin: int, end: int) -> str:
    """The words between two tokens that are neither facts nor verbs of saying."""
    facts = {at for fact in text.facts for at in range(fact.at, fact.end)}
    plain = (at for at in range(begin, end) if at not in facts and text.tokens[at].lower() not in word_list("speech"))
    return " ".join(text.tokens[at] for at in plain)


def _changes(passage: TextFacts, wording: TextFacts) -> Sequence[tuple[str, int, int, int, int]]:
    """The operations that turn the tokens of a wording into those of a passage."""
    ours, theirs = ([token.lower() for token in text.tokens] for text in (wording, passage))
    return difflib.SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes()


def _order_of_names(passage: TextFacts, wording: TextFacts) -> Iterator[Difference]:
    order: dict[Fact, Fact] = {}
    for fact in wording.of_kind(*_NAMES):
        if not _is_among(fact, order):
            there = next((other for other in passage.of_kind(*_NAMES) if is_same_fact(fact, other)), None)
            if there:
                order[fact] = there
    for (one, one_there), (other, other_there) in combinations(order.items(), 2):
        if _speaks(wording, one) and _speaks(passage, one_there):
            continue
        if _speaks(wording, other) and _speaks(passage, other_there):
            continue
        if (
            other_there.at < one_there.at
            and not _are_listed(wording, one, other)
            and not _are_listed(passage, other_there, one_there)
        ):
            ours, theirs = f"{one.words} … {other.words}", f"{other_there.words} … {one_there.words}"
            yield Difference("order of names", ours, theirs)


def _speaks(text: TextFacts, name: Fact) -> bool:
    """Whether a name is next to a verb of saying: it does not matter where in a sentence the speaker is named."""
    around = (text.tokens[max(name.at - 2, 0) : name.at], text.tokens[name.end : name.end + 2])
    return any(token.lower() in word_list("speech") for tokens in around for token in tokens)


def _are_listed(text: TextFacts, first: Fact, second: Fact) -> bool:
    """Whether there is nothing but `and`, commas, titles and further names between two names."""
    names = {at for fact in text.of_kind(*_NAMES) for at in range(fact.at, fact.end)}
    between = [text.tokens[at].lower() for at in range(first.end, second.at) if at not in names]
    return (
        bool(between)
        and all(word in _IN_A_LIST or word in word_list("titles") for word in between)
        and not {"and", "or", "&", ","}.isdisjoint(between)
    )


def _negations(passage: TextFacts, wording: TextFacts) -> Iterator[Difference]:
    ours, theirs = wording.of_kind(FactKind.NEGATION), passage.of_kind(FactKind.NEGATION)
    if len(ours) != len(theirs):
        yield Difference(FactKind.NEGATION.value, _listed(ours), _listed(theirs))


def _articles(passage: TextFacts, wording: TextFacts) -> Iterator[Difference]:
    ours, theirs = _states_with_articles(wording), _states_with_articles(passage)
    for name in ours.keys() & theirs.keys():
        if ours[name].isdisjoint(theirs[name]):
            yield Difference("article", min(ours[name]), min(theirs[name]))


def _states_with_articles(text: TextFacts) -> dict[str, set[str]]:
    """The states that a text calls by their own name, with and without `the` as in the text; `United` ones need it."""
    found: dict[str, set[str]] = {}
    for fact in text.of_kind(FactKind.STATE):
        if fact.words == fact.value and not fact.value.startswith("United"):
            has_article = fact.at > 0 and text.tokens[fact.at - 1].lower() == "the"
            found.setdefault(fact.value, set()).add(f"the {fact.words}" if has_article else fact.words)
    return found


def _directions(passage: TextFacts, wording: TextFacts) -> Iterator[Difference]:
    ours, theirs = wording.of_kind(FactKind.DIRECTION), passage.of_kind(FactKind.DIRECTION)
    for fact in ours:
        question, _, _ = fact.value.partition("/")
        answers = [other for other in theirs if other.value.partition("/")[0] == question]
        if answers and not _is_among(fact, answers):
            yield Difference(FactKind.DIRECTION.value, fact.words, _listed(answers))


def _listed(facts: Iterable[Fact]) -> str:
    return ", ".join(dict.fromkeys(fact.words for fact in facts))
