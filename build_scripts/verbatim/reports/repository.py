"""What a file of a project is called in its repository, which is how GitHub names files.

In: a project's folder. Out: the path from the repository's top to it.
"""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

WORKSPACE = "GITHUB_WORKSPACE"


def path_in_repository(folder: Path, environment: Mapping[str, str]) -> PurePosixPath:
    """The path of a folder from the top of the repository that it is in.

    The top is the nearest folder above with a `.git`: also where a workflow checks out into a sub-folder of its
    workspace, or several repositories side by side. Without any, GitHub's workspace if the folder is in it; else the
    folder is taken for the top.
    """
    folder = folder.resolve()
    tops = [top for top in (folder, *folder.parents) if (top / ".git").exists()]
    if workspace := environment.get(WORKSPACE):
        tops.append(Path(workspace).resolve())
    top = next((top for top in tops if folder.is_relative_to(top)), folder)
    return PurePosixPath(folder.relative_to(top).as_posix())
