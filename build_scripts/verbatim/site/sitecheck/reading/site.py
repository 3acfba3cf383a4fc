"""Reads a built site from the disk; with `archive`, the only module of the site checks that reads files.

In: the folder of a site, and the hashes of its files as far as they are known. Out: a `Site`: the sizes of all files,
and each file when it is asked for, since thousands of them would fill the memory.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from verbatim.site.sitecheck.reading.archive import PATH as OFFLINE
from verbatim.site.sitecheck.reading.collection import Collection, is_collection, read_collection
from verbatim.site.sitecheck.reading.data_file import read_data_file
from verbatim.site.sitecheck.reading.document import Document, Use, is_page
from verbatim.site.sitecheck.reading.page import read_page

SEARCH = "pagefind/"
_HOME = "index.html"
_ADDRESSES_IN = (".html", ".css", ".json", ".webmanifest", ".xml", ".svg", ".txt")


@dataclass(frozen=True)
class Site:
    """The files of a site by path from its root, with their sizes in bytes; `name` is the folder's name in problems.

    `hashes` are the SHA-256 that are known of files; `hash_of` gives that of any file.
    """

    name: str
    folder: Path
    symbolic_links: tuple[str, ...] = ()
    sizes: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def holding_addresses(self) -> list[str]:
        """The paths of the files that may have addresses, in the order in which they are read."""
        return [path for path in self.sizes if path.endswith(_ADDRESSES_IN) and not _is_of_search(path)]

    @property
    def pages(self) -> list[str]:
        """The paths of the pages."""
        return [path for path in self.sizes if is_page(path)]

    @property
    def size(self) -> int:
        """The bytes of all files together."""
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

    @property
    def search_files(self) -> dict[str, bytes]:
        """The files of the search index, by their paths from its folder."""
        return {path.removeprefix(SEARCH): self.read(path) for path in self.sizes if _is_of_search(path)}

    def collections(self, known: Mapping[str, Collection]) -> dict[str, Collection]:
        """The files that hold many entries, opened; those that are `known` are not read again."""
        found = filter(is_collection, self.sizes)
        return {path: known.get(path) or read_collection(path, self.read(path)) for path in found}

    def documents(self) -> Iterator[Document]:
        """Every file that has addresses, read one after the other."""
        return (document for path in self.holding_addresses if (document := read_document(self.folder, path)))

    def read(self, path: str) -> bytes:
        """The content of a file."""
        return (self.folder / path).read_bytes()

    def ends(self, path: str) -> tuple[bytes, bytes]:
        """The first and the last eight bytes of a file; of a shorter one all of them, twice."""
        with (self.folder / path).open("rb") as opened:
            first = opened.read(8)
            opened.seek(max(self.sizes[path] - 8, 0))
            return first, opened.read(8)

    def hash_of(self, path: str) -> str:
        """The SHA-256 of a file."""
        if path not in self.hashes:
            self.hashes[path] = hashlib.sha256(self.read(path)).hexdigest()
        return self.hashes[path]


def _is_of_search(path: str) -> bool:
    """Whether a file is one of the search index; pages are checked like any other."""
    return path.startswith(SEARCH) and not is_page(path)


def read_document(folder: Path, path: str) -> Document | None:
    """What the checks need of one file of a site; None if a file of its kind has no addresses."""
    raw = (folder / path).read_bytes()
    return read_page(path, raw) if is_page(path) else read_data_file(path, raw)


def read_site(folder: Path, name: str = "site", hashes: Mapping[str, str] | None = None) -> Site:
    """Find the files of a built site; symbolic links are not followed.

    `hashes` are the SHA-256 that are known of files, by their paths; the others are read for it.
    """
    found = list(files_in(folder))
    sizes = {path: entry.stat().st_size for path, entry in found if entry.is_file(follow_symlinks=False)}
    links = tuple(path for path, entry in found if entry.is_symlink())
    return Site(name, folder, links, sizes, {path: known for path, known in (hashes or {}).items() if path in sizes})


def files_in(folder: Path, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder, in the order of the names, each with its path."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        path = f"{above}{entry.name}"
        yield path, entry
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(folder / entry.name, f"{path}/")
