"""Writes an entry of a YAML list as an editor would type it.

In: the fields of an entry by key: texts, lists and mappings. Out: the YAML of the entry, `- ` and its lines:

    - id: shoigu-visit-date
      topics: [visits]
      checked: {day: 2026-11-21, by: editors}
      reasoning: |
        Text of several lines.
      evidence:
      - source: kim-plans-visit
        quote: who visited Pyongyang in July

Only lists and mappings of ids and days are written on one line: no comma, bracket or quotation mark can occur in them.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from verbatim.model.reading.yaml_reader import NOTHING, read_yaml
from verbatim.model.values.fields import ID_PATTERN
from verbatim.reports.file_lines import printable

# Control characters, line and paragraph separators, lone surrogates: YAML reads each of them as something else, also
# between quotation marks. What turns the reading direction is escaped too, so that an editor sees that it is there.
_ESCAPED_CATEGORIES = {"Cc", "Zl", "Zp", "Cs"}


def entry_text(fields: Mapping[str, Any]) -> str:
    """The YAML of an entry, without a line end at its end. Empty fields are left out.

    It is read back as these fields, but for white space: text is stripped, and a line end becomes a space where the
    text could not be read back in several lines.
    """
    return "\n".join(_list_item(_mapping({key: value for key, value in fields.items() if value})))


def scalar(text: str) -> str:
    """Text as one line of YAML: plain where YAML reads it back unchanged, else in double quotation marks."""
    text = " ".join(text.split("\n"))
    plain = text[:1].isalnum() and text == text.strip() and not re.search(r":\s|\s#|:$", text)
    if plain and text not in NOTHING and not any(map(_needs_escape, text)):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(f"\\U{ord(character):08x}" if _needs_escape(character) else character for character in quoted)


def _needs_escape(character: str) -> bool:
    return (
        unicodedata.category(character) in _ESCAPED_CATEGORIES
        or character == "\ufeff"
        or printable(character) != character
    )


def _mapping(fields: Mapping[str, Any]) -> list[str]:
    return [line for key, value in fields.items() for line in _field(key, value)]


def _field(key: str, value: Any) -> list[str]:
    """The lines of one `key: value`."""
    if isinstance(value, str):
        return _lines_of_text(key, value) if "\n" in value else [f"{key}: {scalar(value)}"]
    if isinstance(value, Mapping):
        if _are_ids(value.values()):
            return [f"{key}: {{{', '.join(f'{name}: {text}' for name, text in value.items())}}}"]
        return [f"{key}:", *(f"  {line}" for line in _mapping(value))]
    if _are_ids(value):
        return [f"{key}: [{', '.join(value)}]"]
    items = ([f"- {scalar(item)}"] if isinstance(item, str) else _list_item(_mapping(item)) for item in value)
    return [f"{key}:", *(line for item in items for line in item)]


def _are_ids(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) and re.fullmatch(ID_PATTERN, value) and value not in NOTHING for value in values)


def _list_item(lines: Sequence[str]) -> list[str]:
    return [f"- {lines[0]}", *(f"  {line}" if line else "" for line in lines[1:])]


def _lines_of_text(key: str, text: str) -> list[str]:
    """Text of several lines in several lines, where YAML reads that back; else in one line."""
    text = text.strip().replace("\r\n", "\n") + "\n"
    lines = [f"{key}: |", *(f"  {line}" if line else "" for line in text.removesuffix("\n").split("\n"))]
    read, problems = read_yaml(key, "\n".join([*lines, ""]).encode("utf-8", "surrogatepass"))
    return lines if read and not problems and read.data == {key: text} else [f"{key}: {scalar(text.strip())}"]
