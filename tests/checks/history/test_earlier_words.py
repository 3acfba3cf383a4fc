"""`was:` of a history entry: only what was published before a change, and each key once."""

from datetime import date
from pathlib import Path

import pytest
from verbatim.checks.examine import examine
from verbatim.checks.history.revision import Revision
from verbatim.model.loaded import Loaded
from verbatim.model.reading.load import load
from verbatim.problems import Problem, errors, in_order
from verbatim.project import Project

from tests.checks.history.test_history import GRAIN, lay_out_site
from tests.support.microsite import edit
from tests.support.planted_faults import CLAIMS

HISTORY = f"    origin: holm-monday\n  history:\n  {GRAIN}\n"
TODAY = date(2022, 7, 2)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site as it was published; its claim on grain has one more change."""
    return lay_out_with_history_last(tmp_path / "site")


def lay_out_with_history_last(folder: Path) -> Path:
    """Lay out the small site, with the history of the claim on grain at the end of the file."""
    lay_out_site(folder)
    history = f"  history:\n  {GRAIN}\n"
    edit(folder / CLAIMS, history, "")
    with (folder / CLAIMS).open("a", encoding="utf-8") as claims:
        claims.write(history)
    return folder


def entry(was: str, day: str = "2022-07-01", kind: str = "corrected") -> str:
    """A history entry with `was:` in block form."""
    return f"  - day: {day}\n    kind: {kind}\n    change: It was wrong.\n    why: We misread it.\n    was: {was}\n"


def against(folder: Path, was: Loaded | None) -> list[Problem]:
    """The errors of a comparison with older data."""
    return errors(in_order(examine(Project(folder), TODAY, Revision("HEAD", was)).problems))


def changed(site: Path, *entries: str) -> list[Problem]:
    """The errors after the finding of the claim on grain changed, with new entries in its history."""
    was = load(Project(site))
    edit(site / CLAIMS, "finding: Only Southland says so.", "finding: So far only Southland says so.")
    edit(site / CLAIMS, HISTORY, HISTORY + "".join(entries))
    return against(site, was)


TRUE = "{finding: Only Southland says so.}"


@pytest.mark.parametrize(
    "was",
    [TRUE, "\n      finding: Only  Southland\n        says so.", "\n      finding: |\n        Only Southland says so."],
)
def test_what_was_published(site: Path, was: str) -> None:
    """The words as they were, in any layout and with any white space."""
    assert changed(site, entry(was)) == []


def test_a_plain_entry_still_counts(site: Path) -> None:
    """An entry needs no `was:`."""
    assert changed(site, entry(TRUE).replace(f"    was: {TRUE}\n", "")) == []


@pytest.mark.parametrize(
    ("was", "message", "hint"),
    [
        (
            "{finding: Southland says so.}",
            "the finding of “grain” at “HEAD” was not",
            "finding: Only Southland says so.",
        ),
        ("{finding: So far only Southland says so.}", "was not", "finding: Only Southland says so."),
        ("{status: confirmed}", "the status of “grain” at “HEAD” was not", "status: single-origin"),
        ("{status: single-origin}", "the status of “grain” is the same as at “HEAD”", "delete `status:`"),
        ("{claimant: daily}", "“grain” had no claimant at “HEAD”", "delete `claimant:`"),
        ("{kind: said}", "the kind of “grain” at “HEAD” was not", "kind: fact"),
    ],
)
def test_what_was_not_published(site: Path, was: str, message: str, hint: str) -> None:
    """Other words, the new words, a key that had nothing, a key that did not change: refused, with the mend."""
    (problem,) = changed(site, entry(was))
    assert problem.code == "wrong-earlier-words"
    assert message in problem.message
    assert hint in problem.hint
    key = was.strip("{").partition(":")[0]
    line = (site / CLAIMS).read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
    assert line[: problem.place.column - 1].endswith(f"{key}: ")


@pytest.mark.parametrize(("was", "problems"), [("{when: 2022-05}", 0), ("{when: 2022-04}", 1)])
def test_a_date_that_changed(site: Path, was: str, problems: int) -> None:
    """It is compared and shown as the editors write it."""
    edit(site / CLAIMS, "finding: Only Southland says so.", "when: 2022-05\n  finding: Only Southland says so.")
    published = load(Project(site))
    edit(site / CLAIMS, "when: 2022-05\n", "when: 2022\n")
    edit(site / CLAIMS, HISTORY, HISTORY + entry(was))
    found = against(site, published)
    assert [problem.hint.splitlines()[-1] for problem in found] == ["when: 2022-05"] * problems


def test_every_false_key_of_an_entry_is_reported(site: Path) -> None:
    """True keys between them are not."""
    problems = changed(site, entry("{claim: Another., finding: Only Southland says so., reasoning: Another.}"))
    assert [problem.message.split()[1] for problem in problems] == ["claim", "reasoning"]


def test_words_that_were_never_published(site: Path) -> None:
    """Of two new entries for one key, the second one has words from between, or repeats the first."""
    (problem,) = changed(site, entry(TRUE), entry("{finding: Half-way.}", "2022-07-02", "updated"))
    assert problem.code == "wrong-earlier-words"
    assert "two new entries say what the finding of “grain” was" in problem.message
    assert "2022-07-01" in problem.message


def test_a_claim_that_was_not_published(site: Path) -> None:
    """A new claim had nothing before; one that could not be read then is not judged."""
    text = (site / CLAIMS).read_text(encoding="utf-8")
    before, _, claim = text.partition("- id: grain\n")
    (site / CLAIMS).write_text(before, encoding="utf-8")
    was = load(Project(site))
    (site / CLAIMS).write_text(f"{before}- id: grain\n{claim.rstrip()}\n{entry(TRUE)}", encoding="utf-8")
    (problem,) = against(site, was)
    assert (problem.code, problem.hint) == ("wrong-earlier-words", "delete `was:`")
    assert "not published" in problem.message
    was.unreadable.setdefault(type(was.claims[0].value), set()).add("grain")
    assert against(site, was) == []


def test_it_is_not_added_to_a_published_entry(site: Path) -> None:
    """That rewrites the history, and is one problem."""
    edit(site / CLAIMS, HISTORY, HISTORY + entry(TRUE).replace(f"    was: {TRUE}\n", ""))
    was = load(Project(site))
    edit(site / CLAIMS, "    why: We misread it.\n", "    why: We misread it.\n    was: {finding: Anything.}\n")
    assert [problem.code for problem in against(site, was)] == ["rewritten-history"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind: corrected": "kind: published"}, "bad-value"),
        ({TRUE: "{}"}, "bad-value"),
        ({TRUE: "{evidence: None.}"}, "unknown-key"),
        ({TRUE: "Only Southland says so."}, "bad-value"),
        ({TRUE: "{when: soon}"}, "bad-date"),
        ({TRUE: "{kind: guess}"}, "bad-value"),
        ({TRUE: "{status: No Id}"}, "bad-value"),
    ],
)
def test_its_form(site: Path, changes: dict[str, str], code: str) -> None:
    """Only keys that a claim page shows, with values of their form; nothing was published before a publication."""
    text = entry(TRUE)
    for old, new in changes.items():
        text = text.replace(old, new)
    edit(site / CLAIMS, HISTORY, HISTORY + text)
    assert code in {problem.code for problem in errors(examine(Project(site)).problems)}


def test_the_policy_has_none(site: Path) -> None:
    """Its keys are others."""
    with (site / "policy.yaml").open("a", encoding="utf-8") as policy:
        policy.write(f"history:\n{entry('{claim: X.}')}")
    (problem,) = errors(examine(Project(site)).problems)
    assert problem.code == "unknown-key"
