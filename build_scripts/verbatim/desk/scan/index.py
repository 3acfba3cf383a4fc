"""Which claims is a passage like, and how much.

In: claims. Out: an `Index` that ranks claims for a passage. A claim is known by its *wordings*: its own sentence, its
declared variants, and what its excerpts quote. Every term weighs by how few claims have it (inverse document frequency,
taken from these claims), so that the names that run through the whole record count for little.

The likeness of a claim to a passage is the sum of three measures:
1. the likeness of its nearest wording to that stretch of the passage which is most like it (a cosine of weights, from 0
   to 1): a sentence of news often holds several claims, and a quotation is only part of a sentence;
2. how much of the claim's own sentence stands in the passage (0 to 1);
3. a fraction of how much of a sentence of its finding does: the finding speaks of the matter in other words.
Terms of like meaning count for a half. `_PRIOR` keeps wordings of two or three terms from scoring like whole sentences.

Cost: one pass over the claims' words to index them; then per passage a look at `_CANDIDATES` claims, however many there are.
"""

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from verbatim.desk.scan.terms import like_terms, terms
from verbatim.model.claims import Claim, Evidence

# Claims that are looked at closely for one passage: those that share the most weight with it. More cost time and, tried
# on the first record, change nothing.
_CANDIDATES = 40

# In a record of fewer claims a term weighs as if there were so many: else every word of the only claim would be common.
_SMALL = 80

# Weight of a term that is not there itself, but one of like meaning.
_LIKE = 0.5

# Added to the weight of a wording and of a stretch; in units of weight, about one to two rare terms.
_PRIOR = 3.0
_PRIOR_OF_A_SENTENCE = 6.0

# How much the finding counts beside the wording and the claim's own sentence.
_FINDING = 0.3

# A wording is nearly as near as another from this part of its likeness on.
_NEARLY = 0.7

# A stretch may hold so many terms more than the wording that is compared with it.
_LOOSE = 4


@dataclass(frozen=True)
class Wording:
    """One way in which a claim is put; `evidence` is None for its own sentence and its variants."""

    text: str
    evidence: Evidence | None = None

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """What the wording is about."""
        return terms(self.text)


@dataclass(frozen=True)
class KnownClaim:
    """A claim with all the ways in which it is put, its own sentence first."""

    claim: Claim

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """Its sentence, its variants, its quotations."""
        claim = self.claim
        return (
            *map(Wording, (claim.claim, *claim.variants)),
            *(Wording(evidence.quote, evidence) for evidence in claim.evidence),
        )

    @cached_property
    def finding(self) -> tuple[tuple[str, ...], ...]:
        """The terms of each sentence of its finding."""
        return tuple(map(terms, re.split(r"(?<=\.)\s+", self.claim.finding)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every term of its wordings."""
        return frozenset(term for wording in self.wordings for term in wording.terms)


@dataclass(frozen=True)
class Likeness:
    """How like a passage a claim is: the sum, and the wordings that are nearly as near as the nearest, that one first."""

    known: KnownClaim
    score: float
    near: tuple[Wording, ...]


class Index:
    """The claims by their terms."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = tuple(map(KnownClaim, claims))
        self._holders: dict[str, list[int]] = {}
        for number, known in enumerate(self.claims):
            for key in _keys(known.vocabulary):
                self._holders.setdefault(key, []).append(number)

    def weight(self, term: str) -> float:
        """How telling a term is: the logarithm of how many claims there are for each that has it."""
        return math.log((max(len(self.claims), _SMALL) + 1) / (len(self._holders.get(term, ())) + 0.5))

    def ranked(self, passage: tuple[str, ...]) -> list[Likeness]:
        """The claims that are like a passage, the most like first."""
        shared: defaultdict[int, float] = defaultdict(float)
        for key in _keys(passage):
            weight = self.weight(key)
            for number in self._holders.get(key, ()):
                shared[number] += weight
        weighed = _Weighed(passage, self)
        candidates = heapq.nlargest(_CANDIDATES, shared, key=lambda number: (shared[number], -number))
        likenesses = [weighed.likeness(self.claims[number]) for number in candidates]
        return sorted(likenesses, key=lambda likeness: (-likeness.score, likeness.known.claim.id))


def _keys(vocabulary: Iterable[str]) -> set[str]:
    """Terms, and the groups that they belong to."""
    return {key for term in vocabulary for key in (term, like_terms(term))}


class _Weighed:
    """A passage ready to be compared with one claim after another."""

    def __init__(self, passage: tuple[str, ...], index: Index) -> None:
        self.passage = passage
        self.index = index
        self.terms = frozenset(passage)
        self.groups = frozenset(map(like_terms, passage))

    def likeness(self, known: KnownClaim) -> Likeness:
        """Compare the passage with a claim."""
        nearness: list[tuple[float, Wording]] = []
        best = 0.0
        for wording in known.wordings:
            nearness.append((self._nearness(wording.terms, best * _NEARLY), wording))
            best = max(best, nearness[-1][0])
        nearness.sort(key=lambda pair: -pair[0])
        near = tuple(wording for like, wording in nearness if like >= best * _NEARLY)
        finding = max(map(self._share, known.finding), default=0.0)
        return Likeness(known, best + self._share(known.wordings[0].terms) + _FINDING * finding, near)

    def _share(self, wording: tuple[str, ...]) -> float:
        """How much of a wording's weight stands in the passage."""
        weights = {term: self.index.weight(term) for term in wording}
        held = sum(weight * self._held(term) for term, weight in weights.items())
        return held / (sum(weights.values()) + _PRIOR_OF_A_SENTENCE)

    def _held(self, term: str) -> float:
        return 1 if term in self.terms else _LIKE if like_terms(term) in self.groups else 0

    def _nearness(self, wording: tuple[str, ...], at_least: float) -> float:
        """The cosine of a wording and the stretch most like it; 0 where it cannot reach `at_least`."""
        wanted = frozenset(wording)
        total = sum(map(self.index.weight, wanted)) + _PRIOR
        within = sum(self.index.weight(term) * self._held(term) for term in wanted)
        if within / math.sqrt(total * (within + _PRIOR)) < at_least:
            return 0.0
        groups = frozenset(map(like_terms, wanted))
        stretches = self._stretches(wanted, groups, len(wording) + _LOOSE)
        return max((held / math.sqrt(total * (weight + _PRIOR)) for held, weight in stretches), default=0.0)

    def _stretches(self, wanted: frozenset[str], groups: frozenset[str], length: int) -> Iterator[tuple[float, float]]:
        """For every stretch of that many terms the weight that it has in common with the wording, and its own.

        Each term counts once. Cost: linear in the passage, however long the stretch.
        """
        weights = [self.index.weight(term) for term in self.passage]
        gains = [
            weight if term in wanted else weight * _LIKE if like_terms(term) in groups else 0.0
            for term, weight in zip(self.passage, weights, strict=True)
        ]
        counts: Counter[str] = Counter()
        held = total = 0.0
        for end, term in enumerate(self.passage):
            counts[term] += 1
            if counts[term] == 1:
                held, total = held + gains[end], total + weights[end]
            gone = end - length
            if gone >= 0:
                counts[self.passage[gone]] -= 1
                if not counts[self.passage[gone]]:
                    held, total = held - gains[gone], total - weights[gone]
            if end == len(self.passage) - 1 or gone >= -1:
                yield held, total
