"""`amend`: the dated entry for a change of a published claim is added as text, with what was published before."""

from pathlib import Path
from typing import Any

import pytest
from verbatim.model.reading.yaml_reader import read_yaml

from tests.checks.history.test_earlier_words import lay_out_with_history_last
from tests.checks.history.test_history import GRAIN
from tests.support.microsite import Ran, edit, files_in, in_process
from tests.support.planted_faults import CLAIMS
from tests.support.repository import commit, git
from tests.support.terminal import on_a_terminal, stop_clock

DAY = "2022-07-02"
GIVEN = ("--kind", "corrected", "--what", "It is said later, and how: by phone.", "--why", "A reader, Ann, wrote.")
FINDING = ("finding: Only Southland says so.", "finding: So far only Southland says so.")
ADDED = f"""\
  - day: {DAY}
    kind: corrected
    change: "It is said later, and how: by phone."
    why: A reader, Ann, wrote.
"""
WAS = "    was:\n      finding: Only Southland says so.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site with two claims in a git repository, as it was published; the day is always the same."""
    stop_clock(monkeypatch, "verbatim.cli.amend", DAY)
    folder = lay_out_with_history_last(tmp_path / "a repository" / "news room")
    commit(folder.parent, "Published")
    return folder


def amend(site: Path, *arguments: str) -> Ran:
    """Run the command for the claim on grain."""
    return in_process("amend", "grain", *(arguments or GIVEN), project=site)


def accepted(site: Path, revision: str = "HEAD") -> bool:
    """Whether `check --against` finds nothing wrong."""
    return in_process("check", "--against", revision, project=site).code == 0


def newest(site: Path, name: str = "grain") -> dict[str, Any]:
    """The newest entry of a claim's history."""
    read, problems = read_yaml(CLAIMS, (site / CLAIMS).read_bytes())
    assert read
    assert problems == []
    return dict(next(claim for claim in read.data["claims"] if claim["id"] == name)["history"][-1])


def test_the_entry_is_written(site: Path) -> None:
    """In block form, after the others; every other byte of the data stays; it says what it wrote; `check` agrees."""
    edit(site / CLAIMS, *FINDING)
    assert not accepted(site)
    before = files_in(site)
    ran = amend(site)
    assert (ran.code, ran.stderr) == (0, "")
    assert "Changed in “grain” since “HEAD”:\n  finding: Only Southland says so. → So far only" in ran.stdout
    _, _, printed = ran.stdout.partition("\nWritten at claims.yaml:")
    assert [f"  {line}" for line in printed.splitlines()[1:]] == (ADDED + WAS).splitlines()
    after = files_in(site)
    assert {**after, CLAIMS: b""} == {**before, CLAIMS: b""}
    assert after[CLAIMS].decode() == before[CLAIMS].decode() + ADDED + WAS
    assert accepted(site)


@pytest.mark.parametrize(
    ("old", "new", "was"),
    [
        ("claim: Southland sent grain.", "claim: Southland sent corn.", {"claim": "Southland sent grain."}),
        (
            "reasoning: Nothing else was found.",
            "reasoning: |\n    Nothing: # new\n\n    - was found",
            {"reasoning": "Nothing else was found."},
        ),
        (
            "status: single-origin",
            "status: confirmed\n  override: {rule: confirmed-fact, reason: R., by: us, day: 2022-07-01}",
            {"status": "single-origin"},
        ),
        ("    origin: holm-monday\n  history", "    origin: holm-monday\n  when: 2022\n  history", None),
        ("    origin: holm-monday\n  history", "    origin: holm-monday\n    note: By phone.\n  history", None),
    ],
)
def test_what_was_there_before(site: Path, old: str, new: str, was: dict[str, str] | None) -> None:
    """Each key that changed and had something; nothing for one that had nothing, or for the evidence."""
    edit(site / CLAIMS, old, new)
    assert amend(site).code == 0
    assert newest(site).get("was") == was
    assert accepted(site)


def test_several_keys_and_paragraphs(site: Path) -> None:
    """A reasoning of several paragraphs, a date and a kind, as they were, also when they are gone."""
    edit(
        site / CLAIMS,
        "reasoning: Nothing else was found.",
        "reasoning: |\n    One: # two.\n\n    Three.\n  when: 2022-05",
    )
    commit(site)
    edit(site / CLAIMS, "reasoning: |\n    One: # two.\n\n    Three.\n  when: 2022-05", "reasoning: Four.")
    assert amend(site).code == 0
    assert newest(site)["was"] == {"reasoning": "One: # two.\n\nThree.\n", "when": "2022-05"}
    assert accepted(site)


LAYOUTS = {
    "not the last key": (f"  history:\n  {GRAIN}\n  related: [no-signature]\n", 1),
    "indented": (f"  history:\n    {GRAIN}\n", 2),
    "comments": (f"  history:  # of grain\n  # the first\n  {GRAIN}  # day one\n\n# the end\n", 1),
    "blocks with what looks like a comment": (
        "  history:\n  - day: 2022-06-01\n    kind: published\n    change: A.\n    why: |\n      One.\n      # Two.\n",
        1,
    ),
    "no line end": (f"  history:\n  {GRAIN}", 1),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(site: Path, layout: str, line_end: str) -> None:
    """Lines are only added, in one place, with the indentation and the line ends of the file."""
    history, indents = LAYOUTS[layout]
    text = (site / CLAIMS).read_text(encoding="utf-8")
    head, _, _ = text.rpartition("  history:\n")
    (site / CLAIMS).write_bytes(f"{head}{history}".replace("\n", line_end).encode())
    commit(site)
    edit_bytes(site / CLAIMS, *FINDING)
    before = (site / CLAIMS).read_bytes().decode().split(line_end)
    assert amend(site).code == 0
    after = (site / CLAIMS).read_bytes().decode().split(line_end)
    added = [f"{'  ' * (indents - 1)}{line}" for line in (ADDED + WAS).splitlines()]
    at = after.index(added[0])
    assert after[at : at + len(added)] == added
    assert [line for line in (*after[:at], *after[at + len(added) :]) if line] == [line for line in before if line]
    assert accepted(site)


def edit_bytes(file: Path, old: str, new: str) -> None:
    """Replace words without touching the line ends."""
    raw = file.read_bytes()
    assert raw.count(old.encode()) == 1
    file.write_bytes(raw.replace(old.encode(), new.encode()))


@pytest.mark.parametrize("history", [f"  history: [{GRAIN.removeprefix('- ')}]\n", ""])
def test_a_history_without_room(site: Path, history: str) -> None:
    """A list in brackets, or none: nothing is written, and the entry is printed to be added by hand."""
    text = (site / CLAIMS).read_text(encoding="utf-8")
    (site / CLAIMS).write_text(text.rpartition("  history:\n")[0] + history, encoding="utf-8")
    commit(site)
    edit(site / CLAIMS, *FINDING)
    before = files_in(site)
    ran = amend(site)
    assert ran.code == 1
    assert "error[entry-not-added]" in ran.stderr
    assert "finding: Only Southland says so." in ran.stderr
    assert files_in(site) == before


def test_nothing_changed(site: Path) -> None:
    """Neither nothing at all, nor only what needs no entry."""
    for words in (FINDING[0], "finding: Only  Southland says so."):
        edit(site / CLAIMS, FINDING[0], words)
        before = files_in(site)
        ran = amend(site)
        assert (ran.code, "says the same as at “HEAD”, so nothing was written" in ran.stdout) == (0, True), ran
        assert files_in(site) == before


def test_what_is_recorded_is_not_recorded_again(site: Path) -> None:
    """A second run writes nothing; a further change gets an entry with what only it changed."""
    edit(site / CLAIMS, *FINDING)
    assert amend(site).code == 0
    before = files_in(site)
    ran = amend(site)
    assert (ran.code, "already records that" in ran.stdout) == (0, True)
    assert files_in(site) == before
    edit(site / CLAIMS, "reasoning: Nothing else was found.", "reasoning: Nothing new was found.")
    assert amend(site).code == 0
    assert newest(site)["was"] == {"reasoning": "Nothing else was found."}
    assert accepted(site)


def test_another_revision(site: Path) -> None:
    """In a branch, the words are those of the branch that it left, not of its own last commit."""
    git(site, "branch", "published")
    edit(site / CLAIMS, *FINDING)
    commit(site)
    assert "says the same" in amend(site).stdout
    assert amend(site, *GIVEN, "--against", "published").code == 0
    assert newest(site)["was"] == {"finding": "Only Southland says so."}
    assert accepted(site, "published")


def test_what_a_claim_rests_on(site: Path) -> None:
    """A change of a source is recorded in the claim, without `was:`."""
    edit(site / "seeds/origins.yaml", "title: Mr. Holm’s answer", "title: Mr. Holm’s reply")
    assert not accepted(site)
    ran = amend(site)
    assert ran.code == 0
    assert "origin “holm-monday”, title: " in ran.stdout
    assert "was" not in newest(site)
    assert accepted(site)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("grainn", "There is no claim “grainn”; did you mean “grain”?"),
        ("unheard-of", "There is no claim “unheard-of”"),
        ("later", "“later” is not published at “HEAD”"),
        ("half", "“half” is a draft: nothing of it is published"),
    ],
)
def test_what_is_refused(site: Path, name: str, message: str) -> None:
    """Unknown ids, new claims and drafts: wrong usage, and nothing is written."""
    text = (site / CLAIMS).read_text(encoding="utf-8")
    grain = text[text.index("- id: grain\n") :].replace("300,000 tonnes of grain", "300,000 tonnes")
    later = grain.replace("id: grain", "id: later").replace("claim: Southland sent grain.", "claim: It sent a lot.")
    (site / CLAIMS).write_text(f"{text.rstrip()}\n\n{later.rstrip()}\n\n- id: half\n  draft: true\n", encoding="utf-8")
    before = files_in(site)
    ran = in_process("amend", name, *GIVEN, project=site)
    assert (ran.code, message in ran.stderr) == (2, True), ran
    assert files_in(site) == before


def test_a_change_that_has_errors(site: Path) -> None:
    """Data that do not pass `check` are not amended."""
    edit(site / CLAIMS, "finding: Only Southland says so.", "finding: Only Southland says “so”.")
    before = files_in(site)
    ran = amend(site)
    assert ran.code == 1
    assert "error[unproven-words]" in ran.stderr
    assert "Nothing was written." in ran.stderr
    assert files_in(site) == before


def test_missing_options(site: Path) -> None:
    """Where nobody can answer, the missing options are named."""
    edit(site / CLAIMS, *FINDING)
    before = files_in(site)
    ran = amend(site, "--kind", "updated", "--why", " ")
    assert (ran.code, "Missing: --what, --why." in ran.stderr) == (2, True), ran
    assert amend(site, *GIVEN[2:], "--kind", "published").code == 2
    assert files_in(site) == before


def test_it_asks_on_a_terminal(site: Path) -> None:
    """For the kind, again if it is none of the two, for what changed, and why."""
    edit(site / CLAIMS, *FINDING)
    code, shown = on_a_terminal("amend", "grain", "--project", site, replies=("wrong", "updated", "What.", "Why."))
    assert code == 0, shown
    entry = newest(site)
    assert (entry["kind"], entry["change"], entry["why"]) == ("updated", "What.", "Why.")
    assert entry["was"] == {"finding": "Only Southland says so."}


def test_a_claim_that_cannot_be_read(site: Path) -> None:
    """Neither is a claim amended that `check` refuses, nor one that the revision has damaged."""
    whole = (site / CLAIMS).read_text(encoding="utf-8")
    edit(site / CLAIMS, FINDING[0], "finding: {}")
    ran = amend(site)
    assert (ran.code, "“grain” cannot be read; correct first what `verbatim check` finds" in ran.stderr) == (2, True)
    commit(site.parent, "Damaged")
    (site / CLAIMS).write_text(whole.replace(*FINDING), encoding="utf-8")
    ran = amend(site)
    assert (ran.code, "“grain” cannot be read at “HEAD”; name an older revision" in ran.stderr) == (2, True)
    assert amend(site, *GIVEN, "--against", "HEAD~1").code == 0
