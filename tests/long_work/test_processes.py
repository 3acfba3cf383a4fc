"""One function for many values: in order, begun at once, with its errors, and ended when nobody waits for it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from verbatim.long_work.processes import begun_on_other_cores, on_all_cores

from tests.support.microsite import environment
from tests.support.tasks import (
    NotesReading,
    new_values_until_garbage_is_looked_for,
    squared,
    take_a_while,
    write_name,
)


@pytest.mark.parametrize("fewest", [1, 1000])
def test_results_come_in_the_order_of_the_values(fewest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """From other processes if there are enough values, else from this one."""
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    results = [*on_all_cores(squared, range(60), fewest)]
    assert [square for square, _ in results] == [number * number for number in range(60)]
    assert ({process for _, process in results} == {os.getpid()}) == (fewest > 60)


def test_a_machine_with_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other process could help."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert {process for _, process in on_all_cores(squared, range(60), 1)} == {os.getpid()}


def test_one_core_is_left_to_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It works meanwhile, so on two cores one other process helps."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with begun_on_other_cores(take_a_while, range(34), 1) as results:
        processes = {*results}
    assert len(processes) == 1
    assert os.getpid() not in processes


def test_the_function_is_sent_once_to_each_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may hold much data, such as all texts of a site."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    function = NotesReading(tmp_path)
    assert [*on_all_cores(function, range(200), 1)] == [*range(200)]
    assert len([*tmp_path.iterdir()]) <= 2


def test_other_processes_seldom_look_for_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python itself looks after 700 new values; the site checks then take a quarter more."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert min(on_all_cores(new_values_until_garbage_is_looked_for, range(40), 1)) >= 50_000


@pytest.mark.parametrize("cores", [1, 2])
def test_an_error_arrives(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever process made it."""
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    with pytest.raises(ValueError, match="no square"):
        list(on_all_cores(squared, range(90), 1))


def test_the_work_begins_before_the_results_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other processes need no more than to be begun."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    files = [tmp_path / str(number) for number in range(40)]
    with begun_on_other_cores(write_name, files, 1) as results:
        while not all(file.is_file() for file in files):
            time.sleep(0.05)
        assert [*results] == [None] * 40


def test_what_is_not_asked_for_is_not_done_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an error of this process, or Ctrl+C, only what was begun is done."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with (
        pytest.raises(KeyboardInterrupt),
        begun_on_other_cores(write_name, [tmp_path / str(n) for n in range(9999)], 1),
    ):
        raise KeyboardInterrupt
    assert len([*tmp_path.iterdir()]) < 9999


KILLED = """
import os, signal
from tests.support.tasks import take_a_while
from verbatim.long_work.processes import begun_on_other_cores
os.cpu_count = lambda: 2
with begun_on_other_cores(take_a_while, range(99), 1) as results:
    next(results)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_others_end_with_the_process_that_began_them() -> None:
    """Even if it was killed, none is left over and waits for work: nobody can write any more where they wrote."""
    killed = subprocess.run([sys.executable, "-c", KILLED], env=environment(), capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
