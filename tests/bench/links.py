"""How long the check of a large site takes, as a whole process: `python -m tests.bench.links [PAGES]`.

Builds the real site, repeats the pages of its claims under more ids until there are PAGES pages, each linked from the
list of claims, and prints pages, addresses, seconds and peak memory of `verbatim links`. Asserts nothing.
"""

import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from tests.support.microsite import ROOT, copy_project, environment, verbatim

PAGES = 2000


def main(pages: int = PAGES) -> None:
    """Measure `links` on the site as it is, and on one of so many pages."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        ran = verbatim("build", project=project)
        if ran.code:
            sys.exit(ran.stderr)
        print(f"{'seconds':>8} {'MiB':>6}  what was checked")
        _measure(project)
        _multiply(project / "site", pages)
        _measure(project)


def _multiply(site: Path, pages: int) -> None:
    """Repeat the pages of the claims, and link each from the list of claims."""
    claims = sorted(site.glob("claims/*/index.html"))
    missing = pages - len(list(site.rglob("*.html")))
    names = []
    for number, page in enumerate(islice(cycle(claims), missing)):
        names.append(f"{page.parent.name}-{number}")
        copy = site / "claims" / names[-1] / "index.html"
        copy.parent.mkdir()
        copy.write_bytes(page.read_bytes())
    index = site / "claims" / "index.html"
    links = "".join(f'<a href="{name}/">x</a>' for name in names)
    index.write_text(index.read_text(encoding="utf-8").replace("</body>", f"{links}</body>"), encoding="utf-8")


def _measure(project: Path) -> None:
    """Seconds and peak MiB of the command as a whole process, with what it prints first."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "verbatim", "links", "--project", str(project)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE)
    if process.stdout is None:
        raise RuntimeError("its output was asked for")
    said = process.stdout.read().decode("utf-8")
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"links failed:\n{said}")
    print(f"{time.perf_counter() - started:>8.2f} {usage.ru_maxrss / 1024:>6.0f}  {said.splitlines()[0]}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
