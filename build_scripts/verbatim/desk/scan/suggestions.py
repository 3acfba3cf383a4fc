"""Suggests the known claims that an article may repeat or contradict, and where.

In: the index of known claims and the text of an article. Out: `Suggestion`s in reading order, each a claim and a
passage (a sentence) of the article, in one of three relations:
- `exact`: the passage contains words that the data quote for the claim, proven as every quotation is (`locate`);
- `similar`: the passage is similar to the claim, and no difference was found in its facts. It may still deny the claim
  in words that no list of ours has, as “collapsed” does for talks, so this is no promise that it repeats the claim;
- `differs`: the passage is similar to the claim and differs from it in a fact, or is most similar to words that are
  known to deny the claim or to differ from it.

A suggestion is not a finding: an editor looks at it. A claim is suggested wherever it is quoted, else at the passage
most similar to it; and also at any other passage that is very similar to it and differs. A passage gets only a few
claims. Words of a passage that already belong to a suggested claim count less for the next, because a sentence of news
may contain several claims but seldom says one thing twice.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from verbatim.desk.scan.differences import (
    NOT_ASSERTING,
    OTHER_SCRIPT,
    Difference,
    changed_words,
    different_facts,
    find_differences,
    is_same_fact,
)
from verbatim.desk.scan.index import ClaimIndex, KnownClaim, Similarity, Wording
from verbatim.model.claims import Claim
from verbatim.model.evidence import Evidence, Stance
from verbatim.model.sources import Selector
from verbatim.quotation.facts.facts import FactKind, TextFacts, facts_of, lower_case_words
from verbatim.quotation.facts.terms import terms_of, terms_with_places
from verbatim.quotation.locate import Absent, Ambiguous, locate
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.source_text import SourceText, Span

# The most claims that are suggested for one passage.
MOST_CLAIMS = 5

# The least similarity (see `index`; at most 2.3) that is worth an editor's look. Chosen for the five articles of the
# first record so that about four of five suggestions are right; `make bench` prints the figures.
LEAST_SIMILARITY = 0.4

# The same for a further passage that differs from a claim which is suggested at another passage already.
_LEAST_SIMILARITY_ELSEWHERE = 1.0

# How much similarity a claim loses if all of its shared words belong to a better claim.
_LOST = 0.5

# A quotation of so many words, with so many different terms, shows which claim it belongs to: `recently visited North
# Korea` does, `Since then, he said` does not.
_DISTINCTIVE_WORDS = 3
_DISTINCTIVE_TERMS = 2

# The most shared words that are shown.
_MOST_SHARED = 8


class Relation(StrEnum):
    """How a passage is related to a known claim."""

    EXACT = "exact"
    SIMILAR = "similar"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Passage:
    """A sentence of the article; `is_repeated` if the article has it more than once and this is the first time."""

    span: Span
    line: int
    column: int
    text: str
    is_repeated: bool

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms of its text."""
        return terms_of(self.text)


@dataclass(frozen=True)
class Suggestion:
    """A claim, a passage, and how they are related.

    `nearest` is the known wording most similar to the passage, or the one that it contains. `shared_facts` are the
    claim's numbers and names that the passage has too, `missing_facts` those that it does not mention.
    `other_negations` are words of negation in the passage, outside the exact words.
    """

    claim: Claim
    passage: Passage
    relation: Relation
    score: float
    nearest: Wording
    quote: str
    shared_words: tuple[str, ...] = ()
    shared_facts: tuple[str, ...] = ()
    missing_facts: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    other_negations: tuple[str, ...] = ()


def find_suggestions(
    index: ClaimIndex, article: SourceText, reach: int, most_claims: int = MOST_CLAIMS, own_id: str | None = None
) -> list[Suggestion]:
    """All suggestions for an article, in reading order, for each passage the most similar claim first.

    `reach` is the policy's limit for quotations with omissions. `own_id` is the article's id if it is in the data
    already: a passage that is evidence for a claim then needs no suggestion.
    """
    passages = _passages(article)
    quotations = list(_quotations(index.claims, article, passages, reach, own_id))
    recorded = {quotation.key for quotation in quotations if quotation.evidence.source == own_id}
    exact = [quotation for quotation in _longest(quotations) if quotation.key not in recorded]
    room = Counter({passage.span.start: most_claims for passage in passages})
    room.subtract(quotation.passage.span.start for quotation in exact)
    similar = _similar(index, passages, room, {quotation.key for quotation in quotations})
    lexicon = lower_case_words(article.text).union(
        *(lower_case_words(wording.text) for _, similarity in similar for wording in similarity.known.wordings)
    )
    suggested = [_for_quotation(quotation, lexicon) for quotation in exact]
    placed = {quotation.known.claim.id for quotation in quotations}
    for passage, similarity in similar:
        suggestion = _for_similar_passage(passage, similarity, index, lexicon)
        differs_strongly = suggestion.relation is Relation.DIFFERS and suggestion.score >= _LEAST_SIMILARITY_ELSEWHERE
        if suggestion.claim.id not in placed or differs_strongly:
            suggested.append(suggestion)
            placed.add(suggestion.claim.id)
    return sorted(suggested, key=_reading_order)


def _reading_order(suggestion: Suggestion) -> tuple[int, bool, float, str]:
    is_similar = suggestion.relation is not Relation.EXACT
    return suggestion.passage.span.start, is_similar, -suggestion.score, suggestion.claim.id


def is_distinctive(quote: str) -> bool:
    """Whether words are enough to show which claim they belong to."""
    return len(quote.split()) >= _DISTINCTIVE_WORDS and len(set(terms_of(quote))) >= _DISTINCTIVE_TERMS


def _passages(article: SourceText) -> list[Passage]:
    """The sentences of an article, each once, however often it is repeated."""
    passages: dict[str, tuple[Span, int]] = {}
    for sentence in article.sentences:
        words = fold(article.text[sentence.start : sentence.end]).text
        first, number = passages.get(words, (sentence, 0))
        passages[words] = (first, number + 1)
    return [
        Passage(
            span,
            article.line_of(span.start),
            article.column_of(span.start),
            article.text[span.start : span.end],
            number > 1,
        )
        for span, number in passages.values()
    ]


@dataclass(frozen=True)
class _Quotation:
    """Known words that a passage contains."""

    known: KnownClaim
    evidence: Evidence
    passage: Passage
    span: Span

    @property
    def key(self) -> tuple[str, int]:
        """The claim, and where the passage begins."""
        return self.known.claim.id, self.passage.span.start


def _quotations(
    claims: Sequence[KnownClaim], article: SourceText, passages: Sequence[Passage], reach: int, own_id: str | None
) -> Iterator[_Quotation]:
    """The known quotations that an article contains: distinctive ones, and all that were taken from this article."""
    present = frozenset(terms_of(article.text))
    for known in claims:
        for wording in known.wordings:
            evidence = wording.evidence
            if evidence is None or not present.issuperset(wording.terms):
                continue
            is_own = evidence.source == own_id
            if not is_own and not is_distinctive(wording.text):
                continue
            # What tells several places of its own source apart means nothing in another.
            found = locate(evidence if is_own else Selector(quote=evidence.quote), article, reach)
            if isinstance(found, Absent):
                continue
            for spans in found.occurrences if isinstance(found, Ambiguous) else (found.spans,):
                passage = next((passage for passage in passages if passage.span.touches(spans[0])), None)
                if passage:
                    yield _Quotation(known, evidence, passage, Span(spans[0].start, spans[-1].end))


def _longest(quotations: Iterable[_Quotation]) -> Iterable[_Quotation]:
    """For each passage and claim the longest of the claim's quotations in the passage."""
    longest: dict[tuple[str, int], _Quotation] = {}
    for quotation in sorted(quotations, key=lambda quotation: quotation.span.start - quotation.span.end):
        longest.setdefault(quotation.key, quotation)
    return longest.values()


def _similar(
    index: ClaimIndex, passages: Sequence[Passage], room: Mapping[int, int], quoted: set[tuple[str, int]]
) -> list[tuple[Passage, Similarity]]:
    """Each passage with its most similar claims, unless it quotes them; the most similar pair first."""
    found = [
        (score, passage, similarity)
        for passage in passages
        for score, similarity in _best_claims(index, passage, room[passage.span.start])
        if (similarity.known.claim.id, passage.span.start) not in quoted
    ]
    found.sort(key=lambda row: (-row[0], row[1].span.start, row[2].known.claim.id))
    return [(passage, similarity) for _, passage, similarity in found]


def _best_claims(index: ClaimIndex, passage: Passage, most: int) -> Iterator[tuple[float, Similarity]]:
    """The claims most similar to a passage; words that belong to one claim count less for the claims after it."""
    weights = {term: index.weight(term) for term in passage.terms}
    used: set[str] = set()
    pool = [similarity for similarity in index.ranked(passage.terms) if similarity.score >= LEAST_SIMILARITY]
    while pool and most > 0:
        scored = ((_score(similarity, weights, used), similarity) for similarity in pool)
        score, best = max(scored, key=lambda pair: pair[0])
        if score < LEAST_SIMILARITY:
            return
        yield score, best
        pool.remove(best)
        used |= best.known.vocabulary
        most -= 1


def _score(similarity: Similarity, weights: dict[str, float], used: set[str]) -> float:
    """The similarity, reduced for the shared words that belong to a better claim; 0 if no word is shared."""
    shared = similarity.known.vocabulary & weights.keys()
    if not shared:
        return 0.0
    used_part = sum(weights[term] for term in shared & used) / sum(weights[term] for term in shared)
    return similarity.score * (1 - _LOST * used_part)


def _for_quotation(quotation: _Quotation, lexicon: frozenset[str]) -> Suggestion:
    passage, evidence = quotation.passage, quotation.evidence
    start, end = quotation.span.start - passage.span.start, quotation.span.end - passage.span.start
    outside = (passage.text[:start], passage.text[end:])
    negations = (fact.words for part in outside for fact in facts_of(part, lexicon).of_kind(FactKind.NEGATION))
    return Suggestion(
        claim=quotation.known.claim,
        passage=passage,
        relation=Relation.EXACT,
        score=1.0,
        nearest=Wording(evidence.quote, evidence),
        quote=passage.text[start:end] if end <= len(passage.text) else evidence.quote,
        other_negations=tuple(dict.fromkeys(negations)),
    )


def _for_similar_passage(
    passage: Passage, similarity: Similarity, index: ClaimIndex, lexicon: frozenset[str]
) -> Suggestion:
    known = similarity.known
    here, own = (facts_of(text, lexicon) for text in (passage.text, known.claim.claim))
    differences = (*_other_script(known), *_differences(here, own, similarity.nearest, lexicon))
    shared, missing = _compare_facts(here, own)
    return Suggestion(
        claim=known.claim,
        passage=passage,
        relation=Relation.DIFFERS if differences else Relation.SIMILAR,
        score=similarity.score,
        nearest=similarity.nearest[0],
        quote=passage.text,
        shared_words=_shared_words(passage, similarity, index),
        shared_facts=shared,
        missing_facts=missing,
        differences=differences,
    )


def _other_script(known: KnownClaim) -> tuple[Difference, ...]:
    """The difference that none of a claim's evidence asserts it in Latin letters, so that nothing can be compared.

    Its own sentence is an editor's, and may be smoother than what was said.
    """
    evidence = known.claim.evidence
    asserting = [excerpt.quote for excerpt in evidence if excerpt.stance is Stance.ASSERTS]
    is_comparable = any(re.search("[A-Za-z]{3}", quote) for quote in asserting)
    return () if is_comparable or not evidence else (Difference(OTHER_SCRIPT, "", ""),)


def _differences(
    here: TextFacts, own: TextFacts, nearest: Sequence[Wording], lexicon: frozenset[str]
) -> tuple[Difference, ...]:
    """Where a passage differs from the nearest wordings or from the claim's own sentence.

    Which of several similar wordings is the nearest depends on a word or two. So the passage must agree with all of
    them that assert the claim.
    """
    found: list[Difference] = []
    stance = _stance(nearest[0])
    if stance is not Stance.ASSERTS:
        found.append(Difference(NOT_ASSERTING, Stance.ASSERTS.value, stance.value))
    for wording in nearest:
        if wording is nearest[0] or _stance(wording) is Stance.ASSERTS:
            theirs = facts_of(wording.text, lexicon)
            found += find_differences(here, theirs)
            found += changed_words(here, theirs) if wording.evidence else ()
    return tuple(dict.fromkeys((*found, *different_facts(here, own))))


def _stance(wording: Wording) -> Stance:
    """The stance of a wording; the claim's own sentence and its variants assert it."""
    return wording.evidence.stance if wording.evidence else Stance.ASSERTS


def _compare_facts(here: TextFacts, own: TextFacts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers, times and names of a claim that a passage has, and those that it lacks."""
    named = [fact for fact in own.facts if fact.kind not in (FactKind.NEGATION, FactKind.DIRECTION)]
    shared = [fact for fact in named if any(is_same_fact(fact, other) for other in here.facts)]
    missing = [fact for fact in named if fact not in shared]
    return tuple(dict.fromkeys(fact.words for fact in shared)), tuple(dict.fromkeys(fact.words for fact in missing))


def _shared_words(passage: Passage, similarity: Similarity, index: ClaimIndex) -> tuple[str, ...]:
    """The words of a passage that the claim has too: the most distinctive ones, in order."""
    places = [
        (term, passage.text[start:end])
        for term, start, end in terms_with_places(passage.text)
        if term in similarity.known.vocabulary
    ]
    words = dict(reversed(places))
    shown = set(sorted(words, key=lambda term: (-index.weight(term), term))[:_MOST_SHARED])
    return tuple(words[term] for term in dict.fromkeys(term for term, _ in places) if term in shown)
