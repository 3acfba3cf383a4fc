"""About the site and its publisher, from policy.yaml: `/about/`."""

from build_scripts.corpus import Corpus
from build_scripts.pages.templating import render
from build_scripts.pages.view import common
from build_scripts.write import Output


def page(corpus: Corpus) -> Output:
    """The about page."""
    return Output("about/index.md", render("about.md.j2", **common(corpus)))
