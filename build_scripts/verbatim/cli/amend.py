"""The command that records what changed in a published claim."""

import sys
from datetime import datetime

import click

from verbatim.cli.terminal import PROBLEMS, commands, on_project, published_at, say, show
from verbatim.model.claims import ChangeKind
from verbatim.model.reading.load import load
from verbatim.project import Project

_KINDS = click.Choice([ChangeKind.CORRECTED.value, ChangeKind.UPDATED.value])

_QUESTIONS = {
    "kind": "Was it wrong (corrected), or only added to (updated)?",
    "change": "What changed, in one or two sentences",
    "why": "Why",
}
_OPTIONS = {"kind": "--kind", "change": "--what", "why": "--why"}


@commands.command()
@on_project
@click.argument("claim", metavar="ID")
@click.option("--kind", type=_KINDS, help="Whether what was published was wrong, or something was only added.")
@click.option("--what", "change", help="What changed; printed on the page.")
@click.option("--why", help="Why it changed; printed on the page.")
@click.option(
    "--against",
    default="HEAD",
    show_default=True,
    metavar="REF",
    help="The git revision that has what was published; after a commit, the branch that yours left.",
)
def amend(project: Project, claim: str, against: str, **given: str | None) -> None:
    """Record what changed in a published claim: add a dated entry to its history, with what was there before.

    Change the claim in its file first. On a terminal it asks for what no option gives. Nothing is written unless all
    data passes `check` with the entry.
    """
    from verbatim.desk.claims.amend import CannotAmendError, amendment, write_entry  # noqa: PLC0415

    revision = published_at(project, against)
    try:
        found = amendment(revision, load(project), claim)
    except CannotAmendError as error:
        raise click.UsageError(f"{str(error)[0].upper()}{str(error)[1:]}") from error
    if not found.changes:
        say(f"“{claim}” says the same as at {revision}, so nothing was written. Another revision: --against REF")
        return
    say("\n".join([f"Changed in “{claim}” since {revision}:", *(f"  {change}" for change in found.changes)]))
    if found.recorded:
        say("A new entry of its history already records that, so nothing was written.")
        return
    words = {key: (given[key] or "").strip() for key in _QUESTIONS}
    missing = [key for key in _QUESTIONS if not words[key]]
    if missing and not sys.stdin.isatty():
        raise click.UsageError(f"Missing: {', '.join(_OPTIONS[key] for key in missing)}.")
    for key in missing:
        words[key] = str(click.prompt(_QUESTIONS[key], type=_KINDS if key == "kind" else None)).strip()
    result = write_entry(project, found, words, datetime.now().astimezone().date())
    if result.problems:
        show(result.problems, result.sources, to_errors=True)
    if not result.written:
        say(f"Nothing was written. The line numbers are those of {result.place.file} with it added.", to_errors=True)
        sys.exit(PROBLEMS)
    say(f"Written at {result.place}:\n{result.entry}")
