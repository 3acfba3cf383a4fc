"""What we rely on in the theme, entry by entry: still there, still needed, and nothing besides.

Each check reads the installed theme's own files. One that fails says what of ours can go, or has to change.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import material
import pytest

from tests.support.microsite import ROOT

THEME = Path(material.__file__).parent / "templates"
OURS = ROOT / "build_scripts/verbatim/rendering/theme"


@cache
def theirs(pattern: str) -> str:
    """The text of the theme's files of that name, one after the other."""
    files = sorted(THEME.glob(pattern))
    assert files, f"the theme has no {pattern} any more"
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@cache
def ours(pattern: str) -> str:
    """The text of our files of that name."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(ROOT.glob(pattern)))


def style() -> str:
    """The theme's style sheets."""
    return theirs("assets/stylesheets/*.min.css")


def our_style() -> str:
    """Our style sheets."""
    return ours("build_scripts/verbatim/rendering/theme/verbatim/*.css")


def our_page() -> str:
    """Our template of a page, which changes parts of the theme's."""
    return ours("build_scripts/verbatim/rendering/theme/main.html")


def variables(text: str) -> set[str]:
    """The theme's custom properties that a style sheet names."""
    return set(re.findall(r"--md-[a-z0-9-]+", text))


@dataclass(frozen=True)
class Reliance:
    """An entry of docs/dev/theme.md: whether we do it, whether the theme still needs it, and what to do if not."""

    we_do: Callable[[], bool]
    still_needed: Callable[[], bool]
    else_: str


# Files of the theme that write an inline script into every page.
INLINE_SCRIPTS = ("javascripts/base", "javascripts/palette", "javascripts/content")

LIST = {
    "colour-variables": Reliance(
        lambda: bool(variables(our_style())),
        lambda: variables(our_style()) <= variables(style()),
        "set only variables that the theme knows",
    ),
    "two-schemes": Reliance(
        lambda: '[data-md-color-scheme="slate"]' in our_style(),
        lambda: bool(re.search(r'\[data-md-color-scheme="?slate', style())),
        "find how the theme says now that colours are dark",
    ),
    "list-display": Reliance(
        lambda: "ul.v-scale:not([hidden])" in our_style(),
        lambda: ".md-typeset ul:not([hidden]){display:flow-root}" in style(),
        "take `:not([hidden])` out of our rules",
    ),
    "list-indent": Reliance(
        lambda: ".v-page figure.v-streams ul li" in our_style(),
        lambda: "[dir=ltr] .md-typeset ul li{margin-left:1.25em}" in style(),
        "a single class will do for the lists of `.v-streams`",
    ),
    "figure-width": Reliance(
        lambda: "width: auto" in our_style(),
        lambda: bool(re.search(r"\.md-typeset figure\{[^}]*width:fit-content", style())),
        "take `width: auto` off our figures",
    ),
    "one-measure": Reliance(
        lambda: ".md-grid { max-width: 50rem; }" in our_style(),
        lambda: ".md-grid{max-width:61rem" in style(),
        "find how the theme sets the width of its bars and pages now",
    ),
    "top-margin": Reliance(
        lambda: ".md-main__inner { margin-top" in our_style(),
        lambda: ".md-main__inner{display:flex;height:100%;margin-top:1.5rem}" in style(),
        "take the rule for the main part's margin out",
    ),
    "printed-margins": Reliance(
        lambda: "  .md-main__inner { margin: 0; padding: 0; }" in our_style(),
        lambda: bool(re.search(r"\.md-main__inner\{[^}]*(?:margin|padding)", style())),
        "take the rule for the page's margins on paper out",
    ),
    "steady-title": Reliance(
        lambda: 'data-md-component="header-title"' in our_page(),
        lambda: 'data-md-component="header-title"' in theirs("partials/header.html"),
        "the theme's bar keeps the site's name by itself: take the replacement out",
    ),
    "feed-link": Reliance(
        lambda: '<link rel="alternate "' in our_page(),
        lambda: "link[rel=alternate]" in theirs("assets/javascripts/bundle.*.min.js"),
        "write rel=alternate without the blank",
    ),
    "plain-details": Reliance(
        lambda: ".v-page summary::before { content: none" in our_style(),
        lambda: ".md-typeset summary:before{" in style(),
        "take our rules for `details` and `summary` out",
    ),
    "links-underlined": Reliance(
        lambda: ".v-page a { text-decoration: underline" in our_style(),
        lambda: not re.search(r"\.md-typeset a\{[^}]*text-decoration:underline", style()),
        "our rule for links can go",
    ),
    "header-link": Reliance(
        lambda: 'replace("</nav>"' in our_page(),
        lambda: (
            theirs("partials/header.html").count("</nav>") == 1 and "{% block" not in theirs("partials/header.html")
        ),
        "put the link to Find into the header's own block",
    ),
    "palette-group": Reliance(
        lambda: 'replace("<form ", "<div ")' in our_page(),
        lambda: theirs("partials/palette.html").count("<form ") == 1 and "<form" not in theirs("partials/header.html"),
        "leave the theme's forms as they are",
    ),
    "checkbox-autocomplete": Reliance(
        lambda: 'id="__drawer" autocomplete="off"' in ours("tests/audit/nu_listed.yaml"),
        lambda: 'type="checkbox" id="__drawer" autocomplete="off"' in theirs("base.html"),
        "take both entries out of tests/audit/nu_listed.yaml",
    ),
    "escaped-titles": Reliance(
        lambda: "_as_theme_html" in ours("build_scripts/verbatim/site/engine.py"),
        lambda: "<title>{{ page.meta.title }} - {{ config.site_name }}</title>" in theirs("base.html"),
        "the theme's titles changed: see engine._as_theme_html and templating._json",
    ),
    "no-generator": Reliance(
        lambda: "generator: false" in ours("mkdocs.yml"),
        lambda: "config.extra.generator" in theirs("partials/copyright.html"),
        "take `generator: false` out of mkdocs.yml",
    ),
    "toc-label": Reliance(
        lambda: '"__toc"' in ours("build_scripts/verbatim/site/sitecheck/link_rules.py"),
        lambda: 'for="__toc"' in theirs("partials/toc.html") and 'id="__toc"' not in theirs("partials/toc.html"),
        "take `__toc` out of sitecheck/link_rules.py",
    ),
    "one-scope": Reliance(
        lambda: bool(re.search(r"^  scope: /", ours("mkdocs.yml"), re.MULTILINE)),
        lambda: "{{ config.extra.scope | d(base_url) }}" in theirs("partials/javascripts/base.html"),
        "take `scope: /` out of mkdocs.yml",
    ),
    "inline-scripts": Reliance(
        lambda: "THEME_SCRIPTS" in ours("build_scripts/verbatim/rendering/content_policy.py"),
        lambda: all("<script>" in theirs(f"partials/{name}.html") for name in INLINE_SCRIPTS),
        "take the hashes out of content_policy.py",
    ),
    "system-fonts": Reliance(
        lambda: bool(re.search(r"^  font: false", ours("mkdocs.yml"), re.MULTILINE)),
        lambda: "fonts.googleapis.com" in theirs("base.html"),
        "take `font: false` out of mkdocs.yml",
    ),
    "page-language": Reliance(
        lambda: 'key == "language"' in ours("build_scripts/verbatim/rendering/theme/partials/language.html"),
        lambda: (
            "<html lang=\"{{ lang.t('language') }}\"" in theirs("base.html")
            and "macro t(key)" in theirs("partials/language.html")
        ),
        "see whether the theme can be told the language of a page, and delete partials/language.html",
    ),
    "no-sidebar": Reliance(
        lambda: """replace('data-md-type="navigation" >'""" in our_page(),
        lambda: 'data-md-type="navigation" {{ hidden }}>' in theirs("base.html"),
        "find how the theme hides the list of pages now",
    ),
}


@pytest.mark.parametrize("name", LIST)
def test_what_we_rely_on_is_still_needed(name: str) -> None:
    """We do it, and the theme still calls for it."""
    entry = LIST[name]
    assert entry.we_do(), f"“{name}” is no longer done: take it off the list"
    assert entry.still_needed(), f"“{name}” is no longer needed: {entry.else_}"


def test_the_list_for_developers_is_whole() -> None:
    """docs/dev/theme.md has exactly these entries."""
    listed = re.findall(r"^\| `([a-z-]+)` \|", ours("docs/dev/theme.md"), re.MULTILINE)
    assert listed == list(LIST)


def test_no_rule_of_ours_names_a_class_of_the_theme() -> None:
    """Beyond the list, nothing in our styles or scripts knows how the theme is made."""
    listed = re.compile(r"\.md-(?:grid|main__inner|content__inner)(?=[ ,{])")
    files = [file for file in OURS.rglob("*") if file.suffix in (".css", ".js", ".html")]
    assert len(files) >= 6
    for file in files:
        assert not re.search(r"\.md-[a-z]", listed.sub("", file.read_text(encoding="utf-8"))), file.name


def test_our_styles_are_small(built_site: Path) -> None:
    """All style sheets of ours together stay under 30 KB."""
    sizes = [file.stat().st_size for file in (built_site / "verbatim").glob("*.css")]
    assert len(sizes) >= 2
    assert sum(sizes) < 30_000


def test_the_header_has_no_form_that_nothing_sends(built_site: Path) -> None:
    """The switch of the colour schemes is as the theme makes it, but no form; our search is one."""
    header = (
        (built_site / "about" / "index.html")
        .read_text(encoding="utf-8")
        .partition("<header")[2]
        .partition("</header>")[0]
    )
    assert re.findall(r"<form [^>]*>", header) == ['<form class="v-bar-search" action="../find/" role="search">']
    switch = re.search(r'<div [^>]*data-md-component="palette">(.*?)</div>', header, re.DOTALL)
    assert switch
    assert switch[1].count("<input ") == switch[1].count("<label ") == 2
    assert header.count("<div") == header.count("</div>")
