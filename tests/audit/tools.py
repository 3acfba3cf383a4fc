"""The programs of the audit that are not Python: Node with npm, Java, a Chromium, and npm packages in this folder."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.support.chromium import find_chromium

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"

# The oldest that the pinned versions in package.json run on.
OLDEST_NODE = (18, 16)
OLDEST_JAVA = (11, 0)

# Seconds that npm may take to fetch the packages.
PATIENCE = 600


class MissingError(Exception):
    """A program that must be installed first; one line for each."""


@dataclass(frozen=True)
class Tools:
    """Where each program is."""

    node: Path
    npm: Path
    java: Path
    chromium: Path


def find_tools() -> Tools:
    """Find every program; raises MissingError with what to install."""
    node = _on_path("node", OLDEST_NODE)
    npm = _on_path("npm")
    java = _on_path("java", OLDEST_JAVA)
    chromium = find_chromium()
    missing = []
    if node is None:
        missing.append(
            "Node.js 18.16 or newer is missing: install it from nodejs.org, or with: sudo apt-get install nodejs"
        )
    if npm is None:
        missing.append("npm is missing: it comes with Node.js from nodejs.org; or: sudo apt-get install npm")
    if java is None:
        missing.append(
            "Java 11 or newer is missing: install it from adoptium.net, or with: "
            "sudo apt-get install default-jre-headless"
        )
    if chromium is None:
        missing.append("Chromium is missing: find or install one with: python -m tests.support.chromium")
    if node is None or npm is None or java is None or chromium is None:
        raise MissingError("\n".join(missing))
    return Tools(node, npm, java, chromium)


def install_packages(npm: Path) -> None:
    """Install exactly what package-lock.json names, unless it is installed. Raises MissingError with npm's message."""
    wanted = (HERE / "package-lock.json").read_bytes()
    installed = MODULES / "installed-lock.json"
    if installed.is_file() and installed.read_bytes() == wanted:
        return
    command = [str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    ran = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if ran.returncode != 0:
        raise MissingError(f"npm could not install the packages of {HERE / 'package-lock.json'}:\n{ran.stderr.strip()}")
    installed.write_bytes(wanted)


def _on_path(name: str, oldest: tuple[int, int] | None = None) -> Path | None:
    """A program on the PATH that runs and is new enough."""
    found = shutil.which(name)
    if found is None:
        return None
    version = "-version" if name == "java" else "--version"
    try:
        ran = subprocess.run([found, version], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    number = re.search(r"(\d+)(?:\.(\d+))?", ran.stdout + ran.stderr)
    new_enough = oldest is None or (number is not None and (int(number[1]), int(number[2] or 0)) >= oldest)
    return Path(found) if ran.returncode == 0 and new_enough else None
