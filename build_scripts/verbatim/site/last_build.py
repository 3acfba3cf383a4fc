"""What the last build made, so that the next one makes only what has changed.

In: a project, with the site of its last build and the list of it, `.verbatim/last_build.json`. Out: whether that site
is still the right one; else the pages of it that a fresh site can have as they are.

The list has hashes only: of all that the site was made from, and of what was made. Nothing is used again unless both
are as they were, so a deleted list or site costs time, and a changed file of either is made anew. The list names each
page once, and there is one site, so neither grows from build to build.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from verbatim.output import generated_files, handwritten, write_files
from verbatim.project import Project
from verbatim.rendering.templating import THEME
from verbatim.site.engine import config_files

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class LastBuild:
    """The hashes of a build: of all inputs and the whole site, of what all pages share, and of each page.

    `pages` has, for each generated Markdown file by its path in docs/, its hash and that of its page.
    """

    inputs: str = ""
    site: str = ""
    shared: str = ""
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)


def last_build(project: Project) -> LastBuild:
    """The list of the last build; an empty one if there is none that can be read."""
    try:
        return LastBuild(**json.loads(_file(project).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return LastBuild()


def is_current(project: Project, settings: Mapping[str, str]) -> bool:
    """Whether the site is what a build with these settings of the engine would make."""
    last = last_build(project)
    return bool(last.inputs) and last.inputs == _inputs(project, settings) and last.site == _tree(project.site)


def by_hand(project: Project) -> str:
    """A hash of all that people write: the data, the engine's settings, and the handwritten pages."""
    files = [*project.claims_files, project.policy_file, *config_files(project)]
    for path in handwritten(project):
        files += [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    names = [project.name_of(file) for file in files]
    return _hash(json.dumps([names, _tree(project.seeds)]).encode(), *map(_bytes, files))


def remember(project: Project, settings: Mapping[str, str], before: str) -> None:
    """Note what the site was made from, and what was made; `before` is `by_hand` as the build began.

    If somebody wrote during the build, the site may have been made from the old words, so nothing is noted.
    """
    pages = {
        name: (_hash(source.read_bytes()), _hash(page.read_bytes()))
        for name, source, page in _generated_pages(project)
        if page.is_file()
    }
    made = LastBuild(_inputs(project, settings), _tree(project.site), shared_hash(project, settings), pages)
    if by_hand(project) == before:
        write_files({_file(project): (json.dumps(asdict(made), indent=1, sort_keys=True) + "\n").encode()})


def take_unchanged_pages(project: Project, settings: Mapping[str, str], fresh: Path) -> int:
    """Copy into a fresh site the old generated pages that it lacks and that the engine would not change.

    A page depends only on its own Markdown file, the theme and the settings. Handwritten pages are always made again,
    since their links depend on which other pages there are.
    """
    last, copies = last_build(project), dict[Path, bytes]()
    if last.shared != shared_hash(project, settings):
        return 0
    for name, source, page in _generated_pages(project):
        target = fresh / page.relative_to(project.site)
        if target.exists() or not page.is_file() or name not in last.pages:
            continue
        made = page.read_bytes()
        if [_hash(source.read_bytes()), _hash(made)] == [*last.pages[name]]:
            copies[target] = made
    for page, made in copies.items():
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(made)
    return len(copies)


def _generated_pages(project: Project) -> Iterable[tuple[str, Path, Path]]:
    """Each generated page: its path in docs/, its Markdown file, and its page in the site."""
    for source in sorted(generated_files(project)):
        if source.name == "index.md" and source.is_file():
            name = source.relative_to(project.docs)
            yield name.as_posix(), source, project.site / name.with_suffix(".html")


def _file(project: Project) -> Path:
    return project.workshop / "last_build.json"


def shared_hash(project: Project, settings: Mapping[str, str]) -> str:
    """A hash of all that a page depends on besides its own Markdown file: settings, theme and programs.

    The time of the build is only in the site map, which the engine makes again every time.
    """
    same = {name: value for name, value in _settings(settings).items() if name != "SOURCE_DATE_EPOCH"}
    return _hash(json.dumps([same, _programs()]).encode(), *map(_bytes, config_files(project)), _tree(THEME).encode())


def hash_of_data(project: Project) -> str:
    """A hash of all that a generated page depends on besides claims: policy, sources, our own package and programs."""
    trees = [_tree(folder) for folder in (project.seeds, _PACKAGE)]
    return _hash(json.dumps([_programs(), trees]).encode(), _bytes(project.policy_file))


def _inputs(project: Project, settings: Mapping[str, str]) -> str:
    """A hash of all that a site is made from, and of the generated files, which must be as they were made."""
    files = [*project.claims_files, project.policy_file, *config_files(project), project.workshop / "generated.json"]
    names = [os.path.relpath(file, project.root) for file in files]
    trees = [_tree(folder) for folder in (project.seeds, project.docs, _PACKAGE)]
    return _hash(json.dumps([names, _settings(settings), _programs(), trees]).encode(), *map(_bytes, files))


def _settings(settings: Mapping[str, str]) -> dict[str, str]:
    """The settings of the engine; the theme counts by its files, wherever they are."""
    return {name: value for name, value in settings.items() if name != "VERBATIM_THEME"}


@cache
def _programs() -> list[str]:
    """The versions of Python and of all that is installed beside it."""
    installed = {f"{each.metadata['Name']} {each.version}" for each in distributions()}
    return [sys.version, *sorted(installed)]


def _tree(folder: Path) -> str:
    """A hash of all files below a folder, by their paths; compiled scripts do not count."""
    parts = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            parts.update(f"{file.relative_to(folder).as_posix()}\0{_hash(file.read_bytes())}\n".encode())
    return parts.hexdigest()


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
