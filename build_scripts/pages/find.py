"""Search: `/find/`. The page only holds the form; Pagefind's index is made over the built site."""

from build_scripts.corpus import Corpus
from build_scripts.pages.templating import render
from build_scripts.pages.view import common
from build_scripts.write import Output


def page(corpus: Corpus) -> Output:
    """The search page."""
    return Output("find.md", render("find.md.j2", **common(corpus)))
