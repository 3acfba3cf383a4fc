"""Reads a built site from the disk; with `archive`, the only module of the site checks that reads files.

In: the folder of a site. Out: a `Site`: the sizes and checksums of all files, the collections, and each document when
it is asked for, since thousands of them would fill the memory.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zlib import crc32

from verbatim.site.sitecheck.reading.archive import PATH as OFFLINE
from verbatim.site.sitecheck.reading.collection import Collection, is_collection, read_collection
from verbatim.site.sitecheck.reading.data_file import read_data_file
from verbatim.site.sitecheck.reading.document import Document, Use, is_page
from verbatim.site.sitecheck.reading.page import read_page

SEARCH = "pagefind/"
_HOME = "index.html"
# What a build makes; other files, such as recordings, have only a size here.
_READ = (
    *(".html", ".css", ".js", ".json", ".jsonl", ".csv", ".db", ".zip", ".xml", ".svg", ".txt", ".webmanifest", ".png"),
    *(".bib", ".ris", ".pagefind", ".pf_meta", ".pf_index", ".pf_fragment"),
)
_ADDRESSES_IN = (".html", ".css", ".json", ".webmanifest", ".xml", ".svg", ".txt")


@dataclass(frozen=True)
class Site:
    """The files of a site by path from its root, with their sizes in bytes; `name` is the folder's name in problems.

    `checksums` are CRC-32, as in a ZIP. `pictures` are the first and the last eight bytes of each PNG picture.
    `hashes` are the SHA-256 of the files that may have addresses, in the order in which they are read.
    """

    name: str
    folder: Path
    symbolic_links: tuple[str, ...] = ()
    sizes: dict[str, int] = field(default_factory=dict)
    checksums: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    collections: dict[str, Collection] = field(default_factory=dict)
    search_files: dict[str, bytes] = field(default_factory=dict)

    @property
    def pages(self) -> list[str]:
        """The paths of the pages."""
        return [path for path in self.hashes if is_page(path)]

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(self.sizes.values())

    @cached_property
    def own_address(self) -> str:
        """The address that the site gives as its own: the canonical address of its home page, or an empty text."""
        home = read_document(self.folder, _HOME) if _HOME in self.sizes else None
        names = (reference for reference in (home.references if home else ()) if reference.use is Use.NAME)
        return next((name.address for name in names if name.holder == "<link rel=canonical>"), "")

    @property
    def offline(self) -> Path | None:
        """The offline copy, if the site has one."""
        return self.folder / OFFLINE if OFFLINE in self.sizes else None

    def documents(self) -> Iterator[Document]:
        """Every file that has addresses, read one after the other."""
        return (document for path in self.hashes if (document := read_document(self.folder, path)))


def read_document(folder: Path, path: str) -> Document | None:
    """What the checks need of one file of a site; None if a file of its kind has no addresses."""
    raw = (folder / path).read_bytes()
    return read_page(path, raw) if is_page(path) else read_data_file(path, raw)


def read_site(folder: Path, name: str = "site") -> Site:
    """Read a built site; symbolic links are not followed."""
    found = list(files_in(folder))
    site = Site(name, folder, tuple(path for path, entry in found if entry.is_symlink()))
    for path, entry in found:
        if entry.is_file(follow_symlinks=False):
            site.sizes[path] = entry.stat().st_size
            if path.endswith(_READ) and path != OFFLINE:
                _add(site, path, (folder / path).read_bytes())
    return site


def files_in(folder: Path, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder, in the order of the names, each with its path."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        path = f"{above}{entry.name}"
        yield path, entry
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(folder / entry.name, f"{path}/")


def _add(site: Site, path: str, raw: bytes) -> None:
    """Add what the rules need of one file."""
    site.checksums[path] = crc32(raw)
    if path.startswith(SEARCH) and not is_page(path):
        site.search_files[path.removeprefix(SEARCH)] = raw
    elif path.endswith(".png"):
        site.pictures[path] = raw[:8], raw[-8:]
    else:
        if path.endswith(_ADDRESSES_IN):
            site.hashes[path] = hashlib.sha256(raw).hexdigest()
        if is_collection(path):
            site.collections[path] = read_collection(path, raw)
