"""Templates, style sheets and scripts have short lines, and the filter that makes this possible works."""

from markupsafe import Markup
from verbatim.rendering.templating import TEMPLATES, THEME, _one_line

LONGEST_LINE = 120


def test_no_line_is_longer_than_a_screen() -> None:
    """No template, style sheet or script has a line of more than 120 columns."""
    files = [file for folder in (TEMPLATES, THEME) for file in folder.rglob("*") if file.is_file()]
    assert {file.suffix for file in files} >= {".j2", ".html", ".css", ".js"}
    long = [
        f"{file.name}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]
    assert long == []


def test_a_block_on_one_line() -> None:
    """Each line break but the last becomes one space; values are escaped before and stay as they are."""
    assert _one_line("<p>One\ntwo,\n  three.</p>\n") == "<p>One two, three.</p>\n"
    assert _one_line("<p>One</p>") == "<p>One</p>"
    assert _one_line("<b>a&#10;b  c</b>\n") == "<b>a&#10;b  c</b>\n"
    assert isinstance(_one_line("<p>"), Markup)
