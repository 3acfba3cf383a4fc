"""What is in the place of a file of the data: a folder, a pipe, or a link to nowhere or out of the project."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from verbatim.checks.examine import examine
from verbatim.project import Project

FILES = [
    "claims.yaml",
    "policy.yaml",
    *(f"seeds/{name}.yaml" for name in ("articles", "voices", "origins", "records", "sightings")),
    "seeds/articles/talks.txt",
]
ODD: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "link to nowhere": lambda file: file.symlink_to(file.parent / "nowhere"),
    "link in a circle": lambda file: file.symlink_to(file),
    "link to a device": lambda file: file.symlink_to("/dev/zero"),
}


def problems_of(folder: Path) -> list[tuple[str, str]]:
    """The code and the message of every problem."""
    return [(problem.code, problem.message) for problem in examine(Project(folder)).problems]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_is_a_missing_one(name: str, odd: str, small: Path) -> None:
    """It is not read, nobody waits for it, and it is not passed over, even where a file may be absent."""
    (small / name).unlink(missing_ok=True)
    ODD[odd](small / name)
    (code, message), *others = problems_of(small)
    assert code == "missing-file"
    assert message in ("the file is missing", "there is no “talks.txt” in seeds/articles/")
    assert others == []


@pytest.mark.parametrize("name", FILES)
def test_a_link_out_of_the_project_is_not_followed(name: str, small: Path, tmp_path: Path) -> None:
    """A private file of the machine would be published, or quoted in a message."""
    file = small / name
    outside = tmp_path / "outside"
    outside.write_bytes(file.read_bytes() if file.exists() else b"private: words\n")
    file.unlink(missing_ok=True)
    file.symlink_to(outside)
    assert problems_of(small) == [("missing-file", "the file is a link that leads out of the project")]


def test_a_link_out_of_the_project_through_a_folder(small: Path, tmp_path: Path) -> None:
    """The same for a folder of the data."""
    (small / "seeds").rename(tmp_path / "seeds")
    (small / "seeds").symlink_to(tmp_path / "seeds")
    assert {message for _, message in problems_of(small)} == {"the file is a link that leads out of the project"}


def test_a_link_within_the_project_is_followed(small: Path) -> None:
    """Two names for one file are no danger."""
    (small / "claims.yaml").rename(small / "seeds" / "of-2022.txt")
    (small / "claims.yaml").symlink_to("seeds/of-2022.txt")
    assert problems_of(small) == []
