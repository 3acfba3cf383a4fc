"""Every claim once for each source and each voice that is left out, written as a project of its own.

In: a checked project. Out: what `check` says of the status of each such claim. The words of a source are deleted. Of a
voice the words that count for it alone are deleted; where others count, too, its origins are, with all that only pass
them on, and it is taken from the voices of joint statements. In a claim that something was said, a voice is a witness:
then only its reports are deleted, not what it said, which others heard.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.examine import examine
from verbatim.model.claims import Kind
from verbatim.model.evidence import Evidence, OriginBasis
from verbatim.project import Project

Entry = dict[str, Any]


@dataclass(frozen=True)
class Trial:
    """One claim without one source or voice, by id; `entry` and `origins` are what is written of it."""

    claim: str
    left_out: str
    entry: Entry
    origins: list[Entry]


def statuses_that_check_allows(corpus: Corpus, folder: Path, target: Path) -> dict[tuple[str, str], list[str] | None]:
    """For each claim and what is left out, by id, the statuses that are still allowed if the claim's own one is not.

    None where its status is still allowed. What leaves a claim without any evidence is not tried.
    """
    trials = list(_trials(corpus, folder))
    shutil.copytree(folder / "seeds", target / "seeds")
    shutil.copy(folder / "policy.yaml", target)
    _write(target / "seeds" / "origins.yaml", "origins", [each for trial in trials for each in trial.origins])
    claims = [trial.entry | {"id": f"t{number}"} for number, trial in enumerate(trials)]
    lines = _write(target / "claims.yaml", "claims", claims).splitlines()
    found: dict[tuple[str, str], list[str] | None] = {(trial.claim, trial.left_out): None for trial in trials}
    problems = examine(Project(target)).problems
    assert {each.code for each in problems}.isdisjoint({"unknown-origin", "yaml-syntax", "missing-key", "unknown-key"})
    for problem in (each for each in problems if each.code == "status-not-allowed"):
        above = [line for line in lines[: problem.place.line] if line.startswith("- id: t")]
        trial = trials[int(above[-1].removeprefix("- id: t"))]
        allowed = re.match(r"this evidence allows: (.*?);", problem.hint)
        assert allowed
        found[trial.claim, trial.left_out] = [] if allowed[1] == "none" else allowed[1].split(", ")
    return found


class _WithoutAnchors(yaml.CSafeDumper):
    """Writes a value again wherever it occurs."""

    def ignore_aliases(self, _: Any) -> bool:
        """Name no value."""
        return True


def _write(file: Path, key: str, entries: list[Entry]) -> str:
    text = yaml.dump({"schema": "1", key: entries}, Dumper=_WithoutAnchors, sort_keys=False, allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    return text


def _read(file: Path, key: str) -> list[Entry]:
    """The entries of a data file, in which every value is a text."""
    return list(yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)[key])  # noqa: S506 - it makes only texts


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _trials(corpus: Corpus, folder: Path) -> Iterator[Trial]:
    entries = {entry["id"]: entry for file in Project(folder).claims_files for entry in _read(file, "claims")}
    origins = {entry["id"]: entry for entry in _read(folder / "seeds" / "origins.yaml", "origins")}
    number = 0
    for checked in corpus.claims:
        if checked.claim.override:
            continue
        entry, evidence = entries[checked.id] | {"related": []}, checked.claim.evidence
        whole = list(zip(entry["evidence"], evidence, strict=True))
        for name in dict.fromkeys(excerpt.source for excerpt in evidence):
            kept = [raw for raw, excerpt in whole if excerpt.source != name]
            if kept:
                yield _with_own_origins(number, checked.id, name, entry | {"evidence": kept}, origins)
                number += 1
        for name in sorted({voice for excerpt in evidence for voice in _counted(excerpt, checked, corpus)}):
            others, gone = _origins_without(name, origins, corpus, reports_only=checked.claim.kind is Kind.SAID)
            kept = [
                _without_origins(raw, excerpt, gone)
                for raw, excerpt in whole
                if _counted(excerpt, checked, corpus) != {name}
            ]
            if kept:
                yield _with_own_origins(number, checked.id, name, entry | {"evidence": kept}, origins | others)
                number += 1


def _counted(excerpt: Evidence, checked: CheckedClaim, corpus: Corpus) -> set[str]:
    """For whom an excerpt counts."""
    if checked.claim.kind is Kind.SAID:
        return {corpus.register.witness_of(excerpt) or ""} - {""}
    return set(corpus.register.voices_of(excerpt))


def _origins_without(
    voice: str, origins: dict[str, Entry], corpus: Corpus, *, reports_only: bool
) -> tuple[dict[str, Entry], set[str]]:
    """The origins that are changed if a voice is left out, and the ids of those that are gone."""
    left = {
        name: [
            each
            for each in _listed(origin["voices"])
            if corpus.register.voice(each) != voice or (reports_only and origin["kind"] != "report")
        ]
        for name, origin in origins.items()
    }
    gone = {name for name in origins if not left[name] and (reports_only or not origins[name].get("derives_from"))}
    while more := {
        name
        for name, origin in origins.items()
        if name not in gone and origin.get("derives_from") and gone.issuperset(_listed(origin["derives_from"]))
    }:
        gone |= more
    changed = {}
    for name in origins.keys() - gone:
        passed_on = [each for each in _listed(origins[name].get("derives_from", [])) if each not in gone]
        changed[name] = origins[name] | {"voices": left[name] or origins[name]["voices"], "derives_from": passed_on}
    return changed, gone


def _without_origins(raw: Entry, excerpt: Evidence, gone: set[str]) -> Entry:
    """An excerpt without the origins that are gone; what counts for nobody keeps them, since it needs no voice."""
    if excerpt.origin_basis is OriginBasis.INFERRED or excerpt.distortion:
        return raw
    return raw | {"origin": [name for name in _listed(raw["origin"]) if name not in gone] or "unattributed"}


def _with_own_origins(number: int, claim: str, left_out: str, entry: Entry, origins: dict[str, Entry]) -> Trial:
    """A trial whose origins are its own, so that many trials are one project."""
    own: dict[str, Entry] = {}

    def add(name: str) -> str:
        renamed = f"t{number}-{name}"
        if name != "unattributed" and renamed not in own:
            own[renamed] = {}
            passed_on = [add(other) for other in _listed(origins[name].get("derives_from", []))]
            own[renamed] = origins[name] | {"id": renamed, "derives_from": passed_on}
        return name if name == "unattributed" else renamed

    evidence = [raw | {"origin": [add(name) for name in _listed(raw["origin"])]} for raw in entry["evidence"]]
    evidence = [raw | ({"origin": "unattributed"} if raw["origin"] == ["unattributed"] else {}) for raw in evidence]
    return Trial(claim, left_out, entry | {"evidence": evidence}, list(own.values()))
