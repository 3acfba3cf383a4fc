"""About the site and its publisher, from policy.yaml: `/about/`."""

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.templating import render
from verbatim.rendering.view import common


def page(corpus: Corpus) -> Output:
    """The about page."""
    return Output("about/index.md", render("about.md.j2", **common(corpus)))
