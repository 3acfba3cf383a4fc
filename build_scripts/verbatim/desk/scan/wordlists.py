"""The lists of words that come with `scan`: `words.yaml`, `states.yaml`, `thesaurus.yaml`.

In: a list's name. Out: its words. All English; a list that lacks a word makes a worse offer, never an error.
"""

from functools import cache
from pathlib import Path
from typing import Any

from verbatim.model.yaml_file import read_yaml


@cache
def words(name: str) -> frozenset[str]:
    """One of the plain lists of `words.yaml`."""
    return frozenset(_file("words.yaml")[name].split())


@cache
def directions() -> dict[str, str]:
    """For every word of direction the question and the answer that it gives, as `question/answer`."""
    rows = enumerate(_file("words.yaml")["directions"])
    return {
        word: f"{row}/{number}"
        for row, answers in rows
        for number, answer in enumerate(answers)
        for word in answer.split()
    }


@cache
def states() -> dict[str, tuple[str, ...]]:
    """Every word by which a state is named, its name first, by that name."""
    return {state: (state, *others) for state, others in _file("states.yaml").items()}


@cache
def thesaurus() -> tuple[tuple[str, ...], ...]:
    """Groups of words of like meaning."""
    return tuple(map(tuple, _file("thesaurus.yaml")))


@cache
def _file(name: str) -> Any:
    file = Path(__file__).with_name(name)
    read, problems = read_yaml(file.name, file.read_bytes())
    if read is None or problems:
        raise RuntimeError("\n".join(map(str, problems)))
    return read.data
