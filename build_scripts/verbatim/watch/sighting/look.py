"""Looks for the words of a source in the text of a page, with the folding and the rules of a stored text.

In: a `Task` and a `PageText`. Out: a `Sighting`. A passage that is only similar is a hint and never a match.
"""

from datetime import date
from typing import Any

from verbatim.desk.articles.pdf import without_line_breaks
from verbatim.model.sightings import CopyKind, Finding, Outcome, SightedWords, Sighting
from verbatim.model.sources import Selector
from verbatim.quotation.locate import Absent, Ambiguous, Found, Match, locate
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.source_text import SourceText, sha256_of
from verbatim.quotation.text.whole_words import occurrences
from verbatim.watch.sighting.page_text import PageText
from verbatim.watch.sighting.tasks import Task

# Code points of the nearest passage that are kept as a hint; no more of a page is stored.
_LONGEST_HINT = 300


def sighting_of(task: Task, page: PageText, day: date, reach: int) -> Sighting:
    """What a page has of the words of a task. `reach` is in code points, as in `locate`.

    If only a part of the page is free to read, nothing is said of the words that are not in it.
    """
    text = SourceText(page.text)
    words = (_look(each, text, page.kind, reach) for each in task.words)
    digest = sha256_of(page.text.encode())
    before = task.before.sha256 if task.before else None
    return _sighting(
        task,
        day,
        page.kind,
        Outcome.READ,
        sha256=digest,
        length=len(page.text),
        before=before if before != digest else None,
        compared=task.source.sha256,
        same=str(all(_has(each, text, page.kind) for each in task.sentences)).lower() if task.source.file else None,
        words=[each for each in words if not (page.partial and each.found is Finding.ABSENT)],
    )


def page_gone(task: Task, day: date) -> Sighting:
    """The sighting of an address that has no page any more."""
    return _sighting(task, day, CopyKind.PAGE, Outcome.GONE)


def _sighting(task: Task, day: date, kind: CopyKind, outcome: Outcome, **others: Any) -> Sighting:
    """A sighting, checked like one that is read from the file."""
    fields = {
        "day": day.isoformat(),
        "source": task.source.id,
        "address": task.address,
        "kind": CopyKind.ARCHIVE if task.is_archive else kind,
        "outcome": outcome,
        **{key: value for key, value in others.items() if value is not None},
    }
    return Sighting.model_validate(fields)


def _look(words: str, text: SourceText, kind: CopyKind, reach: int) -> SightedWords:
    """Whether a text has some words; in a PDF also if line ends break words of them."""
    selector, digest = Selector(quote=words), sha256_of(words.encode())
    found = locate(selector, text, reach)
    is_folded = isinstance(found, Absent) and kind is CopyKind.PDF
    if is_folded:
        text = SourceText(without_line_breaks(text.text, words))
        found = locate(selector, text, reach)
    match found:
        case Found():
            exact = found.match is Match.EXACT
        case Ambiguous():  # it is there, even more than once
            exact = any(text.text[spans[0].start : spans[-1].end] == words.strip() for spans in found.occurrences)
        case Absent():
            nearest = " ".join(found.nearest.text.split())[:_LONGEST_HINT] if found.nearest else None
            return SightedWords(sha256=digest, found=Finding.ABSENT, nearest=nearest)
    return SightedWords(sha256=digest, found=Finding.EXACT if exact and not is_folded else Finding.TYPOGRAPHIC)


def _has(sentence: str, text: SourceText, kind: CopyKind) -> bool:
    """Whether a text has a sentence of our copy; in a PDF also if line ends break words of it."""
    wanted = fold(sentence).text.strip()
    if any(occurrences(wanted, text)):
        return True
    return kind is CopyKind.PDF and any(occurrences(wanted, SourceText(without_line_breaks(text.text, sentence))))
