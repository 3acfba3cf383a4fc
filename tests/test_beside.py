"""Work beside other work: its result, its fault, and what happens where it is killed."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from build_scripts.beside import Beside


def test_the_result_comes_from_a_copy_that_ends() -> None:
    """On Linux another process made it; none is left."""
    with Beside(os.getpid) as beside:
        made_by = beside.result()
    assert (made_by != os.getpid()) is (sys.platform == "linux")
    with pytest.raises(ChildProcessError):
        os.waitpid(made_by, os.WNOHANG)


@pytest.mark.parametrize("fault", [ValueError("a fault"), type("Unknown", (Exception,), {})("a fault")])
def test_a_fault_is_raised_here(fault: Exception) -> None:
    """Also one that cannot be handed over."""

    def work() -> None:
        raise fault

    with pytest.raises(type(fault), match="a fault"), Beside(work) as beside:
        beside.result()


@pytest.mark.skipif(sys.platform != "linux", reason="there is no copy elsewhere")
def test_a_copy_that_is_killed_is_made_up_for() -> None:
    """As a system that runs out of memory would."""
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with Beside(work) as beside:
        assert beside.result() == "done"


@pytest.mark.skipif(sys.platform != "linux", reason="there is no copy elsewhere")
def test_a_fault_of_the_other_work_ends_the_copy(tmp_path: Path) -> None:
    """Nobody waits for what nobody will ask for."""
    done = tmp_path / "done"

    def work() -> None:
        time.sleep(5)
        done.touch()

    with pytest.raises(ValueError, match="elsewhere"), Beside(work):
        raise ValueError("elsewhere")
    assert not done.exists()
