"""Writes the new names of keys into the data files of a project, for the command `upgrade`.

In: a project. Out: the bytes of each data file that has a key with an old name, with the new name in its place;
comments, layout and line ends stay as they are.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path

from verbatim.model.reading.yaml_reader import RENAMED_KEYS, read_yaml
from verbatim.project import Project


def with_new_keys(project: Project) -> dict[Path, bytes]:
    """The data files that change, with their new content. A file that cannot be read is left as it is."""
    found = ((file, _renamed(file.read_bytes())) for file in _data_files(project) if file.is_file())
    return {file: content for file, content in found if content is not None}


def _data_files(project: Project) -> Iterator[Path]:
    yield project.policy_file
    yield from project.claims_files
    yield from sorted(project.seeds.glob("*.yaml"))


def _renamed(raw: bytes) -> bytes | None:
    """The file with the new names; None if it has no old one, or cannot be read."""
    read, _ = read_yaml("", raw)
    if read is None or not read.renamed:
        return None
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    lines = raw.removeprefix(mark).decode("utf-8").split("\n")
    # From the end, so that the places of the others stay right.
    for key in sorted(read.renamed, reverse=True):
        line = lines[key.line]
        written = line[key.column : key.end]
        old = written.strip("\"'")
        lines[key.line] = line[: key.column] + written.replace(old, RENAMED_KEYS[old]) + line[key.end :]
    return mark + "\n".join(lines).encode()
