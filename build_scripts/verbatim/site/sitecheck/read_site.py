"""Reads a built site from the disk; the other modules of the site checks read no files.

In: the folder of a site. Out: a `Site`: the documents that were read, and the sizes of all files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verbatim.site.sitecheck.document import Document, Use
from verbatim.site.sitecheck.read_data_file import read_data_file
from verbatim.site.sitecheck.read_page import read_page

# The files of the search index, which refer to each other in their own way.
_NOT_READ = ("pagefind/",)


@dataclass(frozen=True)
class Site:
    """The files of a site by path from its root, with their sizes in bytes; `name` is the folder's name in problems."""

    name: str
    sizes: dict[str, int]
    symbolic_links: tuple[str, ...]
    documents: tuple[Document, ...]

    @property
    def pages(self) -> int:
        """The number of pages."""
        return sum(document.is_page for document in self.documents)

    @property
    def references(self) -> int:
        """The number of addresses in all files."""
        return sum(len(document.references) for document in self.documents)

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(self.sizes.values())

    @property
    def own_address(self) -> str:
        """The address that the site gives as its own: the canonical address of its home page, or an empty text."""
        home = next((document for document in self.documents if document.path == "index.html"), None)
        names = (reference for reference in (home.references if home else ()) if reference.use is Use.NAME)
        return next((name.address for name in names if name.holder == "<link rel=canonical>"), "")


def read_site(folder: Path, name: str = "site") -> Site:
    """Read a built site; symbolic links are not followed."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    links = tuple(name for name, path in paths.items() if path.is_symlink())
    files = {name: path for name, path in paths.items() if name not in links and path.is_file()}
    sizes = {name: path.stat().st_size for name, path in files.items()}
    return Site(name, sizes, links, tuple(_documents(files)))


def _documents(files: dict[str, Path]) -> Iterator[Document]:
    for name, path in files.items():
        if name.endswith(".html"):
            yield read_page(name, path.read_bytes())
        elif not name.startswith(_NOT_READ) and name.endswith(
            (".css", ".json", ".webmanifest", ".xml", ".svg", ".txt")
        ):
            document = read_data_file(name, path.read_bytes())
            if document:
                yield document
