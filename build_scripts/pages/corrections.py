"""What changed, and what was corrected: `/corrections/`."""

from build_scripts.corpus import Corpus
from build_scripts.pages.templating import render
from build_scripts.pages.view import common
from build_scripts.write import Output


def page(corpus: Corpus) -> Output:
    """Every dated change of every claim, the newest first, the corrections apart."""
    corrections, others = ([entry for entry in corpus.changes if entry[0].is_correction is state] for state in (True, False))
    return Output("corrections/index.md", render("corrections.md.j2", **common(corpus), corrections=corrections, others=others))
