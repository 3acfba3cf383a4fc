"""Creates an empty microsite, for the command `init`.

Out: its files, by their path in its folder. What is particular to a microsite is in `starter/`: a file added there is
in every new microsite. What all microsites share (the status scale and the limits, the engine's settings, the
handwritten pages, what git ignores) is copied from the microsite to which these scripts belong, so there is no second
copy to maintain, and a newsroom that changed its scale starts its next site with it. The site's id is new and random.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from verbatim.output import MARK, generated_files, write_files
from verbatim.project import Project

_STARTER = Path(__file__).parent / "starter"
_HOME = Project(Path(__file__).parents[3])

# Pages about the scripts, which are neither for readers nor for editors.
_FOR_DEVELOPERS = "dev"

# In the starter's policy.yaml, where the site's id goes.
_ID_TO_FILL_IN = b"SITE-ID"

_SHARED_POLICY = ("statuses", "limits")


class NotEmptyError(Exception):
    """The folder contains something that a new microsite might overwrite; the message names it."""


def create_microsite(folder: Path) -> list[str]:
    """Write an empty microsite into a folder that is new, empty or a fresh clone; returns the files' paths in it.

    Raises NotEmptyError, and OSError where the disk refuses.
    """
    present = sorted(entry.name for entry in folder.iterdir() if entry.name != ".git") if folder.is_dir() else []
    if present or (folder.exists() and not folder.is_dir()):
        raise NotEmptyError(f"{folder} is not an empty folder{f': it contains {present[0]}' if present else ''}")
    files = dict(_files())
    write_files({folder / path: content for path, content in files.items()})
    return sorted(files)


def _files() -> Iterator[tuple[str, bytes]]:
    """The files of an empty microsite, by their path with `/`."""
    for file in sorted(_STARTER.rglob("*")):
        if file.is_file():
            path = file.relative_to(_STARTER).as_posix()
            shared = _shared_policy() if path == _HOME.policy_file.name else ""
            content = file.read_bytes().replace(_ID_TO_FILL_IN, str(uuid4()).encode("ascii"))
            yield path, content + shared.encode("utf-8")
    made = generated_files(_HOME)
    for file in (_HOME.engine_config, _HOME.root / ".gitignore", *sorted(_HOME.docs.rglob("*"))):
        if file.is_file() and file not in made and not file.is_relative_to(_HOME.docs / _FOR_DEVELOPERS):
            content = file.read_bytes()
            if MARK.encode() not in content[:1000]:
                yield _HOME.name_of(file), content


def _shared_policy() -> str:
    """The parts of our own policy.yaml that every microsite shares, each with the comment above it."""
    text = _HOME.policy_file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    parts = re.split(r"\n\n(?=(?:#[^\n]*\n)*[a-z_]+:)", text.strip("\n"))
    kept = [part for part in parts if re.search(rf"^(?:{'|'.join(_SHARED_POLICY)}):", part, re.MULTILINE)]
    return "".join(f"\n{part}\n" for part in kept)
