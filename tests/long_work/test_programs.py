"""Tests of starting other programs, and of other work meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from verbatim.long_work.programs import meanwhile, start

LASTING = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.mark.skipif(os.name == "nt", reason="a program is not forked there")
def test_ctrl_c_while_a_program_starts(tmp_path: Path) -> None:
    """The program has ended when KeyboardInterrupt is raised, and Ctrl+C works as before."""
    before = signal.getsignal(signal.SIGINT)

    def interrupted_by_its_child() -> None:
        (tmp_path / "id").write_text(str(os.getpid()), encoding="utf-8")
        os.kill(os.getppid(), signal.SIGINT)
        time.sleep(0.2)

    with pytest.raises(KeyboardInterrupt):
        start(LASTING, preexec_fn=interrupted_by_its_child, process_group=0)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "id").read_text(encoding="utf-8")), 0)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_program_that_nobody_interrupts() -> None:
    """It runs until its user ends it."""
    with start(LASTING) as program:
        assert program.poll() is None
        program.kill()


def test_other_work_is_done_while_a_program_runs() -> None:
    """The result of the work arrives, and so does its error."""
    asked = Event()
    with meanwhile(lambda _: asked.wait()) as result:
        asked.set()
        assert result() is True
    with meanwhile(lambda _: int("no number")) as result, pytest.raises(ValueError, match="no number"):
        result()


def test_a_program_ends_with_the_work_that_was_done_meanwhile() -> None:
    """If that work is interrupted or does not need the program, nobody waits for it any more."""
    started, programs = Event(), list[subprocess.Popen[bytes]]()

    def work(on_start: Callable[[subprocess.Popen[bytes]], None]) -> int:
        with start(LASTING) as program:
            on_start(program)
            programs.append(program)
            started.set()
            return program.wait()

    def interrupted() -> None:
        with meanwhile(work):
            started.wait()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    started.clear()
    with meanwhile(work):
        started.wait()
    assert [program.returncode for program in programs] == [-signal.SIGKILL] * 2
