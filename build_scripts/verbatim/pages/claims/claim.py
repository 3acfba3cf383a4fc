"""The page of one claim: `/claims/ID/`."""

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data import citations, claim_review
from verbatim.output import Output
from verbatim.quotation.comparing.wordings import comparisons
from verbatim.rendering import embed_code
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.provenance import provenance
from verbatim.rendering.summary_card import summary_card
from verbatim.rendering.templating import day, render
from verbatim.rendering.wording import claimant_in_words, evidence_counts, evidence_sentences, origins_in_words
from verbatim.site_address import SiteAddress


def page(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Output:
    """The page of one claim; `address` is where the site will be published."""
    claim, summary = checked.claim, summary_card(checked, corpus)
    path = f"claims/{claim.id}/index.md"
    review = claim_review.review(checked, corpus, address, path)
    text = render(
        "claim.md.j2",
        **shared_values(corpus),
        checked=checked,
        claim=claim,
        status=checked.status,
        claimant=claimant_in_words(checked, corpus),
        excerpts=checked.excerpts,
        in_articles=checked.in_articles,
        in_records=checked.in_records,
        evidence_counts=evidence_counts(checked),
        origins_of=lambda excerpt: origins_in_words([excerpt], corpus),
        comparisons=comparisons(checked.excerpts, corpus.policy.site.lang),
        evidence_sentences=evidence_sentences(checked, corpus),
        provenance=provenance(checked, corpus),
        next_check=checked.next_check,
        freshness=_freshness(checked),
        topic=corpus.topic(claim.topics[0]),
        neighbours=corpus.neighbours[claim.id],
        summary=summary,
        citation=citations.sentence(checked, corpus, address),
        frame=embed_code.frame(summary, corpus.policy.site, address.to(summary.embed, path)),
        quotation_code=embed_code.quotation(summary, corpus.policy.site, address.to(summary.page, path)),
        related=[other for other in map(corpus.claim, claim.related) if other],
        linked_data={"@context": claim_review.CONTEXT, **review} if review else None,
    )
    return Output(path, text)


def _freshness(checked: CheckedClaim) -> str:
    """What `last checked` means, and when the next check is due."""
    due = (
        f"The next review is due by {day(checked.next_check)}."
        if checked.next_check
        else "The status is settled, so no further review is due."
    )
    return (
        f"The day on which somebody last reviewed the evidence. {due} It does not mean that nothing has happened since."
    )
