"""Progress of long work: lines in the log of a CI service, a bar on a terminal, nothing for other programs."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from verbatim.long_work.progress import counted, listening, stage

from tests.support.microsite import copy_newsroom, environment, in_process


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of which nothing is generated yet."""
    return copy_newsroom(tmp_path / "project")


def stages(printed: str) -> list[str]:
    """The stages of which a log has a line, among the warnings of the data."""
    return re.findall(r"(?m)^([a-z ]+): \d+\.\d s$", printed)


def test_a_log_gets_a_line_for_each_stage(project: Path) -> None:
    """On a CI service, each stage prints one line when it ends."""
    ran = in_process("generate", project=project, CI="true")
    assert stages(ran.stderr) == ["load", "prove", "claims", "pages", "data", "cards", "write", "rule"]
    assert " written, " in ran.stdout


@pytest.mark.parametrize(("options", "ci"), [([], ""), (["--quiet"], "true")])
def test_other_programs_and_quiet_get_nothing(project: Path, options: list[str], ci: str) -> None:
    """A program that reads standard error gets no progress; `--quiet` stops it anywhere."""
    assert stages(in_process("generate", *options, project=project, CI=ci).stderr) == []


def test_a_terminal_gets_a_bar_with_the_count_of_each_stage(project: Path) -> None:
    """On a terminal, standard error shows the stage and its count; standard output is as it always is."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "verbatim", "generate", "--project", str(project)]
    with subprocess.Popen(command, env=environment(TERM="xterm"), stdout=subprocess.PIPE, stderr=theirs) as program:
        os.close(theirs)
        shown = b"".join(_read(ours))
        printed, _ = program.communicate()
    assert program.returncode == 0
    assert b"cards" in shown
    assert b"0/" in shown
    assert b" written, " in printed


def _read(terminal: int) -> Iterator[bytes]:
    """What a program writes to a terminal until it ends; on Linux the end is an error."""
    try:
        while part := os.read(terminal, 4096):
            yield part
    except OSError:
        pass
    finally:
        os.close(terminal)


def test_a_listener_hears_of_each_part_and_no_longer_than_asked() -> None:
    """A listener hears the start, each part and the end of a stage, until its own context ends."""
    heard: list[str] = []

    @contextmanager
    def listener(name: str, total: int) -> Iterator[Callable[[], None]]:
        heard.append(f"{name} of {total}")
        yield lambda: heard.append(name)
        heard.append("end")

    with listening(listener):
        assert [*counted("parts", iter("ab"), 2)] == ["a", "b"]
    with stage("unheard") as advance:
        advance()
    assert heard == ["parts of 2", "parts", "parts", "end"]
