"""Claims × articles: `/matrix/`. A cell says how an article bears on a claim, and leads to the excerpt."""

from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import Stance
from verbatim.model.sources import Article
from verbatim.output import Output
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.templating import render
from verbatim.rendering.view import by_topic, common

# Where an article has several excerpts for a claim, the cell shows the first of these stances that occurs.
_WEIGHT = (Stance.ASSERTS, Stance.DENIES, Stance.DIFFERS, Stance.CONTEXT)


@dataclass(frozen=True)
class Row:
    """One claim with its cell for each article: the excerpt shown, and how many there are."""

    checked: CheckedClaim
    cells: tuple[tuple[Excerpt | None, int], ...]


def page(corpus: Corpus) -> Output:
    """The matrix page."""
    groups = [(topic, [_row(checked, corpus) for checked in members]) for topic, members in by_topic(corpus)]
    text = render("matrix.md.j2", **common(corpus), articles=corpus.articles, groups=groups, signs=list(_WEIGHT))
    return Output("matrix/index.md", text)


def _row(checked: CheckedClaim, corpus: Corpus) -> Row:
    return Row(checked, tuple(_cell(checked, article) for article in corpus.articles))


def _cell(checked: CheckedClaim, article: Article) -> tuple[Excerpt | None, int]:
    found = [excerpt for excerpt in checked.excerpts if excerpt.source is article]
    return min(found, key=lambda excerpt: _WEIGHT.index(excerpt.evidence.stance), default=None), len(found)
