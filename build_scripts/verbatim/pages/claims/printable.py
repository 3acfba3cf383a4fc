"""All claims on one page, for paper and for reading from end to end: `/print/`.

In: a corpus, and the address at which the site will stand. Out: a complete HTML document of its own, with its own few styles: as
Markdown through the site's engine it would be the slowest page of all, and paper has no use for the theme. What it prints
of each claim, the claim's own page prints, too; search engines are to find that one.
"""

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.templating import render
from verbatim.rendering.view import by_topic, common, on_whose_word, who
from verbatim.site_address import SiteAddress

PATH = "print/index.html"


def page(corpus: Corpus, address: SiteAddress) -> Output:
    """The printable page; a claim stands under the first of its topics."""
    quoted = {excerpt.source.id for checked in corpus.claims for excerpt in checked.excerpts}
    used = {checked.status.id for checked in corpus.claims}
    words = {origin.id: f"{origin.title} ({who(origin, corpus)})" for origin in corpus.register.origins.values()}
    text = render(
        "printable.html.j2",
        **common(corpus),
        day_of_data=corpus.last_change,
        address=address.text and address.to("", PATH),
        own_address=address.text and address.to("print/", PATH),
        claims=corpus.claims,
        by_topic=by_topic(corpus),
        statuses=[status for status in corpus.policy.statuses if status.id in used],
        retired=len(corpus.retired),
        on_whose_word=lambda checked: on_whose_word(checked, corpus),
        origins_of=lambda excerpt: "; ".join(map(words.__getitem__, excerpt.evidence.origins)),
        sources=[source for source in corpus.register.sources.values() if source.id in quoted],
    )
    return Output(PATH, text)
