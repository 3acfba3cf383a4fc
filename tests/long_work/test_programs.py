"""Tests of starting other programs."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from verbatim.long_work.programs import start

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
