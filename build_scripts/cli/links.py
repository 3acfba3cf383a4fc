"""The commands that look at links: those of the built site, offline, and the outside ones of the data."""

from datetime import datetime
from pathlib import Path

import click

from build_scripts.cli.terminal import commands, on_project, stop_at, working
from build_scripts.load import load
from build_scripts.project import Project


@commands.command()
@on_project
@click.option("--external", is_flag=True, help="Ask for every outside address of the data; informs, and never fails for what it finds.")
@click.option(
    "--state", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Text of the tracking issue: read, then written anew."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How results are printed.")
def links(project: Project, state: Path | None, form: str, *, external: bool) -> None:
    """Watch the outside links of the data."""
    if not external:
        raise click.UsageError("Give --external.")
    if state and not state.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {state.parent} to write {state.name} into.")
    _watch(project, state, form)


def _watch(project: Project, state: Path | None, form: str) -> None:
    """Ask for every outside address; what is remembered from run to run is in the file `state`."""
    from build_scripts.watch.client import Client  # noqa: PLC0415 - only this command uses the network
    from build_scripts.watch.memory import remembered  # noqa: PLC0415
    from build_scripts.watch.patience import Patience  # noqa: PLC0415
    from build_scripts.watch.report import as_issue, as_json, as_text  # noqa: PLC0415
    from build_scripts.watch.watch import agent, watch  # noqa: PLC0415

    loaded = load(project)
    stop_at(loaded.problems, project)
    if loaded.policy is None:
        raise RuntimeError("without a policy there is a problem, and we stopped")
    policy = loaded.policy.value
    memory = remembered(state.read_text(encoding="utf-8", errors="replace")) if state and state.exists() else {}
    if memory is None:
        click.echo(f"{state} holds no memory that can be read; all rows begin anew.", err=True)
    with working("Asking for the outside addresses …"):
        found = watch(loaded, policy, datetime.now().astimezone().date(), memory or {}, Client(agent(policy), Patience()))
    if state and not found.void:
        state.write_text(as_issue(found), encoding="utf-8")
    click.echo(as_json(found) if form == "json" else as_text(found))
