"""Problems in the data: what is wrong, where, and how to mend it.

Every stage collects `Problem`s; they are shown together, once, at the end. `reports/` formats them.
"""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

# How many problems of a file are shown; the others are only counted.
MOST_SHOWN = 100
_COUNT = "more-problems"


class Severity(StrEnum):
    """Errors stop a build; warnings are counted and shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file of the project: the path from the project's folder, line and column, both counted from 1.

    Columns count code points. `end_column` is the column just after the faulty text, on the same line; for a text of
    several lines it is the end of the first line. It is None where only the beginning is known, and in `Place(file)`,
    which means the whole file.
    """

    file: str
    line: int = 1
    column: int = 1
    # Not compared: faults that begin at the same character are at the same place, and None cannot be ordered.
    end_column: int | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def is_whole_file(self) -> bool:
        """Whether the whole file is meant, not one line of it."""
        return (self.line, self.column, self.end_column) == (1, 1, None)


@dataclass(frozen=True)
class Problem:
    """One fault in the data. `code` is stable, and `explain CODE` explains it; `hint` says what to write instead."""

    code: str
    place: Place
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}[{self.code}] {self.message}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by place, and drop duplicates."""
    return sorted(
        set(problems), key=lambda one: (one.place.file, one.place.line, one.place.column, one.code, one.message)
    )


def first_of_each_file(problems: Iterable[Problem]) -> list[Problem]:
    """The problems to be shown, in order: of each file the first `MOST_SHOWN`, errors before warnings, and a count."""
    files = groupby(in_order(problems), key=lambda problem: problem.place.file)
    return [problem for _, found in files for problem in _first(list(found))]


def _first(problems: list[Problem]) -> Iterator[Problem]:
    """The first problems of one file, and a count of the others."""
    counts = [problem for problem in problems if problem.code == _COUNT]
    by_severity = sorted((problem for problem in problems if problem.code != _COUNT), key=_is_warning)
    others = in_order(by_severity[MOST_SHOWN:])
    if others:
        severity = Severity.ERROR if errors(others) else Severity.WARNING
        counts.append(not_shown(others[0].place, len(others), severity))
    yield from in_order([*by_severity[:MOST_SHOWN], *counts])


def not_shown(place: Place, number: int, severity: Severity = Severity.ERROR) -> Problem:
    """A count of the problems of a file that are not shown, at the place of the first one."""
    noun = "problem of this file is" if number == 1 else "problems of this file, from here on, are"
    hint = f"mend the {MOST_SHOWN} that are shown, and check again"
    return Problem("more-problems", place, f"{number:,} more {noun} not shown", hint, severity)


def _is_warning(problem: Problem) -> bool:
    return problem.severity is Severity.WARNING


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most similar to an unknown one, or None if none is similar."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return a hint for an unknown word: the most similar known word, or a list of the known words."""
    known = sorted(known)
    near = did_you_mean(word, known)
    if near:
        return f"did you mean “{near}”?"
    if not known:
        return "none is declared yet"
    listed = ", ".join(known[:12])
    return f"known: {listed}{' …' if len(known) > 12 else ''}"
