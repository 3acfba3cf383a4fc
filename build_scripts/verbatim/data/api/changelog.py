"""The changelog of the API.

In: `changelog.yaml`. Out: its entries, newest first.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verbatim.model.reading.yaml_reader import read_yaml


@dataclass(frozen=True)
class ApiChange:
    """A change of the API's form; `forms` is the SHA-256 of all schemas and table columns after it."""

    version: int
    day: date
    change: str
    forms: str


def changelog() -> tuple[ApiChange, ...]:
    """All entries, newest first. Raises RuntimeError if the file is not valid."""
    file = Path(__file__).with_name("changelog.yaml")
    read, problems = read_yaml(file.name, file.read_bytes())
    if read is None or problems:
        raise RuntimeError("\n".join(map(str, problems)))
    return tuple(
        ApiChange(int(entry["version"]), date.fromisoformat(entry["day"]), entry["change"], entry["forms"])
        for entry in read.data
    )
