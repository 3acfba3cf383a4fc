"""Makes the repository of a new site, for the command `init`.

In: an empty folder, what the newsroom says about itself, and the day. Out: the files of its repository. Those that only
a new repository has are in `starter/`. The others are files of Verbatim's own repository, so that there is no second
copy: the scale and the limits, the engine's settings, the workflows, the issue forms, the editors' guide, the hashes of
all dependencies. The wheel has these in `shared/`, where hatch_build.py puts them. The site's id is new and random.
What was answered, and the hash of each file, are kept in `RECORD`, so that `upgrade` knows what nobody has edited.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from verbatim import __version__
from verbatim.desk.claims.split import split_text
from verbatim.desk.entry import scalar
from verbatim.desk.starter_language import FILES, in_language, words_in
from verbatim.model.values.languages import language_tag
from verbatim.output import MARK, generated_files, write_files
from verbatim.project import DATA, Project
from verbatim.translation.catalogue import ENGLISH, offered, untranslated
from verbatim.translation.language import Language

_STARTER = Path(__file__).parent / "starter"
_IN_THE_WHEEL = Path(__file__).parent / "shared"
_HOME = Project(_IN_THE_WHEEL if _IN_THE_WHEEL.is_dir() else Path(__file__).parents[3])

# Files and folders of our own repository that a new one gets, by their path, and the name that they have there.
_SHARED = {
    ".gitattributes": ".gitattributes",
    ".github/ISSUE_TEMPLATE": ".github/ISSUE_TEMPLATE",
    ".github/workflows/check.yml": ".github/workflows/check.yml",
    ".github/workflows/links.yml": ".github/workflows/links.yml",
    ".github/workflows/publish.yml": ".github/workflows/publish.yml",
    ".gitignore": ".gitignore",
    "docs": "docs",
    "mkdocs.yml": "mkdocs.yml",
    "requirements.txt": "dependencies.txt",
}
# Pages about the scripts, which are neither for readers nor for editors.
_FOR_DEVELOPERS = "dev"
_SHARED_POLICY = ("statuses", "limits")

# What was answered, the version, and the SHA-256 of every file but the data, as they were written.
RECORD = ".made-by-verbatim.json"

_PACKAGE = "verbatim-factcheck"
_REPOSITORY = re.compile(r"(?P<owner>[A-Za-z0-9-]+)/(?P<name>[\w.-]+)", re.ASCII)


class NotEmptyError(Exception):
    """The folder contains something that a new repository might overwrite; the message names it."""


class WrongAnswerError(ValueError):
    """An answer cannot be used; the message says why."""


@dataclass(frozen=True)
class Newsroom:
    """What a newsroom says about itself. An empty answer leaves a placeholder, which `check` reports."""

    name: str = ""
    contact: str = ""
    subject: str = ""
    lang: str = ""
    repository: str = ""

    def __post_init__(self) -> None:
        """Raise WrongAnswerError for an answer that cannot be used."""
        if self.contact and not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", self.contact):
            raise WrongAnswerError(f"“{self.contact}” is not a mail address.")
        if self.repository and not _REPOSITORY.fullmatch(self.repository):
            raise WrongAnswerError(f"“{self.repository}” is not a repository; write OWNER/NAME, as GitHub shows it.")
        try:
            language_tag(self.lang or "en")
        except ValueError as error:
            meant = f"; did you mean “{error}”?" if str(error) else ""
            raise WrongAnswerError(f"“{self.lang}” is not the tag of a language, such as en{meant}") from error
        if untranslated(self.lang or ENGLISH):
            languages = ", ".join(offered())
            raise WrongAnswerError(f"the pages are not translated into “{self.lang}”; write one of these: {languages}")

    @property
    def owner(self) -> str:
        """The owner of the repository."""
        return self.repository.partition("/")[0]

    @property
    def address(self) -> str:
        """The address at which GitHub Pages publishes the repository, without `https://`."""
        if not self.repository:
            return "FILL-IN.github.io/FILL-IN"
        owner, _, name = self.repository.partition("/")
        host = f"{owner}.github.io".lower()
        return host if name.lower() == host else f"{host}/{name}"


def refuse_unless_empty(folder: Path) -> None:
    """Raise NotEmptyError unless a folder is new, empty or a fresh clone."""
    present = sorted(entry.name for entry in folder.iterdir() if entry.name != ".git") if folder.is_dir() else []
    if present or (folder.exists() and not folder.is_dir()):
        raise NotEmptyError(f"{folder} is not an empty folder{f': it contains {present[0]}' if present else ''}")


def create_repository(
    folder: Path, newsroom: Newsroom, today: date, wheel: Path | None = None, *, split: bool = False
) -> list[str]:
    """Write a new repository into a folder that is new, empty or a fresh clone; returns the files' paths in it.

    `wheel` is the file that this version of Verbatim was installed from; the repository then keeps it, and its hash.
    With `split` each claim gets a file of its own.
    Raises NotEmptyError, WrongAnswerError for another version's wheel, and OSError where the disk refuses.
    """
    refuse_unless_empty(folder)
    files = repository_files(newsroom, today, wheel)
    if split:
        files |= split_text(files.pop("claims.yaml"))
    write_files({folder / path: content for path, content in files.items()})
    return sorted(files)


def installed_wheel() -> Path | None:
    """The wheel from which Verbatim was installed, if it was installed from a file that is still there."""
    try:
        origin = json.loads(distribution(_PACKAGE).read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        return None
    address = urlsplit(str(origin.get("url", "")))
    file = Path(unquote(address.path))
    return file if address.scheme == "file" and file.suffix == ".whl" and file.is_file() else None


def repository_files(newsroom: Newsroom, today: date, wheel: Path | None) -> dict[str, bytes]:
    """All files of a new repository, by their path with `/`. Raises WrongAnswerError for another version's wheel."""
    if wheel and not wheel.name.startswith(f"{_PACKAGE.replace('-', '_')}-{__version__}-"):
        raise WrongAnswerError(f"{wheel.name} is not the wheel of Verbatim {__version__}.")
    files = dict(_files(newsroom, today, wheel))
    made = {path: hash_of(content) for path, content in files.items() if path.split("/")[0] not in DATA}
    record = {"version": __version__, "newsroom": asdict(newsroom), "files": made}
    return {**files, RECORD: (json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()}


def hash_of(content: bytes) -> str:
    """The SHA-256 of a file whose line ends git may have changed."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _files(newsroom: Newsroom, today: date, wheel: Path | None) -> Iterator[tuple[str, bytes]]:
    """The files of a new repository but the record, by their path with `/`."""
    answers = _answers(newsroom, today, wheel)
    for file in sorted(_STARTER.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            path = file.relative_to(_STARTER).as_posix()
            text = file.read_bytes().decode("utf-8")
            shared = _shared_policy() if path == _HOME.policy_file.name else ""
            whole = text + shared
            if path in FILES:
                whole = in_language(whole, Language(answers["SITE-LANG"]))
            in_yaml = {token: scalar(answer) for token, answer in answers.items()}
            yield path, _filled(whole, in_yaml if file.suffix == ".yaml" else answers).encode()
    names = _names(newsroom)
    for path, file in _shared_files():
        content = file.read_bytes()
        yield path, _filled(content.decode("utf-8"), names).encode() if file.suffix in {".md", ".yml"} else content
    if wheel:
        yield f"wheels/{wheel.name}", wheel.read_bytes()


def starter_words() -> Iterator[tuple[str, str]]:
    """The words of the starter that are translated, each with its context in the catalogues."""
    for path in FILES:
        yield from words_in((_STARTER / path).read_text(encoding="utf-8"))
    yield from words_in(_shared_policy())


def _answers(newsroom: Newsroom, today: date, wheel: Path | None) -> dict[str, str]:
    """What replaces each token of the starter."""
    pin = f"{_PACKAGE}=={__version__}"
    if wheel:
        pin += f" --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"
    return {
        "SITE-ID": str(uuid4()),
        "SITE-NAME": newsroom.name or "FILL IN the name of the site",
        "SITE-SUBJECT": newsroom.subject or "FILL IN the subject of the site",
        "SITE-CONTACT": newsroom.contact or "FILL IN the mail address for corrections",
        "SITE-LANG": language_tag(newsroom.lang or "en"),
        "SITE-REPOSITORY": newsroom.repository or "FILL-IN/FILL-IN",
        "SITE-OWNER": newsroom.owner or "FILL-IN",
        "SITE-ADDRESS": newsroom.address,
        "VERBATIM-PIN": pin,
        "TODAY": today.isoformat(),
    }


def _names(newsroom: Newsroom) -> dict[str, str]:
    """What replaces our own names in the guide."""
    return {
        "example.github.io/verbatim": newsroom.address,
        "example/verbatim": newsroom.repository or "FILL-IN/FILL-IN",
        "editors@example.org": newsroom.contact or "FILL IN the mail address",
        "the editors of Verbatim": f"the editors of {newsroom.name or 'FILL IN the name of the site'}",
    }


def _filled(text: str, answers: Mapping[str, str]) -> str:
    """A text with every token replaced, in one pass, so that no answer is taken for a token."""
    return re.sub("|".join(map(re.escape, answers)), lambda token: answers[token[0]], text)


def _shared_files() -> Iterator[tuple[str, Path]]:
    """The files that a new repository shares with ours, by the path that they get; no generated one."""
    made = generated_files(_HOME)
    for ours, theirs in _SHARED.items():
        start = _HOME.root / ours
        for file in [start] if start.is_file() else sorted(start.rglob("*")):
            if not file.is_file() or file in made or file.is_relative_to(_HOME.docs / _FOR_DEVELOPERS):
                continue
            if MARK.encode() not in file.read_bytes()[:1000]:
                yield theirs + file.as_posix().removeprefix(start.as_posix()), file


def _shared_policy() -> str:
    """The parts of our own policy.yaml that every site shares, each with the comment above it."""
    text = _HOME.policy_file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    parts = re.split(r"\n\n(?=(?:#[^\n]*\n)*[a-z_]+:)", text.strip("\n"))
    kept = [part for part in parts if re.search(rf"^(?:{'|'.join(_SHARED_POLICY)}):", part, re.MULTILINE)]
    return "".join(f"\n{part}\n" for part in kept)
