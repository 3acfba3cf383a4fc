"""Adds an origin or a record to its file in seeds/, for the commands `add-origin`, `add-record` and `new`.

In: the fields of the entry, and perhaps the name of a new voice. Out: the files with the entries appended as text, so
that everything else stays as it is. Nothing is written unless all data pass their checks with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbatim.desk.append import CannotAppendError, append_entry
from verbatim.desk.dry_run import dry_run
from verbatim.desk.entry import entry_text
from verbatim.desk.slug import slug, unused_id
from verbatim.model.loaded import Loaded
from verbatim.output import write_files
from verbatim.problems import Place, Problem, errors
from verbatim.project import Project

if TYPE_CHECKING:
    from pathlib import Path

# Which key of an entry names its voice, or a list of its voices.
VOICE_KEYS = {"origins": "voices", "records": "publisher"}


@dataclass(frozen=True)
class Registered:
    """The id of an entry and its YAML, and the errors because of which nothing was written."""

    id: str
    entry: str
    problems: tuple[Problem, ...]


def add_to_register(
    project: Project, loaded: Loaded, key: str, given: Mapping[str, Any], new_voice: str = ""
) -> Registered:
    """Add an entry under `key` (`origins`, `records`), with a voice if it has a `new_voice`.

    If no `id` is given, it is made of the title; that of the voice is made of its name.
    """
    taken = {origin.value.id for origin in loaded.origins} | {source.value.id for source in loaded.sources}
    name = given.get("id") or unused_id(slug(given["title"]) or key, taken)
    fields: dict[str, Any] = {"id": name, **{field: value for field, value in given.items() if field != "id"}}
    additions: list[tuple[str, Mapping[str, Any]]] = []
    if new_voice:
        voices = {voice.value.id for voice in loaded.voices} | {person.value.id for person in loaded.people}
        voice = unused_id(slug(new_voice) or "voice", voices)
        fields[VOICE_KEYS[key]] = [voice] if key == "origins" else voice
        additions.append(("voices", {"id": voice, "name": new_voice}))
    additions.append((key, fields))
    entry = entry_text(fields)
    files: dict[Path, bytes] = {}
    for file_name, each in additions:
        file = project.seeds / f"{file_name}.yaml"
        try:
            files[file] = append_entry(file.read_bytes().decode("utf-8"), file_name, entry_text(each)).encode("utf-8")
        except (CannotAppendError, OSError, UnicodeDecodeError) as error:
            hint = "correct the file as `verbatim check` says, and try again"
            return Registered(
                name, entry, (Problem("entry-not-added", Place(project.name_of(file)), str(error), hint),)
            )
    problems = tuple(errors(dry_run(project, files).new))
    if not problems:
        write_files(files)
    return Registered(name, entry, problems)
