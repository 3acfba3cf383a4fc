"""The rules for the text of a built page: it can be read, no template is left unfilled, every marked quotation is true.

In: the documents of a site and the corpus that it was made from. Out: findings.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from verbatim.checks.corpus import Corpus
from verbatim.site.sitecheck.findings import Fault, Finding
from verbatim.site.sitecheck.reading.document import Document, Mark

_OFFSET = re.compile(r"[0-9]{1,12}")


def unreadable(document: Document) -> Iterator[Finding]:
    """A file that could not be read, so that nothing in it was checked."""
    if document.unreadable:
        fault = Fault(
            "unreadable-page",
            f"cannot be read: {document.unreadable}",
            "build again; if that does not help, please report it",
            document.path,
        )
        yield Finding(fault, document.path)


def false_marks(document: Document, corpus: Corpus) -> Iterator[Finding]:
    """Marked quotations that are not, character for character, in their source."""
    for mark in document.marks:
        if not is_true(mark, corpus):
            message = f"“{mark.text[:60]}” is not the text at {mark.start}–{mark.end} of “{mark.source}”"
            fault = Fault("false-quotation", message, "this is a fault of Verbatim: please report it", message)
            yield Finding(fault, document.path, "<mark>", mark.line)


def leftovers(documents: Iterable[Document], corpus: Corpus) -> Iterator[Finding]:
    """Placeholders of a template that were not filled in. Text of the data may contain braces."""
    found = [(document.path, words, line) for document in documents for words, line in document.leftovers]
    known = "\n".join(_texts(corpus)) if found else ""
    for path, words, line in found:
        if words not in known:
            fault = Fault(
                "template-leftover",
                f"“{words}” was not filled in",
                "correct the template, or put the text in a code span",
                words,
            )
            yield Finding(fault, path, "text", line)


def is_true(mark: Mark, corpus: Corpus) -> bool:
    """Whether a mark shows exactly the characters of the source at the place that it names."""
    text = corpus.texts.get(mark.source)
    is_span = _OFFSET.fullmatch(mark.start) and _OFFSET.fullmatch(mark.end)
    return text is not None and is_span is not None and text.text[int(mark.start) : int(mark.end)] == mark.text != ""


def _texts(value: object) -> Iterator[str]:
    """Every string in a value of the corpus, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_texts, value.values()))
    elif isinstance(value, tuple | list):
        yield from chain.from_iterable(map(_texts, value))
    elif hasattr(value, "__dict__"):
        yield from _texts(vars(value))
