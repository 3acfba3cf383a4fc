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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from verbatim.output import generated_hashes, handwritten, write_files
from verbatim.project import Project
from verbatim.rendering.templating import THEME
from verbatim.site.engine import config_files

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class LastBuild:
    """The hashes of a build: of what people and we wrote, of what was made, of what all pages share, and of each page.

    `docs` is a hash of the generated files in docs/. `pages` has, for each Markdown file among them by its path in
    docs/, its hash and that of its page.
    """

    inputs: str = ""
    docs: str = ""
    site: str = ""
    shared: str = ""
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)


def last_build(project: Project) -> LastBuild:
    """The list of the last build; an empty one if there is none that can be read."""
    try:
        return LastBuild(**json.loads(_file(project).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return LastBuild()


def is_current(project: Project, settings: Mapping[str, str], written: str) -> bool:
    """Whether the site is what a build with these settings of the engine would make; `written` is `by_hand` now."""
    last = last_build(project)
    return (
        last.inputs == _inputs(settings, written)
        and last.docs == _sum(_hashes(project.docs, generated_hashes(project)))
        and last.site == _tree(project.site)
    )


def by_hand(project: Project) -> str:
    """A hash of all that people write: the data, the engine's settings, and the handwritten pages."""
    files = [*project.claims_files, project.policy_file, *config_files(project)]
    for path in handwritten(project):
        files += [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    names = [os.path.relpath(file, project.root) for file in files]
    return _hash(json.dumps([names, _tree(project.seeds)]).encode(), *map(_bytes, files))


def remember(project: Project, settings: Mapping[str, str], before: str) -> None:
    """Note what the site was made from, and what was made; `before` is `by_hand` as the build began.

    If somebody wrote during the build, the site may have been made from the old words, so nothing is noted.
    """
    docs = {path: hashes[0] for path, hashes in generated_hashes(project).items()}
    site = _hashes(project.site)
    pages = {path: (docs[path], site[_page_of(path)]) for path in docs if _page_of(path) in site}
    made = LastBuild(_inputs(settings, before), _sum(docs), _sum(site), shared_hash(project, settings), pages)
    if by_hand(project) == before:
        write_files({_file(project): (json.dumps(asdict(made), indent=1, sort_keys=True) + "\n").encode()})


def take_unchanged_pages(project: Project, settings: Mapping[str, str], fresh: Path) -> int:
    """Copy into a fresh site the old generated pages that the engine would not change; returns their number.

    A page depends only on its own Markdown file, the theme and the settings. Handwritten pages are always made again,
    since their links depend on which other pages there are.
    """
    last, taken = last_build(project), 0
    if last.shared != shared_hash(project, settings):
        return 0
    for path, hashes in generated_hashes(project).items():
        source, made = last.pages.get(path, ("", ""))
        old = project.site / _page_of(path)
        if hashes != [source] or not old.is_file():
            continue
        content = old.read_bytes()
        if _hash(content) == made:
            target = fresh / _page_of(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            taken += 1
    return taken


def _page_of(path: str) -> str:
    """The path in the site of the page that the engine makes of a file of docs/; an empty text if it makes none."""
    return path.removesuffix(".md") + ".html" if path.rpartition("/")[2] == "index.md" else ""


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


def _inputs(settings: Mapping[str, str], written: str) -> str:
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


def _tree(folder: Path) -> str:
    """A hash of all files below a folder, by their paths."""
    return _sum(_hashes(folder))


def _hashes(folder: Path, names: Iterable[str] | None = None) -> dict[str, str]:
    """The SHA-256 of those of some files below a folder that are there, by their paths from it; without names, of all.

    Compiled scripts are never among all.
    """
    root, hashes = str(folder), dict[str, str]()
    for name in _below(root) if names is None else names:
        file = f"{root}/{name}"
        if os.path.isfile(file):  # noqa: PTH113 - a Path for each of ten thousand files takes as long as to hash them
            with open(file, "rb") as opened:  # noqa: PTH123 - the same
                hashes[name] = hashlib.sha256(opened.read()).hexdigest()
    return hashes


def _below(root: str) -> Iterator[str]:
    """The path of each file below a folder, from it; links to other folders are not followed."""
    for folder, _, names in os.walk(root):
        start = folder[len(root) + 1 :].replace(os.sep, "/")
        yield from (f"{start}/{name}" if start else name for name in names if not name.endswith(".pyc"))


def _sum(hashes: Mapping[str, str]) -> str:
    """One hash of the hashes of some files."""
    return _hash(json.dumps(hashes, sort_keys=True).encode())


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
