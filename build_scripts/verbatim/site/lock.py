"""A lock, so that two commands do not build the same project at the same time.

In: a project. Out: a lock on its folder, whose owner is named in `.verbatim/owner`. The system removes the lock when
its owner ends, however that is.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser

from verbatim.output import write_files
from verbatim.project import Project


class LockedError(Exception):
    """Another process has the lock; the message says which."""


@contextmanager
def locked(project: Project) -> Iterator[None]:
    """Hold the lock of a project. Raises LockedError at once if another process holds it."""
    owner = project.workshop / "owner"
    folder = os.open(project.root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError(owner.read_text(encoding="utf-8") if owner.is_file() else "another process") from error
        try:
            write_files({owner: f"process {os.getpid()} of {_user()}".encode()})
            yield
        finally:
            owner.unlink(missing_ok=True)
    finally:
        os.close(folder)


def _user() -> str:
    """The name of the user; in a container the number may have no name."""
    try:
        return getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
