"""Where an address leads from a page, if addresses that go through the root are followed only once."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from verbatim.site.sitecheck.addresses import Fault, Inside, SiteFiles

FILES = frozenset({"index.html", "a/index.html", "a/b/index.html", "a/b/c.txt", "data/x y.json", "find/index.html"})
BASES = ["index.html", "404.html", "a/index.html", "a/b/index.html"]
# One for all examples, so that nearly every address was followed before, from another page.
ADDRESS = "https://own.example/sub/"
SITE = SiteFiles(FILES, ADDRESS)
PIECES = [
    "../",
    "./",
    "/",
    "a",
    "b",
    "index.html",
    "data/x%20y.json",
    "#top",
    "?q",
    ":",
    "//",
    " ",
    "find/",
    ADDRESS,
    "//own.example/sub/",
]


@example(["../", ADDRESS, "a/"], "a/index.html")
@example(["../", " ", "//own.example/sub/", "a/"], "a/index.html")
@example(["../", "//own.example/sub/", "a/"], "a/index.html")
@given(st.lists(st.sampled_from(PIECES), max_size=6), st.sampled_from(BASES))
def test_an_address_leads_where_it_leads_from_its_own_page(pieces: list[str], base: str) -> None:
    """The same target or the same fault, in the same words, as without what was followed before."""
    address = "".join(pieces)
    assert SITE.follow(address, base) == SiteFiles(FILES, ADDRESS)._followed(address.strip(), base)


@pytest.mark.parametrize("base", BASES)
def test_a_fault_names_the_address_as_the_page_writes_it(base: str) -> None:
    """Two pages in different folders lead through the root to a page that is not there."""
    address = "../" * base.count("/") + "a/none/"
    found = SITE.follow(address, base)
    assert isinstance(found, Fault)
    assert f"“{address}”" in found.message
    assert SITE.follow("../" * base.count("/") + "a/b/c.txt#x", base) == Inside("a/b/c.txt", "x")
