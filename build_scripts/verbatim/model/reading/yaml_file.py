"""One YAML file as plain lists, mappings and strings, with the place of every key and value; `yaml_reader` makes it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from verbatim.problems import Place

Path = tuple[str | int, ...]


class Extent(NamedTuple):
    """Where a key or a value is, counted from 0: first line, column, last line, and its end on the first line."""

    line: int
    column: int
    last: int
    end: int


_NOWHERE = Extent(0, 0, -1, 0)


class Extents(Mapping[Path, Extent]):
    """The extents of keys or values, by their paths; each is found from the parser's marks when it is asked for."""

    def __init__(self, marks: Mapping[Path, tuple[Any, Any]], extent_of: Callable[[Any, Any], Extent]) -> None:
        self._marks = marks
        self._extent_of = extent_of

    def __getitem__(self, path: Path) -> Extent:
        return self._extent_of(*self._marks[path])

    def __contains__(self, path: object) -> bool:
        return path in self._marks

    def __iter__(self) -> Iterator[Path]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)


@dataclass(frozen=True)
class YamlFile:
    """One YAML file: its name from the project's folder, its content, and the extent of every key and value.

    `renamed` has the extents of the keys that are written with an old name; everything else has the new one.
    `commented` has the comments that directly follow a text without quotation marks, and so may belong to it, by the
    text's path.
    """

    name: str
    data: Any
    lines: tuple[str, ...]
    values: Extents = field(repr=False)
    keys: Extents = field(repr=False)
    renamed: tuple[Extent, ...] = ()
    commented: dict[Path, str] = field(default_factory=dict, repr=False)

    def place(self, path: Path) -> Place:
        """The place of the value at a path; if it is missing, the place of the nearest value that contains it.

        The first item of a list may be written without the list.
        """
        found: Path = ()
        for step in path:
            if (*found, step) in self.values:
                found = (*found, step)
            elif step != 0:
                break
        return place_of(self.name, self.values.get(found, _NOWHERE))

    def key_place(self, path: Path) -> Place:
        """The place of the last key of a path."""
        return place_of(self.name, self.keys[path]) if path in self.keys else self.place(path)

    @property
    def renamed_place(self) -> Place | None:
        """The place of the first key that is written with an old name."""
        return place_of(self.name, self.renamed[0]) if self.renamed else None

    def keys_of(self, path: Path) -> list[str]:
        """The keys of the mapping at a path; none if the value there is not a mapping."""
        value = self.data
        for step in path:
            value = value[step]
        return list(value) if isinstance(value, dict) else []

    def holds(self, path: Path, place: Place) -> bool:
        """Whether a place is within the value at a path."""
        extent = self.values[path]
        # A block ends where the next one begins, so its last line is not its own, unless it has only one.
        return place.file == self.name and extent.line < place.line <= max(extent.last, extent.line + 1)

    def words_place(self, path: Path, words: str) -> Place:
        """The place of some words in the value at a path; the place of the whole value if they are not found.

        There may be a line end between the words, so the first three and then the first one are also tried.
        """
        line, column, last, _ = self.values.get(path, _NOWHERE)
        for beginning in (words, " ".join(words.split()[:3]), " ".join(words.split()[:1])):
            for number in range(line, min(last + 1, len(self.lines))):
                at = self.lines[number].find(beginning, column if number == line else 0) if beginning else -1
                if at >= 0:
                    end = at + len(words) if beginning == words else len(self.lines[number].rstrip())
                    return Place(self.name, number + 1, at + 1, end + 1)
        return self.place(path)


def place_of(name: str, extent: Extent) -> Place:
    """The place of an extent, counted from 1 as editors count."""
    return Place(name, extent.line + 1, extent.column + 1, extent.end + 1)
