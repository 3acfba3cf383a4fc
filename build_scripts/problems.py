"""Problems in the data: what is wrong, where, and how to mend it; and the forms in which they are printed.

In: nothing but values. Out: `Problem`s, collected by every stage and shown together, once.
"""

import difflib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Errors stop a build; warnings are counted and shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file of the project: its path from the project's folder, line and column, both from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One fault in the data. `code` is stable and explained by `explain CODE`; `hint` says what to write instead."""

    code: str
    place: Place
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by place, each once."""
    return sorted(set(problems), key=lambda problem: (problem.place, problem.code, problem.message))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to one that is not known, or None where nothing is near."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def suggestion(word: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known: the nearest one that is, or the list of them."""
    known = sorted(known)
    near = did_you_mean(word, known)
    if near:
        return f"did you mean “{near}”?"
    if not known:
        return "none is declared yet"
    listed = ", ".join(known[:12])
    return f"known: {listed}{' …' if len(known) > 12 else ''}"


def as_text(problems: Iterable[Problem]) -> str:
    """Problems for a terminal: `file:line:column: severity[code] message`, the mend below, and a summary line."""
    problems = in_order(problems)
    lines = []
    for problem in problems:
        lines.append(f"{problem.place}: {problem.severity}[{problem.code}] {problem.message}")
        lines += [f"    {line}" for line in f"mend: {problem.hint}".splitlines()]
    return "\n".join([*lines, summary(problems)])


def as_json(problems: Iterable[Problem]) -> str:
    """Problems as JSON: `{"total": n, "problems": [{code, severity, file, line, column, message, hint}]}`."""
    rows = []
    for problem in in_order(problems):
        row = asdict(problem)
        place = row.pop("place")
        rows.append({"code": row.pop("code"), "severity": row.pop("severity"), **place, **row})
    return json.dumps({"total": len(rows), "problems": rows}, ensure_ascii=False, indent=2)


def summary(problems: Iterable[Problem]) -> str:
    """One line that counts errors and warnings."""
    problems = list(problems)
    wrong = len(errors(problems))
    warned = len(problems) - wrong
    if not problems:
        return "No problem found."
    return f"{_counted(wrong, 'error')}, {_counted(warned, 'warning')}. `verbatim explain CODE` shows what each means."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
