"""Golden cases: a folder each, with what differs from `_base`, the problems expected of it and the pages."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cases import CASES, lay_out
from tests.support.microsite import Ran, files_in, in_process, verbatim

NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir() and folder.name != "_base")


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """`check` prints exactly the expected problems; a good case gives exactly the expected pages.

    `test_build` takes some of the good cases through the real engine.
    """
    expected = CASES / name / "expected"
    pages = sorted(page.relative_to(expected / "pages") for page in (expected / "pages").rglob("*") if page.is_file())
    folder = lay_out(name, tmp_path / "project")
    checked = checked_and_generated(folder, in_process, generate=bool(pages))
    if request.config.getoption("--update"):
        expected.mkdir(exist_ok=True)
        (expected / "problems.txt").write_text(checked.stdout, encoding="utf-8")
        for page in pages:
            shutil.copyfile(folder / "docs" / page, expected / "pages" / page)
    assert checked.stderr == ""
    assert checked.stdout == (expected / "problems.txt").read_text(encoding="utf-8")
    assert checked.code == (0 if pages else 1)
    for page in pages:
        assert (folder / "docs" / page).read_text(encoding="utf-8") == (expected / "pages" / page).read_text(
            encoding="utf-8"
        )


def checked_and_generated(folder: Path, run: Callable[..., Ran], *, generate: bool) -> Ran:
    """What `check` prints, which writes nothing; then the pages are generated, if they are asked for."""
    given = files_in(folder)
    checked = run("check", project=folder)
    assert files_in(folder) == given
    if generate:
        generated = run("generate", project=folder)
        assert generated.code == 0, generated.stdout + generated.stderr
    return checked


@pytest.mark.parametrize("name", ["many-faults-at-once", "right-to-left"])
def test_a_process_of_its_own_gives_the_same(name: str, tmp_path: Path) -> None:
    """The cases run in this process; in one of its own, a command prints and writes the same to the byte."""
    here, there = (lay_out(name, tmp_path / run.__name__ / "project") for run in (in_process, verbatim))
    good = (CASES / name / "expected" / "pages").is_dir()
    assert checked_and_generated(here, in_process, generate=good) == checked_and_generated(
        there, verbatim, generate=good
    )
    assert files_in(here) == files_in(there)


def test_each_case_differs_from_the_base() -> None:
    """No file of a case repeats the base's; every case expects something."""
    base = files_in(CASES / "_base")
    for name in NAMES:
        own = {path: content for path, content in files_in(CASES / name).items() if not path.startswith("expected/")}
        assert [path for path, content in own.items() if base.get(path) == content] == []
        assert (CASES / name / "expected" / "problems.txt").is_file()
