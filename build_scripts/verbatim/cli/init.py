"""The commands that make the repository of a new site, and bring it to a newer version."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from verbatim import __version__
from verbatim.cli.terminal import commands, on_project, say
from verbatim.project import Project

# What `init` asks for, by the name of its option.
_QUESTIONS = {
    "name": "Name of the newsroom",
    "contact": "Mail address for corrections",
    "subject": "What the site is about (What is known about …)",
    "lang": "Language of what you write, such as en",
    "repository": "Repository on GitHub, OWNER/REPO",
}


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="The name of the newsroom and of its site.")
@click.option("--contact", metavar="MAIL", help="The mail address for corrections, replies and takedown requests.")
@click.option("--subject", help="What the site is about, as it follows “What is known about …”.")
@click.option("--lang", metavar="TAG", help="The language of what you write, such as en (default: en).")
@click.option("--repository", metavar="OWNER/REPO", help="The repository on GitHub that the site is published from.")
@click.option(
    "--wheel",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The wheel of this version, to be kept in the repository (default: that which it was installed from).",
)
@click.option("--split", is_flag=True, help="Give each claim a file of its own, claims/ID.yaml.")
def init(folder: Path, wheel: Path | None, *, split: bool, **given: str | None) -> None:
    """Make the repository of a new site in a new folder, with its data, workflows and guide.

    On a terminal it asks for what no option gives. What has no answer is marked FILL IN; `check` reports it.
    """
    from verbatim.desk.init import (  # noqa: PLC0415 - `check` starts faster without it
        Newsroom,
        NotEmptyError,
        WrongAnswerError,
        create_repository,
        installed_wheel,
        refuse_unless_empty,
    )

    try:
        refuse_unless_empty(folder)
        answers = {key: given[key] or "" for key in _QUESTIONS}
        Newsroom(**answers)
        for key, question in _QUESTIONS.items():
            if given[key] is None and sys.stdin.isatty():
                answers[key] = _answer(question, key, Newsroom)
        today = datetime.now().astimezone().date()
        files = create_repository(folder, Newsroom(**answers), today, wheel or installed_wheel(), split=split)
    except NotEmptyError as error:
        raise click.UsageError(f"{error}. Give a new folder; existing files are never overwritten.") from error
    except WrongAnswerError as error:
        raise click.UsageError(str(error)) from error
    say(f"A repository of {len(files)} files was made in {folder}. Next, in that folder:")
    say("1. See what is still to be filled in:   make test     (without make: python3 make.py test)")
    say("2. Look at the site:                    make serve    (without make: python3 make.py serve)")
    say("3. Add articles and claims, delete the example, publish: README.md says how.")


@commands.command()
@on_project
@click.option("--yes", is_flag=True, help="Ask nothing; write what is shown.")
def upgrade(project: Project, *, yes: bool) -> None:
    """Bring a repository that `init` made to this version: what it pins, the workflows, the guide.

    It shows every change before it writes. Files that were edited or deleted are left as they are; in the data only
    keys that have a new name change.
    """
    from verbatim.desk.init import installed_wheel  # noqa: PLC0415
    from verbatim.desk.upgrade import UpgradeError, plan_upgrade  # noqa: PLC0415

    try:
        planned = plan_upgrade(project, datetime.now().astimezone().date(), installed_wheel())
    except UpgradeError as error:
        raise click.UsageError(str(error)) from error
    for line in planned.diff(project):
        say(line)
    for names, what in ((planned.edited, "Edited here, and left as they are"), (planned.deleted, "Deleted here")):
        if names:
            say(f"{what}: {', '.join(names)}.")
    if not planned.files:
        say(f"Nothing to do: the repository is as Verbatim {planned.pinned} makes it.")
        return
    if not yes and not (sys.stdin.isatty() and click.confirm("Write these changes?", default=True)):
        raise click.UsageError("Nothing was written. If nobody can answer, use --yes.")
    planned.write()
    say(f"{len(planned.files)} files were written, from Verbatim {planned.pinned} to {__version__}. Next: make test")


def _answer(question: str, key: str, kind: Callable[..., object]) -> str:
    """Ask until a value of that kind can be made of the answer; an empty answer is left for later."""

    def checked(answer: str) -> str:
        try:
            kind(**{key: answer.strip()})
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        return answer.strip()

    return str(click.prompt(f"{question} (empty: later)", default="", show_default=False, value_proc=checked))
