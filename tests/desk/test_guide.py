"""The editors' guide is followed step by step: its commands print what it says, and its edits can be made.

In what is printed, `…` stands for any words of a line, and alone on a line for any lines.
"""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.guide import GUIDE, blocks, follow
from tests.support.microsite import ROOT, in_process
from tests.support.repository import commit

TASKS = ["correction", "claim", "article", "publishing", "look"]

# What changes from run to run, such as line numbers, paths of folders and the day of today, is `…` in the pages.
ANY = "…"


def sessions(block: str) -> Iterator[tuple[list[str], str]]:
    """The commands of a block, each with what it prints."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield shlex.split(command), printed


def pattern(printed: str) -> str:
    """A regular expression for what a page says is printed; indents are ignored, since they depend on line numbers."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == ANY else " *" + ".*".join(map(re.escape, line.strip().split(ANY))) + r" *\n"
        for line in printed.splitlines()
    ]
    return "".join(lines) + r"\n*"


@pytest.mark.parametrize("task", TASKS)
def test_the_guide_can_be_followed(task: str, newsroom: Path) -> None:
    """In the newsroom, whose record its examples are from, commands print what a page says, and every edit fits."""
    folder = newsroom
    shutil.copy2(ROOT / "tests" / "desk" / "guide" / "story.html", folder)
    commit(folder, "As published")
    followed = 0
    for kind, text in blocks(task):
        if kind != "console":
            follow(folder, kind, text)
        else:
            for command, printed in sessions(text):
                program, *arguments = command
                assert program == "verbatim"
                ran = in_process(*arguments, cwd=folder)
                assert re.fullmatch(pattern(printed), ran.stdout + ran.stderr), (
                    f"{shlex.join(command)}\n{ran.stdout}{ran.stderr}"
                )
        followed += 1
    assert followed >= 4


def test_the_guide_leads_to_every_task_and_to_the_errors() -> None:
    """Its first page links to each of them."""
    first = (GUIDE / "index.md").read_text(encoding="utf-8")
    for task in [*TASKS, "first-site", "errors"]:
        assert f"({task}/index.md)" in first


def test_what_is_said_to_be_printed_is_compared() -> None:
    """The comparison itself can fail."""
    assert re.fullmatch(pattern("a\n…\n"), "a\nb\nc\n")
    assert re.fullmatch(pattern("a … b\n"), "a 12 b\n")
    assert not re.fullmatch(pattern("b\n"), "a\n")
    assert not re.fullmatch(pattern("a\n"), "a\nb\n")
