"""Where problems are, for tests that look their place up in a file."""

from pathlib import Path

from verbatim.problems import Problem

from tests.support.planted_faults import CLAIMS


def at(folder: Path, words: str, file: str = CLAIMS) -> tuple[str, int, int]:
    """The place of the only occurrence of some words in a file."""
    before, found, after = (folder / file).read_text(encoding="utf-8").partition(words)
    assert found
    assert words not in after
    return file, before.count("\n") + 1, len(before) - before.rfind("\n")


def place(problem: Problem) -> tuple[str, int, int]:
    """The place of a problem, without its end."""
    return problem.place.file, problem.place.line, problem.place.column
