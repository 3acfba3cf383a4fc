"""Problems as workflow commands, which GitHub shows beside the lines of a pull request.

`::error file=claims.yaml,line=12,col=5,endColumn=9,title=unknown-status::message`, one a line. GitHub keeps ten errors and
ten warnings of a step and drops the rest without a word; so the rest is printed as text, and a line says so.

Source of the form and its escapes: GitHub's documentation of workflow commands, and `command.ts` of its toolkit.
"""

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath

from verbatim.problems import Problem, Severity, in_order
from verbatim.reports.source_lines import Sources
from verbatim.reports.terminal import as_text, summary

# Annotations of one kind that GitHub keeps for a step.
LIMIT = 10


def as_commands(problems: Iterable[Problem], sources: Sources, folder: PurePosixPath) -> str:
    """All problems by place; `folder` is the project's path in its repository."""
    problems = in_order(problems)
    kinds = [[problem for problem in problems if problem.severity is severity] for severity in Severity]
    commands = [_command(problem, folder) for kind in kinds for problem in kind[:LIMIT]]
    others = [problem for kind in kinds for problem in kind[LIMIT:]]
    if others:
        said = f"GitHub shows {LIMIT} annotations of each kind for a step. The other {len(others)} of {len(problems)} problems, as text:"
        commands += [said, *_inert(as_text(others, sources).plain)]
    return "\n".join([*commands, summary(problems)])


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


def _inert(text: str) -> list[str]:
    """Lines in which the runner looks for no command: words of an article must not command it.

    The word that ends this must be one that the text cannot hold, so it is made from the text.
    """
    token = hashlib.sha256(text.encode()).hexdigest()
    return [f"::stop-commands::{token}", text, f"::{token}::"]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
