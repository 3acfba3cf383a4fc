"""The commands that check the data, build the site, and explain problems."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from errno import EADDRINUSE
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.checks.files.json_schema import refresh_schemas
from verbatim.checks.history.revision import RevisionError, working_tree
from verbatim.cli.progress import progress, quiet
from verbatim.cli.terminal import (
    OUR_FAULT,
    PROBLEMS,
    commands,
    in_words,
    on_project,
    preview_address,
    print_text,
    published_at,
    say,
    say_json,
    show,
    site_address,
    stop_at,
)
from verbatim.problems import Problem, did_you_mean, errors, suggestion
from verbatim.project import Project
from verbatim.quotation.coverage import Coverage
from verbatim.reports.explanations import explanations
from verbatim.reports.file_lines import FileLines, printable
from verbatim.reports.repository import path_in_repository


@commands.command()
@on_project
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="How problems are printed.",
)
@click.option(
    "--coverage",
    is_flag=False,
    flag_value="",
    metavar="[ARTICLE]",
    help="Also print how much of every article is quoted, covered or excused; with the id of an article, its sentences "
    "that are neither.",
)
@click.option(
    "--hangs-on",
    "show_losses",
    is_flag=True,
    help="Also print without which sources and voices each status would fall, as a table.",
)
@click.option(
    "--against",
    metavar="REF",
    help="Also refuse changes since this branch left a git revision that no history entry records.",
)
def check(project: Project, form: str, coverage: str | None, against: str | None, *, show_losses: bool) -> None:
    """Check all data: form, references, quotations, statuses, history."""
    published = None if against is None else published_at(project, against)
    today = datetime.now().astimezone().date()
    examined = examine(project, today=today, published=published, address=site_address(project))
    problems = examined.problems
    if examined.corpus:
        refresh_schemas(project, examined.corpus)
    if coverage and examined.coverage and coverage not in examined.coverage:
        raise click.UsageError(f"There is no article “{coverage}”; {suggestion(coverage, examined.coverage)}")
    if form == "text":
        if coverage == "":
            _show_coverage(examined.coverage)
        elif coverage and examined.coverage:
            _show_uncovered(examined.coverage[coverage])
        if show_losses and examined.corpus:
            _show_losses(examined.corpus)
        show(problems, FileLines.read(project.root, problems))
        if examined.corpus:
            say(examined.corpus.proof)
    else:
        _say_report(project, problems, form)
    if errors(problems):
        sys.exit(PROBLEMS)


@commands.command()
@on_project
@click.argument("revision", metavar="REF")
@click.option("--artifact", default="", metavar="URL", help="The address of the built site, for the reviewer to open.")
def changes(project: Project, revision: str, artifact: str) -> None:
    """List the claims that were added, changed or retracted since this branch left a git revision, in Markdown."""
    from verbatim.model.reading.load import load  # noqa: PLC0415
    from verbatim.reports.change_summary import as_markdown  # noqa: PLC0415

    say(as_markdown(published_at(project, revision).loaded, load(project), artifact))


@commands.command()
@on_project
@quiet
def generate(project: Project, *, quiet: bool) -> None:
    """Check, and write the pages and data files into docs/."""
    from verbatim.site.build import generate as run  # noqa: PLC0415 - `check` starts faster without the templates

    with _alone(project), progress(silent=quiet):
        built = run(project, site_address(project))
    stop_at(built.problems, project)
    say(f"{built.written}.")


@commands.command()
@on_project
@quiet
def build(project: Project, *, quiet: bool) -> None:
    """Generate, build the site into site/, and check it."""
    from verbatim.site.build import build as run  # noqa: PLC0415
    from verbatim.site.engine import EngineError  # noqa: PLC0415
    from verbatim.site.site_size import SiteSize, sizes_of  # noqa: PLC0415

    try:
        with _alone(project), progress(silent=quiet):
            built = run(project, site_address(project))
    except EngineError as error:
        say(str(error), to_errors=True)
        sys.exit(OUR_FAULT)
    stop_at(built.problems, project)
    say(f"The site was built in {project.site}.")
    if built.corpus:
        say(SiteSize.of(sizes_of(project.site), built.corpus).in_words)


@commands.command()
@on_project
@click.argument("site", type=click.Path(exists=True, path_type=Path))
@quiet
def verify(project: Project, site: Path, *, quiet: bool) -> None:
    """Check whether this commit produces a published copy: the folder SITE, or the SHA256SUMS published with it.

    If files have uncommitted changes, what they produce is compared, and the result says so. SITE_URL must be the same
    as when the copy was published. Apart from the data, the copy depends on the versions in requirements.txt.
    """
    from verbatim.site.engine import EngineError  # noqa: PLC0415
    from verbatim.site.verify import published_sums  # noqa: PLC0415
    from verbatim.site.verify import verify as run  # noqa: PLC0415

    try:
        published = published_sums(site)
        producer, remark = _producer(project)
        with _alone(project), progress(silent=quiet):
            verified = run(project, published, site_address(project))
    except ValueError as error:
        raise click.UsageError(f"{site} is not a list of checksums: {error}.") from error
    except EngineError as error:
        say(str(error), to_errors=True)
        sys.exit(OUR_FAULT)
    stop_at(verified.problems, project)
    for difference in verified.differences:
        say(f"{difference.path} {difference.what}")
    if verified.differences:
        say(f"{len(verified.differences)} of {verified.files} files are not what {producer}.{remark}")
        sys.exit(PROBLEMS)
    say(f"All {verified.files} files are what {producer}.{remark}")


@commands.command()
@on_project
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option("--port", default=8000, type=click.IntRange(0, 65535), help="Port to listen on.")
def serve(project: Project, host: str, port: int) -> None:
    """Build and serve the site, and update it at every change. After a fault the last good site stays up."""
    from verbatim.site.serving.serve import serve as run  # noqa: PLC0415

    try:
        served = run(project, preview_address(), (host, port), say=say, describe=lambda found: in_words(found, project))
    except OSError as error:
        if error.errno != EADDRINUSE:
            raise
        raise click.UsageError(f"Port {port} is in use; choose another with --port.") from error
    sys.exit(0 if served else PROBLEMS)


@commands.command(hidden=True)
@on_project
def finish_preview(project: Project) -> None:
    """Make the data files and the search index of the preview, and check it; `serve` runs this as a second process."""
    from verbatim.site.engine import EngineError  # noqa: PLC0415
    from verbatim.site.serving.preview import finish  # noqa: PLC0415

    try:
        finished = finish(project, preview_address())
    except EngineError as error:
        say(str(error), to_errors=True)
        sys.exit(OUR_FAULT)
    if finished.problems:
        say(in_words(finished.problems, project))
    elif finished.seconds is not None:
        say(f"Data and search are up to date and the site checks pass, after {finished.seconds:.1f} s more.")


@commands.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain what a problem means, with an example of how to mend it; without CODE, list all codes."""
    known = explanations()
    if code is None:
        longest = max(map(len, known))
        rows = [
            Text.assemble((f"{name:{longest}}", "bold"), f"  {explanation.title}")
            for name, explanation in known.items()
        ]
        print_text(Text("\n").join([*rows, Text("\n`verbatim explain CODE` explains one of them, with an example.")]))
        return
    if code not in known:
        near = did_you_mean(code, known)
        hint = f" Did you mean {near}?" if near else f" Known: {', '.join(sorted(known))}."
        raise click.UsageError(f"There is no code “{code}”.{hint}")
    text = Text(str(known[code]))
    for pattern, style in ((r"\A[^\n]+", "bold"), (r"(?m)^Wrong:$", "bold red"), (r"(?m)^Right:$", "bold green")):
        text.highlight_regex(pattern, style)
    print_text(text)


@contextmanager
def _alone(project: Project) -> Iterator[None]:
    """Let no other command build the project; it is wrong usage if one does."""
    from verbatim.site.lock import LockedError, locked  # noqa: PLC0415

    try:
        with locked(project):
            yield
    except LockedError as error:
        raise click.UsageError(f"This project is being built by {error}. Try again when that has ended.") from error


def _producer(project: Project) -> tuple[str, str]:
    """What a build here shows the product of: the commit, or only the files as they are; and a remark on why."""
    try:
        tree = working_tree(project)
    except RevisionError as error:
        return "the files here produce", f" No commit was verified: {error}"
    if not tree.changed:
        return f"commit {tree.commit} produces", ""
    first, *others = tree.changed
    names = f"{first} and {len(others)} more are" if others else f"{first} is"
    return "the files here produce", f" No commit was verified: {names} not as in commit {tree.commit}."


def _say_report(project: Project, problems: Iterable[Problem], form: str) -> None:
    """Print problems in a format for programs."""
    from verbatim.reports.github import as_commands  # noqa: PLC0415 - `check` starts faster without them
    from verbatim.reports.json_format import as_json  # noqa: PLC0415
    from verbatim.reports.sarif import as_sarif  # noqa: PLC0415

    sources, folder = FileLines.read(project.root, problems), path_in_repository(project.root, os.environ)
    if form == "json":
        say_json(as_json(problems))
    elif form == "github":
        say(as_commands(problems, sources, folder))
    else:
        say_json(as_sarif(problems, sources, folder, explanations(), site_address(project).text))


def _show_coverage(accounts: Mapping[str, Coverage]) -> None:
    """Print a row for each article: its sentences by how they are covered, and the share of its words printed."""
    table = Table(box=None, header_style="", pad_edge=False)
    table.add_column("article")
    for column in ("sentences", "quoted", "covered", "excused", "neither", "printed"):
        table.add_column(column, justify="right")
    for name, account in accounts.items():
        counts = account.counts
        numbers = (len(account.sentences), counts.quoted, counts.covered, counts.excused, counts.unaccounted)
        table.add_row(name, *map(str, numbers), f"{account.share:.1%}")
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _show_losses(corpus: Corpus) -> None:
    """Print a row for each source or voice without which a status would fall, and what it would be then."""
    from verbatim.rendering.wording import losses  # noqa: PLC0415 - `check` starts faster without the templates

    table = Table(box=None, header_style="", pad_edge=False)
    for column in ("claim", "status", "without", "then"):
        table.add_column(column)
    for checked in corpus.claims:
        for loss in losses(checked, corpus):
            for name in loss.without:
                cells = (checked.id, checked.status.word, name, loss.then or "no status")
                table.add_row(*(Text(printable(cell)) for cell in cells))
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _show_uncovered(account: Coverage) -> None:
    """Print the sentences of an article that nothing accounts for, each with its line."""
    for sentence in account.uncovered:
        say(f"line {sentence.line}: {sentence.text}")
    number = len(account.uncovered)
    say(f"{number} sentence{' is' if number == 1 else 's are'} neither covered by a claim nor excused.\n")
