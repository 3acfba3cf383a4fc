"""The data at a git revision: any name, any folder of the repository, and what cannot be read."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from verbatim.checks.history.revision import RevisionError, working_tree
from verbatim.project import Project

from tests.support.cases import CASES
from tests.support.microsite import Ran, edit, environment, files_in, in_process
from tests.support.planted_faults import CLAIMS
from tests.support.repository import commit, git


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site at the top of its repository."""
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "site"))
    commit(folder)
    return folder


def changed(folder: Path) -> None:
    """A change that no entry records."""
    edit(folder / CLAIMS, "finding: Only Southland", "finding: So far only Southland")


def codes(ran: Ran) -> list[str]:
    """The codes of the problems, but for sentences that nothing accounts for."""
    return [row["code"] for row in ran.problems if row["code"] != "uncovered-sentence"]


def add_history(folder: Path, claim: str) -> None:
    """Add the entry that records a change of a claim after its first entry."""
    head, found, rest = (folder / CLAIMS).read_text(encoding="utf-8").partition(f"- id: {claim}\n")
    published = "why: Part of the first record.}\n"
    entry = "  - {day: 2022-07-01, kind: updated, change: It was refined., why: A reader wrote to us.}\n"
    (folder / CLAIMS).write_text(head + found + rest.replace(published, published + entry, 1), encoding="utf-8")


def check(folder: Path, revision: str = "HEAD", **env: str) -> Ran:
    """Compare with a revision."""
    return in_process("check", f"--against={revision}", "--format", "json", project=folder, **env)


@pytest.mark.parametrize(
    "name",
    ["nothing", "HEAD~1", "--help", "-", "", "HEAD:claims.yaml", "HEAD\nHEAD", "main..HEAD", "$(touch x)", "0" * 40],
)
def test_an_unknown_revision(site: Path, name: str) -> None:
    """Wrong usage, and git never takes the name for an option."""
    given = files_in(site)
    ran = check(site, name)
    assert (ran.code, ran.stdout) == (2, "")
    assert f"There is no revision “{name}” here" in ran.stderr
    assert files_in(site) == given


def test_in_no_repository(tmp_path: Path) -> None:
    """Wrong usage, too."""
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "site"))
    ran = check(folder, GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert ran.code == 2
    assert "not a git repository" in ran.stderr


def test_in_a_repository_without_a_commit(tmp_path: Path) -> None:
    """There is no HEAD yet."""
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "site"))
    git(folder, "init", "--quiet")
    ran = check(folder)
    assert ran.code == 2
    assert "There is no revision “HEAD” here" in ran.stderr


def test_without_git(site: Path, tmp_path: Path) -> None:
    """It says what is missing."""
    ran = subprocess.run(
        [sys.executable, "-m", "verbatim", "check", "--against", "HEAD", "--project", str(site)],
        env=environment(PATH=str(tmp_path)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 2
    assert "needs git" in ran.stderr


def test_a_shallow_clone(site: Path, tmp_path: Path) -> None:
    """A revision that was not fetched is no puzzle; one that was is compared with."""
    commit(site)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{site}", "shallow")
    ran = check(tmp_path / "shallow", "HEAD~1")
    assert ran.code == 2
    assert "fetch-depth: 0" in ran.stderr
    changed(tmp_path / "shallow")
    assert codes(check(tmp_path / "shallow")) == ["unrecorded-change"]


def test_a_branch_behind_is_compared_with_its_merge_base(site: Path) -> None:
    """What main published after the branch began is no change of the branch; the branch's own changes still are."""
    begun = git(site, "rev-parse", "--short=10", "HEAD").strip()
    git(site, "branch", "mine")
    edit(site / CLAIMS, "finding: Only Southland", "finding: Still only Southland")
    add_history(site, "grain")
    commit(site)
    git(site, "checkout", "--quiet", "mine")
    assert codes(check(site, "main")) == []
    changed(site)
    commit(site)
    (problem,) = (row for row in check(site, "main").problems if row["code"] == "unrecorded-change")
    assert f"changed since “main” (at {begun}, where this branch left it)" in problem["message"]
    git(site, "merge", "--quiet", "--no-edit", "--strategy-option=theirs", "main")
    assert codes(check(site, "main")) == []
    edit(site / CLAIMS, "finding: Still only Southland", "finding: Now only Southland")
    (problem,) = (row for row in check(site, "main").problems if row["code"] == "unrecorded-change")
    assert "changed since “main”, and" in problem["message"]


def test_a_claim_that_main_published_later(site: Path) -> None:
    """A branch that never had a claim has not deleted it."""
    git(site, "branch", "mine")
    text = (site / CLAIMS).read_text(encoding="utf-8")
    (site / CLAIMS).write_text(text + "\n- id: more-grain" + text.split("- id: grain")[1], encoding="utf-8")
    commit(site)
    git(site, "checkout", "--quiet", "mine")
    assert codes(check(site, "main")) == []


def test_a_revision_that_has_nothing_in_common(site: Path) -> None:
    """There is nothing to compare with then, and saying nothing would let every change pass."""
    git(site, "checkout", "--quiet", "--orphan", "other")
    commit(site, "Another beginning")
    ran = check(site, "main")
    assert ran.code == 2
    assert "“main” and HEAD have no commit in common" in ran.stderr


@pytest.mark.parametrize("below", ["-site", "news rooms/ä “one”", "a*[b]"])
def test_in_a_folder_of_the_repository(tmp_path: Path, below: str) -> None:
    """Whatever the folder is called, and whatever else the repository holds."""
    folder = tmp_path / "repository" / below
    shutil.copytree(CASES / "_base", folder)
    (folder / "seeds" / "articles" / "-f “ä”\n.txt").write_text("Not used.", encoding="utf-8")
    (tmp_path / "repository" / CLAIMS).write_text("not: ours", encoding="utf-8")
    commit(tmp_path / "repository")
    assert codes(check(folder)) == []
    changed(folder)
    assert codes(check(folder)) == ["unrecorded-change"]
    assert check(folder).code == 1


def test_run_by_a_hook(site: Path, tmp_path: Path) -> None:
    """What git sets for its hooks does not lead to another repository."""
    other = Path(shutil.copytree(CASES / "_base", tmp_path / "other"))
    commit(other)
    changed(site)
    commit(site)
    changed_back = check(
        site, "HEAD", GIT_DIR=str(other / ".git"), GIT_INDEX_FILE=str(tmp_path / "none"), GIT_WORK_TREE=str(other)
    )
    assert codes(changed_back) == []


def test_line_ends_and_attributes_say_nothing(site: Path) -> None:
    """Git's own objects are read, as they are: no filter, no export, no conversion."""
    (site / ".gitattributes").write_text(
        "*.yaml text eol=crlf export-ignore\n*.txt export-subst ident\n", encoding="utf-8"
    )
    commit(site)
    text = (site / CLAIMS).read_bytes()
    (site / CLAIMS).write_bytes(text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert codes(check(site)) == []
    changed(site)
    assert codes(check(site)) == ["unrecorded-change"]


def test_before_there_were_any_data(tmp_path: Path) -> None:
    """Everything is new then; but that nothing was compared is said."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "README.md").write_text("Soon.", encoding="utf-8")
    commit(folder)
    shutil.copytree(CASES / "_base", folder, dirs_exist_ok=True)
    ran = check(folder)
    assert ran.code == 0
    assert codes(ran) == ["nothing-to-compare"]


def test_a_site_without_claims(site: Path) -> None:
    """There were data, and in them nothing was published."""
    text = (site / CLAIMS).read_text(encoding="utf-8")
    (site / CLAIMS).write_text("schema: 1\nclaims: []\n", encoding="utf-8")
    commit(site)
    (site / CLAIMS).write_text(text, encoding="utf-8")
    assert codes(check(site)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        (CLAIMS, "finding: Only", "findng: Only", "claims.yaml:26:3 unknown-key"),
        (CLAIMS, "schema: 1", "schema: 2", "claims.yaml:1:9 bad-value"),
        ("seeds/voices.yaml", "schema: 1", "schema: [", "seeds/voices.yaml:4:1 yaml-syntax"),
    ],
)
def test_data_that_cannot_be_read(site: Path, file: str, old: str, new: str, place: str) -> None:
    """What cannot be read cannot be compared, and that is an error; what can be read still is."""
    edit(site / file, old, new)
    edit(site / CLAIMS, "reasoning: The Daily", "reasoning: A Daily")
    commit(site)
    edit(site / file, new, old)
    edit(site / CLAIMS, "reasoning: A Daily", "reasoning: The Daily")
    ran = check(site)
    assert ran.code == 1
    assert sorted(codes(ran)) == ["unreadable-revision", "unrecorded-change"]
    message = next(row["message"] for row in ran.problems if row["code"] == "unreadable-revision")
    assert f"HEAD:{place}" in message


def test_data_that_cannot_be_read_now(site: Path) -> None:
    """The fault itself is reported, and nothing is compared."""
    edit(site / CLAIMS, "schema: 1", "schema: [")
    ran = check(site)
    assert ran.code == 1
    assert codes(ran) == ["yaml-syntax"]


def test_a_link_is_not_followed(site: Path) -> None:
    """A symbolic link in the repository leads nowhere out of it."""
    (site / "seeds" / "more").symlink_to(os.path.relpath(site.parent, site / "seeds"))
    commit(site)
    ran = in_process("check", "--against", "HEAD", "--format", "json", project=site)
    assert ran.code == 0
    assert codes(ran) == []


def test_a_working_tree_as_committed(site: Path) -> None:
    """Files that no build reads, and those that git ignores outside the data, do not count."""
    (site / ".gitignore").write_text("docs/claims/\n/site/\n", encoding="utf-8")
    head = commit(site)
    for name in ("SHA256SUMS", "docs/claims/index.md", "site/index.html", "notes.txt"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("x", encoding="utf-8")
    found = working_tree(Project(site))
    assert (found.commit, found.changed) == (head[:10], ())


def edited(site: Path) -> None:
    """A comment in the claims."""
    with (site / CLAIMS).open("a", encoding="utf-8") as file:
        file.write("# x\n")


def staged(site: Path) -> None:
    """The same, added to the index."""
    edited(site)
    git(site, "add", CLAIMS)


def ignored(site: Path) -> None:
    """A data file that git ignores and a build reads."""
    (site / "claims").mkdir()
    (site / "claims" / "a.yaml").write_text("x", encoding="utf-8")
    (site / ".git" / "info").mkdir(exist_ok=True)
    (site / ".git" / "info" / "exclude").write_text("claims/\n", encoding="utf-8")


def new_page(site: Path) -> None:
    """A page that was not committed."""
    (site / "docs").mkdir()
    (site / "docs" / "a.md").write_text("x", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (edited, CLAIMS),
        (staged, CLAIMS),
        (ignored, "claims/a.yaml"),
        (new_page, "docs/a.md"),
        (lambda site: (site / "policy.yaml").unlink(), "policy.yaml"),
        (lambda site: (site / "mkdocs.yml").write_text("x", encoding="utf-8"), "mkdocs.yml"),
        (lambda site: git(site, "mv", "seeds/voices.yaml", "seeds/v.yaml"), "seeds/v.yaml"),
        (lambda site: (site / "seeds" / "voices.yaml").chmod(0o755), "seeds/voices.yaml"),
    ],
)
def test_a_working_tree_that_is_not_as_committed(site: Path, change: Callable[[Path], object], named: str) -> None:
    """Edited, staged, deleted, renamed, new, and ignored although a build reads it."""
    change(site)
    assert named in working_tree(Project(site)).changed


def test_only_the_folder_of_the_project_counts(tmp_path: Path) -> None:
    """Names are relative to it, wherever the repository begins."""
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "news room" / "site"))
    (tmp_path / "other.txt").write_text("x", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    (tmp_path / "other.txt").write_text("y", encoding="utf-8")
    assert working_tree(Project(folder)).changed == ()
    edited(folder)
    assert working_tree(Project(folder)).changed == (CLAIMS,)


def test_files_in_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be said of a commit."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "site"))
    with pytest.raises(RevisionError, match="not a git repository"):
        working_tree(Project(folder))
