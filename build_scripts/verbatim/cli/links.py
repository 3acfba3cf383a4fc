"""The commands that check links and look at outside addresses: `links`, `links --external`, and `sight`."""

import os
import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.cli.terminal import PROBLEMS, commands, on_project, say, say_json, show, site_address, stop_at, working
from verbatim.model.policy import Policy
from verbatim.model.reading.load import load
from verbatim.output import write_files
from verbatim.problems import errors
from verbatim.project import Project
from verbatim.reports.file_lines import FileLines
from verbatim.reports.json_format import as_json as problems_as_json

if TYPE_CHECKING:
    from verbatim.watch.check_all import Run
    from verbatim.watch.sighting.sight import Sightings


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
@click.option(
    "--sight",
    "seen",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="With --external, also do what `verbatim sight --report FILE` does; each address is asked once.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How results are printed.")
def links(  # noqa: PLR0913 - one parameter for each option
    project: Project, site: Path | None, state: Path | None, seen: Path | None, form: str, *, external: bool
) -> None:
    """Check every link of the built site, offline; with --external, the outside links of the data."""
    if not external:
        for option, file in (("--state", state), ("--sight", seen)):
            if file:
                raise click.UsageError(f"{option} can only be used with --external.")
        _check(project, site, form)
        return
    if site:
        raise click.UsageError("--external checks the data, not a built site, so it cannot be used with --site.")
    for file in (state, seen):
        _refuse_unwritable(file)
    _watch(project, state, seen, form)


@commands.command()
@on_project
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what was seen as Markdown, for a pull request.",
)
@click.option(
    "--save",
    is_flag=True,
    help="Ask the web archive of policy.yaml to save the pages that have no archived copy.",
)
def sight(project: Project, report: Path | None, *, save: bool) -> None:
    """Look for the words of every source at its addresses, and write what was seen to seeds/sightings.yaml.

    An address is asked again when the days of `sights` in policy.yaml have passed. No build uses the network; it reads
    the file. What was seen never makes the command fail.
    """
    from verbatim.watch.sighting.sight import sight as look  # noqa: PLC0415 - only here the network is used

    _refuse_unwritable(report)
    corpus = _corpus(project)
    if save and not corpus.policy.sights.archive_save:
        raise click.UsageError("policy.yaml has no `archive_save:` under `sights:`, so no archive can be asked.")
    with working("Looking for the words of the sources …"):
        seen = look(corpus, _today(), _run(corpus.policy), save=save)
    say(_kept(seen, project, report))


def _refuse_unwritable(file: Path | None) -> None:
    """It is wrong usage to name a file in a folder that is not there, or a pipe or a device, which has no content."""
    if file and not file.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {file.parent} to write {file.name} into.")
    if file and file.exists() and not file.is_file():
        raise click.UsageError(f"{file} is no ordinary file, so it cannot be replaced; name another one.")


def _corpus(project: Project) -> Corpus:
    """The checked data; exits if they have an error."""
    examined = examine(project)
    if examined.corpus is None:
        stop_at(examined.problems, project)
        raise RuntimeError("data without a corpus have an error, at which `stop_at` stops")
    return examined.corpus


def _today() -> date:
    return datetime.now().astimezone().date()


def _run(policy: Policy) -> "Run":
    """A run over outside addresses. The token of a web archive, if there is one, is only for the archive's host."""
    from verbatim.watch.check_all import Run  # noqa: PLC0415
    from verbatim.watch.client import Client  # noqa: PLC0415
    from verbatim.watch.link_watch import user_agent  # noqa: PLC0415
    from verbatim.watch.sighting.archive import TOKEN  # noqa: PLC0415
    from verbatim.watch.timeouts import Timeouts  # noqa: PLC0415

    token, host = os.environ.get(TOKEN), urlsplit(policy.sights.archive_save or "").hostname
    return Run(Client(user_agent(policy), Timeouts(), tokens={host: f"LOW {token}"} if token and host else {}))


def _kept(seen: "Sightings", project: Project, report: Path | None) -> str:
    """Write what was seen, and the report; returns the report as text."""
    from verbatim.watch.sighting.lines import with_sightings  # noqa: PLC0415
    from verbatim.watch.sighting.report import as_markdown, as_text  # noqa: PLC0415

    files = {}
    if seen.sightings:
        file = project.sightings_file
        text = file.read_bytes().decode("utf-8") if file.is_file() else ""
        files[file] = with_sightings(text, seen.sightings).encode()
    if report:
        files[report.resolve()] = as_markdown(seen).encode()
    write_files(files)
    return as_text(seen)


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
    report = check_site(read, examined.corpus, site_address(project).text) if examined.corpus else None
    problems = report.problems if report else examined.problems
    if form == "json":
        say_json(problems_as_json(problems))
    else:
        references = report.references if report else sum(len(each.references) for each in read.documents())
        say(f"Checked {len(read.pages)} pages, {references:,} addresses, {read.size:,} bytes.")
        show(problems, FileLines.read(project.root, problems))
    if errors(problems):
        sys.exit(PROBLEMS)


def _watch(project: Project, state: Path | None, report: Path | None, form: str) -> None:
    """Check every outside address; the memory from run to run is in the file `state`. A `report` asks for sightings."""
    from verbatim.watch.link_watch import watch_links  # noqa: PLC0415 - only here the network is used
    from verbatim.watch.memory import from_issue  # noqa: PLC0415
    from verbatim.watch.report import as_issue, as_json, as_text  # noqa: PLC0415
    from verbatim.watch.sighting.sight import Looker  # noqa: PLC0415

    loaded = load(project)
    stop_at(loaded.problems, project)
    if loaded.policy is None:
        raise RuntimeError("a missing policy is a problem, at which `stop_at` stops")
    policy, today = loaded.policy.value, _today()
    looker = Looker(_corpus(project), today) if report else None
    memory = from_issue(state.read_text(encoding="utf-8", errors="replace")) if state and state.exists() else {}
    if memory is None:
        say(f"{state} has no memory that can be read; every row starts again from zero.", to_errors=True)
    with working("Requesting the outside addresses …"):
        run = _run(policy)
        outcome = watch_links(loaded, policy, today, memory or {}, partial(run.check, reader=looker))
        seen = looker.outcome(run) if looker else None
    if state and not outcome.void:
        write_files({state.resolve(): as_issue(outcome).encode()})
    if form == "json":
        say_json(as_json(outcome))
    else:
        say(as_text(outcome))
    if seen:
        say(_kept(seen, project, report), to_errors=form == "json")
