"""How the commands show progress: a bar for each stage on a terminal, a line for each stage in the log of a CI service.

In: the stages that `verbatim.long_work.progress` tells of. Out: text on standard error; none with `--quiet`, nor where
standard error is another program's, which would have to read it.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console

from verbatim.long_work.progress import listening

if TYPE_CHECKING:
    from rich.progress import Progress

quiet = click.option("--quiet", "-q", is_flag=True, help="Show no progress.")


@contextmanager
def progress(*, silent: bool = False) -> Iterator[None]:
    """Show the stages of the work inside."""
    if not silent and sys.stderr.isatty():
        from rich.progress import (  # noqa: PLC0415 - `check` starts faster without it
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (TextColumn("{task.description:14}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bars, listening(_bar_in(bars)):
            yield
    elif not silent and os.environ.get("CI"):
        with listening(_line):
            yield
    else:
        yield


def _bar_in(bars: "Progress") -> Callable[[str, int], AbstractContextManager[Callable[[], None]]]:
    """A listener that shows a bar for as long as a stage lasts."""

    @contextmanager
    def bar(name: str, total: int) -> Iterator[Callable[[], None]]:
        task = bars.add_task(name, total=total or None)
        try:
            yield lambda: bars.advance(task)
        finally:
            bars.remove_task(task)

    return bar


@contextmanager
def _line(name: str, _total: int) -> Iterator[Callable[[], None]]:
    """A listener that prints a line at the end of a stage."""
    started = time.monotonic()
    yield lambda: None
    click.echo(f"{name}: {time.monotonic() - started:.1f} s", err=True)
