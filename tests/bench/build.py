"""`make bench`: how long the commands take, as whole processes, on the real data and on many copies of its claims.

Prints seconds and peak memory, and ratios to the first row of the same run, since machines differ. Asserts nothing.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.microsite import copy_project
from tests.support.repository import commit

ROOT = Path(__file__).parents[2]
TIMES = (1, 5, 20)


def main() -> None:
    """Measure `check`, alone and against a revision, `generate` and `build` at several sizes."""
    print(f"{'claims':>8} {'command':>20} {'seconds':>8} {'MiB':>6} {'ratio':>6}")
    first: dict[str, float] = {}
    for times in TIMES:
        with tempfile.TemporaryDirectory() as folder:
            project = copy_project(Path(folder) / "project")
            claims = multiply(project, times)
            commit(project)
            for command in ("check", "check --against HEAD", "generate", "build"):
                seconds, mebibytes = _run(command, project)
                first.setdefault(command, seconds)
                print(f"{claims:>8} {command:>20} {seconds:>8.2f} {mebibytes:>6.0f} {seconds / first[command]:>6.1f}")


def multiply(project: Path, times: int) -> int:
    """Repeat every claim under further ids; returns how many claims there are then."""
    head, *claims = (project / "claims.yaml").read_text(encoding="utf-8").split("\n- id: ")
    copies = [
        claim.replace("\n", f"-{number}\n", 1) if number else claim for number in range(times) for claim in claims
    ]
    (project / "claims.yaml").write_text("\n- id: ".join([head, *copies]), encoding="utf-8")
    return len(copies)


def _run(command: str, project: Path) -> tuple[float, float]:
    """Seconds and peak MiB of one command as a whole process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "verbatim", *command.split(), "--project", str(project)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
