"""The house of CONTRIBUTING.md: its picture has every room of the code and of the tests, and no room is too full."""

import pytest

from tests.support.microsite import ROOT

PACKAGE = ROOT / "build_scripts" / "verbatim"
ROOMS = sorted(file.parent.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("__init__.py"))
MOST_MODULES = 12


def picture() -> list[str]:
    """The lines of the picture."""
    return (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## The house")[1].split("```")[1].splitlines()


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "."])
def test_the_picture_has_every_room(room: str) -> None:
    """One line for each package, which names the packages in it."""
    outer, *inner = room.split("/")
    (line,) = [line for line in picture() if line.startswith(f"  {outer}/")]
    assert [name for name in inner if f" {name}/" not in line.replace("(", " ")] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_is_too_full(room: str) -> None:
    """So that its content can be seen at a glance."""
    modules = {file.name for file in (PACKAGE / room).glob("*.py")} - {"__init__.py", "__main__.py"}
    assert len(modules) <= MOST_MODULES


def test_the_picture_has_every_folder_of_the_tests() -> None:
    """Those that have no room of the same name in the code."""
    tests = "\n".join(picture()).partition("\ntests/")[2]
    own = {folder.name for folder in (ROOT / "tests").iterdir() if folder.is_dir()} - {"__pycache__", *ROOMS}
    assert [name for name in sorted(own) if f" {name}/" not in tests] == []
