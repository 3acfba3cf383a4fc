"""The replacement of site/: whatever fails, the last good site is there."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from verbatim.long_work.file_hashes import hashes_of
from verbatim.problems import Problem
from verbatim.project import Project
from verbatim.site import build as build_module
from verbatim.site.build import build, put_back, replace_folder
from verbatim.site.engine import environment
from verbatim.site.last_build import by_hand, is_current, last_build
from verbatim.site_address import SiteAddress

from tests.support.cases import lay_out
from tests.support.microsite import buildable, corpus_of, edit, files_in

RENAME = Path.rename


def failing(number: int, error: BaseException) -> Callable[[Path, Path], Path]:
    """`Path.rename`, of which one call fails, counted from 1."""
    calls = iter(range(1, 99))

    def rename(path: Path, target: Path) -> Path:
        if next(calls) == number:
            raise error
        return RENAME(path, target)

    return rename


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A folder, a fresh one, and the place for the old one, where an earlier run left something."""
    folder, fresh, old = tmp_path / "site", tmp_path / "fresh", tmp_path / "old"
    for path, content in ((folder, "last"), (fresh, "next"), (old, "left over")):
        path.mkdir()
        (path / "index.html").write_text(content, encoding="utf-8")
    return folder, fresh, old


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), PermissionError(13, "no"), KeyboardInterrupt()]
)
@pytest.mark.parametrize("number", [1, 2])
def test_a_rename_that_fails_leaves_the_folder(
    number: int, error: BaseException, folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first or the second rename fails, for any reason: the folder is as it was, and the error goes on."""
    folder, fresh, old = folders
    monkeypatch.setattr(Path, "rename", failing(number, error))
    with pytest.raises(type(error)):
        replace_folder(folder, fresh, old)
    assert (folder / "index.html").read_text(encoding="utf-8") == "last"
    assert (fresh / "index.html").read_text(encoding="utf-8") == "next"


def test_the_first_folder_that_cannot_be_put_in_place(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There was no folder, and what an earlier run left is not taken for one."""
    folder, fresh, old = folders
    shutil.rmtree(folder)
    monkeypatch.setattr(Path, "rename", failing(1, PermissionError(13, "no")))
    with pytest.raises(PermissionError):
        replace_folder(folder, fresh, old)
    assert not folder.exists()


def test_nothing_is_put_back_over_a_folder(folders: tuple[Path, Path, Path]) -> None:
    """Only a missing folder is replaced by the old one."""
    folder, _, old = folders
    put_back(folder, old)
    assert (folder / "index.html").read_text(encoding="utf-8") == "last"
    shutil.rmtree(folder)
    put_back(folder, old)
    assert (folder / "index.html").read_text(encoding="utf-8") == "left over"
    assert not old.exists()


def test_a_build_that_fails_to_replace_the_site_leaves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second rename of a real build fails, and after that one was killed there: site/ is the last good one."""
    project = Project(buildable(lay_out("_base", tmp_path / "project")))
    site, address = project.site, SiteAddress("")
    assert build(project, address).corpus
    last = files_in(site)
    edit(project.root / "policy.yaml", "definition: It traces to one voice.", "definition: One voice says it.")
    with monkeypatch.context() as patch:
        # The first rename is that of the search index.
        patch.setattr(Path, "rename", failing(3, OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space"):
            build(project, address)
    assert files_in(site) == last

    site.rename(project.workshop / "site.old")
    edit(project.root / "claims.yaml", "schema: 1", "schema: one")
    assert build(project, address).corpus is None
    assert files_in(site) == last


def test_words_that_are_written_during_a_build_are_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data or a handwritten page may change while they are read; the site is not taken for theirs."""
    project = Project(buildable(lay_out("_base", tmp_path / "project")))
    address, whole = SiteAddress(""), build_module.make_site
    late = {
        "claims.yaml": ("finding: Only Southland says so.", "finding: Southland alone says so."),
        "docs/editors/index.md": ("", "\nA late word.\n"),
    }
    for name, (old, new) in late.items():

        def and_write(*given: Any, name: str = name, old: str = old, new: str = new) -> list[Problem]:
            text = (project.root / name).read_text(encoding="utf-8")
            (project.root / name).write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
            return whole(*given)

        (project.workshop / "last_build.json").unlink(missing_ok=True)
        with monkeypatch.context() as patch:
            patch.setattr(build_module, "make_site", and_write)
            assert build(project, address).corpus
        assert build(project, address).corpus
        pages = b"".join(content for path, content in files_in(project.site).items() if path.endswith(".html"))
        assert new.removeprefix("finding: ").strip().encode() in pages
        found = hashes_of(project.site, last_build(project).site)
        assert is_current(project, environment(corpus_of(project.root), address), by_hand(project), found)
