"""Reads a file from outside as an article that can be stored.

In: a file, plain text, HTML or PDF, anywhere on the disk. Out: a `NewArticle`: the text as it will be stored, the file
from which it was extracted if that is another, what is known about the article, and what was left out; or the problems
because of which it cannot be stored. Nothing is written here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from verbatim.desk.articles.encoding import MAX_BYTES, UNREADABLE, Decoded, UnreadableError, decode_file
from verbatim.desk.articles.guard import Changed
from verbatim.desk.articles.likely_language import likely_languages
from verbatim.desk.articles.page.page_details import Detail
from verbatim.desk.articles.page.webpage import FEWEST_WORDS, read_page
from verbatim.desk.articles.pdf import BEGINNING, LONGEST_HEADLINE, read_pdf
from verbatim.model.loaded import Loaded
from verbatim.model.reading.text_file import CONTROL
from verbatim.model.values.file_names import fault_of_file_name, safe_file_name, same_file
from verbatim.problems import Place, Problem
from verbatim.project import Project
from verbatim.quotation.text.source_text import sha256_of
from verbatim.quotation.text.words import count_words, number_of_words

_WORD = re.compile(r"\w+")

# Passages are shown in at most so many characters. Those of fewer words (menus, buttons) share a line.
_WIDTH = 110
_FEW_WORDS = 6


@dataclass(frozen=True)
class NewArticle:
    """An article that can be stored. Names of files are relative to the folder of stored texts.

    `note` says how the text was made; it is empty where the text is the file, byte for byte.
    `details` are what the file says or suggests about the article, by the names of `Article`'s fields.
    `changed` are the paragraphs that the page does not show as they would be stored; `dropped` are the pieces that were
    left out of sentences, such as deleted words and the signs of footnotes. `warnings` are what makes the text or the
    details doubtful.
    """

    file: str
    stored: bytes
    form: str
    original_file: str | None = None
    original: bytes | None = None
    note: str = ""
    details: dict[str, Detail] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    dropped: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text as it will be stored."""
        return self.stored.decode("utf-8-sig")

    @property
    def words(self) -> int:
        """How many words the text has."""
        return number_of_words(self.text)


def read_new_article(
    project: Project, loaded: Loaded, path: Path, encoding: str | None = None
) -> tuple[NewArticle | None, list[Problem]]:
    """Read a file as a new article; None, and the problems, if it cannot be stored. Raises OSError if unreadable."""
    raw = read_file(path)
    article = raw if isinstance(raw, Problem) else read_article(path, raw, encoding)
    if isinstance(article, Problem):
        return None, [article]
    name = safe_file_name(path.name)
    if name != path.name:
        warning = f"its name is changed to “{name}”: “{path.name}” {fault_of_file_name(path.name)}"
        article = replace(article, warnings=(warning, *article.warnings))
    problems = list(_stored_already(article, path, loaded)) or list(_name_taken(article, path, project))
    return (None if problems else article), problems


def read_file(path: Path) -> bytes | Problem:
    """The bytes of a file from outside, or as many as show that it is too long; a problem if it is a pipe or a device.

    Raises OSError if it cannot be read.
    """
    if not path.is_file():
        hint = "save the article’s page or its words into a file, and give that"
        return Problem("unreadable-file", Place(str(path)), "this is no ordinary file, but a pipe or a device", hint)
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def read_article(path: Path, raw: bytes, encoding: str | None = None) -> NewArticle | Problem:
    """Read the bytes of a file, text, HTML or PDF, as an article; or the problem if there is none in them."""
    try:
        if raw.startswith(BEGINNING):
            return _from_pdf(path, raw)
        decoded = decode_file(raw, encoding)
        return _from_html(path, raw, decoded) if _is_html(path, decoded.text) else _from_text(path, raw, decoded)
    except UnreadableError as error:
        return Problem("unreadable-file", Place(str(path), error.line), str(error), error.hint)


def _stored_already(article: NewArticle, path: Path, loaded: Loaded) -> Iterator[Problem]:
    """A problem for each source that has this file or the same words."""
    hashes = {sha256_of(content) for content in (article.stored, article.original) if content is not None}
    words = _words(article.text)
    for source in loaded.sources:
        name = source.value.id
        files = [stored[name] for stored in (loaded.stored, loaded.originals) if name in stored]
        same = "this file" if hashes & set(map(sha256_of, files)) else ""
        if not same and name in loaded.stored and _words(loaded.stored[name].decode("utf-8", "replace")) == words:
            same = "a text with the same words"
        if same:
            message = f"{same} is stored already, as “{name}”"
            yield Problem("stored-already", Place(str(path)), message, f"use that entry: {source.place()}")


def _name_taken(article: NewArticle, path: Path, project: Project) -> Iterator[Problem]:
    """A problem where another file already has the name under which this one would be stored."""
    for file, content in ((article.file, article.stored), (article.original_file, article.original)):
        if file is not None and content is not None:
            target = project.stored_texts / file
            present = target.parent.iterdir() if target.parent.is_dir() else ()
            target = next((other for other in present if same_file(other.name) == same_file(target.name)), target)
            if target.exists() and target.resolve() != path.resolve() and target.read_bytes() != content:
                message = f"there is another file {project.name_of(target)}"
                hint = "give your file another name, and add it again"
                yield Problem("file-name-taken", Place(str(path)), message, hint)


def changed_text(article: NewArticle, path: Path) -> list[Problem]:
    """A problem if the page does not show all paragraphs as they would be stored."""
    if not article.changed:
        return []
    them = "it" if len(article.changed) == 1 else "them"
    message = f"{_counted(len(article.changed), 'paragraph')} would not be stored as the page shows {them}"
    hint = (
        "compare them above with the page; if the stored words are right, add `--changes-read`, else copy the article"
        " into a text file and add that"
    )
    return [Problem("changed-text", Place(str(path)), message, hint)]


def summary(article: NewArticle, path: Path) -> str:
    """What was found in a file, for the editor to compare: beginning, end, details, what was left out or changed."""
    lines = [f"{path}: {article.form}, {_counted(article.words, 'word')}."]
    paragraphs = [line.strip() for line in article.text.splitlines() if line.strip()]
    lines += [f"It begins: {_shortened(paragraphs[0])}", f"It ends:   {_shortened(paragraphs[-1])}"]
    lines += [f"Warning: {warning}." for warning in article.warnings]
    if article.details:
        lines += ["", "What it says about itself, or what can be guessed:"]
        lines += [f"  {name}: {detail.value}  ({detail.basis})" for name, detail in article.details.items()]
    if article.left_out:
        left_out = _counted(len(article.left_out), "passage")
        lines += ["", f"Left out, because not part of the article: {left_out} of the page."]
        for is_short, group in groupby(article.left_out, key=lambda passage: count_words(passage) < _FEW_WORDS):
            passages = list(group)
            shown = [" · ".join(passages)] if is_short else passages
            lines += [f"  {_shortened(passage)}" for passage in shown]
        lines.append("If words of the article are among them, copy the article into a text file and add that.")
    if article.dropped:
        lines += ["", f"Left out of sentences: {' · '.join(article.dropped)}"]
    if article.changed:
        lines += ["", f"Changed: {_counted(len(article.changed), 'paragraph')} that the page does not show like that."]
        for changed in article.changed:
            lines += [f"  stored: {changed.stored}", f"  page:   {changed.shown or '(nothing like it)'}"]
    return "\n".join(lines)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 2].rstrip()} …"


def _is_html(path: Path, text: str) -> bool:
    """Decided by how the text begins, else by the name: browsers also save pages under names without `.html`."""
    begins = re.match(
        r"\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype html|html|head|body)\b",
        text.removeprefix("\ufeff"),
        re.IGNORECASE | re.DOTALL,
    )
    return bool(begins) or path.suffix.lower() in (".html", ".htm", ".xhtml")


def _from_text(path: Path, raw: bytes, decoded: Decoded) -> NewArticle:
    """Plain text is stored unchanged; if it is not UTF-8, it is converted, and the file is stored, too."""
    bad = CONTROL.search(decoded.text)
    if bad:
        line = decoded.text.count("\n", 0, bad.start()) + 1
        message = f"read as {decoded.encoding}, the file contains the control character U+{ord(bad[0]):04X}"
        hint = (
            "open it in a text editor, delete what is not text, and save it as UTF-8;"
            " or give its encoding with `--encoding`"
        )
        raise UnreadableError(message, hint, line)
    first = next(line.strip() for line in decoded.text.removeprefix("\ufeff").splitlines() if line.strip())
    headline = Detail(first, "the first line of the file", guessed=True)
    details = {"title": headline} if len(first) <= LONGEST_HEADLINE else {}
    details, _ = _details_and_warnings(details, decoded.text)
    warnings = tuple(_unreadable(decoded, decoded.text))
    if decoded.encoding in ("utf-8", "utf-8-sig") and not decoded.lossy:
        return NewArticle(safe_file_name(path.name), raw, "plain text, UTF-8", details=details, warnings=warnings)
    return NewArticle(
        file=safe_file_name(path.name),
        stored=decoded.text.encode("utf-8"),
        form=f"plain text, {_encoding(decoded)}",
        original_file=f"originals/{safe_file_name(path.name)}",
        original=raw,
        note=f"Converted to UTF-8 from {_encoding(decoded)}.",
        details=details,
        warnings=warnings,
    )


def _from_html(path: Path, raw: bytes, decoded: Decoded) -> NewArticle:
    """The paragraphs of the article with a blank line between them; the page itself is stored, too."""
    # Browsers show no control characters either, and read a form feed as a space.
    shown, unseen = CONTROL.subn("", decoded.text.replace("\f", " "))
    page = read_page(shown)
    text = "\n\n".join(page.paragraphs) + "\n"
    number = number_of_words(text)
    if number < FEWEST_WORDS:
        found = f"only {_counted(number, 'word')}" if number else "no words"
        message = (
            f"{found} of an article were found; the page may be a teaser, a login page, or one that a script fills"
        )
        raise UnreadableError(message, "copy the article’s words from your browser into a text file, and add that")
    details, warnings = _details_and_warnings(page.details, text)
    left_out = len(page.left_out)
    passages = {0: "nothing was", 1: "1 passage of the page was"}.get(left_out, f"{left_out} passages of the page were")
    note = f"The text was taken out of the saved page by trafilatura; {passages} left out."
    if decoded.guessed:
        note += f" The page’s encoding was guessed to be {decoded.encoding}."
    return NewArticle(
        file=f"{Path(safe_file_name(path.name)).stem}.txt",
        stored=text.encode(),
        form=f"HTML, {_encoding(decoded)}",
        original_file=f"originals/{safe_file_name(path.name)}",
        original=raw,
        note=note,
        details=details,
        left_out=page.left_out,
        changed=page.changed,
        dropped=page.dropped,
        warnings=(*_unreadable(decoded, text, unseen), *warnings, *page.warnings),
    )


def _from_pdf(path: Path, raw: bytes) -> NewArticle:
    """The paragraphs of a PDF with a blank line between them; the PDF itself is stored, too."""
    pdf = read_pdf(raw)
    text = "\n\n".join(pdf.paragraphs) + "\n"
    details, warnings = _details_and_warnings(pdf.details, text)
    return NewArticle(
        file=f"{Path(safe_file_name(path.name)).stem}.txt",
        stored=text.encode(),
        form="PDF",
        original_file=f"originals/{safe_file_name(path.name)}",
        original=raw,
        note=pdf.note,
        details=details,
        left_out=pdf.left_out,
        changed=pdf.changed,
        warnings=warnings,
    )


def _unreadable(decoded: Decoded, text: str, unseen: int = 0) -> Iterator[str]:
    """Warnings if characters could not be read, were read wrongly by another program, or are not seen in a browser.

    `unseen` is the number of control characters that were left out.
    """
    if decoded.unreadable:
        number = _counted(decoded.unreadable, "character")
        stored = f"{text.count(UNREADABLE)} of them in the text that is stored, as “{UNREADABLE}”"
        yield f"{number} of the file could not be read as {_encoding(decoded)}, {stored}"
    if decoded.looks_misread:
        yield f"signs such as “{decoded.looks_misread}” look like UTF-8 that was read in another encoding"
    if unseen:
        yield f"{_counted(unseen, 'control character')} of the page were left out; they may have been quotation marks"


def _details_and_warnings(details: dict[str, Detail], text: str) -> tuple[dict[str, Detail], tuple[str, ...]]:
    """The details with the language that the text is in, and a warning if the page states another one."""
    likely = likely_languages(text)
    stated = details.get("lang")
    if not likely or (stated and stated.value in likely):
        return details, ()
    guess = Detail(likely[0], "guessed from the text’s words", guessed=True)
    warnings = (f"{stated.basis} says “{stated.value}”, but the text looks like “{guess.value}”",) if stated else ()
    return {**details, "lang": guess}, warnings


def _encoding(decoded: Decoded) -> str:
    return f"{decoded.encoding.removesuffix('-sig')}{' (guessed)' if decoded.guessed else ''}"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
