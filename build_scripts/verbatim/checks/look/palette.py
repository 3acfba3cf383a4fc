"""The colours of a site: those of the theme's style sheet, and in their place those that policy.yaml sets.

In: the theme's style sheet, so that our colours are defined in one place, and the policy's colours. Out: the light and
the dark colours by name, as six hexadecimal digits without the `#`.
"""

import re
from functools import cache
from pathlib import Path

from verbatim.model.site import Colours
from verbatim.model.values.colours import contrast

_STYLE = Path(__file__).parents[2] / "rendering" / "theme" / "verbatim" / "verbatim.css"
_LIGHT, _DARK = '[data-md-color-scheme="default"]', '[data-md-color-scheme="slate"]'
_COLOUR = re.compile(r"--v-([a-z-]+): #([0-9a-f]{6});")
_PRIMARY = re.compile(r"--md-(primary)-fg-color: #([0-9a-f]{6});")

Palette = dict[str, str]


@cache
def palettes(colours: Colours) -> tuple[Palette, Palette]:
    """The light colours and the dark ones; raises ValueError if the style sheet has no rules for them.

    `primary` is the ground of the bar, `on-primary` the colour of its words, and `link` what the policy calls accent.
    """
    style = _STYLE.read_text(encoding="utf-8")
    light, dark = _rule(style, ":root") | _rule(style, _LIGHT), _rule(style, _DARK)
    for palette, own in ((light, colours.light), (dark, colours.dark)):
        palette["primary"] = own.primary or palette["primary"]
        palette["link"] = own.accent or palette["link"]
        palette["on-primary"] = on_primary(palette["primary"], palette)
    return light, dark


def on_primary(primary: str, palette: Palette) -> str:
    """The colour of words on the bar: that of the page's ground or of its words, whichever is seen better."""
    return max((palette["paper"], palette["ink"]), key=lambda colour: contrast(colour, primary))


def _rule(style: str, selector: str) -> Palette:
    found = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", style, re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError(f"verbatim.css has no rule for {selector}")
    return dict(_COLOUR.findall(found[1]) + _PRIMARY.findall(found[1]))
