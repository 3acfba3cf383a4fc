"""Adds an origin, a record or a voice to its file in seeds/, for the commands `add-origin` and `add-record`.

In: the fields of the entry, and perhaps the name of a new voice. Out: the files with the entries appended as text, so
that everything else stays as it is. Nothing is written unless all data pass their checks with them.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from verbatim.desk.append import CannotAppendError, append_entry
from verbatim.desk.dry_run import dry_run
from verbatim.desk.entry import entry_text
from verbatim.output import write_files
from verbatim.problems import Place, Problem, errors
from verbatim.project import Project

if TYPE_CHECKING:
    from pathlib import Path


def add_to_register(
    project: Project, key: str, fields: Mapping[str, Any], new_voice: Mapping[str, str] | None = None
) -> tuple[str, list[Problem]]:
    """The YAML of the entry under `key` (`origins`, `records`), and the errors because of which nothing was written."""
    entry = entry_text(fields)
    files: dict[Path, bytes] = {}
    additions = [("voices", entry_text(new_voice))] if new_voice else []
    for name, text in (*additions, (key, entry)):
        file = project.seeds / f"{name}.yaml"
        try:
            files[file] = append_entry(file.read_bytes().decode("utf-8"), name, text).encode("utf-8")
        except (CannotAppendError, OSError, UnicodeDecodeError) as error:
            hint = "correct the file as `verbatim check` says, and try again"
            return entry, [Problem("entry-not-added", Place(project.name_of(file)), str(error), hint)]
    problems = errors(dry_run(project, files).new)
    if not problems:
        write_files(files)
    return entry, problems
