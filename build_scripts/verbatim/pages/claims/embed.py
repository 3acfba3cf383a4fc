"""The page of a claim for frames on other websites: `/embed/ID/`.

In: a claim's summary, and the address where the site will be published. Out: a small HTML page that needs no script and
loads nothing.
"""

from collections.abc import Iterator
from functools import partial

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.look.palette import palettes
from verbatim.output import Batch, Output
from verbatim.rendering.summary_card import fingerprint_of_successor, summary_card
from verbatim.rendering.templating import render
from verbatim.site_address import SiteAddress


def batches(corpus: Corpus, address: SiteAddress) -> Iterator[Batch]:
    """The page of every claim, also of withdrawn and merged ones, so that no site goes on showing the old status."""
    for checked in (*corpus.claims, *corpus.retired):
        shows = [checked.fingerprint, fingerprint_of_successor(checked, corpus)]
        yield Batch(f"embed/{checked.id}", shows, partial(_pages, checked, corpus, address))


def _pages(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    summary, (light, dark) = summary_card(checked, corpus), palettes(corpus.policy.site.colours)
    path = f"{summary.embed}index.html"
    text = render(
        "embed.html.j2",
        corpus.language,
        site=corpus.policy.site,
        summary=summary,
        light=light,
        dark=dark,
        page=address.to(summary.page, path),
        is_absolute=bool(address.text),
    )
    yield Output(path, text)
