"""Runs the tests with other data in the repository: `python -m tests.support.replaced_data [ARGUMENTS OF PYTEST]`.

It shows that the tests of the code pass whatever the data are, and that no test fails because an editor works as the
guide says. Each run is made in a copy of the tracked files, in a repository of its own:

- with the data of `verbatim init`, and with those of the invented newsroom: all tests but those of our own record;
- with our own data, in which one claim was withdrawn, one corrected, or one added: all tests.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from verbatim.desk.init import Newsroom, create_repository

from tests.support.microsite import NEWSROOM, ROOT, corpus_of, in_process
from tests.support.planted_faults import CLAIMS, Value, outline, standing
from tests.support.repository import commit

DATA = ("policy.yaml", "claims.yaml", "claims", "seeds")


def empty(copy: Path) -> None:
    """The data of `verbatim init`."""
    with tempfile.TemporaryDirectory() as folder:
        create_repository(Path(folder), Newsroom(), date(2022, 6, 1))
        _replace(copy, Path(folder))


def invented(copy: Path) -> None:
    """The data of the invented newsroom."""
    _replace(copy, NEWSROOM)


def withdrawn(copy: Path) -> None:
    """One claim is withdrawn, with an entry in its history."""
    day, claim = corpus_of(copy).last_change, _claim(copy)
    file, text = copy / CLAIMS, (copy / CLAIMS).read_text(encoding="utf-8")
    after = _end_of_history(claim, text)
    entry = f"\n  - {{day: {day}, kind: withdrawn, change: Withdrawn., why: It was unfair.}}"
    reason = f"\n  withdrawn: {{day: {day}, reason: It was unfair.}}"
    name = claim["id"].end
    file.write_text(text[:name] + reason + text[name:after] + entry + text[after:], encoding="utf-8")


def corrected(copy: Path) -> None:
    """The finding of one claim is corrected, with an entry in its history."""
    day, claim = corpus_of(copy).last_change, _claim(copy)
    file, text = copy / CLAIMS, (copy / CLAIMS).read_text(encoding="utf-8")
    finding, after = claim["finding"].start, _end_of_history(claim, text)
    entry = f"\n  - {{day: {day}, kind: corrected, change: The finding was wrong., why: A reader wrote to us.}}"
    file.write_text(text[:finding] + "Not quite. " + text[finding:after] + entry + text[after:], encoding="utf-8")


def added(copy: Path) -> None:
    """A claim is added by `verbatim new`, with an excerpt that another claim has, too."""
    corpus = corpus_of(copy)
    other = next(
        checked
        for checked in corpus.claims
        if checked.status.id == "opinion" and not set(checked.excerpts[0].evidence.quote) & set("[]:#'\"")
    )
    excerpt = other.excerpts[0].evidence
    evidence = copy / "evidence.yaml"
    lines = [
        f"- source: {excerpt.source}",
        f"quote: {excerpt.quote}",
        "stance: asserts",
        f"origin: {excerpt.origin[0]}",
    ]
    evidence.write_text("\n  ".join([*lines, "context: none"]) + "\n", encoding="utf-8")
    options = {
        "--claim": "A claim that an editor has added is a matter of opinion.",
        "--kind": "fact",
        "--status": "opinion",
        "--finding": "This is a judgement.",
        "--reasoning": "No evidence can settle it.",
        "--topic": other.claim.topics[0],
        "--claimant": str(other.tally.claimant),
        "--evidence": str(evidence),
    }
    ran = in_process("new", *(word for option in options.items() for word in option), project=copy)
    assert ran.code == 0, ran.stdout + ran.stderr
    evidence.unlink()


# Each change of the data, and what is not tested with it.
CHANGES: dict[Callable[[Path], None], tuple[str, ...]] = {
    empty: ("--ignore=tests/record",),
    invented: ("--ignore=tests/record",),
    withdrawn: (),
    corrected: (),
    added: (),
}


def main(arguments: list[str]) -> int:
    """Run the tests with every change of the data; returns 1 if a run fails."""
    failed = []
    for change, without in CHANGES.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "repository"
            copy_tracked(copy)
            change(copy)
            ran = in_process("check", project=copy)
            assert ran.code == 0, ran.stdout
            commit(copy)
            print(f"\n{change.__name__}: {change.__doc__}", flush=True)
            command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *without, *arguments]
            scripts = {"PYTHONPATH": str(copy / "build_scripts")}
            if subprocess.run(command, cwd=copy, env={**os.environ, **scripts}, check=False).returncode:
                failed.append(change.__name__)
    print(f"\nFailed with: {', '.join(failed)}" if failed else "\nAll passed.")
    return 1 if failed else 0


def copy_tracked(copy: Path) -> None:
    """Copy the files that git knows, as they are in the work tree."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607
    for name in listed.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)


def _replace(copy: Path, source: Path) -> None:
    """Put other data in the place of those of a copy."""
    for name in DATA:
        if (copy / name).is_dir():
            shutil.rmtree(copy / name)
        (copy / name).unlink(missing_ok=True)
        if (source / name).is_dir():
            shutil.copytree(source / name, copy / name)
        elif (source / name).is_file():
            shutil.copy2(source / name, copy / name)


def _claim(copy: Path) -> Value:
    """The first claim that stands, which the home page features."""
    return next(filter(standing, outline((copy / CLAIMS).read_text(encoding="utf-8"))["claims"].items))


def _end_of_history(claim: Value, text: str) -> int:
    """Where the last entry ends; for YAML, one in block form reaches to the next thing of the file."""
    return len(text[: claim["history"].items[-1].end].rstrip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
