"""Two articles side by side: `/articles/A/vs/B/`.

There is a page for each pair of articles that have a claim in common, because only then something can be compared; so
the number of pages grows with what articles share, not with the square of their number. The ids in the address are in
alphabetical order, so it stays the same when articles are added or moved.

Only excerpts are printed that the article's own page prints, and of the longest shared run only the words that are in
such excerpts: no more of an article is published than before.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import combinations

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.evidence import Stance
from verbatim.model.sources import Article
from verbatim.output import Batch, Output
from verbatim.quotation.comparing.shared_text import shared_runs
from verbatim.quotation.comparing.wordings import comparisons
from verbatim.quotation.excerpts import Excerpt, Segment
from verbatim.quotation.text.source_text import Span
from verbatim.quotation.text.words import count_words
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import QUOTATION, list_pages, output, parts
from verbatim.rendering.templating import render
from verbatim.rendering.wording import named

# Shorter runs are names and phrases of everyday language.
_FEWEST_WORDS = 5

# The sections of a page, in their order.
_SECTIONS = ("different", "same", "only_first", "only_second")


@dataclass(frozen=True)
class Row:
    """A claim with the excerpts of both articles, each in the order of its text; empty for an article without it."""

    checked: CheckedClaim
    first: tuple[Excerpt, ...]
    second: tuple[Excerpt, ...]


@dataclass(frozen=True)
class PrintedRun:
    """The longest run of words that both articles have: how many words, and the parts of it that excerpts print.

    The parts are from `source`; `whole` if they are all of the run.
    """

    number: int
    source: Article
    parts: tuple[Segment, ...]
    whole: bool


def batches(corpus: Corpus) -> Iterator[Batch]:
    """The pages of each pair."""
    for first, second in pairs(corpus):
        quoting = _quoting(first, second, corpus)
        shows = [checked.listed_fingerprint for checked in quoting]
        yield Batch(_path(first, second), shows, partial(_pages, first, second, quoting, corpus))


def _path(first: Article, second: Article) -> str:
    return f"articles/{first.id}/vs/{second.id}/index.md"


def _quoting(first: Article, second: Article, corpus: Corpus) -> list[CheckedClaim]:
    """The claims that quote one of two articles, or both, in the editors' order."""
    claims = {checked.id: checked for article in (first, second) for checked in corpus.quoting(article)}
    return sorted(claims.values(), key=lambda checked: _places(corpus)[checked.id])


@lru_cache(maxsize=1)
def pairs(corpus: Corpus) -> list[tuple[Article, Article]]:
    """The pairs of articles that have a claim in common, in the order of their ids."""
    articles = sorted(corpus.articles, key=lambda article: article.id)
    claims = corpus.claims_in
    return [pair for pair in combinations(articles, 2) if not claims[pair[0].id].isdisjoint(claims[pair[1].id])]


def compared_with(article: Article, corpus: Corpus) -> list[tuple[Article, str, int]]:
    """The other article of each pair, the path of their page from `articles/`, and how many claims both have."""
    return [
        (
            second if article is first else first,
            f"{first.id}/vs/{second.id}/",
            len(corpus.claims_in[first.id] & corpus.claims_in[second.id]),
        )
        for first, second in _pairs_with(corpus).get(article.id, ())
    ]


@lru_cache(maxsize=1)
def _pairs_with(corpus: Corpus) -> dict[str, list[tuple[Article, Article]]]:
    """The pairs that each article, by its id, is part of."""
    found: dict[str, list[tuple[Article, Article]]] = {}
    for pair in pairs(corpus):
        for article in pair:
            found.setdefault(article.id, []).append(pair)
    return found


def _pages(first: Article, second: Article, quoting: Iterable[CheckedClaim], corpus: Corpus) -> Iterator[Output]:
    both = [Row(checked, _of(checked, first), _of(checked, second)) for checked in quoting]
    rows = [(_section(row, corpus), row) for row in both if row.first or row.second]
    rows.sort(key=lambda entry: _SECTIONS.index(entry[0]))
    numbers = {section: sum(name == section for name, _ in rows) for section in _SECTIONS}
    values = {
        **shared_values(corpus),
        "first": first,
        "second": second,
        "names": _names(first, second, corpus),
        "both": numbers["same"] + numbers["different"],
        "numbers": numbers,
        "narrated": _printed_run(first, second, corpus, quoted=False),
        "anywhere": _printed_run(first, second, corpus, quoted=True),
        "fewest_words": _FEWEST_WORDS,
        "related": corpus.register.related(first.id, second.id),
    }
    for list_page, part in list_pages(parts(rows, corpus.policy.limits.per_page, _lines)):
        sections = {section: [row for name, row in part if name == section] for section in _SECTIONS}
        text = render("side_by_side.md.j2", corpus.language, **values, list_page=list_page, **sections)
        yield output(_path(first, second), list_page, text)


@lru_cache(maxsize=1)
def _places(corpus: Corpus) -> dict[str, int]:
    """Where each claim is in the editors' order."""
    return {checked.id: place for place, checked in enumerate(corpus.claims)}


def _section(row: Row, corpus: Corpus) -> str:
    """In which section of the page a claim is."""
    if row.first and row.second:
        return "different" if _differs(row, corpus) else "same"
    return "only_first" if row.first else "only_second"


def _lines(entry: tuple[str, Row]) -> int:
    """How many lines a row takes: here a quotation comes with all of its paragraphs."""
    return QUOTATION * (1 + 2 * (len(entry[1].first) + len(entry[1].second)))


def _names(first: Article, second: Article, corpus: Corpus) -> dict[str, str]:
    """What each of two articles is called, by its id: its publisher, with the day if both have the same."""
    names = {article.id: corpus.publisher_of(article) for article in (first, second)}
    if first.publisher != second.publisher:
        return names
    return {article.id: named(article, corpus) for article in (first, second)}


def _of(checked: CheckedClaim, article: Article) -> tuple[Excerpt, ...]:
    """The excerpts of an article that bear on a claim, in the order of the text."""
    own = [
        excerpt
        for excerpt in checked.in_articles
        if excerpt.source is article and excerpt.evidence.stance is not Stance.CONTEXT
    ]
    return tuple(sorted(own, key=lambda excerpt: (excerpt.whole.start, excerpt.whole.end)))


def _differs(row: Row, corpus: Corpus) -> bool:
    """Whether two articles have a claim differently: another stance or distortion, or other words of one utterance."""
    one, other = (
        {(excerpt.evidence.stance, excerpt.evidence.distortion) for excerpt in excerpts}
        for excerpts in (row.first, row.second)
    )
    compared = comparisons((*row.first, *row.second), corpus.policy.site.lang)
    return one != other or not all(comparison.all_agree for comparison in compared)


def _printed_run(first: Article, second: Article, corpus: Corpus, *, quoted: bool) -> PrintedRun | None:
    """The longest shared run, with the words of it that excerpts print; None if no run is long enough."""
    texts = {article.id: corpus.texts[article.id] for article in (first, second)}
    excused = {
        name: [sentence.span for sentence in corpus.coverage[name].sentences if sentence.excused_for] for name in texts
    }
    run = next(shared_runs(texts, excused, _FEWEST_WORDS, quoted=quoted), None)
    if run is None:
        return None
    found = [
        (article, span, _printed_in(article, span, corpus))
        for article, span in ((first, run.span_in_first), (second, run.span_in_second))
    ]
    source, span, parts = max(found, key=lambda each: sum(len(part.text) for part in each[2]))
    whole = [(part.start, part.end) for part in parts] == [(span.start, span.end)]
    return PrintedRun(count_words(run.words), source, parts, whole)


def _printed_in(article: Article, run: Span, corpus: Corpus) -> tuple[Segment, ...]:
    """What the excerpts of an article print of a run of its words, each stretch as one segment."""
    text = corpus.texts[article.id].text
    printed = sorted(
        (max(segment.start, run.start), min(segment.end, run.end))
        for _, excerpt in corpus.quoted_from(article)
        for paragraph in excerpt.context
        for segment in paragraph
        if segment.start is not None and Span(segment.start, segment.end).touches(run)
    )
    stretches: list[tuple[int, int]] = []
    for start, end in printed:
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(end, stretches[-1][1])
        else:
            stretches.append((start, end))
    words = (re.search(r"\S(?:.*\S)?", text[start:end]) for start, end in stretches)
    return tuple(
        Segment(found[0], quoted=True, start=start + found.start())
        for (start, _), found in zip(stretches, words, strict=True)
        if found
    )
