"""What all commands share: their group, their project, and how they show problems."""

import os
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbatim import __version__
from verbatim.model.reading.load import load_policy
from verbatim.model.values.addresses import names_host
from verbatim.problems import Problem, errors
from verbatim.project import Project
from verbatim.reports.file_lines import FileLines, printable_json, printable_text
from verbatim.reports.terminal import WIDTH, StyledText, as_text
from verbatim.site_address import SITE_URL, SiteAddress

if TYPE_CHECKING:
    from rich.console import Console

    from verbatim.checks.history.revision import Revision

PROBLEMS, OUR_FAULT = 1, 3  # 2, wrong usage, is click's own


def _folder(_context: click.Context, _option: click.Parameter, folder: Path) -> Project:
    return Project(folder.resolve())


def on_project(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add to a command the option for the project's folder."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(
        "--project",
        default=".",
        type=folder,
        callback=_folder,
        metavar="DIR",
        help="The folder of the microsite (default: the current one).",
    )(command)


# The commands, by the module of this package that adds them to the group.
_COMMANDS_OF = {
    "amend": ("amend",),
    "check": ("check", "changes", "explain"),
    "claims": ("new", "schema", "split", "statements"),
    "init": ("init", "upgrade"),
    "links": ("links", "sight"),
    "site": ("build", "finish-preview", "generate", "serve", "verify"),
    "sources": ("add-origin", "add-record", "add-source", "quote", "scan"),
}
_MODULE_OF = {command: module for module, commands_of_it in _COMMANDS_OF.items() for command in commands_of_it}


class _Commands(click.Group):
    """The commands; what they say of wrong usage can quote data, so it is made printable."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own parameter
        """The names of all commands."""
        return sorted(_MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command; only its module is imported. For a name that is none, all are, to find what may be meant."""
        for module in (_MODULE_OF[cmd_name],) if cmd_name in _MODULE_OF else _COMMANDS_OF:
            import_module(f"verbatim.cli.{module}")
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(printable_text(error.format_message()), error.ctx) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="verbatim")
def commands() -> None:
    """Verbatim builds a fact-check site from articles and claims.yaml, and proves every quotation on it."""


def say(text: str, *, to_errors: bool = False) -> None:
    """Print text. Nothing in it moves the cursor, changes colours or turns the reading direction."""
    click.echo(printable_text(text), err=to_errors)


def say_json(text: str) -> None:
    """Print JSON, just as safely."""
    click.echo(printable_json(text))


def with_default(question: str, default: str | None) -> str:
    """A question with what an empty answer means, which can be words of a file from outside."""
    return printable_text(f"{question} [{default}]" if default else question)


def show(problems: Iterable[Problem], sources: FileLines, *, to_errors: bool = False) -> None:
    """Print problems as text, as wide as the terminal."""
    terminal = _terminal(to_errors=to_errors)
    print_text(as_text(problems, sources, terminal.width if terminal else WIDTH), to_errors=to_errors)


def print_text(text: StyledText, *, to_errors: bool = False) -> None:
    """Print text, with colours on a terminal. Lines are not wrapped, so that a copied line has no breaks."""
    terminal = _terminal(to_errors=to_errors)
    if terminal is None:
        # Not by click, which would write another encoding than that of an ASCII terminal.
        (sys.stderr if to_errors else sys.stdout).write(f"{text.plain}\n")
        return
    from rich.text import Text  # noqa: PLC0415

    terminal.print(Text.assemble(*text.parts), soft_wrap=True)


def print_table(names: Iterable[str], rows: Iterable[Sequence[str]], *, to_the_right: Collection[str] = ()) -> None:
    """Print rows in columns with these names, as wide as the terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, header_style="", pad_edge=False)
    for name in names:
        table.add_column(name, justify="right" if name in to_the_right else "left")
    for row in rows:
        table.add_row(*map(Text, row))
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _terminal(*, to_errors: bool) -> "Console | None":
    """The terminal to which is printed; None if it is a file or another program, which get no colours."""
    stream = sys.stderr if to_errors else sys.stdout
    # With one of these variables Rich takes another program for a terminal.
    if not (stream.isatty() or {"FORCE_COLOR", "TTY_COMPATIBLE"} & os.environ.keys()):
        return None
    from rich.console import Console  # noqa: PLC0415 - most output is for another program, and `check` starts faster

    console = Console(stderr=to_errors)
    return console if console.is_terminal else None


def stop_at(problems: Iterable[Problem], project: Project) -> None:
    """Show problems, and exit if one of them is an error."""
    problems = list(problems)
    if problems:
        show(problems, FileLines.read(project.root, problems), to_errors=True)
    if errors(problems):
        sys.exit(PROBLEMS)


def in_words(problems: Iterable[Problem], project: Project) -> str:
    """Problems as plain text."""
    return as_text(problems, FileLines.read(project.root, problems)).plain


def preview_address() -> SiteAddress:
    """The address of SITE_URL, or none: a preview is not at the address where the site is published.

    This alone reads the variable.
    """
    text = os.environ.get(SITE_URL, "")
    address = SiteAddress.parse(text)
    if text and (address is None or not names_host(text)):
        message = (
            f"{SITE_URL} is “{text}”; it must be a web address without a query, such as https://example.org/facts/"
        )
        raise click.UsageError(message)
    return address or SiteAddress("")


def site_address(project: Project) -> SiteAddress:
    """The address for which the site is built: that of SITE_URL, or else that of the policy, or none."""
    given, policy = preview_address(), load_policy(project)
    declared = SiteAddress(policy.site.address or "" if policy else "")
    if given.text and declared.text and given.to("", "") != declared.to("", ""):
        message = f"{SITE_URL} gives the address {given.text}, which replaces `address: {declared.text}`."
        say(message, to_errors=True)
    return given if given.text else declared


def published_at(project: Project, revision: str) -> "Revision":
    """The data at a revision; it is wrong usage if there is no such revision."""
    from verbatim.checks.history.revision import RevisionError, data_at  # noqa: PLC0415 - only `--against` needs git

    try:
        return data_at(project, revision)
    except RevisionError as error:
        raise click.UsageError(str(error)) from error


def working(on: str) -> AbstractContextManager[object]:
    """Show on a terminal that a command is working."""
    terminal = _terminal(to_errors=True) if sys.stderr.isatty() else None
    return terminal.status(on) if terminal else nullcontext()
