"""Adds an entry to a list in a YAML file, as text, so that comments and layout stay as they are.

In: the text of a YAML file, the key of a list in it, and the YAML of one entry, beginning with `- `. Out: the text with
that entry as the list's last, or before another one. The list may be anywhere in the file, also within another entry.
The result is read again: it contains the old entries and the new one, and nothing else has changed.
"""

import re
from collections.abc import Sequence
from typing import Any

from verbatim.model.reading.yaml_file import Path
from verbatim.model.reading.yaml_reader import read_yaml


class CannotAppendError(Exception):
    """The layout of the file does not allow an entry to be appended; the message says what to change by hand."""


def insert_entry(text: str, key: str, entry: str, at: int) -> str:
    """Insert one entry before that with the number `at` of a top-level list, and the comments directly above that.

    Otherwise as `append_entry`, also if the list has no such entry.
    """
    read = read_yaml(key, text.encode("utf-8"))[0]
    extent, key_extent = (read.extent((key, at)), read.key_extent((key,))) if read else (None, None)
    if extent is None or key_extent is None or extent.line == key_extent.line:
        return append_entry(text, key, entry)
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    start = extent.line
    while lines[start - 1].lstrip().startswith("#") and start - 1 > key_extent.line:
        start -= 1
    line_end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    indent = _indent_of(lines[extent.line])
    added = [" " * indent + line + line_end if line else line_end for line in entry.strip("\n").split("\n")]
    first = next(number for number, line in enumerate(lines) if number > key_extent.line and line.strip())
    is_separate = (not lines[start - 1].strip()) if start > first else len(added) > 1
    inserted = "".join([*lines[:start], *added, *([line_end] if is_separate else []), *lines[start:]])
    _check(text, inserted, (key,), entry, at)
    return inserted


def append_entry(text: str, key: str, entry: str, within: Path = ()) -> str:
    r"""Append one entry, `- ` and its lines indented by two, to the list under a key of the mapping at a path.

    The entry gets the list's indentation and the file's line ends (`\n` or `\r\n`). In a top-level list it also gets a
    blank line before it if the other entries have one. Raises CannotAppendError where the file has no such list, or has
    it in brackets.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    line_end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    read = read_yaml(key, text.encode("utf-8"))[0]
    extent = read.key_extent((*within, key)) if read else None
    if extent is None:
        raise CannotAppendError(f"there is no `{key}:`; add it on a line of its own")
    start, column = extent.line, extent.column
    lines[start] = re.sub(r":[ \t]*\[[ \t]*\]", ":", lines[start], count=1)
    stop = next((number for number in range(start + 1, len(lines)) if _ends(lines[number], column)), len(lines))
    first = next((number for number in range(start + 1, stop) if re.match(r"[ ]*-(\s|$)", lines[number])), None)
    indent = _indent_of(lines[first]) if first is not None else column
    end = _end_of_list(lines, start, stop, indent) if first is not None else start + 1
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += line_end
    added = [" " * indent + line + line_end if line else line_end for line in entry.strip("\n").split("\n")]
    is_separate = not within and _has_blank_line_before(lines[start + 1 : end], indent, multiline=len(added) > 1)
    appended = "".join([*lines[:end], *([line_end] if is_separate else []), *added, *lines[end:]])
    _check(text, appended, (*within, key), entry)
    return appended


def _ends(line: str, column: int) -> bool:
    """Whether a line is below a list whose key is in that column: a further key, or what is indented less."""
    words = line.strip()
    indent = _indent_of(line)
    return bool(words) and words[0] != "#" and (indent < column or (indent == column and words[0] != "-"))


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _end_of_list(lines: Sequence[str], start: int, stop: int, indent: int) -> int:
    """The line after the last entry: the blank lines and unindented comments before the next key are not part of it."""
    end = stop
    while end > start + 1 and (
        not lines[end - 1].strip() or (lines[end - 1].lstrip().startswith("#") and _indent_of(lines[end - 1]) <= indent)
    ):
        end -= 1
    return end


def _has_blank_line_before(listed: Sequence[str], indent: int, *, multiline: bool) -> bool:
    """Whether a new entry gets a blank line before it: yes if the last of the present entries has one."""
    dashes = [
        number
        for number, line in enumerate(listed)
        if re.match(r"-(\s|$)", line[indent:]) and _indent_of(line) == indent
    ]
    if len(dashes) < 2:
        return multiline and bool(dashes)
    before_last = listed[dashes[-2] : dashes[-1]]
    return any(not line.strip() for line in before_last)


def _check(before: str, after: str, path: Path, entry: str, at: int | None = None) -> None:
    """Read both texts. Raises CannotAppendError unless the entry is the only difference between them."""
    old, new, added = (read_yaml("", text.encode("utf-8"))[0] for text in (before, after, entry))
    by_hand = (
        f"the entry could not be appended to the list `{path[-1]}:`; write its entries as lines that begin with `- `,"
        " or add the new one by hand"
    )
    if old is None or new is None or added is None or new.data != _with(old.data, path, added.data, at):
        raise CannotAppendError(by_hand)


def _with(data: Any, path: Path, added: list[Any], at: int | None) -> Any:
    """The data with entries added to the list at a path, by default at its end; None where there is no list."""
    if not path:
        listed = data or []
        return [*listed[:at], *added, *(listed[at:] if at is not None else [])] if isinstance(listed, list) else None
    head, *rest = path
    inner = _with(data[head], tuple(rest), added, at)
    if isinstance(data, dict):
        return {**data, head: inner}
    return [inner if number == head else item for number, item in enumerate(data)]
