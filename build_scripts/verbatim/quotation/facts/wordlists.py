"""The word lists of this package: `words.yaml`, `states.yaml`, `thesaurus.yaml`.

In: the name of a list. Out: its words. All are English. If a list lacks a word, a suggestion is worse, but it is no
error.
"""

from functools import cache
from pathlib import Path
from typing import Any

from verbatim.model.reading.yaml_reader import read_yaml


# Every token of a text is looked up in these and in the tables made of them, so they are kept: 300 KiB in all.
@cache
def word_list(name: str) -> frozenset[str]:
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


def states() -> dict[str, tuple[str, ...]]:
    """For every state all words that name it, its own name first."""
    return {state: (state, *others) for state, others in _file("states.yaml").items()}


def thesaurus() -> tuple[tuple[str, ...], ...]:
    """Groups of words with a similar meaning."""
    return tuple(map(tuple, _file("thesaurus.yaml")))


# The lists of `words.yaml` are asked for one by one.
@cache
def _file(name: str) -> Any:
    file = Path(__file__).with_name(name)
    read, problems = read_yaml(file.name, file.read_bytes())
    if read is None or problems:
        raise RuntimeError("\n".join(map(str, problems)))
    return read.data
