"""The generated files of the last run, each made again only if something that it shows has changed.

In: batches of outputs, as `pages` and `data` give them. Out: the outputs, as the batches would make them.

The list of a kind of output, `.verbatim/kept/KIND.json`, has hashes only: for each batch one of what it showed, and
one of each file that it made, which is in docs/. So `build` and `serve` use the files of the last run, and a file that
was changed or deleted is made again. The list names only the batches of the last run, so it does not grow.
"""

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from verbatim.checks.corpus import Corpus
from verbatim.data.api.rows.all_rows import LINE_ENDS, ClaimLines
from verbatim.output import Batch, Output, write_files
from verbatim.project import Project
from verbatim.site.last_build import hash_of_programs
from verbatim.site_address import SiteAddress

# The seal of a batch, and the hash of each of its files, by its path in docs/.
_Entry = tuple[str, Mapping[str, str]]


def hash_of_shared(corpus: Corpus, address: SiteAddress) -> str:
    """A hash of all that outputs depend on besides claims: policy, sources and pictures, the address, and programs."""
    register, sightings = corpus.register, chain.from_iterable(corpus.sightings.values())
    registered = (register.voices, register.people, register.origins, register.sources)
    entries = [corpus.policy, *chain.from_iterable(each.values() for each in registered), *sightings]
    files = [text.text.encode() for text in corpus.texts.values()]
    files += [picture.content for picture in corpus.pictures.values()]
    parts = [address.text, hash_of_programs(), *map(_hash, files), *(entry.model_dump_json() for entry in entries)]
    return _hash(json.dumps(parts).encode())


def kept_outputs(project: Project, shared: str, kind: str, batches: Iterable[Batch]) -> Generator[Output, None, None]:
    """The outputs of all batches of a kind; `shared` is `hash_of_shared`.

    The list is written when the last output has been taken.
    """
    file = project.workshop / "kept" / f"{kind}.json"
    last, now = _read(file), dict[str, _Entry]()
    for batch in batches:
        seal, hashes = last.get(batch.name, ("", {}))
        kept = _kept(project.docs, hashes) if seal == _seal(shared, batch.shows, hashes) else None
        if kept is None:
            hashes = {}
            for output in batch.make():
                hashes[output.path] = output.sha256
                yield output
            seal = _seal(shared, batch.shows, hashes)
        else:
            yield from kept
        now[batch.name] = seal, hashes
    write_files({file: (json.dumps(now, indent=1) + "\n").encode()})


def kept_lines(project: Project, shared: str, lines: Iterable[ClaimLines]) -> Iterator[Sequence[bytes]]:
    """The lines of claims, in the same way: their list is `lines.json`, and they are taken from the API's files."""
    file = project.workshop / "kept" / "lines.json"
    last, now = _read(file), dict[str, _Entry]()
    there = dict(chain.from_iterable(_lines_by_hash(project.docs / path, end) for path, end in LINE_ENDS.items()))
    for of_claim in lines:
        seal, hashes = last.get(of_claim.id, ("", {}))
        is_kept = seal == _seal(shared, of_claim.shows, hashes) and there.keys() >= set(hashes.values())
        found = [there[each] for each in hashes.values()] if is_kept else of_claim.make()
        if not is_kept:
            hashes = {str(number): _hash(line) for number, line in enumerate(found)}
            seal = _seal(shared, of_claim.shows, hashes)
        now[of_claim.id] = seal, hashes
        yield found
    write_files({file: (json.dumps(now, indent=1) + "\n").encode()})


def _lines_by_hash(file: Path, end: bytes) -> Iterator[tuple[str, bytes]]:
    """The lines of a file. What an end inside a quoted cell cuts apart is no line, and has the hash of none."""
    for text in file.read_bytes().split(end)[:-1] if file.is_file() else ():
        line = text + end
        yield _hash(line), line


def _seal(shared: str, shows: Sequence[object], hashes: Mapping[str, str]) -> str:
    """A hash of what a batch or line shows, and of what it made."""
    return _hash(json.dumps([shared, shows, hashes]).encode())


def _kept(docs: Path, hashes: Mapping[str, str]) -> list[Output] | None:
    """The files of a batch in docs/; None if one of them is not as it was."""
    found, folder = [], str(docs)
    for path, known in hashes.items():
        try:
            with open(f"{folder}/{path}", "rb") as file:  # noqa: PTH123 - a Path for each of thousands takes longer
                content = file.read()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        if _hash(content) != known:
            return None
        found.append(Output(path, content, known))
    return found


def _read(file: Path) -> dict[str, _Entry]:
    """The list of the last run; an empty one if there is none that can be read."""
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
        return {name: (str(seal), {**hashes}) for name, (seal, hashes) in listed.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
