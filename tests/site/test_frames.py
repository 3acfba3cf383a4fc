"""The frame of a page gives the page of another text, or nothing."""

import pytest
from verbatim.site.shells.frames import Frame, frame_of

PAGE = "---\ntitle: A title\n---\n# A title\n\n<p>{}</p>\n\n## Part {{ #part }}\n\n<p>More.</p>\n"
HTML = '<body>\n<h1 id="a-title">A title</h1>\n<p>{}</p>\n\n<h2 id="part">Part</h2>\n<p>More.</p></body>\n'


def frame() -> Frame:
    """The frame of the page with the word “old”."""
    found = frame_of(PAGE.format("old"), HTML.format("old"))
    assert found
    return found


def test_another_text_is_put_into_the_frame() -> None:
    """Its own frame is that of the page that results."""
    longer = PAGE.format("new, and é 😀")
    assert frame().filled(HTML.format("old"), longer) == (
        HTML.format("new, and é 😀"),
        frame_of(longer, HTML.format("new, and é 😀")),
    )


@pytest.mark.parametrize(
    "changed",
    [
        PAGE.replace("title: A", "title: Another"),
        PAGE.replace("title:", "hide: [toc]\ntitle:"),
        PAGE.replace("# A title", "# Another title"),
        PAGE.replace("## Part", "### Part"),
        PAGE.replace("#part", "#other"),
        PAGE.replace("<p>More.</p>", "## Another part\n\n<p>More.</p>"),
        PAGE.replace("<p>More.</p>", "Some *Markdown*."),
    ],
)
def test_nothing_is_made_of_a_page_that_differs_elsewhere(changed: str) -> None:
    """In its front matter or its headings, which the engine also puts elsewhere, or by text that is no HTML."""
    assert frame().filled(HTML.format("old"), changed.format("new")) is None


def test_a_page_in_which_the_text_is_elsewhere_is_not_used() -> None:
    """The last page must have the text where it was noted, and only once."""
    assert frame().filled(HTML.format("other"), PAGE.format("new")) is None
    assert frame()._replace(start=3).filled(HTML.format("old"), PAGE.format("new")) is None
    assert frame_of(PAGE.format("old"), HTML.format("other")) is None
    assert frame_of(PAGE.format("old"), HTML.format("old") * 2) is None
