"""`new`: what an editor says of a claim → an entry at the end of a file of claims.

In: `Answers`, which may lack what is still to come. Out: the file with the entry added as text, so that everything
else in it stays as it is. Nothing is written unless the whole record passes its checks with the claim in it.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any

from verbatim.desk.append import NotAppendableError, append_entry
from verbatim.desk.claims.entry import claim_text
from verbatim.desk.trial import try_out
from verbatim.model.claims import Claim
from verbatim.model.yaml_file import read_yaml
from verbatim.output import write_files
from verbatim.problems import Place, Problem, errors
from verbatim.project import Project
from verbatim.reports.file_lines import FileLines

# What an id is made of: words that tell claims apart, as many as still make a short address.
_MOST_WORDS_OF_AN_ID = 6
_LONGEST_ID = 64
_SMALL_WORDS = re.compile(
    "a|an|and|as|at|be|been|by|did|for|from|had|has|have|in|into|is|it|its|of|on|or|that|the|to|was|were|will|with|would"
)

_NEW_FILE = "schema: 1\n\nclaims: []\n"


@dataclass(frozen=True)
class Answers:
    """What an editor says of a new claim; an empty answer is still to come. Evidence is held as the entries of YAML."""

    id: str = ""
    claim: str = ""
    kind: str = ""
    status: str = ""
    finding: str = ""
    reasoning: str = ""
    when: str = ""
    topics: tuple[str, ...] = ()
    claimant: str = ""
    evidence: tuple[Mapping[str, Any], ...] = ()
    by: str = "editors"
    why: str = "New in the record."

    @property
    def missing(self) -> tuple[str, ...]:
        """The answers without which the claim cannot be published; the id and the date are never among them."""
        asked = ("claim", "kind", "status", "finding", "reasoning", "topics", "evidence")
        return tuple(name for name in asked if not getattr(self, name))


@dataclass(frozen=True)
class Added:
    """Where a claim was added, with the warnings about it; or, where it was not, the errors that kept it out.

    `sources` are the lines of the files with the claim in them.
    """

    place: Place
    problems: tuple[Problem, ...]
    sources: FileLines

    @property
    def written(self) -> bool:
        """Whether the claim stands in its file now."""
        return not errors(self.problems)


def proposed_id(claim: str, taken: Collection[str]) -> str:
    """An id made of the first telling words of a claim, that no other claim has."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", claim)).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if not _SMALL_WORDS.fullmatch(word)][
        :_MOST_WORDS_OF_AN_ID
    ]
    stem = "-".join(words)[: _LONGEST_ID - 4].strip("-") or "claim"
    return next(name for name in chain([stem], (f"{stem}-{number}" for number in count(2))) if name not in taken)


def file_for(project: Project, name: str | None) -> Path | None:
    """The file of claims of that name, by default the last; None where claims of that file would not be read.

    A file may be new where there is a folder `claims/`; where there is none, a first file in it would put `claims.yaml` aside.
    """
    files = project.claims_files
    if name is None:
        return files[-1] if files else None
    file = (project.root / name).resolve()
    begins = (
        file.parent == project.root / "claims"
        and file.parent.is_dir()
        and file.suffix == ".yaml"
        and not file.name.startswith(".")
    )
    return file if file in files or begins else None


def read_evidence(name: str, raw: bytes) -> tuple[tuple[Mapping[str, Any], ...], tuple[Problem, ...]]:
    """Evidence entries as `quote` prints them: a YAML list, one mapping an entry."""
    read, problems = read_yaml(name, raw)
    if read is None or problems:
        return (), tuple(problems)
    if not isinstance(read.data, list) or not all(isinstance(entry, dict) for entry in read.data):
        hint = "begin each entry with `- source: …`, as `verbatim quote` prints it"
        return (), (Problem("bad-value", read.place(()), "expected a list of evidence entries", hint),)
    return tuple(read.data), ()


def add_claim(project: Project, file: Path, answers: Answers, today: date, *, draft: bool = False) -> Added:
    """Add a claim to one file of claims, if the record passes its checks with it. Raises OSError where the disk refuses."""
    name = project.name_of(file)
    raw = file.read_bytes() if file.is_file() else b""
    read, problems = read_yaml(name, raw)
    if any(problem.code != "empty-file" for problem in problems):
        return Added(Place(name), tuple(problems), FileLines.read(project.root, problems))
    text = raw.decode("utf-8")
    try:
        content = append_entry(
            text if read else _begun(text), "claims", claim_text(_fields(answers, today, draft=draft))
        )
    except NotAppendableError as error:
        hint = "lay the file out as `claims:` with one `- id: …` an entry below it, or add the claim by hand"
        return Added(Place(name), (Problem("bad-value", Place(name), str(error), hint),), FileLines())
    place = _place_of_last(name, content)
    tried = try_out(project, {file: content.encode()})
    if errors(tried.problems):
        return Added(place, tuple(errors(tried.problems)), tried.sources)
    write_files({file: content.encode()})
    return Added(place, tried.new, tried.sources)


def _fields(answers: Answers, today: date, *, draft: bool) -> dict[str, Any]:
    """The claim's fields in the order of the model; a draft has no history yet, for nothing was published."""
    published = {"on": today.isoformat(), "kind": "published", "change": "First published.", "why": answers.why}
    given = {
        **{name: getattr(answers, name) for name in Answers.__dataclass_fields__ if name not in ("by", "why")},
        "reasoning": f"{answers.reasoning}\n" if answers.reasoning else "",
        "checked": {"on": today.isoformat(), "by": answers.by},
        "history": [] if draft else [published],
    }
    return {
        "id": answers.id,
        "draft": "true" if draft else "",
        **{key: given[key] for key in Claim.model_fields if key in given},
    }


def _begun(text: str) -> str:
    """An empty file, or one that holds only comments, with what every file of claims begins with."""
    return f"{text.rstrip()}\n{_NEW_FILE}" if text.strip() else _NEW_FILE


def _place_of_last(name: str, content: str) -> Place:
    """Where the last claim of a file begins."""
    read, _ = read_yaml(name, content.encode())
    assert read is not None  # noqa: S101 - `append_entry` has read it
    return read.place(("claims", len(read.data["claims"]) - 1))
