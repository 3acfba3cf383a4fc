"""An article and its facts → the files that store it, written only if the data is sound with them.

In: a `Candidate` and the editor's `Answers`. Out: the changed files; what `check` says of them; and, once they passed, the
files on the disk, all or none.
"""

from dataclasses import dataclass

from verbatim.desk.append import NotAppendableError, append_entry, entry_text
from verbatim.desk.articles.interview import Answers
from verbatim.desk.articles.reading import Candidate
from verbatim.desk.trial import try_out
from verbatim.output import write_files
from verbatim.problems import Place, Problem, Severity, errors
from verbatim.project import Project
from verbatim.quotation.source_text import sha256_of


@dataclass(frozen=True)
class Admission:
    """The files as they were written and how many sentences no claim has yet, or the problems that kept all out.

    Warnings that are not about such sentences are among the problems of an article that was stored, too.
    """

    files: tuple[str, ...]
    uncovered: int
    problems: tuple[Problem, ...]


def article_entry(candidate: Candidate, answers: Answers) -> str:
    """The entry of `seeds/articles.yaml`, in the order of its other entries; what is empty, or the default, is left out."""
    given = answers.fields
    original = (
        {"original_file": candidate.original_file, "original_sha256": sha256_of(candidate.original)}
        if candidate.original
        else {}
    )
    fields = {
        "id": given["id"],
        "file": candidate.file,
        "sha256": sha256_of(candidate.stored),
        **original,
        "title": given["title"],
        "publisher": given["publisher"],
        "original_url": given["original_url"],
        "author": given["author"],
        "published": given["published"],
        "inferred": answers.inferred,
        "lang": given["lang"] if given["lang"] != "en" else "",
        "rights": given["rights"],
        "note": candidate.how,
    }
    return entry_text({key: value for key, value in fields.items() if value})


def voice_entry(answers: Answers) -> str | None:
    """The entry of `seeds/voices.yaml` for a publisher that is not there yet."""
    voice = answers.new_voice
    return entry_text({"id": voice.id, "name": voice.name}) if voice else None


def admit(project: Project, candidate: Candidate, answers: Answers) -> Admission:
    """Store the article, unless that would be an error; every file of the data must be readable. Raises OSError where the disk refuses."""
    files = {project.stored_texts / candidate.file: candidate.stored}
    if candidate.original_file and candidate.original is not None:
        files[project.stored_texts / candidate.original_file] = candidate.original
    voice = voice_entry(answers)
    additions = [("voices.yaml", "voices", voice)] if voice else []
    for name, key, entry in (*additions, ("articles.yaml", "articles", article_entry(candidate, answers))):
        file = project.seeds / name
        try:
            files[file] = append_entry(file.read_bytes().decode("utf-8"), key, entry).encode("utf-8")
        except NotAppendableError as error:
            problem = Problem(
                "entry-not-added",
                Place(project.name_of(file)),
                str(error),
                "mend the file as `verbatim check` says, and try again",
            )
            return Admission((), 0, (problem,))
    trial = try_out(project, files)
    problems = errors(trial.new)
    if problems:
        return Admission((), 0, tuple(problems))
    write_files(files)
    warnings = tuple(
        problem
        for problem in trial.new
        if problem.severity is Severity.WARNING and problem.code != "uncovered-sentence"
    )
    return Admission(tuple(map(project.name_of, files)), len(trial.coverage[answers.fields["id"]].uncovered), warnings)
