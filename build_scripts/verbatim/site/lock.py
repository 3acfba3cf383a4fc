"""A lock, so that two commands do not build the same project at the same time.

In: a project. Out: a lock on `.verbatim/lock`, which names its owner. The system removes the lock when its owner ends,
however that is; the file stays.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser

from verbatim.project import Project


class LockedError(Exception):
    """Another process has the lock; the message says which."""


@contextmanager
def locked(project: Project) -> Iterator[None]:
    """Hold the lock of a project. Raises LockedError at once if another process holds it."""
    project.workshop.mkdir(exist_ok=True)
    with (project.workshop / "lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise LockedError(file.read() or "another process") from error
        try:
            file.truncate(0)
            file.write(f"process {os.getpid()} of {_user()}")
            file.flush()
            yield
        finally:
            file.truncate(0)


def _user() -> str:
    """The name of the user; in a container the number may have no name."""
    try:
        return getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
