"""Filling in templates. Text from the data is always text on the page, never Markdown or HTML.

In: a template and plain values. Out: Markdown or HTML. In each value that a template prints, every character with a
meaning in Markdown or HTML is written as a character reference, unless the value is `Markup`.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any

import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from jinja2.nativetypes import NativeCodeGenerator
from markupsafe import Markup

from verbatim.checks.texts.text_links import as_html
from verbatim.output import MARK
from verbatim.rendering.content_policy import REFERRER, document_policy, source_hash
from verbatim.translation.language import Language

TEMPLATES = Path(__file__).parent / "templates"
THEME = Path(__file__).parent / "theme"

# HTML's special characters, all that begin inline Markdown or an attribute list, and white space that Markdown changes.
_ACTIVE = re.compile(r"[&<>\"'\\`*_{}\[\]#|~^$!=+@:\t\n\r]")
_REFERENCE = re.compile(r"&#(\d+);")


def inert(value: object) -> Markup:
    """A value as text that has no meaning in Markdown or HTML."""
    return Markup(_printed(value))


def _printed(value: object) -> str:
    """A value as a template prints it."""
    return value if isinstance(value, Markup) else _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", str(value))


class _Printing(NativeCodeGenerator):
    """Prints each value as `finalize` gives it, and what a template itself says as Jinja does.

    To escape each value once more takes an eighth of the time of a page.
    """

    _output_child_to_const = CodeGenerator._output_child_to_const  # noqa: SLF001 - the class is made to be derived from


class _Environment(Environment):
    code_generator_class = _Printing


def prose(text: str, claims: str = "../") -> Markup:
    """An editor's Markdown as HTML: paragraphs, emphasis, lists, quotations, code and links.

    HTML in it is shown as text. The result is one block on one line, so that Markdown leaves it as it is. `claims` is
    the path from the page to the folder of the claims' pages, to which `../ID/` links.
    """
    html = nh3.clean(
        as_html(text),
        tags={"p", "em", "strong", "ul", "ol", "li", "blockquote", "code", "br", "a"},
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
    html = html.replace('<a href="../', f'<a href="{claims}').replace("\n", " ")
    return Markup(f'<div class="v-prose">{html}</div>')


def render(template: str, language: Language, **values: Any) -> str:
    """Fill in a template of this folder, with its sentences in a language."""
    return _environment(language).get_template(template).render(mark=MARK, **values)


def render_html(template: str, language: Language, **values: Any) -> str:
    """Fill in a template that is HTML and not Markdown: only HTML's special characters stay references."""
    return _REFERENCE.sub(
        lambda found: found[0] if chr(int(found[1])) in "&<>\"'" else chr(int(found[1])),
        render(template, language, **values),
    )


def _translated(sentence: Callable[..., str]) -> Callable[..., Markup]:
    """A sentence of a catalogue for templates: its own markup stays, its values are text."""

    def translated(*messages: Any, **values: Any) -> Markup:
        texts = {name: value if isinstance(value, int) else inert(value) for name, value in values.items()}
        return Markup(sentence(*messages, **texts))

    return translated


def _json(text: str) -> Markup:
    """A string for front matter: JSON, which is YAML too. It is escaped, since the theme prints it as HTML."""
    plain = unescape(text) if isinstance(text, Markup) else text
    return Markup(json.dumps(escape(plain), ensure_ascii=False))


def _linked_data(value: dict[str, Any]) -> Markup:
    """A value as JSON-LD in HTML, on one line of ASCII, in which no character has a meaning in HTML or Markdown."""
    text = re.sub(r"[<>&]", lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value))
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _one_line(block: str) -> Markup:
    """A block of a template on one line: every line break but the last becomes a space."""
    return Markup(re.sub(r" *\n *(?!\Z)", " ", block))


def _safety(style: str) -> Markup:
    """The head of a page without scripts: its policy, which allows this style and no other, and its referrer policy."""
    return Markup(
        f'<meta http-equiv="Content-Security-Policy" content="{document_policy(source_hash(style))}">\n'
        f'<meta name="referrer" content="{REFERRER}">'
    )


@cache
def _environment(language: Language) -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        finalize=_printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        optimized=False,  # it would take an eighth of the time to read a template, and finds nothing
        extensions=["jinja2.ext.i18n"],
    )
    # Sentences get their values at once, and each is on one line.
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    names = ("gettext", "ngettext", "pgettext", "npgettext")
    environment.globals |= {name: _translated(getattr(language, name)) for name in names}
    environment.globals |= {
        "_": environment.globals["gettext"],
        "direction": language.direction,
        "comma": Markup(language.comma),
        "semicolon": Markup(language.semicolon),
        "colon": Markup(language.colon),
    }
    environment.filters |= {
        "day": language.day,
        "word": language.word,
        "language": language.name_of,
        "prose": prose,
        "json": _json,
        "linked_data": _linked_data,
        "one_line": _one_line,
        "safety": _safety,
    }
    return environment
