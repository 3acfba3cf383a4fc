"""Histories in order, and claims that are withdrawn or merged: where a fault is reported, and with which mend."""

from pathlib import Path

import pytest
from verbatim.checks.history.entries import history_problems, policy_history_problems
from verbatim.model.reading.load import load
from verbatim.problems import Problem
from verbatim.project import Project

from tests.support.microsite import edit
from tests.support.places import at, place
from tests.support.planted_faults import CLAIMS

FIRST = "{day: 2022-06-01, kind: published, change: First published., why: Part of the first record.}"
LATER = "{day: 2022-07-01, kind: updated, change: It was refined., why: A reader wrote to us.}"
WITHDRAWN = "withdrawn: {day: 2022-07-01, reason: It was wrong.}"


def found(folder: Path) -> list[Problem]:
    """The problems of the claims' histories and states."""
    return list(history_problems(load(Project(folder)).claims))


@pytest.mark.parametrize(
    ("entries", "words"),
    [([LATER], "updated"), ([LATER, FIRST], "updated"), ([FIRST, FIRST.replace("-01,", "-03,")], "published")],
)
def test_an_order_that_is_not_that_of_a_history(folder: Path, entries: list[str], words: str) -> None:
    """The first entry is of kind published, and no other."""
    edit(folder / CLAIMS, f"  - {FIRST}\n", "".join(f"  - {entry}\n" for entry in entries))
    problem = next(found for found in found(folder) if "of kind" in found.message)
    line = (folder / CLAIMS).read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith(f"{words}, ")
    assert line.strip() == f"- {entries[-1 if words == 'published' else 0]}"
    assert problem.code == "history-order"
    assert problem.hint


def test_days_that_go_back(folder: Path) -> None:
    """The later of two entries is named; the same day twice is in order."""
    edit(folder / CLAIMS, FIRST, f"{FIRST}\n  - {LATER}\n  - {LATER.replace('07-01', '06-15')}")
    (problem,) = found(folder)
    assert (problem.code, place(problem)) == ("history-order", at(folder, "2022-06-15"))
    assert problem.hint
    edit(folder / CLAIMS, "2022-06-15", "2022-07-01")
    assert found(folder) == []


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


@pytest.mark.parametrize(
    "entry", ["", f"  - {LATER}\n", f"  - {LATER.replace('updated', 'withdrawn').replace('07-01', '06-30')}\n"]
)
def test_a_claim_that_is_withdrawn_without_an_entry(folder: Path, entry: str) -> None:
    """Reported at the key; the entry has to be of that kind and that day."""
    edit(folder / CLAIMS, f"  - {FIRST}\n", f"  - {FIRST}\n{entry}  {WITHDRAWN}\n")
    (problem,) = found(folder)
    assert (problem.code, place(problem)) == ("history-mismatch", at(folder, "{day: 2022-07-01, reason"))
    assert problem.message.startswith("“no-signature” was withdrawn on 2022-07-01, but its history has no")
    assert problem.hint.endswith("- day: 2022-07-01\n  kind: withdrawn\n  change: …\n  why: …")
    edit(folder / CLAIMS, f"  {WITHDRAWN}", f"  - {LATER.replace('updated', 'withdrawn')}\n  {WITHDRAWN}")
    assert found(folder) == []


def test_a_claim_that_is_merged_without_an_entry(folder: Path) -> None:
    """Reported at the key; an entry of any day will do."""
    edit(folder / CLAIMS, f"  - {FIRST}", f"  - {FIRST}\n  merged_into: grain")
    (problem,) = found(folder)
    assert (problem.code, place(problem)) == ("history-mismatch", at(folder, "grain\n\n"))
    assert problem.message.startswith("“no-signature” is merged into “grain”, but its history has no entry of that")
    assert problem.hint.endswith("- day: …\n  kind: merged\n  change: …\n  why: …")
    edit(folder / CLAIMS, "  merged_into", f"  - {LATER.replace('updated', 'merged')}\n  merged_into")
    assert found(folder) == []


@pytest.mark.parametrize(
    ("kind", "key"), [("withdrawn", "`withdrawn: {day: …, reason: …}`"), ("merged", "`merged_into: …`")]
)
def test_an_entry_of_what_the_claim_is_not(folder: Path, kind: str, key: str) -> None:
    """Reported at the kind of the newest entry."""
    edit(folder / CLAIMS, FIRST, f"{FIRST}\n  - {LATER.replace('updated', kind)}")
    (problem,) = found(folder)
    assert (problem.code, place(problem)) == ("history-mismatch", at(folder, f"{kind}, change"))
    assert problem.message.endswith(f"of “no-signature” says that it was {kind} on 2022-07-01, but it is not")
    assert problem.hint.startswith(f"add {key}; or")


@pytest.mark.parametrize("kinds", [("withdrawn", "updated"), ("updated", "withdrawn"), ("merged", "updated")])
def test_a_claim_that_came_back_on_the_same_day(folder: Path, kinds: tuple[str, str]) -> None:
    """The order of the entries of one day means nothing."""
    entries = "".join(f"\n  - {LATER.replace('updated', kind)}" for kind in kinds)
    edit(folder / CLAIMS, FIRST, f"{FIRST}{entries}")
    assert found(folder) == []


def test_a_claim_without_history(folder: Path) -> None:
    """Reported at the claim, and nothing is said of a newest entry."""
    edit(folder / CLAIMS, f"  history:\n  - {FIRST}\n", "")
    (problem,) = found(folder)
    assert (problem.code, place(problem)) == ("missing-history", at(folder, "id: no-signature"))
    assert "“no-signature”" in problem.message
    assert problem.hint.endswith("  change: First published.\n  why: …")


@pytest.mark.parametrize(
    ("history", "codes"),
    [
        ("history: []  # none", ["missing-history"]),
        (f"histroy:\n  - {FIRST}", []),
        (f"hist:\n  - {FIRST}", []),
        ("history:\n  - {day: never}", []),
    ],
)
def test_a_history_that_could_not_be_read(folder: Path, history: str, codes: list[str]) -> None:
    """A faulty key or entry is reported by another check; an empty history is none."""
    edit(folder / CLAIMS, f"  history:\n  - {FIRST}\n", f"  {history}\n")
    problems = found(folder)
    assert [problem.code for problem in problems] == codes
    assert [place(problem) for problem in problems] == [at(folder, "[]  # none") for _ in codes]


TAKEN_BACK = f"  history:\n  - {LATER.replace('updated', 'withdrawn')}\n  {WITHDRAWN}\n"
MERGED = f"  history:\n  - {LATER.replace('updated', 'merged')}\n"


@pytest.mark.parametrize(
    ("merged_into", "of_the_target", "message", "hint"),
    [
        ("grain # it", TAKEN_BACK, "“grain”, which is withdrawn", "withdraw this claim too"),
        (
            "grain # it",
            f"{MERGED}  merged_into: corn\n",
            "“grain”, which is itself merged into “corn”",
            "name the last of them: `merged_into: corn`",
        ),
        (
            "grain # it",
            f"{MERGED}  merged_into: no-signature\n",
            "“grain”, which is itself merged into “no-signature”",
            "one of the two must stay published",
        ),
        (
            "no-signature # it",
            "",
            "“no-signature”, which is this claim itself",
            "name the claim that now says the same",
        ),
        (f"grain # it\n  {WITHDRAWN}", "", "“grain”, and withdrawn as well", "keep `merged_into:` if"),
    ],
)
def test_a_claim_that_is_merged_into_one_that_gives_no_answer(
    folder: Path, merged_into: str, of_the_target: str, message: str, hint: str
) -> None:
    """Reported at the key, with what is wrong with the other claim."""
    entries = [LATER.replace("updated", kind) for kind in ("merged", "withdrawn") if kind in f"merged, {merged_into}"]
    edit(folder / CLAIMS, FIRST, "\n  - ".join([FIRST, *entries]) + f"\n  merged_into: {merged_into}")
    edit(folder / CLAIMS, "    origin: holm-monday\n", f"    origin: holm-monday\n{of_the_target}")
    problem = next(problem for problem in found(folder) if "“no-signature” is" in problem.message)
    assert (problem.code, place(problem)) == ("merge-target", at(folder, merged_into.partition("\n")[0]))
    assert problem.message == f"“no-signature” is merged into {message}"
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize("target", ["grain", "gone"])
def test_a_claim_that_is_merged_into_another(folder: Path, target: str) -> None:
    """A claim that is published is in order; an unknown id is reported by another check."""
    edit(folder / CLAIMS, FIRST, f"{FIRST}\n  - {LATER.replace('updated', 'merged')}\n  merged_into: {target}")
    assert found(folder) == []
