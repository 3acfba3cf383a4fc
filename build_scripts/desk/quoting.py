"""`quote`: words → the YAML that quotes them.

In: words, perhaps with other typography. Out: the source's own characters, where they stand, and the evidence entry to
paste, with `before` only where the words stand more than once.
"""

from dataclasses import dataclass

from build_scripts.article import SourceText
from build_scripts.desk.appending import scalar
from build_scripts.examine import examine_texts
from build_scripts.locate import Absent, Ambiguous, Found, locate
from build_scripts.model import Selector
from build_scripts.project import Project
from build_scripts.reports.sources import Sources
from build_scripts.reports.terminal import as_text

# Words before a repeated quotation that are tried, one more at a time, until they tell its places apart.
_MOST_WORDS_BEFORE = 12

# Passages like words that stand nowhere; more would bury the one that was meant.
_MOST_NEAR = 3


@dataclass(frozen=True)
class Answer:
    """What to print, and whether the words were found."""

    text: str
    found: bool


def find_quotation(project: Project, words: str) -> Answer:
    """Look the words up in every source of a project."""
    sources = examine_texts(project)
    if sources.policy is None:
        return Answer(as_text(sources.problems, Sources.read(project.root, sources.problems)).plain, found=False)
    selector = Selector(quote=words)
    reach = sources.policy.limits.omission_reach
    answers = {name: (text, locate(selector, text, reach)) for name, text in sources.texts.items()}
    entries = [
        entry for name, (text, answer) in answers.items() if not isinstance(answer, Absent) for entry in _entries(name, text, answer, reach)
    ]
    if entries:
        return Answer("\n\n".join(entries), found=True)
    near = [(answer.nearest, name, text) for name, (text, answer) in answers.items() if isinstance(answer, Absent) and answer.nearest]
    near.sort(key=lambda like: -like[0].likeness)
    lines = ["These words stand in no source."]
    for nearest, name, text in near[:_MOST_NEAR]:
        lines.append(f"Like them, in “{name}” on line {text.line_of(nearest.span.start)}: {nearest.text}")
    return Answer("\n".join(lines), found=False)


def _entries(name: str, text: SourceText, answer: Found | Ambiguous, reach: int) -> list[str]:
    """An evidence entry for each place of the words in one source."""
    places = (answer.spans,) if isinstance(answer, Found) else answer.places
    entries = []
    for number, spans in enumerate(places, 1):
        printed = " […] ".join(text.text[span.start : span.end] for span in spans)
        lines = [f"# {name}, line {text.line_of(spans[0].start)}", f"- source: {name}", f"  quote: {scalar(printed)}"]
        if len(places) > 1:
            before = _words_before(text, Selector(quote=printed), spans[0].start, reach)
            lines.append(f"  before: {scalar(before)}" if before else f"  occurrence: {number}")
        entries.append("\n".join([*lines, "  stance: asserts", "  origin: unattributed"]))
    return entries


def _words_before(text: SourceText, selector: Selector, start: int, reach: int) -> str | None:
    """The fewest words before a place that tell it from all others; None where no such words stand on its line."""
    words = text.text[text.text.rfind("\n", 0, start) + 1 : start].split()
    for number in range(1, min(len(words), _MOST_WORDS_BEFORE) + 1):
        before = " ".join(words[-number:])
        found = locate(selector.model_copy(update={"before": before}), text, reach)
        if isinstance(found, Found) and found.spans[0].start == start:
            return before
    return None
