"""`/embed/ID/`: a claim as others show it on their pages, in a frame or in their own words.

In: a claim’s face and where the site will stand. Out: a small HTML page of its own, which asks nothing of any host and needs no
script; the code that shows it in a frame; and the code of a quotation that needs no frame.
"""

from collections.abc import Iterator
from html import escape

from build_scripts.address import SiteAddress
from build_scripts.corpus import Corpus
from build_scripts.pages.face import Face, faces
from build_scripts.pages.templating import render
from build_scripts.palette import palettes
from build_scripts.policy import Site
from build_scripts.write import Output

# Pixels.
WIDTH = 600


def pages(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """The page of every claim, also of one that was withdrawn or merged: where it is embedded, no old verdict is left."""
    light, dark = palettes()
    for face in faces(corpus):
        path = f"{face.embed}index.html"
        page = address.to(face.page, path)
        text = render(
            "embed.html.j2", site=corpus.policy.site, face=face, light=light, dark=dark, page=page, is_absolute=bool(address.text)
        )
        yield Output(path, text)


def height(face: Face) -> int:
    """Pixels that a frame of `WIDTH` needs, as near as a count of characters can tell; what is longer can be scrolled."""
    return 216 + 29 * (len(face.claim) // 46) + 23 * (len(face.finding) // 66)


def frame(face: Face, site: Site, src: str) -> str:
    """The HTML of a frame that shows the page at `src`."""
    title = escape(f"{face.title} – {site.name}")
    return (
        f'<iframe src="{escape(src)}" title="{title}" width="{WIDTH}" height="{height(face)}" '
        'style="border:0;max-width:100%" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )


def quotation(face: Face, site: Site, page: str) -> str:
    """The HTML of a quotation, with a link to the claim’s page at `page`."""
    return (
        f'<blockquote class="verbatim-embed" cite="{escape(page)}">\n<p>{escape(face.claim)}</p>\n'
        f"<p><strong>{escape(face.word)}.</strong> {escape(face.finding)}</p>\n"
        f'<p><a href="{escape(page)}">{escape(site.name)}</a>: {escape(", ".join(face.facts))}.</p>\n</blockquote>'
    )
