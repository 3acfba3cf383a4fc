"""One trial of a project: what must be true of every project, whatever is in its files.

In: a project's files. Out: which problems were found, so that a fuzzer sees what is new. Raises AssertionError, or
whatever the code raised, if something is not as it must be.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bs4 import BeautifulSoup, SoupStrainer
from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.output import made
from verbatim.pages import claim_pages, other_pages
from verbatim.problems import Problem, errors
from verbatim.project import Project
from verbatim.reports.file_lines import FileLines
from verbatim.reports.terminal import as_text
from verbatim.site_address import SiteAddress


def try_project(files: Mapping[str, bytes]) -> frozenset[str]:
    """Examine a project, and generate its pages if it has no error; returns the codes of its problems."""
    with TemporaryDirectory() as folder:
        project = lay_out_files(files, Path(folder))
        examined = examine(project)
        check_places(project, examined.problems, files)
        assert (examined.corpus is None) == bool(errors(examined.problems))
        if examined.corpus:
            check_quotations(examined.corpus)
        return frozenset(problem.code for problem in examined.problems)


def lay_out_files(files: Mapping[str, bytes], folder: Path) -> Project:
    """Write the files of a project."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return Project(folder)


def check_places(project: Project, problems: tuple[Problem, ...], files: Mapping[str, bytes]) -> None:
    """Every problem is on a line of a file, says how to mend it, and can be printed."""
    for problem in problems:
        assert problem.message, problem
        assert problem.hint, problem
        raw = files.get(problem.place.file, b"")
        assert 1 <= problem.place.line <= raw.count(b"\n") + 1, problem
    assert as_text(problems, FileLines.read(project.root, problems)).plain


def check_quotations(corpus: Corpus) -> None:
    """Every page can be made, and each quotation on it is in its source, character for character, where it says."""
    address = SiteAddress("")
    for output in made((*claim_pages(corpus, address), *other_pages(corpus, address))):
        marks = BeautifulSoup(str(output.content), "lxml", parse_only=SoupStrainer("mark"))
        for mark in marks.select("mark[data-source]"):
            text = corpus.texts[str(mark["data-source"])].text
            start, end = int(str(mark["data-start"])), int(str(mark["data-end"]))
            assert text[start:end] == mark.get_text() != "", (output.path, mark)
