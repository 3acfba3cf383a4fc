"""The table of claims and articles: `/matrix/`. A cell shows the stance of an article and links to the excerpt.

Each article has a column, but not where there are so many that nobody could read the table: then a row names the
articles that are quoted for its claim.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.evidence import Stance
from verbatim.model.policy import Topic
from verbatim.model.sources import Article
from verbatim.output import Output
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.page_values import claims_by_topic, shared_values
from verbatim.rendering.paging import MOST_COLUMNS, grouped, list_pages, output, parts
from verbatim.rendering.templating import render

# If an article has several excerpts for a claim, the cell shows the first of these stances that occurs.
_STANCE_ORDER = (Stance.ASSERTS, Stance.DENIES, Stance.DIFFERS, Stance.CONTEXT)

# The number of cells of the table that take as much of a page as a line of a list.
_CELLS_OF_A_LINE = 4


@dataclass(frozen=True)
class Row:
    """One claim with a cell for each column, or else for each article quoted: the excerpt shown, and their number."""

    checked: CheckedClaim
    cells: tuple[tuple[Excerpt | None, int], ...]


def pages(corpus: Corpus) -> Iterator[Output]:
    """The pages of the matrix."""
    columns = corpus.articles if len(corpus.articles) <= MOST_COLUMNS else ()
    rows = [(topic, _row(checked, columns)) for topic, members in claims_by_topic(corpus) for checked in members]
    values = {
        **shared_values(corpus),
        "articles_total": len(corpus.articles),
        "claims_total": len(corpus.claims),
        "columns": columns,
        "signs": list(_STANCE_ORDER),
    }
    for list_page, part in list_pages(parts(rows, corpus.policy.limits.per_page, _lines)):
        text = render("matrix.md.j2", corpus.language, **values, list_page=list_page, groups=grouped(part))
        yield output("matrix/index.md", list_page, text)


def _lines(entry: tuple[Topic, Row]) -> int:
    return 1 + len(entry[1].cells) // _CELLS_OF_A_LINE


def _row(checked: CheckedClaim, columns: tuple[Article, ...]) -> Row:
    by_source: dict[str, list[Excerpt]] = {}
    for excerpt in checked.in_articles:
        by_source.setdefault(excerpt.source.id, []).append(excerpt)
    listed = [by_source.get(article.id, []) for article in columns] if columns else by_source.values()
    return Row(checked, tuple(map(_cell, listed)))


def _cell(found: list[Excerpt]) -> tuple[Excerpt | None, int]:
    return min(found, key=lambda excerpt: _STANCE_ORDER.index(excerpt.evidence.stance), default=None), len(found)
