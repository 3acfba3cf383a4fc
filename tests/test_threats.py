"""docs/dev/threats.md names tests that exist, and every program that is run."""

import ast
import re

from tests.support.microsite import ROOT

PAGE = (ROOT / "docs" / "dev" / "threats.md").read_text(encoding="utf-8")


def test_every_row_names_tests_that_exist() -> None:
    """The last cell of each row has at least one test, and each is a file."""
    rows = [line for line in PAGE.splitlines() if re.match(r"\| (?!from|program)[^-]", line)]
    assert len(rows) > 10
    for row in rows:
        named = re.findall(r"`(tests/\S+\.py)`", row.rsplit(" | ", 1)[1])
        assert named, row
        assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_program_is_listed() -> None:
    """What our code starts: the word after `-m`, or else the first word of the command."""
    started = set()
    for file in (ROOT / "build_scripts").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        lists = [node for node in ast.walk(tree) if isinstance(node, ast.List) and len(node.elts) > 1]
        words = [[item.value for item in one.elts if isinstance(item, ast.Constant)] for one in lists]
        started |= {str(one[one.index("-m") + 1]) for one in words if "-m" in one[:-1]}
        started |= {"git"} & {str(one[0]) for one in words if one}
    listed = set(re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE))
    assert started == listed
