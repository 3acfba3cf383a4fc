"""Gives each claim a file of its own, `claims/ID.yaml`, for the command `split`.

In: a project with `claims.yaml`. Out: the files to write, as text, so that comments and layout of each claim stay as
they are. The comments directly above a claim go with it; those at the top of claims.yaml are left out.
"""

import re
from pathlib import Path

from verbatim.model.reading.yaml_file import YamlFile
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.project import Project

_HEAD = "schema: 1\n\nclaims:\n"
_SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=(.*)\n")


class CannotSplitError(Exception):
    """The claims cannot be split; the message says why."""


def split_claims(project: Project) -> dict[Path, bytes]:
    """The files `claims/ID.yaml`, each with one claim. Raises CannotSplitError where a claim would change."""
    file = project.root / "claims.yaml"
    if project.claims_folder.is_dir():
        raise CannotSplitError("there is a folder claims/ already")
    if not file.is_file():
        raise CannotSplitError("there is no claims.yaml")
    return {project.root / path: content for path, content in split_text(file.read_bytes()).items()}


def split_text(raw: bytes) -> dict[str, bytes]:
    """The same for the content of claims.yaml, by the paths of the files from the project's folder."""
    read, problems = read_yaml("claims.yaml", raw)
    listed = read.data.get("claims") if read and not problems and isinstance(read.data, dict) else None
    if read is None or not isinstance(listed, list) or not listed:
        raise CannotSplitError("claims.yaml has no claims, or cannot be read; see `verbatim check`")
    ids = [claim.get("id") if isinstance(claim, dict) else None for claim in listed]
    if None in ids or len(set(ids)) < len(ids):
        raise CannotSplitError("each claim needs an id of its own; see `verbatim check`")
    lines = list(read.lines)
    first = _SCHEMA_LINE.match(lines[0] + "\n")
    head = f"# yaml-language-server: $schema=../{first[1]}\n{_HEAD}" if first else _HEAD
    starts = [_start(read, number) for number in range(len(ids))]
    ends = [*starts[1:], _end(read, lines)]
    files = {}
    for name, claim, start, end in zip(ids, listed, starts, ends, strict=True):
        text = head + "\n".join(lines[start:end]).rstrip("\n") + "\n"
        alone, faults = read_yaml(f"{name}.yaml", text.encode())
        if alone is None or faults or alone.data["claims"] != [claim]:
            raise CannotSplitError(f"“{name}” cannot be cut out of claims.yaml as it is; move it by hand")
        files[f"claims/{name}.yaml"] = text.encode()
    return files


def _start(file: YamlFile, number: int) -> int:
    """The line at which a claim begins, with the comments directly above it."""
    start = file.place(("claims", number)).line - 1
    while start - 1 > _line_of_key(file, "claims") and file.lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _end(file: YamlFile, lines: list[str]) -> int:
    """The line after the last claim: that of the next key, or the end of the file."""
    after = [_line_of_key(file, key) for key in file.data]
    below = [line for line in after if line > _line_of_key(file, "claims")]
    return min(below, default=len(lines))


def _line_of_key(file: YamlFile, key: str) -> int:
    return file.key_place((key,)).line - 1
