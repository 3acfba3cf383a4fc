"""An entry at the end of a list in a YAML file, added as text, so that comments and layout stay as they are.

In: the text of a YAML file, the top-level key of a list in it, and one entry as it would be typed, beginning with `- `.
Out: the text with that entry as the list's last. The list need not be the last thing in the file. What comes out has
been read back: it holds the old entries and the new one, and nothing else has changed.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from verbatim.model.yaml_file import read_yaml

_TOP_LEVEL = re.compile(r"[^\s#-]")

# Control characters, line and paragraph separators, lone surrogates: within a plain or quoted text YAML reads each of
# them as something else.
_NOT_RAW = {"Cc", "Zl", "Zp", "Cs"}


class NotAppendableError(Exception):
    """The file is not laid out as one that an entry can be added to; the message says what to change by hand."""


def append_entry(text: str, key: str, entry_yaml: str) -> str:
    r"""Add one entry, `- ` and its lines indented by two, at the end of the list under a top-level key.

    The entry takes over the list's indentation, the file's line ends (`\n` or `\r\n`) and whether blank lines stand
    between entries. Raises NotAppendableError where the file has no such list, or it is written in brackets.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    eol = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    start = next((number for number, line in enumerate(lines) if re.match(rf"{re.escape(key)}\s*:", line)), None)
    if start is None:
        raise NotAppendableError(f"the file has no `{key}:`; add it on a line of its own")
    lines[start] = re.sub(r":[ \t]*\[[ \t]*\]", ":", lines[start], count=1)
    stop = next((number for number in range(start + 1, len(lines)) if _TOP_LEVEL.match(lines[number])), len(lines))
    first = next((number for number in range(start + 1, stop) if re.match(r"[ ]*-(\s|$)", lines[number])), None)
    indent = _indent_of(lines[first]) if first is not None else 0
    end = _end_of_list(lines, start, stop, indent) if first is not None else start + 1
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += eol
    entry = [" " * indent + line + eol if line else eol for line in entry_yaml.strip("\n").split("\n")]
    apart = _stand_apart(lines[start + 1 : end], indent, multiline=len(entry) > 1)
    appended = "".join([*lines[:end], *([eol] if apart else []), *entry, *lines[end:]])
    _prove(text, appended, key, entry_yaml)
    return appended


def entry_text(fields: Mapping[str, Any]) -> str:
    """An entry as an editor would type it: one `key: value` line for each field; a mapping's own lines stand below it."""
    lines = []
    for key, value in fields.items():
        if isinstance(value, Mapping):
            lines += [f"{key}:", *(f"  {name}: {scalar(text)}" for name, text in value.items())]
        else:
            lines.append(f"{key}: {scalar(value)}")
    return "\n".join(("- " if number == 0 else "  ") + line for number, line in enumerate(lines))


def scalar(text: str) -> str:
    """Text as one line of YAML: plain where YAML reads it back as it is, else in double quotation marks."""
    text = " ".join(text.split("\n"))
    plain = text[:1].isalnum() and text == text.strip() and not re.search(r":\s|\s#|:$", text)
    if plain and not any(map(_needs_escape, text)):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(f"\\U{ord(character):08x}" if _needs_escape(character) else character for character in quoted)


def _needs_escape(character: str) -> bool:
    return unicodedata.category(character) in _NOT_RAW or character == "\ufeff"


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _end_of_list(lines: Sequence[str], start: int, stop: int, indent: int) -> int:
    """The line after the last entry's own: what follows it, up to the next key, are blank lines and comments beside the list."""
    end = stop
    while end > start + 1 and (
        not lines[end - 1].strip() or (lines[end - 1].lstrip().startswith("#") and _indent_of(lines[end - 1]) <= indent)
    ):
        end -= 1
    return end


def _stand_apart(listed: Sequence[str], indent: int, *, multiline: bool) -> bool:
    """Whether a blank line belongs before a new entry: as the entries that are there have it."""
    dashes = [
        number
        for number, line in enumerate(listed)
        if re.match(r"-(\s|$)", line[indent:]) and _indent_of(line) == indent
    ]
    if len(dashes) < 2:
        return multiline and bool(dashes)
    before_last = listed[dashes[-2] : dashes[-1]]
    return any(not line.strip() for line in before_last)


def _prove(before: str, after: str, key: str, entry_yaml: str) -> None:
    """Read both texts; raises NotAppendableError unless the one entry is all that was added."""
    old, new, entry = (read_yaml(key, text.encode("utf-8"))[0] for text in (before, after, entry_yaml))
    by_hand = f"the entry could not be added to the list `{key}:`; write its entries as lines that begin with `- `, or add it by hand"
    if old is None or new is None or entry is None or not isinstance(old.data, dict):
        raise NotAppendableError(by_hand)
    listed = old.data.get(key) or []
    if not isinstance(listed, list) or new.data != {**old.data, key: [*listed, *entry.data]}:
        raise NotAppendableError(by_hand)
