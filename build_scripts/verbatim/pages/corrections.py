"""What changed, and what was corrected: `/corrections/`."""

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.templating import render
from verbatim.rendering.view import common


def page(corpus: Corpus) -> Output:
    """Every dated change of every claim, the newest first, the corrections apart."""
    corrections, others = (
        [entry for entry in corpus.changes if entry[0].is_correction is state] for state in (True, False)
    )
    return Output(
        "corrections/index.md", render("corrections.md.j2", **common(corpus), corrections=corrections, others=others)
    )
