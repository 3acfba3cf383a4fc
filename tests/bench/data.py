"""Part of `make bench`: what the open data add to `generate`, and how long the social cards take.

Measures whole processes on copies of the real project; each copy of a claim has its own words, so that no card is used
twice. Prints seconds, and ratios to the pages alone, measured in turn; asserts nothing. On a slow disk `fresh` is
mostly the writing of files; TMPDIR=/dev/shm avoids that.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.build import multiply
from tests.support.microsite import ROOT, copy_project

TIMES = (1, 13)
ROUNDS = 3

_PAGES_ALONE = """
import sys
from pathlib import Path
from verbatim.site.build import generate_claims, generate_other_pages
from verbatim.project import Project
from verbatim.site_address import SiteAddress
project = Project(Path(sys.argv[1]))
address = SiteAddress("")
built = generate_claims(project, address)
generate_other_pages(project, built.corpus, address)
"""


def main() -> None:
    """Print a row for each number of claims: from nothing, and again with nothing changed."""
    print(f"{'claims':>8} {'':>8} {'pages':>8} {'with data':>10} {'more':>6} {'drawing the cards':>18}")
    for times in TIMES:
        with tempfile.TemporaryDirectory() as folder:
            project = copy_project(Path(folder) / "project")
            claims = multiply(project, times)
            _tell_apart(project / "claims.yaml")
            first = _generate(project)
            again: dict[str, list[tuple[float, float]]] = {"fresh": [], "again": []}
            for _ in range(ROUNDS):
                for case, measured in again.items():
                    pages = _run(project, case, "-c", _PAGES_ALONE, str(project))
                    whole = _run(project, case, "-m", "verbatim", "generate", "--project", str(project))
                    measured.append((pages, whole))
            for case, measured in again.items():
                pages, whole = (statistics.median(column) for column in zip(*measured, strict=True))
                drawing = f"{first - whole:>18.2f}" if case == "fresh" else ""
                print(f"{claims:>8} {case:>8} {pages:>8.2f} {whole:>10.2f} {whole / pages - 1:>6.0%} {drawing}")


def _tell_apart(file: Path) -> None:
    """Give every claim a number among its words."""
    numbers = iter(range(1, 1_000_000))
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub(r"(?m)^  claim: (?!['\">|])", lambda found: f"{found[0]}No {next(numbers)} - ", text), encoding="utf-8"
    )


def _generate(project: Path) -> float:
    return _run(project, "fresh", "-m", "verbatim", "generate", "--project", str(project))


def _run(project: Path, case: str, *arguments: str) -> float:
    """Seconds of a whole process; `fresh` starts without generated files, but with the cards that were drawn before."""
    if case == "fresh":
        shutil.rmtree(project / "docs")
        copy_project(project.parent / "other")
        shutil.move(project.parent / "other" / "docs", project / "docs")
        shutil.rmtree(project.parent / "other")
        (project / ".verbatim" / "generated.json").unlink(missing_ok=True)
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
