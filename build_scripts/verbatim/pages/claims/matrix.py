"""The table of claims and articles: `/matrix/`. A cell shows the stance of an article and links to the excerpt."""

from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.evidence import Stance
from verbatim.model.sources import Article
from verbatim.output import Output
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.page_values import claims_by_topic, shared_values
from verbatim.rendering.templating import render

# If an article has several excerpts for a claim, the cell shows the first of these stances that occurs.
_STANCE_ORDER = (Stance.ASSERTS, Stance.DENIES, Stance.DIFFERS, Stance.CONTEXT)


@dataclass(frozen=True)
class Row:
    """One claim with a cell for each article: the excerpt that is shown, and the number of excerpts."""

    checked: CheckedClaim
    cells: tuple[tuple[Excerpt | None, int], ...]


def page(corpus: Corpus) -> Output:
    """The matrix page."""
    groups = [(topic, [_row(checked, corpus) for checked in members]) for topic, members in claims_by_topic(corpus)]
    text = render(
        "matrix.md.j2",
        corpus.language,
        **shared_values(corpus),
        articles=corpus.articles,
        groups=groups,
        signs=list(_STANCE_ORDER),
    )
    return Output("matrix/index.md", text)


def _row(checked: CheckedClaim, corpus: Corpus) -> Row:
    return Row(checked, tuple(_cell(checked, article) for article in corpus.articles))


def _cell(checked: CheckedClaim, article: Article) -> tuple[Excerpt | None, int]:
    found = [excerpt for excerpt in checked.excerpts if excerpt.source is article]
    return min(found, key=lambda excerpt: _STANCE_ORDER.index(excerpt.evidence.stance), default=None), len(found)
