"""`embed/ID/oembed.json`: what other programs show instead of a link to a claim (oEmbed 1.0, section 2.3).

In: a corpus, and the address where the site will be published. Out: for each claim a response of type `rich`, with a
frame that shows the page at `embed/ID/`. A claim's page links to it with `rel=alternate` (section 4). oEmbed needs
absolute addresses, so there are no responses if the site's address is not known.
"""

import json
from collections.abc import Iterator

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.policy import Extra
from verbatim.output import MARK, Output
from verbatim.rendering.embed_code import WIDTH, frame, height
from verbatim.rendering.summary_card import CARD_HEIGHT, CARD_WIDTH, summary_card
from verbatim.site_address import SiteAddress

# Seconds for which others may cache a response: a correction must be visible within a day.
_KEPT = 86_400


def outputs(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """The response for a claim; nothing if the site's address is not known."""
    if not address.text:
        return
    site, summary = corpus.policy.site, summary_card(checked, corpus)
    thumbnail = {
        "thumbnail_url": address.to(f"{summary.embed}card.png", ""),
        "thumbnail_width": CARD_WIDTH,
        "thumbnail_height": CARD_HEIGHT,
    }
    response = {
        "version": "1.0",
        "type": "rich",
        "title": summary.title,
        "author_name": site.publisher,
        "provider_name": site.name,
        "provider_url": address.to("", ""),
        "cache_age": _KEPT,
        **(thumbnail if Extra.CARDS not in corpus.policy.leave_out else {}),
        "html": frame(summary, site, address.to(summary.embed, "")),
        "width": WIDTH,
        "height": height(summary),
        "generated_from": MARK,
    }
    yield Output(f"{summary.embed}oembed.json", json.dumps(response, ensure_ascii=False, indent=1) + "\n")
