"""What is left at the address of a claim that was withdrawn or merged into another: `/claims/ID/`."""

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import ChangeKind
from verbatim.output import Output
from verbatim.rendering.summary_card import summary_card
from verbatim.rendering.templating import render
from verbatim.rendering.view import common


def page(checked: CheckedClaim, corpus: Corpus) -> Output:
    """A short page: what happened first, then the claim as it last stood, without its evidence, and its history."""
    claim = checked.claim
    text = render(
        "retired.md.j2",
        **common(corpus),
        claim=claim,
        status=checked.status,
        summary=summary_card(checked, corpus),
        heir=corpus.claim(claim.merged_into) if claim.merged_into else None,
        merged_on=max((change.on for change in claim.history if change.kind is ChangeKind.MERGED), default=None),
    )
    return Output(f"claims/{claim.id}/index.md", text)
