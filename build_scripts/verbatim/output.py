"""Writes files: each in one step, only those that changed, and never over a file that somebody wrote by hand.

A `Batch` says which outputs are made together, and what they show, so that they need not be made if that is as it was.

`write_generated` takes `Output`s (a path from the docs folder, and the content), writes them and keeps a manifest of
them. A file of an earlier run that is no longer among the outputs is removed. If a file at the path of an output was
written or edited by hand, that is a problem, and nothing at all is written. `write_files` writes any other files, such
as the data that an editor's command adds or changes.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from verbatim.long_work.progress import stage
from verbatim.problems import Place, Problem
from verbatim.project import Project

# A text near the top of every generated file whose format has comments: such a file is recognised even if the manifest
# is lost.
MARK = "Generated from claims.yaml, policy.yaml and seeds/"

# How many bytes from the top of a file are searched for a mark.
_TOP = 1000

# How those files begin whose formats have no room for a mark: a database, lines of JSON, a table with its columns.
_FORM = re.compile(rb'SQLite format 3\0|\{"id":"|[\w,]+\r?\n')


@dataclass(frozen=True)
class Output:
    """One generated file: its path from the docs folder, with `/`, and its content, with `MARK` if it can hold it.

    A large file is given in parts, of which some are also parts of others. `kept` is its SHA-256 if the docs folder was
    found to have this very file.
    """

    path: str
    content: str | bytes | tuple[bytes, ...]
    kept: str = field(default="", compare=False)

    @property
    def parts(self) -> tuple[bytes, ...]:
        """The content as it is written, in parts; texts are UTF-8."""
        if isinstance(self.content, tuple):
            return self.content
        return (self.content.encode() if isinstance(self.content, str) else self.content,)

    @cached_property
    def sha256(self) -> str:
        """Its SHA-256, in hex."""
        return self.kept or _hash(*self.parts)

    @property
    def bytes(self) -> bytes:
        """The content as it is written."""
        return b"".join(self.parts)


@dataclass(frozen=True)
class Batch:
    """Outputs that are made together, and what they show.

    No other batch of a kind has its `name`. `shows` are plain values for JSON: all that the outputs depend on, but for
    what does not change with a claim (the policy, the sources, our own programs) and the site's address.
    """

    name: str
    shows: Sequence[object]
    make: Callable[[], Iterable[Output]]


def made(batches: Iterable[Batch]) -> Iterator[Output]:
    """The outputs of some batches."""
    return chain.from_iterable(batch.make() for batch in batches)


@dataclass(frozen=True)
class WriteResult:
    """The paths written and removed, and how many files did not change; or the problems that prevented all writing."""

    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        return f"{len(self.written)} written, {self.unchanged} unchanged, {len(self.removed)} removed"


def all_paths(_path: str) -> bool:
    """Return True for every generated file."""
    return True


def write_generated(
    project: Project, outputs: Iterable[Output], scope: Callable[[str], bool] = all_paths
) -> WriteResult:
    """Write the outputs into the docs folder, and remove the generated files that are no longer among them.

    Only paths for which `scope` is true are removed. An output is written beside the docs folder as soon as it is made,
    so that only one is in memory, and moved when all have been made. Raises OSError where the disk refuses. After an
    interruption the next run still recognises all files that were generated.
    """
    manifest, new, changed = generated_hashes(project), dict[str, list[str]](), list[str]()
    waiting = project.workshop / "generated"  # the changed files, by their numbers, until all have been made
    shutil.rmtree(waiting, ignore_errors=True)
    try:
        for output in outputs:
            new[output.path] = [output.sha256]
            if not output.kept and not _has_content(project.docs / output.path, *output.parts):
                _write(waiting / str(len(changed)), *output.parts)
                changed.append(output.path)
        stale = [path for path in manifest if scope(path) and path not in new and (project.docs / path).is_file()]
        news = {path: waiting / str(number) for number, path in enumerate(changed)}
        problems = tuple(
            problem for path in (*changed, *stale) for problem in _made_by_hand(project, path, manifest, news.get(path))
        )
        if problems:
            return WriteResult(problems=problems)
        after = {path: hashes for path, hashes in manifest.items() if not scope(path)} | new
        if changed or stale:
            # While files are replaced, both the old and the new content count as generated.
            both = {path: [*manifest.get(path, []), *after.get(path, [])] for path in manifest.keys() | after.keys()}
            _write_manifest(project, both)
        with stage("write", len(changed)) as advance:
            for number, path in enumerate(changed):
                _move(waiting / str(number), project.docs / path)
                advance()
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    for path in stale:
        (project.docs / path).unlink()
        _remove_empty_folders(project.docs / path, project.docs)
    if changed or stale or after != manifest:
        _write_manifest(project, after)
    return WriteResult(tuple(changed), len(new) - len(changed), tuple(stale))


def write_files(files: Mapping[Path, bytes | None]) -> None:
    """Write the files that change, in the given order, and remove those that have None as their content, all or none.

    If the disk refuses one, undo the others and raise OSError. Every content is on the disk before the first file
    changes, so a full disk changes none.
    """
    before = {file: file.read_bytes() if file.is_file() else None for file in files}
    changed = {file: content for file, content in files.items() if before[file] != content}
    new_folders = {folder for file in changed for folder in file.parents if not folder.exists()}
    begun: list[Path] = []
    try:
        for file, content in changed.items():
            if content is not None:
                _write(_partial(file), content)
        for file, content in changed.items():
            begun.append(file)
            if content is None:
                file.unlink()
            else:
                _partial(file).replace(file)
    except BaseException:
        for file in reversed(begun):
            _restore(file, before[file])
        for path in [*map(_partial, changed), *sorted(new_folders, reverse=True)]:
            with suppress(OSError):  # it was not made, or there is something else in the folder
                path.rmdir() if path in new_folders else path.unlink()
        raise


def generated_files(project: Project) -> set[Path]:
    """The generated files that the manifest lists."""
    return {project.docs / path for path in generated_hashes(project)}


def generated_hashes(project: Project) -> dict[str, list[str]]:
    """Each generated file's path from the docs folder → the SHA-256 of what was, or may have been, written there."""
    file = _manifest_file(project)
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def handwritten(project: Project) -> list[Path]:
    """What in the docs folder is not generated: files, and whole folders that hold no generated file."""
    generated, shared = generated_hashes(project).keys(), {""}
    for path in generated:
        folder = path.rpartition("/")[0]
        while folder not in shared:
            shared.add(folder)
            folder = folder.rpartition("/")[0]

    def below(folder: str) -> Iterator[str]:
        for name in sorted(os.listdir(f"{project.docs}/{folder}")):  # noqa: PTH208 - a Path for each name takes longer
            path = f"{folder}/{name}" if folder else name
            if path in shared:
                yield from below(path)
            elif path not in generated:
                yield path

    return [project.docs / path for path in below("")] if project.docs.is_dir() else []


def _manifest_file(project: Project) -> Path:
    return project.workshop / "generated.json"


def _write_manifest(project: Project, hashes: dict[str, list[str]]) -> None:
    _replace(_manifest_file(project), (json.dumps(hashes, sort_keys=True) + "\n").encode())


def _made_by_hand(
    project: Project, path: str, manifest: dict[str, list[str]], new: Path | None = None
) -> Iterable[Problem]:
    """A problem if the file that would be removed, or replaced by `new`, was written or edited by hand."""
    file = project.docs / path
    if not file.is_file():
        return
    content = file.read_bytes()
    place = Place(project.name_of(file))
    if path not in manifest and not _is_marked(content) and not (new and _has_form_of(content, new.read_bytes())):
        hint = "move it to another name, or delete it if an earlier run made it; this path belongs to a generated file"
        yield Problem("handwritten-page", place, "a handwritten file is at the path of a generated one", hint)
    elif path in manifest and _hash(content) not in manifest[path]:
        hint = "make the same change in claims.yaml, policy.yaml or seeds/, then delete this file and run again"
        yield Problem("edited-page", place, "this generated file was edited by hand", hint)


def _is_marked(content: bytes) -> bool:
    return MARK.encode() in content[:_TOP]


def _has_form_of(content: bytes, new: bytes) -> bool:
    """Whether a file begins as the new one, which has no mark: then an earlier run made it, though the list is lost."""
    form = None if _is_marked(new) else _FORM.match(new)
    return form is not None and content.startswith(form[0])


def _hash(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _has_content(file: Path, *parts: bytes) -> bool:
    try:
        with file.open("rb") as opened:
            return all(opened.read(len(part)) == part for part in parts) and not opened.read(1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _replace(file: Path, content: bytes) -> None:
    """Write a second file and move it over the first, so that nobody ever reads half a file."""
    partial = _partial(file)
    try:
        _write(partial, content)
        partial.replace(file)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _restore(file: Path, content: bytes | None) -> None:
    """Give a file the content that it had; None means that there was none."""
    if content is not None and not _has_content(file, content):
        _replace(file, content)
    elif content is None and file.is_file():
        file.unlink()


def _partial(file: Path) -> Path:
    return file.with_name(f".{file.name}.partial")


def _move(file: Path, target: Path) -> None:
    """Move a file over another, or into a new folder if needed."""
    try:
        file.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)


def _write(file: Path, *parts: bytes) -> None:
    """Write a file, in a new folder if needed."""
    if not file.parent.is_dir():
        file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        opened.writelines(parts)


def _remove_empty_folders(file: Path, root: Path) -> None:
    """Remove the folders between a removed file and the root that are now empty."""
    for folder in file.parents:
        if folder == root or any(folder.iterdir()):
            return
        folder.rmdir()
