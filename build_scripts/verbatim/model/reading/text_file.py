r"""Reads a file as text: UTF-8 without control characters.

In: the bytes of a file. Out: its text, in which lines end with `\n`, and the problems, each with its place.
"""

import re
from itertools import islice

from verbatim.problems import MOST_SHOWN, Place, Problem, not_shown

# Every character that is neither text nor a line end, including lone surrogates.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def decode(name: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    r"""Decode UTF-8 and refuse control characters; line ends become `\n`. Returns None if a byte is not UTF-8."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").replace("\r\n", "\n")
        hint = "save the file as UTF-8"
        return None, [
            Problem("not-utf8", place_after(name, before), f"byte 0x{raw[error.start]:02x} is not UTF-8", hint)
        ]
    text = text.replace("\r\n", "\n")
    found = CONTROL.finditer(text)
    problems = [
        Problem(
            "control-character",
            place_after(name, text[: character.start()]),
            f"U+{ord(character[0]):04X} is a control character",
            "delete it",
        )
        for character in islice(found, MOST_SHOWN)
    ]
    if other := next(found, None):
        problems.append(not_shown(place_after(name, text[: other.start()]), 1 + sum(1 for _ in found)))
    return text, problems


def place_after(name: str, before: str) -> Place:
    """The place of the one character after a text."""
    column = len(before) - before.rfind("\n")
    return Place(name, before.count("\n") + 1, column, column + 1)
