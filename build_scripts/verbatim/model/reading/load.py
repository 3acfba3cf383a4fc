"""Files → model.

In: a project. Out: `Loaded`: every entry of the YAML files as a frozen value with its place, the bytes of the stored
texts, and all problems of form (syntax, keys, values). The readable parts of a faulty entry are kept, so that one fault
hides no other. `references` checks the ids.
"""

from collections.abc import Callable, Iterator
from copy import copy
from functools import cache, partial
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel

from verbatim.model.claims import Claim, ClaimsFile, Draft
from verbatim.model.evidence import Evidence
from verbatim.model.loaded import Loaded, Placed, PlacedClaim, PlacedDraft
from verbatim.model.policy import EDITORS, Policy
from verbatim.model.reading.data_files import fault_of_file, files_not_read, has_data
from verbatim.model.reading.mends import Names, as_id, cut_texts
from verbatim.model.reading.validation import model_at, validated
from verbatim.model.reading.yaml_file import Path, YamlFile
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.model.sightings import Sighting, SightingsFile
from verbatim.model.sources import (
    Article,
    ArticlesFile,
    Origin,
    OriginsFile,
    Person,
    Record,
    RecordsFile,
    Voice,
    VoicesFile,
)
from verbatim.model.values.fields import fields_of, list_of_one
from verbatim.problems import MOST_SHOWN, Place, Problem, Severity, suggestion
from verbatim.project import Project

M = TypeVar("M", bound=BaseModel)

# What the files list. Pydantic works out the rules of a type only once if it does so before those of its file.
_ENTRIES = (Voice, Person, Article, Record, Origin, Sighting, Evidence, Claim)

# Faults of a file that may hide whole entries, so that other entries seem to name what is not there.
_HIDING = frozenset({"duplicate-key", "yaml-unsupported"})


def load(project: Project) -> Loaded:
    """Read every file of a project. Raises OSError only for what is not a fault of the data, such as permissions."""
    for kind in _ENTRIES:
        kind.model_rebuild()
    reader = _Loader(project, Loaded())
    loaded, seeds = reader.loaded, project.seeds
    if voices := reader.file(seeds / "voices.yaml", VoicesFile):
        loaded.voices = list(reader.entries(voices, "voices", Voice))
        loaded.people = list(reader.entries(voices, "people", Person))
    reader.know_names()  # a source names its publisher
    reader.sources()
    if origins := reader.file(seeds / "origins.yaml", OriginsFile):
        loaded.origins = list(reader.entries(origins, "origins", Origin))
    if has_data(project.sightings_file) and (sightings := reader.file(project.sightings_file, SightingsFile)):
        loaded.sightings = list(reader.entries(sightings, "sightings", Sighting))
    reader.know_names()
    loaded.problems += files_not_read(project)
    for path in project.claims_files:
        before = len(loaded.problems)
        if claims := reader.file(path, ClaimsFile):
            if any(problem.code in _HIDING for problem in loaded.problems[before:]):
                loaded.unreadable.setdefault(Claim, set()).add(None)
            read = list(reader.claims(claims))
            loaded.claims += [claim for claim in read if isinstance(claim, PlacedClaim)]
            loaded.drafts += [claim for claim in read if isinstance(claim, PlacedDraft)]
    return loaded


def _names(loaded: Loaded) -> Names:
    """What else names the things that entries refer to by their ids."""
    policy = loaded.policy.value if loaded.policy else None
    voices = {as_id(name): voice.value.id for voice in loaded.voices for name in _called(voice.value)}
    people = {as_id(name): person.value.id for person in loaded.people for name in _called(person.value)}
    sources = {as_id(name): source.value.id for source in loaded.sources for name in _called(source.value)}
    return {
        "status": {as_id(name): each.id for each in policy.statuses for name in (each.id, each.word)} if policy else {},
        "topic": {as_id(name): each.id for each in policy.topics for name in (each.id, each.name)} if policy else {},
        "source": sources,
        "speaker": voices | people,
        "voice": voices,
        "person": people,
        "origin": {as_id(name): each.value.id for each in loaded.origins for name in (each.value.id, each.value.title)},
    }


def _called(entry: Voice | Person | Article | Record) -> Iterator[str]:
    """What editors may call an entry: its id, its name or headline, the name of its file."""
    yield entry.id
    if isinstance(entry, Voice | Person):
        yield from (entry.name, *entry.also)
    else:
        yield entry.title
        if entry.file:
            yield from (entry.file, FilePath(entry.file).stem)


def load_sources(project: Project) -> Loaded:
    """Read only what is needed to look up a quotation: the policy and the sources. Raises OSError as `load` does."""
    reader = _Loader(project, Loaded())
    reader.sources()
    return reader.loaded


def load_policy(project: Project) -> Policy | None:
    """Read only the policy; None if it cannot be read. Raises OSError as `load` does."""
    reader = _Loader(project, Loaded())
    reader.policy()
    return reader.loaded.policy.value if reader.loaded.policy else None


class _Loader:
    """Reads files and entries, and collects their problems."""

    def __init__(self, project: Project, loaded: Loaded) -> None:
        self.project = project
        self.loaded = loaded
        self.problems = loaded.problems
        self.names: Callable[[], Names] = dict

    def know_names(self) -> None:
        """Let hints use what else the entries read so far are called. That is only worked out if a hint needs it."""
        self.names = cache(partial(_names, copy(self.loaded)))

    def sources(self) -> None:
        """Read the policy, the articles and the records, with the bytes of the stored texts."""
        loaded, seeds = self.loaded, self.project.seeds
        self.policy()
        if articles := self.file(seeds / "articles.yaml", ArticlesFile):
            loaded.articles = list(self.entries(articles, "articles", Article))
        if records := self.file(seeds / "records.yaml", RecordsFile):
            loaded.records = list(self.entries(records, "records", Record))
        for source in loaded.sources:
            self.stored_text(source)

    def policy(self) -> None:
        """Read the policy."""
        if policy := self.file(self.project.policy_file, Policy):
            self.loaded.policy = self.entry(policy, (), Policy, policy.data)
            self.loaded.complete = self.loaded.complete and self.loaded.policy is not None

    def file(self, path: FilePath, kind: type[BaseModel]) -> YamlFile | None:
        """Read one YAML file and check its top-level keys."""
        name = self.project.name_of(path)
        fault = fault_of_file(self.project, path)
        if fault:
            self.problems.append(Problem("missing-file", Place(name), *fault))
            self.loaded.complete = False
            return None
        read, problems = read_yaml(name, path.read_bytes())
        self.problems += problems
        if read is None:
            self.loaded.complete = False
            return None
        for at, hint in cut_texts(read, kind, model_at):
            self.problems.append(
                Problem("cut-text", read.place(at), "` #` cuts this text: the rest of the line is a comment", hint)
            )
        if old := read.renamed_place:
            more = len(read.renamed) - 1
            also = f", here and in {more} other place{'' if more == 1 else 's'}" if more else ""
            message = f"`on:` is called `day:` now{also}"
            hint = (
                "write `day:`; `verbatim upgrade` renames all of them, since YAML readers take `on` for a truth value"
            )
            self.problems.append(Problem("renamed-key", old, message, hint, Severity.WARNING))
        if not isinstance(read.data, dict):
            listed = ", ".join(f"`{key}:`" for key in fields_of(kind))
            self.problems.append(
                Problem("bad-value", read.place(()), "the file must be a mapping", f"begin it with {listed}")
            )
            self.loaded.complete = False
            return None
        if kind is not Policy:
            emptied = {key: [] if isinstance(value, list) else value for key, value in read.data.items()}
            self.problems += validated(read, (), kind, emptied)[1]
            needed, *others = (key for key in fields_of(kind) if key != "schema")
            lists = [read.data.get(needed), *(read.data[key] for key in others if key in read.data)]
            is_list = [isinstance(entries, list) or (kind is SightingsFile and entries == "") for entries in lists]
            self.loaded.complete = self.loaded.complete and all(is_list)
        return read

    def entries(self, file: YamlFile, key: str, kind: type[M]) -> Iterator[Placed[M]]:
        """Read the entries of one list of a file, without those that cannot be read."""
        for path, item in self.items(file, (key,), file.data.get(key)):
            entry = self.entry(file, path, kind, item)
            if entry:
                yield entry

    def items(self, file: YamlFile, path: Path, raw: Any) -> Iterator[tuple[Path, Any]]:
        """The items of a list with their paths, until so many problems are found that no more can be shown."""
        items, already = raw if isinstance(raw, list) else [], len(self.problems)
        for index, item in enumerate(items):
            if len(self.problems) - already >= MOST_SHOWN:
                number = len(items) - index
                message = f"{number:,} entr{'y was' if number == 1 else 'ies were'} not read, from here on"
                hint = "mend the problems above, and check again"
                self.problems.append(Problem("more-problems", file.place((*path, index)), message, hint))
                self.loaded.complete = False
                return
            yield (*path, index), item

    def entry(self, file: YamlFile, path: Path, kind: type[M], raw: Any) -> Placed[M] | None:
        """Read one entry without its faulty parts; None if too little is left."""
        value, problems = validated(file, path, kind, raw, self.names)
        self.problems += problems
        if value is None:
            self._note_unreadable(kind, raw)
            return None
        harmless = {"unknown-key", "bad-date"} if issubclass(kind, Draft) else {"unknown-key"}
        sound = harmless.issuperset(problem.code for problem in problems)
        return Placed(value, file, path, sound)

    def _note_unreadable(self, kind: type[BaseModel], raw: Any) -> None:
        """Remember the id of an entry that exists but cannot be read."""
        name = raw.get("id") if isinstance(raw, dict) else None
        self.loaded.unreadable.setdefault(kind, set()).add(name if isinstance(name, str) else None)

    def claims(self, file: YamlFile) -> Iterator[PlacedClaim | PlacedDraft]:
        """Read the claims and drafts of one file."""
        for path, item in self.items(file, ("claims",), file.data.get("claims")):
            claim = self._claim(file, path, item)
            if claim:
                yield claim

    def _claim(self, file: YamlFile, path: Path, raw: Any) -> PlacedClaim | PlacedDraft | None:
        """Read one claim or draft. The excerpts of a claim are read even if the claim itself cannot be."""
        is_draft = isinstance(raw, dict) and raw.get("draft") == "true"
        if isinstance(raw, dict) and not is_draft:
            raw = self._with_defaults(raw)
        if is_draft:
            # In a draft, an empty key is one that is not filled in yet.
            raw = {key: value for key, value in raw.items() if value != ""}
        listed = raw.get("evidence") if isinstance(raw, dict) else None
        read = [
            self.entry(file, place, Evidence, excerpt)
            for place, excerpt in self.items(file, (*path, "evidence"), list_of_one(listed) if listed else listed)
        ]
        evidence = tuple(excerpt for excerpt in read if excerpt)
        whole = all(excerpt and excerpt.sound for excerpt in read)
        if read and not evidence and not is_draft:
            self._note_unreadable(Claim, raw)
            return None
        header = {**raw, "evidence": [excerpt.value for excerpt in evidence]} if read else raw
        if is_draft:
            draft = self.entry(file, path, Draft, header)
            return PlacedDraft(draft.value, file, path, whole and draft.sound, evidence) if draft else None
        claim = self.entry(file, path, Claim, header)
        sound = whole and claim is not None and claim.sound
        return PlacedClaim(claim.value if claim else None, file, path, sound, evidence)

    def _with_defaults(self, raw: dict[str, Any]) -> dict[str, Any]:
        """A claim with the keys for which only one value is possible.

        Its evidence was last reviewed on the day of its newest history entry, and if the policy has only one topic, the
        claim belongs to that.
        """
        topics = self.loaded.policy.value.topics if self.loaded.policy else ()
        history = list_of_one(raw.get("history"))
        days = (
            [entry["day"] for entry in history if isinstance(entry, dict) and isinstance(entry.get("day"), str)]
            if isinstance(history, list)
            else []
        )
        given = {"topics": [topics[0].id]} if len(topics) == 1 else {}
        return {**given, **({"checked": {"day": max(days), "by": EDITORS}} if days else {}), **raw}

    def stored_text(self, source: Placed[Article] | Placed[Record]) -> None:
        """Read the bytes of a stored source, and of the file that its text was extracted from."""
        entry, folder = source.value, self.project.stored_texts
        raw = self._stored_file(source, "file", entry.file, folder)
        if raw is not None:
            self.loaded.stored[entry.id] = raw
        if isinstance(entry, Article):
            original = self._stored_file(source, "original_file", entry.original_file, self.project.originals)
            if original is not None:
                self.loaded.originals[entry.id] = original

    def _stored_file(
        self, source: Placed[Article] | Placed[Record], key: str, name: str | None, folder: FilePath
    ) -> bytes | None:
        """Read a file that an entry names; it must be directly in the given folder, not below it."""
        if name is None:
            return None
        path = self.project.stored_texts / name
        if path.parent == folder and path.is_file():
            fault = fault_of_file(self.project, path)
            if fault is None:
                return path.read_bytes()
            self.problems.append(Problem("missing-file", source.place(key), *fault))
        else:
            start = self.project.stored_texts
            present = (
                [file.relative_to(start).as_posix() for file in folder.iterdir() if file.is_file()]
                if folder.is_dir()
                else []
            )
            message = f"there is no “{name}” in {self.project.name_of(start)}/"
            self.problems.append(
                Problem("missing-file", source.place(key), message, suggestion(FilePath(name).name, present))
            )
        return None
