"""Which known claims does an article repeat, and where.

In: the index of known claims and the text of an article. Out: `Offer`s in reading order, each a claim and a passage (a
sentence) of the article, of one of three kinds:
- `exact`: words that the data quotes already stand in the passage, proven as every quotation is (`locate`);
- `repeats`: the passage is like the claim, and nothing was found in which they disagree;
- `differs`: it is like the claim and disagrees with it in what is named, or it is most like words that are known to deny
  the claim or to differ from it.

An offer is a proposal to look, not a finding. A claim is offered wherever it is quoted, else at the one passage that is
most like it; and besides wherever another passage, very like it, differs. A passage is offered for a few claims at most. Words of a passage that one claim has accounted for
count for less with the next, since a sentence of news may hold several claims but seldom says one thing twice.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from verbatim.desk.scan.disagreement import (
    SCRIPT,
    STANCE,
    Disagreement,
    another,
    disagreements,
    other_words,
    same,
)
from verbatim.desk.scan.facts import Facts, Kind, facts, lower_case_words
from verbatim.desk.scan.index import Index, KnownClaim, Likeness, Wording
from verbatim.desk.scan.terms import placed_terms, terms
from verbatim.model.claims import Claim, Evidence, Stance
from verbatim.model.sources import Selector
from verbatim.quotation.folding import fold
from verbatim.quotation.locate import Absent, Ambiguous, locate
from verbatim.quotation.source_text import SourceText, Span

# Claims offered for one passage.
MOST_CLAIMS = 5

# The least likeness (see `index`; 2.3 at the most) that is worth an editor's look. Chosen on the five articles of the first
# record so that about four offers in five are right; `make bench` prints what it comes to.
ENOUGH = 0.4

# The same for a claim that the article quotes or is most like elsewhere, and then only for a passage that differs from it.
_ENOUGH_BESIDES = 1.0

# How much less a claim is worth that rests wholly on words which a better claim has accounted for.
_ACCOUNTED = 0.5

# A known quotation tells of its claim from so many words on, so many of them with a meaning of their own: `recently
# visited North Korea` does, `Since then, he said` does not.
_TELLING_WORDS = 3
_TELLING_TERMS = 2

# Words shown of what a passage and a claim share.
_MOST_SHARED = 8


class Relation(StrEnum):
    """How a passage bears on a known claim."""

    EXACT = "exact"
    REPEATS = "repeats"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Passage:
    """A sentence of the article; `repeated` where the article has it more than once, and this is the first time."""

    span: Span
    line: int
    column: int
    text: str
    repeated: bool

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """What the passage is about."""
        return terms(self.text)


@dataclass(frozen=True)
class Offer:
    """A claim, a passage, and how the one bears on the other.

    `nearest` is the known wording that is most like the passage, or the words that stand in it; `agrees` are numbers and
    names on which they agree, `unsaid` those of the claim that the passage does not mention. `round_about` are words of
    negation that stand in the passage outside exact words.
    """

    claim: Claim
    passage: Passage
    relation: Relation
    score: float
    nearest: Wording
    quote: str
    shared: tuple[str, ...] = ()
    agrees: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    differences: tuple[Disagreement, ...] = ()
    round_about: tuple[str, ...] = ()


def offers(
    index: Index, article: SourceText, reach: int, most_claims: int = MOST_CLAIMS, own: str | None = None
) -> list[Offer]:
    """Every offer for an article, in reading order, the most like first.

    `reach` is the policy's, for quotations with omissions. `own` is the article's id where the data has it already: a
    passage that is evidence for a claim then needs no offer.
    """
    passages = _passages(article)
    found = list(_quotations(index.claims, article, passages, reach, own))
    settled = {quotation.key for quotation in found}
    done = {quotation.key for quotation in found if quotation.evidence.source == own}
    exact = [quotation for quotation in _longest(found) if quotation.key not in done]
    room = Counter({passage.span.start: most_claims for passage in passages})
    room.subtract(quotation.passage.span.start for quotation in exact)
    near = _near(index, passages, room, settled)
    lexicon = lower_case_words(article.text).union(
        *(lower_case_words(wording.text) for _, likeness in near for wording in likeness.known.wordings)
    )
    placed = {quotation.known.claim.id for quotation in found}
    offered = [_exact_offer(quotation, lexicon) for quotation in exact]
    for passage, likeness in near:
        offer = _near_offer(passage, likeness, index, lexicon)
        if offer.claim.id not in placed or (offer.relation is Relation.DIFFERS and offer.score >= _ENOUGH_BESIDES):
            offered.append(offer)
            placed.add(offer.claim.id)
    return sorted(
        offered,
        key=lambda offer: (
            offer.passage.span.start,
            offer.relation is not Relation.EXACT,
            -offer.score,
            offer.claim.id,
        ),
    )


def telling(quote: str) -> bool:
    """Whether words are enough to tell which claim they belong to."""
    return len(quote.split()) >= _TELLING_WORDS and len(set(terms(quote))) >= _TELLING_TERMS


def _passages(article: SourceText) -> list[Passage]:
    """The sentences of an article, each once however often it is repeated."""
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
    """Known words that stand in a passage."""

    known: KnownClaim
    evidence: Evidence
    passage: Passage
    span: Span

    @property
    def key(self) -> tuple[str, int]:
        """The claim, and where the passage begins."""
        return self.known.claim.id, self.passage.span.start


def _quotations(
    claims: Sequence[KnownClaim], article: SourceText, passages: Sequence[Passage], reach: int, own: str | None
) -> Iterator[_Quotation]:
    """The known quotations that stand in an article and are telling; those taken from this very article, however short."""
    present = frozenset(terms(article.text))
    for known in claims:
        for wording in known.wordings:
            evidence = wording.evidence
            if (
                evidence is None
                or not present.issuperset(wording.terms)
                or not (telling(wording.text) or evidence.source == own)
            ):
                continue
            # What decides between several places in its own source says nothing of another.
            selector = evidence if evidence.source == own else Selector(quote=evidence.quote)
            located = locate(selector, article, reach)
            for spans in (
                ()
                if isinstance(located, Absent)
                else located.occurrences
                if isinstance(located, Ambiguous)
                else (located.spans,)
            ):
                passage = next((passage for passage in passages if passage.span.touches(spans[0])), None)
                if passage:
                    yield _Quotation(known, evidence, passage, Span(spans[0].start, spans[-1].end))


def _longest(quotations: Iterable[_Quotation]) -> Iterable[_Quotation]:
    """Of the quotations that a passage has of one claim the longest."""
    longest: dict[tuple[str, int], _Quotation] = {}
    for quotation in sorted(quotations, key=lambda quotation: quotation.span.start - quotation.span.end):
        longest.setdefault(quotation.key, quotation)
    return longest.values()


def _near(
    index: Index, passages: Sequence[Passage], room: Mapping[int, int], settled: set[tuple[str, int]]
) -> list[tuple[Passage, Likeness]]:
    """Claims and passages that are among the first for each other and not settled, the most like first."""
    offered = [
        (score, passage, likeness)
        for passage in passages
        for score, likeness in _first(index, passage, room[passage.span.start])
        if (likeness.known.claim.id, passage.span.start) not in settled
    ]
    offered.sort(key=lambda offer: (-offer[0], offer[1].span.start, offer[2].known.claim.id))
    return [(passage, likeness) for _, passage, likeness in offered]


def _first(index: Index, passage: Passage, most: int) -> Iterator[tuple[float, Likeness]]:
    """The claims most like a passage, one after another, what one accounts for counting less with those after it."""
    weights = {term: index.weight(term) for term in passage.terms}
    accounted: set[str] = set()
    pool = [likeness for likeness in index.ranked(passage.terms) if likeness.score >= ENOUGH]
    while pool and most > 0:
        score, first = max(
            ((_worth(likeness, weights, accounted), likeness) for likeness in pool), key=lambda pair: pair[0]
        )
        if score < ENOUGH:
            return
        yield score, first
        pool.remove(first)
        accounted |= first.known.vocabulary
        most -= 1


def _worth(likeness: Likeness, weights: dict[str, float], accounted: set[str]) -> float:
    """The likeness, less for what it rests on words that a better claim has accounted for; 0 where no word is shared."""
    shared = likeness.known.vocabulary & weights.keys()
    if not shared:
        return 0.0
    again = sum(weights[term] for term in shared & accounted) / sum(weights[term] for term in shared)
    return likeness.score * (1 - _ACCOUNTED * again)


def _exact_offer(quotation: _Quotation, lexicon: frozenset[str]) -> Offer:
    passage, evidence = quotation.passage, quotation.evidence
    start, end = quotation.span.start - passage.span.start, quotation.span.end - passage.span.start
    outside = (passage.text[:start], passage.text[end:])
    round_about = (fact.words for part in outside for fact in facts(part, lexicon).of(Kind.NEGATION))
    return Offer(
        claim=quotation.known.claim,
        passage=passage,
        relation=Relation.EXACT,
        score=1.0,
        nearest=Wording(evidence.quote, evidence),
        quote=passage.text[start:end] if end <= len(passage.text) else evidence.quote,
        round_about=tuple(dict.fromkeys(round_about)),
    )


def _near_offer(passage: Passage, likeness: Likeness, index: Index, lexicon: frozenset[str]) -> Offer:
    known, nearest = likeness.known, likeness.near[0]
    here, own = (facts(text, lexicon) for text in (passage.text, known.claim.claim))
    differences = (*_incomparable(known), *_differences(here, own, likeness.near, lexicon))
    agrees, unsaid = _compared(here, own)
    return Offer(
        claim=known.claim,
        passage=passage,
        relation=Relation.DIFFERS if differences else Relation.REPEATS,
        score=likeness.score,
        nearest=nearest,
        quote=passage.text,
        shared=_shared(passage, likeness, index),
        agrees=agrees,
        unsaid=unsaid,
        differences=differences,
    )


def _incomparable(known: KnownClaim) -> tuple[Disagreement, ...]:
    """What keeps a claim with evidence from being repeated at all: that none of it asserts the claim in Latin letters, as passages do.

    Its own sentence is an editor's, and may be smoother than what was said.
    """
    evidence = known.claim.evidence
    asserting = [excerpt.quote for excerpt in evidence if excerpt.stance is Stance.ASSERTS]
    comparable = any(re.search("[A-Za-z]{3}", quote) for quote in asserting)
    return () if comparable or not evidence else (Disagreement(SCRIPT, "", ""),)


def _differences(here: Facts, own: Facts, near: Sequence[Wording], lexicon: frozenset[str]) -> tuple[Disagreement, ...]:
    """In what a passage disagrees with the nearest wordings or with the claim's own sentence.

    Which of several like wordings is the nearest is a matter of a word or two. So the passage must agree with each of
    them, in so far as it asserts the claim.
    """
    found: list[Disagreement] = []
    stance = _stance(near[0])
    if stance is not Stance.ASSERTS:
        found.append(Disagreement(STANCE, Stance.ASSERTS.value, stance.value))
    for wording in near:
        if wording is near[0] or _stance(wording) is Stance.ASSERTS:
            theirs = facts(wording.text, lexicon)
            found += disagreements(here, theirs)
            found += other_words(here, theirs) if wording.evidence else ()
    return tuple(dict.fromkeys((*found, *another(here, own))))


def _stance(wording: Wording) -> Stance:
    """How a wording bears on its claim; its own sentence and its variants assert it."""
    return wording.evidence.stance if wording.evidence else Stance.ASSERTS


def _compared(here: Facts, own: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers, times and names of a claim that a passage has, and those that it has not."""
    named = [fact for fact in own.facts if fact.kind not in (Kind.NEGATION, Kind.DIRECTION)]
    held = [fact for fact in named if any(same(fact, there) for there in here.facts)]
    return tuple(dict.fromkeys(fact.words for fact in held)), tuple(
        dict.fromkeys(fact.words for fact in named if fact not in held)
    )


def _shared(passage: Passage, likeness: Likeness, index: Index) -> tuple[str, ...]:
    """The passage's own words that the claim has too, the most telling ones, in order."""
    places = [
        (term, passage.text[start:end])
        for term, start, end in placed_terms(passage.text)
        if term in likeness.known.vocabulary
    ]
    words = dict(reversed(places))
    most = set(sorted(words, key=lambda term: (-index.weight(term), term))[:_MOST_SHARED])
    return tuple(words[term] for term in dict.fromkeys(term for term, _ in places) if term in most)
