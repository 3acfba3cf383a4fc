"""Appends an entry to a list in a YAML file, as text, so that comments and layout stay as they are.

In: the text of a YAML file, the top-level key of a list in it, and the YAML of one entry, beginning with `- `. Out: the
text with that entry as the list's last. The list may be anywhere in the file. The result is read again: it contains the
old entries and the new one, and nothing else has changed.
"""

import re
from collections.abc import Sequence

from verbatim.model.yaml_file import read_yaml

_TOP_LEVEL = re.compile(r"[^\s#-]")


class CannotAppendError(Exception):
    """The layout of the file does not allow an entry to be appended; the message says what to change by hand."""


def append_entry(text: str, key: str, entry: str) -> str:
    r"""Append one entry, `- ` and its lines indented by two, to the list under a top-level key.

    The entry gets the list's indentation, the file's line ends (`\n` or `\r\n`), and a blank line before it if the
    other entries have one. Raises CannotAppendError where the file has no such list, or has it in brackets.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    line_end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    start = next((number for number, line in enumerate(lines) if re.match(rf"{re.escape(key)}\s*:", line)), None)
    if start is None:
        raise CannotAppendError(f"the file has no `{key}:`; add it on a line of its own")
    lines[start] = re.sub(r":[ \t]*\[[ \t]*\]", ":", lines[start], count=1)
    stop = next((number for number in range(start + 1, len(lines)) if _TOP_LEVEL.match(lines[number])), len(lines))
    first = next((number for number in range(start + 1, stop) if re.match(r"[ ]*-(\s|$)", lines[number])), None)
    indent = _indent_of(lines[first]) if first is not None else 0
    end = _end_of_list(lines, start, stop, indent) if first is not None else start + 1
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += line_end
    added = [" " * indent + line + line_end if line else line_end for line in entry.strip("\n").split("\n")]
    is_separate = _has_blank_line_before(lines[start + 1 : end], indent, multiline=len(added) > 1)
    appended = "".join([*lines[:end], *([line_end] if is_separate else []), *added, *lines[end:]])
    _check(text, appended, key, entry)
    return appended


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


def _check(before: str, after: str, key: str, entry: str) -> None:
    """Read both texts. Raises CannotAppendError unless the entry is the only difference between them."""
    old, new, added = (read_yaml(key, text.encode("utf-8"))[0] for text in (before, after, entry))
    by_hand = (
        f"the entry could not be appended to the list `{key}:`; write its entries as lines that begin with `- `,"
        " or add the new one by hand"
    )
    if old is None or new is None or added is None or not isinstance(old.data, dict):
        raise CannotAppendError(by_hand)
    listed = old.data.get(key) or []
    if not isinstance(listed, list) or new.data != {**old.data, key: [*listed, *added.data]}:
        raise CannotAppendError(by_hand)
