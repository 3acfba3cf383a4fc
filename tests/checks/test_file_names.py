"""Names of data files that Windows or macOS cannot check out; the repository itself cannot hold such files."""

from pathlib import Path

import pytest

from tests.support.cases import lay_out
from tests.support.microsite import edit, in_process


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("seeds/articles/What now?.txt", "“What now?.txt” has the character '?'"),
        ("seeds/articles/originals/a:b.html", "“a:b.html” has the character ':'"),
        ("seeds/articles/PRN.txt", "“PRN.txt” is a name that Windows reserves"),
        ("seeds/articles/notes.", "“notes.” ends with a full stop"),
        ("seeds/aux/notes.txt", "“aux” is a name"),
        ("seeds/articles/Talks.txt", "“talks.txt” and “Talks.txt” are one file"),
        ("seeds/articles/cafe\u0301.txt", "are one file"),
    ],
)
def test_a_name_that_some_system_refuses(tmp_path: Path, file: str, words: str) -> None:
    """Also of files that no entry names, since the whole folder is checked out."""
    folder = lay_out("_base", tmp_path / "project")
    (folder / "seeds/articles/caf\u00e9.txt").write_text("x", encoding="utf-8")
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text("x", encoding="utf-8")
    (problem,) = in_process("check", "--format", "json", project=folder).problems
    assert problem["code"] == "unportable-name"
    assert words in problem["message"]


def test_a_stored_text_is_reported_at_its_entry(tmp_path: Path) -> None:
    """With a name that could be used."""
    folder = lay_out("_base", tmp_path / "project")
    (folder / "seeds/articles/talks.txt").rename(folder / "seeds/articles/talks: 1.txt")
    edit(folder / "seeds/articles.yaml", "file: talks.txt", "file: 'talks: 1.txt'")
    (problem,) = in_process("check", "--format", "json", project=folder).problems
    assert (problem["code"], problem["file"], problem["line"]) == ("unportable-name", "seeds/articles.yaml", 5)
    assert "“talks 1.txt”" in problem["hint"]


def test_files_of_claims(tmp_path: Path) -> None:
    """Two that differ only in case."""
    folder = lay_out("claims-in-several-files", tmp_path / "project")
    text = (folder / "claims/b.yaml").read_text(encoding="utf-8")
    (folder / "claims/B.yaml").write_text("schema: 1\nclaims: []\n", encoding="utf-8")
    (problem,) = in_process("check", "--format", "json", project=folder).problems
    assert problem["code"] == "unportable-name"
    assert text
