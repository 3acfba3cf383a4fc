"""Reads a built site from the disk; the other modules of the site checks read no files.

In: the folder of a site. Out: a `Site`: the documents and collections that were read, and the sizes of all files.
"""

from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from verbatim.long_work.processes import on_all_cores
from verbatim.site.sitecheck.reading.archive import PATH as OFFLINE
from verbatim.site.sitecheck.reading.archive import Archive, read_archive
from verbatim.site.sitecheck.reading.collection import Collection, is_collection, read_collection
from verbatim.site.sitecheck.reading.data_file import read_data_file
from verbatim.site.sitecheck.reading.document import Document, Use
from verbatim.site.sitecheck.reading.page import MIN_PAGES_FOR_PROCESSES, read_page
from verbatim.site.sitecheck.reading.search_index import SearchIndex, read_search_index

_SEARCH = "pagefind/"
# What a build makes; other files, such as recordings, have only a size here.
_READ = (
    *(".html", ".css", ".js", ".json", ".jsonl", ".csv", ".db", ".zip", ".xml", ".svg", ".txt", ".webmanifest", ".png"),
    *(".bib", ".ris", ".pagefind", ".pf_meta", ".pf_index", ".pf_fragment"),
)
_ADDRESSES_IN = (".css", ".json", ".webmanifest", ".xml", ".svg", ".txt")


@dataclass(frozen=True)
class Site:
    """The files of a site by path from its root, with their sizes in bytes; `name` is the folder's name in problems.

    `checksums` are CRC-32, as in a ZIP. `pictures` are the first and the last eight bytes of each PNG picture.
    """

    name: str
    sizes: dict[str, int]
    symbolic_links: tuple[str, ...]
    documents: tuple[Document, ...]
    checksums: dict[str, int]
    pictures: dict[str, tuple[bytes, bytes]]
    collections: dict[str, Collection]
    search_index: SearchIndex
    offline: Archive | None

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
    reader = _Reader()
    for path, file in files.items():
        if path.endswith(_READ) and not path.endswith(".html"):
            reader.read(path, file.read_bytes())
    pages = [(path, file) for path, file in files.items() if path.endswith(".html")]
    for document, checksum in on_all_cores(_read_page, pages, MIN_PAGES_FOR_PROCESSES):
        reader.documents.append(document)
        reader.checksums[document.path] = checksum
    order = {path: number for number, path in enumerate(paths)}
    return Site(
        name,
        sizes,
        links,
        tuple(sorted(reader.documents, key=lambda document: order[document.path])),
        reader.checksums,
        reader.pictures,
        reader.collections,
        read_search_index(reader.search_files),
        reader.offline,
    )


def _read_page(page: tuple[str, Path]) -> tuple[Document, int]:
    """A page, by its path and file, and its checksum."""
    path, raw = page[0], page[1].read_bytes()
    return read_page(path, raw), crc32(raw)


class _Reader:
    """Reads all files but pages, one by one, and keeps what the rules need of each."""

    def __init__(self) -> None:
        self.documents = list[Document]()
        self.checksums = dict[str, int]()
        self.pictures = dict[str, tuple[bytes, bytes]]()
        self.collections = dict[str, Collection]()
        self.search_files = dict[str, bytes]()
        self.offline: Archive | None = None

    def read(self, path: str, raw: bytes) -> None:
        """Read one file."""
        self.checksums[path] = crc32(raw)
        if path.startswith(_SEARCH):
            self.search_files[path.removeprefix(_SEARCH)] = raw
        elif path.endswith(".png"):
            self.pictures[path] = raw[:8], raw[-8:]
        elif path == OFFLINE:
            self.offline = read_archive(raw)
        else:
            self._read_data(path, raw)

    def _read_data(self, path: str, raw: bytes) -> None:
        document = read_data_file(path, raw) if path.endswith(_ADDRESSES_IN) else None
        if document:
            self.documents.append(document)
        if is_collection(path):
            self.collections[path] = read_collection(path, raw)
