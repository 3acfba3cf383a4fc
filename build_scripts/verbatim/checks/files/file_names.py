"""Whether all data files have names that every system can check out.

In: a project and its loaded data. Out: a problem for each name of a file that is read and that Windows or macOS
refuses, and for each that they take for another of the same folder.
"""

from collections.abc import Iterator
from pathlib import Path

from verbatim.model.loaded import Loaded
from verbatim.model.values.file_names import fault_of_file_name, safe_file_name, same_file
from verbatim.problems import Place, Problem
from verbatim.project import Project


def unportable_names(project: Project, loaded: Loaded) -> Iterator[Problem]:
    """The files of claims and the stored files that somebody else could not check out."""
    places = _places(project, loaded)
    present = {folder: _present(folder) for folder in {path.parent for path in places}}
    for path, place in places.items():
        fault = fault_of_file_name(path.name)
        if fault:
            hint = f"rename it, for example to “{safe_file_name(path.name)}”, here and where an entry names it"
            yield Problem("unportable-name", place, f"“{path.name}” {fault}", hint)
        for other in present[path.parent].get(same_file(path.name), ()):
            if other != path.name:
                message = f"“{path.name}” and “{other}” are one file on Windows and macOS, which do not tell them apart"
                hint = "rename one of them, here and where an entry names it"
                yield Problem("unportable-name", place, message, hint)


def _present(folder: Path) -> dict[str, list[str]]:
    """The names in a folder, by what Windows and macOS take for one name; none if there is no such folder."""
    found: dict[str, list[str]] = {}
    for name in sorted(file.name for file in folder.iterdir()) if folder.is_dir() else ():
        found.setdefault(same_file(name), []).append(name)
    return found


def _places(project: Project, loaded: Loaded) -> dict[Path, Place]:
    """The files of claims, and the stored files with the place of the entry that names them."""
    named = [(source.value.file, source.place("file")) for source in loaded.sources]
    named += [(article.value.original_file, article.place("original_file")) for article in loaded.articles]
    claims = {path: Place(project.name_of(path)) for path in project.claims_files}
    return claims | {project.stored_texts / name: place for name, place in named if name}
