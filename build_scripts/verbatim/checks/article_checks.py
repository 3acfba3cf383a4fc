"""The checks of the stored texts, one function for each.

In: the articles and stored records with their places and texts, and the excerpts of all claims. Out: the coverage of an
article, and problems.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from verbatim.model.loaded import Placed
from verbatim.model.policy import Furniture, Limits
from verbatim.model.register import Register
from verbatim.model.sources import Article, Record
from verbatim.problems import Problem, Severity
from verbatim.project import Project
from verbatim.quotation.comparing.shared_text import shared_runs
from verbatim.quotation.coverage import Coverage, coverage
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.own_words import is_in_any, quoted_words
from verbatim.quotation.prover import Prover
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.quotation_marks import DOUBLE
from verbatim.quotation.text.source_text import SourceText, Span


def coverage_of(
    article: Placed[Article], excerpts: Sequence[tuple[str, Excerpt]], prover: Prover, furniture: Sequence[Furniture]
) -> Coverage:
    """Which claims and excuses cover each sentence of an article, by its excerpts, each with the id of its claim."""
    entry = article.value
    excused = list(_furniture_in(prover.texts[entry.id], furniture))
    for number, excuse in enumerate(entry.excused):
        found = prover.find(excuse, entry.id, Placed(excuse, article.file, (*article.path, "excused", number)))
        excused += [(excuse.reason, span) for span in (found.spans if found else ())]
    covered = [(claim, span) for claim, excerpt in excerpts for span in excerpt.covered]
    return coverage(prover.texts[entry.id], excerpts, covered, excused)


def _furniture_in(text: SourceText, furniture: Sequence[Furniture]) -> Iterator[tuple[str, Span]]:
    """The lines of a text that are furniture, each with the reason why it needs no claim."""
    patterns = [(each.reason, _whole_line(each.line)) for each in furniture]
    if patterns:
        for line in re.finditer(r"[^\n]+", text.text):
            folded = fold(line[0]).text.strip()
            yield from ((reason, Span(*line.span())) for reason, pattern in patterns if pattern.fullmatch(folded))


def _whole_line(line: str) -> re.Pattern[str]:
    """A pattern for a folded line, in which `*` stands for any characters."""
    return re.compile(".*".join(map(re.escape, fold(line).text.strip().split("*"))))


def uncovered_sentences(project: Project, article: Article, text: SourceText, account: Coverage) -> Iterator[Problem]:
    """Every sentence of an article is covered by a claim or excused: one warning, at the first that is neither.

    The article's page shows them too, so an article can be worked through step by step.
    """
    if account.uncovered:
        number = len(account.uncovered)
        sentences = "1 sentence is" if number == 1 else f"{number} sentences are"
        message = f"{sentences} neither covered by a claim nor excused"
        hint = (
            f"`verbatim check --coverage {article.id}` lists {'it' if number == 1 else 'them'}; quote, name under "
            "`covers:` of evidence, or excuse in seeds/articles.yaml; `coverage: claims-only` there if only single "
            "claims are checked"
        )
        place = text.place(_file_name(project, article), account.uncovered[0].span)
        yield Problem("uncovered-sentence", place, message, hint, Severity.WARNING)


def unproven_words_in_note(source: Placed[Article] | Placed[Record], text: SourceText) -> Iterator[Problem]:
    """Words in double quotation marks in the note on a source are in its text or its headline."""
    for words in quoted_words(source.value.note or ""):
        if not is_in_any(words, (text.text, source.value.title)):
            message = f"“{words.strip(''.join(DOUBLE))}” is in double quotation marks, but not in this source"
            hint = "copy the source’s own words, or use single marks for a term"
            yield Problem("unproven-words", source.words_place(words, "note"), message, hint, Severity.WARNING)


def share_too_large(source: Placed[Article] | Placed[Record], share: float, limits: Limits) -> Iterator[Problem]:
    """The site prints no more of a stored text than the policy or the rights in the text allow."""
    entry, limit = source.value, limits.largest_share
    if share * 100 > limit and not entry.rights_allow_all:
        message = f"{share:.1%} of the words of “{entry.id}” are printed; policy.yaml allows {limit} %"
        hint = (
            "quote key phrases; use `context: none` for a phrase that needs no context, and `covers:` to print nothing"
        )
        yield Problem("share-too-large", source.place(), message, hint)


def undeclared_relations(
    project: Project, register: Register, texts: Mapping[str, SourceText], accounts: Mapping[str, Coverage]
) -> Iterator[Problem]:
    """Articles that share a long run of words outside quotations have a declared relation."""
    excused = {
        name: [sentence.span for sentence in account.sentences if sentence.excused_for]
        for name, account in accounts.items()
    }
    for run in shared_runs({name: texts[name] for name in accounts}, excused):
        second = register.sources[run.second]
        if isinstance(second, Article) and not register.related(run.first, run.second):
            place = texts[run.second].place(_file_name(project, second), run.span_in_second)
            line = texts[run.first].line_of(run.span_in_first.start)
            message = f"“{run.words}” is also in “{run.first}” (line {line}), in both outside quotation marks"
            hint = (
                "declare in seeds/articles.yaml which one derives from the other, or both from a third: `derives_from:`"
            )
            yield Problem("undeclared-relation", place, message, hint, Severity.WARNING)


def _file_name(project: Project, article: Article) -> str:
    """The name of an article's file, as problems print it."""
    return project.name_of(project.stored_texts / article.file)
