"""The real command line on a terminal of its own, as an editor uses it, and the day on which that is."""

import os
import pty
import select
import subprocess
import sys
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from tests.support.microsite import PATIENCE, ROOT, environment


def on_a_terminal(*arguments: str | Path, replies: tuple[str, ...] = (), **env: str) -> tuple[int, str]:
    """Run a command of Verbatim and reply to its questions; returns its exit code and all that the terminal showed."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "verbatim", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(**env), stdin=its, stdout=its, stderr=its) as process:
        os.close(its)
        # Ctrl+D at the end: a question without a reply ends the command instead of waiting for ever.
        os.write(ours, ("".join(f"{reply}\n" for reply in replies) + "\x04").encode())
        shown = b""
        while select.select([ours], [], [], PATIENCE)[0]:
            try:
                read = os.read(ours, 65_536)
            except OSError:  # the other end was closed: the process has ended
                break
            if not read:
                break
            shown += read
        os.close(ours)
        return process.wait(timeout=PATIENCE), shown.decode().replace("\r\n", "\n")


def stop_clock(monkeypatch: pytest.MonkeyPatch, module: str, day: str) -> None:
    """For a command, it is noon of a day: `module` is where it asks for the time."""

    class StoppedClock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "StoppedClock":
            return cls.fromisoformat(f"{day}T12:00").astimezone(tz)

    monkeypatch.setattr(f"{module}.datetime", StoppedClock)
