"""How a long list is spread over pages."""

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.rendering.paging import (
    ListPage,
    first_pages,
    folder_of,
    grouped,
    list_pages,
    output,
    parts,
    parts_together,
)


@given(st.lists(st.integers(1, 9), max_size=40), st.integers(1, 12))
def test_every_entry_is_on_one_page_in_its_order(weights: list[int], bound: int) -> None:
    """No page has more lines than the bound, unless it has a single entry; and no page is empty that need not be."""
    found = parts(weights, bound, lambda weight: weight)
    assert list(chain.from_iterable(found)) == weights
    if len(weights) <= bound:
        assert found == [tuple(weights)]
        return
    assert all(found)
    assert all(len(part) == 1 or sum(part) <= bound for part in found)
    assert all(sum(part) + following[0] > bound for part, following in pairwise(found))


def test_the_bound_itself_is_one_page() -> None:
    """One more makes two; an empty list has a page, too."""
    assert [len(part) for part in parts(range(5), 5)] == [5]
    assert [len(part) for part in parts(range(6), 5)] == [5, 1]
    assert parts((), 5) == [()]


def test_several_lists_share_their_pages() -> None:
    """The shorter one is empty on the last pages."""
    assert list(list_pages([(1,), (2,)], [("a",)])) == [(ListPage(1, 2), (1,), ("a",)), (ListPage(2, 2), (2,), ())]


def test_lists_that_follow_each_other() -> None:
    """They share one page while they are short; else a page may have the end of one and the next."""
    assert parts_together([(1, 2), (3,)], 2) == [((1, 2), (3,))]
    assert parts_together([(1, 2), (3, 4)], 2) == [((1, 2), ()), ((), (3, 4))]
    assert parts_together([(1, 2, 3), (4,)], 2) == [((1, 2), ()), ((3,), (4,))]
    assert parts_together([(), ()], 2) == [((), ())]


def test_a_group_that_goes_on_over_a_page() -> None:
    """It is named on each page, and begins on the first of them."""
    listed = parts([("a", 1), ("a", 2), ("a", 3), ("b", 4)], 2)
    assert [grouped(part) for part in listed] == [[("a", [1, 2])], [("a", [3]), ("b", [4])]]
    assert {key: folder_of(number) for key, number in first_pages(listed).items()} == {"a": "", "b": "page/2/"}


@pytest.mark.parametrize(
    ("written", "two_folders_deeper"),
    [
        ('<a href="../claims/x/">', '<a href="../../../claims/x/">'),
        ('<a rel="next" href="./page/3/">', '<a rel="next" href="../../page/3/">'),
        ('<a href="./" aria-current="page">', '<a href="../../" aria-current="page">'),
        ('<a href="x/#y">', '<a href="../../x/#y">'),
        ('<script src="../a.js">', '<script src="../../../a.js">'),
        ('<a href="feed.xml">', '<a href="../../feed.xml">'),
        ('<a href="#x">', '<a href="#x">'),
        ('<a href="mailto:a@b.c">', '<a href="mailto:a@b.c">'),
        ('<a href="https&#58;//a.example/b">', '<a href="https&#58;//a.example/b">'),
        ('<p data-href="../a">', '<p data-href="../a">'),
        ("said href&#61;&#34;../a&#34;", "said href&#61;&#34;../a&#34;"),
    ],
)
def test_links_of_a_page_further_below(written: str, two_folders_deeper: str) -> None:
    """Its text is that of the list's own address; only its relative links change."""
    assert output("a/index.md", ListPage(1, 2), written).content == written
    further = output("a/index.md", ListPage(2, 2), written)
    assert (further.path, further.content) == ("a/page/2/index.md", two_folders_deeper)
