"""The commands. The only place that prints or exits.

Exit codes: 0 fine (warnings are shown, not fatal), 1 problems in the data, 2 wrong usage, 3 our own fault.
"""

import os
import shlex
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from build_scripts import __version__
from build_scripts.coverage import Coverage
from build_scripts.engine import SITE_URL
from build_scripts.examine import examine
from build_scripts.explanations import explanations
from build_scripts.problems import Problem, did_you_mean, errors
from build_scripts.project import Project
from build_scripts.reports.github import as_commands
from build_scripts.reports.repository import path_in_repository
from build_scripts.reports.rows import as_json
from build_scripts.reports.sarif import as_sarif
from build_scripts.reports.sources import Sources
from build_scripts.reports.terminal import WIDTH, as_text

if TYPE_CHECKING:
    from build_scripts.desk.interview import Question

PROBLEMS, OUR_FAULT = 1, 3  # 2, wrong usage, is click's own


def main() -> None:
    """Run a command; whatever we did not foresee is told apart from a fault in the data by its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Where the terminal's encoding lacks a character, its escape is better than no message at all.
            stream.reconfigure(errors="backslashreplace")
    try:
        commands(prog_name="verbatim")
    except Exception as error:  # noqa: BLE001 - the last line of defence: an unforeseen error is our fault, and says so
        click.echo(f"verbatim: this is our own fault, not your data’s: {type(error).__name__}: {error}", err=True)
        click.echo("Please report it with the command that you ran and this text.", err=True)
        sys.exit(OUR_FAULT)


def _folder(_context: click.Context, _option: click.Parameter, folder: Path) -> Project:
    return Project(folder.resolve())


def on_project(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that says which microsite it works on."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(
        "--project", default=".", type=folder, callback=_folder, metavar="DIR", help="The microsite's folder (default: this one)."
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="verbatim")
def commands() -> None:
    """Verbatim turns articles and claims.yaml into a fact-check site whose every quotation is proven."""


@commands.command()
@on_project
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", help="How problems are printed.")
@click.option("--coverage", "show_coverage", is_flag=True, help="Also print how every article is accounted for, as a table.")
def check(project: Project, form: str, *, show_coverage: bool) -> None:
    """Check all data: form, references, quotations, statuses."""
    examined = examine(project, today=datetime.now().astimezone().date())
    problems = examined.problems
    if show_coverage and form == "text":
        _show_coverage(examined.coverage)
    if form == "text":
        _show(project, problems)
    else:
        click.echo(_report(project, problems, form))
    if errors(problems):
        sys.exit(PROBLEMS)


@commands.command()
@on_project
def generate(project: Project) -> None:
    """Check, and write the pages and data files into docs/."""
    from build_scripts.build import generate as run  # noqa: PLC0415 - `check` starts faster without the templates

    built = run(project)
    _stop_at(project, built.problems)
    click.echo(f"{built.written.written} written, {built.written.unchanged} unchanged, {built.written.removed} removed.")


@commands.command()
@on_project
def build(project: Project) -> None:
    """Generate, build the site into site/, and check it."""
    from build_scripts.build import build as run  # noqa: PLC0415
    from build_scripts.engine import EngineError  # noqa: PLC0415

    try:
        with _working("Building the site …"):
            built = run(project)
    except EngineError as error:
        click.echo(str(error), err=True)
        sys.exit(OUR_FAULT)
    _stop_at(project, built.problems)
    click.echo(f"The site stands in {project.site}.")


@commands.command()
@on_project
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option("--port", default=8000, type=click.IntRange(0, 65535), help="Port to listen on.")
def serve(project: Project, host: str, port: int) -> None:
    """Build, serve the site, and build again at every change; a fault is shown here while the last good site stays."""
    from build_scripts.serve import serve as run  # noqa: PLC0415

    sys.exit(PROBLEMS if not run(project, host, port, say=click.echo) else 0)


@commands.command()
@on_project
@click.argument("words")
def quote(project: Project, words: str) -> None:
    """Find words in the sources and print the YAML to paste."""
    from build_scripts.desk.quoting import find_quotation  # noqa: PLC0415

    if not words.strip():
        raise click.UsageError("Give the words to look for.")
    answer = find_quotation(project, words)
    click.echo(answer.text)
    if not answer.found:
        sys.exit(PROBLEMS)


@commands.command("add-source")
@on_project
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "id", help="The article's permanent id.")
@click.option("--title", help="Its headline.")
@click.option("--publisher", metavar="VOICE", help="Who wrote it: the id of a voice in seeds/voices.yaml.")
@click.option("--new-voice", metavar="NAME", help="Add its publisher to seeds/voices.yaml, under this name.")
@click.option("--author", help="Its author.")
@click.option("--published", metavar="DATE", help="The day, month, year or range of its publication.")
@click.option("--url", "original_url", help="Its address on the publisher's site.")
@click.option("--lang", help="Its language, such as en.")
@click.option("--rights", help="On what basis it is stored and quoted.")
@click.option("--encoding", help="The file's encoding, where the one that is found is wrong.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is found, or given as options.")
def add_source(project: Project, file: Path, new_voice: str | None, encoding: str | None, *, yes: bool, **options: str | None) -> None:
    """Take an article in, from a text file or a saved web page; nothing is loaded from the network.

    The text is stored in seeds/articles/ and declared in seeds/articles.yaml; a page is kept beside it in originals/. What
    is found in the file (headline, author, date …) is shown for you to confirm or change.
    """
    from build_scripts.desk.admitting import admit, article_entry, voice_entry  # noqa: PLC0415
    from build_scripts.desk.intake import described, read_candidate  # noqa: PLC0415
    from build_scripts.desk.interview import WrongAnswerError, interview  # noqa: PLC0415
    from build_scripts.load import load  # noqa: PLC0415

    loaded = load(project)
    if not loaded.complete:
        _stop_at(project, loaded.problems)
    candidate, problems = read_candidate(project, loaded, file, encoding)
    if candidate is None:
        _stop_at(project, problems)
        return
    click.echo(f"{described(candidate, file)}\n")
    given = {name: value for name, value in options.items() if value is not None}
    try:
        answers = interview(candidate, loaded, given, new_voice, None if yes else _ask)
        click.echo("\n".join(filter(None, ["", voice_entry(answers), article_entry(candidate, answers), ""])))
        if not yes:
            click.confirm("Store it?", default=True, abort=True)
    except WrongAnswerError as error:
        raise click.UsageError(str(error)) from error
    except click.Abort as stopped:
        raise click.UsageError("Nothing was stored. Where nobody can be asked, give the facts as options, and --yes.") from stopped
    admission = admit(project, candidate, answers)
    _stop_at(project, admission.problems)
    click.echo("\n".join(["Stored:", *(f"  {name}" for name in admission.files)]))
    if admission.uncovered:
        click.echo(
            f"{admission.uncovered} sentence{' has' if admission.uncovered == 1 else 's have'} no claim yet: verbatim check --coverage"
        )


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Start an empty microsite in a new folder."""
    from build_scripts.desk.starting import NotEmptyError, start  # noqa: PLC0415

    try:
        files = start(folder)
    except NotEmptyError as error:
        raise click.UsageError(f"{error}. Give a new folder: nothing that is there is ever overwritten.") from error
    click.echo(f"An empty microsite of {len(files)} files stands in {folder}. Next:")
    project = f"--project {shlex.quote(str(folder))}"
    click.echo(f"1. Fill in what policy.yaml marks FILL IN:  verbatim check {project}")
    click.echo(f"2. Take in each article that you check:     verbatim add-source ARTICLE.html {project}")
    click.echo(f"3. Write the first claim in claims.yaml:    verbatim build {project}")


@commands.command()
@on_project
def schema(project: Project) -> None:
    """Write schemas/, by which VS Code and others complete and explain the data files.

    Once the folder is there, `generate`, `build` and `serve` keep it up to date by themselves.
    """
    from build_scripts.desk.schema import schemas, without_first_line  # noqa: PLC0415
    from build_scripts.write import write_schemas  # noqa: PLC0415

    examined = examine(project)
    _stop_at(project, errors(examined.problems))
    if examined.corpus:
        written = write_schemas(project, schemas(examined.corpus))
        _stop_at(project, written.problems)
        click.echo(f"{written.written} written, {written.unchanged} unchanged, {written.removed} removed.")
    for file, line in without_first_line(project).items():
        click.echo(f"{project.name_of(file)} does not name its schema yet. Make this its first line:\n{line}")


@commands.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a problem means, with an example of the mend; without CODE, list all codes."""
    known = explanations()
    if code is None:
        longest = max(map(len, known))
        rows = [Text.assemble((f"{name:{longest}}", "bold"), f"  {explanation.title}") for name, explanation in known.items()]
        _print(Text("\n").join([*rows, Text("\n`verbatim explain CODE` says more about one, with an example.")]))
        return
    if code not in known:
        near = did_you_mean(code, known)
        hint = f" Did you mean {near}?" if near else f" Known: {', '.join(sorted(known))}."
        raise click.UsageError(f"There is no code “{code}”.{hint}")
    text = Text(str(known[code]))
    for pattern, style in ((r"\A[^\n]+", "bold"), (r"(?m)^Wrong:$", "bold red"), (r"(?m)^Right:$", "bold green")):
        text.highlight_regex(pattern, style)
    _print(text)


def _show(project: Project, problems: Iterable[Problem], *, to_errors: bool = False) -> None:
    """Print problems as text, as wide as the terminal."""
    problems = list(problems)
    console = Console(stderr=to_errors)
    width = console.width if console.is_terminal else WIDTH
    _print(as_text(problems, Sources.read(project.root, problems), width), to_errors=to_errors)


def _print(text: Text, *, to_errors: bool = False) -> None:
    """Print text, on a terminal in its colours. Long lines are left to the terminal, which does not break what is copied."""
    Console(stderr=to_errors).print(text, soft_wrap=True)


def _report(project: Project, problems: Iterable[Problem], form: str) -> str:
    """Problems in a form that programs read."""
    if form == "json":
        return as_json(problems)
    sources, folder = Sources.read(project.root, problems), path_in_repository(project.root, os.environ)
    if form == "github":
        return as_commands(problems, sources, folder)
    return as_sarif(problems, sources, folder, explanations(), os.environ.get(SITE_URL))


def _ask(question: "Question") -> str:
    """Ask for one fact, again until the answer can stand."""

    def checked(answer: str) -> str:
        fault = question.fault(answer)
        if fault:
            raise click.UsageError(fault)
        return answer

    return str(click.prompt(question.words, default=question.default, show_default=bool(question.default), value_proc=checked))


def _show_coverage(accounts: Mapping[str, Coverage]) -> None:
    """Print one row an article: its sentences by what accounts for them, and the share of its words that is printed."""
    table = Table(box=None, header_style="", pad_edge=False)
    table.add_column("article")
    for column in ("sentences", "quoted", "covered", "excused", "neither", "printed"):
        table.add_column(column, justify="right")
    for name, account in accounts.items():
        quoted = sum(bool(sentence.quoted_by) for sentence in account.sentences)
        covered = sum(bool(sentence.covered_by) and not sentence.quoted_by for sentence in account.sentences)
        excused = sum(bool(sentence.excused_for) and not sentence.claims for sentence in account.sentences)
        numbers = (len(account.sentences), quoted, covered, excused, len(account.uncovered))
        table.add_row(name, *map(str, numbers), f"{account.share:.1%}")
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _working(on: str) -> AbstractContextManager[object]:
    """Show on a terminal that something is under way."""
    return Console(stderr=True).status(on) if sys.stderr.isatty() else nullcontext()


def _stop_at(project: Project, problems: Iterable[Problem]) -> None:
    """Show problems, and stop if one of them is an error."""
    problems = list(problems)
    if problems:
        _show(project, problems, to_errors=True)
    if errors(problems):
        sys.exit(PROBLEMS)
