"""Entries appended to YAML files as text, in every layout that editors use; nothing else is changed."""

import pytest
from verbatim.desk.append import CannotAppendError, append_entry, insert_entry
from verbatim.model.reading.yaml_reader import read_yaml

ENTRY = "- id: new\n  name: New"

LAYOUTS = {
    "at the end": (
        "schema: 1\na:\n- id: x\n  name: X\n",
        "schema: 1\na:\n- id: x\n  name: X\n\n- id: new\n  name: New\n",
    ),
    "no final newline": ("a:\n- id: x", "a:\n- id: x\n\n- id: new\n  name: New\n"),
    "empty list": ("schema: 1\na: []\n", "schema: 1\na:\n- id: new\n  name: New\n"),
    "empty list, then a comment": ("a: [ ]  # none yet\nb: 1\n", "a:  # none yet\n- id: new\n  name: New\nb: 1\n"),
    "nothing after the key": ("a:\n# none yet\nb: 1\n", "a:\n- id: new\n  name: New\n# none yet\nb: 1\n"),
    "the key ends the file": ("a:", "a:\n- id: new\n  name: New\n"),
    "indented by two": ("a:\n  - id: x\n  - id: y\n", "a:\n  - id: x\n  - id: y\n  - id: new\n    name: New\n"),
    "blank lines between": ("a:\n- id: x\n\n- id: y\n", "a:\n- id: x\n\n- id: y\n\n- id: new\n  name: New\n"),
    "no blank lines between": ("a:\n- id: x\n- id: y\n", "a:\n- id: x\n- id: y\n- id: new\n  name: New\n"),
    "further keys": (
        "a:\n- id: x\n- id: y\n\nb:\n- id: z\n",
        "a:\n- id: x\n- id: y\n- id: new\n  name: New\n\nb:\n- id: z\n",
    ),
    "the key's comment": (
        "a:\n- id: x\n- id: y\n\n# Of b\nb: []\n",
        "a:\n- id: x\n- id: y\n- id: new\n  name: New\n\n# Of b\nb: []\n",
    ),
    "trailing comments": (
        "a:\n- id: x  # one\n- id: y\n  # of y\n# the end\n\n",
        "a:\n- id: x  # one\n- id: y\n  # of y\n- id: new\n  name: New\n# the end\n\n",
    ),
    "a block that looks like a comment": (
        "a:\n- id: x\n- id: y\n  text: |\n    Words\n    # no comment\n",
        "a:\n- id: x\n- id: y\n  text: |\n    Words\n    # no comment\n- id: new\n  name: New\n",
    ),
    "lists within": (
        "a:\n- id: x\n\n  of:\n  - 1\n- id: y\n  of:\n  - 2\n",
        "a:\n- id: x\n\n  of:\n  - 1\n- id: y\n  of:\n  - 2\n\n- id: new\n  name: New\n",
    ),
    "CRLF": (
        "a:\r\n- id: x\r\n- id: y\r\nb: 1\r\n",
        "a:\r\n- id: x\r\n- id: y\r\n- id: new\r\n  name: New\r\nb: 1\r\n",
    ),
    "flow entries": ("a:\n- {id: x}\n- {id: y}\n", "a:\n- {id: x}\n- {id: y}\n- id: new\n  name: New\n"),
    "the document's end": ("a:\n- id: x\n- id: y\n...\n", "a:\n- id: x\n- id: y\n- id: new\n  name: New\n...\n"),
    "the key within an entry": (
        "b:\n- a: 1\na:\n- id: x\n- id: y\n",
        "b:\n- a: 1\na:\n- id: x\n- id: y\n- id: new\n  name: New\n",
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_entry_is_added(layout: str) -> None:
    """Character for character."""
    before, after = LAYOUTS[layout]
    assert append_entry(before, "a", ENTRY) == after


@pytest.mark.parametrize(
    "text",
    ["b: []\n", "a: [{id: x}]\n", "a: [\n  ]\n", "a: words\n", "a: {}\n", "- a\n", "", "\ta: []\n"],
)
def test_what_cannot_be_added_to(text: str) -> None:
    """A file without such a list is refused, with the key that it lacks."""
    with pytest.raises(CannotAppendError, match="`a:`"):
        append_entry(text, "a", ENTRY)


def test_twice() -> None:
    """What was added can be added to."""
    once = append_entry("a: []\n", "a", ENTRY)
    read, problems = read_yaml("x", append_entry(once, "a", "- id: newer").encode())
    assert read
    assert (problems, read.data) == ([], {"a": [{"id": "new", "name": "New"}, {"id": "newer"}]})


INSERTED = {
    "before the first": ("a:\n- id: x\n\n- id: y\n", 0, "a:\n- id: new\n  name: New\n\n- id: x\n\n- id: y\n"),
    "between": ("a:\n- id: x\n\n- id: y\n", 1, "a:\n- id: x\n\n- id: new\n  name: New\n\n- id: y\n"),
    "above a comment": (
        "a:\n- id: x\n\n# Of y\n- id: y\n",
        1,
        "a:\n- id: x\n\n- id: new\n  name: New\n\n# Of y\n- id: y\n",
    ),
    "without blank lines": ("a:\n- id: x\n- id: y\nb: 1\n", 1, "a:\n- id: x\n- id: new\n  name: New\n- id: y\nb: 1\n"),
    "CRLF": ("a:\r\n- id: x\r\n- id: y\r\n", 1, "a:\r\n- id: x\r\n- id: new\r\n  name: New\r\n- id: y\r\n"),
    "after the last": ("a:\n- id: x\n\n- id: y\n", 2, "a:\n- id: x\n\n- id: y\n\n- id: new\n  name: New\n"),
    "an empty list": ("a: []\n", 0, "a:\n- id: new\n  name: New\n"),
    "indented": ("a:\n  - id: x\n  - id: y\n", 1, "a:\n  - id: x\n  - id: new\n    name: New\n  - id: y\n"),
}


@pytest.mark.parametrize("layout", INSERTED)
def test_an_entry_is_inserted(layout: str) -> None:
    """Before another one, character for character."""
    before, at, after = INSERTED[layout]
    assert insert_entry(before, "a", ENTRY, at) == after


def test_a_list_in_brackets_takes_no_entry_in_between() -> None:
    """It is refused as at its end."""
    with pytest.raises(CannotAppendError):
        insert_entry("a: [{id: x}, {id: y}]\n", "a", ENTRY, 1)
