"""A disk that refuses one change of the files of a test, in this process.

The interpreter reports each opening of a file for writing, each renaming, removal and new folder (PEP 578), so none is
forgotten. What is written with methods of a path counts once more, and stops in the middle.
"""

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)

_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink")


@dataclass
class Disk:
    """Refuses the change of the given number, counted from 0.

    A `full` one counts only what needs space, and refuses all of it from that number on. `changes` says what was done
    or refused.
    """

    number: int
    full: bool = False
    changes: list[str] = field(default_factory=list)

    def change(self, what: str, path: object, *, needs_space: bool) -> None:
        """Count a change, and refuse it if it is its turn."""
        if not isinstance(path, str | os.PathLike):
            return
        place = os.path.abspath(path)  # noqa: PTH100 - a Path would be slower
        if not place.startswith(tempfile.gettempdir()):
            return
        if self.full and not needs_space:
            return
        self.changes.append(f"{what} {place}")
        turn = len(self.changes) - 1 - self.number
        if turn == 0 or (self.full and turn > 0):
            code = errno.ENOSPC if self.full else ERRORS[self.number % len(ERRORS)]
            raise OSError(code, os.strerror(code), path)

    @property
    def refused(self) -> bool:
        """Whether there were so many changes that one was refused."""
        return len(self.changes) > self.number


_disk: Disk | None = None


def _report(event: str, arguments: tuple[object, ...]) -> None:
    if _disk is None:
        return
    if event in _CHANGES:
        _disk.change(event, arguments[0], needs_space=event == "os.mkdir")
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        _disk.change(event, arguments[0], needs_space=True)


sys.addaudithook(_report)


_open = Path.open


@contextmanager
def _half_written(file: Path, mode: str = "r", *arguments: Any, **options: Any) -> Iterator[Any]:
    """`Path.open`, with which paths also write whole files."""
    with _open(file, mode, *arguments, **options) as opened:
        yield opened
    if _disk and not mode.startswith("r"):
        try:
            _disk.change("write", file, needs_space=True)
        except OSError:
            os.truncate(file, file.stat().st_size // 2)
            raise


@contextmanager
def refusing(number: int, *, full: bool = False) -> Iterator[Disk]:
    """Refuse a change of the disk, with one of three errors; on a full disk, all from there on that need space."""
    global _disk  # noqa: PLW0603 - a hook cannot be taken off, only switched off
    disk = Disk(number, full=full)
    with patch.object(Path, "open", _half_written), patch.object(sys, "dont_write_bytecode", new=True):
        _disk = disk
        try:
            yield disk
        finally:
            _disk = None
