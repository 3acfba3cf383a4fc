"""Whether all data files have names that every system can check out.

In: a project and its loaded data. Out: a problem for each name that Windows or macOS refuses, and for each that they
take for another of the same folder.
"""

from collections.abc import Iterator
from pathlib import Path

from verbatim.model.file_names import fault_of_file_name, safe_file_name, same_file
from verbatim.model.load import Loaded
from verbatim.problems import Place, Problem
from verbatim.project import Project


def unportable_names(project: Project, loaded: Loaded) -> Iterator[Problem]:
    """The files and folders of the data that somebody else could not check out, each at the entry that names it."""
    places = _places(project, loaded)
    first: dict[tuple[Path, str], str] = {}
    for path in sorted((*project.claims_folder.rglob("*"), *project.seeds.rglob("*"))):
        place = places.get(path, Place(project.name_of(path)))
        fault = fault_of_file_name(path.name)
        if fault:
            hint = f"rename it, for example to “{safe_file_name(path.name)}”, here and where an entry names it"
            yield Problem("unportable-name", place, f"“{path.name}” {fault}", hint)
        other = first.setdefault((path.parent, same_file(path.name)), path.name)
        if other != path.name:
            message = f"“{path.name}” and “{other}” are one file on Windows and macOS, which do not tell them apart"
            hint = "rename one of them, here and where an entry names it"
            yield Problem("unportable-name", place, message, hint)


def _places(project: Project, loaded: Loaded) -> dict[Path, Place]:
    """Where an entry names a stored file."""
    named = [(source.value.file, source.place("file")) for source in loaded.sources]
    named += [(article.value.original_file, article.place("original_file")) for article in loaded.articles]
    return {project.stored_texts / name: place for name, place in named if name}
