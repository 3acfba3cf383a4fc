"""The ZIP of the offline copy: the same bytes whatever the last one was, and nothing taken from a changed one."""

import io
import zlib
from datetime import date
from hashlib import shake_128
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from verbatim.project import Project
from verbatim.site.packing import Packed, Packer, _deflated, note_copy, noted_copy

DAY = date(2026, 11, 28)

PATHS = ("index.html", "a/index.html", "ä.css", "data/claims.db")
# Random letters, so that they are as long when they are compressed, in lines of various lengths.
LETTERS = shake_128(b"letters").digest(900_000).translate(bytes(range(97, 123)) * 9 + b"{" * 22)
LONG = st.tuples(st.integers(0, 900_000), st.binary(max_size=50)).map(
    lambda place: LETTERS[: place[0]] + place[1] + LETTERS[place[0] :]
)
FILES = st.dictionaries(st.sampled_from(PATHS), st.binary(max_size=50) | st.sampled_from([b"<p>" * 999, b""]) | LONG)


def packed(files: dict[str, bytes], folder: str, day: date, last: Packed | None = None) -> Packed:
    """The ZIP of some files."""
    packer = Packer(last)
    for path, content in files.items():
        packer.add(path, content)
    return packer.zip(folder, day)


@pytest.fixture
def deflated(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The pieces that were compressed."""
    pieces = list[bytes]()

    def noted(before: bytes, content: bytes, *, is_last: bool) -> bytes:
        pieces.append(content)
        return _deflated(before, content, is_last=is_last)

    monkeypatch.setattr("verbatim.site.packing._deflated", noted)
    return pieces


def opened(content: bytes) -> dict[str, bytes]:
    """The files of a ZIP, by their paths in its folder."""
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(archive.namelist())
        assert {(entry.compress_type, entry.create_system, entry.external_attr) for entry in archive.infolist()} <= {
            (ZIP_DEFLATED, 3, 0o100644 << 16)
        }
        return {name.removeprefix("site/"): archive.read(name) for name in archive.namelist()}


@settings(max_examples=30)
@given(FILES, FILES, st.sampled_from(["site", "other"]), st.sampled_from([DAY, date(2020, 1, 1)]))
def test_the_last_zip_changes_nothing(files: dict[str, bytes], last: dict[str, bytes], folder: str, day: date) -> None:
    """Whatever was in it, in whichever folder and of whichever day."""
    expected = packed(files, "site", DAY)
    assert opened(expected.bytes) == files
    assert packed(files, "site", DAY, packed({**last, **files}, folder, day)) == expected
    assert packed(files, "site", DAY, packed(last, folder, day)) == expected
    for entry in expected.entries.values():
        assert b"".join(expected.bytes[start : start + size] for _, start, size in entry.pieces) in expected.bytes


def test_pieces_are_as_small_as_a_whole() -> None:
    """Each refers to what is before it, so that nothing is lost but a few bytes."""
    text = b"\n".join(b'{"id": "%d", "text": "%s"}' % (number, LETTERS[:400]) for number in range(2000))
    whole = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    size = len(whole.compress(text) + whole.flush())
    (entry,) = packed({"data": text}, "site", DAY).entries.values()
    assert 3 < len(entry.pieces) < 8
    assert sum(piece.size for piece in entry.pieces) < size * 1.02


def test_an_edit_of_a_large_file_changes_few_pieces(deflated: list[bytes]) -> None:
    """The one with the edit and the next, which refers to it; seldom others, up to the next that begins alike."""
    last, places = packed({"data": LETTERS}, "site", DAY), range(0, 900_000, 30_011)
    assert len(last.entries["data"].pieces) > 5
    deflated.clear()
    for place in places:
        edited = LETTERS[:place] + b"An edit. " + LETTERS[place:]
        assert opened(packed({"data": edited}, "site", DAY, last).bytes) == {"data": edited}
    assert len(places) < len(deflated) < 2.5 * len(places)


def test_what_has_not_changed_is_not_compressed_again(deflated: list[bytes]) -> None:
    """Only the changed file and the new one are."""
    last = packed({"a": b"a" * 99, "b": b"b" * 99}, "site", DAY)
    deflated.clear()
    packed({"a": b"a" * 99, "b": b"B" * 99, "c": b"c"}, "site", DAY, last)
    assert deflated == [b"B" * 99, b"c"]


def test_a_file_is_taken_if_it_was_made_from_the_same() -> None:
    """With what it leads to; not if nobody said what it was made from, nor under another path."""
    first = Packer()
    first.add("a", b"a", "its hash", {"b", "c"})
    first.add("b", b"b")
    last = first.zip("site", DAY)
    again = Packer(last)
    assert again.take("a", "its hash") == ["b", "c"]
    assert again.take("a", "another hash") is None
    assert again.take("b", "its hash") is None
    assert again.take("c", "its hash") is None
    again.add("b", b"b")
    assert again.zip("site", DAY) == last


def test_only_the_zip_that_was_noted_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one that is missing, that was changed, or that another version of the program has compressed."""
    project, file, other, nothing = Project(tmp_path), tmp_path / "offline.zip", tmp_path / "other.zip", Packed()
    packer = Packer()
    packer.add("a", b"a", "its hash", {"b"})
    packer.add("b", LETTERS)
    zipped = packer.zip("site", DAY)
    project.workshop.mkdir()
    assert noted_copy(project, file) == nothing
    file.write_bytes(zipped.bytes)
    assert noted_copy(project, file) == nothing
    note_copy(project, zipped)
    assert noted_copy(project, file) == zipped
    assert noted_copy(project, other) == nothing
    other.write_bytes(zipped.bytes.replace(b"a", b"b"))
    assert noted_copy(project, other) == nothing
    assert noted_copy(project, other, file) == zipped
    monkeypatch.setattr("zlib.ZLIB_RUNTIME_VERSION", "0")
    assert noted_copy(project, file) == nothing
    monkeypatch.undo()
    for broken in ("[", "[]", "{}", '{"entries": {"a": 1}}', '{"entries": {"a": ["", [7], 1, 1, []]}}', "null"):
        (tmp_path / ".verbatim" / "offline_copy.json").write_text(broken, encoding="utf-8")
        assert noted_copy(project, file) == nothing
