"""`make.py` of a new repository: it installs what is pinned, once for each pin, and then runs Verbatim."""

import importlib.util
import subprocess
import venv
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.support.microsite import in_process


@pytest.fixture
def make(tmp_path: Path) -> ModuleType:
    """The file as a module, in a new repository."""
    assert in_process("init", tmp_path / "new").code == 0
    spec = importlib.util.spec_from_file_location("newsroom_make", tmp_path / "new/make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def programs(make: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was run: the modules with their arguments. Nothing is really installed or run; `--fail` makes one fail."""
    started: list[list[str]] = []

    def create(folder: Path, **_: Any) -> None:
        folder.mkdir(exist_ok=True)

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        assert command[:2] == [make.PYTHON, "-m"]
        started.append(command[2:])
        return SimpleNamespace(returncode=int("--fail" in command))

    monkeypatch.setattr(venv, "create", create)
    monkeypatch.setattr(subprocess, "run", run)
    return started


def test_it_installs_and_then_runs(make: ModuleType, programs: list[list[str]]) -> None:
    """Hashed dependencies first, then Verbatim without any other, then whether they fit; the task comes last."""
    assert make.main(["site"]) == 0
    pip = ["pip", "--disable-pip-version-check"]
    assert programs == [
        [*pip, "install", "--quiet", "--require-hashes", "-r", str(make.DEPENDENCIES)],
        [*pip, "install", "--quiet", "--no-deps", "-r", str(make.VERBATIM)],
        [*pip, "check"],
        ["verbatim", "build"],
    ]


def test_what_is_installed_is_not_installed_again(make: ModuleType, programs: list[list[str]]) -> None:
    """Only a change of one of the two files makes it install again."""
    make.main(["site"])
    programs.clear()
    assert make.main(["test"]) == 0
    assert programs == [["verbatim", "check"], ["verbatim", "build"], ["verbatim", "links"]]
    programs.clear()
    make.VERBATIM.write_text("verbatim-factcheck==99\n", encoding="utf-8")
    assert make.main(["check", "--coverage"]) == 0
    assert [command[0] for command in programs] == ["pip", "pip", "pip", "verbatim"]
    assert programs[-1] == ["verbatim", "check", "--coverage"]


def test_the_first_failure_ends_it(
    make: ModuleType, programs: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task stops at the first command that fails; if nothing can be installed, nothing is run or remembered."""
    make.main(["site"])
    programs.clear()
    monkeypatch.setitem(make.TASKS, "test", [["check", "--fail"], ["build"]])
    assert make.main(["test"]) == 1
    assert programs == [["verbatim", "check", "--fail"]]
    (make.FOLDER / "installed").unlink()
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))
    with pytest.raises(SystemExit) as stopped:
        make.main(["site"])
    assert stopped.value.code == 3
    assert not (make.FOLDER / "installed").exists()


def test_without_arguments_it_says_what_it_does(
    make: ModuleType, programs: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """No argument is wrong usage; nothing is installed."""
    assert make.main([]) == 2
    assert "make.py site" in capsys.readouterr().out
    assert programs == []
