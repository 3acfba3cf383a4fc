"""`make bench`: how long the stages of `build` take, on the real data and on many copies of its claims.

Each size is built from nothing, again with nothing changed, and again after one edit of one claim; then stock
`mkdocs build`, with Material and its search plugin, builds the same generated pages, out of the navigation. That is the
peer: the ratios of processor time to it can be compared between machines, seconds cannot, least of all on a machine
with other work. Asserts nothing.

A row has the seconds of a stage, the seconds of processor time and their share, and the most MiB until its end. Other
processes work while some stages last: their processor time is that of the stage in which they end, mostly. So `cards`
has the processor time of all cards, but only the seconds that the build waits for the last of them; and `search` has
the seconds that it waits for Pagefind, whose processor time may be in `offline copy`.

`python -m tests.bench.build 82 984` measures these numbers of claims only; 10004 takes half an hour and is measured on
request. Such a site is larger than GitHub Pages takes, so each build refuses it at the end, and the next one finds no
site that it could go on from. A number is rounded up to whole copies of the real claims.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbatim.project import Project

from tests.support.microsite import ROOT, copy_project, environment
from tests.support.repository import commit

CLAIMS = (82, 984, 2_050)
CASES = ("cold", "nothing changed", "one edit")
# More claims than these are in several files, since a file has a largest size.
IN_ONE_FILE = 2_000
# The width of a column of the table.
_COLUMN = 32
# What a build keeps for the next one.
KEPT = (".verbatim", "site")

PEER = """
site_name: Peer
docs_dir: {docs}
site_dir: {site}
nav: [claims/index.md]
not_in_nav: "*"
exclude_docs: /dev/
theme: {{name: material, language: en, font: false}}
plugins: [search]
markdown_extensions: [admonition, attr_list, tables, footnotes, toc, pymdownx.details]
"""


@dataclass
class Cost:
    """Seconds, and seconds of processor time, of a stage or a whole process; peak MiB of the process."""

    seconds: float = 0.0
    processor: float = 0.0
    mebibytes: float = 0.0


def main(*sizes: int) -> None:
    """Print a table for each number of claims."""
    for size in sizes or CLAIMS:
        with tempfile.TemporaryDirectory() as folder:
            project = copy_project(Path(folder) / "project")
            real = multiply(project, 1)
            claims = multiply(project, -(-size // real)) if size > real else real
            commit(project)
            _print_size(project, claims)


def _print_size(project: Path, claims: int) -> None:
    """The rows of one number of claims."""
    check, _ = _run([sys.executable, "-m", "verbatim", "check", "--project", str(project)])
    print(f"{claims:,} claims; check: {_whole(check)}")
    stages, wholes = {}, {}
    for case in CASES:
        if case == "cold":
            for kept in KEPT:
                shutil.rmtree(project / kept, ignore_errors=True)
        if case == "one edit":
            edit_one_claim(project)
        wholes[case], printed = _run([sys.executable, "-m", "tests.bench.build", "--measured", str(project)])
        stages[case] = {name: Cost(*cost) for name, cost in json.loads(printed).items()}
    peer = _peer(project)
    print(f"{'seconds, processor':20}" + "".join(f"{case:>{_COLUMN}}" for case in CASES))
    for name in stages["cold"]:
        costs = [stages[case].get(name, Cost()) for case in CASES]
        print(f"{name:20}" + "".join(_stage(cost, wholes[case]) for cost, case in zip(costs, CASES, strict=True)))
    for what, attribute in (("whole, seconds", "seconds"), ("whole, processor", "processor"), ("MiB", "mebibytes")):
        print(f"{what:20}" + "".join(f"{getattr(wholes[case], attribute):>{_COLUMN}.1f}" for case in CASES))
    print(f"{'stock mkdocs':20}{_whole(peer):>{_COLUMN}}")
    ratios = [(wholes[case].seconds / peer.seconds, wholes[case].processor / peer.processor) for case in CASES]
    print(
        f"{'ratio to it':20}" + "".join(f"{f'{one:.2f} × ({two:.2f} ×)':>{_COLUMN}}" for one, two in ratios) + "\n",
        flush=True,
    )


def _stage(cost: Cost, whole: Cost) -> str:
    share, most = f"{cost.processor / whole.processor:.0%}", f"{cost.mebibytes:.0f} MiB" if cost.mebibytes else ""
    return f"{f'{cost.seconds:.1f}, {cost.processor:.1f} = {share:3} {most:>9}':>{_COLUMN}}"


def _whole(cost: Cost) -> str:
    return f"{cost.seconds:.1f} s ({cost.processor:.1f} s)"


def multiply(project: Path, times: int) -> int:
    """Repeat every claim under further ids; returns how many claims there are then."""
    head, *claims = (project / "claims.yaml").read_text(encoding="utf-8").split("\n- id: ")
    copies = [
        claim.replace("\n", f"-{number}\n", 1) if number else claim for number in range(times) for claim in claims
    ]
    if len(copies) > IN_ONE_FILE:
        (project / "claims.yaml").unlink()
        (project / "claims").mkdir()
    for number, start in enumerate(range(0, len(copies), IN_ONE_FILE)):
        file = project / (f"claims/{number:02}.yaml" if len(copies) > IN_ONE_FILE else "claims.yaml")
        part = copies[start : start + IN_ONE_FILE]
        file.write_text("\n- id: ".join([head, *part]).rstrip("\n") + "\n", encoding="utf-8")
    return len(copies)


def edit_one_claim(project: Path) -> None:
    """Change the finding of the first claim, as an editor would."""
    file = Project(project).claims_files[0]
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\n  finding: ", "\n  finding: As it is now known. ", 1), encoding="utf-8")


def _peer(project: Path) -> Cost:
    """Stock `mkdocs build` of the same pages."""
    config, site = project / "peer.yml", project / ".verbatim" / "peer"
    config.write_text(PEER.format(docs=project / "docs", site=site), encoding="utf-8")
    cost, _ = _run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)])
    shutil.rmtree(site)
    return cost


def _run(command: list[str]) -> tuple[Cost, str]:
    """A whole process: its cost, and what it printed."""
    env = environment(PYTHONPATH=os.pathsep.join((str(ROOT / "build_scripts"), str(ROOT))), NO_MKDOCS_2_WARNING="1")
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    if process.stdout is None:
        raise RuntimeError("its output was asked for")
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed:\n{printed}")
    seconds = time.perf_counter() - started
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), printed


def _measured(project: Path) -> None:
    """`build`, with a listener that measures its stages; prints what each cost as JSON."""
    from verbatim.long_work.progress import listening  # noqa: PLC0415 - only the measured process builds
    from verbatim.problems import errors  # noqa: PLC0415
    from verbatim.project import Project  # noqa: PLC0415
    from verbatim.site.build import build  # noqa: PLC0415
    from verbatim.site_address import SiteAddress  # noqa: PLC0415

    costs: dict[str, Any] = {}

    @contextmanager
    def stage(name: str, _total: int) -> Iterator[Callable[[], None]]:
        seconds, processor = time.perf_counter(), _processor()
        yield lambda: None
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        costs[name] = (time.perf_counter() - seconds, _processor() - processor, peak)

    with listening(stage):
        built = build(Project(project), SiteAddress(""))
    # What GitHub takes is no limit of the time that a build needs.
    if unexpected := [each for each in errors(built.problems) if not each.code.startswith("oversized-")]:
        sys.exit("\n".join(map(str, unexpected[:5])))
    print(json.dumps(costs))


def _processor() -> float:
    """Seconds of processor time of this process and of those that it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measured"]:
        _measured(Path(sys.argv[2]))
    else:
        main(*map(int, sys.argv[1:]))
