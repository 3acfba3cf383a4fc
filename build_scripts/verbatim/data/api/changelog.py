"""The API's own history: `changelog.yaml`.

In: nothing but that file. Out: its entries, the newest first.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from verbatim.model.yaml_file import read_yaml


@dataclass(frozen=True)
class ApiChange:
    """What changed in the form of the API: `forms` is the SHA-256 of its schemas and columns since then."""

    version: int
    on: date
    change: str
    forms: str


@cache
def changelog() -> tuple[ApiChange, ...]:
    """All entries, the newest first. Raises RuntimeError where the file is at fault."""
    file = Path(__file__).with_name("changelog.yaml")
    read, problems = read_yaml(file.name, file.read_bytes())
    if read is None or problems:
        raise RuntimeError("\n".join(map(str, problems)))
    return tuple(
        ApiChange(int(entry["version"]), date.fromisoformat(entry["on"]), entry["change"], entry["forms"])
        for entry in read.data
    )
