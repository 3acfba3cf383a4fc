"""What others can take away and build on: `/data/`."""

from build_scripts.corpus import Corpus
from build_scripts.data.downloads import downloads
from build_scripts.pages.templating import render
from build_scripts.pages.view import common
from build_scripts.write import Output


def page(corpus: Corpus) -> Output:
    """The page of the data: a table of every file that can be taken away."""
    return Output("data/index.md", render("data.md.j2", **common(corpus), downloads=tuple(downloads(corpus))))
