"""`upgrade`: renews what nobody has edited, leaves the rest, and shows everything before it writes."""

import json
import re
from pathlib import Path

import pytest
from verbatim import __version__
from verbatim.desk.init import RECORD, hash_of

from tests.support.microsite import Ran, edit, files_in, in_process

OLD = "0.0.9"
OPTIONS = ("--name", "The Northern Daily", "--repository", "northern/facts")


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A repository as an older version would have made it: another Makefile and pin, and no issue form for errors."""
    folder = tmp_path / "facts"
    assert in_process("init", folder, *OPTIONS).code == 0
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    assert record["version"] == __version__
    (folder / "Makefile").write_text("site:\n\tpython3 make.py site\n", encoding="utf-8")
    record["files"]["Makefile"] = hash_of((folder / "Makefile").read_bytes())
    (folder / ".github/ISSUE_TEMPLATE/report-an-error.yml").unlink()
    del record["files"][".github/ISSUE_TEMPLATE/report-an-error.yml"]
    pin = f"verbatim-factcheck=={__version__}"
    edit(folder / "requirements.txt", pin, f"# Ours.\nverbatim-factcheck=={OLD} \\\n    --hash=sha256:00")
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")
    return folder


def new(tmp_path: Path) -> dict[str, bytes]:
    """The files of a repository as this version makes it."""
    in_process("init", tmp_path / "new", *OPTIONS)
    return files_in(tmp_path / "new")


def test_what_nobody_edited_is_renewed(older: Path, tmp_path: Path) -> None:
    """The Makefile and the pin are renewed, the form is added; comments and all data stay to the byte."""
    before = files_in(older)
    ran = in_process("upgrade", "--yes", project=older)
    assert (ran.code, ran.stderr) == (0, "")
    assert f"-verbatim-factcheck=={OLD} \\" in ran.stdout
    assert f"+verbatim-factcheck=={__version__}" in ran.stdout
    assert "-\tpython3 make.py site" in ran.stdout
    assert f"4 files were written, from Verbatim {OLD} to {__version__}." in ran.stdout
    after, made = files_in(older), new(tmp_path)
    assert b"# Ours.\n" in after["requirements.txt"]
    assert b"sha256:00" not in after["requirements.txt"]
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"Makefile", "requirements.txt", ".github/ISSUE_TEMPLATE/report-an-error.yml", RECORD}
    assert {name: after[name] for name in changed - {"requirements.txt"}} == {
        name: made[name] for name in changed - {"requirements.txt"}
    }
    again = in_process("upgrade", project=older)
    assert again == Ran(0, f"Nothing to do: the repository is as Verbatim {__version__} makes it.\n", "")


def test_what_was_edited_or_deleted_stays(older: Path) -> None:
    """It is named, and neither overwritten nor made again, in this upgrade and the next."""
    (older / "Makefile").write_text("mine:\n", encoding="utf-8")
    (older / ".github/dependabot.yml").unlink()
    for _ in range(2):
        ran = in_process("upgrade", "--yes", project=older)
        assert ran.code == 0
        assert "Edited here, and left as they are: Makefile." in ran.stdout
        assert "Deleted here: .github/dependabot.yml." in ran.stdout
        assert (older / "Makefile").read_text(encoding="utf-8") == "mine:\n"
        assert not (older / ".github/dependabot.yml").exists()


def test_other_line_ends_are_no_edit(older: Path) -> None:
    """Git on Windows may have written CRLF."""
    for name in ("Makefile", "make.py"):
        raw = (older / name).read_bytes()
        (older / name).write_bytes(raw.replace(b"\n", b"\r\n"))
    ran = in_process("upgrade", "--yes", project=older)
    assert ran.code == 0
    assert "Edited" not in ran.stdout
    assert b"\r\n" in (older / "make.py").read_bytes()
    assert b"\r\n" not in (older / "Makefile").read_bytes()


def test_nothing_is_written_without_consent(older: Path) -> None:
    """Without a terminal and without --yes it only shows the changes."""
    before = files_in(older)
    ran = in_process("upgrade", project=older)
    assert ran.code == 2
    assert "use --yes" in ran.stderr
    assert f"+verbatim-factcheck=={__version__}" in ran.stdout
    assert files_in(older) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("requirements.txt", f"verbatim-factcheck==99.{__version__}\n", "Install 99."),
        ("requirements.txt", "verbatim-factcheck>=0.1\n", "does not pin a version"),
        ("requirements.txt", None, "There is no requirements.txt"),
        (RECORD, None, "nobody can tell which files were edited"),
    ],
)
def test_it_says_why_it_cannot(name: str, content: str | None, said: str, older: Path) -> None:
    """An older version than the pinned one, no pin, or a repository that `init` did not make: nothing is written."""
    (older / name).unlink()
    if content is not None:
        (older / name).write_text(content, encoding="utf-8")
    before = files_in(older)
    ran = in_process("upgrade", "--yes", project=older)
    assert ran.code == 2
    assert said in " ".join(ran.stderr.split())
    assert files_in(older) == before


def test_old_names_of_keys(older: Path) -> None:
    """`on:` is still read, with one warning a file; `upgrade` writes `day:`, and leaves all else as it is."""
    claims, origins = older / "claims.yaml", older / "seeds/origins.yaml"
    new = b"\xef\xbb\xbf" + claims.read_bytes().replace(b"\n", b"\r\n") + b"# on: a comment\r\n"
    claims.write_bytes(re.sub(rb"(?m)^([^#\n]*\{)day: ", rb"\1on: ", new))
    edit(origins, "\n  day: 2022-05-04", '\n  "on": 2022-05-04   # on: that day')
    checked = in_process("check", "--format", "json", project=older)
    old = [row for row in checked.problems if row["code"] == "renamed-key"]
    assert [(row["file"], row["severity"]) for row in old] == [
        ("claims.yaml", "warning"),
        ("seeds/origins.yaml", "warning"),
    ]
    assert checked.code == 0
    was = origins.read_bytes()
    ran = in_process("upgrade", "--yes", project=older)
    assert (ran.code, ran.stderr) == (0, "")
    assert '+  "day": 2022-05-04   # on: that day' in ran.stdout
    assert claims.read_bytes() == new
    assert origins.read_bytes() == was.replace(b'"on": 2', b'"day": 2')
    assert not [row for row in in_process("check", "--format", "json", project=older).problems if "key" in row["code"]]


def test_data_without_a_record_of_init(older: Path) -> None:
    """A repository that `init` did not make gets the new names, and nothing else."""
    (older / RECORD).unlink()
    edit(older / "seeds/origins.yaml", "\n  day: 2022-05-04", "\n  on: 2022-05-04")
    before = files_in(older)
    assert in_process("upgrade", "--yes", project=older).code == 0
    after = files_in(older)
    assert {name for name in after if after[name] != before[name]} == {"seeds/origins.yaml"}
    assert "There is no .made-by-verbatim.json" in in_process("upgrade", "--yes", project=older).stderr
