"""`make mutants`: plants small faults in the code, one at a time, and fails if the tests do not notice one of them.

In: `[tool.mutmut]` of pyproject.toml, and the faults that `docs/dev/mutants.md` explains because they change nothing.
Out: for each module how many faults were noticed; then each fault that nothing notices and the page does not explain,
and each that the page explains although a test notices it or it no longer exists. Exit code 1 if there is any of these.

mutmut ends with 0 even if faults survive, so this reads its results. It gives a test that cannot be started the same
result as one that fails; the explained faults, which must survive, show that the tests did run.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict

from tests.support.microsite import ROOT, environment

FOLDER = ROOT / ".verbatim" / "mutation"
EXPLAINED = ROOT / "docs" / "dev" / "mutants.md"
NOTICED = ("killed", "timeout")


def main() -> int:
    """Run mutmut from the beginning and compare what survives with what is explained."""
    _lay_out()
    ran = _mutmut("run", "--max-children", "2", output=None)
    if ran.returncode:
        return ran.returncode
    statuses = dict(re.findall(r"^ +(\S+): (.+)$", _mutmut("results", "--all", "true").stdout, re.MULTILINE))
    _print_table(statuses)
    survivors = {_fault(name): name for name, status in statuses.items() if status not in NOTICED}
    explained = _explained()
    for fault in sorted(survivors.keys() - explained):
        print(f"\n{survivors[fault]}: {statuses[survivors[fault]]}\n{fault[1]}")
    for function, lines in sorted(explained - survivors.keys()):
        print(f"\n{EXPLAINED.name} explains a fault of {function} that does not survive:\n{lines}")
    return int(survivors.keys() != explained)


def _lay_out() -> None:
    """A folder in which the package has the name by which it is imported, so that mutmut can match tests and faults.

    mutmut copies the package, faults included, to `mutants/`, and runs the tests there. They are a link, so that tests
    that look for the repository find the real one.
    """
    shutil.rmtree(FOLDER, ignore_errors=True)
    (FOLDER / "mutants").mkdir(parents=True)
    for link, target in (
        ("pyproject.toml", "pyproject.toml"),
        ("verbatim", "build_scripts/verbatim"),
        ("mutants/tests", "tests"),
    ):
        (FOLDER / link).symlink_to(ROOT / target)


def _mutmut(*arguments: str, output: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mutmut", *arguments]
    env = environment(PYTHONDONTWRITEBYTECODE="1")
    return subprocess.run(command, cwd=FOLDER, env=env, stdout=output, encoding="utf-8", check=False)


def _print_table(statuses: dict[str, str]) -> None:
    modules: dict[str, Counter[str]] = defaultdict(Counter)
    for name, status in statuses.items():
        modules[name.rpartition(".")[0]][status] += 1
    for module, counted in sorted(modules.items()):
        numbers = ", ".join(f"{number} {status}" for status, number in sorted(counted.items()))
        print(f"{module}: {counted.total()} faults, {numbers}")


def _fault(name: str) -> tuple[str, str]:
    """A fault by its function and its changed lines, which other changes to the function do not renumber."""
    function = re.sub(r"(?<=\.)(?:x_(.+)|xǁ(.+)ǁ(.+))__mutmut_\d+$", _function, name)
    changed = [line for line in _mutmut("show", name).stdout.splitlines() if re.match(r"[-+](?![-+]{2} )", line)]
    return function, "\n".join(changed)


def _function(found: re.Match[str]) -> str:
    return ".".join(filter(None, found.groups()))


def _explained() -> set[tuple[str, str]]:
    """The faults of the page: a heading with the function, and the changed lines."""
    page = EXPLAINED.read_text(encoding="utf-8")
    return set(re.findall(r"^### `(.+?)`\n\n```diff\n(.+?)\n```$", page, re.MULTILINE | re.DOTALL))


if __name__ == "__main__":
    sys.exit(main())
