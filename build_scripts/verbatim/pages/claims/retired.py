"""The page of a claim that was withdrawn or merged into another: `/claims/ID/`."""

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import ChangeKind
from verbatim.output import Batch, Output
from verbatim.pages.claims.claim import path_of
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.summary_card import fingerprint_of_successor, summary_card
from verbatim.rendering.templating import render


def batch(checked: CheckedClaim, corpus: Corpus) -> Batch:
    """The page of one such claim as a batch."""
    path, shows = path_of(checked.id), [checked.fingerprint, fingerprint_of_successor(checked, corpus)]
    return Batch(path, shows, lambda: [page(checked, corpus)])


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
        successor=corpus.claim(claim.merged_into or ""),
        merged_on=max((change.day for change in claim.history if change.kind is ChangeKind.MERGED), default=None),
    )
    return Output(path_of(claim.id), text)
