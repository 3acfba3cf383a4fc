"""The colours of the site, read from its style sheet, so that they are defined in one place.

In: the theme's style sheet. Out: the light and the dark colours by name, as six hexadecimal digits without the `#`.
"""

import re
from functools import cache

from verbatim.rendering.templating import THEME

_COLOUR = re.compile(r"--v-([a-z-]+): #([0-9a-f]{6});")


@cache
def palettes() -> tuple[dict[str, str], dict[str, str]]:
    """The light colours and the dark ones; raises ValueError if the style sheet has no rules for them."""
    style = (THEME / "verbatim" / "verbatim.css").read_text(encoding="utf-8")
    light, dark = (_rule(style, selector) for selector in (":root", '[data-md-color-scheme="slate"]'))
    return light, dark


def _rule(style: str, selector: str) -> dict[str, str]:
    found = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", style, re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError(f"verbatim.css has no rule for {selector}")
    return dict(_COLOUR.findall(found[1]))
