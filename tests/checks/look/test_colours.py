"""The contrast of colours, as WCAG 2.2 defines it, and the check of those that policy.yaml sets."""

import re
from pathlib import Path

import pytest
from verbatim.checks.look.palette import on_primary, palettes
from verbatim.model.site import Colours
from verbatim.model.values.colours import TEXT, contrast, mixed, nearest

from tests.support.microsite import edit, in_process


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("000000", "ffffff", 21),
        ("ffffff", "ffffff", 1),
        # Values that are known from WCAG’s own tools: the palest grey that passes on white, and the next one.
        ("767676", "ffffff", 4.54),
        ("777777", "ffffff", 4.48),
        ("0000ff", "ffffff", 8.59),
        ("ff0000", "00ff00", 2.91),
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    """It is the same both ways."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


def test_a_colour_over_another() -> None:
    """What is seen lies between the two."""
    assert mixed("ffffff", "000000", 1) == "ffffff"
    assert mixed("ffffff", "000000", 0) == "000000"
    assert mixed("ff0000", "0000ff", 0.5) == "800080"


def test_the_nearest_colour_is_the_first_that_passes() -> None:
    """A colour that passes is its own nearest; the next step towards the first colour does not pass any more."""
    assert nearest("0b5394", lambda colour: contrast(colour, "ffffff") >= TEXT) == "0b5394"
    found = nearest("6fa8dc", lambda colour: contrast(colour, "ffffff") >= TEXT)
    assert found
    assert TEXT <= contrast(found, "ffffff") < TEXT + 0.1
    assert nearest("6fa8dc", lambda _: False) is None


def test_our_own_colours_pass() -> None:
    """Our defaults hold to the rule to which we hold others; the words of the bar are as the style sheet has them."""
    light, dark = palettes(Colours())
    assert (light["primary"], light["link"], light["on-primary"]) == ("14213d", "0b5394", "ffffff")
    assert (dark["primary"], dark["link"], dark["on-primary"]) == ("0d1420", "8ec1f5", "e6e9ed")
    assert on_primary("ffd84d", light) == light["ink"]


COLOURS = """\
  colours:
    light: {{primary: "#{0}", accent: "#{1}"}}
    dark: {{primary: "#{2}", accent: "#{3}"}}
"""


def with_colours(folder: Path, *colours: str) -> Path:
    """The project with these four colours."""
    funding = "  funding: Nobody pays for it.\n"
    edit(folder / "policy.yaml", funding, funding + COLOURS.format(*colours))
    return folder


def test_what_the_hint_proposes_passes(small: Path) -> None:
    """Whatever colours are set: with those of the hints, there is no problem any more."""
    tried = ["ff8800", "00c853", "ff00ff", "101010"]
    with_colours(small, *tried)
    problems = in_process("check", "--format", "json", project=small).problems
    assert {problem["code"] for problem in problems} == {"unreadable-colour"}
    for problem in problems:
        proposed = re.search('"#([0-9a-f]{6})"', problem["hint"])
        seen = re.search("“#([0-9a-f]{6})”", problem["message"])
        assert proposed
        assert seen
        edit(small / "policy.yaml", f'"#{seen[1]}"', f'"#{proposed[1]}"')
    assert len(problems) >= 3
    assert in_process("check", "--format", "json", project=small).problems == []


def test_our_own_colours_may_be_written_out(small: Path) -> None:
    """The defaults are no problem as settings."""
    with_colours(small, "14213D", "0B5394", "0d1420", "8ec1f5")
    assert in_process("check", "--format", "json", project=small).problems == []


def test_a_colour_without_quotation_marks(small: Path) -> None:
    """YAML takes it for a comment; the hint has the line as it must be."""
    funding = "  funding: Nobody pays for it.\n"
    edit(small / "policy.yaml", funding, f"{funding}  colours:\n    light:\n      accent: #0b5394\n")
    (problem,) = in_process("check", "--format", "json", project=small).problems
    assert problem["line"] == 13
    assert '`accent: "#0b5394"`' in problem["hint"]
