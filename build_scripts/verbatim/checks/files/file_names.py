"""Whether all data files have names that every system can check out.

In: a project and its loaded data. Out: a problem for each name of a file that is read and that Windows or macOS
refuses, and for each that they take for another of the same folder.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verbatim.model.loaded import Loaded, Placed
from verbatim.model.values.file_names import fault_of_file_name, safe_file_name, same_file
from verbatim.problems import Place, Problem
from verbatim.project import Project


def unportable_names(project: Project, loaded: Loaded) -> Iterator[Problem]:
    """The files of claims and the stored files that somebody else could not check out."""
    files = _files(project, loaded)
    present = {folder: _present(folder) for folder in {path.parent for path in files}}
    for path, named_in in files.items():
        fault = fault_of_file_name(path.name)
        others = [other for other in present[path.parent].get(same_file(path.name), ()) if other != path.name]
        if not fault and not others:
            continue
        place = named_in[0].place(named_in[1]) if named_in else Place(project.name_of(path))
        if fault:
            hint = f"rename it, for example to “{safe_file_name(path.name)}”, here and where an entry names it"
            yield Problem("unportable-name", place, f"“{path.name}” {fault}", hint)
        for other in others:
            message = f"“{path.name}” and “{other}” are one file on Windows and macOS, which do not tell them apart"
            hint = "rename one of them, here and where an entry names it"
            yield Problem("unportable-name", place, message, hint)


def _present(folder: Path) -> dict[str, list[str]]:
    """The names in a folder, by what Windows and macOS take for one name; none if there is no such folder."""
    found: dict[str, list[str]] = {}
    for name in sorted(file.name for file in folder.iterdir()) if folder.is_dir() else ():
        found.setdefault(same_file(name), []).append(name)
    return found


def _files(project: Project, loaded: Loaded) -> dict[Path, tuple[Placed[Any], str] | None]:
    """The files of claims, and the stored files with the entry that names them and its key."""
    named = [(source.value.file, (source, "file")) for source in loaded.sources]
    named += [(article.value.original_file, (article, "original_file")) for article in loaded.articles]
    claims = dict.fromkeys(project.claims_files)
    return claims | {project.stored_texts / name: named_in for name, named_in in named if name}
