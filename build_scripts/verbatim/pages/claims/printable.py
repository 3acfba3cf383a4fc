"""All claims on one page, for print and for reading from beginning to end: `/print/`.

In: the corpus, and the address where the site will be published. Out: a complete HTML document with a few styles of its
own. As Markdown it would be the slowest page for the site engine, and print does not need the theme. Search engines are
told to leave it out, since each claim's own page has the same text.
"""

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.page_values import claims_by_topic, shared_values
from verbatim.rendering.templating import render
from verbatim.rendering.wording import claimant_in_words, evidence_sentences, speaker_of
from verbatim.site_address import SiteAddress

PATH = "print/index.html"


def page(corpus: Corpus, address: SiteAddress) -> Output:
    """The printable page; each claim is listed under its first topic."""
    quoted = {excerpt.source.id for checked in corpus.claims for excerpt in checked.excerpts}
    used = {checked.status.id for checked in corpus.claims}
    origins = {
        origin.id: f"{origin.title} ({speaker_of(origin, corpus)})" for origin in corpus.register.origins.values()
    }
    text = render(
        "printable.html.j2",
        corpus.language,
        **shared_values(corpus),
        day_of_data=corpus.last_change,
        address=address.text and address.to("", PATH),
        own_address=address.text and address.to("print/", PATH),
        claims=corpus.claims,
        by_topic=claims_by_topic(corpus),
        statuses=[status for status in corpus.policy.statuses if status.id in used],
        retired=len(corpus.retired),
        claimant_of=lambda checked: claimant_in_words(checked, corpus),
        evidence_sentences=lambda checked: evidence_sentences(checked, corpus),
        origin_words_of=lambda excerpt: corpus.language.semicolon.join(
            origins[name] for name in excerpt.evidence.origins
        ),
        sources=[source for source in corpus.register.sources.values() if source.id in quoted],
    )
    return Output(PATH, text)
