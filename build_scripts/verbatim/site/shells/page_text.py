"""Reads a generated page, which is HTML but for its front matter and its headings.

In: the Markdown of a page. Out: a `PageText`, with the HTML that Python-Markdown makes of it; or None for a page that
has anything else that Markdown may change.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

import yaml
from markdown.extensions.toc import slugify, unique
from markdown.util import BLOCK_LEVEL_ELEMENTS

# The text of a heading has no character that begins Markdown or HTML (`rendering.templating.inert` writes these as
# character references), and no blank at its ends.
_PLAIN = r"(?:[^<>\"'\\`*_{}\[\]#|~^$!=+@:&\x02\x03\t\n]|&#[0-9]+;)+?"
_ATTRIBUTES = r" \{ #(?P<id>[\w-]+)(?P<classes>(?: \.[\w-]+)*) \}"
_HEADING = re.compile(rf"(?P<marks>#{{1,6}}) (?=\S)(?P<text>{_PLAIN})(?<=\S)(?:{_ATTRIBUTES})?")
_BLOCK = re.compile(rf"</?(?:{'|'.join(BLOCK_LEVEL_ELEMENTS)})(?=[ >])")


@dataclass(frozen=True)
class Heading:
    """A heading: 1 for `#`, 2 for `##`; its id, and its text as HTML."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class PageText:
    """A page: the values of its front matter, its headings, and its body as HTML."""

    values: dict[str, Any]
    headings: tuple[Heading, ...]
    html: str


def read_page_text(text: str) -> PageText | None:
    """Read a page; None if Markdown would do more to it than we do."""
    front, mark, body = text.removeprefix("---\n").partition("\n---\n")
    lines = _lines(body)
    if not (text.startswith("---\n") and mark and lines):
        return None
    found = [line for line in lines if isinstance(line, re.Match)]
    ids = {each["id"] for each in found if each["id"]}
    headings = tuple(
        Heading(len(each["marks"]), each["id"] or unique(slugify(unescape(each["text"]), "-"), ids), each["text"])
        for each in found
    )
    rest = iter(headings)
    html = "\n".join(line if isinstance(line, str) else _written(line, next(rest)) for line in lines)
    return PageText(yaml.load(front, yaml.CSafeLoader), headings, html)


def _lines(body: str) -> list[str | re.Match[str]] | None:
    """The lines of a body, headings as they were found; without a blank line after another one or after a heading.

    None if a line is neither a heading nor a part of HTML elements, or if a block begins with an element that Markdown
    would put into a paragraph.
    """
    lines = list[str | re.Match[str]]()
    is_open = False  # whether the line before is within a tag, or within the text of an element
    for line in body.strip("\n").split("\n"):
        before = lines[-1] if lines else ""
        if is_open:
            if line[:1] in ("", "#"):
                return None
            lines.append(line)
        elif not line:
            if _goes_on(before):
                lines.append(line)
            continue
        elif line[0] == "#":
            heading = _HEADING.fullmatch(line)
            if not heading:
                return None
            lines.append(heading)
            continue
        elif line[0] != "<" or not (_goes_on(before) or _BLOCK.match(line)):
            return None
        else:
            lines.append(line)
        is_open = line[-1] != ">"
    return None if is_open else lines


def _goes_on(before: str | re.Match[str]) -> bool:
    """Whether the next line belongs to the same block."""
    return isinstance(before, str) and bool(before)


def _written(found: re.Match[str], heading: Heading) -> str:
    classes = f' class="{" ".join(found["classes"].replace(".", "").split())}"' if found["classes"] else ""
    return f'<h{heading.level}{classes} id="{heading.id}">{heading.text}</h{heading.level}>'
