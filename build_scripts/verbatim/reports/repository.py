"""The path of a project in its repository, because GitHub names files by their path from the repository's top.

In: a project's folder. Out: its path from the top of the repository.
"""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

WORKSPACE = "GITHUB_WORKSPACE"


def path_in_repository(folder: Path, environment: Mapping[str, str]) -> PurePosixPath:
    """The path of a folder from the top of its repository.

    The top is the nearest folder that contains `.git`, the folder itself or one above it. This also works if a workflow
    checks out into a sub-folder of its workspace, or checks out several repositories. If there is none, the top is
    GitHub's workspace if the folder is in it, and otherwise the folder itself.
    """
    folder = folder.resolve()
    tops = [top for top in (folder, *folder.parents) if (top / ".git").exists()]
    if workspace := environment.get(WORKSPACE):
        tops.append(Path(workspace).resolve())
    top = next((top for top in tops if folder.is_relative_to(top)), folder)
    return PurePosixPath(folder.relative_to(top).as_posix())
