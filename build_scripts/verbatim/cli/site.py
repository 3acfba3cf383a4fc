"""The commands that make the site, compare it with a published copy, and show it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EADDRINUSE
from pathlib import Path

import click

from verbatim.checks.history.revision import RevisionError, working_tree
from verbatim.cli.progress import progress, quiet
from verbatim.cli.terminal import (
    OUR_FAULT,
    PROBLEMS,
    commands,
    in_words,
    on_project,
    preview_address,
    say,
    site_address,
    stop_at,
)
from verbatim.project import Project


@commands.command()
@on_project
@quiet
def generate(project: Project, *, quiet: bool) -> None:
    """Check, and write the pages and data files into docs/."""
    from verbatim.site.build import generate as run  # noqa: PLC0415 - `check` starts faster without the templates

    with _alone(project), progress(silent=quiet):
        built = run(project, site_address(project))
    stop_at(built.problems, project)
    say(f"{built.written}.")


@commands.command()
@on_project
@quiet
def build(project: Project, *, quiet: bool) -> None:
    """Generate, build the site into site/, and check it."""
    from verbatim.site.build import build as run  # noqa: PLC0415
    from verbatim.site.engine import EngineError  # noqa: PLC0415
    from verbatim.site.site_size import SiteSize, sizes_of  # noqa: PLC0415

    try:
        with _alone(project), progress(silent=quiet):
            built = run(project, site_address(project))
    except EngineError as error:
        say(str(error), to_errors=True)
        sys.exit(OUR_FAULT)
    stop_at(built.problems, project)
    say(f"The site was built in {project.site}.")
    if built.corpus:
        say(SiteSize.of(sizes_of(project.site), built.corpus).in_words)


@commands.command()
@on_project
@click.argument("site", type=click.Path(exists=True, path_type=Path))
@quiet
def verify(project: Project, site: Path, *, quiet: bool) -> None:
    """Check whether this commit produces a published copy: the folder SITE, or the SHA256SUMS published with it.

    If files have uncommitted changes, what they produce is compared, and the result says so. SITE_URL must be the same
    as when the copy was published. Apart from the data, the copy depends on the versions in requirements.txt.
    """
    from verbatim.site.engine import EngineError  # noqa: PLC0415
    from verbatim.site.verify import published_sums  # noqa: PLC0415
    from verbatim.site.verify import verify as run  # noqa: PLC0415

    try:
        published = published_sums(site)
        producer, remark = _producer(project)
        with _alone(project), progress(silent=quiet):
            verified = run(project, published, site_address(project))
    except ValueError as error:
        raise click.UsageError(f"{site} is not a list of checksums: {error}.") from error
    except EngineError as error:
        say(str(error), to_errors=True)
        sys.exit(OUR_FAULT)
    stop_at(verified.problems, project)
    for difference in verified.differences:
        say(f"{difference.path} {difference.what}")
    if verified.differences:
        say(f"{len(verified.differences)} of {verified.files} files are not what {producer}.{remark}")
        sys.exit(PROBLEMS)
    say(f"All {verified.files} files are what {producer}.{remark}")


@commands.command()
@on_project
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option("--port", default=8000, type=click.IntRange(0, 65535), help="Port to listen on.")
def serve(project: Project, host: str, port: int) -> None:
    """Build and serve the site, and update it at every change. After a fault the last good site stays up."""
    from verbatim.site.serving.serve import serve as run  # noqa: PLC0415

    try:
        served = run(project, preview_address(), (host, port), say=say, describe=lambda found: in_words(found, project))
    except OSError as error:
        if error.errno != EADDRINUSE:
            raise
        raise click.UsageError(f"Port {port} is in use; choose another with --port.") from error
    sys.exit(0 if served else PROBLEMS)


@commands.command(hidden=True)
@on_project
def finish_preview(project: Project) -> None:
    """Make the data files and the search index of the preview, and check it; `serve` runs this as a second process."""
    from verbatim.site.engine import EngineError  # noqa: PLC0415
    from verbatim.site.serving.preview import finish  # noqa: PLC0415

    try:
        finished = finish(project, preview_address())
    except EngineError as error:
        say(str(error), to_errors=True)
        sys.exit(OUR_FAULT)
    if finished.problems:
        say(in_words(finished.problems, project))
    elif finished.seconds is not None:
        say(f"Data and search are up to date and the site checks pass, after {finished.seconds:.1f} s more.")


@contextmanager
def _alone(project: Project) -> Iterator[None]:
    """Let no other command build the project; it is wrong usage if one does."""
    from verbatim.site.lock import LockedError, locked  # noqa: PLC0415

    try:
        with locked(project):
            yield
    except LockedError as error:
        raise click.UsageError(f"This project is being built by {error}. Try again when that has ended.") from error


def _producer(project: Project) -> tuple[str, str]:
    """What a build here shows the product of: the commit, or only the files as they are; and a remark on why."""
    try:
        tree = working_tree(project)
    except RevisionError as error:
        return "the files here produce", f" No commit was verified: {error}"
    if not tree.changed:
        return f"commit {tree.commit} produces", ""
    first, *others = tree.changed
    names = f"{first} and {len(others)} more are" if others else f"{first} is"
    return "the files here produce", f" No commit was verified: {names} not as in commit {tree.commit}."
