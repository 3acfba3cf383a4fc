"""A built site as it lies on the disk: the one place of the site checks that touches it.

In: the folder of a site. Out: a `Site`, whose documents are read and whose other files are only measured.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verbatim.site.sitecheck.data_files import read_other
from verbatim.site.sitecheck.document import Document, Use
from verbatim.site.sitecheck.pages import read_page

# The search engine's own files, which name each other in ways of their own.
_NOT_READ = ("pagefind/",)


@dataclass(frozen=True)
class Site:
    """The files of a site by path from its root, with their bytes; `name` is the folder as problems name it."""

    name: str
    sizes: dict[str, int]
    symbolic_links: tuple[str, ...]
    documents: tuple[Document, ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(document.is_page for document in self.documents)

    @property
    def references(self) -> int:
        """How many addresses stand in all files."""
        return sum(len(document.references) for document in self.documents)

    @property
    def bytes(self) -> int:
        """How large the site is."""
        return sum(self.sizes.values())

    @property
    def own_address(self) -> str:
        """Where the site says that it stands: the canonical address of its home page, or an empty text."""
        home = next((document for document in self.documents if document.path == "index.html"), None)
        names = (reference for reference in (home.references if home else ()) if reference.use is Use.NAME)
        return next((name.address for name in names if name.holder == "<link rel=canonical>"), "")


def read_site(folder: Path, name: str = "site") -> Site:
    """Read a built site; a symbolic link is neither followed nor measured."""
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
            document = read_other(name, path.read_bytes())
            if document:
                yield document
