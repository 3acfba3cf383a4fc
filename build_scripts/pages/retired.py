"""What is left at the address of a claim that was withdrawn or merged into another: `/claims/ID/`."""

from build_scripts.corpus import CheckedClaim, Corpus
from build_scripts.model import ChangeKind
from build_scripts.pages.face import face
from build_scripts.pages.templating import render
from build_scripts.pages.view import common
from build_scripts.write import Output


def page(checked: CheckedClaim, corpus: Corpus) -> Output:
    """A short page: what happened first, then the claim as it last stood, without its evidence, and its history."""
    claim = checked.claim
    text = render(
        "retired.md.j2",
        **common(corpus),
        claim=claim,
        status=checked.status,
        face=face(checked, corpus),
        heir=corpus.claim(claim.merged_into) if claim.merged_into else None,
        merged_on=max((change.on for change in claim.history if change.kind is ChangeKind.MERGED), default=None),
    )
    return Output(f"claims/{claim.id}/index.md", text)
