"""Places that `init` left for the newsroom to fill in: values with the words FILL IN (in an address FILL-IN).

In: the loaded data. Out: a problem for each such value. A new site can be looked at while some are left, but not
published.
"""

import re
from collections.abc import Iterator
from typing import Any

from verbatim.model.loaded import Loaded
from verbatim.model.reading.yaml_file import Path, YamlFile
from verbatim.problems import Problem, Severity

_MARK = re.compile(r"\bFILL[ -]IN\b")
# What is copied from a source may have these words itself.
_COPIED = {"quote", "before", "after", "covers", "passages"}


def placeholders(loaded: Loaded, severity: Severity) -> Iterator[Problem]:
    """A problem for each value that is still to be filled in."""
    hint = "write your own text, or delete the entry if it is an example; no site with placeholders can be published"
    for file in _files(loaded):
        if not any("FILL" in line and _MARK.search(line) for line in file.lines):
            continue
        for path, found in _marks(file.data, ()):
            key = next((step for step in reversed(path) if isinstance(step, str)), file.name)
            place = file.words_place(path, found)
            yield Problem("placeholder", place, f"`{key}` is still to be filled in", hint, severity)


def _files(loaded: Loaded) -> list[YamlFile]:
    """The files of all entries that could be read, each once."""
    entries = [*loaded.voices, *loaded.people, *loaded.origins, *loaded.sources, *loaded.claims, *loaded.drafts]
    placed = [loaded.policy, *entries] if loaded.policy else entries
    return list({entry.file.name: entry.file for entry in placed}.values())


def _marks(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The path and the mark of each value below a path that has one."""
    if isinstance(data, str):
        found = _MARK.search(data)
        if found:
            yield path, found[0]
    elif isinstance(data, (dict, list)):
        steps = data.items() if isinstance(data, dict) else enumerate(data)
        for step, value in steps:
            if step in _COPIED:
                continue
            yield from _marks(value, (*path, step))
