"""Every command that writes, on a disk that refuses any one of its changes: nothing is lost, and it says what to do."""

import gc
import io
import json
import shutil
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from verbatim import cli
from verbatim.desk.init import RECORD, hash_of
from verbatim.output import Output, write_files, write_generated
from verbatim.project import Project

from tests.support.cases import lay_out
from tests.support.faulty_disk import refusing
from tests.support.microsite import Ran, buildable, edit, files_in
from tests.support.repository import commit

WORDS = "Ships left the harbour on Monday evening with much grain aboard, officials said in the capital.\n" * 20
CLAIM = ["new", "--claim", "It was refused.", "--kind", "said", "--draft"]
ARTICLE = ["add-source", "more.txt", "--yes", "--id", "more", "--title", "More", "--new-voice", "The Weekly"]
WHERE = ["--published", "2022-05-03", "--url", "https://daily.example/more", "--rights", "The text is invented."]
AMENDED = ["amend", "no-signature", "--kind", "corrected", "--what", "A word.", "--why", "Tried."]
ORIGIN = ["add-origin", "--title", "A speech", "--kind", "statement", "--new-voice", "Eastland", "--day", "2022-05-01"]
RECORDED = ["--published", "2022-05-01", "--publisher", "daily", "--passage", "Ships left.", "--url", WHERE[3]]
COMMANDS = {
    "new": CLAIM,
    "amend": AMENDED,
    "add-source": [*ARTICLE, *WHERE],
    "add-origin": ORIGIN,
    "add-record": ["add-record", "--title", "A report", "--kind", "report", *RECORDED],
    "split": ["split"],
    "schema": ["schema"],
    "init": ["init", "made", "--split"],
    "upgrade": ["upgrade", "--yes", "--project", "older"],
}


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A project under version control with a changed claim and a text to add."""
    project = lay_out("_base", tmp_path / "start")
    (project / "more.txt").write_text(WORDS, encoding="utf-8")
    commit(project)
    edit(project / "claims.yaml", "finding: Yes.", "finding: Yes, it did.")
    return project


def add_older(project: Path) -> None:
    """Add the older repository that `upgrade` renews, in a folder of its own."""
    older = project / "older"
    assert run(project, ["init", "older"]).code == 0
    record = json.loads((older / RECORD).read_text(encoding="utf-8"))
    for name in ("Makefile", "make.py"):
        (older / name).write_text("# Older.\n", encoding="utf-8")
        record["files"][name] = hash_of((older / name).read_bytes())
    (older / RECORD).write_text(json.dumps(record), encoding="utf-8")


def run(project: Path, arguments: list[str]) -> Ran:
    """A command as a shell runs it, with its exit code for an error of the system, but in this process."""
    printed, warned, threshold = io.StringIO(), io.StringIO(), gc.get_threshold()
    with (
        chdir(project),
        patch.object(sys, "argv", ["verbatim", *arguments]),
        redirect_stdout(printed),
        redirect_stderr(warned),
        pytest.raises(SystemExit) as end,
    ):
        cli.main()
    gc.set_threshold(*threshold)
    return Ran(int(end.value.code or 0), printed.getvalue(), warned.getvalue())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_refused_change(name: str, start: Path, tmp_path: Path) -> None:
    """The files are as before or as after, whichever change is refused; only schemas and unused copies may be cut."""
    arguments = COMMANDS[name]
    if name == "upgrade":
        add_older(start)
    done = Path(shutil.copytree(start, tmp_path / "done"))
    assert run(done, arguments).code == 0
    before, after = files_in(start), files_in(done)
    assert before != after
    number = failed = 0
    refused = True
    while refused:
        project = Path(shutil.copytree(start, tmp_path / "tried", symlinks=True))
        with refusing(number) as disk:
            ran = run(project, arguments)
        refused = disk.refused
        said = (disk.changes[-1], ran.stderr)
        now = files_in(project)
        if name == "init" and ran.code == 0:  # each site gets an id of its own
            assert now.keys() == after.keys(), said
        else:
            assert now == (before if ran.code else after) or (now == after and "rmdir" in disk.changes[number]), said
        assert ran.code in (0, 3), said
        if ran.code:
            failed += 1
            assert ran.stderr.startswith("verbatim: the system refused something: [Errno "), said
            assert ran.stderr.endswith("Mend that, and try again.\n"), said
            assert run(project, arguments).code == 0, said
        shutil.rmtree(project)
        number += 7 if name == "init" else 1  # its hundred changes are of one kind
    assert failed > 2


def test_a_full_disk(start: Path, tmp_path: Path) -> None:
    """From some write on the disk takes no more, not even what would restore a file: still all or nothing."""
    done = Path(shutil.copytree(start, tmp_path / "done"))
    assert run(done, COMMANDS["add-source"]).code == 0
    number, code = 0, 3
    while code:
        project = Path(shutil.copytree(start, tmp_path / "tried", symlinks=True))
        with refusing(number, full=True) as disk:
            code = run(project, COMMANDS["add-source"]).code
        assert files_in(project) == files_in(start if code else done), disk.changes
        shutil.rmtree(project)
        number += 1
    assert number > 10


def test_every_change_of_generated_files(small: Path) -> None:
    """Pages are old or new, never half or lost, and the next run makes them as they should be."""
    project = Project(small)
    old = [Output("a.md", "A"), Output("claims/b.md", "B"), Output("gone/c.md", "C")]
    new = [Output("a.md", "A, new"), Output("claims/b.md", "B, new"), Output("fresh/d.md", "D")]
    number, refused = 0, True
    while refused:
        assert write_generated(project, old).problems == ()
        before = files_in(project.docs)
        with refusing(number) as disk:
            try:
                written = write_generated(project, new)
                assert written.problems == ()
            except OSError:
                assert disk.refused
        refused = disk.refused
        now = files_in(project.docs)
        expected = {output.path: output.bytes for output in new}
        for path in {*before, *expected}:
            assert now.get(path) in (before.get(path), expected.get(path)), (path, disk.changes)
        assert now.keys() <= before.keys() | expected.keys()
        assert write_generated(project, new).problems == ()
        assert files_in(project.docs) == expected
        number += 1
    assert number > 15


def test_a_sample_of_the_changes_of_generate(tmp_path: Path) -> None:
    """The real command: the same, and a plain error."""
    project = buildable(lay_out("_base", tmp_path / "project"))
    with refusing(10**9) as all_changes:
        assert run(project, ["generate", "--quiet"]).code == 0
    after = files_in(project / "docs")
    shutil.rmtree(project)
    for number in range(0, len(all_changes.changes), len(all_changes.changes) // 8):
        buildable(lay_out("_base", project))
        with refusing(number) as disk:
            ran = run(project, ["generate", "--quiet"])
        assert (ran.code, disk.refused) == (3, True), disk.changes[number]
        assert "the system refused something" in ran.stderr
        now = files_in(project / "docs")
        assert {path for path, content in now.items() if content != after.get(path)} == set()
        assert run(project, ["generate", "--quiet"]).code == 0
        assert files_in(project / "docs") == after
        assert list(project.rglob("*.partial")) == []
        shutil.rmtree(project)


def test_folders_of_a_refused_write_are_removed(tmp_path: Path) -> None:
    """Those that were made for it alone, so that an empty folder is empty again."""
    (tmp_path / "here").mkdir()
    files = {tmp_path / "here/a": b"a", tmp_path / "new/folder/b": b"b", tmp_path / "new/c": b"c"}
    with refusing(9), pytest.raises(OSError, match="Errno"):
        write_files(files)
    assert list(tmp_path.rglob("*")) == [tmp_path / "here"]


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    """Nothing is written, and the folder stays."""
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError):
        write_files({tmp_path / "a": b"a", tmp_path / "b": b"b"})
    assert list(tmp_path.rglob("*")) == [tmp_path / "b"]
