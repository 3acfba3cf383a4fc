"""Colours, and how well one is seen on another.

In: colours as six hexadecimal digits, without the `#`. Out: their contrast by WCAG 2.2, from 1 to 21, and a colour of
the same hue that is seen well enough.
"""

import re
from collections.abc import Callable, Iterable
from colorsys import hls_to_rgb, rgb_to_hls

COLOUR_PATTERN = r"^#[0-9A-Fa-f]{6}$"

# The least contrast of text (WCAG 2.2, success criterion 1.4.3, level AA).
TEXT = 4.5

# The number of steps from black to white in which the lightness is changed.
_STEPS = 400


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, “contrast ratio”)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(top: str, below: str, share: float) -> str:
    """What is seen of a colour that covers another one with this share, from 0 to 1."""
    pairs = zip(_parts(top), _parts(below), strict=True)
    return _digits(share * over + (1 - share) * under for over, under in pairs)


def nearest(colour: str, passes: Callable[[str], bool]) -> str | None:
    """The colour of the same hue with the most similar lightness for which `passes` is true; None if there is none."""
    hue, lightness, saturation = rgb_to_hls(*_parts(colour))
    steps = (sign * step / _STEPS for step in range(_STEPS + 1) for sign in (-1, 1))
    tried = (lightness + step for step in steps)
    colours = (_digits(hls_to_rgb(hue, each, saturation)) for each in tried if 0 <= each <= 1)
    return next(filter(passes, colours), None)


def _luminance(colour: str) -> float:
    """The relative luminance (WCAG 2.2), from 0 to 1."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parts(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, from 0 to 1."""
    red, green, blue = (int(part, 16) / 255 for part in re.findall("..", colour))
    return red, green, blue


def _digits(parts: Iterable[float]) -> str:
    return "".join(f"{round(part * 255):02x}" for part in parts)
