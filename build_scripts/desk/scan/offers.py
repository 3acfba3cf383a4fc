"""Which known claims does an article repeat, and where.

In: the index of known claims and the text of an article. Out: `Offer`s in reading order, each a claim and a passage (a
sentence) of the article, of one of three kinds:
- `exact`: words that the data quotes already stand in the passage, proven as every quotation is (`locate`);
- `repeats`: the passage is like the claim, and nothing was found in which they disagree;
- `differs`: it is like the claim and disagrees with it in what is named, or it is most like words that are known to deny
  the claim or to differ from it.

An offer is a proposal to look, not a finding. A claim is offered once, at the passage that is most like it, besides
wherever it is quoted; a passage is offered for a few claims at most. Words of a passage that one claim has accounted for
count for less with the next, since a sentence of news may hold several claims but seldom says one thing twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from build_scripts.article import SourceText, Span
from build_scripts.desk.scan.disagreement import STANCE, Disagreement, another, disagreements, other_words, same
from build_scripts.desk.scan.facts import Facts, Kind, facts, lower_case_words
from build_scripts.desk.scan.index import Index, KnownClaim, Likeness, Wording
from build_scripts.desk.scan.terms import placed_terms, terms
from build_scripts.folding import fold
from build_scripts.locate import Absent, Ambiguous, locate
from build_scripts.model import Claim, Evidence, Selector, Stance

# Claims offered for one passage.
MOST_CLAIMS = 5

# The least likeness (see `index`; 2.3 at the most) that is worth an editor's look. Chosen on the five articles of the first
# record so that about four offers in five are right; `make bench` prints what it comes to.
ENOUGH = 0.4

# What the weight of a word is multiplied with for every claim that has accounted for it.
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


def offers(index: Index, article: SourceText, reach: int, most_claims: int = MOST_CLAIMS, own: str | None = None) -> list[Offer]:
    """Every offer for an article, in reading order, the most like first.

    `reach` is the policy's, for quotations with omissions. `own` is the article's id where the data has it already: a
    passage that is evidence for a claim then needs no offer.
    """
    passages = _passages(article)
    quoted = list(_quoted(index.claims, article, passages, reach))
    known = {(known.claim.id, passage.span.start) for known, passage, evidence, _ in quoted if evidence.source == own}
    exact = [found for found in quoted if (found[0].claim.id, found[1].span.start) not in known]
    taken = Counter(passage.span.start for _, passage, _, _ in exact)
    settled = {known.claim.id for known, _, _, _ in quoted}
    near = _nearest_passages(index, passages, {start: most_claims - number for start, number in taken.items()}, most_claims, settled)
    lexicon = lower_case_words(article.text).union(
        *(lower_case_words(wording.text) for _, likeness in near for wording in likeness.known.wordings)
    )
    found = [_exact_offer(*quotation, lexicon) for quotation in exact]
    found += [_near_offer(passage, likeness, index, lexicon) for passage, likeness in near]
    return sorted(found, key=lambda offer: (offer.passage.span.start, offer.relation is not Relation.EXACT, -offer.score, offer.claim.id))


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
        Passage(span, article.line_of(span.start), article.column_of(span.start), article.text[span.start : span.end], number > 1)
        for span, number in passages.values()
    ]


Quotation = tuple[KnownClaim, Passage, Evidence, Span]


def _quoted(claims: Sequence[KnownClaim], article: SourceText, passages: Sequence[Passage], reach: int) -> Iterator[Quotation]:
    """The known quotations that stand in an article, each claim once a passage, by its longest."""
    present = frozenset(terms(article.text))
    found: dict[tuple[str, int], Quotation] = {}
    for known in claims:
        for wording in known.wordings:
            if wording.evidence is None or not present.issuperset(wording.terms) or not telling(wording.text):
                continue
            located = locate(Selector(quote=wording.text), article, reach)
            for spans in () if isinstance(located, Absent) else located.places if isinstance(located, Ambiguous) else (located.spans,):
                passage = next((passage for passage in passages if passage.span.touches(spans[0])), None)
                if passage:
                    key, whole = (known.claim.id, passage.span.start), Span(spans[0].start, spans[-1].end)
                    if key not in found or whole.end - whole.start > found[key][3].end - found[key][3].start:
                        found[key] = (known, passage, wording.evidence, whole)
    yield from found.values()


def _nearest_passages(
    index: Index, passages: Sequence[Passage], room: dict[int, int], most_claims: int, settled: set[str]
) -> list[tuple[Passage, Likeness]]:
    """For each claim that is not settled the passage most like it, where both find each other among the first."""
    offered = [
        (score, passage, likeness)
        for passage in passages
        for score, likeness in _first(index, passage, room.get(passage.span.start, most_claims))
        if likeness.known.claim.id not in settled
    ]
    best: dict[str, tuple[Passage, Likeness]] = {}
    for _, passage, likeness in sorted(offered, key=lambda offer: (-offer[0], offer[1].span.start, offer[2].known.claim.id)):
        best.setdefault(likeness.known.claim.id, (passage, likeness))
    return list(best.values())


def _first(index: Index, passage: Passage, most: int) -> Iterator[tuple[float, Likeness]]:
    """The claims most like a passage, one after another, what each accounts for counting less with those after it."""
    weights = {term: index.weight(term) for term in passage.terms}
    left = dict(weights)
    pool = index.ranked(passage.terms)
    for _ in range(most):
        rated = [(likeness.score * _left(likeness, weights, left), likeness) for likeness in pool if likeness.score >= ENOUGH]
        if not rated:
            return
        score, first = max(rated, key=lambda pair: pair[0])
        if score < ENOUGH:
            return
        yield score, first
        pool.remove(first)
        for term in first.known.vocabulary & left.keys():
            left[term] *= _ACCOUNTED


def _left(likeness: Likeness, weights: dict[str, float], left: dict[str, float]) -> float:
    """The part of what a claim shares with a passage that no better claim has accounted for."""
    shared = likeness.known.vocabulary & weights.keys()
    return sum(left[term] for term in shared) / sum(weights[term] for term in shared) if shared else 0.0


def _exact_offer(known: KnownClaim, passage: Passage, evidence: Evidence, span: Span, lexicon: frozenset[str]) -> Offer:
    start, end = span.start - passage.span.start, span.end - passage.span.start
    round_about = (fact.words for part in (passage.text[:start], passage.text[end:]) for fact in facts(part, lexicon).of(Kind.NEGATION))
    return Offer(
        claim=known.claim,
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
    differences = _differences(here, own, likeness.near, lexicon)
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
    return tuple(dict.fromkeys(fact.words for fact in held)), tuple(dict.fromkeys(fact.words for fact in named if fact not in held))


def _shared(passage: Passage, likeness: Likeness, index: Index) -> tuple[str, ...]:
    """The passage's own words that the claim has too, the most telling ones, in order."""
    places = [(term, passage.text[start:end]) for term, start, end in placed_terms(passage.text) if term in likeness.known.vocabulary]
    words = dict(reversed(places))
    most = set(sorted(words, key=lambda term: (-index.weight(term), term))[:_MOST_SHARED])
    return tuple(words[term] for term in dict.fromkeys(term for term, _ in places) if term in most)
