"""The sentences of the pages for translators: `make catalogues` renews verbatim.pot and the catalogues.

They are in the templates and in the modules that make words for readers; and the words of fixed sets, such as the kinds
of a change, are in the types of the data. A new catalogue begins as an empty file: `make catalogues NEW=it`.
"""

import ast
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2.ext import extract_from_ast
from verbatim.desk.init import starter_words
from verbatim.model.claims import ChangeKind
from verbatim.model.evidence import Distortion
from verbatim.model.sources import Inferable, OriginKind, RecordKind
from verbatim.rendering.templating import TEMPLATES, _environment
from verbatim.translation.catalogue import CATALOGUES, TEMPLATE, read_catalogue
from verbatim.translation.language import Language

from tests.support.microsite import ROOT

# The functions that take sentences. Those with a context have it first; those about a number then have two forms.
FUNCTIONS = ("_", "gettext", "to_translate", "ngettext", "by_number", "pgettext", "npgettext")
PACKAGE = ROOT / "build_scripts/verbatim"
# The rooms that make words for readers.
ROOMS = ("checks", "rendering", "data", "pages", "cards", "site", "translation")
WORDS = (ChangeKind, Distortion, OriginKind, RecordKind, Inferable)

# Headers of a file that say when, by whom and with what it was made.
NOT_OURS = (b'"POT-', b'"PO-', b'"Project-Id-', b'"Report-', b'"Last-Tr', b'"Language-Team', b'"Generated-By')

Sentence = tuple[str, str | tuple[str, ...], str | None]


def sentences() -> Iterator[Sentence]:
    """Every sentence: the file that it is in, its text or its two forms, and its context."""
    yield from _in_templates()
    yield from _in_modules()
    for words in WORDS:
        for word in words:
            yield _name(PACKAGE / "model"), word.value.replace("_", " "), words.__name__
    for kind in RecordKind:
        yield _name(PACKAGE / "model"), kind.meaning, None
    for context, text in starter_words():
        yield "desk/starter", text, context


def _in_templates() -> Iterator[Sentence]:
    environment = _environment(Language("en"))
    for file in sorted(TEMPLATES.glob("*.j2")):
        tree = environment.parse(file.read_text(encoding="utf-8"))
        for _, function, texts in extract_from_ast(tree, FUNCTIONS, babel_style=False):
            if texts:
                yield _name(file), *_parts(function, [text for text in texts if text])


def _in_modules() -> Iterator[Sentence]:
    for room in ROOMS:
        for file in sorted((PACKAGE / room).rglob("*.py")):
            for function, texts in _calls(file):
                yield _name(file), *_parts(function, texts)


def _calls(file: Path) -> Iterator[tuple[str, list[str]]]:
    """The calls in a module that have sentences: the name of the function, and the strings."""
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in FUNCTIONS and texts:
            yield name, texts


def _parts(function: str, texts: Sequence[str]) -> tuple[str | tuple[str, ...], str | None]:
    context = texts[0] if function in {"pgettext", "npgettext"} else None
    found = texts[1:] if context else texts
    return (found[0], found[1]) if function in {"ngettext", "npgettext", "by_number"} else found[0], context


def _name(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def template() -> Catalog:
    """All sentences, in the order of the files; one that is in several files is there once."""
    catalogue = Catalog(project="Verbatim", header_comment="# The sentences of the pages; `make catalogues` renews it.")
    for file, text, context in sentences():
        catalogue.add(text, locations=[(file, 0)], context=context)
    return catalogue


def text_of(catalogue: Catalog) -> bytes:
    """A catalogue as a file without lines and days, so that a change of one sentence changes one place."""
    catalogue.fuzzy = False
    written = io.BytesIO()
    write_po(written, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    lines = written.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(NOT_OURS))


def renewed(file: Path, english: Catalog) -> bytes:
    """A catalogue with the sentences of now; one that was reworded is translated anew."""
    catalogue = read_catalogue(file) if file.is_file() else Catalog()
    catalogue.locale = file.stem.replace("-", "_")
    catalogue.update(english, no_fuzzy_matching=True)
    catalogue.header_comment = f"# The sentences of the pages in {catalogue.locale.english_name}."
    return text_of(catalogue)


def main(new: list[str]) -> None:
    """Write them all."""
    english = template()
    TEMPLATE.write_bytes(text_of(english))
    for file in [*sorted(CATALOGUES.glob("*.po")), *(CATALOGUES / f"{tag}.po" for tag in new)]:
        file.write_bytes(renewed(file, english))


if __name__ == "__main__":
    main(sys.argv[1:])
