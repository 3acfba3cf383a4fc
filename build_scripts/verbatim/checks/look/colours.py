"""Whether the colours of the policy can be read, in the light and in the dark scheme.

In: the policy. Out: a problem for each colour that is seen too badly on its ground (WCAG 2.2, success criterion 1.4.3,
level AA), with the contrast, and the nearest colour that is seen well enough.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from math import floor

from verbatim.checks.look.palette import Palette, on_primary, palettes
from verbatim.model.loaded import Placed
from verbatim.model.policy import Policy
from verbatim.model.scale import Tone
from verbatim.model.values.colours import TEXT, contrast, mixed, nearest
from verbatim.problems import Problem

# How strongly the theme prints the words of the bar that do not name the current page.
_TABS = 0.7
# How strongly the style sheet mixes the colour of a status into the ground of a verdict.
_VERDICT = 0.07


Pairs = Mapping[str, tuple[str, str]]


def unreadable_colours(placed: Placed[Policy]) -> Iterator[Problem]:
    """The colours with too little contrast."""
    colours = placed.value.site.colours
    for scheme, own, palette in zip(("light", "dark"), (colours.light, colours.dark), palettes(colours), strict=True):
        for key, colour, pairs in (("primary", own.primary, _of_the_bar), ("accent", own.accent, _of_the_accent)):
            where, ratio = _worst(pairs(colour, palette)) if colour else ("", TEXT)
            if colour and ratio < TEXT:
                passing = nearest(colour, partial(_passes, pairs, palette))
                seen = floor(ratio * 100) / 100
                message = (
                    f"in the {scheme} scheme “#{colour}” has a contrast of {seen:.2f}:1 {where}; text needs {TEXT}:1"
                )
                hint = f'write `{key}: "#{passing}"`, the nearest of the same hue that can be read, or another colour'
                yield Problem("unreadable-colour", placed.place("site", "colours", scheme, key), message, hint)


def _worst(pairs: Pairs) -> tuple[str, float]:
    """Where the contrast is the least, and how much it is."""
    return min(((where, contrast(*pair)) for where, pair in pairs.items()), key=lambda found: found[1])


def _passes(pairs: Callable[[str, Palette], Pairs], palette: Palette, colour: str) -> bool:
    return _worst(pairs(colour, palette))[1] >= TEXT


def _of_the_bar(primary: str, palette: Palette) -> Pairs:
    """The words of the bar and their ground. Those that name other pages than the current one are paler."""
    words = on_primary(primary, palette)
    return {"with the paler words of the bar": (mixed(words, primary, _TABS), primary)}


def _of_the_accent(accent: str, palette: Palette) -> Pairs:
    """The accent and each ground on which it is printed; a button has the same colours the other way round."""
    verdicts = {
        f"with the ground of a verdict of the tone “{tone}”": mixed(palette[tone], palette["paper"], _VERDICT)
        for tone in Tone
    }
    grounds = {
        "with the ground of the page": palette["paper"],
        "with that of the footer": palette["raised"],
        **verdicts,
    }
    return {where: (accent, ground) for where, ground in grounds.items()}
