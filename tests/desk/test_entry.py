"""Entries written as YAML are read back as what they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.desk.entry import entry_text, scalar
from verbatim.model.reading.text_file import CONTROL
from verbatim.model.reading.yaml_reader import read_yaml

# What a file may contain: all but control characters, lone surrogates and what is no character.
CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r\x85"
)
WRITABLE = st.text(CHARACTERS, min_size=1).filter(str.strip)


def test_the_form_of_an_entry() -> None:
    """One line for each field, ids on one line, everything else in block form; empty fields are left out."""
    fields = {
        "id": "x",
        "title": "A: b",
        "note": "",
        "topics": ["talks", "grain"],
        "checked": {"day": "2022-06-01", "by": "editors"},
        "inferred": {"published": "By guess."},
        "reasoning": "One.\n\nTwo.\n",
        "evidence": [
            {"source": "talks", "quote": "a # b", "origin": ["a", "b"]},
            {"source": "talks", "covers": ["C d"]},
        ],
        "history": [{"day": "2022-06-01", "change": "One, two, three."}],
    }
    assert (
        entry_text(fields)
        == """\
- id: x
  title: "A: b"
  topics: [talks, grain]
  checked: {day: 2022-06-01, by: editors}
  inferred:
    published: By guess.
  reasoning: |
    One.

    Two.
  evidence:
  - source: talks
    quote: "a # b"
    origin: [a, b]
  - source: talks
    covers:
    - C d
  history:
  - day: 2022-06-01
    change: One, two, three."""
    )
    read, problems = read_yaml("entry", f"{entry_text(fields)}\n".encode())
    assert read
    assert (read.data, problems) == ([{key: value for key, value in fields.items() if value}], [])


@given(WRITABLE, WRITABLE, st.lists(WRITABLE, min_size=1))
def test_any_text_is_read_back(line: str, several: str, covers: list[str]) -> None:
    """Any text: quotation marks, `: `, `#`, brackets, paragraphs. White space at the ends does not count."""
    fields = {
        "id": "a",
        "finding": line,
        "reasoning": f"{several}\n",
        "evidence": [{"quote": line, "covers": covers}],
        "checked": {"by": line},
    }
    read, problems = read_yaml("entry", entry_text(fields).encode())
    assert read
    assert problems == []
    (entry,) = read.data
    assert entry["finding"].split() == line.split()
    assert entry["reasoning"].split() == several.split()
    assert entry["checked"]["by"].split() == line.split()
    assert [cover.split() for cover in entry["evidence"][0]["covers"]] == [cover.split() for cover in covers]


@given(st.text(min_size=1))
def test_a_scalar_is_read_back(text: str) -> None:
    """Every text is read back as it was, a line end as a space; control characters are refused by the reader."""
    read, problems = read_yaml("x", f"a: {scalar(text)}".encode())
    if CONTROL.search(text):
        assert {problem.code for problem in problems} == {"control-character"}
    else:
        assert read
        assert read.data == {"a": " ".join(text.split("\n"))}


@pytest.mark.parametrize(
    "text", ["a: b", "a #b", "a:", "[…] cut", "- x", "", " x", "x ", "“x”", "a\u2028b", "a:\tb", "@a", "\ufeffa"]
)
def test_scalars_that_must_be_quoted(text: str) -> None:
    """Text that YAML would read as something else is in quotation marks."""
    assert scalar(text).startswith('"')
    read, _ = read_yaml("x", f"a: {scalar(text)}".encode())
    assert read
    assert read.data == {"a": text}
