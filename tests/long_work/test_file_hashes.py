"""The hashes of files are the same from another process as from this one, and leave out what is not there."""

import hashlib
import os
from pathlib import Path

import pytest
from verbatim.long_work import file_hashes
from verbatim.long_work.file_hashes import begun_hashes, hashes_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of all kinds: empty, long, below a folder, and in another script."""
    (tmp_path / "below").mkdir()
    contents = {"empty": b"", "long": b"word " * 100_000, "below/page.html": b"<p>", "صفحة": b"\xff\0"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("fewest", [1, 5000])
def test_hashes_are_those_of_the_contents(folder: Path, fewest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is missing has none, nor has a folder; with few files no other process is started."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(file_hashes, "_MIN_FILES_FOR_PROCESSES", fewest)
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    expected = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    names = [*files, "missing", "below", *(f"missing-{number}" for number in range(200))]
    with begun_hashes(folder, names) as found:
        assert found() == expected == hashes_of(folder, names)


def test_the_other_process_begins_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is hashed here where there are many files."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(file_hashes, "_MIN_FILES_FOR_PROCESSES", 1)
    with begun_hashes(folder, ["long"]) as found:
        monkeypatch.delattr(hashlib, "sha256")
        assert found().keys() == {"long"}


def test_without_files_there_are_no_hashes(tmp_path: Path) -> None:
    """As in the first build of a project, which has no site yet."""
    with begun_hashes(tmp_path / "site", []) as found:
        assert found() == {}
