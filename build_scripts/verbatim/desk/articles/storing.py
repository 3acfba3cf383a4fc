"""Stores an article and its entry, if the data pass their checks with them.

In: a `NewArticle` and the editor's `ArticleAnswers`. Out: the files that were written, all or none, and what `check`
says about them.
"""

from dataclasses import dataclass

from verbatim.desk.append import CannotAppendError, append_entry
from verbatim.desk.articles.interview import ArticleAnswers
from verbatim.desk.articles.new_article import NewArticle
from verbatim.desk.dry_run import dry_run
from verbatim.desk.entry import entry_text
from verbatim.output import write_files
from verbatim.problems import Place, Problem, Severity, errors
from verbatim.project import Project
from verbatim.quotation.text.source_text import sha256_of


@dataclass(frozen=True)
class StoreResult:
    """The files that were written, and how many sentences of the article no claim accounts for yet; or only problems.

    For an article that was stored, the problems are the warnings about anything else than such sentences.
    """

    files: tuple[str, ...]
    uncovered: int
    problems: tuple[Problem, ...]


def article_entry(article: NewArticle, answers: ArticleAnswers) -> str:
    """The entry for `seeds/articles.yaml`, in the order of the other entries; empty and default values are left out."""
    given = answers.fields
    return entry_text(
        {
            "id": given["id"],
            "file": article.file,
            "sha256": sha256_of(article.stored),
            "original_file": article.original_file,
            "original_sha256": sha256_of(article.original) if article.original else "",
            "title": given["title"],
            "publisher": given["publisher"],
            "original_url": given["original_url"],
            "author": given["author"],
            "published": given["published"],
            "inferred": answers.inferred,
            "lang": given["lang"] if given["lang"] != "en" else "",
            "rights": given["rights"],
            "note": article.note,
        }
    )


def voice_entry(answers: ArticleAnswers) -> str | None:
    """The entry for `seeds/voices.yaml`, if the publisher has none there yet."""
    voice = answers.new_voice
    return entry_text({"id": voice.id, "name": voice.name}) if voice else None


def store_article(project: Project, article: NewArticle, answers: ArticleAnswers) -> StoreResult:
    """Store the article, unless that would bring an error. Raises OSError where the disk refuses.

    Every file of the data must be readable.
    """
    files = {project.stored_texts / article.file: article.stored}
    if article.original_file and article.original is not None:
        files[project.stored_texts / article.original_file] = article.original
    voice = voice_entry(answers)
    additions = [("voices.yaml", "voices", voice)] if voice else []
    for name, key, entry in (*additions, ("articles.yaml", "articles", article_entry(article, answers))):
        file = project.seeds / name
        try:
            files[file] = append_entry(file.read_bytes().decode("utf-8"), key, entry).encode("utf-8")
        except CannotAppendError as error:
            hint = "correct the file as `verbatim check` says, and try again"
            problem = Problem("entry-not-added", Place(project.name_of(file)), str(error), hint)
            return StoreResult((), 0, (problem,))
    tried = dry_run(project, files)
    problems = errors(tried.new)
    if problems:
        return StoreResult((), 0, tuple(problems))
    write_files(files)
    warnings = tuple(
        problem
        for problem in tried.new
        if problem.severity is Severity.WARNING and problem.code != "uncovered-sentence"
    )
    return StoreResult(
        tuple(map(project.name_of, files)), len(tried.coverage[answers.fields["id"]].uncovered), warnings
    )
