"""The texts of the sources, as quotations are looked up in them.

In: the loaded data with the bytes of the stored files. Out: the text of each source that has one, and a problem for
each file that is not the declared one. No other stage reads the bytes.
"""

from collections.abc import Iterator
from dataclasses import replace

from verbatim.model.loaded import Loaded, Placed
from verbatim.model.reading.text_file import decode
from verbatim.model.sources import Article, Read, Record
from verbatim.problems import Problem
from verbatim.project import Project
from verbatim.quotation.excerpts import recorded_text
from verbatim.quotation.text.source_text import SourceText, sha256_of

# What is wrong in a stored file is part of what was received, so the file stays, and a copy is put right.
_COPY = "save a copy as UTF-8 in which the character is deleted or put right, and name it in `file:` with its `sha256:`"
_ORIGINAL = "move this file as it is to `originals/`, and name it in `original_file:` with its `original_sha256:`"


def source_texts(project: Project, loaded: Loaded) -> tuple[dict[str, SourceText], list[Problem]]:
    """The text of each source by its id, and the problems of stored files."""
    texts: dict[str, SourceText] = {}
    problems = list(_changed_originals(project, loaded))
    for source in loaded.sources:
        entry = source.value
        if entry.file and entry.id in loaded.stored:
            text, found = _stored_text(project, source, loaded.stored[entry.id])
            problems += found
            if text is not None:
                texts[entry.id] = SourceText(text)
        elif isinstance(entry, Record) and not entry.file:
            if entry.passages or entry.read is Read.NONE:
                texts[entry.id] = SourceText(recorded_text(entry))
            else:
                message = "“passages” is missing from a record that has no file"
                hint = "add `passages: [{text: …}]`, the words that were read; `read: none` if nobody found the page"
                problems.append(Problem("missing-key", source.place(), message, hint))
    return texts, problems


def _stored_text(
    project: Project, source: Placed[Article] | Placed[Record], raw: bytes
) -> tuple[str | None, list[Problem]]:
    """The text of a stored file, which must be the one with the declared hash."""
    name = project.name_of(project.stored_texts / str(source.value.file))
    text, problems = decode(name, raw)
    problems = [
        replace(problem, hint=f"{_ORIGINAL}; {_COPY}" if isinstance(source.value, Article) else _COPY)
        for problem in problems
    ]
    if sha256_of(raw) != source.value.sha256 and not problems:
        hint = f"restore the file: `git checkout -- {name}`; or check every quotation from it and declare the new hash"
        problems.append(_changed_file(source, "sha256", name, raw, hint))
    return text, problems


def _changed_originals(project: Project, loaded: Loaded) -> Iterator[Problem]:
    """Files from which stored texts were extracted and that are not the declared ones."""
    for article in loaded.articles:
        entry, raw = article.value, loaded.originals.get(article.value.id)
        if raw is not None and entry.original_file and sha256_of(raw) != entry.original_sha256:
            name = project.name_of(project.stored_texts / entry.original_file)
            hint = "restore the file; if you saved another copy on purpose, add it as an article of its own"
            yield _changed_file(article, "original_sha256", name, raw, hint)


def _changed_file(source: Placed[Article] | Placed[Record], key: str, name: str, raw: bytes, hint: str) -> Problem:
    unix = raw.replace(b"\r\n", b"\n")
    declared = getattr(source.value, key)
    if declared in (sha256_of(unix), sha256_of(unix.replace(b"\n", b"\r\n"))):
        message = f"only the line ends of {name} are not as they were declared; its words are the same"
        hint = (
            f"git or an editor changed them: write `seeds/** -text` into .gitattributes, "
            f"then delete the file and run `git checkout -- {name}`"
        )
        return Problem("changed-line-ends", source.place(key), message, hint)
    message = f"{name} is not the file that was declared: its SHA-256 is {sha256_of(raw)}"
    return Problem("changed-file", source.place(key), message, hint)
