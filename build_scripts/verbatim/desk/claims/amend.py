"""Writes a dated entry into the history of a published claim that changed, for the command `amend`.

In: the data as they are and as they were at a revision, the id of a claim, and what an editor says about the change.
Out: the file with the entry appended as text, so that everything else in it stays as it is; the entry says under `was:`
what was published before. Nothing is written unless all data pass their checks with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from verbatim.checks.history.comparison import compared_claim
from verbatim.checks.history.revision import Revision
from verbatim.desk.append import CannotAppendError, append_entry
from verbatim.desk.dry_run import dry_run
from verbatim.desk.entry import entry_text
from verbatim.model.claims import Claim, ClaimChange
from verbatim.model.loaded import Loaded, PlacedClaim
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.output import write_files
from verbatim.problems import Place, Problem, errors, suggestion
from verbatim.project import Project
from verbatim.reports.file_lines import FileLines


class CannotAmendError(Exception):
    """The claim has no published words that could be amended; the message says why."""


@dataclass(frozen=True)
class Amendment:
    """A claim that changed: the changes as messages show them, and the words that no new entry has yet, as they were.

    `recorded` if new entries of its history already account for the changes.
    """

    placed: PlacedClaim
    changes: tuple[str, ...]
    was: Mapping[str, str]
    recorded: bool


@dataclass(frozen=True)
class AmendResult:
    """The entry and its place, with the warnings that it brings; or the errors because of which it was not written."""

    place: Place
    entry: str
    problems: tuple[Problem, ...]
    sources: FileLines

    @property
    def written(self) -> bool:
        """Whether the entry is in its file now."""
        return not errors(self.problems)


def amendment(revision: Revision, now: Loaded, name: str) -> Amendment:
    """What changed in a claim since a revision. Raises CannotAmendError."""
    before = revision.loaded
    placed = next((claim for claim in now.claims if claim.value and claim.value.id == name), None)
    if placed is None or placed.value is None:
        raise CannotAmendError(_not_published(now, name))
    published = before.claims if before else ()
    was = next((claim.value for claim in published if claim.value and claim.value.id == name), None)
    if before is None or was is None:
        if before and not before.unreadable.get(Claim, set()).isdisjoint({name, None}):
            raise CannotAmendError(f"“{name}” cannot be read at {revision}; name an older revision: --against REF")
        raise CannotAmendError(f"“{name}” is not published at {revision}, so there is nothing to amend")
    compared = compared_claim(str(revision), before, now, was, placed.value)
    told = {key for entry in compared.new if entry.was for key in entry.was.model_fields_set}
    left = {key: words for key, words in compared.was.items() if key not in told}
    return Amendment(placed, compared.changes, left, recorded=bool(compared.new) and not left)


def _not_published(now: Loaded, name: str) -> str:
    """Why there is no published claim with an id."""
    if any(draft.value.id == name for draft in now.drafts):
        return f"“{name}” is a draft: nothing of it is published, so there is nothing to amend"
    if name in now.unreadable.get(Claim, set()):
        return f"“{name}” cannot be read; correct first what `verbatim check` finds"
    known = [claim.value.id for claim in now.claims if claim.value]
    return f"there is no claim “{name}”; {suggestion(name, known)}"


def write_entry(project: Project, found: Amendment, words: Mapping[str, str], today: date) -> AmendResult:
    """Write the entry: today, then `words` (its `kind`, `change` and `why`). Raises OSError where the disk refuses."""
    file = project.root / found.placed.file.name
    given = {"day": today.isoformat(), **words, "was": found.was}
    entry = entry_text({key: given[key] for key in ClaimChange.model_fields})
    raw = file.read_bytes()
    try:
        content = append_entry(raw.decode("utf-8"), "history", entry, found.placed.path).encode("utf-8")
    except CannotAppendError as error:
        place = found.placed.place("history")
        hint = f"add it by hand:\n{entry}"
        return AmendResult(place, entry, (Problem("entry-not-added", place, str(error), hint),), FileLines())
    appended, _ = read_yaml(found.placed.file.name, content)
    assert appended is not None  # noqa: S101 - `append_entry` has read it
    history = found.placed.value.history if found.placed.value else ()
    place = appended.place((*found.placed.path, "history", len(history)))
    tried = dry_run(project, {file: content})
    if errors(tried.problems):
        return AmendResult(place, entry, tuple(errors(tried.problems)), tried.sources)
    write_files({file: content})
    return AmendResult(place, entry, tried.new, tried.sources)
