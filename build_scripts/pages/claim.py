"""One page per claim: `/claims/ID/`."""

from build_scripts.address import SiteAddress
from build_scripts.corpus import CheckedClaim, Corpus
from build_scripts.data import citations, claim_review
from build_scripts.model import Kind
from build_scripts.pages import embed
from build_scripts.pages.face import face
from build_scripts.pages.streams import streams
from build_scripts.pages.templating import counted, day, render
from build_scripts.pages.view import common, counts, join, origins_in_words, outlets
from build_scripts.policy import Measure
from build_scripts.wordings import comparisons
from build_scripts.write import Output


def page(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Output:
    """The page of one claim; `address` is where the site will stand."""
    claim, register, shown = checked.claim, corpus.register, face(checked, corpus)
    path = f"claims/{claim.id}/index.md"
    review = claim_review.review(checked, corpus, address, path)
    text = render(
        "claim.md.j2",
        **common(corpus),
        claim=claim,
        status=checked.status,
        claimant=register.name(checked.tally.claimant) if checked.tally.claimant else None,
        excerpts=checked.excerpts,
        in_articles=checked.in_articles,
        in_records=checked.in_records,
        counts=counts(checked),
        origins_of=lambda excerpt: origins_in_words([excerpt], corpus),
        comparisons=comparisons(checked.excerpts, corpus.policy.site.lang),
        on_whose_word=on_whose_word(checked, corpus),
        streams=streams(checked, corpus),
        next_check=checked.next_check,
        freshness=_freshness(checked),
        topic=corpus.topic(claim.topics[0]),
        neighbours=corpus.neighbours[claim.id],
        face=shown,
        citation=citations.sentence(checked, corpus, address),
        frame=embed.frame(shown, corpus.policy.site, address.to(shown.embed, path)),
        quotation_code=embed.quotation(shown, corpus.policy.site, address.to(shown.page, path)),
        related=[other for other in map(corpus.claim, claim.related) if other],
        linked_data={"@context": claim_review.CONTEXT, **review} if review else None,
    )
    return Output(path, text)


def on_whose_word(checked: CheckedClaim, corpus: Corpus) -> str:
    """The counting of this claim in a sentence or two."""
    names = corpus.register.name
    printed = f"{counted(len(checked.excerpts), 'excerpt')} from {counted(len(outlets(checked)), 'publisher')}"
    if checked.claim.kind is Kind.SAID:
        witnesses = checked.tally.counted[Measure.WITNESSES]
        listed = f": {join(map(names, witnesses))}" if witnesses else ""
        return f"{printed}. What counts for a claim that something was said is who heard or holds the words: {counted(len(witnesses), 'independent witness', 'independent witnesses')}{listed}."
    voices, against = checked.tally.counted[Measure.ASSERTING_VOICES], checked.tally.counted[Measure.DENYING_VOICES]
    listed = f": {join(map(names, voices))}" if voices else ""
    denied = f" Against it: {join(map(names, against))}." if against else ""
    return f"{printed}. What counts for a claim of fact is how many independent voices assert it: {len(voices) or 'none'}{listed}.{denied}"


def _freshness(checked: CheckedClaim) -> str:
    """What `last checked` means, and when the next check is due."""
    due = (
        f"To be gone through again by {day(checked.next_check)}." if checked.next_check else "Its status is settled, so no re-check is due."
    )
    return f"The day on which somebody last went through the evidence. {due} It does not mean that nothing has happened since."
