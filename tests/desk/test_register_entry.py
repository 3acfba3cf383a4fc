"""`add-origin` and `add-record`: an entry of the register is added as text, with its voice, or nothing is written."""

from pathlib import Path
from typing import Any

import pytest
from verbatim.model.reading.yaml_reader import read_yaml

from tests.support.microsite import files_in, in_process


def entries(small: Path, name: str) -> list[dict[str, Any]]:
    """The entries of a file of seeds/."""
    read, problems = read_yaml(name, (small / f"seeds/{name}.yaml").read_bytes())
    assert read
    assert problems == []
    return list(read.data[name])


def test_an_origin_with_a_new_voice(small: Path) -> None:
    """Both are added, with ids made of their names; `check` passes."""
    given = ("--title", "The harbour’s log of 2 May", "--kind", "observation", "--new-voice", "The harbour office")
    ran = in_process("add-origin", *given, "--day", "2022-05-02", project=small)
    assert (ran.code, ran.stderr) == (0, "")
    assert entries(small, "origins")[-1] == {
        "id": "the-harbours-log-of-2-may",
        "title": "The harbour’s log of 2 May",
        "kind": "observation",
        "voices": ["the-harbour-office"],
        "day": "2022-05-02",
    }
    assert entries(small, "voices")[-1] == {"id": "the-harbour-office", "name": "The harbour office"}
    assert in_process("check", project=small).code == 0


def test_a_record(small: Path) -> None:
    """Its passages can be quoted at once."""
    given = ("--title", "Grain", "--kind", "report", "--published", "2022-05-04", "--publisher", "daily")
    ran = in_process("add-record", *given, "--passage", "The grain came: all of it.", project=small)
    assert (ran.code, ran.stderr) == (0, "")
    assert entries(small, "records")[-1]["passages"] == [{"text": "The grain came: all of it."}]
    assert "source: grain\n" in in_process("quote", "all of it", project=small).stdout


def test_what_does_not_pass_is_not_written(small: Path) -> None:
    """An unknown voice, a wrong day, nobody whose word it is: nothing is written."""
    before = files_in(small)
    given = ("add-origin", "--title", "A log", "--kind", "document")
    refused = in_process(*given, "--voice", "nobody", project=small)
    assert (refused.code, "unknown-voice" in refused.stderr) == (1, True)
    assert in_process(*given, "--voice", "daily", "--day", "May", project=small).code == 1
    assert "Give --voice ID" in in_process(*given, project=small).stderr
    assert files_in(small) == before


@pytest.mark.parametrize("content", [b"schema: 1\n", b"schema: 1\n\norigins: {}\n", b"\xff\n"])
def test_a_list_that_cannot_be_added_to(content: bytes, small: Path) -> None:
    """The problem is told, and nothing is written, also not the new voice."""
    (small / "seeds/origins.yaml").write_bytes(content)
    before = files_in(small)
    given = ("--title", "A speech", "--kind", "statement", "--new-voice", "Eastland")
    ran = in_process("add-origin", *given, project=small)
    assert ran.code in (1, 2)
    assert "seeds/origins.yaml" in ran.stderr
    assert files_in(small) == before
