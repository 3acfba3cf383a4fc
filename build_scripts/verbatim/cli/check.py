"""The commands that read the data: `check`, `changes`, `explain`."""

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import starmap

import click

from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.checks.files.json_schema import refresh_schemas
from verbatim.cli.terminal import (
    PROBLEMS,
    commands,
    on_project,
    print_table,
    print_text,
    published_at,
    say,
    say_json,
    show,
    site_address,
)
from verbatim.long_work.memory import never_collected
from verbatim.problems import Problem, did_you_mean, errors, suggestion
from verbatim.project import Project
from verbatim.quotation.coverage import Coverage
from verbatim.reports.explanations import explanations
from verbatim.reports.file_lines import FileLines, printable
from verbatim.reports.repository import path_in_repository
from verbatim.reports.terminal import StyledText
from verbatim.site_address import SiteAddress


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
@never_collected()
def check(project: Project, form: str, coverage: str | None, against: str | None, *, show_losses: bool) -> None:
    """Check all data: form, references, quotations, statuses, history."""
    published = None if against is None else published_at(project, against)
    today, address = datetime.now().astimezone().date(), site_address(project)
    examined = examine(project, today=today, published=published, address=address)
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
        _say_report(project, problems, form, address)
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
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain what a problem means, with an example of how to mend it; without CODE, list all codes."""
    known = explanations()
    if code is None:
        longest = max(map(len, known))
        rows = [
            styled
            for name, explanation in known.items()
            for styled in ((f"{name:{longest}}", "bold"), (f"  {explanation.title}\n", ""))
        ]
        print_text(StyledText((*rows, ("\n`verbatim explain CODE` explains one of them, with an example.", ""))))
        return
    if code not in known:
        near = did_you_mean(code, known)
        hint = f" Did you mean {near}?" if near else f" Known: {', '.join(sorted(known))}."
        raise click.UsageError(f"There is no code “{code}”.{hint}")
    first, *lines = str(known[code]).split("\n")
    styles = {"Wrong:": "bold red", "Right:": "bold green"}
    print_text(StyledText(((first, "bold"), *((f"\n{line}", styles.get(line, "")) for line in lines))))


def _say_report(project: Project, problems: Iterable[Problem], form: str, address: SiteAddress) -> None:
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
        say_json(as_sarif(problems, sources, folder, explanations(), address.text))


def _show_coverage(accounts: Mapping[str, Coverage]) -> None:
    """Print a row for each article: its sentences by how they are covered, and the share of its words printed."""
    numbers = ("sentences", "quoted", "covered", "excused", "neither", "printed")
    rows = starmap(_row_of_coverage, accounts.items())
    print_table(("article", *numbers), rows, to_the_right=numbers)


def _row_of_coverage(name: str, account: Coverage) -> list[str]:
    counts = account.counts
    numbers = (len(account.sentences), counts.quoted, counts.covered, counts.excused, counts.unaccounted)
    return [name, *map(str, numbers), f"{account.share:.1%}"]


def _show_losses(corpus: Corpus) -> None:
    """Print a row for each source or voice without which a status would fall, and what it would be then."""
    from verbatim.rendering.wording import losses  # noqa: PLC0415 - `check` starts faster without the templates

    rows = [
        (checked.id, checked.status.word, name, loss.then or "no status")
        for checked in corpus.claims
        for loss in losses(checked, corpus)
        for name in loss.without
    ]
    print_table(("claim", "status", "without", "then"), ([printable(cell) for cell in row] for row in rows))


def _show_uncovered(account: Coverage) -> None:
    """Print the sentences of an article that nothing accounts for, each with its line."""
    for sentence in account.uncovered:
        say(f"line {sentence.line}: {sentence.text}")
    number = len(account.uncovered)
    say(f"{number} sentence{' is' if number == 1 else 's are'} neither covered by a claim nor excused.\n")
