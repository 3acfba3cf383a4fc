"""The passages of the last build, each claim's found again only if something that they show has changed.

In: a project and its corpus. Out: the passages of all claims, as `all_passages` gives them from then on.

The file, `.verbatim/kept/passages.txt`, has a line for each claim of the last build: a hash of the rest of the line, a
hash of what the passages show, and the passages. A line that is not as it was is not used.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.search.passages import Passage, PassageKind, all_passages, passages
from verbatim.output import write_files
from verbatim.project import Project


def use_kept_passages(project: Project, shared: str, corpus: Corpus) -> None:
    """Find the passages of all claims; `shared` is a hash of all that they show besides claims.

    Then write the file for the next build.
    """
    file = project.workshop / "kept" / "passages.txt"
    last, now = _read(file), list[str]()

    def of_claim(checked: CheckedClaim, corpus: Corpus) -> tuple[Passage, ...]:
        key = _hash(f"{shared} {checked.fingerprint}")
        if line := last.get(key):
            now.append(line)
            return tuple(map(_passage, json.loads(line.split(" ", 2)[2])))
        found = passages(checked, corpus)
        rows = json.dumps([(each.kind.name, *each[1:]) for each in found], ensure_ascii=False)
        now.append(f"{_hash(f'{key} {rows}')} {key} {rows}")
        return found

    all_passages(corpus, of_claim)
    write_files({file: "".join(f"{line}\n" for line in now).encode()})


def _passage(row: list[str]) -> Passage:
    kind, anchor, label, texts, *others = row
    return Passage(PassageKind[kind], anchor, label, tuple(texts), *others)


def _read(file: Path) -> dict[str, str]:
    """The lines of the last build that are as they were, by the hash of what their passages show."""
    found = dict[str, str]()
    with suppress(OSError, UnicodeDecodeError):
        for line in file.read_text(encoding="utf-8").split("\n"):
            seal, _, sealed = line.partition(" ")
            if seal == _hash(sealed):
                found[sealed.partition(" ")[0]] = line
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
