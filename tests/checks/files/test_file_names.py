"""Names of data files that Windows or macOS cannot check out; the repository itself cannot hold such files."""

import shutil
from pathlib import Path

import pytest
from verbatim.quotation.text.source_text import sha256_of

from tests.support.cases import lay_out
from tests.support.microsite import edit, in_process


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("talks: 1.txt", "“talks: 1.txt” has the character ':'"),
        ("PRN.txt", "“PRN.txt” is a name that Windows reserves"),
        ("talks.", "“talks.” ends with a full stop"),
        ("originals/what?.txt", "“what?.txt” has the character '?'"),
    ],
)
def test_a_name_that_some_system_refuses(tmp_path: Path, name: str, words: str) -> None:
    """Reported at the entry that names the file, with a name that could be used."""
    folder = lay_out("_base", tmp_path / "project")
    stored, entries = folder / "seeds/articles", folder / "seeds/articles.yaml"
    (stored / "originals").mkdir(exist_ok=True)
    if "/" in name:
        shutil.copy(stored / "talks.txt", stored / name)
        edit(
            entries,
            "  title:",
            f"  original_file: '{name}'\n  original_sha256: {sha256_of((stored / name).read_bytes())}\n  title:",
        )
    else:
        (stored / "talks.txt").rename(stored / name)
        edit(entries, "file: talks.txt", f"file: '{name}'")
    (problem,) = in_process("check", "--format", "json", project=folder).problems
    assert (problem["code"], problem["file"]) == ("unportable-name", "seeds/articles.yaml")
    assert words in problem["message"]
    assert problem["hint"].startswith("rename it, for example to “")


def test_a_file_that_differs_from_a_stored_text_only_in_case(tmp_path: Path) -> None:
    """Whether an entry names the other or not."""
    folder = lay_out("_base", tmp_path / "project")
    (folder / "seeds/articles/Talks.TXT").write_text("x", encoding="utf-8")
    (problem,) = in_process("check", "--format", "json", project=folder).problems
    assert problem["code"] == "unportable-name"
    assert "“talks.txt” and “Talks.TXT” are one file" in problem["message"]


def test_files_of_claims(tmp_path: Path) -> None:
    """Two that differ only in case."""
    folder = lay_out("claims-in-several-files", tmp_path / "project")
    (folder / "claims/B.yaml").write_text("schema: 1\nclaims: []\n", encoding="utf-8")
    problems = in_process("check", "--format", "json", project=folder).problems
    assert {problem["code"] for problem in problems} == {"unportable-name"}
    assert {problem["file"] for problem in problems} == {"claims/B.yaml", "claims/b.yaml"}
