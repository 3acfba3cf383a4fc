"""Whether this commit produces a published copy of the site.

In: a project, and the copy: its folder, or the list of checksums that is published with it. Out: every file that
differs, is missing from the copy, or is only in the copy. The site is built for the given address, and not into
site/.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from verbatim.long_work.progress import stage
from verbatim.problems import Problem, errors
from verbatim.project import Project
from verbatim.site.build import begun_search_index, generate, make_site, remove_folder
from verbatim.site.sitecheck import check_site
from verbatim.site.sitecheck.reading.site import read_site
from verbatim.site_address import SiteAddress

# The list that `sha256sum` writes into the site; it does not contain itself.
SUMS = "SHA256SUMS"

# zlib and zlib-ng, for example, give other bytes for the same files. The offline copy and files of the search index are
# packed by what the system has; the programs that make pictures bring their own.
_PACKED = "; its content may be the same, packed by another zlib: unpack it, and compare that with the copy"
_ARE_PACKED = (".zip", ".pf_fragment", ".pf_meta")

_LINE = re.compile(r"(?P<sum>[0-9a-f]{64}) [ *](?:\./)?(?P<path>.+)")


@dataclass(frozen=True)
class Difference:
    """A file that is not the same in both, by its path from the site's root, and in what way."""

    path: str
    what: str


@dataclass(frozen=True)
class Verified:
    """The number of files compared and those that differ, or the problems that prevented a build."""

    files: int
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]


def published_sums(copy: Path) -> dict[str, str]:
    """The SHA-256 of every file of a copy.

    Raises ValueError for a list that `sha256sum` did not write, OSError if there is no copy.
    """
    if copy.is_dir():
        files = [file for file in sorted(copy.rglob("*")) if file.is_file() and file != copy / SUMS]
        return {file.relative_to(copy).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    lines = [_LINE.fullmatch(line) for line in copy.read_text(encoding="utf-8").splitlines()]
    found = [line for line in lines if line]
    if not found or len(found) < len(lines):
        number = lines.index(None) + 1 if None in lines else 1
        raise ValueError(f"line {number} is not a checksum and a path, as `sha256sum` writes them")
    return {line["path"]: line["sum"] for line in found}


def verify(project: Project, published: dict[str, str], address: SiteAddress) -> Verified:
    """Build the site and compare. Raises EngineError if the engine refuses the pages."""
    built, site = generate(project, address), project.workshop / "verified"
    if built.corpus is None:
        return Verified(0, (), built.problems)
    remove_folder(site)  # all of it is made anew
    with begun_search_index(project, built.corpus) as add_search_index:
        problems = make_site(project, built.corpus, site, address)
        if not problems:
            add_search_index(site)
    if not problems:
        with stage("site checks"):
            problems = check_site(read_site(site), built.corpus, address.text).problems
    if errors(problems):
        return Verified(0, (), (*built.problems, *problems))
    ours = published_sums(site)
    compared = [
        (path, _difference(path, ours.get(path), published.get(path)))
        for path in sorted(ours.keys() | published.keys())
    ]
    return Verified(len(compared), tuple(Difference(path, what) for path, what in compared if what), built.problems)


def _difference(path: str, ours: str | None, theirs: str | None) -> str:
    if ours == theirs:
        return ""
    if theirs is None:
        return "is missing from the copy"
    if ours is None:
        return "is in the copy only"
    return "differs" + (_PACKED if path.endswith(_ARE_PACKED) else "")
