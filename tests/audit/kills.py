"""`make kills`: commands are killed at random moments, and what an editor has must be whole each time.

Each command (`new`, `amend`, `add-source`, `generate`, `build`) is killed many times, on a small invented project.
After each kill the files of the data must be those of before or those of a finished command, and site/ must be a whole
site. At the end `generate` and `build` are run once more, and must give what they give in a project where nothing was
killed. Prints a row for each command; exits with 1 if anything was lost.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.cases import lay_out
from tests.support.microsite import PATIENCE, ROOT, buildable, edit, environment, files_in
from tests.support.repository import commit

KILLS = 200
_CLAIM = ["--claim", "It was killed.", "--kind", "said", "--draft"]
_ARTICLE = ["--yes", "--id", "more", "--title", "More", "--publisher", "daily", "--published", "2022-05-03"]
_WHERE = ["--url", "https://daily.example/more", "--rights", "The text is invented."]
COMMANDS = {
    "new": ["new", *_CLAIM],
    "amend": [
        "amend",
        "no-signature",
        "--against",
        "HEAD",
        "--kind",
        "corrected",
        "--what",
        "A word.",
        "--why",
        "Tried.",
    ],
    "add-source": ["add-source", "more.txt", *_ARTICLE, *_WHERE],
    "generate": ["generate"],
    "build": ["build"],
}
DATA = ("claims.yaml", "policy.yaml", "seeds/", "more.txt", "mkdocs.yml", ".gitignore")


@dataclass
class Kills:
    """What came of killing one command."""

    killed: int = 0
    finished: int = 0
    lost: list[str] = field(default_factory=list)


def main() -> None:
    """Kill each command as often as the others, `KILLS` times in all."""
    chance = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 0)  # noqa: S311 - no secret
    lost: list[str] = []
    for name, arguments in COMMANDS.items():
        with tempfile.TemporaryDirectory() as folder:
            found = _kill(Path(folder), arguments, KILLS // len(COMMANDS), chance)
        print(
            f"{name:>10}: killed {found.killed}, finished before that {found.finished}, lost {len(found.lost)}",
            flush=True,
        )
        lost += [f"{name}: {what}" for what in found.lost]
    sys.exit("\n".join(lost) or 0)


def _kill(folder: Path, arguments: list[str], times: int, chance: random.Random) -> Kills:
    """Kill one command at moments that are spread over the time that it takes."""
    start = _project(folder / "start")
    done = Path(shutil.copytree(start, folder / "done"))
    began = time.monotonic()
    if _start(done, arguments).wait(PATIENCE):
        sys.exit(f"{arguments[0]} failed without being killed")
    duration = time.monotonic() - began
    before, after = files_in(start), files_in(done)
    allowed = [_data(before), _data(after)]
    sites = [_site(before), _site(after)]
    found = Kills()
    project = folder / "killed"
    goes_on = arguments[0] in ("generate", "build")  # a run finds what the killed ones before it left
    while found.killed < times:
        if not goes_on:
            shutil.rmtree(project, ignore_errors=True)
        if not project.exists():
            shutil.copytree(start, project)
        process = _start(project, arguments)
        time.sleep(chance.uniform(0.3, 1) * duration)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            found.killed += 1
        else:
            found.finished += 1
        process.wait(PATIENCE)
        found.lost += _lost(project, allowed, sites)
        if process.returncode == 0:  # nothing would be left to do
            shutil.rmtree(project)
    if goes_on:
        if not project.exists():
            shutil.copytree(start, project)
        code = _start(project, arguments).wait(PATIENCE)
        again = files_in(project)
        if code or _data(again) != allowed[1] or _site(again) != sites[1]:
            found.lost.append(f"the command after the last kill ended with {code}, and not with what it should give")
    return found


def _lost(project: Path, allowed: list[dict[str, bytes]], sites: list[dict[str, bytes]]) -> list[str]:
    """What of a project is neither as before the command nor as after it."""
    now = files_in(project)
    lost = []
    if _data(now) not in allowed:
        lost.append(f"the data differ: {_differing(_data(now), allowed)}")
    # Between two renames there is no site/; the next build puts it back from there.
    if _site(now) not in sites and (_site(now) or not (project / ".verbatim" / "site.old").is_dir()):
        lost.append(f"site/ differs: {_differing(_site(now), sites)}")
    return lost


def _project(folder: Path) -> Path:
    """A built project under version control, with a changed claim and a text to add."""
    project = buildable(lay_out("_base", folder))
    shutil.copy2(ROOT / ".gitignore", project)
    words = "Ships left the harbour on Monday evening with much grain aboard, officials said in the capital.\n"
    (project / "more.txt").write_text(words * 20, encoding="utf-8")
    commit(project)
    if _start(project, ["build"]).wait(PATIENCE):
        sys.exit("the project could not be built")
    edit(project / "claims.yaml", "finding: Yes.", "finding: Yes, it did.")
    return project


def _start(project: Path, arguments: list[str]) -> "subprocess.Popen[bytes]":
    """Start a command in a group of its own, so that the programs which it starts are killed with it."""
    command = [sys.executable, "-m", "verbatim", *arguments, "--project", str(project)]
    silent = subprocess.DEVNULL
    return subprocess.Popen(
        command, cwd=project, env=environment(), stdin=silent, stdout=silent, stderr=silent, start_new_session=True
    )


def _data(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: raw for path, raw in files.items() if path.startswith(DATA) and not path.endswith(".partial")}


def _site(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: raw for path, raw in files.items() if path.startswith("site/")}


def _differing(found: dict[str, bytes], allowed: list[dict[str, bytes]]) -> list[str]:
    """The files that are not as in the most similar of the allowed states."""
    differing = [[path for path in {**found, **one} if found.get(path) != one.get(path)] for one in allowed]
    nearest: list[str] = min(differing, key=len)
    return sorted(nearest)


if __name__ == "__main__":
    main()
