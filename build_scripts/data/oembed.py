"""`embed/ID/oembed.json`: what programs that follow a link to a claim show in its place (oEmbed 1.0, section 2.3).

In: a corpus, and where the site will stand. Out: a rich response for each claim, of a frame with the page at `embed/ID/`. A
claim's page leads to it by `rel=alternate` (section 4). It needs whole addresses, so without one there is none.
"""

import json
from collections.abc import Iterator

from build_scripts.address import SiteAddress
from build_scripts.corpus import Corpus
from build_scripts.pages.embed import WIDTH, frame, height
from build_scripts.pages.face import CARD_HEIGHT, CARD_WIDTH, faces
from build_scripts.write import MARK, Output

# Seconds for which others may keep a response: a correction is to be seen within a day.
_KEPT = 86_400


def outputs(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """The response for every claim that has a page; none where it is not known where the site will stand."""
    site = corpus.policy.site
    for face in faces(corpus) if address.text else ():
        response = {
            "version": "1.0",
            "type": "rich",
            "title": face.title,
            "author_name": site.publisher,
            "provider_name": site.name,
            "provider_url": address.to("", ""),
            "cache_age": _KEPT,
            "thumbnail_url": address.to(f"{face.embed}card.png", ""),
            "thumbnail_width": CARD_WIDTH,
            "thumbnail_height": CARD_HEIGHT,
            "html": frame(face, site, address.to(face.embed, "")),
            "width": WIDTH,
            "height": height(face),
            "generated_from": MARK,
        }
        yield Output(f"{face.embed}oembed.json", json.dumps(response, ensure_ascii=False, indent=1) + "\n")
