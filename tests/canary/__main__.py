"""`make canary`: the project built by MkDocs, by ProperDocs and by Zensical, and the three sites compared.

Each other engine lives in an environment of its own below `.verbatim/canary/`, installed from its lock file. With
`--newest` the newest release is installed instead, for the weekly look ahead. Exit code 0 where all three say the same.
"""

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from verbatim.project import Project
from verbatim.site.build import generate
from verbatim.site.engine import environment
from verbatim.site_address import SiteAddress

from tests.canary.comparison import ADDRESS, differences, pages_of
from tests.support.microsite import ROOT, copy_project

HERE = Path(__file__).parent
WORKSHOP = ROOT / ".verbatim" / "canary"


@dataclass(frozen=True)
class Engine:
    """Another engine: what to install where the newest is wanted, and its command; `{site}` is the folder to fill."""

    name: str
    newest: tuple[str, ...]
    command: tuple[str, ...]


ENGINES = (
    Engine(
        "properdocs",
        ("properdocs", "mkdocs-material==9.8.1"),
        ("properdocs", "build", "--strict", "--quiet", "--clean"),
    ),
    Engine("zensical", ("zensical",), ("zensical", "build", "--strict", "--clean")),
)


def main(arguments: list[str]) -> int:
    """Build with every engine, print how each compares, and say whether all are alike."""
    newest = "--newest" in arguments
    copy = _fresh(WORKSHOP / "project")
    project = Project(copy)
    address = SiteAddress(ADDRESS)
    built = generate(project, address)
    if built.corpus is None:
        print("The data has problems: see `verbatim check`.")
        return 1
    settings = {**os.environ, **environment(built.corpus, address)}
    ours = _build([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--clean"], project, settings)
    if ours is None:
        return 1
    expected = pages_of(ours)
    alike = True
    for engine in ENGINES:
        programs = _environment_of(engine, newest=newest)
        site = _build([str(programs / engine.command[0]), *engine.command[1:]], project, settings) if programs else None
        found = differences(expected, pages_of(site)) if site else ["it could not be built"]
        version = _version(programs, engine) if programs else "not installed"
        print(f"{engine.name} {version}: {len(expected)} pages, {len(found)} differences")
        for line in found[:20]:
            print(f"    {line}")
        alike = alike and not found
    return 0 if alike else 1


def _fresh(folder: Path) -> Path:
    """A copy of the project in an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    return copy_project(folder)


def _environment_of(engine: Engine, *, newest: bool) -> Path | None:
    """The folder of an engine's programs, installed if need be; None where it cannot be installed."""
    folder = WORKSHOP / (f"{engine.name}-newest" if newest else engine.name)
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    wanted = ["--upgrade", *engine.newest] if newest else ["--require-hashes", "-r", str(HERE / f"{engine.name}.txt")]
    ran = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=False
    )
    return python.parent if ran.returncode == 0 else None


def _version(programs: Path, engine: Engine) -> str:
    """The version of an engine that is installed."""
    asked = f"from importlib.metadata import version; print(version('{engine.name}'))"
    return subprocess.run(
        [str(programs / "python"), "-c", asked], capture_output=True, text=True, check=True
    ).stdout.strip()


def _build(command: list[str], project: Project, settings: dict[str, str]) -> Path | None:
    """Run an engine in the project's folder; gives its site, or None with what it printed."""
    ran = subprocess.run(
        [*command, "--config-file", str(project.engine_config)],
        cwd=project.root,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        print(ran.stdout + ran.stderr)
        return None
    kept = project.root.parent / f"site-{Path(command[0]).parent.parent.name}"
    shutil.rmtree(kept, ignore_errors=True)
    project.site.rename(kept)
    return kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
