"""The HTML for showing a claim on another website: a frame with its embedded page, or a quotation without a frame.

In: a claim's summary card, the site, and the address to show or to link to. Out: HTML to copy.
"""

from html import escape

from verbatim.model.site import Site
from verbatim.rendering.summary_card import SummaryCard

# The width of a frame in pixels.
WIDTH = 600


def height(summary: SummaryCard) -> int:
    """The height in pixels that a frame of `WIDTH` needs: an estimate from the number of characters."""
    return 216 + 29 * (len(summary.claim) // 46) + 23 * (len(summary.finding) // 66)


def frame(summary: SummaryCard, site: Site, src: str) -> str:
    """The HTML of a frame that shows the page at `src`."""
    title = escape(f"{summary.title} – {site.name}")
    return (
        f'<iframe src="{escape(src)}" title="{title}" width="{WIDTH}" height="{height(summary)}" '
        'style="border:0;max-width:100%" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )


def quotation(summary: SummaryCard, site: Site, page: str) -> str:
    """The HTML of a quotation, with a link to the claim's page at `page`."""
    colon, facts = summary.language.colon, escape(summary.language.comma.join(summary.facts))
    return (
        f'<blockquote class="verbatim-embed" cite="{escape(page)}">\n<p>{escape(summary.claim)}</p>\n'
        f"<p><strong>{escape(summary.word)}.</strong> {escape(summary.finding)}</p>\n"
        f'<p><a href="{escape(page)}">{escape(site.name)}</a>{colon} {facts}.</p>\n</blockquote>'
    )
