"""Commands run in the tests' own process: the same code as from a shell, without the start of another Python."""

from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner
from verbatim.cli import commands

from tests.support.microsite import ROOT, Ran


def run(*arguments: str | Path, project: Path | None = None, given: str = "") -> Ran:
    """Run a command to its end; `given` is its standard input. Exceptions that it does not handle are raised."""
    chosen = ["--project", str(project)] if project else []
    with chdir(project or ROOT):
        result = CliRunner().invoke(
            commands, [*map(str, arguments), *chosen], input=given, prog_name="verbatim", catch_exceptions=False
        )
    return Ran(result.exit_code, result.stdout, result.stderr)
