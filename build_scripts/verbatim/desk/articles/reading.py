"""A file from outside → what can be stored of it.

In: a file, plain text or HTML, anywhere on the disk. Out: a `Candidate`: the text as it will be stored, the file that it was taken
out of where that is another, what is known of the article, and what was left out; or the problem that keeps it out.
Nothing is written here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from verbatim.desk.articles.encoding import Decoded, UnreadableError, decode_file
from verbatim.desk.articles.webpage import Fact, read_page
from verbatim.model.load import Loaded
from verbatim.model.yaml_file import CONTROL
from verbatim.problems import Place, Problem
from verbatim.project import Project
from verbatim.quotation.source_text import sha256_of

# An extraction with fewer words is mostly a teaser, a login wall or a page that a script would have filled.
FEWEST_WORDS = 40

# A plain text's first line is taken for its headline up to this length, in code points.
_LONGEST_HEADLINE = 200

_WORD = re.compile(r"\w+")

# Passages are shown in at most that many characters; those of fewer words (menus, buttons) share a line.
_WIDTH = 110
_SHORT = 6


@dataclass(frozen=True)
class Candidate:
    """An article that can be stored: file names are relative to the folder of stored texts.

    `how` says how the text came about, for the entry's note; empty where it is the file, byte for byte.
    """

    file: str
    stored: bytes
    form: str
    original_file: str | None = None
    original: bytes | None = None
    how: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text as it will be stored."""
        return self.stored.decode("utf-8-sig")

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(_WORD.findall(self.text))


def read_candidate(
    project: Project, loaded: Loaded, path: Path, encoding: str | None = None
) -> tuple[Candidate | None, list[Problem]]:
    """Read a file; None beside the problems of one that cannot be stored. Raises OSError where the disk refuses it."""
    candidate = read_article(path, path.read_bytes(), encoding)
    if isinstance(candidate, Problem):
        return None, [candidate]
    problems = list(_stored_already(candidate, path, loaded)) or list(_name_taken(candidate, path, project))
    return (None if problems else candidate), problems


def read_article(path: Path, raw: bytes, encoding: str | None = None) -> Candidate | Problem:
    """An article out of a file's bytes, text or HTML; the problem where there is none in them."""
    try:
        decoded = decode_file(raw, encoding)
        return _from_html(path, raw, decoded) if _is_html(path, decoded.text) else _from_text(path, raw, decoded)
    except UnreadableError as error:
        return Problem("unreadable-file", Place(str(path), error.line), str(error), error.hint)


def _stored_already(candidate: Candidate, path: Path, loaded: Loaded) -> Iterator[Problem]:
    """A problem for each source that holds this file or these words."""
    mine = {sha256_of(content) for content in (candidate.stored, candidate.original) if content is not None}
    words = _words(candidate.text)
    for source in loaded.sources:
        name = source.value.id
        kept = [held[name] for held in (loaded.stored, loaded.originals) if name in held]
        same = "this very file" if mine & set(map(sha256_of, kept)) else ""
        if not same and name in loaded.stored and _words(loaded.stored[name].decode("utf-8", "replace")) == words:
            same = "a text of the same words"
        if same:
            yield Problem(
                "stored-already",
                Place(str(path)),
                f"{same} is stored already, as “{name}”",
                f"use that entry: {source.place()}",
            )


def _name_taken(candidate: Candidate, path: Path, project: Project) -> Iterator[Problem]:
    """A problem where another file than this one stands under a name that it would be stored by."""
    for file, content in ((candidate.file, candidate.stored), (candidate.original_file, candidate.original)):
        if file is not None and content is not None:
            target = project.stored_texts / file
            if target.exists() and target.resolve() != path.resolve() and target.read_bytes() != content:
                message = f"another file stands in {project.name_of(target)}"
                yield Problem(
                    "file-name-taken", Place(str(path)), message, "give your file another name, and take it in again"
                )


def described(candidate: Candidate, path: Path) -> str:
    """What was found in a file, for the editor to compare with the page: its beginning and end, and all that was left out."""
    lines = [f"{path}: {candidate.form}, {candidate.words:,} {'word' if candidate.words == 1 else 'words'}."]
    paragraphs = [line.strip() for line in candidate.text.splitlines() if line.strip()]
    lines += [f"It begins: {_shortened(paragraphs[0])}", f"It ends:   {_shortened(paragraphs[-1])}"]
    if candidate.facts:
        lines += ["", "It says of itself, or lets us guess:"]
        lines += [f"  {name}: {fact.value}  ({fact.basis})" for name, fact in candidate.facts.items()]
    if candidate.left_out:
        number = len(candidate.left_out)
        lines += [
            "",
            f"Left out of the page, as no part of the article: {number} {'passage' if number == 1 else 'passages'}.",
        ]
        for is_short, group in groupby(candidate.left_out, key=lambda passage: len(passage.split()) < _SHORT):
            passages = list(group)
            lines += (
                [f"  {_shortened(' · '.join(passages))}"]
                if is_short
                else [f"  {_shortened(passage)}" for passage in passages]
            )
        lines.append(
            "If words of the article are among them, copy the article into a text file, and take that in instead."
        )
    return "\n".join(lines)


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 2].rstrip()} …"


def _is_html(path: Path, text: str) -> bool:
    """By what it begins with, else by its name: browsers save pages without an ending, too."""
    begins = re.match(
        r"\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype html|html|head|body)\b",
        text.removeprefix("\ufeff"),
        re.IGNORECASE | re.DOTALL,
    )
    return bool(begins) or path.suffix.lower() in (".html", ".htm", ".xhtml")


def _from_text(path: Path, raw: bytes, decoded: Decoded) -> Candidate:
    """Plain text as it is; where it is not UTF-8, the file is kept beside the text in UTF-8."""
    bad = CONTROL.search(decoded.text)
    if bad:
        line = decoded.text.count("\n", 0, bad.start()) + 1
        hint = "open it in a text editor, delete what is no text, and save it as UTF-8; or name its encoding with `--encoding`"
        raise UnreadableError(
            f"read as {decoded.encoding}, the file holds the control character U+{ord(bad[0]):04X}", hint, line
        )
    first = next(line.strip() for line in decoded.text.removeprefix("\ufeff").splitlines() if line.strip())
    facts = (
        {"title": Fact(first, "the first line of the file", guessed=True)} if len(first) <= _LONGEST_HEADLINE else {}
    )
    if decoded.encoding in ("utf-8", "utf-8-sig"):
        return Candidate(path.name, raw, "plain text, UTF-8", facts=facts)
    how = f"Converted to UTF-8 from {_encoding(decoded)}."
    stored = decoded.text.encode("utf-8")
    return Candidate(path.name, stored, f"plain text, {_encoding(decoded)}", f"originals/{path.name}", raw, how, facts)


def _from_html(path: Path, raw: bytes, decoded: Decoded) -> Candidate:
    """The article's paragraphs, one a line with a blank line between; the page itself is kept beside them."""
    # Browsers show no control characters either, and read a form feed as a blank.
    page = read_page(CONTROL.sub("", decoded.text.replace("\f", " ")))
    text = "\n\n".join(page.paragraphs) + "\n"
    number = len(_WORD.findall(text))
    if number < FEWEST_WORDS:
        found = f"only {number} {'word' if number == 1 else 'words'}" if number else "no words"
        message = f"{found} of an article were found on this page; it may be a teaser, a login page, or one that a script fills"
        raise UnreadableError(message, "copy the article’s words from your browser into a text file, and take that in")
    left = len(page.left_out)
    passages = {0: "nothing was", 1: "1 passage of the page was"}.get(left, f"{left} passages of the page were")
    how = f"The text was taken out of the saved page by trafilatura; {passages} left out."
    if decoded.guessed:
        how += f" The page’s encoding was guessed to be {decoded.encoding}."
    return Candidate(
        f"{path.stem}.txt",
        text.encode(),
        f"HTML, {_encoding(decoded)}",
        f"originals/{path.name}",
        raw,
        how,
        page.facts,
        page.left_out,
    )


def _encoding(decoded: Decoded) -> str:
    return f"{decoded.encoding.removesuffix('-sig')}{' (guessed)' if decoded.guessed else ''}"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
