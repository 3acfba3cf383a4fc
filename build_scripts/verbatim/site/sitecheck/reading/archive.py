"""Opens the offline copy of a built site.

In: the ZIP. Out: an `Archive`: the hashes of its files, and their contents one by one, since all at once may take more
memory than there is.
"""

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from struct import unpack_from
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as InflateError  # noqa: N812 - `error` alone would not say whose

# The ZIP, and in it the index of the Find page.
PATH, FIND_INDEX = "data/offline.zip", "find/claims.js"

# The paths of the documents begin with it, so that a problem says where the page is.
FOLDER = f"{PATH}/"

_CANNOT_BE_READ = (BadZipFile, InflateError, EOFError, ValueError, LookupError, TypeError, NotImplementedError)
# A file in a ZIP begins with a head of this many bytes (APPNOTE.TXT, 4.3.7); the last four say how long the name and
# the extra field after it are.
_HEAD, _LENGTHS = 30, 26


class BrokenArchive(Exception):  # noqa: N818 - it is no fault of ours
    """A ZIP that cannot be read; the message says why."""


@dataclass(frozen=True)
class Archive:
    """The files of an open ZIP by their paths in its only folder."""

    file: Path
    opened: ZipFile
    entries: dict[str, ZipInfo]

    def hashes(self) -> dict[str, str]:
        """The same for two files only if the same can be read of them; nothing is decompressed for it."""
        hashes, packed = {}, memoryview(self.file.read_bytes())
        for name, entry in self.entries.items():
            start = entry.header_offset
            head = packed[start : start + _HEAD]
            more = sum(unpack_from("<HH", head, _LENGTHS)) if len(head) == _HEAD else 0
            sizes = (entry.filename, entry.flag_bits, entry.compress_type, entry.CRC, entry.file_size)
            digest = hashlib.sha256(repr(sizes).encode())
            digest.update(packed[start : start + _HEAD + more + entry.compress_size])
            hashes[name] = digest.hexdigest()
        return hashes

    def contents(self, known: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Each file that is not `known`, decompressed and compared with its checksum. Raises BrokenArchive."""
        for name, entry in self.entries.items():
            if name not in known:
                try:
                    content = self.opened.read(entry)
                except _CANNOT_BE_READ as error:
                    raise _broken(error) from error
                yield name, content


@contextmanager
def open_archive(file: Path) -> Iterator[Archive]:
    """Open the offline copy. Raises BrokenArchive."""
    try:
        opened = ZipFile(file)
    except _CANNOT_BE_READ as error:
        raise _broken(error) from error
    with opened:
        yield Archive(file, opened, {entry.filename.partition("/")[2]: entry for entry in opened.infolist()})


def claims_in(script: bytes) -> tuple[str, ...]:
    """The ids in the index of the Find page: the first line, `window.verbatimIndex=…;`. Raises BrokenArchive."""
    try:
        first_line = script.decode("utf-8").partition("\n")[0]
        index = json.loads(first_line.partition("=")[2].removesuffix(";"))
        return tuple(str(page["url"]).split("/")[2] for page in index["pages"])
    except _CANNOT_BE_READ as error:
        raise _broken(error) from error


def _broken(error: BaseException) -> BrokenArchive:
    return BrokenArchive(str(error) or type(error).__name__)
