"""Faults of links to plant in a built site, one of each kind.

A fault is planted by writing into files of a site whose address is `ADDRESS`, with a page of a claim and of an article.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from verbatim.rendering.content_policy import REFERRER, document_policy

from tests.support.pages_server import SUB_PATH

ADDRESS = f"https://example.org{SUB_PATH}"
_POLICY = document_policy("'none'")
# The beginning of a page that has the policies of a page without scripts and styles.
HEAD = (
    f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    f'<meta name="referrer" content="{REFERRER}">'
)
CLAIM, ARTICLE = "claims/{claim}/index.html", "articles/{article}/index.html"


@dataclass(frozen=True)
class Plot:
    """A built site to plant in, with the ids of a claim and of an article that have pages on it."""

    site: Path
    claim: str
    article: str

    def path(self, name: str) -> Path:
        """A file of the site; its name may hold the ids."""
        return self.site / name.format(claim=self.claim, article=self.article)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file, whole. Other copies of the site may share the old one, so that is left as it is."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).unlink(missing_ok=True)
        self.path(name).write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, name: str, pattern: str, new: str) -> None:
        """Replace the first place that a pattern matches; none is a fault of the test."""
        text, count = re.subn(
            pattern.replace("CLAIM", self.claim), lambda _: new, self.path(name).read_text(encoding="utf-8"), count=1
        )
        assert count == 1, (name, pattern)
        self.write(name, text)

    def insert(self, name: str, html: str) -> None:
        """Put something at the end of a page, on a line of its own."""
        self.change(name, "</body>", f"\n{html.replace('ARTICLE', self.article)}\n</body>")


@dataclass(frozen=True)
class Planted:
    """A fault: its name, the code and the file that it must be found with, and words that its message must hold.

    `file` is `claim` or `article` where the fault's place is in the data, at that entry; else a file of the site.
    """

    name: str
    code: str
    file: str
    words: str
    plant: Callable[[Plot], None] = field(repr=False)


def _on(name: str, code: str, page: str, html: str, words: str) -> Planted:
    """A fault that is a piece of HTML on the page of the claim, on that of the article, or on another."""
    file = {CLAIM: "claim", ARTICLE: "article"}.get(page, f"site/{page}")
    return Planted(name, code, file, words, lambda plot: plot.insert(page, html))


def _in(name: str, code: str, file: str, text: str, words: str) -> Planted:
    """A fault that is a file of its own."""
    return Planted(name, code, f"site/{file}", words, lambda plot: plot.write(file, text))


def _listed(address: str) -> Callable[[Plot], None]:
    return lambda plot: plot.change("sitemap.xml", "</urlset>", f"<url><loc>{ADDRESS}{address}</loc></url>\n</urlset>")


def _orphan(plot: Plot) -> None:
    plot.write("alone/index.html", f"{HEAD}<title>Alone</title><body><a href='../'>Home</a></body>")
    _listed("alone/")(plot)


def _large_files(plot: Plot, number: int) -> None:
    """Files that are each just small enough, and together too large."""
    for count in range(number):
        _large(plot, f"part-{count}.bin", 100_000_000 - count)


def _large(plot: Plot, name: str, size: int) -> None:
    with plot.path(name).open("wb") as file:
        file.truncate(size)  # a hole, which takes no room on the disk


FAULTS = [
    _on("page", "dead-link", CLAIM, '<a href="../../no-such-page/">x</a>', "the site has no “no-such-page/”"),
    _on("case of a page", "dead-link", CLAIM, '<a href="../../About/">x</a>', "“about/index.html”, and case counts"),
    _on(
        "anchor", "dead-anchor", CLAIM, '<a href="../../about/#no-such-place">x</a>', "about/ has no id “no-such-place”"
    ),
    _on("encoded anchor", "dead-anchor", ARTICLE, '<a href="../../about/#%C3%A9t%C3%A9">x</a>', "no id “été”"),
    _on("anchor before words", "dead-anchor", ARTICLE, '<a href="#gone:~:text=words">x</a>', "no id “gone”"),
    _on("image", "dead-link", CLAIM, '<img src="no-such-image.png" alt="">', "<img src>"),
    _on(
        "second candidate",
        "dead-link",
        CLAIM,
        '<img srcset="data:image/gif;base64,R0lGOD 1x, no-2x.png 2x">',
        "no-2x.png",
    ),
    _on("poster", "dead-link", CLAIM, '<video poster="no-such-poster.jpg"></video>', "<video poster>"),
    _on("use in a drawing", "dead-link", CLAIM, '<svg><use xlink:href="../../no-icons.svg#a"/></svg>', "no-icons.svg"),
    _in("import", "dead-link", "planted/a.css", '/* url(x.css) */\n@import "no-such.css";', "planted/no-such.css"),
    _in("font", "dead-link", "planted/b.css", "b { content: 'url(x)'; src: url( 'no-such.woff2' ) }", "no-such.woff2"),
    _in(
        "drawing",
        "dead-link",
        "planted/c.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<a xlink:href="no-such-drawn/"/></svg>',
        "no-such-drawn/",
    ),
    _on(
        "canonical",
        "dead-link",
        "about/index.html",
        f'<link rel="canonical" href="{ADDRESS}no-canonical/">',
        "no-canonical/",
    ),
    _on(
        "og:image", "dead-link", CLAIM, f'<meta property="og:image" content="{ADDRESS}no-card.png">', "<meta og:image>"
    ),
    _on(
        "og:url",
        "foreign-name",
        CLAIM,
        '<meta property="og:url" content="https://elsewhere.example/">',
        "elsewhere.example",
    ),
    _on(
        "relative og:image",
        "foreign-name",
        CLAIM,
        '<meta property="og:image" content="../../robots.txt">',
        "not a whole address",
    ),
    _on(
        "JSON-LD",
        "dead-link",
        CLAIM,
        f'<script type="application/ld+json">{{"url": "{ADDRESS}no-ld/"}}</script>',
        "no-ld/",
    ),
    _in(
        "Atom",
        "dead-link",
        "planted/atom.xml",
        f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="{ADDRESS}no-atom/"/></feed>',
        "no-atom/",
    ),
    _in("RSS", "dead-link", "rss.xml", f"<rss><channel><link>{ADDRESS}no-rss/</link></channel></rss>", "no-rss/"),
    _in(
        "JSON feed", "dead-link", "planted/news.json", f'{{"items": [{{"url": "{ADDRESS}no-item/"}}]}}', "items[0].url"
    ),
    Planted(
        "path in the data",
        "dead-link",
        "claim",
        "claims[0].path",
        lambda plot: plot.write("api/v1/planted.json", f'{{"claims": [{{"path": "claims/{plot.claim}/gone/"}}]}}'),
    ),
    Planted("listed page", "dead-link", "site/sitemap.xml", "no-such-loc/", _listed("no-such-loc/")),
    Planted(
        "page not listed",
        "not-in-sitemap",
        "article",
        "does not list",
        lambda plot: plot.change("sitemap.xml", rf"<loc>[^<]*articles/{plot.article}/</loc>", f"<loc>{ADDRESS}</loc>"),
    ),
    _on("form", "dead-link", ARTICLE, '<form action="no-such-form/"></form>', "<form action>"),
    _on("description of a button", "dead-id-reference", CLAIM, '<b aria-describedby="no-tip">x</b>', "“no-tip”"),
    _on("label", "dead-id-reference", ARTICLE, '<label for="no-box">x</label>', "“no-box”"),
    Planted("orphan", "orphan-page", "site/alone/index.html", "alone/", _orphan),
    _on("id twice", "duplicate-anchor", CLAIM, '<p id="twin"></p><p id="twin"></p>', "“twin” occurs 2 times"),
    _in("case of two files", "case-clash", "Robots.txt", "x", "“Robots.txt” and “robots.txt”"),
    _on("root of the host", "rooted-link", CLAIM, '<a href="/about/">x</a>', "“/about/” begins at the root"),
    _on("root on the 404 page", "leaves-site", "404.html", '<a href="/about/">x</a>', "“/about/” leads out"),
    _on("out of the site", "leaves-site", CLAIM, '<a href="../../../about/">x</a>', "“../../../about/” leads out"),
    _on(
        "own address, unencrypted",
        "insecure-link",
        CLAIM,
        f'<a href="http{ADDRESS[5:]}about/">x</a>',
        "without encryption",
    ),
    _on("empty", "empty-address", CLAIM, '<a href=" ">x</a>', "<a href>"),
    _on("folder", "folder-without-page", CLAIM, '<a href="../../api/">x</a>', "“../../api/” leads to a folder"),
    _on("no slash", "redirected-link", CLAIM, '<a href="../../about">x</a>', "the page is “about/”"),
    _on("file", "local-address", CLAIM, '<a href="file:///etc/hosts">x</a>', "file:///etc/hosts"),
    _on("localhost", "local-address", ARTICLE, '<a href="http://localhost:8000/">x</a>', "localhost:8000"),
    _on(
        "unencrypted script",
        "mixed-content",
        CLAIM,
        '<script src="http://cdn.example/a.js"></script>',
        "cdn.example/a.js",
    ),
    _on(
        "style from afar",
        "third-party-request",
        CLAIM,
        '<link rel="stylesheet" href="//cdn.example/b.css">',
        "cdn.example/b.css",
    ),
    _on(
        "early connection",
        "third-party-request",
        ARTICLE,
        '<link rel="preconnect" href="https://pre.example">',
        "pre.example",
    ),
    _in(
        "font from afar",
        "third-party-request",
        "planted/d.css",
        "\na { src: url(https://fonts.example/f.woff2) }",
        "fonts.example",
    ),
    _on("unfilled place", "template-leftover", CLAIM, "<p>By {{ planted.publisher }}</p>", "“{{ planted.publisher }}”"),
    _on("unfilled attribute", "template-leftover", ARTICLE, '<p title="{% planted %}">x</p>', "“{% planted %}”"),
    _on(
        "quotation",
        "false-quotation",
        CLAIM,
        '<mark data-source="ARTICLE" data-start="0" data-end="3">†††</mark>',
        "†††",
    ),
    _in(
        "file beside a manifest",
        "dead-link",
        "planted/data.json",
        '{"path": "../robots.txt", "url": "no-such.csv"}',
        "planted/no-such.csv",
    ),
    _in("broken data", "unreadable-page", "api/broken.json", "{", "cannot be read"),
    Planted(
        "large file",
        "oversized-file",
        "site/large.bin",
        "100,000,001 bytes",
        lambda plot: _large(plot, "large.bin", 100_000_001),
    ),
    Planted(
        "large site",
        "oversized-site",
        "site",
        "GitHub Pages takes 1,000,000,000",
        lambda plot: _large_files(plot, 11),
    ),
    Planted(
        "symbolic link",
        "symbolic-link",
        "site/link.txt",
        "symbolic link",
        lambda plot: plot.path("link.txt").symlink_to("robots.txt"),
    ),
]
