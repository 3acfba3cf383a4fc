"""One YAML file as plain lists, mappings and strings, with the place of every key and value; `yaml_reader` makes it."""

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from verbatim.problems import Place

Path = tuple[str | int, ...]


class Extent(NamedTuple):
    """Where a key or a value is, counted from 0: first line, column, last line, and its end on the first line."""

    line: int
    column: int
    last: int
    end: int


class Marks:
    """Where the keys and values of a file begin and end, in code points of its text.

    They are numbered in the order in which they begin, so the value of a key has the number after that of the key.
    `parts` has the numbers of the values in each list and mapping, by its own number. A file has tens of thousands of
    values, and a command asks for the places of few, so lines and columns are found when they are asked for.
    """

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        self.starts, self.ends = array("I"), array("I")
        self.parts: dict[int, dict[str | int, int]] = {}

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.lines)]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 0."""
        line = bisect_right(self._line_starts, offset) - 1
        return line, offset - self._line_starts[line]

    def between(self, start: int, end: int) -> Extent:
        """The extent of what begins and ends at these offsets."""
        line, column = self.position(start)
        last, end_column = self.position(end)
        return Extent(line, column, last, end_column if last == line else max(column, len(self.lines[line].rstrip())))

    def extent(self, number: int) -> Extent:
        """The extent of the key or value with a number."""
        return self.between(self.starts[number], self.ends[number])


@dataclass(frozen=True)
class YamlFile:
    """One YAML file: its name from the project's folder, its content, and the marks of every key and value.

    `renamed` has the extents of the keys that are written with an old name; everything else has the new one.
    `commented` has the comments that directly follow a text without quotation marks, and so may belong to it, by the
    text's path.
    """

    name: str
    data: Any
    marks: Marks = field(repr=False)
    renamed: tuple[Extent, ...] = ()
    commented: dict[Path, str] = field(default_factory=dict, repr=False)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text."""
        return self.marks.lines

    def extent(self, path: Path) -> Extent | None:
        """The extent of the value at a path; None if there is none."""
        number, found = self._nearest(path)
        return self.marks.extent(number) if found == path else None

    def key_extent(self, path: Path) -> Extent | None:
        """The extent of the last key of a path; None if there is no such key."""
        number, found = self._nearest(path)
        return self.marks.extent(number - 1) if found == path and path and isinstance(path[-1], str) else None

    def place(self, path: Path) -> Place:
        """The place of the value at a path; if it is missing, the place of the nearest value that contains it.

        The first item of a list may be written without the list.
        """
        return place_of(self.name, self.marks.extent(self._nearest(path)[0]))

    def key_place(self, path: Path) -> Place:
        """The place of the last key of a path."""
        extent = self.key_extent(path)
        return place_of(self.name, extent) if extent else self.place(path)

    def _nearest(self, path: Path) -> tuple[int, Path]:
        """The number of the value at a path, or else of the nearest that contains it, and the path of that value."""
        number, found = 0, list[str | int]()
        for step in path:
            part = self.marks.parts.get(number, {}).get(step)
            if part is not None:
                number = part
                found.append(step)
            elif step != 0:
                break
        return number, tuple(found)

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
        extent = self.extent(path)
        # A block ends where the next one begins, so its last line is not its own, unless it has only one.
        return (
            extent is not None
            and place.file == self.name
            and extent.line < place.line <= max(extent.last, extent.line + 1)
        )

    def words_place(self, path: Path, words: str) -> Place:
        """The place of some words in the value at a path; the place of the whole value if they are not found.

        There may be a line end between the words, so the first three and then the first one are also tried.
        """
        extent = self.extent(path)
        if extent is None:
            return self.place(path)
        for beginning in (words, " ".join(words.split()[:3]), " ".join(words.split()[:1])):
            for number in range(extent.line, min(extent.last + 1, len(self.lines))):
                at = self.lines[number].find(beginning, extent.column if number == extent.line else 0)
                if beginning and at >= 0:
                    end = at + len(words) if beginning == words else len(self.lines[number].rstrip())
                    return Place(self.name, number + 1, at + 1, end + 1)
        return self.place(path)


def place_of(name: str, extent: Extent) -> Place:
    """The place of an extent, counted from 1 as editors count."""
    return Place(name, extent.line + 1, extent.column + 1, extent.end + 1)
