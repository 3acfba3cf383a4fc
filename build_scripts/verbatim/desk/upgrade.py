"""Brings a repository that `init` made to the installed version, for the command `upgrade`.

In: the project, and the record that `init` left. Out: an `Upgrade`: the files to write, and those that are left alone.
A file is renewed only if it is as it was written, so that no work of the newsroom is lost; of requirements.txt only the
line with the version changes. In the data (claims.yaml, policy.yaml, seeds/) only keys with a new name change.
"""

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from verbatim import __version__
from verbatim.desk.init import RECORD, Newsroom, hash_of, repository_files
from verbatim.desk.renamed_keys import with_new_keys
from verbatim.output import write_files
from verbatim.project import DATA, Project

_PINS = "requirements.txt"
# The line that pins Verbatim, with the lines that continue it.
_PIN = re.compile(r"(?m)^verbatim-factcheck==(\d+(?:\.\d+)*)(?:.*\\\n)*.*$")


class UpgradeError(Exception):
    """The repository cannot be brought to this version; the message says why, and what to do."""


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade would do: the pinned version, the files to write, and those that were edited or deleted."""

    pinned: str
    files: dict[Path, bytes]
    edited: tuple[str, ...]
    deleted: tuple[str, ...]

    def diff(self, project: Project) -> Iterator[str]:
        """The lines of a unified diff of all files to write; of one that is no text, only that it changes."""
        for file, content in self.files.items():
            name = project.name_of(file)
            try:
                before, after = (_lines(raw) for raw in (file.read_bytes() if file.is_file() else b"", content))
            except UnicodeDecodeError:
                yield f"+++ {name}: {len(content):,} bytes"
                continue
            yield from difflib.unified_diff(before, after, f"{name} now", f"{name} after", lineterm="")

    def write(self) -> None:
        """Write the files, all or none. Raises OSError where the disk refuses."""
        write_files(self.files)


def plan_upgrade(project: Project, today: date, wheel: Path | None) -> Upgrade:
    """Compare a repository with what `init` of this version would write. Raises UpgradeError.

    Of a repository that `init` did not make only the data can be brought to this version.
    """
    data = with_new_keys(project)
    if data and not (project.root / RECORD).is_file():
        return Upgrade(__version__, data, (), ())
    record, pins = _record(project), _pins(project)
    pinned = _pin(pins)[1]
    if _numbers(pinned) > _numbers(__version__):
        raise UpgradeError(f"{_PINS} pins {pinned}, and this is {__version__}. Install {pinned} or a newer version.")
    made = dict(record["files"])
    new = repository_files(Newsroom(**record["newsroom"]), today, wheel)
    new[_PINS] = pins.replace(_pin(pins)[0], _pin(new[_PINS].decode())[0]).encode()
    files = dict(data)
    edited, deleted = [], []
    for name, content in new.items():
        file, first = project.root / name, name.split("/")[0]
        if first in DATA or name == RECORD or (file.is_file() and hash_of(file.read_bytes()) == hash_of(content)):
            continue
        if name != _PINS and file.is_file() and hash_of(file.read_bytes()) != made.get(name):
            edited.append(name)
        elif not file.is_file() and name in made:
            deleted.append(name)
        else:
            files[file] = content
    if files != data or pinned != __version__:
        files[project.root / RECORD] = new[RECORD]
    return Upgrade(pinned, files, tuple(edited), tuple(deleted))


def _pins(project: Project) -> str:
    """The text of the file that pins Verbatim."""
    file = project.root / _PINS
    if not file.is_file():
        raise UpgradeError(f"There is no {_PINS} in {project.root}; give the folder of the repository with --project.")
    return file.read_text(encoding="utf-8")


def _pin(pins: str) -> re.Match[str]:
    """The line that pins Verbatim."""
    found = _PIN.search(pins)
    if not found:
        raise UpgradeError(f"{_PINS} does not pin a version: it needs a line `verbatim-factcheck==…`.")
    return found


def _record(project: Project) -> dict[str, Any]:
    """What `init` recorded."""
    file = project.root / RECORD
    if not file.is_file():
        advice = "make a new repository with `verbatim init`, and copy claims.yaml, policy.yaml and seeds/ into it"
        raise UpgradeError(f"There is no {RECORD}, so nobody can tell which files were edited; {advice}.")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _lines(raw: bytes) -> list[str]:
    return raw.decode("utf-8").replace("\r\n", "\n").splitlines()
