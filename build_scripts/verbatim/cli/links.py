"""The command that checks links: those of the built site, offline, or the outside links of the data."""

import sys
from datetime import datetime
from pathlib import Path

import click

from verbatim.checks.examine import examine
from verbatim.cli.terminal import PROBLEMS, commands, on_project, show, site_address, stop_at, working
from verbatim.model.load import load
from verbatim.problems import errors
from verbatim.project import Project
from verbatim.reports.file_lines import FileLines
from verbatim.reports.json_format import as_json as problems_as_json


@commands.command()
@on_project
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    metavar="SITE",
    help="The built site to check (default: site/ of the project).",
)
@click.option(
    "--external",
    is_flag=True,
    help="Request every outside address of the data instead; its results never make the command fail.",
)
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The text of the tracking issue; it is read, then replaced.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How results are printed.")
def links(project: Project, site: Path | None, state: Path | None, form: str, *, external: bool) -> None:
    """Check every link of the built site, offline; with --external, the outside links of the data."""
    if not external:
        if state:
            raise click.UsageError("--state can only be used with --external.")
        _check(project, site, form)
        return
    if site:
        raise click.UsageError("--external checks the data, not a built site, so it cannot be used with --site.")
    if state and not state.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {state.parent} to write {state.name} into.")
    _watch(project, state, form)


def _check(project: Project, site: Path | None, form: str) -> None:
    """Check the built site; nothing is requested from the network."""
    from verbatim.site.sitecheck import check_site  # noqa: PLC0415 - `--external` does not need it
    from verbatim.site.sitecheck.reading.site import read_site  # noqa: PLC0415

    folder = site or project.site
    if not (folder / "index.html").is_file():
        raise click.UsageError(f"There is no built site in {folder}. Build it first: `verbatim build`.")
    examined = examine(project)
    read = read_site(folder, folder.as_posix() if site else project.name_of(folder))
    # A site cannot be compared with data that has errors.
    problems = check_site(read, examined.corpus, site_address().text) if examined.corpus else examined.problems
    if form == "json":
        click.echo(problems_as_json(problems))
    else:
        click.echo(f"Checked {read.pages} pages, {read.references:,} addresses, {read.bytes:,} bytes.")
        show(problems, FileLines.read(project.root, problems))
    if errors(problems):
        sys.exit(PROBLEMS)


def _watch(project: Project, state: Path | None, form: str) -> None:
    """Check every outside address; the memory from run to run is in the file `state`."""
    from verbatim.watch.client import Client  # noqa: PLC0415 - only this command uses the network
    from verbatim.watch.link_watch import user_agent, watch_links  # noqa: PLC0415
    from verbatim.watch.memory import from_issue  # noqa: PLC0415
    from verbatim.watch.report import as_issue, as_json, as_text  # noqa: PLC0415
    from verbatim.watch.timeouts import Timeouts  # noqa: PLC0415

    loaded = load(project)
    stop_at(loaded.problems, project)
    if loaded.policy is None:
        raise RuntimeError("a missing policy is a problem, at which `stop_at` stops")
    policy = loaded.policy.value
    memory = from_issue(state.read_text(encoding="utf-8", errors="replace")) if state and state.exists() else {}
    if memory is None:
        click.echo(f"{state} has no memory that can be read; every row starts again from zero.", err=True)
    with working("Requesting the outside addresses …"):
        client, today = Client(user_agent(policy), Timeouts()), datetime.now().astimezone().date()
        outcome = watch_links(loaded, policy, today, memory or {}, client)
    if state and not outcome.void:
        state.write_text(as_issue(outcome), encoding="utf-8")
    click.echo(as_json(outcome) if form == "json" else as_text(outcome))
