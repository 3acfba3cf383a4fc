"""The rules that readers find what the data says.

Every marked quotation is true; every excerpt is marked on each page that must show it; the page of a claim shows the
claim, its finding and its status, and has its ClaimReview.

In: a page of a site, or of its offline copy; the texts of the sources, by id; what the page must show. Out: findings.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from verbatim.site.sitecheck.expected import Expected, Quoted
from verbatim.site.sitecheck.findings import Fault, Finding
from verbatim.site.sitecheck.reading.document import Document, Mark
from verbatim.site.sitecheck.reading.page import letters_of

_OFFSET = re.compile(r"[0-9]{1,12}")
_HINT = "build again; if that does not help, please report it"
# Pairs of offsets by the id of their source.
Marked = Mapping[str, list[tuple[int, int]]]


def false_marks(document: Document, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Marked quotations that are not, character for character, in their source."""
    for mark in document.marks:
        if not _is_true(mark, texts):
            message = f"“{mark.text[:60]}” is not the text at {mark.start}–{mark.end} of “{mark.source}”"
            fault = Fault("false-quotation", message, "this is a fault of Verbatim: please report it", message)
            yield Finding(fault, document.path, "<mark>", mark.line)


def missing_quotations(document: Document, expected: Expected, texts: Mapping[str, str]) -> Iterator[Finding]:
    """A page without the marks of an excerpt that it must show."""
    if not all(_is_true(mark, texts) for mark in document.marks):
        return  # this is reported for the mark itself
    excerpts, marked = expected.excerpts, _marked(document)
    missing = [
        excerpt
        for excerpt in excerpts
        if not all(_is_shown(*span, excerpt, texts[excerpt.source], marked) for span in excerpt.spans)
    ]
    if missing:
        message = f"{len(missing)} of {len(excerpts)} excerpts are not marked here, first “{missing[0].words}”"
        yield Finding(Fault("missing-words", message, _HINT, document.path), document.path)


def missing_texts(document: Document, expected: Expected) -> Iterator[Finding]:
    """A page of a claim that does not show the claim, its finding or its status, or has another ClaimReview."""
    if not expected.is_claim or document.unreadable:
        return
    lacks = [what for what, text in expected.texts if text not in document.text]
    if lacks:  # or a tag is within the text
        shown = letters_of(document.text)
        lacks = [what for what, text in expected.texts if what in lacks and letters_of(text) not in shown]
    if _reviews(document) != ([json.loads(expected.review)] if expected.review else []):
        lacks.append("ClaimReview")
    if lacks:
        message = f"the page does not have the {' and the '.join(lacks)} that the data gives now"
        yield Finding(Fault("missing-words", message, _HINT, document.path), document.path)


def _is_true(mark: Mark, texts: Mapping[str, str]) -> bool:
    """Whether a mark shows exactly the characters of the source at the place that it names."""
    text = texts.get(mark.source)
    is_span = _OFFSET.fullmatch(mark.start) and _OFFSET.fullmatch(mark.end)
    return text is not None and is_span is not None and text[int(mark.start) : int(mark.end)] == mark.text != ""


def _reviews(page: Document) -> list[dict[str, object]]:
    """The ClaimReviews of a page that could be read, without their context."""
    found = [json.loads(text) for text in page.linked_data]
    kept = [
        {key: value for key, value in each.items() if key != "@context"} for each in found if isinstance(each, dict)
    ]
    return [each for each in kept if each.get("@type") == "ClaimReview"]


def _marked(document: Document) -> Marked:
    """Where the page marks words of each source, in the order of the source."""
    marked: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for mark in document.marks:
        marked[mark.source].append((int(mark.start), int(mark.end)))
    return {source: sorted(spans) for source, spans in marked.items()}


def _is_shown(first: int, last: int, excerpt: Quoted, text: str, marked: Marked) -> bool:
    """Whether marks cover all of a span, except for the blanks between paragraphs."""
    reached = first
    for start, end in marked.get(excerpt.source, ()):
        if first <= start and end <= last and not text[reached:start].strip():
            reached = max(reached, end)
    return not text[reached:last].strip()
