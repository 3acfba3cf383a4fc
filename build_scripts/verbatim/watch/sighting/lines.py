"""Writes sightings as lines at the end of `seeds/sightings.yaml`; nothing else of the file changes.

In: the text of the file, and sightings. Out: the new text. Each sighting is one line that is complete in itself, so
that git can keep the lines of two runs. What a page wrote is at most a hint, as one text in quotation marks:

    - {day: 2026-11-28, source: wire-report, address: "https://…", kind: page, outcome: read, sha256: …, length: 5310,
       words: [{sha256: …, found: exact}, {sha256: …, found: absent, nearest: "…"}]}      (all of it on one line)
"""

import json
import re
from collections.abc import Iterable
from datetime import date

from verbatim.desk.entry import scalar
from verbatim.model.sightings import SightedWords, Sighting

_HEADER = """\
# What machines saw at the addresses of the sources, one line a sighting.
# `verbatim sight` appends to this file, and nobody else needs to. Without a line, no machine has seen anything.
schema: 1

sightings:
"""
_EMPTY_LIST = re.compile(r"^sightings:[ \t]*\[[ \t]*\][ \t]*$", re.MULTILINE)


def with_sightings(text: str, sightings: Iterable[Sighting]) -> str:
    """The text of the file with more lines; an empty text gets the keys of the file first."""
    if not re.search(r"^sightings:", text, re.MULTILINE):
        text = text + _HEADER
    text = _EMPTY_LIST.sub("sightings:", text)
    lines = "".join(f"- {_flow(sighting)}\n" for sighting in sightings)
    return f"{text.rstrip()}\n{lines}"


def _flow(entry: Sighting | SightedWords) -> str:
    """An entry as a mapping on one line; keys without a value are left out."""
    values = {key: getattr(entry, key) for key in type(entry).model_fields}
    return f"{{{', '.join(f'{key}: {_value(value)}' for key, value in values.items() if value not in (None, ()))}}}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | int):
        return str(value)
    text = str(value)
    # What `scalar` writes without quotation marks may still have a comma or a bracket, which end a value here.
    plain = scalar(text)
    return plain if plain[0] == '"' or re.fullmatch(r"[\w-]+", plain) else json.dumps(text, ensure_ascii=False)
