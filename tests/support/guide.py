"""The editors' guide as a script: its blocks in order, its edits and its new files.

In a page of the guide, a ```console block has commands after `$ ` and what they print. A ```diff block with the head
`+++ FILE` is an edit of that file; a ```yaml block with the head `# FILE` is a new file, as is a ```xml or ```markdown
block with the head `<!-- FILE -->`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.microsite import ROOT, copy_newsroom

GUIDE = ROOT / "docs" / "editors"


def blocks(task: str) -> Iterator[tuple[str, str]]:
    """The blocks of a page: what kind each is, and its text."""
    page = (GUIDE / task / "index.md").read_text(encoding="utf-8")
    yield from re.findall(r"^```(console|diff|yaml|xml|markdown)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def follow(folder: Path, kind: str, text: str) -> None:
    """Make the edit or the new file of a block that has no commands."""
    if kind == "diff":
        _edit(folder, text)
    else:
        file = folder / text.partition("\n")[0].strip("#<!-> ")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def own_newsroom(target: Path) -> Path:
    """The invented newsroom with a look and pages of its own, as the guide makes them."""
    copy_newsroom(target)
    for kind, text in blocks("look"):
        if kind != "console":
            follow(target, kind, text)
    return target


def _edit(folder: Path, diff: str) -> None:
    """Make an edit; the old lines must be in the file exactly once."""
    head, *lines = diff.splitlines()
    file = folder / head.removeprefix("+++ ")
    text = file.read_text(encoding="utf-8")
    old = "\n".join(line[1:] for line in lines if line[:1] in (" ", "-"))
    new = "\n".join(line[1:] for line in lines if line[:1] in (" ", "+"))
    assert text.count(old) == 1, f"{head}: these lines are in it {text.count(old)} times:\n{old}"
    file.write_text(text.replace(old, new), encoding="utf-8")
