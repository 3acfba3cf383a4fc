"""What all commands share: their group, the project they work on, and how problems are shown."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from verbatim import __version__
from verbatim.problems import Problem, errors
from verbatim.project import Project
from verbatim.reports.file_lines import FileLines
from verbatim.reports.terminal import WIDTH, as_text
from verbatim.site_address import SITE_URL, SiteAddress

PROBLEMS, OUR_FAULT = 1, 3  # 2, wrong usage, is click's own


def _folder(_context: click.Context, _option: click.Parameter, folder: Path) -> Project:
    return Project(folder.resolve())


def on_project(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that says which microsite it works on."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(
        "--project",
        default=".",
        type=folder,
        callback=_folder,
        metavar="DIR",
        help="The microsite's folder (default: this one).",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="verbatim")
def commands() -> None:
    """Verbatim turns articles and claims.yaml into a fact-check site whose every quotation is proven."""


def show(problems: Iterable[Problem], sources: FileLines, *, to_errors: bool = False) -> None:
    """Print problems as text, as wide as the terminal."""
    console = Console(stderr=to_errors)
    width = console.width if console.is_terminal else WIDTH
    print_text(as_text(problems, sources, width), to_errors=to_errors)


def print_text(text: Text, *, to_errors: bool = False) -> None:
    """Print text, on a terminal in its colours. Long lines are left to the terminal, which does not break what is copied."""
    Console(stderr=to_errors).print(text, soft_wrap=True)


def stop_at(problems: Iterable[Problem], project: Project) -> None:
    """Show problems, and stop if one of them is an error."""
    problems = list(problems)
    if problems:
        show(problems, FileLines.read(project.root, problems), to_errors=True)
    if errors(problems):
        sys.exit(PROBLEMS)


def in_words(problems: Iterable[Problem], project: Project) -> str:
    """Problems as plain text."""
    return as_text(problems, FileLines.read(project.root, problems)).plain


def site_address() -> SiteAddress:
    """Where the site will be published, from the environment: the one place that reads it."""
    return SiteAddress(os.environ.get(SITE_URL, ""))


def working(on: str) -> AbstractContextManager[object]:
    """Show on a terminal that something is under way."""
    return Console(stderr=True).status(on) if sys.stderr.isatty() else nullcontext()
