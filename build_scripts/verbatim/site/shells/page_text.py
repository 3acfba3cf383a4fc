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
    read = _lines(body)
    if not (text.startswith("---\n") and mark and read):
        return None
    lines, found = read
    ids = {each["id"] for each in found.values() if each["id"]}
    headings = tuple(
        Heading(len(each["marks"]), each["id"] or unique(slugify(unescape(each["text"]), "-"), ids), each["text"])
        for each in found.values()
    )
    for (number, each), heading in zip(found.items(), headings, strict=True):
        lines[number] = _written(each, heading)
    return PageText(yaml.load(front, yaml.CSafeLoader), headings, "\n".join(lines))


def _lines(body: str) -> tuple[list[str], dict[int, re.Match[str]]] | None:
    """The lines of a body, without a blank line after another one or after a heading; and its headings by their lines.

    None if there are no lines, if a line is neither a heading nor a part of HTML elements, or if a block begins with an
    element that Markdown would put into a paragraph.
    """
    lines, headings = list[str](), dict[int, re.Match[str]]()
    goes_on = False  # whether the next line belongs to the block of the one before
    is_open = False  # whether the line before is within a tag, or within the text of an element
    for line in body.strip("\n").split("\n"):
        if is_open:
            if line[:1] in ("", "#"):
                return None
        elif not line:
            if goes_on:
                lines.append(line)
            goes_on = False
            continue
        elif line[0] == "#":
            heading = _HEADING.fullmatch(line)
            if not heading:
                return None
            headings[len(lines)] = heading
            lines.append(line)
            goes_on = False
            continue
        elif line[0] != "<" or not (goes_on or _BLOCK.match(line)):
            return None
        lines.append(line)
        goes_on = True
        is_open = line[-1] != ">"
    return (lines, headings) if lines and not is_open else None


def _written(found: re.Match[str], heading: Heading) -> str:
    classes = f' class="{" ".join(found["classes"].replace(".", "").split())}"' if found["classes"] else ""
    return f'<h{heading.level}{classes} id="{heading.id}">{heading.text}</h{heading.level}>'
