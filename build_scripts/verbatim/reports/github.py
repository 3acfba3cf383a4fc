"""Problems as workflow commands, which GitHub shows next to the lines of a pull request.

In: problems, the lines of their files, the project's path in its repository. Out: one command for each line:

    ::error file=claims.yaml,line=12,col=5,endColumn=9,title=unknown-status::message

GitHub keeps ten errors and ten warnings of a step and silently drops the rest. So each code is among the first ten if
possible, and the rest is printed as text, after a line that says so.
Source of the format and its escapes: GitHub's documentation of workflow commands, and `command.ts`
of its toolkit.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from verbatim.problems import Problem, Severity, first_of_each_file, in_order
from verbatim.reports.file_lines import FileLines
from verbatim.reports.terminal import as_text, summary

# Annotations of one kind that GitHub keeps for a step.
LIMIT = 10

_AWAITING_WORK = frozenset({"uncovered-sentence", "unfinished-draft", "recheck-due", "more-problems"})


def as_commands(problems: Iterable[Problem], lines: FileLines, folder: PurePosixPath) -> str:
    """The first problems of each file as commands, those first that matter; `folder` is its path in the repository."""
    problems = in_order(problems)
    shown = first_of_each_file(problems)
    kinds = [_varied(problem for problem in shown if problem.severity is severity) for severity in Severity]
    commands = [_command(problem, folder) for kind in kinds for problem in kind[:LIMIT]]
    others = [problem for kind in kinds for problem in kind[LIMIT:]]
    if others:
        remark = f"GitHub shows {LIMIT} annotations of each kind for a step."
        commands += [
            f"{remark} The other {len(others)} of {len(shown)} problems, as text:",
            *_without_commands(as_text(others, lines).plain),
        ]
    return "\n".join([*commands, summary(problems)])


def _varied(problems: Iterable[Problem]) -> list[Problem]:
    """Problems of one severity in an order in which the first ones say most.

    The first of each code comes before the second of any. What awaits work but is not wrong comes last.
    """
    seen: Counter[str] = Counter()
    ranked = []
    for problem in problems:
        ranked.append((problem.code in _AWAITING_WORK, seen[problem.code], problem))
        seen[problem.code] += 1
    return [problem for *_, problem in sorted(ranked, key=lambda each: each[:2])]


def _command(problem: Problem, folder: PurePosixPath) -> str:
    place = problem.place
    where: dict[str, object] = {"file": folder / place.file, "line": place.line}
    if not place.is_whole_file:
        where["col"] = place.column
    if place.end_column is not None:
        where["endColumn"] = place.end_column
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in {**where, "title": problem.code}.items())
    message = f"{problem.message}\nmend: {problem.hint}"
    return f"::{problem.severity} {properties}::{_data(message)}"


def _without_commands(text: str) -> list[str]:
    """A text in which the runner looks for no commands, because quoted words of an article could contain one.

    The token that ends this mode must not occur in the text, so it is a hash of the text.
    """
    token = hashlib.sha256(text.encode()).hexdigest()
    return [f"::stop-commands::{token}", text, f"::{token}::"]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
