"""The page of one claim: `/claims/ID/`."""

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data import citations, claim_review
from verbatim.model.evidence import Stance
from verbatim.output import Batch, Output
from verbatim.quotation.comparing.wordings import comparisons
from verbatim.rendering import embed_code
from verbatim.rendering.evidence_order import evidence_order
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import folder_of_excerpt
from verbatim.rendering.provenance import provenance
from verbatim.rendering.summary_card import summary_card
from verbatim.rendering.templating import render
from verbatim.rendering.wording import claimant_in_words, evidence_counts, evidence_sentences, hangs_on, in_view
from verbatim.site_address import SiteAddress


def path_of(claim_id: str) -> str:
    """The path of a claim's page in docs/."""
    return f"claims/{claim_id}/index.md"


def batch(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Batch:
    """The page of one claim as a batch; its counts and excerpts follow from what it shows and the shared data."""
    related = [other and [other.claim.title, other.status.id] for other in map(corpus.claim, checked.claim.related)]
    neighbours = [other and [other.id, other.claim.title] for other in corpus.neighbours[checked.id]]
    folders = [folder_of_excerpt(excerpt, corpus) for excerpt in checked.excerpts]
    shows = [checked.fingerprint, related, neighbours, folders]
    return Batch(path_of(checked.id), shows, lambda: [page(checked, corpus, address)])


def page(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Output:
    """The page of one claim; `address` is where the site will be published."""
    claim, summary = checked.claim, summary_card(checked, corpus)
    path = path_of(claim.id)
    omissions = corpus.hangs_on(checked)
    first_reasons, other_reasons = in_view(claim.reasoning)
    review = claim_review.review(checked, corpus, address, path)
    text = render(
        "claim.md.j2",
        corpus.language,
        **shared_values(corpus),
        checked=checked,
        claim=claim,
        status=checked.status,
        claimant=claimant_in_words(checked, corpus),
        first_reasons=first_reasons,
        other_reasons=other_reasons,
        order=evidence_order(checked, omissions, corpus),
        stances_shown=[stance for stance in Stance if any(each.evidence.stance is stance for each in checked.excerpts)],
        hangs_on=hangs_on(checked, corpus),
        needs_unseen_words=corpus.needs_unseen_words(checked),
        evidence_counts=evidence_counts(checked, corpus.language),
        comparisons=comparisons(checked.excerpts, corpus.policy.site.lang),
        evidence_sentences=evidence_sentences(checked, corpus),
        provenance=provenance(checked, corpus),
        next_check=checked.next_check,
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
