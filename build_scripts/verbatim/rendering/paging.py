"""Long lists, spread over several pages.

In: the entries of a list, and how many one page may have: `limits.per_page` of policy.yaml. Out: the parts of the list,
and the page of each. The first page is at the address of the list, the others are below it, at `page/2/`, `page/3/` and
so on, which no id can be. A list with no more entries than the bound has one page, as if there were no bound.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, zip_longest
from typing import Any, TypeVar

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.sources import Article, Record
from verbatim.output import Output
from verbatim.quotation.excerpts import Excerpt

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

Quoted = tuple[CheckedClaim, Excerpt]

# The number of lines of a list that take as much of a page as a quotation with its claim.
QUOTATION = 2

# A table with more columns than these, or a drawing with more ends of bands at one side, cannot be read.
MOST_COLUMNS = 25

# An attribute with a relative address. Values from the data have their colons as references, and no quotation marks.
_RELATIVE = re.compile(r'(?<=\s)(href|src|action)="(?!#|/|[a-z][a-z0-9+.-]*(?::|&#58;))(?:\./)?')


@dataclass(frozen=True)
class ListPage:
    """One page of a list: its number, from 1, and how many there are."""

    number: int
    of: int

    @property
    def is_first(self) -> bool:
        """Whether it is at the address of the list, and has what is not part of the list, too."""
        return self.number == 1


def folder_of(number: int) -> str:
    """The folder of a page of a list, from the address of the list; empty for the first."""
    return f"page/{number}/" if number > 1 else ""


def parts(entries: Iterable[T], bound: int, weight: Callable[[T], int] = lambda _: 1) -> list[tuple[T, ...]]:
    """The entries of each page, with at least one page; `bound` is how many lines one may have.

    `weight` is how many lines an entry counts as. It has no effect on a list that has no more entries than the bound.
    """
    listed = tuple(entries)
    return [listed] if len(listed) <= bound else cut(listed, bound, weight)


def parts_together(
    lists: Sequence[Sequence[T]], bound: int, weight: Callable[[T], int] = lambda _: 1
) -> list[tuple[tuple[T, ...], ...]]:
    """What each page has of several lists that follow each other; a page can have the end of one and more of others.

    There is one page if no list has more entries than the bound, nor all together more than half as many again.
    """
    numbers = list(map(len, lists))
    if max(numbers) <= bound and 2 * sum(numbers) <= 3 * bound:
        return [tuple(map(tuple, lists))]
    marked = [(number, entry) for number, listed in enumerate(lists) for entry in listed]
    found = cut(marked, bound, lambda each: weight(each[1]))
    return [tuple(tuple(entry for of, entry in part if of == number) for number in range(len(lists))) for part in found]


def cut(entries: Iterable[T], bound: int, weight: Callable[[T], int]) -> list[tuple[T, ...]]:
    """The entries of each page, cut where they would have more lines than the bound, however few entries there are."""
    found: list[list[T]] = [[]]
    lines = 0
    for entry in entries:
        more = weight(entry)
        if found[-1] and lines + more > bound:
            found.append([])
            lines = 0
        found[-1].append(entry)
        lines += more
    return [tuple(part) for part in found]


def list_pages(*lists: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Each page with its part of each list, by the parts of the lists; a shorter list is empty on the last pages."""
    of = max(map(len, lists))
    for number, of_page in enumerate(zip_longest(*lists, fillvalue=()), 1):
        yield ListPage(number, of), *of_page


def output(path: str, page: ListPage, text: str) -> Output:
    """The page of a list whose first page is at `path`, by its text as it would be at that path."""
    if page.is_first:
        return Output(path, text)
    folder, _, name = path.rpartition("/")
    return Output(f"{folder}/{folder_of(page.number)}{name}", _RELATIVE.sub(r'\1="../../', text))


def grouped(pairs: Iterable[tuple[K, T]]) -> list[tuple[K, list[T]]]:
    """Pairs in a row that begin with the same value as one: that value, and what is paired with it."""
    return [(key, [entry for _, entry in members]) for key, members in groupby(pairs, key=lambda pair: pair[0])]


def first_pages(of_list: Sequence[tuple[tuple[K, Any], ...]]) -> dict[K, int]:
    """The number of the page on which each group begins, by the parts of a list of pairs."""
    found: dict[K, int] = {}
    for number, part in enumerate(of_list, 1):
        for key, _ in part:
            found.setdefault(key, number)
    return found


def quoted_parts(source: Article | Record, corpus: Corpus) -> list[tuple[Quoted, ...]]:
    """What the pages of a source quote from it, each excerpt with its claim, in the order of its text."""
    # Without a stored text, a quotation comes with the paragraphs and the translation that an editor noted.
    lines = QUOTATION if source.file else 2 * QUOTATION
    return parts(corpus.quoted_from(source), max(1, corpus.policy.limits.per_page // lines))


def folder_of_excerpt(excerpt: Excerpt, corpus: Corpus) -> str:
    """The folder, from the address of its source's page, of the page that has an excerpt; mostly empty."""
    return folder_of(_numbers(corpus).get(excerpt.id, 1))


@lru_cache(maxsize=1)
def _numbers(corpus: Corpus) -> dict[str, int]:
    """The number of the page, by the id of each excerpt that is not on the first page of its source."""
    return {
        excerpt.id: number
        for source in corpus.printed_sources
        for number, part in enumerate(quoted_parts(source, corpus)[1:], 2)
        for _, excerpt in part
    }
