"""The browser of the tests: a Chromium that is there, or one that this module installs.

`python -m tests.support.chromium` finds or installs one and says where it is; `make test` runs it before the tests.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Seconds that one installer may take.
PATIENCE = 300


def find_chromium() -> Path | None:
    """The program that VERBATIM_CHROMIUM names, else the first on the PATH that starts, else Playwright's download."""
    return next(filter(_starts, _candidates()), None)


def launch_arguments() -> list[str]:
    """Root may not use Chromium's sandbox."""
    return ["--no-sandbox"] if _is_root() else []


def main() -> int:
    """Find a Chromium or install one; returns 1, with the one command to run, where neither works."""
    found = find_chromium()
    for commands in () if found or os.environ.get("VERBATIM_CHROMIUM") else _installers():
        found = found or (find_chromium() if all(map(_runs, commands)) else None)
    if found:
        print(f"Chromium for the tests: {found}")
        return 0
    if os.environ.get("VERBATIM_CHROMIUM"):
        print(
            "VERBATIM_CHROMIUM names no program that runs; set it to a Chromium: "
            "export VERBATIM_CHROMIUM=/path/to/chromium",
            file=sys.stderr,
        )
    else:
        print(f"No Chromium for the tests; install one: {_by_hand()}", file=sys.stderr)
    return 1


def _candidates() -> Iterator[Path]:
    """Every program that may be a Chromium, the one that was asked for alone."""
    named = os.environ.get("VERBATIM_CHROMIUM")
    if named:
        yield Path(named)
        return
    yield from map(Path, filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        downloaded = Path(playwright.chromium.executable_path)
    yield downloaded


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _installers() -> list[list[list[str]]]:
    """Ways to install one, in order; each a list of commands that must all succeed."""
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    if _is_root() and shutil.which("apt-get"):
        ways.append([["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]])
    return ways


def _by_hand() -> str:
    if shutil.which("apt-get"):
        return "sudo apt-get install -y chromium"
    return f"{sys.executable} -m playwright install --with-deps chromium"


def _runs(command: list[str]) -> bool:
    """Whether a command succeeds in time; what it prints goes to the terminal."""
    try:
        return subprocess.run(command, timeout=PATIENCE, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _starts(program: Path) -> bool:
    """Whether it really opens a page here; a download without its system libraries does not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            str(program),
            "--headless",
            *launch_arguments(),
            f"--user-data-dir={profile}",
            "--dump-dom",
            "about:blank",
        ]
        try:
            return subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False


if __name__ == "__main__":
    sys.exit(main())
