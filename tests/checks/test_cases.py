"""Golden cases: a folder each, with what differs from `_base`, the problems expected of it and the pages."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cases import CASES, lay_out
from tests.support.microsite import Ran, files_in

NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir() and folder.name != "_base")


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, verbatim: Callable[..., Ran], request: pytest.FixtureRequest) -> None:
    """`check` prints exactly the expected problems; from a good case come exactly the expected pages.

    `test_build` takes some of the good cases through the real engine.
    """
    folder = lay_out(name, tmp_path / "project")
    given = files_in(folder)
    expected = CASES / name / "expected"
    pages = sorted(page.relative_to(expected / "pages") for page in (expected / "pages").rglob("*") if page.is_file())
    checked = verbatim("check", project=folder)
    assert files_in(folder) == given
    if pages:
        generated = verbatim("generate", project=folder)
        assert generated.code == 0, generated.stdout + generated.stderr
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


def test_each_case_differs_from_the_base() -> None:
    """No file of a case repeats the base's; every case expects something."""
    base = files_in(CASES / "_base")
    for name in NAMES:
        own = {path: content for path, content in files_in(CASES / name).items() if not path.startswith("expected/")}
        assert [path for path, content in own.items() if base.get(path) == content] == []
        assert (CASES / name / "expected" / "problems.txt").is_file()
