"""A claim as an editor would type it.

In: its fields by key: text, lists, mappings. Out: the text of a YAML entry, `- ` and its lines, in the layout of the record:

    - id: shoigu-visit-date
      topics: [visits]
      checked: {on: 2026-11-21, by: editors}
      reasoning: |
        Text of several lines.
      evidence:
      - source: kim-plans-visit
        quote: who visited Pyongyang in July
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from verbatim.desk.append import scalar
from verbatim.model.fields import ID_PATTERN
from verbatim.model.yaml_file import read_yaml

# What the record writes in braces on one line, where it fits.
_ON_ONE_LINE = {"checked", "history"}
_LONGEST_LINE = 140


def claim_text(fields: Mapping[str, Any]) -> str:
    """The entry of a claim; empty fields are left out. What it says is read back as exactly these fields."""
    return "\n".join(_item(_mapping({key: value for key, value in fields.items() if value})))


def _mapping(fields: Mapping[str, Any]) -> list[str]:
    return [line for key, value in fields.items() for line in _field(key, value)]


def _field(key: str, value: Any) -> list[str]:
    """The lines of one `key: value`."""
    if isinstance(value, str):
        return _block(key, value) if "\n" in value else [f"{key}: {scalar(value)}"]
    if isinstance(value, Mapping):
        return (
            [f"{key}: {braced}"]
            if (braced := _braced(key, value))
            else [f"{key}:", *(f"  {line}" for line in _mapping(value))]
        )
    if all(isinstance(item, str) and re.match(ID_PATTERN, item) for item in value):
        return [f"{key}: [{', '.join(value)}]"]
    return [f"{key}:", *(line for item in value for line in _listed(key, item))]


def _listed(key: str, item: Any) -> Sequence[str]:
    """The lines of one item of a list."""
    if not isinstance(item, Mapping):
        return [f"- {scalar(item)}"]
    braced = _braced(key, item)
    return [f"- {braced}"] if braced else _item(_mapping(item))


def _item(lines: Sequence[str]) -> list[str]:
    return [f"- {lines[0]}", *(f"  {line}" if line else "" for line in lines[1:])]


def _braced(key: str, fields: Mapping[str, Any]) -> str | None:
    """A mapping in braces, where that is the record's way and no value would need quotation marks for it."""
    if key not in _ON_ONE_LINE or any(
        scalar(text) != text or re.search(r"[,\[\]{}]", text) for text in fields.values()
    ):
        return None
    braced = f"{{{', '.join(f'{name}: {text}' for name, text in fields.items())}}}"
    return braced if len(braced) < _LONGEST_LINE else None


def _block(key: str, text: str) -> list[str]:
    """Text of several lines as it is, where YAML reads that back; else on one line."""
    text = text.strip().replace("\r\n", "\n") + "\n"
    lines = [f"{key}: |", *(f"  {line}" if line else "" for line in text.removesuffix("\n").split("\n"))]
    read, problems = read_yaml(key, "\n".join([*lines, ""]).encode("utf-8", "surrogatepass"))
    return lines if read and not problems and read.data == {key: text} else [f"{key}: {scalar(text.strip())}"]
