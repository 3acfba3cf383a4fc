"""Every write, rename or removal of a build that fails: the last good site stays, and the next build is right."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from verbatim.project import Project
from verbatim.site.build import build
from verbatim.site.engine import EngineError
from verbatim.site_address import SiteAddress

from tests.support.cases import lay_out
from tests.support.microsite import buildable, edit, files_in

# How Python changes what is on the disk, in this process; the engine writes only below .verbatim/.
CHANGES = [
    (Path, "write_bytes"),
    (Path, "write_text"),
    (Path, "rename"),
    (Path, "replace"),
    (Path, "mkdir"),
    (Path, "unlink"),
    (os, "rename"),
]
ADDRESS = SiteAddress("")


@contextmanager
def failing(number: int) -> Iterator[list[str]]:
    """Let one change of the disk fail, counted from 0, as on a full disk; gives the names of the changes so far."""
    done: list[str] = []

    def counted(name: str, change: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*given: Any, **options: Any) -> Any:
            done.append(f"{name} {given[0]}")
            if len(done) == number + 1:
                raise OSError(errno.ENOSPC, "No space left on device", str(given[0]))
            return change(*given, **options)

        return changed

    patches = [patch.object(where, name, counted(name, getattr(where, name))) for where, name in CHANGES]
    for one in patches:
        one.start()
    try:
        yield done
    finally:
        for one in patches:
            one.stop()


def edited(project: Path, words: str) -> None:
    """Change a word that many pages show."""
    policy = project / "policy.yaml"
    before = next(line for line in policy.read_text(encoding="utf-8").splitlines() if "definition: " in line)
    edit(policy, before, f"{before.partition('definition: ')[0]}definition: {words}.")


def test_every_change_of_the_disk_may_fail(tmp_path: Path) -> None:
    """A sample of the changes of a build, the first and the last ones among them, fail one after the other."""
    project = Project(buildable(lay_out("_base", tmp_path / "project")))
    assert build(project, ADDRESS).corpus
    edited(project.root, "Words that come first")
    with failing(10**9) as every:
        assert build(project, ADDRESS).corpus
    last = files_in(project.site)
    numbers = sorted({0, 1, *range(2, len(every), max(1, len(every) // 6)), *range(len(every) - 4, len(every))})
    for number in numbers:
        edited(project.root, f"Words of attempt {number}")
        with failing(number) as done:
            try:
                built = build(project, ADDRESS)
            except (OSError, EngineError):
                assert files_in(project.site) == last, done[-1]
            else:  # such as a removal that does no harm if it is not done
                assert built.corpus, done[-1]
                last = files_in(project.site)
    assert build(project, ADDRESS).corpus
    twin = Project(buildable(lay_out("_base", tmp_path / "twin")))
    edited(twin.root, f"Words of attempt {numbers[-1]}")
    assert build(twin, ADDRESS).corpus
    assert files_in(project.site) == files_in(twin.site)
    assert list(project.root.rglob("*.partial")) == []


@pytest.mark.parametrize("folder", ["docs", "site", ".verbatim"])
def test_a_file_in_the_place_of_a_folder(folder: str, tmp_path: Path) -> None:
    """What is in the way is not removed, and nothing else is changed."""
    project = Project(buildable(lay_out("_base", tmp_path / "project")))
    target = project.root / folder
    if target.is_dir():
        target.rename(tmp_path / "moved")
    target.write_bytes(b"something of the user")
    with pytest.raises((OSError, EngineError)):
        build(project, ADDRESS)
    assert target.read_bytes() == b"something of the user"


def test_a_link_in_the_place_of_the_site(tmp_path: Path) -> None:
    """A folder takes the place of the link, and what it leads to stays; a link to nowhere is no hindrance."""
    project = Project(buildable(lay_out("_base", tmp_path / "project")))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_bytes(b"something of the user")
    for target in (elsewhere, tmp_path / "nowhere"):
        project.site.symlink_to(target)
        for _ in range(2):
            assert build(project, ADDRESS).corpus
            assert project.site.is_dir()
            assert not project.site.is_symlink()
        project.site.rename(tmp_path / f"built-{target.name}")
    assert files_in(elsewhere) == {"index.html": b"something of the user"}
