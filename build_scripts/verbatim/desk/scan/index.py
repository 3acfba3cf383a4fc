"""Ranks claims by how similar they are to a passage.

In: claims. Out: a `ClaimIndex` that ranks them for a passage. A claim is compared by its *wordings*: its own sentence,
its declared variants, and what its excerpts quote. A term weighs more the fewer claims have it (inverse document
frequency, over these claims), so that names which occur in all of the claims hardly count.

The similarity of a claim to a passage is the sum of three measures:
1. the similarity of its nearest wording to the most similar part of the passage (a cosine of weights, from 0 to 1): a
   sentence of news often contains several claims, and a quotation is only part of a sentence;
2. how much of the claim's own sentence is in the passage (0 to 1);
3. a fraction of how much of a sentence of its finding is: the finding says the same in other words.
A synonym counts half. `_PRIOR` keeps wordings of two or three terms from scoring like whole sentences.

Cost: one pass over the claims' words for the index; then `_CANDIDATES` claims for each passage, however many there are.
"""

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from verbatim.model.claims import Claim
from verbatim.model.evidence import Evidence
from verbatim.quotation.facts.terms import synonym_group, terms_of

# The claims that are compared with one passage: those that share the most weight with it. More claims cost more time
# and made no difference for the first record.
_CANDIDATES = 40

# If there are fewer claims, terms weigh as if there were so many: else every word of the only claim would be common.
_LEAST_CLAIMS = 80

# The part of its weight that a term counts if only a synonym of it is found.
_SYNONYM = 0.5

# Digits.
_LONGEST_YEAR = 4

# Added to the weight of a wording and of a part of a passage; in units of weight, about one to two rare terms.
_PRIOR = 3.0
_PRIOR_OF_A_SENTENCE = 6.0

# How much the finding counts, compared with the wording and the claim's own sentence.
_FINDING = 0.3

# A wording is nearly as similar as the most similar one if it has at least this part of its similarity.
_NEARLY = 0.7

# How many more terms a part of a passage has than the wording that is compared with it.
_EXTRA_TERMS = 4


@dataclass(frozen=True)
class Wording:
    """One way to express a claim; `evidence` is None for its own sentence and its variants."""

    text: str
    evidence: Evidence | None = None

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms of its text."""
        return terms_of(self.text)


@dataclass(frozen=True)
class KnownClaim:
    """A claim with all its wordings, its own sentence first."""

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
        return tuple(map(terms_of, re.split(r"(?<=\.)\s+", self.claim.finding)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All terms of its wordings."""
        return frozenset(term for wording in self.wordings for term in wording.terms)


@dataclass(frozen=True)
class Similarity:
    """How similar a claim is to a passage, and its most similar wordings: the first, and those nearly as similar."""

    known: KnownClaim
    score: float
    nearest: tuple[Wording, ...]


class ClaimIndex:
    """The claims by their terms."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = tuple(map(KnownClaim, claims))
        self._holders: dict[str, list[int]] = {}
        for number, known in enumerate(self.claims):
            for key in _keys(known.vocabulary):
                self._holders.setdefault(key, []).append(number)

    def weight(self, term: str) -> float:
        """How distinctive a term is: the logarithm of the number of all claims divided by those that have it.

        A long number counts once for each of its groups of three digits.
        """
        groups = math.ceil(len(term) / 3) if term.isdigit() and len(term) > _LONGEST_YEAR else 1
        return groups * math.log((max(len(self.claims), _LEAST_CLAIMS) + 1) / (len(self._holders.get(term, ())) + 0.5))

    def ranked(self, passage: tuple[str, ...]) -> list[Similarity]:
        """The claims that share terms with a passage, the most similar first."""
        shared: defaultdict[int, float] = defaultdict(float)
        for key in _keys(passage):
            weight = self.weight(key)
            for number in self._holders.get(key, ()):
                shared[number] += weight
        comparison = _Comparison(passage, self)
        candidates = heapq.nlargest(_CANDIDATES, shared, key=lambda number: (shared[number], -number))
        found = [comparison.with_claim(self.claims[number]) for number in candidates]
        return sorted(found, key=lambda similarity: (-similarity.score, similarity.known.claim.id))


def _keys(vocabulary: Iterable[str]) -> set[str]:
    """Terms, and the groups of synonyms that they belong to."""
    return {key for term in vocabulary for key in (term, synonym_group(term))}


class _Comparison:
    """Compares one passage with one claim after another."""

    def __init__(self, passage: tuple[str, ...], index: ClaimIndex) -> None:
        self.passage = passage
        self.index = index
        self.terms = frozenset(passage)
        self.groups = frozenset(map(synonym_group, passage))

    def with_claim(self, known: KnownClaim) -> Similarity:
        """Compare the passage with a claim."""
        compared: list[tuple[float, Wording]] = []
        best = 0.0
        for wording in known.wordings:
            compared.append((self._similarity(wording.terms, best * _NEARLY), wording))
            best = max(best, compared[-1][0])
        compared.sort(key=lambda pair: -pair[0])
        nearest = tuple(wording for similarity, wording in compared if similarity >= best * _NEARLY)
        finding = max(map(self._share, known.finding), default=0.0)
        return Similarity(known, best + self._share(known.wordings[0].terms) + _FINDING * finding, nearest)

    def _share(self, wording: tuple[str, ...]) -> float:
        """How much of a wording's weight is in the passage."""
        weights = {term: self.index.weight(term) for term in wording}
        found = sum(weight * self._found(term) for term, weight in weights.items())
        return found / (sum(weights.values()) + _PRIOR_OF_A_SENTENCE)

    def _found(self, term: str) -> float:
        return 1 if term in self.terms else _SYNONYM if synonym_group(term) in self.groups else 0

    def _similarity(self, wording: tuple[str, ...], at_least: float) -> float:
        """The cosine of a wording and the most similar part of the passage; 0 if it cannot reach `at_least`."""
        wanted = frozenset(wording)
        total = sum(map(self.index.weight, wanted)) + _PRIOR
        within = sum(self.index.weight(term) * self._found(term) for term in wanted)
        if within / math.sqrt(total * (within + _PRIOR)) < at_least:
            return 0.0
        groups = frozenset(map(synonym_group, wanted))
        parts = self._parts(wanted, groups, len(wording) + _EXTRA_TERMS)
        return max((shared / math.sqrt(total * (weight + _PRIOR)) for shared, weight in parts), default=0.0)

    def _parts(self, wanted: frozenset[str], groups: frozenset[str], length: int) -> Iterator[tuple[float, float]]:
        """For every part of that many terms the weight that it shares with the wording, and its own weight.

        Each term counts once. Cost: linear in the passage, however long the parts are.
        """
        weights = [self.index.weight(term) for term in self.passage]
        gains = [
            weight if term in wanted else weight * _SYNONYM if synonym_group(term) in groups else 0.0
            for term, weight in zip(self.passage, weights, strict=True)
        ]
        counts: Counter[str] = Counter()
        shared = total = 0.0
        for end, term in enumerate(self.passage):
            counts[term] += 1
            if counts[term] == 1:
                shared, total = shared + gains[end], total + weights[end]
            gone = end - length
            if gone >= 0:
                counts[self.passage[gone]] -= 1
                if not counts[self.passage[gone]]:
                    shared, total = shared - gains[gone], total - weights[gone]
            if end == len(self.passage) - 1 or gone >= -1:
                yield shared, total
