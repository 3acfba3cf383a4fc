"""Files with very many keys, values or problems: the first problems and a count, or a refusal with a name."""

from itertools import pairwise
from pathlib import Path

import pytest
from verbatim.checks.examine import examine
from verbatim.model.reading.yaml_reader import most_values, read_yaml
from verbatim.problems import MOST_SHOWN, Place, Problem, Severity, first_of_each_file, in_order
from verbatim.project import Project

from tests.support.microsite import in_process

MANY = 20_000
HEAD = "schema: 1\nclaims:\n"


def codes(text: str) -> list[str]:
    """The codes of the problems of a file of which nothing is used."""
    found, problems = read_yaml("a.yaml", text.encode())
    assert found is None
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("unit", "code", "uncounted"),
    [
        ("  claim: b\n", "duplicate-key", 1),
        ("- !tag b\n", "yaml-unsupported", 0),
        ("- &anchor b\n", "yaml-unsupported", 0),
        ('- "\\x01"\n', "control-character", 0),
        ("- \x02\n", "control-character", 0),
        ("  <<: b\n", "yaml-unsupported", 0),
    ],
)
def test_the_first_problems_of_a_file_and_a_count(unit: str, code: str, uncounted: int) -> None:
    """Of very many of a kind a hundred are shown and the others are counted; nothing of the file is used."""
    head = f"{HEAD}- id: a\n" if unit.startswith(" ") else HEAD
    found, problems = read_yaml("a.yaml", (head + unit * MANY).encode())
    assert found is None
    assert all(first.place <= second.place for first, second in pairwise(problems))
    expected = [code] * MOST_SHOWN + ["more-problems"]
    if "<<" in unit:  # each but the first is also a second key of its name
        expected, uncounted = (
            ["yaml-unsupported", *["yaml-unsupported", "duplicate-key"] * 50][:100] + expected[-1:],
            1 - MANY,
        )
    assert [problem.code for problem in problems] == expected
    assert problems[-1].message.startswith(f"{MANY - MOST_SHOWN - uncounted:,} more problems")


def test_a_hundred_problems_are_all_shown() -> None:
    """The bound itself needs no count, and one more is counted as one."""
    found, problems = read_yaml("a.yaml", f"{HEAD}{'- !tag b' + chr(10)}".encode())
    assert found
    assert len(problems) == 1
    for number in (MOST_SHOWN, MOST_SHOWN + 1):
        _, problems = read_yaml("a.yaml", (HEAD + "- !tag b\n" * number).encode())
        assert len(problems) == number
    assert problems[-1].message == "1 more problem of this file is not shown"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}- id: a\n" + "".join(f"  key-{number}:\n" for number in range(300_000)),
        "a: [" + "1," * 300_000 + "]\n",
        "a: {" + "".join(f"k{number}: b," for number in range(300_000)) + "}\n",
        "a: [" + "[]," * 300_000 + "]\n",
        "a: b\n" + "\n" * 300_000,
        'a: "b' + "\u2028" * 300_000 + '"\n',
        'a: "b' + "\r" * 300_000 + '"\n',
        "a: b\n" + "# c\n" * 300_000,
        "a:\n" + "  k: [b]\n" * 300_000,
    ],
    ids=["keys", "items", "keys-of-flow", "lists", "blank-lines", "separators", "returns", "comments", "duplicates"],
)
def test_too_many_values_or_lines(text: str) -> None:
    """What would fill the memory is refused by its name, whatever it is made of."""
    assert codes(text) == ["file-too-large"]


def test_long_files_of_editors_are_read() -> None:
    """Files of the size that people write are far from the bounds, as one long text or as many claims."""
    claim = f"- id: a\n  claim: {'word ' * 20}\n  finding: {'word ' * 30}\n"
    for text in (f"a: {'b' * 5_000_000}\n", HEAD + claim * 20_000, "a: |\n" + f"  {'word ' * 8}\n" * 100_000):
        found, problems = read_yaml("a.yaml", text.encode())
        assert problems == []
        assert found
    assert most_values(0) > MANY


@pytest.mark.parametrize("head", ["", "# a comment\n\n", "\ufeff"])
@pytest.mark.parametrize("directive", ["%TAG !a! tag:a,2000:\n", "%YAML 1.2\n", "%OWN x\n"])
def test_directives_are_refused(head: str, directive: str) -> None:
    """At once, since libyaml compares each with all before it."""
    assert codes(head + directive * 50_000 + "---\na: b\n") == ["yaml-unsupported"]
    found, problems = read_yaml("a.yaml", f"{head}a: |\n  %b\n".encode())
    assert problems == []
    assert found


@pytest.mark.parametrize(
    ("entries", "not_read"),
    [
        ("- id:\n" * 10_000, "9,987 entries were not read, from here on"),
        ("- {}\n" * 50_000, "49,987 entries were not read, from here on"),
        ("- a\n" * 101, "1 entry was not read, from here on"),
        ("- id: a\n  evidence:\n" + "  - {}\n" * 50_000, "49,975 entries were not read, from here on"),
        ("- id: a\n" + "".join(f"  key-{n}: b\n" for n in range(50_000)), "49,907 more problems"),
    ],
)
def test_a_list_is_read_until_a_hundred_problems(entries: str, not_read: str, small: Path) -> None:
    """Of entries with faults, or one with very many, some are reported; the others are counted, and no more checked."""
    (small / "claims.yaml").write_text(HEAD + entries, encoding="utf-8")
    examined = examine(Project(small))
    assert examined.corpus is None
    assert len(examined.problems) <= 2 * MOST_SHOWN
    assert any(problem.message.startswith(not_read) for problem in examined.problems)


def test_many_keys_at_the_top_of_a_file(small: Path) -> None:
    """They are reported like those of an entry."""
    (small / "claims.yaml").write_text("schema: 1\n" + "".join(f"k{n}: b\n" for n in range(MANY)), encoding="utf-8")
    problems = examine(Project(small)).problems
    assert len(problems) <= MOST_SHOWN + 1
    assert "more-problems" in {problem.code for problem in problems}


def fault(line: int, severity: Severity = Severity.ERROR, file: str = "a.yaml") -> Problem:
    """A problem at the beginning of a line."""
    return Problem("bad-value", Place(file, line), "wrong", "mend it", severity)


def test_reports_show_the_first_of_each_file() -> None:
    """Errors come before warnings; the count is where the first is that is not shown."""
    warnings = [fault(line, Severity.WARNING) for line in range(1, 300)]
    late, other = fault(1000), fault(1, file="b.yaml")
    shown = first_of_each_file([other, *warnings, late])
    assert shown[:99] == warnings[:99]
    assert shown[99].severity is Severity.WARNING
    assert shown[99].message.startswith("200 more problems")
    assert shown[99].place == warnings[99].place
    assert shown[100:] == [late, other]
    few = [*warnings[:99], late]
    assert first_of_each_file(few) == in_order(few) == few
    many = [fault(line) for line in range(102)]
    assert first_of_each_file(many)[-1].severity is Severity.ERROR


def test_every_format_counts_all(small: Path) -> None:
    """Text, JSON, SARIF and GitHub name the same number, and say that not all are shown."""
    (small / "claims.yaml").write_text(HEAD + "- !tag b\n" * 5_000, encoding="utf-8")
    for form in ("text", "json", "sarif", "github"):
        ran = in_process("check", "--format", form, project=small)
        assert ran.code == 1
        assert "4,900 more problems of this file, from here on, are not shown" in ran.stdout, form
        assert ran.stdout.count("delete the tag") == MOST_SHOWN
