"""Installs Verbatim in .venv and runs it. `make` calls this file; where make is missing, call it yourself.

python3 make.py site         builds the site in site/
python3 make.py test         checks the data, builds the site, checks its links
python3 make.py ARGUMENTS    any other command: python3 make.py check --coverage
"""

import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path
from typing import TextIO

HERE = Path(__file__).resolve().parent
FOLDER = HERE / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
DEPENDENCIES, VERBATIM = HERE / "dependencies.txt", HERE / "requirements.txt"
TASKS = {"site": [["build"]], "test": [["check"], ["build"], ["links"]]}


def main(arguments: list[str]) -> int:
    """Run a task, or a command of Verbatim; returns the exit code of the first one that fails."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is told so
        print("Python 3.11 or newer is needed; give another one: make PYTHON=python3.12", file=sys.stderr)
        return 2
    if not arguments:
        print(__doc__)
        return 2
    install()
    return next(filter(None, (run("verbatim", *command) for command in TASKS.get(arguments[0], [arguments]))), 0)


def install() -> None:
    """Install what the two files pin, unless it is installed."""
    pinned = sha256(DEPENDENCIES.read_bytes() + VERBATIM.read_bytes()).hexdigest()
    installed = FOLDER / "installed"
    if installed.is_file() and installed.read_text(encoding="utf-8") == pinned:
        return
    print("Installing Verbatim in .venv …", file=sys.stderr)
    venv.create(FOLDER, with_pip=True, clear=True)
    pip = ("pip", "--disable-pip-version-check")
    steps = (
        ("install", "--quiet", "--require-hashes", "-r", str(DEPENDENCIES)),
        ("install", "--quiet", "--no-deps", "-r", str(VERBATIM)),
        ("check",),  # do the dependencies fit this version?
    )
    for step in steps:
        if run(*pip, *step, output=sys.stderr):
            sys.exit(3)
    installed.write_text(pinned, encoding="utf-8")


def run(module: str, *arguments: str, output: TextIO | None = None) -> int:
    """Run a program of .venv in this folder; returns its exit code."""
    return subprocess.run([PYTHON, "-m", module, *arguments], cwd=HERE, stdout=output, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
