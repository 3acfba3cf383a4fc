"""The lock of a build: one command at a time, and no lock that outlives its owner."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from verbatim.project import Project
from verbatim.site.lock import LockedError, locked

from tests.support.microsite import PATIENCE, Ran, environment, files_in, in_process

# A process that a shell started in the background ignores SIGINT, and so do those that it starts.
HOLDS = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from verbatim.project import Project
from verbatim.site.lock import locked
with locked(Project(Path(sys.argv[1]))):
    print("locked", flush=True)
    time.sleep(1800)
"""


def holder(small: Path) -> "subprocess.Popen[str]":
    """Another process that has the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(small)],
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout
    assert process.stdout.readline() == "locked\n"
    return process


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_one_at_a_time(end: signal.Signals, small: Path) -> None:
    """While a process has the lock, a build is refused with its name; once it has ended, however, it is not."""
    with holder(small) as other:
        try:
            for command in ("build", "generate"):
                ran = in_process(command, project=small)
                assert ran.code == 2
                assert f"is being built by process {other.pid} of " in ran.stderr
            assert not (small / "site").exists()
            assert in_process("check", project=small).code == 0
        finally:
            other.send_signal(end)
            other.wait(PATIENCE)
    assert in_process("generate", project=small).code == 0


def test_the_lock_leaves_nothing_that_differs(small: Path) -> None:
    """The owner is named while the lock is held; then no file of it is left."""
    for _ in range(2):
        with locked(Project(small)):
            assert files_in(small)[".verbatim/owner"].startswith(f"process {os.getpid()} of ".encode())
            again = locked(Project(small))
            with pytest.raises(LockedError, match=f"process {os.getpid()} of "):
                again.__enter__()
        assert ".verbatim/owner" not in files_in(small)


def test_a_user_without_a_name(small: Path, verbatim: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container the number of the user may have no name."""
    monkeypatch.setattr("verbatim.site.lock.getuser", lambda: {}["name"])
    with locked(Project(small)):
        assert f"of user {os.getuid()}." in verbatim("build", project=small).stderr
