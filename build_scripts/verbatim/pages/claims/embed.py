"""`/embed/ID/`: a claim as others show it on their pages, in a frame or in their own words.

In: a claim’s summary and where the site will stand. Out: a small HTML page of its own, which asks nothing of any host and needs no
script; the code that shows it in a frame; and the code of a quotation that needs no frame.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.palette import palettes
from verbatim.rendering.summary_card import summary_cards
from verbatim.rendering.templating import render
from verbatim.site_address import SiteAddress


def pages(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """The page of every claim, also of one that was withdrawn or merged: where it is embedded, no old verdict is left."""
    light, dark = palettes()
    for summary in summary_cards(corpus):
        path = f"{summary.embed}index.html"
        page = address.to(summary.page, path)
        text = render(
            "embed.html.j2",
            site=corpus.policy.site,
            summary=summary,
            light=light,
            dark=dark,
            page=page,
            is_absolute=bool(address.text),
        )
        yield Output(path, text)
