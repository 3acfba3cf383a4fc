"""The workflows run make targets of this repository only, with nothing unpinned and no right that they do not need."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.cases import lay_out
from tests.support.microsite import ROOT, in_process
from tests.support.repository import commit, git

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))

# What else than make may run: the link watch keeps an issue.
OTHERS = {"links.yml": ("gh ", "jq ", "cat ", "if ", "number=", "was=", "address=", "else", "elif ", "fi")}


def steps(workflow: Path) -> list[dict[str, Any]]:
    """All steps of a workflow."""
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def test_they_are_all_there() -> None:
    """One for changes, one that publishes, and three that look from week to week."""
    assert [file.name for file in WORKFLOWS] == [
        "canary.yml",
        "ci.yml",
        "links.yml",
        "publish.yml",
        "vulnerabilities.yml",
    ]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_its_commands_are_make_targets(workflow: Path) -> None:
    """Every command is a target that make knows, so that what fails there fails on anybody's machine."""
    lines = [line.strip() for step in steps(workflow) for line in str(step.get("run", "")).splitlines()]
    made = [line for line in lines if line.startswith("make ")]
    for line in made:
        targets = [
            word
            for word in line.split(">")[0].split()[1:]
            if re.fullmatch(r"[a-z-]+", word) and not word.startswith("--")
        ]
        assert len(targets) == 1, line
        ran = subprocess.run(["make", "--dry-run", *targets], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607 - the machine's make
        assert ran.returncode == 0, (line, ran.stderr)
    rest = [line for line in lines if line not in made]
    assert all(line.startswith(OTHERS.get(workflow.name, ())) for line in rest), rest
    assert made or not lines


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_nothing_is_unpinned_and_no_right_is_given_to_all(workflow: Path) -> None:
    """Actions by commit or digest, with their version in a comment; permissions by job; a time limit for every job."""
    text = workflow.read_text(encoding="utf-8")
    for line in re.findall(r"uses: .+", text):
        assert re.fullmatch(
            r"uses: (?:docker://)?[\w./-]+@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64}) # v?\d+\.\d+\.\d+", line
        ), line
    read = yaml.safe_load(text)
    assert read["permissions"] == {}
    assert "secrets." not in text
    for job in read["jobs"].values():
        assert job["timeout-minutes"] <= 60
        assert "permissions" in job
        checkouts = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_summary_of_a_change(tmp_path: Path) -> None:
    """Claims that were added, changed or are gone, each with its page; text is text; so is that nothing changed."""
    folder = lay_out("_base", tmp_path / "project")
    commit(folder, "Before")
    assert in_process("changes", "HEAD", project=folder).stdout == "## Claims\n\nNo claim changes.\n"
    file = folder / "claims.yaml"
    text = file.read_text(encoding="utf-8")
    at = text.index("- id: grain")
    added = text[at:].replace("id: grain", "id: more-grain").replace("claim: Southland", "claim: Perhaps *Southland*")
    file.write_text(
        text.replace("finding: Only Southland says so.", "finding: Nobody else says so.") + "\n" + added,
        encoding="utf-8",
    )
    said = in_process("changes", "HEAD", "--artifact", "https://example.org/built", project=folder).stdout
    assert "### Added\n\n- Perhaps \\*Southland\\* sent grain. (`claims/more-grain/index.html`)" in said
    assert (
        "### Changed\n\n- Southland sent grain. (`claims/grain/index.html`)\n"
        "  - finding: Only Southland says so. → Nobody else says so." in said
    )
    assert "[the built site](https://example.org/built)" in said
    file.write_text(text[:at].replace("  related: [grain]\n", ""), encoding="utf-8")
    assert "### Gone\n\n- Southland sent grain. (`grain`)" in in_process("changes", "HEAD", project=folder).stdout
    assert in_process("changes", "no-such-branch", project=folder).code == 2
    assert git(folder, "status", "--porcelain").strip() == "M claims.yaml"


def test_the_pins_are_those_that_were_looked_up() -> None:
    """Every action is pinned to the commit and the tag that docs/dev/pins.md lists, and the list has no others."""
    table = (ROOT / "docs/dev/pins.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| (actions/\S+) \| (v\S+) \| ([0-9a-f]{40}) \|$", table, re.MULTILINE))
    text = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    pinned = {(action, tag, sha) for action, sha, tag in re.findall(r"uses: (actions/\S+)@(\S+) # (\S+)", text)}
    assert pinned == listed
