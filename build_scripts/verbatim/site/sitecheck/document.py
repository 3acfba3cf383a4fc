"""What is read of one file of a built site: its ids, its references and its marked quotations.

In and out: nothing but values. The parsed file itself is let go at once, since thousands would fill the memory.
"""

from dataclasses import dataclass
from enum import Enum, auto


class Use(Enum):
    """What an address is for, which decides what it may be."""

    LINK = auto()  # a reader follows it, so it also makes a page reachable
    LOAD = auto()  # a browser asks for it by itself
    NAME = auto()  # says where a page of this site stands, so it is absolute and of this site
    MENTION = auto()  # anything else


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a file: as it is written there, what it is for, which element, property or key holds it, and its line."""

    address: str
    use: Use
    holder: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class IdReference:
    """An id that another element of the same page is said to have, such as that of a label's input."""

    id: str
    holder: str
    line: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked quotation on a page: the characters shown, and where in which source they are said to stand."""

    source: str
    start: str
    end: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its path from the site's root, with `/`, and what the checks need of it.

    `ids` has the id's line for each time that it stands there. `base` is the path that relative addresses start from.
    `leftovers` are what looks like an unfilled place of a template. `unreadable` says why nothing could be read.
    """

    path: str
    base: str
    ids: tuple[tuple[str, int], ...] = ()
    references: tuple[Reference, ...] = ()
    id_references: tuple[IdReference, ...] = ()
    marks: tuple[Mark, ...] = ()
    leftovers: tuple[tuple[str, int], ...] = ()
    indexable: bool = False
    unreadable: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it is a page, which has anchors and is to be reached."""
        return self.path.endswith(".html")
