"""The data as they stood at a git revision.

In: a project, and what an editor calls a revision: a branch, a tag, a commit, `HEAD~1`. Out: a `Revision`, read by the
same loader as today's data. Only git's objects are read: neither the work tree nor the index nor the repository is
touched. The loader's files are laid out in a temporary folder, which is gone before this returns.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from verbatim.model.load import Loaded, load
from verbatim.project import DATA, Project

# Set where a git hook runs us, and then they name the hook's repository and folder, not the project's.
_NOT_INHERITED = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})

_REGULAR_FILE = ("100644", "100755")


class RevisionError(Exception):
    """There is no such revision here, or it cannot be read; the message says why, and what to do."""


@dataclass(frozen=True)
class Revision:
    """The data at a revision; None where there were none yet."""

    name: str
    loaded: Loaded | None


def data_at(project: Project, name: str) -> Revision:
    """Read a project's data from a revision of the repository that it lies in. Raises RevisionError."""
    commit = _commit(project, name)
    # Names relative to the project's folder, wherever in the repository that is.
    listed = _git(project, "ls-tree", "-r", "-z", commit, "--", *DATA)
    entries = [entry.split(b"\t", 1) for entry in listed.split(b"\0") if entry]
    files = {
        os.fsdecode(path): facts.split()[2] for facts, path in entries if facts.split()[0].decode() in _REGULAR_FILE
    }
    if not any(_holds_claims(PurePosixPath(path)) for path in files):
        return Revision(name, None)
    with tempfile.TemporaryDirectory(prefix="verbatim-") as folder:
        for path, content in zip(files, _contents(project, list(files.values())), strict=True):
            file = Path(folder, path)
            if not file.resolve().is_relative_to(Path(folder).resolve()):
                raise RevisionError(f"“{name}” holds a file whose name leads out of its folder: {path}")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return Revision(name, load(Project(Path(folder))))


def _holds_claims(path: PurePosixPath) -> bool:
    return path == PurePosixPath("claims.yaml") or (path.parent == PurePosixPath("claims") and path.suffix == ".yaml")


def _commit(project: Project, name: str) -> str:
    """The hash of the commit that is meant. The name is given as input, so that git never takes it for an option."""
    if "\n" not in name:
        found = _git(project, "cat-file", "--batch-check", given=os.fsencode(f"{name}^{{commit}}\n")).split()
        if found[1:2] == [b"commit"]:
            return found[0].decode()
    shallow = _git(project, "rev-parse", "--is-shallow-repository").strip() == b"true"
    mend = (
        "this clone is shallow: fetch the rest with `git fetch --unshallow`, or in a workflow check out with `fetch-depth: 0`"
        if shallow
        else "give a branch, a tag or a commit that `git log` knows here; what stands on a server must be fetched first"
    )
    raise RevisionError(f"There is no revision “{name}” here; {mend}.")


def _contents(project: Project, objects: list[bytes]) -> Iterator[bytes]:
    """The contents of git's objects, in order."""
    answer = _git(project, "cat-file", "--batch", given=b"".join(name + b"\n" for name in objects))
    at = 0
    for name in objects:
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        if head[1:2] != [b"blob"]:
            raise RevisionError(
                f"This clone lacks the file with the hash {name.decode()}; fetch it whole, without `--filter`."
            )
        at = end + 1 + int(head[2]) + 1
        yield answer[end + 1 : at - 1]


def _git(project: Project, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints, run in the project's folder."""
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
        said = ran.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise RevisionError(f"git cannot read {project.root}: {said}")
    return ran.stdout
