"""`verify`: whether this commit produces a published copy, file by file."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from tests.support.microsite import ROOT, Ran, buildable, edit, in_process
from tests.support.repository import commit, git

PACKED = "; its content may be the same, packed by another zlib: unpack it, and compare that with the copy"
ADDRESS = "https://facts.example/site/"


def pack_again(file: Path) -> None:
    """Pack the files of a ZIP as another zlib would: the same files in other bytes."""
    before = file.read_bytes()
    with ZipFile(BytesIO(before)) as old, ZipFile(file, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry), compresslevel=1)
    assert file.read_bytes() != before


def test_a_copy_is_verified(small: Path, tmp_path: Path) -> None:
    """A whole copy and its list of checksums pass; what was changed, removed or added is named; faults stop it."""
    assert in_process("build", project=small, SITE_URL=ADDRESS).code == 0
    copy = tmp_path / "copy"
    shutil.copytree(small / "site", copy)
    shutil.copy2(ROOT / "Makefile", tmp_path)
    shutil.copytree(copy, tmp_path / "site")
    subprocess.run(["make", "sums"], cwd=tmp_path, check=True)  # noqa: S607 - whichever make the workflow finds
    sums = shutil.copy2(tmp_path / "site" / "SHA256SUMS", tmp_path / "SHA256SUMS")
    files = sum(file.is_file() for file in copy.rglob("*"))
    shutil.copy2(ROOT / ".gitignore", small)
    commit(small)
    fine = f"All {files} files are what commit {git(small, 'rev-parse', 'HEAD')[:10]} produces.\n"
    assert in_process("verify", str(tmp_path / "site"), project=small, SITE_URL=ADDRESS) == Ran(0, fine, "")
    assert in_process("verify", str(sums), project=small, SITE_URL=ADDRESS).stdout == fine

    edit(copy / "claims" / "grain" / "index.html", "</body>", "Everybody says so.</body>")
    with (copy / "404.html").open("ab") as page:
        page.write(b"\n")
    (copy / "index.html").write_bytes((copy / "index.html").read_bytes()[:-1])
    pack_again(copy / "data" / "offline.zip")
    (copy / "robots.txt").unlink()
    (copy / "more.html").write_text("More.", encoding="utf-8")
    ran = in_process("verify", str(copy), project=small, SITE_URL=ADDRESS)
    assert ran.code == 1
    assert ran.stdout.splitlines() == [
        "404.html differs",
        "claims/grain/index.html differs",
        f"data/offline.zip differs{PACKED}",
        "index.html differs",
        "more.html is in the copy only",
        "robots.txt is missing from the copy",
        f"6 of {files + 1} files are not what commit {git(small, 'rev-parse', 'HEAD')[:10]} produces.",
    ]
    lines = sums.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "cut").write_text("".join(lines[1:]) + f"{'0' * 64}  ./more.html\n", encoding="utf-8")
    ran = in_process("verify", str(tmp_path / "cut"), project=small, SITE_URL=ADDRESS)
    assert ran.code == 1
    assert ran.stdout.splitlines()[:-1] == ["404.html is missing from the copy", "more.html is in the copy only"]
    (tmp_path / "cut").write_text("".join(lines)[:-9], encoding="utf-8")  # a file's name has lost its end
    assert in_process("verify", str(tmp_path / "cut"), project=small, SITE_URL=ADDRESS).code == 1
    (tmp_path / "cut").write_text("".join(lines)[9:], encoding="utf-8")
    assert in_process("verify", str(tmp_path / "cut"), project=small, SITE_URL=ADDRESS).code == 2
    with (small / "claims.yaml").open("a", encoding="utf-8") as claims:
        claims.write("# A comment, which changes no page.\n")
    changed = in_process("verify", str(sums), project=small, SITE_URL=ADDRESS)
    assert changed.code == 0
    assert changed.stdout.startswith(
        f"All {files} files are what the files here produce. No commit was verified: claims."
    )
    edit(small / "claims.yaml", "status: single-origin", "status: single-orign")
    ran = in_process("verify", str(sums), project=small, SITE_URL=ADDRESS)
    assert ran.code == 1
    assert "error[unknown-status]" in ran.stderr


def test_a_list_that_is_none(small: Path) -> None:
    """Wrong usage, with the line; so is a copy that is not there."""
    (small / "sums").write_text(f"{'0' * 64}  ./a.html\nindex.html\n", encoding="utf-8")
    ran = in_process("verify", str(small / "sums"), project=small)
    assert (ran.code, ran.stdout) == (2, "")
    assert "line 2 is not a checksum and a path" in ran.stderr
    (small / "sums").write_text("", encoding="utf-8")
    assert "line 1 is not a checksum and a path" in in_process("verify", str(small / "sums"), project=small).stderr
    assert in_process("verify", "nowhere", project=small).code == 2


def test_pages_that_the_engine_refuses(small: Path, tmp_path: Path) -> None:
    """Exit code 3, with what the engine says; without a repository no commit is verified."""
    (tmp_path / "sums").write_text(f"{'0' * 64}  ./index.html\n", encoding="utf-8")
    buildable(small)
    (small / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    ran = in_process("verify", str(tmp_path / "sums"), project=small)
    assert (ran.code, ran.stdout) == (3, "")
    assert "mkdocs failed" in ran.stderr


def test_without_a_repository(small: Path, tmp_path: Path) -> None:
    """What the files here produce is compared, and the reason is given."""
    (tmp_path / "sums").write_text(f"{'0' * 64}  ./index.html\n", encoding="utf-8")
    ran = in_process("verify", str(tmp_path / "sums"), project=small, GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert ran.code == 1
    assert "files are not what the files here produce. No commit was verified: " in ran.stdout
