"""The link watch from the data to the tracking issue: addresses with their places, the memory, the command."""

import functools
import ipaddress
import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from verbatim.cli.terminal import commands
from verbatim.model.policy import LinkException
from verbatim.model.reading.load import load
from verbatim.problems import Place
from verbatim.project import Project
from verbatim.watch import client as client_module
from verbatim.watch import timeouts as timeouts_module
from verbatim.watch.addresses import Mention, WatchedAddress, addresses
from verbatim.watch.memory import DUE_AFTER, FailureRecord, Memory, as_comment, from_issue, no_server_answered, updated
from verbatim.watch.report import Outcome, as_issue
from verbatim.watch.states import Result, State

from tests.support.cases import lay_out
from tests.support.microsite import NEWSROOM, ROOT, copy_handwritten_docs, edit, files_in, in_process
from tests.support.misbehaving_server import MisbehavingServer, serving
from tests.watch.test_watch import HERE

MONDAY = date(2026, 11, 2)
PAGE = "https://example.org/page"


def week(number: int) -> date:
    """The day of the nth weekly run, from 0."""
    return MONDAY + timedelta(weeks=number)


def after(*states: State, memory: Memory | None = None, start: int = 0) -> Memory:
    """The memory after weekly runs that found one page in these states."""
    memory = memory or {}
    for number, state in enumerate(states, start):
        memory = updated(memory, [Result(PAGE, state, "", 200)], week(number))
    return memory


# Memory

GONE, ERROR, BLOCKED, OK, MOVED, SKIPPED = State.GONE, State.ERROR, State.BLOCKED, State.OK, State.MOVED, State.SKIPPED


@pytest.mark.parametrize(
    ("states", "gone", "failed"),
    [
        ([GONE], 1, 1),
        ([GONE, GONE, GONE], 3, 3),
        ([GONE, GONE, ERROR, GONE], 3, 4),
        ([GONE, BLOCKED, GONE, SKIPPED, GONE], 3, 3),
        ([ERROR, ERROR, ERROR, ERROR], 0, 4),
        ([GONE, GONE, OK, GONE], 1, 1),
        ([GONE, GONE, MOVED, GONE, GONE], 2, 2),
    ],
)
def test_failures_in_a_row(states: list[State], gone: int, failed: int) -> None:
    """Only *gone* adds to a row of gone; an answer ends it; a wall or a skipped check changes nothing."""
    record = after(*states)[PAGE]
    assert (record.gone, record.failed, record.due) == (gone, failed, gone >= DUE_AFTER)


@pytest.mark.parametrize("state", [OK, MOVED])
def test_an_answer_ends_the_row(state: State) -> None:
    """An address that works again is forgotten."""
    assert after(GONE, GONE, GONE, state) == {}


def test_no_row_without_a_failure() -> None:
    """A wall is no failure, and neither is a check that was skipped."""
    assert after(BLOCKED, SKIPPED) == {}


def test_several_runs_on_one_day_count_as_one() -> None:
    """Three checks on one morning make nothing due; an address that works again is forgotten on the same day."""
    memory: Memory = {}
    for _ in range(5):
        memory = updated(memory, [Result(PAGE, GONE, "", 404)], MONDAY)
    assert memory == {PAGE: FailureRecord(gone=1, failed=1, since=MONDAY, last=MONDAY)}
    assert updated(memory, [Result(PAGE, OK, "", 200)], MONDAY) == {}


def test_an_address_that_left_the_data_is_forgotten() -> None:
    """An address that is not among the results is forgotten; an excepted address is not among them either."""
    assert updated(after(GONE, GONE), [Result("https://example.org/other", GONE, "", 404)], week(3)).keys() == {
        "https://example.org/other"
    }


def test_a_run_without_a_network() -> None:
    """If no server answered, the run is void; one answer is enough for a valid run."""
    unanswered = [
        Result(PAGE, GONE, "there is no host of that name"),
        Result("https://example.com/", ERROR, "time-out"),
    ]
    assert no_server_answered(unanswered)
    assert not no_server_answered([*unanswered, Result("https://example.net/", GONE, "", 404)])


ADDRESS = st.builds(
    "https://{}".format, st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters='<>"'), min_size=1)
)
RECORD = st.builds(FailureRecord, gone=st.integers(0, 99), failed=st.integers(0, 99), since=st.dates(), last=st.dates())


@given(
    st.dictionaries(
        st.one_of(ADDRESS, st.sampled_from(["https://a.org/-->", "https://a.org/--!>x", "https://a.org/`]\\"])),
        RECORD,
        max_size=9,
    )
)
def test_the_memory_is_read_as_it_was_written(memory: Memory) -> None:
    """It is read from the text of an issue, also with the line ends of a browser; nothing in it ends the comment."""
    text = as_comment(memory)
    assert text.count("-->") == 1
    for issue in (text, f"Words before.\n\n{text}\n", f"Words.\n{text}".replace("\n", "\r\n")):
        assert from_issue(issue) == memory


@pytest.mark.parametrize(
    "text",
    [
        "no comment",
        "<!-- verbatim-links 1\n[]\n-->",
        '<!-- verbatim-links 1\n{"a": {"gone": -1}}\n-->',
        "<!-- verbatim-links 1\n{\n-->",
    ],
)
def test_a_memory_that_cannot_be_read(text: str) -> None:
    """The comment was edited: there is no memory, which is not the same as an empty one."""
    assert from_issue(text) is None
    assert from_issue("  \n") == {}


def test_a_long_memory_is_cut_to_fit_an_issue() -> None:
    """Of very many failing addresses, those with the longest rows are kept."""
    many = {
        f"{PAGE}/{'x' * 50}/{number}": FailureRecord(gone=number % 4, failed=4, since=MONDAY, last=MONDAY)
        for number in range(2000)
    }
    text = as_comment(many)
    kept = from_issue(text)
    assert kept
    assert len(text) < 65_536 / 1.5
    assert {record.gone for record in kept.values()} == {3}


@pytest.mark.parametrize("letter", ["x", "é", "\N{GRINNING FACE}"])
def test_the_text_of_the_issue_is_cut_to_fit_and_its_memory_is_not(letter: str) -> None:
    """Many gone addresses, each long and named in many places."""
    watched = tuple(
        WatchedAddress(
            f"{PAGE}/{letter * 150}/{number}",
            tuple(Mention(Place("claims.yaml", line), f"original_url of {letter * 100}") for line in range(12)),
        )
        for number in range(300)
    )
    gone = FailureRecord(gone=3, failed=3, since=MONDAY, last=MONDAY)
    memory = {entry.address: gone for entry in watched}
    results = tuple(Result(entry.address, State.GONE, "404 Not Found", 404) for entry in watched)
    text = as_issue(Outcome(MONDAY, watched, results, (), {}, memory, void=False))
    assert len(text.encode()) <= 65_536
    assert from_issue(text) == from_issue(as_comment(memory))
    assert text.startswith("The weekly link watch")
    assert "\n- … and more, for which the issue has no room\n\n<!-- verbatim-links 1\n" in text


# Addresses and exceptions


def test_every_address_of_the_data() -> None:
    """Every address in the YAML files is watched, with its line."""
    watched = addresses(load(Project(NEWSROOM)))
    named = {
        (file.name, number, found.partition("#")[0])
        for file in [*(NEWSROOM / "seeds").glob("*.yaml"), NEWSROOM / "policy.yaml", NEWSROOM / "claims.yaml"]
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        for found in re.findall(r"(?:^\s*(?:- )?[a-z_]*(?:url|issues): |\]\()(https?://[^\s)]+)", line)
    }
    assert len(named) > 15
    assert {
        (Path(mention.place.file).name, mention.place.line, entry.address)
        for entry in watched
        for mention in entry.mentions
    } == named
    assert len({entry.address for entry in watched}) == len(watched)


def small(folder: Path) -> Path:
    """The base project of the golden cases with an address of every kind."""
    project = lay_out("_base", folder)
    edit(
        project / "policy.yaml", "  licence: CC BY 4.0", "  issues: https://forge.example/issues\n  licence: CC BY 4.0"
    )
    edit(
        project / "seeds" / "articles.yaml",
        "  original_url: https://daily.example/talks",
        "  original_url: https://daily.example/talks\n  carrier: The Carrier\n"
        "  carrier_url: https://carrier.example/talks\n  archive_url: https://archive.example/talks\n"
        "  derives_from: wire",
    )
    edit(
        project / "seeds" / "records.yaml",
        "records: []",
        "records:\n- id: wire\n  title: A wire report\n  publisher: northland\n  kind: report\n  read: excerpt\n"
        "  published: 2022-05-02\n  original_url: https://wire.example/1\n"
        "  archive_url: https://archive.example/wire\n  passages:\n  - text: The ministers met.",
    )
    edit(
        project / "seeds" / "origins.yaml",
        "  by: [ada-berg]",
        "  by: [ada-berg]\n  url: https://northland.example/briefing#answer\n"
        "  archive_url: https://archive.example/briefing",
    )
    edit(
        project / "claims.yaml",
        "  reasoning: The Daily quotes her by name.",
        "  reasoning: |\n    The Daily quotes her\n    by [name](https://daily.example/a?b=1&c=2), see\n"
        "    <https://northland.example/briefing>.\n"
        "  override: {rule: confirmed-said, reason: An article that derives from another is no witness., by: testers, "
        "day: 2022-06-01}",
    )
    return project


def test_each_address_with_its_places_and_claims(tmp_path: Path) -> None:
    """An address in two places is listed once; claims depend on a source, what it derives from, and an origin."""
    watched = {entry.address: entry for entry in addresses(load(Project(small(tmp_path / "project"))))}
    places = {
        address: (
            [f"{mention.place.file}:{mention.place.line}" for mention in entry.mentions],
            entry.claims,
            entry.archive,
        )
        for address, entry in watched.items()
    }
    both = ("no-signature", "grain")
    assert places == {
        "https://creativecommons.org/licenses/by/4.0/": (["policy.yaml:10"], (), None),
        "https://forge.example/issues": (["policy.yaml:8"], (), None),
        "https://daily.example/talks": (["seeds/articles.yaml:9"], both, "https://archive.example/talks"),
        "https://carrier.example/talks": (["seeds/articles.yaml:11"], both, "https://archive.example/talks"),
        "https://archive.example/talks": (["seeds/articles.yaml:12"], both, None),
        "https://wire.example/1": (["seeds/records.yaml:10"], both, "https://archive.example/wire"),
        "https://archive.example/wire": (["seeds/records.yaml:11"], both, None),
        "https://northland.example/briefing": (
            ["seeds/origins.yaml:9", "claims.yaml:12"],
            ("no-signature",),
            "https://archive.example/briefing",
        ),
        "https://archive.example/briefing": (["seeds/origins.yaml:10"], ("no-signature",), None),
        "https://daily.example/a?b=1&c=2": (["claims.yaml:11"], ("no-signature",), None),
    }


@pytest.mark.parametrize(
    ("exception", "covered", "not_covered"),
    [
        (PAGE, PAGE, f"{PAGE}/2"),
        ("https://example.org/*", f"{PAGE}/2", "https://example.org.evil.example/"),
        (f"{PAGE}#part-2", PAGE, f"{PAGE}/2"),
        (f"{PAGE}#:~:text=a%20b*", PAGE, f"{PAGE}/2"),
        (PAGE, f"{PAGE}#part-2", f"{PAGE}?a=1"),
        (PAGE.replace("example", "Example"), PAGE, f"{PAGE}/2"),
        (PAGE.replace(".org", ".org:443"), PAGE, PAGE.replace(".org", ".org:444")),
        ("https://example.org", "https://example.org/", PAGE),
        ("https://example.org*", PAGE, "https://example.org.evil.example/"),
        ("https://example.org?a", "https://example.org/?a", "https://example.org/"),
        (f"{PAGE}?q=ä*", f"{PAGE}?q=%c3%A4b", f"{PAGE}?q=a"),
    ],
)
def test_what_an_exception_covers(exception: str, covered: str, not_covered: str) -> None:
    """One address or, with a star, all addresses that begin with it."""
    entry = LinkException(address=exception, reason="Because.", until="2026-11-30")
    assert entry.covers(covered)
    assert not entry.covers(not_covered)


def test_every_link_is_followed_by_its_archived_copy(tmp_path: Path) -> None:
    """On every built page, wherever a page of the data is linked, its archived copy is one of the next two links.

    An editor's own text is left out: there the editor chooses the links.
    """
    folder = small(tmp_path / "project")
    shutil.copy2(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    copy_handwritten_docs(folder)
    ran = in_process("build", project=folder)
    assert ran.code == 0, ran.stdout + ran.stderr
    copies = {
        "https://daily.example/talks": "https://archive.example/talks",
        "https://carrier.example/talks": "https://archive.example/talks",
        "https://wire.example/1": "https://archive.example/wire",
        "https://northland.example/briefing": "https://archive.example/briefing",
    }
    seen = set()
    for path, content in files_in(folder / "site").items():
        soup = BeautifulSoup(content if path.endswith(".html") else b"", "html.parser")
        for own_text in soup.select(".v-prose"):
            own_text.decompose()
        links = [str(link["href"]) for link in soup.select("a[href]")]
        for number, link in enumerate(links):
            address = link.partition("#")[0]
            if address in copies:
                assert copies[address] in links[number + 1 : number + 3], (path, link)
                seen.add((path.split("/")[0], address))
    assert {address for _, address in seen} == set(copies)
    assert {kind for kind, _ in seen} == {"claims", "articles", "sources", "print", "voices"}


# The command


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    """A server on this machine."""
    unruly = MisbehavingServer(HERE)
    with serving(unruly):
        yield unruly


@pytest.fixture
def project(server: MisbehavingServer, tmp_path: Path) -> Path:
    """A microsite with two outside addresses, both on that server; the page of its article is gone."""
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / "seeds" / "articles.yaml", "https://daily.example/talks", server.address("/404"))
    edit(folder / "policy.yaml", "https://creativecommons.org/licenses/by/4.0/", server.address("/ok"))
    return folder


def test_the_command_sends_no_request_to_this_machine(project: Path, server: MisbehavingServer, tmp_path: Path) -> None:
    """An address of this machine in the data is refused; if no server answered, no memory is written."""
    ran = in_process("links", "--external", "--state", str(tmp_path / "issue.md"), project=project)
    assert (ran.code, ran.stderr) == (0, "")
    assert (
        f"error    {server.address('/404')}\n"
        "         never requested: 127.0.0.1 leads to 127.0.0.1, which is not a public address\n" in ran.stdout
    )
    assert (
        "seeds/articles.yaml:9:17: original_url of article “talks”\n         claims: no-signature, grain\n"
        in ran.stdout
    )
    assert ran.stdout.endswith(
        "2 addresses: 2 error; 0 excepted.\n"
        "No server answered; probably this machine has no network. The memory was not changed.\n"
    )
    assert server.connections == 0
    assert not (tmp_path / "issue.md").exists()


@pytest.fixture
def links(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], tuple[dict[str, object], str]]:
    """`links --external` with short waits and a client that is allowed this machine: its JSON, and the issue's text."""
    allowed = (ipaddress.ip_network(HERE),)
    short = functools.partial(timeouts_module.Timeouts, between_requests=0, before_retry=0.05)
    monkeypatch.setattr(timeouts_module, "Timeouts", short)
    monkeypatch.setattr(client_module, "Client", functools.partial(client_module.Client, allowed_networks=allowed))
    issue = tmp_path / "issue.md"

    def run() -> tuple[dict[str, object], str]:
        arguments = ["links", "--external", "--format", "json", "--state", str(issue), "--project", str(project)]
        ran = CliRunner().invoke(commands, arguments, catch_exceptions=False)
        assert ran.exit_code == 0
        return json.loads(ran.stdout), issue.read_text("utf-8")

    return run


def age(issue: Path) -> None:
    """Move all dates of an issue a week back, as if a week had passed."""
    text = issue.read_text("utf-8")
    for key in ("last", "since"):
        text = re.sub(
            rf'("{key}": )"(\S+)"',
            lambda found: f'{found[1]}"{date.fromisoformat(found[2]) - timedelta(weeks=1)}"',
            text,
        )
    issue.write_text(text, "utf-8")


def test_the_third_failure_opens_the_issue(
    links: Callable[[], tuple[dict[str, object], str]], server: MisbehavingServer, project: Path, tmp_path: Path
) -> None:
    """Two failures are only remembered; the third one names the claims, the line and the copy; an exception ends it."""
    issue, address = tmp_path / "issue.md", server.address("/404")
    for _ in range(2):
        found, text = links()
        assert found["issue"] == {"open": False, "due": [], "new": []}
        assert "Nothing is due." in text
        age(issue)
    found, text = links()
    assert found["issue"] == {"open": True, "due": [address], "new": [address]}
    assert found["counts"] == {"gone": 1, "error": 0, "blocked": 0, "moved": 0, "skipped": 0, "ok": 1}
    assert f"- <{address}>: 404 Not Found; gone 3 times since " in text
    assert (
        "  - `seeds/articles.yaml:9`, original_url of article “talks”\n"
        "  - claims: `no-signature`, `grain`\n  - archived copy: none" in text
    )
    age(issue)
    found, _ = links()
    assert found["issue"] == {"open": True, "due": [address], "new": []}
    # An exception removes it from the list; after its last day a new row begins.
    with (project / "policy.yaml").open("a", encoding="utf-8") as policy:
        policy.write(f"\nlink_exceptions:\n- address: {address}\n  reason: Read by hand.\n  until: 2099-12-31\n")
    found, text = links()
    assert (found["issue"], from_issue(text)) == ({"open": False, "due": [], "new": []}, {})
    (excepted,) = found["excepted"]  # type: ignore[misc]
    assert (excepted["address"], excepted["reason"], excepted["until"]) == (address, "Read by hand.", "2099-12-31")
    edit(project / "policy.yaml", "2099-12-31", "2022-12-31")
    assert from_issue(links()[1])


def test_a_memory_that_was_deleted(links: Callable[[], tuple[dict[str, object], str]], tmp_path: Path) -> None:
    """The run goes on, and every row starts again from zero."""
    (tmp_path / "issue.md").write_text("Somebody’s own words.", "utf-8")
    _, text = links()
    memory = from_issue(text)
    assert memory
    assert [record.gone for record in memory.values()] == [1]


def test_wrong_usage(project: Path, tmp_path: Path) -> None:
    """A missing folder is wrong usage, before any request; data that cannot be read is a problem of the data."""
    ran = in_process("links", "--external", "--state", str(tmp_path / "none" / "issue.md"), project=project)
    assert (ran.code, ran.stdout) == (2, "")
    assert "There is no folder" in ran.stderr
    (project / "policy.yaml").unlink()
    ran = in_process("links", "--external", project=project)
    assert (ran.code, ran.stdout) == (1, "")
    assert "error[missing-file]" in ran.stderr
