"""The data as they were where the current branch left a git revision, and whether those here are committed.

In: a project, and the name of a revision: a branch, a tag, a commit, `HEAD~1`. Out: a `Revision` with the data at the
merge base of that revision and HEAD, so that what others published later does not count as a change of this branch.
The loader of today's data reads them. Only git's objects are read; the repository, its index and its files are not
changed. The files for the loader are written into a temporary folder, which is removed before the function returns.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from verbatim.model.loaded import Loaded
from verbatim.model.reading.load import load
from verbatim.project import DATA, Project

# A git hook sets these for the commands that it runs; they name the hook's repository, not the project's.
_NOT_INHERITED = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})

_REGULAR_FILE = ("100644", "100755")


class RevisionError(Exception):
    """There is no such revision, or it cannot be read; the message says why, and what to do."""


@dataclass(frozen=True)
class Revision:
    """The data at a revision; `loaded` is None if there were no claims yet.

    `base` is the short hash of the merge base that was read, or empty if that is the revision itself.
    """

    name: str
    loaded: Loaded | None
    base: str = ""

    def __str__(self) -> str:
        """The revision as messages name it."""
        return f"“{self.name}” (at {self.base}, where this branch left it)" if self.base else f"“{self.name}”"


@dataclass(frozen=True)
class WorkingTree:
    """The commit that is checked out, as a short hash, and the files of the project that are not as committed."""

    commit: str
    changed: tuple[str, ...]


def working_tree(project: Project) -> WorkingTree:
    """Which commit a project's files are, and which of them are not. Raises RevisionError.

    New files count where a build reads them: data, even if git ignores them, the engine's settings, and pages.
    """
    commit = _commit(project, "HEAD")
    others = ("ls-files", "-z", "--others")
    listed = (
        _git(project, "diff", "--no-ext-diff", "--name-only", "--relative", "-z", commit, "--", "."),
        _git(project, *others, "--", *DATA),
        _git(project, *others, "--exclude-standard", "--", project.engine_config.name, project.docs.name),
    )
    names = {os.fsdecode(name) for output in listed for name in output.split(b"\0") if name}
    return WorkingTree(commit[:10], tuple(sorted(names)))


def data_at(project: Project, name: str) -> Revision:
    """Read a project's data at the merge base of a revision and HEAD. Raises RevisionError."""
    given = _commit(project, name)
    commit = _merge_base(project, given, name)
    base = "" if commit == given else commit[:10]
    # git lists names relative to the folder in which it runs, which need not be the root of the repository.
    listed = _git(project, "ls-tree", "-r", "-z", commit, "--", *DATA)
    entries = [entry.split(b"\t", 1) for entry in listed.split(b"\0") if entry]
    files = {
        os.fsdecode(path): facts.split()[2] for facts, path in entries if facts.split()[0].decode() in _REGULAR_FILE
    }
    if not any(_holds_claims(PurePosixPath(path)) for path in files):
        return Revision(name, None, base)
    with tempfile.TemporaryDirectory(prefix="verbatim-") as folder:
        for path, content in zip(files, _contents(project, list(files.values())), strict=True):
            file = Path(folder, path)
            if not file.resolve().is_relative_to(Path(folder).resolve()):
                raise RevisionError(f"“{name}” has a file whose path leads out of the project’s folder: {path}")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return Revision(name, load(Project(Path(folder))), base)


def _holds_claims(path: PurePosixPath) -> bool:
    return path == PurePosixPath("claims.yaml") or (path.parent == PurePosixPath("claims") and path.suffix == ".yaml")


def _commit(project: Project, name: str) -> str:
    """The hash of a commit. Its name is passed as input, so that git never reads it as an option."""
    if "\n" not in name:
        found = _git(project, "cat-file", "--batch-check", given=os.fsencode(f"{name}^{{commit}}\n")).split()
        if found[1:2] == [b"commit"]:
            return found[0].decode()
    advice = _advice(project, "give a branch, a tag or a commit that `git log` shows; fetch what is only on a server")
    raise RevisionError(f"There is no revision “{name}” here; {advice}.")


def _merge_base(project: Project, commit: str, name: str) -> str:
    """The newest commit from which both a commit and HEAD come. Of several, the one that git names first."""
    try:
        return _git(project, "merge-base", commit, _commit(project, "HEAD")).decode().strip()
    except RevisionError as error:
        advice = _advice(project, "compare with a revision from which this branch comes")
        raise RevisionError(f"“{name}” and HEAD have no commit in common; {advice}.") from error


def _advice(project: Project, otherwise: str) -> str:
    """What to do about commits that are not here: a shallow clone lacks some."""
    shallow = _git(project, "rev-parse", "--is-shallow-repository").strip() == b"true"
    if shallow:
        return "this clone is shallow: run `git fetch --unshallow`, or in a workflow check out with `fetch-depth: 0`"
    return otherwise


def _contents(project: Project, objects: list[bytes]) -> Iterator[bytes]:
    """The contents of git's objects, in order."""
    answer = _git(project, "cat-file", "--batch", given=b"".join(name + b"\n" for name in objects))
    at = 0
    for name in objects:
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        if head[1:2] != [b"blob"]:
            raise RevisionError(f"This clone lacks the file with the hash {name.decode()}; fetch without `--filter`.")
        at = end + 1 + int(head[2]) + 1
        yield answer[end + 1 : at - 1]


def _git(project: Project, *arguments: str, given: bytes = b"") -> bytes:
    """Run git in the project's folder, and return what it prints."""
    env = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    env |= {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        ran = subprocess.run(
            ["git", *arguments],  # noqa: S607 - the editor's own git, found as a shell would find it
            cwd=project.root,
            env=env,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise RevisionError("Comparing with a revision needs git, which is not installed here.") from error
    if ran.returncode != 0:
        message = ran.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise RevisionError(f"git cannot read {project.root}: {message}")
    return ran.stdout
