"""What the last build made, so that the next one makes only what has changed.

In: a project, with the site of its last build and the list of it, `.verbatim/last_build.json`. Out: whether that site
is still the right one, and which of its files a fresh site can have (`fresh_site`).

The list has hashes only: of all that the site was made from, and of what was made. Nothing is used again unless both
are as they were, so a deleted list or site costs time, and a changed file of either is made anew. The list names each
file once, and there is one site, so neither grows from build to build.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from verbatim.long_work.file_hashes import hashes_of
from verbatim.output import generated_hashes, handwritten, write_files
from verbatim.project import Project
from verbatim.rendering.templating import THEME
from verbatim.site.engine import (
    BUILD_TIME,
    config_files,
    named_files,
    named_pages,
    named_variables,
    shown_in_navigation,
)
from verbatim.site.shells.frames import Frame

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class LastBuild:
    """The hashes of a build: of what people and we wrote, of what all pages share, and of each file in docs/ and site/.

    `time` is the time of the build that the engine was told. `frames` are those of pages without a shell, by their
    paths in docs/.
    """

    inputs: str = ""
    shared: str = ""
    time: str = ""
    docs: dict[str, str] = field(default_factory=dict)
    site: dict[str, str] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)


def last_build(project: Project) -> LastBuild:
    """The list of the last build; an empty one if there is none that can be read."""
    try:
        last = LastBuild(**json.loads(_file(project).read_text(encoding="utf-8")))
        return replace(last, frames={path: Frame(*frame) for path, frame in last.frames.items()})
    except (OSError, ValueError, TypeError, AttributeError):
        return LastBuild()


def is_current(project: Project, settings: Mapping[str, str], written: str, found: Mapping[str, str]) -> bool:
    """Whether the site is what a build with these settings of the engine would make.

    `written` is `by_hand` now, and `found` are the hashes now of those files of the list that are in site/.
    """
    last = last_build(project)
    return (
        last.inputs == hash_of_inputs(settings, written)
        and last.docs == hashes_of(project.docs, last.docs)
        and last.site == found
        and last.site.keys() == {*files_below(project.site)}
    )


def by_hand(project: Project) -> str:
    """A hash of all that people write: the data, the engine's settings, and the handwritten pages."""
    files = [*project.claims_files, project.policy_file, *config_files(project)]
    names = [os.path.relpath(file, project.root) for file in files]
    parts = [names, _tree(project.seeds), _hashes_by_hand(project), _named(project)]
    return _hash(json.dumps(parts).encode(), *map(_bytes, files))


def hashes_of_docs(project: Project) -> dict[str, str]:
    """The hash of each file in docs/, by its path there; of the generated ones, as they have just been written."""
    generated = {path: hashes[-1] for path, hashes in generated_hashes(project).items()}
    return {**generated, **_hashes_by_hand(project)}


def keep(project: Project, made: LastBuild) -> None:
    """Write the list for the next build."""
    write_files({_file(project): json.dumps(vars(made)).encode()})


def _file(project: Project) -> Path:
    return project.workshop / "last_build.json"


def shared_hash(project: Project, settings: Mapping[str, str]) -> str:
    """A hash of all that a page depends on besides its own Markdown file: settings, theme, programs, and navigation.

    The time of the build is only in the site map.
    """
    same = {name: value for name, value in _settings(settings).items() if name != BUILD_TIME}
    pages = [project.docs / path for path in named_pages(project, settings)]
    shown = [shown_in_navigation(page.read_text(encoding="utf-8")) for page in pages]
    parts = [same, _programs(), _tree(THEME), shown, _named(project)]
    return _hash(json.dumps(parts).encode(), *map(_bytes, config_files(project)))


def hash_of_data(project: Project) -> str:
    """A hash of all that a generated page depends on besides claims: policy, sources, our own package and programs."""
    trees = [_tree(folder) for folder in (project.seeds, _PACKAGE)]
    return _hash(json.dumps([_programs(), trees]).encode(), _bytes(project.policy_file))


def hash_of_inputs(settings: Mapping[str, str], written: str) -> str:
    """A hash of all that a site is made from; `written` is `by_hand`."""
    return _hash(json.dumps([written, _settings(settings), _programs(), _tree(_PACKAGE)]).encode())


def _settings(settings: Mapping[str, str]) -> dict[str, str]:
    """The settings of the engine; the theme counts by its files, wherever they are."""
    return {name: value for name, value in settings.items() if name != "VERBATIM_THEME"}


def hash_of_programs() -> str:
    """A hash of our own package and of all programs, as this process runs them.

    A process that goes on after its own package was edited runs partly the old one, so it also counts what there was
    when the process asked first.
    """
    return _hash(_package_at_first().encode(), _tree(_PACKAGE).encode(), json.dumps(_programs()).encode())


@cache
def _package_at_first() -> str:
    return _tree(_PACKAGE)


@cache
def _programs() -> list[str]:
    """The versions of Python and of all that is installed beside it."""
    installed = {f"{each.metadata['Name']} {each.version}" for each in distributions()}
    return [sys.version, *sorted(installed)]


def _named(project: Project) -> list[str]:
    """A hash of each file and folder that the settings of the engine name, and the value of each variable."""
    files = [_tree(path) if path.is_dir() else _hash(_bytes(path)) for path in named_files(project)]
    return [*files, *named_variables(project)]


def _tree(folder: Path) -> str:
    """A hash of all files below a folder, by their paths; compiled scripts do not count."""
    paths = [path for path in files_below(folder) if not path.endswith(".pyc")]
    return _hash(json.dumps(hashes_of(folder, paths), sort_keys=True).encode())


def _hashes_by_hand(project: Project) -> dict[str, str]:
    """The hash of each handwritten file in docs/, by its path there."""
    hashes = dict[str, str]()
    for path in handwritten(project):
        name = path.relative_to(project.docs).as_posix()
        below = [f"{name}/{each}" for each in files_below(path, also_linked=True)] if path.is_dir() else [name]
        hashes |= hashes_of(project.docs, sorted(below))
    return hashes


def files_below(folder: Path, *, also_linked: bool = False) -> Iterator[str]:
    """The path of each file below a folder, from it; links to other folders are only followed if asked."""
    root = str(folder)
    for below, _, names in os.walk(root, followlinks=also_linked):
        start = below[len(root) + 1 :].replace(os.sep, "/")
        yield from (f"{start}/{name}" if start else name for name in names)


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
