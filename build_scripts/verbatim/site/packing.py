"""Packs the files of the offline copy into a ZIP.

In: files, the name of their folder and their day, and the ZIP of the last build. Out: the ZIP, the same bytes whatever
the last build was.

Most of the time goes into making and compressing, so what has not changed is taken from the last ZIP: a file that is
made from the same, or a piece with the same content. A note in `.verbatim/offline_copy.json` says what the ZIP has and
what of. It is used only if the ZIP has the hash that was noted, with the version of the program that compresses. The
note and the ZIP can be deleted at any time.
"""

import hashlib
import io
import json
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import starmap
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from verbatim.output import write_files
from verbatim.project import Project

# In a ZIP (APPNOTE.TXT, 4.4.2 and 4.4.15): the system of the file attributes, and that everybody may read the file.
_UNIX, _READABLE = 3, 0o100644
# A large file is compressed in pieces of so many bytes at least, so that an edit in one leaves the others as they are.
# Each begins where a line or an object of JSON does, which moves with the words before it.
_PIECE = 2**17
_BEGINNING = re.compile(rb"[\n{]")
# How far back a compressed file can refer to its own content (RFC 1951, 2).
_WINDOW = 2**15


class _Piece(NamedTuple):
    """A compressed part of a file: a hash of what it was made from, and where it is in the ZIP."""

    made_from: str
    start: int
    size: int


class Entry(NamedTuple):
    """A file of the ZIP: what it was made from, the files that it leads to, the CRC-32 and length of its content."""

    made_from: str
    leads_to: list[str]
    checksum: int
    length: int
    pieces: list[_Piece]


@dataclass(frozen=True)
class Packed:
    """A ZIP, and its files by their paths in its folder."""

    bytes: bytes = b""
    entries: dict[str, Entry] = field(default_factory=dict)


class Packer:
    """Packs files one by one, so that only their compressed contents are in memory; `last` is the last ZIP."""

    def __init__(self, last: Packed | None = None) -> None:
        self._last = last or Packed()
        content = memoryview(self._last.bytes)
        self._pieces = {
            piece.made_from: content[piece.start : piece.start + piece.size]
            for entry in self._last.entries.values()
            for piece in entry.pieces
        }
        self._files = dict[str, Entry]()

    def take(self, path: str, made_from: str) -> Collection[str] | None:
        """Take a file from the last ZIP, and return what it leads to; None if it was not made from the same."""
        known = self._last.entries.get(path)
        if known is None or known.made_from != made_from:
            return None
        self._files[path] = known
        return known.leads_to

    def add(self, path: str, content: bytes, made_from: str = "", leads_to: Collection[str] = ()) -> None:
        """Add a file; it is not taken as it is by the next build if it is not said what it was made from."""
        pieces = list[_Piece]()
        for start, end in _cut(content):
            before, piece, is_last = content[max(start - _WINDOW, 0) : start], content[start:end], end == len(content)
            name = hashlib.sha256(b"%d %d " % (len(before), is_last) + before + piece).hexdigest()
            if name not in self._pieces:
                self._pieces[name] = memoryview(_deflated(before, piece, is_last=is_last))
            pieces.append(_Piece(name, 0, len(self._pieces[name])))
        self._files[path] = Entry(made_from, sorted(leads_to), zlib.crc32(content), len(content), pieces)

    def zip(self, folder: str, day: date) -> Packed:
        """The files in one folder, dated one day, so that the bytes do not depend on the time."""
        content, entries = io.BytesIO(), dict[str, Entry]()
        with ZipFile(content, "w", ZIP_DEFLATED) as archive:
            archive.comment = b""  # so that the list of the entries is written, though `zipfile` has added none
            for path, file in sorted(self._files.items()):
                info = ZipInfo(f"{folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
                info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, _UNIX, _READABLE << 16
                entries[path] = file._replace(pieces=list(self._append(archive, info, file)))
        return Packed(content.getvalue(), entries)

    def _append(self, archive: ZipFile, info: ZipInfo, file: Entry) -> Iterator[_Piece]:
        """Add an entry that is compressed already, which `zipfile` has no function for."""
        assert archive.fp  # noqa: S101 - it is open
        archive.fp.seek(archive.start_dir)
        info.header_offset = archive.start_dir
        info.CRC, info.file_size, info.compress_size = file.checksum, file.length, sum(map(_size, file.pieces))
        archive.fp.write(info.FileHeader(zip64=False))
        for piece in file.pieces:
            yield piece._replace(start=archive.fp.tell())
            archive.fp.write(self._pieces[piece.made_from])
        archive.start_dir = archive.fp.tell()
        archive.filelist.append(info)
        archive.NameToInfo[info.filename] = info


def _size(piece: _Piece) -> int:
    return piece.size


def _cut(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the pieces of a content begin and end; an empty one has one, too."""
    start = 0
    while len(content) - start > 2 * _PIECE:
        found = _BEGINNING.search(content, start + _PIECE, start + 2 * _PIECE)
        end = found.start() if found else start + _PIECE
        yield start, end
        start = end
    yield start, len(content)


def _deflated(before: bytes, content: bytes, *, is_last: bool) -> bytes:
    """A piece of a file, which can refer to what is before it."""
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS, zdict=before)
    return compressor.compress(content) + compressor.flush(zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH)


def noted_copy(project: Project, *files: Path) -> Packed:
    """The ZIP that was noted, if it is one of some files; else an empty one, as if another zlib has packed it."""
    try:
        note = json.loads(_note(project).read_text(encoding="utf-8"))
        paths = list(note["entries"])
        entries = {
            path: Entry(made_from, [paths[each] for each in leads_to], checksum, length, list(starmap(_Piece, pieces)))
            for path, (made_from, leads_to, checksum, length, pieces) in note["entries"].items()
        }
        contents = (file.read_bytes() for file in files if file.is_file())
        noted = next((content for content in contents if _hash(content) == note["zip"]), None)
        return Packed(noted, entries) if noted and note["zlib"] == zlib.ZLIB_RUNTIME_VERSION else Packed()
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Packed()


def note_copy(project: Project, packed: Packed) -> None:
    """Note the ZIP of this build, with the number of each file that another leads to."""
    numbers = {path: number for number, path in enumerate(packed.entries)}
    entries = {
        path: (made_from, [numbers[target] for target in leads_to], *others)
        for path, (made_from, leads_to, *others) in packed.entries.items()
    }
    note = {"zip": _hash(packed.bytes), "zlib": zlib.ZLIB_RUNTIME_VERSION, "entries": entries}
    write_files({_note(project): (json.dumps(note) + "\n").encode()})


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _note(project: Project) -> Path:
    return project.workshop / "offline_copy.json"
