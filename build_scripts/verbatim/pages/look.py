"""The site's own colours as a style sheet, which every page loads after the theme's: `/verbatim/colours.css`.

In: the corpus. Out: the style sheet, if policy.yaml sets any colour. No page has an inline style.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.checks.look.palette import palettes
from verbatim.output import Output
from verbatim.rendering.templating import render

COLOURS = "verbatim/colours.css"


def style_sheets(corpus: Corpus) -> Iterator[Output]:
    """The style sheet of the colours."""
    colours = corpus.policy.site.colours
    if colours.are_set:
        light, dark = palettes(colours)
        yield Output(COLOURS, render("colours.css.j2", corpus.language, light=light, dark=dark))
