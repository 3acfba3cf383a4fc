"""The ZIP of the offline copy: the same bytes whatever the last one was, and nothing taken from a changed one."""

import io
import zlib
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.project import Project
from verbatim.site.packing import Packer, note_copy, noted_copy

DAY = date(2026, 11, 28)

PATHS = ("index.html", "a/index.html", "ä.css", "data/claims.db")
FILES = st.dictionaries(st.sampled_from(PATHS), st.binary(max_size=50) | st.sampled_from([b"<p>" * 999, b""]))


def packed(files: dict[str, bytes], folder: str, day: date, last: bytes = b"") -> bytes:
    """The ZIP of some files."""
    packer = Packer(last)
    for path, content in files.items():
        packer.add(path, content)
    return packer.zip(folder, day)


def written(files: dict[str, bytes]) -> bytes:
    """The same as `zipfile` writes it."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for path, raw in sorted(files.items()):
            entry = ZipInfo(f"site/{path}", (DAY.year, DAY.month, DAY.day, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o100644 << 16
            archive.writestr(entry, raw)
    return content.getvalue()


@given(FILES, FILES, st.sampled_from(["site", "other"]), st.sampled_from([DAY, date(2020, 1, 1)]))
def test_the_last_zip_changes_nothing(files: dict[str, bytes], last: dict[str, bytes], folder: str, day: date) -> None:
    """Whatever was in it, in whichever folder and of whichever day."""
    expected = written(files)
    assert packed(files, "site", DAY) == expected
    again = packed(files, "site", DAY, packed({**last, **files}, folder, day))
    assert again == expected
    assert packed(files, "site", DAY, packed(last, folder, day)) == expected
    with ZipFile(io.BytesIO(expected)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"site/{path}": files[path] for path in files
        }


def test_what_has_not_changed_is_not_compressed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the changed file and the new one are."""
    last = packed({"a": b"a" * 99, "b": b"b" * 99}, "site", DAY)
    compressed = list[bytes]()
    monkeypatch.setattr("verbatim.site.packing._deflated", lambda content: compressed.append(content) or b"")
    packed({"a": b"a" * 99, "b": b"B" * 99, "c": b""}, "site", DAY, last)
    assert compressed == [b"B" * 99, b""]


def test_a_content_with_the_same_checksum_is_another_one() -> None:
    """These two words have one CRC-32 and one length."""
    assert zlib.crc32(b"plumless") == zlib.crc32(b"buckeroo")
    last = packed({"a": b"plumless"}, "site", DAY)
    assert packed({"a": b"buckeroo"}, "site", DAY, last) == written({"a": b"buckeroo"})


def test_only_the_zip_that_was_noted_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one that is missing, that was changed, or that another version of the program has compressed."""
    project, file, content = Project(tmp_path), tmp_path / "offline.zip", packed({"a": b"a"}, "site", DAY)
    project.workshop.mkdir()
    assert noted_copy(project, file) == b""
    file.write_bytes(content)
    assert noted_copy(project, file) == b""
    note_copy(project, content)
    assert noted_copy(project, file) == content
    file.write_bytes(content.replace(b"a", b"b"))
    assert noted_copy(project, file) == b""
    file.write_bytes(content)
    monkeypatch.setattr("zlib.ZLIB_RUNTIME_VERSION", "0")
    assert noted_copy(project, file) == b""
    (tmp_path / ".verbatim" / "offline_copy.json").write_text("[", encoding="utf-8")
    assert noted_copy(project, file) == b""
