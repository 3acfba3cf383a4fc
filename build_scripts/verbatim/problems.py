"""Problems in the data: what is wrong, where, and how to mend it. The forms in which they are printed are in `reports/`.

In: nothing but values. Out: `Problem`s, collected by every stage and shown together, once.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """Errors stop a build; warnings are counted and shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file of the project: its path from the project's folder, line and column, both from 1.

    `end_column` is the column just after what is at fault, on the same line and in code points like `column`: what runs
    on over several lines ends here with its first. It is None where only the beginning is known, and in `Place(file)`,
    which is the file as a whole.
    """

    file: str
    line: int = 1
    column: int = 1
    # Two faults that begin at one character stand at one place, and None has no order among numbers.
    end_column: int | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def is_whole_file(self) -> bool:
        """Whether no line of the file is meant more than another."""
        return (self.line, self.column, self.end_column) == (1, 1, None)


@dataclass(frozen=True)
class Problem:
    """One fault in the data. `code` is stable and explained by `explain CODE`; `hint` says what to write instead."""

    code: str
    place: Place
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}[{self.code}] {self.message}"


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
