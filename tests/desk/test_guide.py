"""The editors' guide is followed step by step: its commands print what it says, and its edits can be made.

In a page of the guide, a ```console block has commands after `$ ` and what they print; `…` stands for any words of a
line, and alone on a line for any lines. A ```diff block with the head `+++ FILE` is an edit of that file; a ```yaml
block with the head `# FILE` is a new file.
"""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.microsite import ROOT, in_process
from tests.support.repository import commit

GUIDE = ROOT / "docs" / "editors"
TASKS = ["correction", "claim", "article", "publishing"]

# What changes from run to run, such as line numbers, paths of folders and the day of today, is `…` in the pages.
ANY = "…"


def blocks(task: str) -> Iterator[tuple[str, str]]:
    """The blocks of a page: what kind each is, and its text."""
    page = (GUIDE / task / "index.md").read_text(encoding="utf-8")
    yield from re.findall(r"^```(console|diff|yaml)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


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


def apply(folder: Path, diff: str) -> None:
    """Make an edit; the old lines must be in the file exactly once."""
    head, *lines = diff.splitlines()
    file = folder / head.removeprefix("+++ ")
    text = file.read_text(encoding="utf-8")
    old = "\n".join(line[1:] for line in lines if line[:1] in (" ", "-"))
    new = "\n".join(line[1:] for line in lines if line[:1] in (" ", "+"))
    assert text.count(old) == 1, f"{head}: these lines are in it {text.count(old)} times:\n{old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("task", TASKS)
def test_the_guide_can_be_followed(task: str, newsroom: Path) -> None:
    """In the newsroom, whose record its examples are from, commands print what a page says, and every edit fits."""
    folder = newsroom
    shutil.copy2(ROOT / "tests" / "desk" / "guide" / "story.html", folder)
    commit(folder, "As published")
    followed = 0
    for kind, text in blocks(task):
        if kind == "diff":
            apply(folder, text)
        elif kind == "yaml":
            (folder / text.partition("\n")[0].removeprefix("# ")).write_text(text, encoding="utf-8")
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
