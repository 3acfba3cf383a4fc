"""Changes and corrections: `/corrections/`."""

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render


def page(corpus: Corpus) -> Output:
    """Every dated change of every claim and of the policy, the newest first: corrections, then other changes."""
    corrections, others = (
        [entry for entry in corpus.all_changes if entry[0].is_correction is state] for state in (True, False)
    )
    return Output(
        "corrections/index.md",
        render("corrections.md.j2", **shared_values(corpus), corrections=corrections, others=others),
    )
