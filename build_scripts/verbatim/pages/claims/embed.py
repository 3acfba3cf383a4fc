"""The page of a claim for frames on other websites: `/embed/ID/`.

In: a claim's summary, and the address where the site will be published. Out: a small HTML page that needs no script and
loads nothing.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.checks.look.palette import palettes
from verbatim.output import Output
from verbatim.rendering.summary_card import summary_cards
from verbatim.rendering.templating import render
from verbatim.site_address import SiteAddress


def pages(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """The page of every claim, also of withdrawn and merged ones, so that no site goes on showing the old status."""
    light, dark = palettes(corpus.policy.site.colours)
    for summary in summary_cards(corpus):
        path = f"{summary.embed}index.html"
        page = address.to(summary.page, path)
        text = render(
            "embed.html.j2",
            corpus.language,
            site=corpus.policy.site,
            summary=summary,
            light=light,
            dark=dark,
            page=page,
            is_absolute=bool(address.text),
        )
        yield Output(path, text)
