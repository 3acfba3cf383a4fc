"""What the checks need of one file of a built site: its ids, its references and its marked quotations.

These are plain values. The parsed file is not kept, since thousands of them would fill the memory. There are millions
of references, so they are tuples, which are made and sent to another process several times as fast as other values.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from verbatim.site.sitecheck.reading.collection import Collection


class Use(Enum):
    """What an address is used for; the rules for it depend on this."""

    LINK = auto()  # a reader can follow it, so it makes a page reachable
    LOAD = auto()  # a browser requests it by itself
    SEND = auto()  # a form sends there what a reader wrote
    NAME = auto()  # gives the address of a page of this site, so it is absolute and of this site
    MENTION = auto()  # anything else


class Reference(NamedTuple):
    """An address in a file: its text, its use, the element, property or key that holds it, and its line."""

    address: str
    use: Use
    holder: str
    line: int = 1


class IdReference(NamedTuple):
    """A reference to the id of another element on the same page, such as a label's input."""

    id: str
    holder: str
    line: int


class Mark(NamedTuple):
    """A marked quotation on a page: the characters shown, and the place in a source that the page names."""

    source: str
    start: str
    end: str
    text: str
    line: int


class Inline(NamedTuple):
    """A script or a style in the text of a page, by the source expression of its hash (CSP Level 3, 2.3.1)."""

    source: str
    line: int


class Unwanted(NamedTuple):
    """An element or attribute that no page may have; `runs` if it is a script."""

    what: str
    line: int
    runs: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """What a page tells browsers to refuse: each text is empty if it is missing or comes after what it is for."""

    content: str = ""
    referrer: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its path from the site's root, with `/`, and what the checks need of it.

    `ids` has each occurrence of an id with its line. `base` is the path that relative addresses start from. `leftovers`
    are texts that look like unfilled placeholders of a template. `scripts` and `styles` are in the page itself.
    `text` is that of the page, without the bars around it. `linked_data` are its JSON-LD texts. `collection` is what a
    JSON file has that holds many entries. `unreadable` says why nothing could be read.
    """

    path: str
    base: str
    ids: tuple[tuple[str, int], ...] = ()
    references: tuple[Reference, ...] = ()
    id_references: tuple[IdReference, ...] = ()
    marks: tuple[Mark, ...] = ()
    leftovers: tuple[tuple[str, int], ...] = ()
    policy: Policy = Policy()
    scripts: tuple[Inline, ...] = ()
    styles: tuple[Inline, ...] = ()
    unwanted: tuple[Unwanted, ...] = ()
    runs_scripts: bool = False
    indexable: bool = False
    text: str = ""
    linked_data: tuple[str, ...] = ()
    collection: Collection | None = None
    unreadable: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it is a page, which has anchors and must be reachable."""
        return is_page(self.path)


def is_page(path: str) -> bool:
    """Whether the file at a path is a page."""
    return path.endswith(".html")
