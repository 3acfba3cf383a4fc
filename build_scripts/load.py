"""Files → model.

In: a project. Out: `Loaded`: every entry of the YAML files as a frozen value with its place, the bytes of the stored
texts, and all problems of form found on the way (syntax, keys, values). An entry with a fault is kept as far as it can be read, so
that one fault hides no other; what the ids in it refer to is for `references`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from build_scripts.fields import ADDRESS_PATTERN, ID_PATTERN, SHA256_PATTERN, fields_of
from build_scripts.independence import Register
from build_scripts.model import Claim, ClaimsFile, Draft, Evidence
from build_scripts.policy import Policy
from build_scripts.problems import Place, Problem, did_you_mean, suggestion
from build_scripts.project import Project
from build_scripts.sources import Article, ArticlesFile, Origin, OriginsFile, Person, Record, RecordsFile, Voice, VoicesFile
from build_scripts.yamlfile import Path, YamlFile, read_yaml

T_co = TypeVar("T_co", covariant=True)
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Placed(Generic[T_co]):
    """A value of the model with where it stands. `sound` is false where a fault keeps part of it from being judged."""

    value: T_co
    file: YamlFile
    path: Path
    sound: bool = True

    def place(self, *path: str | int) -> Place:
        """Where the value at that path within this entry stands."""
        return self.file.place((*self.path, *path))

    def words_place(self, words: str, *path: str | int) -> Place:
        """Where words within the value at that path stand."""
        return self.file.words_place((*self.path, *path), words)


@dataclass(frozen=True)
class PlacedClaim(Placed[Claim | None]):
    """A claim with its excerpts, each placed; `value` is None where only the excerpts could be read."""

    evidence: tuple[Placed[Evidence], ...] = ()


@dataclass(frozen=True)
class PlacedDraft(Placed[Draft]):
    """What is written of a claim that is not published yet, with its excerpts, each placed."""

    evidence: tuple[Placed[Evidence], ...] = ()


@dataclass
class Loaded:
    """Everything that was read.

    `unreadable` holds the ids of entries that are there but could not be read, and None for those without an id: a
    reference to one of them is no second problem. `complete` is false where a whole file could not be read: then
    nothing further is judged.
    """

    policy: Placed[Policy] | None = None
    voices: list[Placed[Voice]] = field(default_factory=list)
    people: list[Placed[Person]] = field(default_factory=list)
    origins: list[Placed[Origin]] = field(default_factory=list)
    articles: list[Placed[Article]] = field(default_factory=list)
    records: list[Placed[Record]] = field(default_factory=list)
    claims: list[PlacedClaim] = field(default_factory=list)
    drafts: list[PlacedDraft] = field(default_factory=list)
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
    """Read every file of a project; raises OSError only for what is no fault of the data, such as permissions."""
    reader = _Loader(project, Loaded())
    reader.sources()
    loaded, seeds = reader.loaded, project.seeds
    voices = reader.file(seeds / "voices.yaml", VoicesFile)
    if voices:
        loaded.voices = list(reader.entries(voices, "voices", Voice))
        loaded.people = list(reader.entries(voices, "people", Person))
    for file in filter(None, [reader.file(seeds / "origins.yaml", OriginsFile)]):
        loaded.origins = list(reader.entries(file, "origins", Origin))
    for path in project.claims_files:
        for file in filter(None, [reader.file(path, ClaimsFile)]):
            read = list(reader.claims(file))
            loaded.claims += [claim for claim in read if isinstance(claim, PlacedClaim)]
            loaded.drafts += [claim for claim in read if isinstance(claim, PlacedDraft)]
    return loaded


def load_sources(project: Project) -> Loaded:
    """Read only what quotations are looked up in: the policy and the sources. Raises OSError as `load` does."""
    reader = _Loader(project, Loaded())
    reader.sources()
    return reader.loaded


class _Loader:
    """Reads files and entries, adding to one list of problems."""

    def __init__(self, project: Project, loaded: Loaded) -> None:
        self.project = project
        self.loaded = loaded
        self.problems = loaded.problems

    def sources(self) -> None:
        """The policy, the articles and the records, with the bytes of those that are stored."""
        loaded, seeds = self.loaded, self.project.seeds
        policy = self.file(self.project.policy_file, Policy)
        if policy:
            loaded.policy = self.entry(policy, (), Policy, policy.data)
            loaded.complete = loaded.complete and loaded.policy is not None
        for file in filter(None, [self.file(seeds / "articles.yaml", ArticlesFile)]):
            loaded.articles = list(self.entries(file, "articles", Article))
        for file in filter(None, [self.file(seeds / "records.yaml", RecordsFile)]):
            loaded.records = list(self.entries(file, "records", Record))
        for source in loaded.sources:
            self.stored_text(source)

    def file(self, path: FilePath, kind: type[BaseModel]) -> YamlFile | None:
        """Read one YAML file and check its outermost keys."""
        name = self.project.name_of(path)
        if not path.is_file():
            self.problems.append(
                Problem("missing-file", Place(name), "the file is missing", "create it, or give the right folder with --project")
            )
            self.loaded.complete = False
            return None
        read, problems = read_yaml(name, path.read_bytes())
        self.problems += problems
        if read is None:
            self.loaded.complete = False
            return None
        if not isinstance(read.data, dict):
            listed = ", ".join(f"`{key}:`" for key in fields_of(kind))
            self.problems.append(Problem("bad-value", read.place(()), "the file must be a mapping", f"begin it with {listed}"))
            self.loaded.complete = False
            return None
        if kind is not Policy:
            hollow = {key: [] if isinstance(value, list) else value for key, value in read.data.items()}
            self._validated(read, (), kind, hollow)
            needed, *others = (key for key in fields_of(kind) if key != "schema")
            lists = [read.data.get(needed), *(read.data[key] for key in others if key in read.data)]
            self.loaded.complete = self.loaded.complete and all(isinstance(entries, list) for entries in lists)
        return read

    def entries(self, file: YamlFile, key: str, kind: type[M]) -> Iterator[Placed[M]]:
        """The entries of one list of a file, as far as they can be read."""
        raw = file.data.get(key, [])
        for index, item in enumerate(raw if isinstance(raw, list) else []):
            entry = self.entry(file, (key, index), kind, item)
            if entry:
                yield entry

    def entry(self, file: YamlFile, path: Path, kind: type[M], raw: Any) -> Placed[M] | None:
        """One entry, without the parts that are at fault; None where what is left is not enough to stand for it."""
        before = len(self.problems)
        value = self._validated(file, path, kind, raw)
        if value is None:
            self._lost(kind, raw)
            return None
        harmless = {"unknown-key", "bad-date"} if issubclass(kind, Draft) else {"unknown-key"}
        sound = harmless.issuperset(problem.code for problem in self.problems[before:])
        return Placed(value, file, path, sound)

    def _lost(self, kind: type[BaseModel], raw: Any) -> None:
        """Remember the id of an entry that is there but cannot be read."""
        name = raw.get("id") if isinstance(raw, dict) else None
        self.loaded.unreadable.setdefault(kind, set()).add(name if isinstance(name, str) else None)

    def claims(self, file: YamlFile) -> Iterator[PlacedClaim | PlacedDraft]:
        """The claims and drafts of one file; the excerpts of a claim are read even where the claim itself cannot be."""
        raw = file.data.get("claims", [])
        for index, item in enumerate(raw if isinstance(raw, list) else []):
            path: Path = ("claims", index)
            evidence: tuple[Placed[Evidence], ...] = ()
            whole = True
            draft = isinstance(item, dict) and item.get("draft") == "true"
            if draft:
                # A key that waits to be filled in is as good as none.
                item = {key: value for key, value in item.items() if value != ""}  # noqa: PLW2901
            header = item
            if isinstance(item, dict) and isinstance(item.get("evidence"), list) and item["evidence"]:
                read = [self.entry(file, (*path, "evidence", number), Evidence, raw) for number, raw in enumerate(item["evidence"])]
                evidence = tuple(excerpt for excerpt in read if excerpt)
                whole = all(excerpt and excerpt.sound for excerpt in read)
                if not evidence and not draft:
                    self._lost(Claim, item)
                    continue
                header = {**item, "evidence": [excerpt.value for excerpt in evidence]}
            if draft:
                written = self.entry(file, path, Draft, header)
                if written:
                    yield PlacedDraft(written.value, file, path, whole and written.sound, evidence)
                continue
            claim = self.entry(file, path, Claim, header)
            sound = whole and claim is not None and claim.sound
            yield PlacedClaim(claim.value if claim else None, file, path, sound, evidence)

    def stored_text(self, source: Placed[Article] | Placed[Record]) -> None:
        """Read the bytes of a stored source, and of the file that its text was taken out of."""
        entry, folder = source.value, self.project.stored_texts
        raw = self._stored_file(source, "file", entry.file, folder)
        if raw is not None:
            self.loaded.stored[entry.id] = raw
        if isinstance(entry, Article):
            original = self._stored_file(source, "original_file", entry.original_file, self.project.originals)
            if original is not None:
                self.loaded.originals[entry.id] = original

    def _stored_file(self, source: Placed[Article] | Placed[Record], key: str, name: str | None, folder: FilePath) -> bytes | None:
        """The bytes of a file that an entry names; it must stand right in its folder."""
        if name is None:
            return None
        path = self.project.stored_texts / name
        if path.parent != folder or not path.is_file():
            start = self.project.stored_texts
            there = [file.relative_to(start).as_posix() for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
            message = f"there is no “{name}” in {self.project.name_of(start)}/"
            self.problems.append(Problem("missing-file", source.place(key), message, suggestion(name, there)))
            return None
        return path.read_bytes()

    def _validated(self, file: YamlFile, path: Path, kind: type[M], raw: Any) -> M | None:
        """Validate; where that fails, report every fault, drop the faulty keys, and try what is left."""
        try:
            return kind.model_validate(raw)
        except ValidationError as failure:
            faults = failure.errors(include_url=False)
        self.problems += [_problem(file, path, kind, fault) for fault in faults if not _follows(kind, fault, faults)]
        parts, keys = raw, raw
        for fault in faults:
            parts, keys = _without(parts, fault["loc"]), _without(keys, fault["loc"][:1])
        # Of a draft any key may go, so that a fault within one, such as a date in `checked`, does not hide the others.
        for left in (parts, keys) if kind is Draft else (parts,):
            try:
                return kind.model_validate(left)
            except ValidationError:
                continue
        return None


def _without(raw: Any, path: tuple[int | str, ...]) -> Any:
    """A copy without the mapping key or the list item at that path; unchanged where it is not there."""
    if not path:
        return raw
    head, *rest = path
    if isinstance(raw, dict) and head in raw:
        if rest and isinstance(raw[head], dict | list):
            return {**raw, head: _without(raw[head], tuple(rest))}
        return {key: value for key, value in raw.items() if key != head}
    if isinstance(raw, list) and isinstance(head, int) and head < len(raw):
        kept = [_without(raw[head], tuple(rest))] if rest else []
        return [*raw[:head], *kept, *raw[head + 1 :]]
    return raw


PATTERNS = {
    ID_PATTERN: ("is not an id", "use lower-case letters and digits with single hyphens between, such as shoigu-visit-date"),
    SHA256_PATTERN: ("is not a SHA-256", "64 hexadecimal digits, as `sha256sum FILE` prints them"),
    ADDRESS_PATTERN: ("is not an address", "begin it with https:// or http://, without spaces"),
}

_MENDS = {
    "bad-date": "write a day as 2023-07-25, a month as 2023-07, a range as 2023-07-25/2023-07-27",
    "missing-note": "add a `note:`, or take `origin_basis:` out if the source names its origin",
}

_SHAPES = {
    "string_type": ("text", "write plain text here"),
    "list_type": ("a list", "write one `- ` item a line"),
    "tuple_type": ("a list", "write one `- ` item a line"),
    "dict_type": ("a mapping", "write `key: value` lines"),
    "model_type": ("a mapping", "write `key: value` lines"),
}


def _problem(file: YamlFile, path: Path, kind: type[BaseModel], fault: Any) -> Problem:
    """One pydantic fault as a problem, in the words of the field."""
    loc: tuple[int | str, ...] = fault["loc"]
    place = file.place((*path, *loc))
    found = fault["input"]
    shown = f"“{found}”" if isinstance(found, str) and found else "this"
    model = _model_at(kind, loc[:-1])
    code, hint = "bad-value", _MENDS.get(fault["type"], "mend it, or delete the key if it is not needed")
    match fault["type"]:
        case "extra_forbidden":
            code, place = "unknown-key", file.key_place((*path, *loc))
            message, hint = f"“{loc[-1]}” is not a key of {_name(model)}", suggestion(str(loc[-1]), fields_of(model) if model else ())
        case "missing":
            code, message, hint = "missing-key", f"“{loc[-1]}” is missing from {_name(model)}", f"add `{loc[-1]}:` to it"
        case "enum":
            words = [word.strip("'") for word in fault["ctx"]["expected"].replace(" or ", ", ").split(", ")]
            listed = ", ".join(words)
            message = f"{shown} is none of: {listed}" if found else f"nothing stands here, where one of these must: {listed}"
            hint = suggestion(str(found), words)
        case "string_pattern_mismatch":
            what, hint = PATTERNS[fault["ctx"]["pattern"]]
            message = f"{shown} {what}"
        case "string_too_long":
            message = f"{shown} is longer than {fault['ctx']['max_length']} characters"
        case "string_too_short" | "too_short":
            message, hint = "nothing stands here", "fill it in, or delete the key if it is not needed"
        case shape if shape in _SHAPES:
            wanted, hint = _SHAPES[shape]
            message = f"expected {wanted}"
        case own:
            code, message = own, f"{fault['msg']}{f'; found {shown}' if shown != 'this' else ''}"
            hint = fault.get("ctx", {}).get("mend", hint)
    return Problem(code, place, message, hint)


def _follows(kind: type[BaseModel], fault: Any, faults: list[Any]) -> bool:
    """Whether a fault is only the shadow of another: a list that is empty since what stands in it is at fault, a key misspelt."""
    within = [other for other in faults if len(other["loc"]) > len(fault["loc"]) and other["loc"][: len(fault["loc"])] == fault["loc"]]
    return (fault["type"] == "too_short" and bool(within)) or _misspelt(kind, fault, faults)


def _misspelt(kind: type[BaseModel], fault: Any, faults: list[Any]) -> bool:
    """Whether a missing key is there after all, under a name that is reported as unknown and is nearest to it."""
    if fault["type"] != "missing":
        return False
    *entry, key = fault["loc"]
    model = _model_at(kind, tuple(entry))
    unknown = [other["loc"][-1] for other in faults if other["type"] == "extra_forbidden" and list(other["loc"][:-1]) == entry]
    return model is not None and any(did_you_mean(str(name), fields_of(model)) == key for name in unknown)


def _model_at(kind: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The type of entry at a path within another, as far as it can be told from the annotations."""
    model: type[BaseModel] | None = kind
    for step in loc:
        if isinstance(step, str) and model:
            fields = {info.alias or name: info for name, info in model.model_fields.items()}
            model = _entry_in(fields[step].annotation) if step in fields else None
    return model


def _entry_in(annotation: Any) -> type[BaseModel] | None:
    """The entry type inside `tuple[Entry, ...]`, `Entry | None` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_entry_in, get_args(annotation))), None)


def _name(model: type[BaseModel] | None) -> str:
    if model is None:
        return "this entry"
    words = {
        "Evidence": "an evidence entry",
        "Checked": "`checked`",
        "Change": "a history entry",
        "Policy": "policy.yaml",
        "LinkException": "a link exception",
    }
    if model.__name__ in words:
        return words[model.__name__]
    if model.__name__.endswith("File"):
        return f"{model.__name__.removesuffix('File').lower()}.yaml"
    return f"{'an' if model.__name__[0] in 'AEIOU' else 'a'} {model.__name__.lower()}"
