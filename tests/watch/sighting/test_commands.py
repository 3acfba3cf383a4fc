"""The commands: `sight`, and `links --external --sight`, which asks for each address once."""

import functools
import ipaddress
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from verbatim.checks import examine as examine_module
from verbatim.cli.terminal import commands
from verbatim.watch import client as client_module
from verbatim.watch import timeouts as timeouts_module

from tests.support.faulty_disk import refusing
from tests.support.microsite import ROOT, files_in, in_process
from tests.support.misbehaving_server import MisbehavingServer, answer, serving
from tests.support.repository import commit, git
from tests.support.webpages import page
from tests.watch.sighting.pages import HTML
from tests.watch.sighting.test_runs import project_with
from tests.watch.test_watch import HERE


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    """A host with an article."""
    server = MisbehavingServer(HERE)
    server.pages = {"/article": answer("200 OK", page().encode(), HTML)}
    with serving(server):
        yield server


@pytest.fixture
def project(server: MisbehavingServer, tmp_path: Path) -> Path:
    """A project with a record of that article, and one whose page is gone."""
    return project_with(
        tmp_path / "project", {"original_url": server.address("/article")}, {"original_url": server.address("/404")}
    )


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, project: Path) -> Callable[..., Result]:
    """Run a command in this process, with a client that may ask the server on this machine."""
    allowed = (ipaddress.ip_network(HERE),)
    short = functools.partial(timeouts_module.Timeouts, between_requests=0, before_retry=0.05)
    monkeypatch.setattr(timeouts_module, "Timeouts", short)
    monkeypatch.setattr(client_module, "Client", functools.partial(client_module.Client, allowed_networks=allowed))
    monkeypatch.setattr(examine_module, "unusable_addresses", lambda _loaded: [])

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(commands, [*arguments, "--project", str(project)], catch_exceptions=False)

    return run


def lines(project: Path) -> list[str]:
    """The sightings of a project's file."""
    text = (project / "seeds/sightings.yaml").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith("- {")]


def test_sight(run: Callable[..., Result], project: Path, tmp_path: Path) -> None:
    """It writes the file and the report, prints what it saw, and asks nothing the second time."""
    report = tmp_path / "seen.md"
    ran = run("sight", "--report", str(report))
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1] == "2 looks: 1 gone, 1 seen."
    assert len(lines(project)) == 2
    assert "## Gone: 1" in report.read_text(encoding="utf-8")
    ran = run("sight", "--report", str(report))
    assert ran.stdout == "No address is due.\n"
    assert len(lines(project)) == 2
    assert run("check").stdout.startswith("No problem found.\n")


def test_both_at_once(run: Callable[..., Result], project: Path, server: MisbehavingServer, tmp_path: Path) -> None:
    """The link watch knows the same answers; JSON is alone on the standard output."""
    issue, seen = tmp_path / "issue.md", tmp_path / "seen.md"
    ran = run("links", "--external", "--format", "json", "--state", str(issue), "--sight", str(seen))
    assert ran.exit_code == 0
    states = {result["address"]: result["state"] for result in json.loads(ran.stdout)["results"]}
    assert states[server.address("/article")] == "ok"
    assert states[server.address("/404")] == "gone"
    assert "2 looks: 1 gone, 1 seen." in ran.stderr
    assert server.methods("/article") == server.methods("/404") == ["GET"]
    assert len(lines(project)) == 2
    run("links", "--external", "--state", str(issue), "--sight", str(seen))
    # What is not due is only asked whether it is there.
    assert server.methods("/article")[:2] == ["GET", "HEAD"]
    assert len(lines(project)) == 2
    assert seen.read_text(encoding="utf-8").endswith("No address was due.\n")


@pytest.mark.parametrize(
    "arguments",
    [["sight", "--report", "seen.md"], ["links", "--external", "--state", "issue.md"]],
    ids=lambda each: each[0],
)
def test_a_disk_that_refuses(
    arguments: list[str], run: Callable[..., Result], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever change it refuses: the sightings and the report, or the issue, are as before, or all as after."""
    monkeypatch.chdir(project)
    for name in ("seen.md", "issue.md"):
        (project / name).write_text("Of last week.\n", encoding="utf-8")
    before, number, refused = files_in(project), 0, True
    while refused:
        with refusing(number) as disk:
            try:
                run(*arguments)
            except OSError:
                assert files_in(project) == before, disk.changes
        refused = disk.refused
        number += 1
    assert number > 3
    assert {name for name, content in files_in(project).items() if content != before.get(name)} == (
        {"seeds/sightings.yaml", "seen.md"} if arguments[0] == "sight" else {"issue.md"}
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["links", "--external", "--state", "/dev/null"], "is no ordinary file"),
        (["sight", "--report", "/dev/null"], "is no ordinary file"),
        (["links", "--sight", "seen.md"], "--sight can only be used with --external"),
        (["sight", "--report", "no/such/seen.md"], "There is no folder"),
        (["links", "--external", "--sight", "no/such/seen.md"], "There is no folder"),
        (["sight", "--save"], "policy.yaml has no `archive_save:`"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, run: Callable[..., Result], server: MisbehavingServer) -> None:
    """It says what is wrong before anything is asked."""
    ran = run(*arguments)
    assert (ran.exit_code, server.requests) == (2, [])
    assert said in ran.stderr


def test_faulty_data_are_not_looked_at(run: Callable[..., Result], project: Path, server: MisbehavingServer) -> None:
    """The problems are printed, and nothing is asked or written."""
    (project / "seeds/sightings.yaml").write_text("schema: 1\nsightings: none\n", encoding="utf-8")
    for arguments in (["sight"], ["links", "--external", "--sight", str(project / "seen.md")]):
        ran = run(*arguments)
        assert ran.exit_code == 1
        assert "seeds/sightings.yaml:2:12: error[bad-value] expected a list" in ran.stderr
    assert server.requests == []
    assert not (project / "seen.md").exists()


def test_the_command_asks_nothing_of_this_machine(project: Path, server: MisbehavingServer) -> None:
    """As it is, without a test's client: whatever the addresses say, whatever the environment."""
    ran = in_process("sight", project=project)
    assert ran.code == 1  # addresses of this machine are an error in the data
    assert server.requests == []


def test_git_keeps_the_lines_of_two_runs(tmp_path: Path) -> None:
    """Two branches that both append lines are merged without a conflict, and every line stays whole."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    file = tmp_path / "seeds/sightings.yaml"
    file.write_text("schema: 1\n\nsightings:\n- {day: 0}\n", encoding="utf-8")
    commit(tmp_path)
    git(tmp_path, "switch", "--quiet", "-c", "other")
    file.write_text(file.read_text(encoding="utf-8") + "- {day: 1}\n- {day: 2}\n", encoding="utf-8")
    commit(tmp_path)
    git(tmp_path, "switch", "--quiet", "main")
    file.write_text(file.read_text(encoding="utf-8") + "- {day: 3}\n", encoding="utf-8")
    commit(tmp_path)
    git(tmp_path, "merge", "--no-edit", "other")
    assert sorted(file.read_text(encoding="utf-8").splitlines()[3:]) == [f"- {{day: {number}}}" for number in range(4)]
