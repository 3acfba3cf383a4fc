"""The workflows run make targets only, with nothing unpinned and no right that they do not need.

Three of them are also in every new repository (`verbatim init`), whose Makefile has the same targets. The steps that
keep an issue run here in a shell, with a `gh` and a `make` that only write down how they were called.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.cases import lay_out
from tests.support.microsite import ROOT, in_process
from tests.support.repository import commit, git

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))

# Those that a new repository gets, too.
SHARED = ["check.yml", "links.yml", "publish.yml"]

# What else than make may run: the link watch keeps an issue, and proposes a change of one file; a release is made.
_ISSUE = ("gh ", "jq ", "cat ", "if ", "number=", "was=", "address=", "else", "elif ", "fi")
OTHERS = {
    "links.yml": (*_ISSUE, "git ", "cp seen/seeds/sightings.yaml seeds/sightings.yaml"),
    "release.yml": ("gh run download ", "gh release create "),
}


def steps(workflow: Path, job: str | None = None) -> list[dict[str, Any]]:
    """All steps of a workflow, or those of one job."""
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    return [step for name, each in jobs.items() if job in (None, name) for step in each["steps"]]


def run_steps(job: str, folder: Path, env: dict[str, str]) -> None:
    """Run the shell steps of a job of links.yml as GitHub starts them: `bash -e {0}`."""
    for step in steps(FOLDER / "links.yml", job):
        if "run" in step:
            subprocess.run(["bash", "-e", "-c", step["run"]], cwd=folder, env=env, check=True)  # noqa: S607


def write_programs(folder: Path, **programs: str) -> str:
    """Write shell scripts into a folder; returns a `PATH` on which they are found first."""
    folder.mkdir(exist_ok=True)
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        (folder / name).chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_they_are_all_there() -> None:
    """Two for changes, two that publish, and three that look from week to week."""
    assert [file.name for file in WORKFLOWS] == [
        "canary.yml",
        "check.yml",
        "ci.yml",
        "links.yml",
        "publish.yml",
        "release.yml",
        "vulnerabilities.yml",
    ]


def make_lines(workflow: Path) -> tuple[list[str], list[str]]:
    """The lines of all its commands: those that call make, and the others."""
    lines = [line.strip() for step in steps(workflow) for line in str(step.get("run", "")).splitlines()]
    return [line for line in lines if line.startswith("make ")], [line for line in lines if line[:5] != "make "]


def dry_run(line: str, folder: Path) -> str:
    """What the one target of a line would run in a folder, with the variables that the line sets."""
    words = [word.replace('"', "") for word in line.partition(">")[0].split()[1:] if not word.startswith("--")]
    assert len([word for word in words if re.fullmatch(r"[a-z-]+", word)]) == 1, line
    command = ["make", "--dry-run", "--no-print-directory", *words]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, (line, ran.stderr)
    return ran.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_its_commands_are_make_targets(workflow: Path) -> None:
    """Every command is a target that make knows, so that what fails there fails on anybody's machine."""
    made, rest = make_lines(workflow)
    for line in made:
        dry_run(line, ROOT)
    assert all(line.startswith(OTHERS.get(workflow.name, ())) for line in rest), rest
    assert made or not rest


@pytest.mark.parametrize("name", SHARED)
def test_a_new_repository_has_the_same_targets(name: str, tmp_path: Path) -> None:
    """There, each of the lines runs the same command of Verbatim with the same options as here."""
    assert in_process("init", tmp_path / "new").code == 0
    workflow = tmp_path / "new/.github/workflows" / name
    assert workflow.read_bytes() == (FOLDER / name).read_bytes()
    for line in make_lines(workflow)[0]:
        here, there = (dry_run(line, folder).splitlines()[-1] for folder in (ROOT, tmp_path / "new"))
        task = there.removeprefix("python3 make.py ").replace("site", "build", 1)
        assert here.removeprefix(".venv/bin/python -m verbatim ") in (task, there), line


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


@pytest.fixture
def tracking(tmp_path: Path) -> Callable[..., list[str]]:
    """Run the shell steps of links.yml, with given issues and results; the calls of `gh` that change an issue."""
    gh = """echo "$*" >> "$CALLS"
case "$*" in
  "issue list"*) cat listed.json;;
  "issue create"*) echo https://github.com/northern/facts/issues/7;;
esac
"""
    path = write_programs(tmp_path / "bin", gh=gh, git="", make="echo new > issue.md\ncat results.json\n")

    def run(issues: list[dict[str, Any]], *, void: bool, is_open: bool) -> list[str]:
        calls = tmp_path / "calls"
        calls.write_text("", encoding="utf-8")
        (tmp_path / "listed.json").write_text(json.dumps(issues), encoding="utf-8")
        (tmp_path / "results.json").write_text(json.dumps({"void": void, "issue": {"open": is_open}}), encoding="utf-8")
        run_steps(
            "watch", tmp_path, {"PATH": path, "CALLS": str(calls), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
        )
        made, listed, proposed, *changed = calls.read_text(encoding="utf-8").splitlines()
        assert made == "label create link-watch --force"
        assert listed.startswith("issue list --label link-watch --author app/github-actions --state all --limit 1 ")
        assert proposed.startswith("pr list --head sightings --author app/github-actions --state open --limit 1 ")
        return changed

    return run


CREATE = 'issue create --title "Outside links that are gone" --label link-watch --body-file issue.md'
EDIT = "issue edit 7 --body-file issue.md"
CLOSED, OPEN = ({"number": 7, "state": state, "body": "old"} for state in ("CLOSED", "OPEN"))


@pytest.mark.parametrize(
    ("issues", "is_open", "calls"),
    [
        ([], True, [CREATE]),
        ([], False, [CREATE, "issue close 7"]),
        ([OPEN], True, [EDIT]),
        ([OPEN], False, [EDIT, "issue close 7"]),
        ([CLOSED], True, [EDIT, "issue reopen 7"]),
        ([CLOSED], False, [EDIT]),
    ],
)
def test_the_tracking_issue(
    issues: list[dict[str, Any]], calls: list[str], tracking: Callable[..., list[str]], *, is_open: bool
) -> None:
    """It is made once, holds what is remembered, and is open exactly while something is gone."""
    plain = [" ".join(shlex.split(call)) for call in calls]
    assert tracking(issues, void=False, is_open=is_open) == plain


def test_a_watch_without_a_network_changes_nothing(tracking: Callable[..., list[str]], tmp_path: Path) -> None:
    """What was remembered stays as it was; the summary of the run still says what happened."""
    assert tracking([OPEN], void=True, is_open=False) == []
    assert (tmp_path / "summary").read_text(encoding="utf-8") == "new\n"


def test_the_memory_is_the_text_of_the_issue(tracking: Callable[..., list[str]], tmp_path: Path) -> None:
    """The watch gets the text of the issue that was found, or an empty file."""
    (tmp_path / "bin/make").write_text("#!/bin/sh\ncp issue.md given.md\ncat results.json\n", encoding="utf-8")
    tracking([OPEN], void=True, is_open=True)
    assert (tmp_path / "given.md").read_text(encoding="utf-8") == "old\n"
    tracking([], void=True, is_open=True)
    assert (tmp_path / "given.md").read_text(encoding="utf-8").strip() == ""


@dataclass
class Weeks:
    """links.yml from week to week: real git with a remote repository on this disk, and a `gh` that remembers.

    `found` is the line that the watch sees in a week; the artifact goes from one job to the other as it does on GitHub.
    """

    folder: Path
    path: str
    number: int = 0

    @property
    def remote(self) -> Path:
        """The repository that both jobs clone, and that only one may push to."""
        return self.folder / "remote.git"

    def week(self, found: str) -> list[str]:
        """Run both jobs; the calls of `gh` that change a pull request."""
        self.number += 1
        calls = self.folder / f"calls-{self.number}"
        summary = str(self.folder / "summary")
        env = {"PATH": self.path, "HOME": str(self.folder), "CALLS": str(calls), "STATE": str(self.folder)}
        for job in ("watch", "propose"):
            clone = self.folder / f"{job}-{self.number}"
            subprocess.run(["git", "clone", "--quiet", self.remote, clone], check=True)  # noqa: S607
            run_steps(job, clone, {**env, "FOUND": found, "GITHUB_RUN_ID": "42", "GITHUB_STEP_SUMMARY": summary})
            if job == "watch":
                artifact = self.folder / "artifact/seeds"
                artifact.mkdir(parents=True, exist_ok=True)
                shutil.copy(clone / "seeds/sightings.yaml", artifact)
                shutil.copy(clone / "seen.md", artifact.parent)
        called = calls.read_text(encoding="utf-8").splitlines()
        return [call for call in called if call.startswith(("pr create", "pr edit"))]

    def lines(self, branch: str) -> list[str]:
        """The sightings of a branch."""
        text = git(self.remote, "show", f"{branch}:seeds/sightings.yaml")
        return [line for line in text.splitlines() if line.startswith("- ")]

    @property
    def body(self) -> str:
        """The text of the pull request."""
        return (self.folder / "body").read_text(encoding="utf-8")

    @property
    def pushed(self) -> set[str]:
        """The branches that were pushed to."""
        return set((self.folder / "pushed").read_text(encoding="utf-8").split())

    def close(self) -> None:
        """Close the pull request."""
        (self.folder / "open").unlink()


@pytest.fixture
def weeks(tmp_path: Path) -> Weeks:
    """A remote repository with an empty file of sightings, and the programs of the runner."""
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", remote], check=True)  # noqa: S607
    first = tmp_path / "first"
    (first / "seeds").mkdir(parents=True)
    (first / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    (first / "seeds/sightings.yaml").write_text("schema: 1\n\nsightings:\n", encoding="utf-8")
    commit(first, "First")
    git(first, "push", "--quiet", str(remote), "HEAD:refs/heads/main")
    (tmp_path / "pushed").touch()
    hook = remote / "hooks/update"
    hook.write_text(f'#!/bin/sh\necho "$1" >> {shlex.quote(str(tmp_path))}/pushed\n', encoding="utf-8")
    hook.chmod(0o755)
    gh = """echo "$*" >> "$CALLS"
for last; do :; done
case "$*" in
  "issue list"*) echo '[]';;
  "issue create"*) echo https://github.com/northern/facts/issues/7;;
  "pr list"*) if [ -e "$STATE/open" ]; then cat "$STATE/open"; fi;;
  "pr create"*) echo 8 > "$STATE/open"; cp "$last" "$STATE/body";;
  "pr edit"*) cp "$last" "$STATE/body";;
  "run download 42 --name sightings --dir seen") cp -r "$STATE/artifact" seen;;
esac
"""
    make = """if [ -n "$FOUND" ]; then echo "$FOUND" >> seeds/sightings.yaml; fi
echo new > issue.md
echo "table with $FOUND" > seen.md
echo '{"void": false, "issue": {"open": false}}'
"""
    return Weeks(tmp_path, write_programs(tmp_path / "bin", gh=gh, make=make))


CREATE_PR = (
    "pr create --head sightings --title What a machine saw at the addresses of the sources --body-file seen/seen.md"
)
EDIT_PR = "pr edit 8 --body-file seen/seen.md"


def test_what_was_seen_is_proposed_in_one_pull_request(weeks: Weeks) -> None:
    """It is opened once and then updated; lines of an earlier week stay; the main branch is never pushed to."""
    main = git(weeks.remote, "rev-parse", "main")
    assert weeks.week("") == []
    assert "sightings" not in git(weeks.remote, "branch", "--list")
    assert weeks.week("- {day: 1}") == [CREATE_PR]
    assert (weeks.lines("sightings"), weeks.body) == (["- {day: 1}"], "table with - {day: 1}\n")
    assert weeks.week("- {day: 2}") == [EDIT_PR]
    assert (weeks.lines("sightings"), weeks.body) == (["- {day: 1}", "- {day: 2}"], "table with - {day: 2}\n")
    proposed = git(weeks.remote, "rev-parse", "sightings")
    assert weeks.week("") == []
    assert git(weeks.remote, "rev-parse", "sightings") == proposed
    assert (git(weeks.remote, "rev-parse", "main"), weeks.lines("main")) == (main, [])
    assert weeks.pushed == {"refs/heads/sightings"}


def test_after_a_merge_the_next_lines_are_proposed_anew(weeks: Weeks) -> None:
    """What was merged is not proposed again, whether or not the branch was deleted."""
    weeks.week("- {day: 1}")
    git(weeks.remote, "update-ref", "refs/heads/main", "refs/heads/sightings")
    weeks.close()
    assert weeks.week("") == []
    assert weeks.week("- {day: 2}") == [CREATE_PR]
    assert weeks.lines("sightings") == ["- {day: 1}", "- {day: 2}"]
    git(weeks.remote, "update-ref", "refs/heads/main", "refs/heads/sightings")
    git(weeks.remote, "branch", "--delete", "--force", "sightings")
    weeks.close()
    assert weeks.week("- {day: 3}") == [CREATE_PR]
    assert weeks.lines("sightings") == ["- {day: 1}", "- {day: 2}", "- {day: 3}"]
    assert weeks.pushed == {"refs/heads/sightings"}


def test_after_a_refusal_the_branch_starts_from_main(weeks: Weeks) -> None:
    """A pull request that was closed without a merge is not taken up again; what others merged meanwhile is there."""
    weeks.week("- {day: 1}")
    weeks.close()
    other = weeks.folder / "other"
    subprocess.run(["git", "clone", "--quiet", weeks.remote, other], check=True)  # noqa: S607
    (other / "claims.yaml").write_text("schema: 1\n", encoding="utf-8")
    commit(other, "By an editor")
    git(other, "push", "--quiet", "origin", "HEAD:main")
    assert weeks.week("- {day: 2}") == [CREATE_PR]
    assert weeks.lines("sightings") == ["- {day: 2}"]
    assert git(weeks.remote, "show", "sightings:claims.yaml") == "schema: 1\n"


def test_only_one_job_may_write() -> None:
    """The job that runs what was installed may not write to the repository, and no job gets a secret."""
    jobs = yaml.safe_load((FOLDER / "links.yml").read_text(encoding="utf-8"))["jobs"]
    assert jobs["watch"]["permissions"] == {"contents": "read", "issues": "write", "pull-requests": "read"}
    assert jobs["propose"]["permissions"] == {"actions": "read", "contents": "write", "pull-requests": "write"}
    assert not any(
        "setup-python" in step.get("uses", "") or "make" in step.get("run", "") for step in jobs["propose"]["steps"]
    )
    pushes = re.findall(r"git push .+", (FOLDER / "links.yml").read_text(encoding="utf-8"))
    assert pushes == ["git push --force origin HEAD:refs/heads/sightings"]


def test_a_release_is_what_was_built(tmp_path: Path) -> None:
    """The job that may write runs nothing that was installed, and publishes the files of the other job, at its tag."""
    read = yaml.safe_load((FOLDER / "release.yml").read_text(encoding="utf-8"))
    build, publish = read["jobs"]["build"], read["jobs"]["publish"]
    assert read[True] == {"push": {"tags": ["v*"]}}
    assert build["permissions"] == {"contents": "read", "id-token": "write", "attestations": "write"}
    assert publish["permissions"] == {"actions": "read", "contents": "write"}
    assert [step["run"] for step in build["steps"] if "run" in step] == [
        "make vulnerabilities",
        'make release TAG="$GITHUB_REF_NAME"',
    ]
    (step,) = publish["steps"]
    calls = tmp_path / "calls"
    gh = """echo "$*" >> "$CALLS"
case "$*" in "run download"*) mkdir files; touch files/a.whl files/bom.cdx.json files/SHA256SUMS;; esac
"""
    env = {"PATH": write_programs(tmp_path / "bin", gh=gh), "CALLS": str(calls), "GITHUB_RUN_ID": "42"}
    command = ["bash", "-e", "-c", step["run"]]
    subprocess.run(command, cwd=tmp_path, env={**env, "GITHUB_REF_NAME": "v1.2.3"}, check=True)
    assert calls.read_text(encoding="utf-8").splitlines() == [
        "run download 42 --name release --dir files",
        "release create v1.2.3 --verify-tag --generate-notes files/SHA256SUMS files/a.whl files/bom.cdx.json",
    ]


def test_the_checksums(tmp_path: Path) -> None:
    """`make sums` of a new repository lists every file of the site, and `sha256sum` finds each as it was."""
    assert in_process("init", tmp_path / "new").code == 0
    (tmp_path / "new/site/a b").mkdir(parents=True)
    (tmp_path / "new/site/index.html").write_text("x", encoding="utf-8")
    (tmp_path / "new/site/a b/é.html").write_text("y", encoding="utf-8")
    for _ in range(2):  # the list itself is not listed
        subprocess.run(["make", "sums"], cwd=tmp_path / "new", check=True, capture_output=True)  # noqa: S607
    sums = (tmp_path / "new/site/SHA256SUMS").read_text(encoding="utf-8")
    assert [line.split("  ")[1] for line in sums.splitlines()] == ["./a b/é.html", "./index.html"]
    here, there = (
        re.search(r"(?m)^sums:\n\t.+$", (root / "Makefile").read_text()) for root in (ROOT, tmp_path / "new")
    )
    assert here
    assert there
    assert here[0] == there[0]


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


def test_the_guide_names_what_is_there() -> None:
    """The page on publishing names workflows, jobs, steps and labels as GitHub shows them."""
    guide = " ".join((ROOT / "docs/editors/publishing/index.md").read_text(encoding="utf-8").split())
    read = {name: yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")) for name in SHARED}
    assert [read[name]["name"] for name in SHARED] == ["Check", "Outside links", "Publish"]
    for name in SHARED:
        assert f"*{read[name]['name']}*" in guide
    assert f"add *{read['check.yml']['jobs']['data-and-site']['name']}*" in guide
    build = read["publish.yml"]["jobs"]["build"]
    assert f"the job *{build['name']}* fails at *{build['steps'][2]['name']}*" in guide
    assert read["publish.yml"]["jobs"]["deploy"]["environment"]["name"] in guide
    # PyYAML reads the key `on` as true.
    assert read["publish.yml"][True]["push"]["branches"] == ["main"]
    forms = [
        yaml.safe_load(file.read_text(encoding="utf-8")) for file in (ROOT / ".github/ISSUE_TEMPLATE").glob("*-*.yml")
    ]
    assert len(forms) == 2
    for form in forms:
        assert f"gh label create {form['labels'][0]} " in guide
    # Actions of others than GitHub would need another setting than the guide says.
    used = {step["uses"].split("/")[0] for name in SHARED for step in steps(FOLDER / name) if "uses" in step}
    assert used == {"actions"}
