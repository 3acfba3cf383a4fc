"""The commands. The only place that prints or exits.

Exit codes: 0 fine (warnings are shown, not fatal), 1 problems in the data, 2 wrong usage, 3 our own fault. What it
takes to build is imported by the commands that build, since `check` should start fast.
"""

import gc
import sys
from io import TextIOWrapper

import click

import verbatim.cli.desk
import verbatim.cli.links
import verbatim.cli.site  # noqa: F401 - the commands of each enter the group as they are read
from verbatim.cli.terminal import OUR_FAULT, commands


def main() -> None:
    """Run a command; whatever we did not foresee is told apart from a fault in the data by its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Where the terminal's encoding lacks a character, its escape is better than no message at all.
            stream.reconfigure(errors="backslashreplace")
    # Nearly all that a command makes lives until its end: to look through it for circles, time and again, took a
    # fifth of the time.
    gc.set_threshold(100_000)
    try:
        commands(prog_name="verbatim")
    except Exception as error:  # noqa: BLE001 - the last line of defence: an unforeseen error is our fault, and says so
        click.echo(f"verbatim: this is our own fault, not your data’s: {type(error).__name__}: {error}", err=True)
        click.echo("Please report it with the command that you ran and this text.", err=True)
        sys.exit(OUR_FAULT)
