"""Tries changes to the data before they are made.

In: a project, and the files as they would be. Out: the problems that `check` would then find, and which of them are
new. The data is copied to a temporary folder and examined there, so what is tried is exactly what is written
afterwards.
"""

import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from verbatim.checks.examine import examine
from verbatim.checks.memory import Memory
from verbatim.output import write_files
from verbatim.problems import Problem
from verbatim.project import Project
from verbatim.quotation.coverage import Coverage
from verbatim.reports.file_lines import FileLines


@dataclass(frozen=True)
class DryRun:
    """What `check` would find with the changes made.

    `problems` are all problems, `new` those that the changes bring; `sources` has the lines at which they would be;
    `coverage` tells for each article which sentences claims account for.
    """

    problems: tuple[Problem, ...]
    new: tuple[Problem, ...]
    sources: FileLines
    coverage: dict[str, Coverage]


def dry_run(project: Project, files: Mapping[Path, bytes]) -> DryRun:
    """Examine a copy of the data with these files in it. Raises OSError where the disk refuses the copy."""
    memory = Memory()  # so that of the copy only what differs is proven
    # Lines below the change have moved, so problems are compared without their lines.
    before = Counter(map(_without_line, examine(project, memory=memory).problems))
    with TemporaryDirectory(prefix="verbatim-") as folder:
        copy = Project(Path(folder).resolve())
        _copy_folder(project.seeds, copy.seeds)
        for path in (project.policy_file, *project.claims_files):
            if path.is_file():
                target = copy.root / project.name_of(path)
                target.parent.mkdir(exist_ok=True)
                shutil.copy2(path, target)
        write_files({copy.root / project.name_of(file): content for file, content in files.items()})
        after = examine(copy, memory=memory)
        sources = FileLines.read(copy.root, after.problems)
    new = []
    for problem in after.problems:
        if before[_without_line(problem)]:
            before[_without_line(problem)] -= 1
        else:
            new.append(problem)
    return DryRun(after.problems, tuple(new), sources, after.coverage)


def _copy_folder(folder: Path, target: Path) -> None:
    """Copy a folder of the data. Raises OSError with one reason, where shutil has a list of all."""
    try:
        shutil.copytree(folder, target, ignore=_odd, copy_function=shutil.copyfile)
    except shutil.Error as error:
        raise OSError(error.args[0][0][2]) from error


def _odd(folder: str, names: list[str]) -> list[str]:
    """What is in a folder and is neither a file nor a folder; for `check`, a pipe or a link to nowhere is missing."""
    return [name for name in names if not (Path(folder, name).is_file() or Path(folder, name).is_dir())]


def _without_line(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.place.file, problem.message
