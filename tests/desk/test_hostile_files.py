"""`add-source`, `scan` and `new` on files that somebody made to do harm: a plain refusal, or the words alone."""

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.test_add_source import FACTS, Desk
from tests.desk.test_add_source import desk as desk  # noqa: PLC0414 - a fixture
from tests.support.microsite import Ran, files_in, in_process
from tests.support.repository import commit
from tests.support.webpages import page

PARAGRAPHS = tuple(
    f"Ship {number} left the harbour on Monday evening with {number},000 tonnes of grain aboard, officials said."
    for number in range(1, 9)
)
ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE html SYSTEM "http://127.0.0.1:9/all.dtd" [
<!ENTITY private SYSTEM "file:///etc/passwd">
<!ENTITY a "grain "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
"""


@pytest.mark.parametrize("command", ["add-source", "scan"])
@pytest.mark.parametrize("odd", ["pipe", "device"])
def test_what_is_no_file(odd: str, command: str, desk: Desk) -> None:
    """Nobody waits for a pipe, and a device without an end is not read."""
    file = desk.saved("a.txt", "Words.")
    file.unlink()
    os.mkfifo(file) if odd == "pipe" else file.symlink_to("/dev/zero")
    before = files_in(desk.project)
    ran = in_process(command, file, *(FACTS if command == "add-source" else []), project=desk.project)
    assert ran.code == 1
    assert "error[unreadable-file] this is no ordinary file, but a pipe or a device" in ran.stderr
    assert files_in(desk.project) == before


@pytest.mark.parametrize("command", ["add-source", "scan"])
def test_a_hundred_megabytes(command: str, desk: Desk) -> None:
    """Refused by their size; no more is read than shows it."""
    file = desk.saved("a.html", page())
    with file.open("r+b") as large:
        large.truncate(100 * 1024 * 1024)
    before = files_in(desk.project)
    tracemalloc.start()
    ran = in_process(command, file, *(FACTS if command == "add-source" else []), project=desk.project)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert ran.code == 1
    assert "error[unreadable-file] the file has more than 16,777,216 bytes" in ran.stderr
    assert files_in(desk.project) == before
    assert most < 90 * 1024 * 1024


def test_a_zip_with_the_name_of_a_page(desk: Desk) -> None:
    """It is known by its first bytes."""
    ran = desk.add("a.html", b"PK\x03\x04" + page().encode(), *FACTS)
    assert ran.code == 1
    assert "this is a packed file, such as a Word document" in ran.stderr


@pytest.mark.parametrize(
    "attributes",
    [
        "".join(f" a{number}=1" for number in range(300_000)),
        "".join(f" a{number}" for number in range(1_001)),
        "".join(f" a{number}='>'" for number in range(1_001)),
    ],
    ids=["300,000", "without values", "with the end of a tag"],
)
def test_an_element_with_very_many_attributes(attributes: str, desk: Desk) -> None:
    """Refused by its name before the parser that compares each with all others sees it."""
    ran = desk.add("a.html", page(paragraphs=PARAGRAPHS).replace("<p>", f"<p{attributes}>", 1), *FACTS)
    assert ran.code == 1
    assert "an element `p` has " in ran.stderr
    assert "attributes; at most 1,000 are read" in ran.stderr


def test_a_thousand_attributes_are_read(desk: Desk) -> None:
    """More than any page has."""
    attributes = "".join(f" a{number}=1" for number in range(1_000))
    ran = desk.add("a.html", page(paragraphs=PARAGRAPHS).replace("<p>", f"<p{attributes}>", 1), *FACTS)
    assert ran.code == 0, ran.stderr
    assert PARAGRAPHS[0].encode() in desk.stored("a.txt")


@pytest.mark.parametrize("tag", ["div", "b", "table"])
def test_very_deep_nesting(tag: str, desk: Desk) -> None:
    """Whether words are found below it or not, it ends without a crash, and nothing false is stored."""
    deep = page(paragraphs=PARAGRAPHS).replace("</article>", f"</article>{f'<{tag}>' * 3_000}deep")
    ran = desk.add("a.html", deep, *FACTS)
    assert ran.code == 0, ran.stderr
    assert PARAGRAPHS[-1].encode() in desk.stored("a.txt")


def test_entities_of_a_page_lead_nowhere(desk: Desk) -> None:
    """No file and no address is read for them, and none grows; the page's words are stored."""
    words = (*PARAGRAPHS, "They said &private; and &c; and %private; at the end of that long day in the harbour.")
    ran = desk.add("a.html", ENTITIES + page(paragraphs=words), *FACTS)
    assert ran.code == 0, ran.stderr
    stored = desk.stored("a.txt")
    assert PARAGRAPHS[0].encode() in stored
    assert b"root:" not in stored
    assert words[-1].encode() in stored


ODD: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "link to nowhere": lambda file: file.symlink_to("nowhere"),
    "link in a circle": lambda file: file.symlink_to(file.name),
    "folder": Path.mkdir,
}


@pytest.mark.parametrize("odd", ODD)
def test_something_odd_among_the_data(odd: str, small: Path) -> None:
    """A claim is added as if it were not there: nothing refers to it."""
    ODD[odd](small / "seeds" / "articles" / "odd")
    ran = in_process("new", "--claim", "It was tried.", "--kind", "said", "--draft", project=small)
    assert ran.code == 0, ran.stderr


def test_an_unreadable_file_of_the_data(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own words, with the file's name; nothing is written."""
    whole, before = Path.read_bytes, files_in(small)

    def read_bytes(file: Path) -> bytes:
        if file.name == "voices.yaml":
            raise PermissionError(13, "Permission denied", str(file))
        return whole(file)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", read_bytes)
        for command in (["check"], ["new", "--claim", "It was tried.", "--kind", "said", "--draft"], ["generate"]):
            with pytest.raises(PermissionError, match="Permission denied"):
                in_process(*command, project=small)
    assert files_in(small) == before


def test_without_git_and_a_home(small: Path, verbatim: Callable[..., Ran]) -> None:
    """What needs git says so; what does not works."""
    commit(small)
    nothing = {"PATH": "/nowhere", "HOME": "/nowhere"}
    for command in (["check"], ["new", "--claim", "It was tried.", "--kind", "said", "--draft"]):
        assert verbatim(*command, project=small, **nothing).code == 0
    ran = verbatim("check", "--against", "HEAD", project=small, **nothing)
    assert ran.code == 2
    assert "git" in ran.stderr
