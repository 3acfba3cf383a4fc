"""The shell of a kind of page: what the engine puts round its text, with places for what differs from page to page.

In: a specimen of the kind, in which each value is a word that is found again, and the page that the engine made of it.
Out: a `Shell`, which gives the page of any text of that kind.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from verbatim.site.shells.page_text import Heading, PageText, read_page_text

# Values of the front matter that differ from page to page; pages of a kind have all others in common.
_OF_PAGES = ("title", "description", "embed", "card_alt")
# An address of only these characters is written as it is.
_SIMPLE_PATH = re.compile(r"[\w./-]+", re.ASCII)
_WORD = re.compile(r"xq([a-z_]+[0-9]*)qx")


def _word(name: str) -> str:
    """A word that no page has: a letter or digit at each place, so that it is the same in an address and in an id."""
    return f"xq{name}qx"


@dataclass(frozen=True)
class Kind:
    """What pages have in common for which the engine makes the same shell.

    `folder` and `depth` are those of the path, `values` is their front matter as JSON, with a word for each value that
    differs; `has_contents` says whether there are headings for a table of contents.
    """

    folder: str
    depth: int
    values: str
    has_contents: bool

    @property
    def path(self) -> str:
        """The path of the specimen in docs/."""
        return "/".join((self.folder, *(_word(f"part{number}") for number in range(1, self.depth)), "index.md"))

    @property
    def specimen(self) -> str:
        """The Markdown of the specimen: three headings in its table of contents, so that what repeats can be seen."""
        headings = [f"## {_word(f'text{number}')} {{ #{_word(f'id{number}')} }}" for number in range(3)]
        parts = [f"# {_word('top')}", *(headings if self.has_contents else ()), f"<p>{_word('body')}</p>"]
        return f"---\n{self.values}\n---\n" + "\n\n".join(parts) + "\n"


def kind_of(path: str, page: PageText) -> Kind | None:
    """The kind of a page, by its path in docs/; None if its shell is its own."""
    folder, *parts = PurePosixPath(path).parts[:-1]
    levels = [heading.level for heading in page.headings]
    if not parts or not _SIMPLE_PATH.fullmatch(path) or levels[:1] != [1] or levels.count(1) > 1:
        return None
    values = {
        name: _word(name) if name in _OF_PAGES and value and isinstance(value, str) else value
        for name, value in page.values.items()
    }
    return Kind(folder, len(parts) + 1, json.dumps(values, sort_keys=True, default=repr), 2 in levels)


@dataclass(frozen=True)
class Shell:
    """Texts and, between them, the names of values: before the table of contents, of one entry of it, and after it.

    `after` begins with the last entry. Without a table of contents only `before` has anything.
    """

    before: tuple[str, ...]
    entry: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def filled(self, path: str, page: PageText) -> str:
        """The HTML of a page of this kind."""
        parts = {f"part{number}": part for number, part in enumerate(PurePosixPath(path).parts[1:-1], start=1)}
        values = {**page.values, **parts, "top": page.headings[0].id, "html": page.html}
        contents = [heading for heading in page.headings if heading.level == 2]
        filled = [_filled(self.before, values)]
        if self.entry:
            filled += [_filled(self.entry, _entry(heading)) for heading in contents[:-1]]
            filled.append(_filled(self.after, {**values, **_entry(contents[-1])}))
        return "".join(filled)


def shell_of(kind: Kind, html: str) -> Shell | None:
    """The shell of a kind, from the page that the engine made of its specimen; None if it is not as expected."""
    specimen = read_page_text(kind.specimen)
    if specimen is None or html.count(specimen.html) != 1:
        return None
    html = html.replace(specimen.html, _word("html"))
    if not kind.has_contents:
        return Shell(_split(html))
    first, second, third = (html.find(_word(f"id{number}")) for number in range(3))
    entry, other = (re.sub(r"[01]qx", "qx", html[start:end]) for start, end in ((first, second), (second, third)))
    if not 0 <= first < second < third or entry != other:
        return None
    return Shell(_split(html[:first]), _split(entry), _split(html[third:].replace("2qx", "qx")))


def _entry(heading: Heading) -> dict[str, str]:
    """The values of an entry in the table of contents."""
    return {"id": heading.id, "text": " ".join(heading.text.split())}


def _split(html: str) -> tuple[str, ...]:
    """Texts, and between them the names of values."""
    return tuple(_WORD.split(html))


def _filled(parts: tuple[str, ...], values: Mapping[str, Any]) -> str:
    return "".join(values[part] if number % 2 else part for number, part in enumerate(parts))
