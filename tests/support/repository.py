"""A microsite in a git repository of its own, for tests of what changed since a revision."""

import os
import subprocess
from pathlib import Path

# A repository of the tests knows nothing of the one that the tests stand in, nor of whoever runs them.
_OURS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CEILING_DIRECTORIES": ""}
_WHO = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder; what it prints."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    ran = subprocess.run(
        command, cwd=folder, env={**inherited, **_OURS, **_WHO}, capture_output=True, text=True, check=True
    )
    return ran.stdout


def commit(folder: Path, message: str = "A change") -> str:
    """Commit everything below a folder, in a new repository if it lies in none; the commit's hash."""
    if not any((parent / ".git").exists() for parent in (folder, *folder.parents)):
        git(folder, "init", "--quiet", "--template=")
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()


def state(folder: Path) -> tuple[str, bytes]:
    """All that a command might disturb in a repository: what git sees of the work tree, and the index."""
    return git(folder, "status", "--porcelain", "--ignored"), (
        folder / git(folder, "rev-parse", "--git-path", "index").strip()
    ).read_bytes()
