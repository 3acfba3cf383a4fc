"""Packs the files of the offline copy into a ZIP.

In: files, the name of their folder and their day, and the ZIP of the last build. Out: the ZIP, the same bytes
whatever the last build was. Most of the time goes into compressing, so an entry with the same content is taken from
the last ZIP as it is; to decompress it for the comparison takes a fraction of that. It is only done if the ZIP has
the hash that was noted, with the version of the program that compresses, in `.verbatim/offline_copy.json`. The note
and the ZIP can be deleted at any time.
"""

import hashlib
import io
import json
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from verbatim.output import write_files
from verbatim.project import Project

# In a ZIP (APPNOTE.TXT, 4.4.2 and 4.4.15): the system of the file attributes, and that everybody may read the file.
_UNIX, _READABLE = 3, 0o100644
# Where the header of an entry has the lengths of its last two parts, and how long it is without them (4.3.7).
_LENGTHS, _HEADER = 26, 30


@dataclass(frozen=True)
class _Packed:
    """A compressed file, with the checksum and the length of its content."""

    checksum: int
    length: int
    compressed: bytes | memoryview


class Packer:
    """Compresses files one by one, so that only their compressed contents are in memory; `last` is the last ZIP."""

    def __init__(self, last: bytes = b"") -> None:
        self._last = {name.partition("/")[2]: entry for name, entry in _entries(last)}
        self._files = dict[str, _Packed]()

    def add(self, path: str, content: bytes) -> None:
        """Add a file."""
        known = self._last.get(path)
        if not (known and known.length == len(content) and _inflated(known) == content):
            known = _Packed(zlib.crc32(content), len(content), _deflated(content))
        self._files[path] = known

    def zip(self, folder: str, day: date) -> bytes:
        """The files in one folder, dated one day, so that the bytes do not depend on the time."""
        content = io.BytesIO()
        with ZipFile(content, "w", ZIP_DEFLATED) as archive:
            archive.comment = b""  # so that the list of the entries is written, though `zipfile` has added none
            for path, file in sorted(self._files.items()):
                entry = ZipInfo(f"{folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
                entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE << 16
                _append(archive, entry, file)
        return content.getvalue()


def _append(archive: ZipFile, entry: ZipInfo, file: _Packed) -> None:
    """Add an entry that is compressed already, which `zipfile` has no function for."""
    assert archive.fp  # noqa: S101 - it is open
    archive.fp.seek(archive.start_dir)
    entry.header_offset = archive.start_dir
    entry.CRC, entry.file_size, entry.compress_size = file.checksum, file.length, len(file.compressed)
    archive.fp.write(entry.FileHeader(zip64=False))
    archive.fp.write(file.compressed)
    archive.start_dir = archive.fp.tell()
    archive.filelist.append(entry)
    archive.NameToInfo[entry.filename] = entry


def _deflated(content: bytes) -> bytes:
    """A content as `zipfile` compresses it."""
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(content) + compressor.flush()


def _inflated(file: _Packed) -> bytes:
    return zlib.decompress(file.compressed, -zlib.MAX_WBITS)


def _entries(last: bytes) -> Iterator[tuple[str, _Packed]]:
    """The files of a ZIP by their names; none of an empty one."""
    if not last:
        return
    with ZipFile(io.BytesIO(last)) as archive:
        for entry in archive.infolist():
            start = entry.header_offset + _HEADER + sum(struct.unpack_from("<HH", last, entry.header_offset + _LENGTHS))
            compressed = memoryview(last)[start : start + entry.compress_size]
            yield entry.filename, _Packed(entry.CRC, entry.file_size, compressed)


def noted_copy(project: Project, file: Path) -> bytes:
    """The ZIP of the last build, or nothing if it is not there, or not as it was noted."""
    try:
        content, note = file.read_bytes(), json.loads(_note(project).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return b""
    return content if note == _about(content) else b""


def note_copy(project: Project, content: bytes) -> None:
    """Note the ZIP of this build."""
    write_files({_note(project): (json.dumps(_about(content)) + "\n").encode()})


def _about(content: bytes) -> dict[str, str]:
    return {"sha256": hashlib.sha256(content).hexdigest(), "zlib": zlib.ZLIB_RUNTIME_VERSION}


def _note(project: Project) -> Path:
    return project.workshop / "offline_copy.json"
