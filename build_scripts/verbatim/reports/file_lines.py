"""The lines of files in which problems are, and how such a line can be shown safely.

In: problems, and the folder to which their places are relative. Out: the lines of those files, as places count them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from verbatim.problems import Place, Problem

# Characters that move the cursor, end the line or change the reading direction, so that the line would look different.
_SIGNS: dict[int, int | str] = {
    **{code: 0x2400 + code for code in range(0x20)},
    **dict.fromkeys(
        [*range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)], 0xFFFD
    ),
    0x7F: 0x2421,
    ord("\t"): "→   ",
}


@dataclass(frozen=True)
class FileLines:
    """The lines of files, by the file names that places use."""

    by_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, problems: Iterable[Problem]) -> Self:
        """Read every file in which a problem has a line; a file that does not exist has no lines."""
        names = sorted({problem.place.file for problem in problems if not problem.place.is_whole_file})
        return cls({name: _lines(folder / name) for name in names if (folder / name).is_file()})

    def line(self, place: Place) -> str | None:
        """The line of a place, without its line end; None for a whole file and for a line that does not exist."""
        lines = () if place.is_whole_file else self.by_file.get(place.file, ())
        return lines[place.line - 1] if place.line <= len(lines) else None

    def words(self, place: Place) -> str:
        """The words at fault, as they are in the file; empty if they are not known."""
        line = self.line(place)
        return "" if line is None or place.end_column is None else line[place.column - 1 : place.end_column - 1]


def printable(text: str) -> str:
    """A line in which each character that is invisible or misleading is replaced by a visible sign."""
    return text.translate(_SIGNS)


def printable_text(text: str) -> str:
    """The same for a text of several lines, whose tabs stay."""
    return "\n".join("\t".join(map(printable, line.split("\t"))) for line in text.split("\n"))


def printable_json(text: str) -> str:
    """JSON in which such a character is written as its escape, so that a program still reads the same values."""
    return "".join(f"\\u{ord(character):04x}" if _is_misleading(character) else character for character in text)


def _is_misleading(character: str) -> bool:
    return character != "\n" and ord(character) in _SIGNS


def _lines(file: Path) -> tuple[str, ...]:
    # `yaml_reader` reads YAML without a byte order mark; in a stored text the mark is a character like any other.
    encoding = "utf-8-sig" if file.suffix == ".yaml" else "utf-8"
    return tuple(file.read_bytes().decode(encoding, errors="replace").replace("\r\n", "\n").split("\n"))
