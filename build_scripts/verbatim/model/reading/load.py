"""Files → model.

In: a project. Out: `Loaded`: every entry of the YAML files as a frozen value with its place, the bytes of the stored
texts, and all problems of form (syntax, keys, values). The readable parts of a faulty entry are kept, so that one fault
hides no other. `references` checks the ids.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from verbatim.model.claims import Claim, ClaimsFile, Draft
from verbatim.model.evidence import Evidence
from verbatim.model.policy import EDITORS, Policy
from verbatim.model.reading.mends import Names, as_id, cut_texts
from verbatim.model.reading.validation import model_at, validated
from verbatim.model.reading.yaml_file import Path, YamlFile, read_yaml
from verbatim.model.register import Register
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

T_co = TypeVar("T_co", covariant=True)
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Placed(Generic[T_co]):
    """A value of the model with its place. `sound` is false if a fault prevents rules from being applied to it."""

    value: T_co
    file: YamlFile
    path: Path
    sound: bool = True

    def place(self, *path: str | int) -> Place:
        """The place of the value at a path within this entry."""
        return self.file.place((*self.path, *path))

    @property
    def keys(self) -> list[str]:
        """The keys that the file has in this entry, faulty or not."""
        return self.file.keys_of(self.path)

    def words_place(self, words: str, *path: str | int) -> Place:
        """The place of some words in the value at a path within this entry."""
        return self.file.words_place((*self.path, *path), words)


@dataclass(frozen=True)
class PlacedClaim(Placed[Claim | None]):
    """A claim and its excerpts, each with its place; `value` is None if only the excerpts could be read."""

    evidence: tuple[Placed[Evidence], ...] = ()


@dataclass(frozen=True)
class PlacedDraft(Placed[Draft]):
    """A claim that is not published yet, and its excerpts, each with its place."""

    evidence: tuple[Placed[Evidence], ...] = ()


@dataclass
class Loaded:
    """Everything that was read.

    `unreadable` holds the ids of entries that exist but could not be read, and None for those without an id: a
    reference to one of them is not reported as a second problem. `complete` is false if a whole file could not be read:
    then nothing more is checked.
    """

    policy: Placed[Policy] | None = None
    voices: list[Placed[Voice]] = field(default_factory=list)
    people: list[Placed[Person]] = field(default_factory=list)
    origins: list[Placed[Origin]] = field(default_factory=list)
    articles: list[Placed[Article]] = field(default_factory=list)
    records: list[Placed[Record]] = field(default_factory=list)
    claims: list[PlacedClaim] = field(default_factory=list)
    drafts: list[PlacedDraft] = field(default_factory=list)
    sightings: list[Placed[Sighting]] = field(default_factory=list)
    stored: dict[str, bytes] = field(default_factory=dict)
    originals: dict[str, bytes] = field(default_factory=dict)
    unreadable: dict[type[BaseModel], set[str | None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True

    @property
    def sources(self) -> list[Placed[Article] | Placed[Record]]:
        """Articles, then records, in the order of their files."""
        return [*self.articles, *self.records]

    @property
    def register(self) -> Register:
        """Everything that evidence can refer to."""
        return Register(
            voices={voice.value.id: voice.value for voice in self.voices},
            people={person.value.id: person.value for person in self.people},
            origins={origin.value.id: origin.value for origin in self.origins},
            sources={source.value.id: source.value for source in self.sources},
        )


def load(project: Project) -> Loaded:
    """Read every file of a project. Raises OSError only for what is not a fault of the data, such as permissions."""
    reader = _Loader(project, Loaded())
    reader.sources()
    loaded, seeds = reader.loaded, project.seeds
    if voices := reader.file(seeds / "voices.yaml", VoicesFile):
        loaded.voices = list(reader.entries(voices, "voices", Voice))
        loaded.people = list(reader.entries(voices, "people", Person))
    if origins := reader.file(seeds / "origins.yaml", OriginsFile):
        loaded.origins = list(reader.entries(origins, "origins", Origin))
    if _has_data(project.sightings_file) and (sightings := reader.file(project.sightings_file, SightingsFile)):
        loaded.sightings = list(reader.entries(sightings, "sightings", Sighting))
    reader.names = _names(loaded)
    loaded.problems += _files_not_read(project)
    for path in project.claims_files:
        if claims := reader.file(path, ClaimsFile):
            read = list(reader.claims(claims))
            loaded.claims += [claim for claim in read if isinstance(claim, PlacedClaim)]
            loaded.drafts += [claim for claim in read if isinstance(claim, PlacedDraft)]
    return loaded


# The data files by their folder; a file that has such a name with another ending would not be read.
_DATA_FILES = {"": ("claims", "policy"), "seeds": ("voices", "origins", "articles", "records")}
_DATA_ENDING = r"\.(?:ya?ml|json)\b"


def _hint_for_missing(path: FilePath) -> str:
    """What to do about a file that is missing."""
    others = sorted(path.parent.glob("*")) if path.parent.is_dir() else []
    form = re.compile(rf"{re.escape(path.stem)}{_DATA_ENDING}.*", re.IGNORECASE)
    other = next((other for other in others if form.fullmatch(other.name) and other.is_file()), None)
    if other:
        return f"rename {other.name} to {path.name}"
    return "create it, or give the right folder with --project"


def _names(loaded: Loaded) -> Names:
    """What else names the things that claims refer to by their ids."""
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


def _files_not_read(project: Project) -> Iterator[Problem]:
    """A problem for each file of data that is not read, since what is in it would vanish from the site."""
    read = project.claims_files
    single = project.root / "claims.yaml"
    if single.is_file() and single not in read:
        message = f"this file is not read, because the claims are in {project.name_of(read[0])}"
        hint = "keep one form: move these claims into the folder claims/, or move the folder's claims into this file"
        yield Problem("file-not-read", Place(project.name_of(single)), message, hint)
    for file in sorted(project.claims_folder.rglob("*")):
        if re.match(rf"[^.].*{_DATA_ENDING}", file.name, re.IGNORECASE) and file.is_file() and file not in read:
            hint = "move it directly into claims/ and let its name end in .yaml, such as claims/2023.yaml"
            message = "this file is not read: only the files claims/….yaml are"
            yield Problem("file-not-read", Place(project.name_of(file)), message, hint)
    for folder, names in _DATA_FILES.items():
        form = re.compile(rf"({'|'.join(names)}){_DATA_ENDING}.*", re.IGNORECASE)
        for file in sorted((project.root / folder).glob("*")):
            named = form.fullmatch(file.name)
            right = file.with_name(f"{named[1].lower()}.yaml") if named else file
            if named and file.is_file() and right.exists() and not right.samefile(file):
                message = f"this file is not read: only {project.name_of(right)} is"
                hint = f"move what is in it into {project.name_of(right)}, or give it another name"
                yield Problem("file-not-read", Place(project.name_of(file)), message, hint)


def _has_data(file: FilePath) -> bool:
    """Whether a file that may be absent or empty has more than comments; what is no file is reported as missing."""
    if not file.is_file():
        return file.exists() or file.is_symlink()
    return any(line.strip() and not line.lstrip().startswith(b"#") for line in file.read_bytes().splitlines())


def load_sources(project: Project) -> Loaded:
    """Read only what is needed to look up a quotation: the policy and the sources. Raises OSError as `load` does."""
    reader = _Loader(project, Loaded())
    reader.sources()
    return reader.loaded


class _Loader:
    """Reads files and entries, and collects their problems."""

    def __init__(self, project: Project, loaded: Loaded) -> None:
        self.project = project
        self.loaded = loaded
        self.problems = loaded.problems
        self.names: Names = {}

    def sources(self) -> None:
        """Read the policy, the articles and the records, with the bytes of the stored texts."""
        loaded, seeds = self.loaded, self.project.seeds
        if policy := self.file(self.project.policy_file, Policy):
            loaded.policy = self.entry(policy, (), Policy, policy.data)
            loaded.complete = loaded.complete and loaded.policy is not None
        if articles := self.file(seeds / "articles.yaml", ArticlesFile):
            loaded.articles = list(self.entries(articles, "articles", Article))
        if records := self.file(seeds / "records.yaml", RecordsFile):
            loaded.records = list(self.entries(records, "records", Record))
        for source in loaded.sources:
            self.stored_text(source)

    def file(self, path: FilePath, kind: type[BaseModel]) -> YamlFile | None:
        """Read one YAML file and check its top-level keys."""
        name = self.project.name_of(path)
        fault = self._fault_of(path)
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

    def _fault_of(self, path: FilePath) -> tuple[str, str] | None:
        """Why a file cannot be read, and how to mend that. A link out of the project is not followed.

        What such a link leads to differs from machine to machine, and may be no business of the site.
        """
        if not path.is_file():
            return "the file is missing", _hint_for_missing(path)
        if not path.resolve().is_relative_to(self.project.root.resolve()):
            return "the file is a link that leads out of the project", "put the file itself in its place"
        return None

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
            fault = self._fault_of(path)
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
            self.problems.append(Problem("missing-file", source.place(key), message, suggestion(name, present)))
        return None
