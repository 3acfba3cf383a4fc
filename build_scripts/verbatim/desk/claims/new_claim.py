"""Adds a new claim to a file of claims, for the command `new`.

In: what an editor says about the claim, perhaps unfinished. Out: the file with an entry appended as text, so that
everything else in it stays as it is. Nothing is written unless all data pass their checks with the claim in it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from verbatim.desk.append import CannotAppendError, insert_entry
from verbatim.desk.dry_run import dry_run
from verbatim.desk.entry import entry_text
from verbatim.desk.slug import slug, unused_id
from verbatim.model.claims import Claim
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.output import write_files
from verbatim.problems import Place, Problem, errors
from verbatim.project import Project
from verbatim.reports.file_lines import FileLines

# An id is made of the words that tell claims apart, and of few enough to keep the address short.
_WORDS_OF_AN_ID = 6
_SMALL_WORDS = frozenset(
    [
        *("a", "an", "and", "as", "at", "be", "been", "by", "did", "for", "from", "had", "has", "have", "in", "into"),
        *("is", "it", "its", "of", "on", "or", "that", "the", "to", "was", "were", "will", "with", "would"),
    ]
)

_NEW_FILE = "schema: 1\n\nclaims: []\n"


@dataclass(frozen=True)
class NewClaim:
    """What an editor says about a new claim; empty fields are still missing.

    `evidence` has entries as in YAML; those of `searched` still lack `day` and `by`.
    """

    id: str = ""
    claim: str = ""
    short: str = ""
    kind: str = ""
    status: str = ""
    finding: str = ""
    reasoning: str = ""
    when: str = ""
    topics: tuple[str, ...] = ()
    claimant: str = ""
    evidence: tuple[Mapping[str, Any], ...] = ()
    searched: tuple[Mapping[str, str], ...] = ()
    by: str = "editors"
    why: str = "New in the record."

    @property
    def missing(self) -> tuple[str, ...]:
        """The empty fields without which the claim cannot be published. An id can be made, and a date is optional."""
        needed = ("claim", "kind", "status", "finding", "reasoning", "topics", "evidence")
        return tuple(name for name in needed if not getattr(self, name))


@dataclass(frozen=True)
class AddResult:
    """Where a claim was added, with the warnings about it; or the errors because of which it was not added.

    `sources` has the lines of the files with the claim in them.
    """

    place: Place
    problems: tuple[Problem, ...]
    sources: FileLines

    @property
    def written(self) -> bool:
        """Whether the claim is in its file now."""
        return not errors(self.problems)


def proposed_id(claim: str, taken: Collection[str]) -> str:
    """An id that no other claim has, made of the first distinctive words of a claim."""
    return unused_id(slug(claim, _WORDS_OF_AN_ID, _SMALL_WORDS) or "claim", taken)


def file_for(project: Project, name: str | None, claims: Collection[str] = (), new: str = "") -> Path | None:
    """The file of claims with that name; None where its claims would not be read.

    By default it is the last file, or, if each of the `claims` has a file of its own, one of that name for the `new`
    claim. The file may be new if there is a folder `claims/`. Where there is none, a first file in it would replace
    `claims.yaml`.
    """
    files = project.claims_files
    if name is None:
        is_split = project.claims_folder.is_dir() and claims and {file.stem for file in files} == set(claims)
        return project.claims_folder / f"{new}.yaml" if is_split and new else files[-1] if files else None
    file = (project.root / name).resolve()
    may_be_new = (
        file.parent == project.root / "claims"
        and file.parent.is_dir()
        and file.suffix == ".yaml"
        and not file.name.startswith(".")
    )
    return file if file in files or may_be_new else None


def read_evidence(name: str, raw: bytes) -> tuple[tuple[Mapping[str, Any], ...], tuple[Problem, ...]]:
    """Evidence entries as `quote` prints them: a YAML list of mappings."""
    read, problems = read_yaml(name, raw)
    if read is None or problems:
        return (), tuple(problems)
    if not isinstance(read.data, list) or not all(isinstance(entry, dict) for entry in read.data):
        hint = "begin each entry with `- source: …`, as `verbatim quote` prints it"
        return (), (Problem("bad-value", read.place(()), "expected a list of evidence entries", hint),)
    return tuple(read.data), ()


def add_claim(project: Project, file: Path, claim: NewClaim, today: date, *, draft: bool = False) -> AddResult:
    """Add a claim to a file of claims, if the data pass their checks with it. Raises OSError where the disk refuses."""
    name = project.name_of(file)
    raw = file.read_bytes() if file.is_file() else b""
    read, problems = read_yaml(name, raw)
    if any(problem.code != "empty-file" for problem in problems):
        return AddResult(Place(name), tuple(problems), FileLines.read(project.root, problems))
    text = raw.decode("utf-8")
    entry = entry_text(_fields(claim, today, draft=draft))
    try:
        listed = read.data.get("claims") if read and isinstance(read.data, dict) else None
        at = _place_of(claim.id, listed if isinstance(listed, list) else [])
        content = insert_entry(text if read else _begun(text), "claims", entry, at)
    except CannotAppendError as error:
        hint = "lay the file out as `claims:` with one `- id: …` an entry below it, or add the claim by hand"
        return AddResult(Place(name), (Problem("bad-value", Place(name), str(error), hint),), FileLines())
    place = _place_in(name, content, claim.id)
    tried = dry_run(project, {file: content.encode()})
    if errors(tried.problems):
        return AddResult(place, tuple(errors(tried.problems)), tried.sources)
    write_files({file: content.encode()})
    return AddResult(place, tried.new, tried.sources)


def _fields(claim: NewClaim, today: date, *, draft: bool) -> dict[str, Any]:
    """The fields of the entry, in the order of the model. A draft has no history yet, because nothing was published."""
    published = {"day": today.isoformat(), "kind": "published", "change": "First published.", "why": claim.why}
    given = {
        **{name: getattr(claim, name) for name in NewClaim.__dataclass_fields__ if name not in ("by", "why")},
        "reasoning": f"{claim.reasoning}\n" if claim.reasoning else "",
        "searched": [_search(search, today, claim.by) for search in claim.searched],
        "checked": {"day": today.isoformat(), "by": claim.by},
        "history": [] if draft else [published],
    }
    return {
        "id": claim.id,
        "draft": "true" if draft else "",
        **{key: given[key] for key in Claim.model_fields if key in given},
    }


def _search(search: Mapping[str, str], today: date, by: str) -> dict[str, str]:
    """An entry of `searched`: what was looked for, where, on which day and by whom, and what was found."""
    return {**search, "day": today.isoformat(), "by": by}


def _begun(text: str) -> str:
    """The text that every file of claims begins with, below the comments that an otherwise empty file has."""
    return f"{text.rstrip()}\n{_NEW_FILE}" if text.strip() else _NEW_FILE


def _place_of(name: str, listed: Sequence[Any]) -> int:
    """The number that a claim gets among the others: after the one whose id comes before its own.

    So the claims that two editors add are seldom next to each other, and git can merge them.
    """
    before = [
        (each["id"], number)
        for number, each in enumerate(listed)
        if isinstance(each, dict) and each.get("id", "~") < name
    ]
    return max(before)[1] + 1 if before else 0


def _place_in(name: str, content: str, claim: str) -> Place:
    """Where a claim begins in a file."""
    read, _ = read_yaml(name, content.encode())
    assert read is not None  # noqa: S101 - `insert_entry` has read it
    return read.place(("claims", [each.get("id") for each in read.data["claims"]].index(claim)))
