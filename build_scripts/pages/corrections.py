"""What changed, and what was corrected: `/corrections/`."""

from build_scripts.corpus import Corpus
from build_scripts.model import ChangeKind
from build_scripts.pages.templating import render
from build_scripts.pages.view import common
from build_scripts.write import Output

_CORRECTIONS = (ChangeKind.CORRECTED, ChangeKind.WITHDRAWN, ChangeKind.MERGED)


def page(corpus: Corpus) -> Output:
    """Every dated change of every claim, the newest first, the corrections apart."""
    changes = [(change, checked) for checked in corpus.claims for change in checked.claim.history]
    changes.sort(key=lambda entry: (-entry[0].on.toordinal(), entry[1].id))
    corrections = [entry for entry in changes if entry[0].kind in _CORRECTIONS]
    others = [entry for entry in changes if entry[0].kind not in _CORRECTIONS]
    return Output("corrections/index.md", render("corrections.md.j2", **common(corpus), corrections=corrections, others=others))
