"""What a page embeds from elsewhere is not in the saved page; the editor is told where it comes from."""

import pytest
from verbatim.desk.articles.page.webpage import read_page

from tests.support.webpages import PARAGRAPHS, page

TOLD = "the article embeds what is not in its text, from "


def warned(markup: str) -> list[str]:
    """The sites that the warnings about a page with the markup in its article name."""
    warnings = read_page(page(paragraphs=(PARAGRAPHS[0], f"</p>{markup}<p>", *PARAGRAPHS[1:]))).warnings
    return [warning.removeprefix(TOLD) for warning in warnings if warning.startswith(TOLD)]


@pytest.mark.parametrize(
    ("markup", "origin"),
    [
        ("<iframe src=https://www.youtube.example/embed/1></iframe>", "www.youtube.example"),
        ("<iframe data-src='//player.example:8080/1'></iframe>", "player.example"),
        ("<div class='fb-post' data-href='https://posts.example/ada/1'></div>", "posts.example"),
        (
            "<blockquote class='x instagram-media' data-instgrm-permalink=https://pics.example/1></blockquote>",
            "pics.example",
        ),
        ("<blockquote class=tiktok-embed cite=https://clips.example/1></blockquote>", "clips.example"),
        ("<object data-url=https://maps.example/1></object><embed src=https://maps.example/2>", "maps.example"),
        ("<video><source src=a.mp4></video>", "video"),
        (
            "<audio src=https://radio.example/a.mp3></audio><iframe src=https://b.example></iframe>",
            "radio.example, b.example",
        ),
    ],
)
def test_what_is_embedded_is_told(markup: str, origin: str) -> None:
    """Posts, players and maps, each site once."""
    assert warned(markup) == [origin]


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<iframe src=about:blank></iframe>",
        "<iframe src=https://counter.example width=1 height=1></iframe>",
        "<div hidden><iframe src=https://counter.example></iframe></div>",
        "<iframe style='display:none' src=https://counter.example></iframe>",
        "<blockquote class=twitter-tweet><p>Its words are here</p><a href=https://posts.example/1>May</a></blockquote>",
        "</article></main><iframe src=https://advertisements.example></iframe><main><article>",
    ],
)
def test_what_nobody_misses_is_not_told(markup: str) -> None:
    """What is hidden, too small to see or not in the article, and posts whose words are in the page."""
    assert warned(markup) == []
