"""The only place that writes: atomic, only what changed, and never a file that is not ours.

In: `Output`s, paths from the project's docs folder with their text. Out: those files, and a manifest of them. A file
that was made before and is no longer among the outputs is removed. A file at an output's path that was written by hand,
or one of ours that was edited since, is a problem, and then nothing at all is written.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from build_scripts.problems import Place, Problem
from build_scripts.project import Project

# Stands near the top of every generated file, so that one is known for ours even where the manifest is lost.
MARK = "Generated from claims.yaml, policy.yaml and seeds/"


@dataclass(frozen=True)
class Output:
    """One generated file: its path from the docs folder, with `/`, and its text, which holds `MARK`."""

    path: str
    text: str


@dataclass(frozen=True)
class Written:
    """How many files were written, left as they were, and removed; or the problems that kept all from being written."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()


def write(project: Project, outputs: Iterable[Output]) -> Written:
    """Bring the docs folder to exactly these outputs. Raises OSError where the disk refuses."""
    manifest = _manifest(project)
    new = {output.path: output.text.encode() for output in outputs}
    stale = [path for path in manifest if path not in new and (project.docs / path).is_file()]
    changed = [path for path, content in new.items() if not _holds(project.docs / path, content)]
    problems = tuple(problem for path in (*changed, *stale) for problem in _strangers(project, path, manifest))
    if problems:
        return Written(problems=problems)
    for path in changed:
        _replace(project.docs / path, new[path])
    for path in stale:
        (project.docs / path).unlink()
        _prune(project.docs / path, project.docs)
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(new.items())}
    if hashes != manifest:
        _replace(_manifest_file(project), (json.dumps(hashes, indent=1) + "\n").encode())
    return Written(len(changed), len(new) - len(changed), len(stale))


def handwritten(project: Project) -> list[Path]:
    """What stands at the top of the docs folder and holds none of our files."""
    ours = {path.split("/")[0] for path in _manifest(project)}
    return [path for path in sorted(project.docs.iterdir()) if path.name not in ours] if project.docs.is_dir() else []


def _manifest_file(project: Project) -> Path:
    return project.workshop / "generated.json"


def _manifest(project: Project) -> dict[str, str]:
    """The generated files as they were last written: path from the docs folder → SHA-256."""
    file = _manifest_file(project)
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _strangers(project: Project, path: str, manifest: dict[str, str]) -> Iterable[Problem]:
    """A problem where the file that would be replaced or removed is not as we left it."""
    file = project.docs / path
    if not file.is_file():
        return
    content = file.read_bytes()
    place = Place(project.name_of(file))
    if path not in manifest and MARK.encode() not in content[:1000]:
        hint = "move it to another name; this address belongs to a generated page"
        yield Problem("handwritten-page", place, "a handwritten file stands where a generated one belongs", hint)
    elif path in manifest and hashlib.sha256(content).hexdigest() != manifest[path]:
        hint = "take your changes over into claims.yaml, policy.yaml or seeds/, then delete this file and run again"
        yield Problem("edited-page", place, "this generated file was edited by hand", hint)


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _replace(file: Path, content: bytes) -> None:
    """Write beside the file and move into its place, so that no reader ever sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.name}.partial")
    partial.write_bytes(content)
    partial.replace(file)


def _prune(file: Path, root: Path) -> None:
    """Remove the folders that a removed file leaves empty."""
    for folder in file.parents:
        if folder == root or any(folder.iterdir()):
            return
        folder.rmdir()
