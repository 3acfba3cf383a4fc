"""The page of a claim that was withdrawn or merged into another: `/claims/ID/`."""

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import ChangeKind
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.summary_card import summary_card
from verbatim.rendering.templating import render


def page(checked: CheckedClaim, corpus: Corpus) -> Output:
    """A short page: what happened to the claim, its last status and finding without the evidence, and its history."""
    claim = checked.claim
    text = render(
        "retired.md.j2",
        corpus.language,
        **shared_values(corpus),
        claim=claim,
        status=checked.status,
        summary=summary_card(checked, corpus),
        successor=corpus.claim(claim.merged_into) if claim.merged_into else None,
        merged_on=max((change.day for change in claim.history if change.kind is ChangeKind.MERGED), default=None),
    )
    return Output(f"claims/{claim.id}/index.md", text)
