"""A line with the words at fault underlined, cut to a width.

In: a line, the place of the fault, and the width in cells. Out: the line as it is shown, and the carets below it:

    Southland sent 300,001 tonnes of grain
                   ^^^^^^^

Places count code points, a terminal counts cells: Chinese and Korean characters take two cells, combining marks none.
"""

from collections.abc import Iterable

from rich.cells import cell_len

from verbatim.problems import Place
from verbatim.reports.file_lines import printable

_CUT = "…"


def underlined(line: str, place: Place, room: int) -> tuple[str, str]:
    """The line, cut to `room` cells around the fault if it is longer, and its carets, at least one."""
    start = min(place.column - 1, len(line))
    end = min(max(start, (place.end_column or place.column + 1) - 1), len(line))
    left, right = _window(line, start, end, room - 2 * len(_CUT))
    before, after = _CUT if left else "", _CUT if right < len(line) else ""
    carets = "^" * (max(1, _cells(line[start : min(end, right)])) + (len(_CUT) if end > right else 0))
    margin = " " * (len(before) + _cells(line[left:start]))
    return f"{before}{printable(line[left:right])}{after}".rstrip(), margin + carets


def _window(line: str, start: int, end: int, room: int) -> tuple[int, int]:
    """Which part of a line is shown: the fault in the middle; if it is too long, its start with some words before it.

    It searches outwards from the fault, so a line of megabytes costs no more than the part that is shown.
    """
    fault = min(_cells(line[start : min(end, start + room)]), room)
    left = start - _fitting(reversed(line[max(0, start - room) : start]), max(room // 5, (room - fault) // 2))
    right = left + _fitting(line[left : left + room], room)
    if right == len(line):
        left = right - _fitting(reversed(line[max(0, right - room) : right]), room)
    return left, right


def _fitting(characters: Iterable[str], room: int) -> int:
    """How many of the characters fit into `room` cells."""
    count = 0
    for character in characters:
        room -= _cells(character)
        if room < 0:
            break
        count += 1
    return count


def _cells(text: str) -> int:
    return cell_len(printable(text))
