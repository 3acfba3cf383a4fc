"""Where a comparison with older data reports a change, under which code, and with which mend."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from verbatim.checks.history.comparison import comparison_problems
from verbatim.checks.history.entries import history_problems, policy_history_problems
from verbatim.checks.history.revision import Revision
from verbatim.model.load import Loaded, load
from verbatim.problems import Place, Problem, Severity
from verbatim.project import Project

from tests.support.cases import CASES, lay_out
from tests.support.microsite import edit
from tests.support.planted_faults import CLAIMS

FIRST = "{on: 2022-06-01, kind: published, change: First published., why: Part of the first record.}"
LATER = "{on: 2022-07-01, kind: updated, change: It was refined., why: A reader wrote to us.}"
TODAY = date(2022, 7, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small site with both claims."""
    folder = lay_out("draft", tmp_path / "site")
    (folder / CLAIMS).write_text((CASES / "_base" / CLAIMS).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


@pytest.fixture
def compared(folder: Path) -> Callable[[], list[Problem]]:
    """Compare the folder as it is with what it was when the test began."""
    was = load(Project(folder))
    return lambda: comparison_problems(Revision("HEAD", was), load(Project(folder)), TODAY)


def at(folder: Path, words: str, file: str = CLAIMS) -> tuple[str, int, int]:
    """The place of the only occurrence of some words in a file."""
    before, found, after = (folder / file).read_text(encoding="utf-8").partition(words)
    assert found
    assert words not in after
    return file, before.count("\n") + 1, len(before) - before.rfind("\n")


def place(problem: Problem) -> tuple[str, int, int]:
    """The place of a problem, without its end."""
    return problem.place.file, problem.place.line, problem.place.column


def test_no_claims_at_the_revision(folder: Path) -> None:
    """A warning at the first file of claims, or where that would be."""
    now = load(Project(folder))
    (problem,) = comparison_problems(Revision("HEAD", None), now, TODAY)
    assert (problem.code, problem.severity) == ("nothing-to-compare", Severity.WARNING)
    assert problem.place == Place(CLAIMS)
    assert "at “HEAD” there are no claims" in problem.message
    assert problem.hint.startswith("this is right for a new site")
    elsewhere = replace(now.claims[0], file=replace(now.claims[0].file, name="claims/1.yaml"))
    (problem,) = comparison_problems(Revision("HEAD", None), replace(now, claims=[elsewhere, now.claims[1]]), TODAY)
    assert problem.place == Place("claims/1.yaml")
    (problem,) = comparison_problems(Revision("HEAD", None), Loaded(), TODAY)
    assert problem.place == Place(CLAIMS)


@pytest.mark.parametrize(("number", "more"), [(1, ""), (2, ", and 1 more"), (3, ", and 2 more")])
@pytest.mark.parametrize(("base", "older"), [("", "HEAD"), ("0123456789", "0123456789")])
def test_older_data_with_faults(folder: Path, number: int, more: str, base: str, older: str) -> None:
    """One error with the first fault, the number of the others, and a revision before it."""
    now = load(Project(folder))
    faults = [Problem(f"code-{n}", Place("policy.yaml", n + 1), f"fault {n}", "hint") for n in range(number)]
    (problem,) = comparison_problems(Revision("HEAD", replace(now, problems=faults), base), now, TODAY)
    assert (problem.code, problem.place) == ("unreadable-revision", Place("policy.yaml"))
    assert problem.message.endswith(f": {older}:policy.yaml:1:1 code-0, fault 0{more}")
    assert problem.hint.endswith(f"`--against {older}~1`")


@pytest.mark.parametrize(
    ("entries", "words"),
    [([LATER], "updated"), ([LATER, FIRST], "updated"), ([FIRST, FIRST.replace("-01,", "-03,")], "published")],
)
def test_an_order_that_is_not_that_of_a_history(folder: Path, entries: list[str], words: str) -> None:
    """The first entry is of kind published, and no other."""
    edit(folder / CLAIMS, f"  - {FIRST}\n", "".join(f"  - {entry}\n" for entry in entries))
    problem = next(found for found in history_problems(load(Project(folder)).claims) if "of kind" in found.message)
    line = (folder / CLAIMS).read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith(f"{words}, ")
    assert line.strip() == f"- {entries[-1 if words == 'published' else 0]}"
    assert problem.code == "history-order"
    assert problem.hint


def test_days_that_go_back(folder: Path) -> None:
    """The later of two entries is named; the same day twice is in order."""
    edit(folder / CLAIMS, FIRST, f"{FIRST}\n  - {LATER}\n  - {LATER.replace('07-01', '06-15')}")
    (problem,) = history_problems(load(Project(folder)).claims)
    assert (problem.code, place(problem)) == ("history-order", at(folder, "2022-06-15"))
    assert problem.hint
    edit(folder / CLAIMS, "2022-06-15", "2022-07-01")
    assert list(history_problems(load(Project(folder)).claims)) == []


def test_an_altered_entry(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """Reported at the entry; or at the history, if none has its day and kind."""
    edit(folder / CLAIMS, "First published.", "Published.")
    (problem,) = compared()
    altered = "{on: 2022-06-01, kind: published, change: Published.,"
    assert (problem.code, place(problem)) == ("rewritten-history", at(folder, altered))
    assert problem.hint.startswith("restore it")
    edit(folder / CLAIMS, altered, altered.replace("06-01", "06-02"))
    (problem,) = compared()
    assert problem.code == "rewritten-history"
    assert place(problem) == at(folder, "- {on: 2022-06-02")


def test_a_backdated_entry(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """Reported at its day, and not if a published entry is lost, since that may be the same entry."""
    edit(folder / CLAIMS, FIRST, f"{FIRST}\n  - {LATER.replace('07-01', '05-31')}")
    (problem,) = compared()
    assert (problem.code, place(problem)) == ("backdated-entry", at(folder, "2022-05-31"))
    assert problem.hint.startswith("date it on the day")
    edit(folder / CLAIMS, f"{FIRST}\n  - ", "")
    assert [problem.code for problem in compared()] == ["rewritten-history"]


def test_a_first_entry_may_have_any_day(folder: Path) -> None:
    """A claim that was published without entries has none that a new one could precede."""
    with_history = (folder / CLAIMS).read_text(encoding="utf-8")
    edit(folder / CLAIMS, f"  history:\n  - {FIRST}\n", "")
    was = load(Project(folder))
    (folder / CLAIMS).write_text(with_history, encoding="utf-8")
    assert list(comparison_problems(Revision("HEAD", was), load(Project(folder)), TODAY)) == []


def test_a_draft(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """Reported at the key that makes it one."""
    edit(folder / CLAIMS, "- id: grain\n", "- id: grain\n  draft: true\n")
    (problem,) = compared()
    assert (problem.code, place(problem)) == ("vanished-claim", at(folder, "true"))
    assert problem.hint.startswith("delete `draft: true`")


def test_a_claim_that_could_not_be_read_is_not_gone(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """It has an error of its own."""
    edit(folder / CLAIMS, "  claim: Southland sent grain.\n", "")
    assert compared() == []


@pytest.mark.parametrize(
    ("change", "known_by"),
    [
        (lambda text: text.replace("Southland sent grain.", "Corn came."), "evidence"),
        (lambda text: text.replace("300,000 tonnes of grain", "300,000 tonnes"), "words"),
        (lambda text: text.replace("sent grain.", "sent corn.").replace("300,000 tonnes of grain", "300,000"), ""),
        (
            lambda text: (
                text.replace("sent grain.", "sent corn.")
                .replace("300,000 tonnes of grain", "300,000")
                .replace("Only Southland", "So far only Southland")
            ),
            "",
        ),
    ],
)
def test_another_id(
    folder: Path, compared: Callable[[], list[Problem]], change: Callable[[str], str], known_by: str
) -> None:
    """A new claim with the same words or the same evidence is the old one; a known claim is not."""
    text = (folder / CLAIMS).read_text(encoding="utf-8").replace("- id: grain", "- id: corn")
    (folder / CLAIMS).write_text(change(text), encoding="utf-8")
    (problem,) = compared()
    assert problem.code == "vanished-claim"
    assert place(problem) == (at(folder, "corn\n") if known_by else (CLAIMS, 1, 1))
    assert ("`id: grain`" in problem.hint) is bool(known_by)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("a.yaml", "b.yaml"), ("a.yaml",), "a.yaml"),
        (("a.yaml", "b.yaml"), ("a.yaml", "b.yaml"), "b.yaml"),
        (("a.yaml", "b.yaml"), (), "b.yaml"),
    ],
)
def test_the_file_of_a_claim_that_is_gone(
    folder: Path, before: tuple[str, ...], after: tuple[str, ...], expected: str
) -> None:
    """The file that contained it, if there is one still or none at all; otherwise the first."""
    was = load(Project(folder))
    kept, gone = was.claims
    files = dict(zip(("kept", "gone"), before, strict=True))
    older = replace(
        was,
        claims=[
            replace(kept, file=replace(kept.file, name=files["kept"])),
            replace(gone, file=replace(gone.file, name=files["gone"])),
        ],
    )
    unread = [replace(kept, value=None, file=replace(kept.file, name=name)) for name in after[1:]]
    present = [replace(kept, file=replace(kept.file, name=name)) for name in after[:1]]
    found = comparison_problems(Revision("HEAD", older), replace(was, claims=[*present, *unread]), TODAY)
    grain = next(problem for problem in found if "“grain”" in problem.message)
    assert (grain.code, grain.place) == ("vanished-claim", Place(expected))


def test_a_person_that_a_claim_rests_on(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """Two changes of one entry are one error, with the entry to add."""
    edit(folder / "seeds/voices.yaml", "name: Ada Berg, role: spokeswoman", "name: Ida Berg, role: minister")
    (problem,) = compared()
    assert (problem.code, place(problem)) == ("unrecorded-change", at(folder, "Ida Berg", "seeds/voices.yaml"))
    assert "the person “ada-berg” changed since “HEAD”: name: Ada Berg → Ida Berg; role: spokeswoman" in problem.message
    assert "\n- {on: 2022-07-02, kind: updated" in problem.hint


def test_without_the_day_of_today(folder: Path) -> None:
    """The editor fills in the day of the entry to add."""
    was = load(Project(folder))
    edit(folder / CLAIMS, "Only Southland says so.", "Only it says so.")
    (problem,) = comparison_problems(Revision("HEAD", was), load(Project(folder)), None)
    assert "\n- {on: …, kind: updated" in problem.hint


def test_an_entry_of_the_policy_of_a_wrong_kind(folder: Path) -> None:
    """Reported at its kind."""
    with (folder / "policy.yaml").open("a", encoding="utf-8") as policy:
        policy.write(f"history:\n- {LATER}\n- {LATER.replace('updated', 'withdrawn')}\n")
    loaded = load(Project(folder))
    assert loaded.policy
    (problem,) = policy_history_problems(loaded.policy)
    assert (problem.code, place(problem)) == ("history-order", at(folder, "withdrawn", "policy.yaml"))
    assert "of kind withdrawn" in problem.message
    assert problem.hint.startswith("write `kind: updated`")
