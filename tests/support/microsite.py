"""A microsite's files on disk and the real command line over them, as tests use both."""

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import chdir, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.cli.terminal import commands
from verbatim.output import generated_files
from verbatim.project import Project

ROOT = Path(__file__).resolve().parents[2]

# The data of an invented newsroom. The tests of the code use these, so that they pass with any data in the repository.
NEWSROOM = Path(__file__).parent / "newsroom"

# What every generated file says near its top; written out here, so that the writer's own constant is tested too.
GENERATED = b"Generated from claims.yaml, policy.yaml and seeds/"

# Seconds after which what a test waits for counts as hung: the one such limit, so long that a slow machine never
# reaches it. No test asserts how fast something is.
PATIENCE = 1800


@dataclass(frozen=True)
class Ran:
    """What a finished command printed, and its exit code."""

    code: int
    stdout: str
    stderr: str

    @property
    def problems(self) -> list[dict[str, Any]]:
        """The problems of a `check --format json`."""
        rows = json.loads(self.stdout)
        assert rows["total"] == len(rows["problems"])
        return list(rows["problems"])


# What would change a build or what it prints, and what would have every process compile the scripts anew.
_NOT_INHERITED = ("CI", "SITE_URL", "VERBATIM_THEME", "PYTHONDONTWRITEBYTECODE")


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: this repository's scripts, and no address from outside."""
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    return {**inherited, "PYTHONPATH": str(ROOT / "build_scripts"), "PYTHONUTF8": "1", **more}


def verbatim(*arguments: str | Path, project: Path | None = None, cwd: Path | None = None, **env: str) -> Ran:
    """Run a command of Verbatim in a separate process; `env` is added to its environment."""
    chosen = ["--project", str(project)] if project else []
    command = [sys.executable, "-m", "verbatim", *map(str, arguments), *chosen]
    folder = cwd or project or ROOT
    ran = subprocess.run(
        command,
        cwd=folder,
        env=environment(**env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def in_process(
    *arguments: str | Path, project: Path | None = None, cwd: Path | None = None, given: str = "", **env: str
) -> Ran:
    """Run a command of Verbatim in this process, which is quicker; its output is that of `verbatim`.

    `given` is its standard input. An exception is a fault of the code and is raised. Without `cwd` the current folder
    stays the same.
    """
    chosen = ["--project", str(project)] if project else []
    printed, warned = io.StringIO(), io.StringIO()
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    with (
        chdir(cwd) if cwd else nullcontext(),
        patch.dict(os.environ, {**kept, **env}, clear=True),
        patch("sys.stdin", io.StringIO(given)),
        redirect_stdout(printed),
        redirect_stderr(warned),
    ):
        try:
            commands([*map(str, arguments), *chosen], prog_name="verbatim")
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, printed.getvalue(), warned.getvalue())


def copy_project(target: Path) -> Path:
    """Copy this repository's microsite, without what is generated from it."""
    target.mkdir(parents=True)
    shutil.copy2(ROOT / "policy.yaml", target / "policy.yaml")
    claims = ROOT / "claims"
    if claims.is_dir():
        shutil.copytree(claims, target / "claims")
    else:
        shutil.copy2(ROOT / "claims.yaml", target / "claims.yaml")
    shutil.copytree(ROOT / "seeds", target / "seeds")
    return buildable(target)


def copy_newsroom(target: Path) -> Path:
    """Copy the invented newsroom, with what it needs to be built."""
    shutil.copytree(NEWSROOM, target)
    return buildable(target)


def buildable(target: Path) -> Path:
    """Add to a project's data what a build needs beside them and what is code: the engine's settings and the pages."""
    shutil.copy2(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    copy_handwritten_docs(target)
    return target


def copy_handwritten_docs(target: Path) -> None:
    """Copy those files of docs/ that no command made; a binary one is known by the writer's list alone."""
    made = generated_files(Project(ROOT))
    for file in sorted((ROOT / "docs").rglob("*")):
        if (
            file.is_file()
            and file not in made
            and not file.name.endswith(".partial")
            and GENERATED not in file.read_bytes()[:1000]
        ):
            copy = target / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, copy)


def corpus_of(folder: Path) -> Corpus:
    """The checked data of a project without errors."""
    examined = examine(Project(folder))
    assert examined.corpus, examined.problems
    return examined.corpus


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, by its path with `/`."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def times_in(folder: Path) -> dict[str, int]:
    """When every file below a folder was last written, in nanoseconds, by its path with `/`."""
    return {
        file.relative_to(folder).as_posix(): file.stat().st_mtime_ns
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def edit(file: Path, old: str, new: str) -> None:
    """Replace the one place where a text stands in a file; anything but exactly one place is a fault of the test."""
    text = file.read_bytes().decode("utf-8")
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {file.name}"
    file.write_bytes(text.replace(old, new).encode("utf-8"))
