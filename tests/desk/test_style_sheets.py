"""What a page's own style sheet hides or strikes out is not taken in; what it may show is."""

import pytest
from verbatim.desk.articles.page.raised_text import is_raised
from verbatim.desk.articles.page.visible_text import parse, visible_lines


def shown(css: str, markup: str, sheet: str = "<style>") -> str:
    """The visible text of a page with a style sheet."""
    closing = "</style></noscript>" if "noscript" in sheet else "</style>"
    return " / ".join(visible_lines(parse(f"<html><head>{sheet}{css}{closing}</head><body>{markup}</body></html>")))


@pytest.mark.parametrize(
    "css",
    [
        ".x{display:none}",
        "u,\n.y , .x { color: red; DISPLAY : none !important }",
        "i.x{visibility:hidden}",
        ".x.z{visibility:collapse}",
        "#n{display:none}",
        "i#n.x{display:none}",
        "i{display:none}",
        "@media screen{.x{display:none}}",
        "@media all { i { color: red } .x { display: none } }",
        "/* .x{display:block} */ .x{display:none}",
        "<!-- .x{display:none} -->",
        "@import url(a.css); @font-face{font-family:a} .x{display:none}",
        "*.x{display:none}",
        ".x{font-size:0}",
        ".x{ font-size: 0px }",
        ".x{position:absolute;left:-9999px}",
        ".x{text-indent:-10000px}",
        ".x{position:absolute;clip:rect(0 0 0 0)}",
        ".x{clip: rect(1px, 1px, 1px, 1px)}",
        ".x{clip-path:inset(50%)}",
        ".x{transform: scale(0)}",
        ".x{content-visibility:hidden}",
        ".x{font:0/0 a}",
        ".x{font-size:.0em}",
        ".x{position:absolute;left:-999em}",
        ".x{overflow:hidden;width:1px;height:1px}",
        ".x{text-decoration:line-through}",
        ".x{text-decoration-line: underline line-through}",
    ],
)
def test_what_a_simple_rule_hides(css: str) -> None:
    """Tags, classes and ids, alone or together."""
    markup = "<p>He <i class='z x' id=n>never</i> <b>said</b> so.</p>"
    assert shown(css, markup) == "He said so."


@pytest.mark.parametrize(
    "css",
    [
        ".y{display:none}",
        "b{display:none}.x:hover{display:none}",
        ".old .x{display:none}",
        "div > .x{display:none}",
        "[class]{display:none}",
        "@media print{.x{display:none}}",
        "@media (max-width: 600px){.x{display:none}}",
        "@media screen and (max-width: 600px){.x{display:none}}",
        "@supports (display: grid){.x{display:none}}",
        "@keyframes a{from{visibility:hidden}to{visibility:visible}} body{animation:a}",
        ".x{display:none}.open .x{display:block}",
        ".x{display:none}@media (min-width: 600px){.x{display:inline}}",
        ".x{display:none}.z:target{display:inline}",
        ".x{visibility:hidden}#n{visibility:visible}",
        ".x{display:none}.x[open]{display:flex}",
        "body{display:none !important}",
        "html,body{visibility:hidden}",
        ".x{display:none-such}",
        ".x{font-size:0.9em}",
        ".x{margin-left:-9999px}",
        ".x{left:-9px}",
        ".x{left:-10em}",
        ".x{clip-path:inset(0)}",
        ".x{overflow:hidden;width:100%}",
        ".x{overflow:hidden;border-width:0}",
        ".x{font:16px/0 a}",
        ".x{opacity:0}",
        "}}}{{{",
        ".x{",
        "",
    ],
)
def test_what_a_rule_may_show(css: str) -> None:
    """Under another condition, elsewhere on the page, or once a script has run."""
    assert shown(css, "<p>He <i class='z x' id=n>never</i> said so.</p>") == "He never said so."


@pytest.mark.parametrize("sheet", ["<style media=print>", "<noscript><style>"])
def test_sheets_for_others(sheet: str) -> None:
    """Of the printer, and of browsers without scripts."""
    assert shown(".x{display:none}", "<p>He <i class=x>never</i> said so.</p>", sheet) == "He never said so."


def test_the_element_has_the_last_word() -> None:
    """Its own attribute counts more than a sheet."""
    assert shown(".x{display:none}", "<p>He <i class=x style='display:inline'>never</i> said so.</p>") == (
        "He never said so."
    )


def test_raised_text() -> None:
    """It is written as raised characters, so that its digits join no number; also what only a class raises."""
    page = (
        "<html><head><style>.x{vertical-align:super}</style></head><body><p>There were 300<i class=x>2</i>.</p></body>"
    )
    (element,) = parse(page).iter("i")
    assert is_raised(element)


def test_hidden_blocks() -> None:
    """A whole paragraph, with all that it contains."""
    markup = "<p class=x>Sign <b>up</b>.</p><div class=x><p>Now.</p></div><p>He said so.</p>"
    assert shown(".x{display:none}", markup) == "He said so."
