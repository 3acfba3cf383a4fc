"""Whether this commit produces a published copy of the site.

In: a project, and the copy: its folder, or the list of checksums that is published with it. Out: every file that
differs, is missing from the copy, or stands there besides. The site is built in a folder of its own, for the address
that is given.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from verbatim.problems import Problem, errors
from verbatim.project import Project
from verbatim.site.build import generate, make_site
from verbatim.site_address import SiteAddress

# What `sha256sum` writes of the whole site, into the site; it is no part of what it lists.
SUMS = "SHA256SUMS"

_LINE = re.compile(r"(?P<sum>[0-9a-f]{64}) [ *](?:\./)?(?P<path>.+)")


@dataclass(frozen=True)
class Difference:
    """One file that is not the same here and there, by its path from the site's root, and in what way."""

    path: str
    what: str


@dataclass(frozen=True)
class Verified:
    """How many files were compared, and those that differ; or the problems that kept the site from being built."""

    files: int
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]


def published_sums(copy: Path) -> dict[str, str]:
    """The SHA-256 of every file of a copy; raises ValueError for a list that `sha256sum` did not write, OSError where there is none."""
    if copy.is_dir():
        files = [file for file in sorted(copy.rglob("*")) if file.is_file() and file != copy / SUMS]
        return {file.relative_to(copy).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    lines = [_LINE.fullmatch(line) for line in copy.read_text(encoding="utf-8").splitlines()]
    found = [line for line in lines if line]
    if not found or len(found) < len(lines):
        raise ValueError(
            f"line {lines.index(None) + 1 if None in lines else 1} is not a checksum and a path, as `sha256sum` writes them"
        )
    return {line["path"]: line["sum"] for line in found}


def verify(project: Project, published: dict[str, str], address: SiteAddress) -> Verified:
    """Build the site anew and compare. Raises EngineError where the engine refuses the pages."""
    built, site = generate(project, address), project.workshop / "verified"
    if built.corpus is None:
        return Verified(0, (), built.problems)
    problems = make_site(project, built.corpus, site, address)
    if errors(problems):
        return Verified(0, (), (*built.problems, *problems))
    ours = published_sums(site)
    told = [(path, _told(ours.get(path), published.get(path))) for path in sorted(ours.keys() | published.keys())]
    return Verified(len(told), tuple(Difference(path, what) for path, what in told if what), built.problems)


def _told(ours: str | None, theirs: str | None) -> str:
    if ours == theirs:
        return ""
    if theirs is None:
        return "is missing from the copy"
    return "differs" if ours else "is in the copy only"
