"""Changes to the data, tried before they are made.

In: a project and the files as they would be. Out: what `check` would say of it, and which of the errors are new. The data is
copied aside and examined there, so that what was tried is what is then written.
"""

import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from verbatim.checks.examine import examine
from verbatim.output import write_files
from verbatim.problems import Problem
from verbatim.project import Project
from verbatim.quotation.coverage import Coverage
from verbatim.reports.file_lines import FileLines


@dataclass(frozen=True)
class Trial:
    """What a change would bring.

    All problems of the data with it, and those among them that are not there without it; the lines on which they would
    stand; and every article's account.
    """

    problems: tuple[Problem, ...]
    new: tuple[Problem, ...]
    sources: FileLines
    coverage: dict[str, Coverage]


def try_out(project: Project, files: Mapping[Path, bytes]) -> Trial:
    """Examine a copy of the data with these files in it. Raises OSError where the disk refuses the copy."""
    with TemporaryDirectory(prefix="verbatim-") as folder:
        copy = Project(Path(folder).resolve())
        shutil.copytree(project.seeds, copy.seeds)
        for path in (project.policy_file, *project.claims_files):
            if path.is_file():
                target = copy.root / project.name_of(path)
                target.parent.mkdir(exist_ok=True)
                shutil.copy2(path, target)
        write_files({copy.root / project.name_of(file): content for file, content in files.items()})
        after = examine(copy)
        sources = FileLines.read(copy.root, after.problems)
    # The lines of what stood there before may have moved, so a problem is known by the rest of it.
    known = Counter(map(_likeness, examine(project).problems))
    new = []
    for problem in after.problems:
        if known[_likeness(problem)]:
            known[_likeness(problem)] -= 1
        else:
            new.append(problem)
    return Trial(after.problems, tuple(new), sources, after.coverage)


def _likeness(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.place.file, problem.message
