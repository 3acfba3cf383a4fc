"""The link watch from the data to the tracking issue: addresses with their places, the memory from run to run, the command."""

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
from verbatim import cli
from verbatim.model.load import load
from verbatim.model.policy import LinkException
from verbatim.project import Project
from verbatim.watch import client as client_module
from verbatim.watch.addresses import addresses
from verbatim.watch.memory import TIMES, Memory, Standing, advanced, heard_of_nobody, remembered, written
from verbatim.watch.states import Result, State

from tests.support.cases import lay_out
from tests.support.microsite import ROOT, Ran, copy_handwritten_docs, edit, files_in
from tests.support.misbehaving_server import UnrulyServer, serving
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
        memory = advanced(memory, [Result(PAGE, state, "", 200)], week(number))
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
def test_a_row(states: list[State], gone: int, failed: int) -> None:
    """Only *gone* adds to the row of gone; an answer ends it; what tells nothing leaves it as it is."""
    standing = after(*states)[PAGE]
    assert (standing.gone, standing.failed, standing.due) == (gone, failed, gone >= TIMES)


@pytest.mark.parametrize("state", [OK, MOVED])
def test_an_answer_is_forgotten_at_once(state: State) -> None:
    """Nothing is remembered of an address that works."""
    assert after(GONE, GONE, GONE, state) == {}


def test_nothing_is_remembered_of_what_never_failed() -> None:
    """A wall is no failure, nor is an address that there was no time for."""
    assert after(BLOCKED, SKIPPED) == {}


def test_runs_of_one_day_count_once() -> None:
    """Whoever looks three times on one morning makes nothing due; what works again is forgotten on the same day."""
    memory: Memory = {}
    for _ in range(5):
        memory = advanced(memory, [Result(PAGE, GONE, "", 404)], MONDAY)
    assert memory == {PAGE: Standing(gone=1, failed=1, since=MONDAY, last=MONDAY)}
    assert advanced(memory, [Result(PAGE, OK, "", 200)], MONDAY) == {}


def test_an_address_that_left_the_data_is_forgotten() -> None:
    """So is one that is excepted: neither is among the results."""
    assert advanced(after(GONE, GONE), [Result("https://example.org/other", GONE, "", 404)], week(3)).keys() == {
        "https://example.org/other"
    }


def test_a_run_without_a_network() -> None:
    """Where nobody answered, no conclusion is drawn; one answer is enough to draw some."""
    unheard = [Result(PAGE, GONE, "there is no host of that name"), Result("https://example.com/", ERROR, "time-out")]
    assert heard_of_nobody(unheard)
    assert not heard_of_nobody([*unheard, Result("https://example.net/", GONE, "", 404)])


ADDRESS = st.from_regex(r"https?://[^\s<>\"]+", fullmatch=True)
STANDING = st.builds(Standing, gone=st.integers(0, 99), failed=st.integers(0, 99), since=st.dates(), last=st.dates())


@given(
    st.dictionaries(
        st.one_of(ADDRESS, st.sampled_from(["https://a.org/-->", "https://a.org/--!>x", "https://a.org/`]\\"])),
        STANDING,
        max_size=9,
    )
)
def test_the_memory_is_read_as_it_was_written(memory: Memory) -> None:
    """Within an issue's text, with the line ends of a browser too, and nothing in it ends the comment."""
    text = written(memory)
    assert text.count("-->") == 1
    for issue in (text, f"Words before.\n\n{text}\n", f"Words.\n{text}".replace("\n", "\r\n")):
        assert remembered(issue) == memory


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
    """Somebody edited the comment: that is said, and no run fails for it."""
    assert remembered(text) is None
    assert remembered("  \n") == {}


def test_a_memory_that_fits_an_issue() -> None:
    """Of very many failing addresses those with the longest rows are kept."""
    many = {
        f"{PAGE}/{'x' * 50}/{number}": Standing(gone=number % 4, failed=4, since=MONDAY, last=MONDAY)
        for number in range(2000)
    }
    text = written(many)
    kept = remembered(text)
    assert kept
    assert len(text) < 65_536 / 1.5
    assert {standing.gone for standing in kept.values()} == {3}


# Addresses and exceptions


def test_addresses_of_the_real_data() -> None:
    """Every address that the YAML files name is watched, at the line where it stands."""
    watched = addresses(load(Project(ROOT)))
    named = {
        (file.name, number, found.partition("#")[0])
        for file in [*(ROOT / "seeds").glob("*.yaml"), ROOT / "policy.yaml"]
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        for found in re.findall(r"^\s*(?:- )?[a-z_]*(?:url|issues): (https?://\S+)", line)
    }
    assert len(named) > 50
    assert {
        (Path(mention.place.file).name, mention.place.line, entry.address)
        for entry in watched
        for mention in entry.mentions
    } == named
    assert len({entry.address for entry in watched}) == len(watched)


def small(folder: Path) -> Path:
    """The base of the golden cases with an address of every kind."""
    project = lay_out("_base", folder)
    edit(
        project / "policy.yaml", "  licence: CC BY 4.0", "  issues: https://forge.example/issues\n  licence: CC BY 4.0"
    )
    edit(
        project / "seeds" / "articles.yaml",
        "  original_url: https://daily.example/talks",
        "  original_url: https://daily.example/talks\n  carrier: The Carrier\n  carrier_url: https://carrier.example/talks\n"
        "  archive_url: https://archive.example/talks\n  derives_from: wire",
    )
    edit(
        project / "seeds" / "records.yaml",
        "records: []",
        "records:\n- id: wire\n  title: A wire report\n  publisher: northland\n  kind: report\n  read: excerpt\n  published: 2022-05-02\n"
        "  original_url: https://wire.example/1\n  archive_url: https://archive.example/wire\n  passages:\n  - text: The ministers met.",
    )
    edit(
        project / "seeds" / "origins.yaml",
        "  by: [ada-berg]",
        "  by: [ada-berg]\n  url: https://northland.example/briefing#answer\n  archive_url: https://archive.example/briefing",
    )
    edit(
        project / "claims.yaml",
        "  reasoning: The Daily quotes her by name.",
        "  reasoning: |\n    The Daily quotes her\n    by [name](https://daily.example/a?b=1&c=2), see\n    <https://northland.example/briefing>.",
    )
    return project


def test_each_address_with_its_places_and_claims(tmp_path: Path) -> None:
    """One address in two places is one; claims rest on a source, on what it derives from, and on an origin."""
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
    ],
)
def test_what_an_exception_covers(exception: str, covered: str, not_covered: str) -> None:
    """One address, or with a star all that begin so."""
    entry = LinkException(address=exception, reason="Because.", until="2026-11-30")
    assert entry.covers(covered)
    assert not entry.covers(not_covered)


def test_the_archived_copy_stands_beside_every_link(tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """On every built page, wherever the data's page is linked, its archived copy is one of the next two links.

    An editor's own text is left out: what it links to, and with what beside it, is the editor's choice.
    """
    folder = small(tmp_path / "project")
    shutil.copy2(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    copy_handwritten_docs(folder)
    ran = verbatim("build", project=folder)
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
        for own_words in soup.select(".v-prose"):
            own_words.decompose()
        links = [str(link["href"]) for link in soup.select("a[href]")]
        for number, link in enumerate(links):
            address = link.partition("#")[0]
            if address in copies:
                assert copies[address] in links[number + 1 : number + 3], (path, link)
                seen.add((path.split("/")[0], address))
    assert {address for _, address in seen} == set(copies)
    assert {kind for kind, _ in seen} == {"claims", "articles", "print", "voices"}


# The command


@pytest.fixture
def server() -> Iterator[UnrulyServer]:
    """A host of this machine."""
    unruly = UnrulyServer(HERE)
    with serving(unruly):
        yield unruly


@pytest.fixture
def project(server: UnrulyServer, tmp_path: Path) -> Path:
    """A microsite whose article is gone from that host, and whose other addresses are excepted or blocked."""
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / "seeds" / "articles.yaml", "https://daily.example/talks", server.address("/404"))
    edit(folder / "policy.yaml", "https://creativecommons.org/licenses/by/4.0/", server.address("/ok"))
    return folder


def test_the_command_asks_nothing_of_this_machine(
    project: Path, server: UnrulyServer, tmp_path: Path, verbatim: Callable[..., Ran]
) -> None:
    """An address of this machine in the data is refused and said; where nobody answered, no memory is written."""
    ran = verbatim("links", "--external", "--state", str(tmp_path / "issue.md"), project=project)
    assert (ran.code, ran.stderr) == (0, "")
    assert (
        f"error    {server.address('/404')}\n         never asked: 127.0.0.1 leads to 127.0.0.1, which is no public address\n"
        in ran.stdout
    )
    assert (
        "seeds/articles.yaml:9:17: original_url of article “talks”\n         claims: no-signature, grain\n"
        in ran.stdout
    )
    assert ran.stdout.endswith(
        "2 addresses: 2 error; 0 excepted.\nNo server answered: more likely this machine has no network. The memory is left as it was.\n"
    )
    assert server.connections == 0
    assert not (tmp_path / "issue.md").exists()


@pytest.fixture
def links(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], tuple[dict[str, object], str]]:
    """`links --external` with a client that may ask this machine: the JSON that it prints, and the issue's text."""
    allowed = (ipaddress.ip_network(HERE),)
    monkeypatch.setattr(client_module, "Client", functools.partial(client_module.Client, allowed_networks=allowed))
    issue = tmp_path / "issue.md"

    def run() -> tuple[dict[str, object], str]:
        arguments = ["links", "--external", "--format", "json", "--state", str(issue), "--project", str(project)]
        ran = CliRunner().invoke(cli.commands, arguments, catch_exceptions=False)
        assert ran.exit_code == 0
        return json.loads(ran.stdout), issue.read_text("utf-8")

    return run


def aged(issue: Path) -> None:
    """Let a week pass since an issue was written."""
    text = issue.read_text("utf-8")
    for key in ("last", "since"):
        text = re.sub(
            rf'("{key}": )"(\S+)"',
            lambda found: f'{found[1]}"{date.fromisoformat(found[2]) - timedelta(weeks=1)}"',
            text,
        )
    issue.write_text(text, "utf-8")


def test_the_third_time_opens_the_issue(
    links: Callable[[], tuple[dict[str, object], str]], server: UnrulyServer, project: Path, tmp_path: Path
) -> None:
    """Twice gone is only remembered; the third time names the claims, the line, and where to look for a copy; an exception ends it."""
    issue, address = tmp_path / "issue.md", server.address("/404")
    for _ in range(2):
        found, text = links()
        assert found["issue"] == {"open": False, "due": [], "new": []}
        assert "Nothing is due." in text
        aged(issue)
    found, text = links()
    assert found["issue"] == {"open": True, "due": [address], "new": [address]}
    assert found["counts"] == {"gone": 1, "error": 0, "blocked": 0, "moved": 0, "skipped": 0, "ok": 1}
    assert f"- <{address}>: 404 Not Found; gone 3 times since " in text
    assert (
        "  - `seeds/articles.yaml:9`, original_url of article “talks”\n  - claims: `no-signature`, `grain`\n  - archived copy: none"
        in text
    )
    aged(issue)
    found, _ = links()
    assert found["issue"] == {"open": True, "due": [address], "new": []}
    # An exception takes it off the list; when it has run out, the row begins anew.
    with (project / "policy.yaml").open("a", encoding="utf-8") as policy:
        policy.write(f"\nlink_exceptions:\n- address: {address}\n  reason: Read by hand.\n  until: 2099-12-31\n")
    found, text = links()
    assert (found["issue"], remembered(text)) == ({"open": False, "due": [], "new": []}, {})
    (excepted,) = found["excepted"]  # type: ignore[misc]
    assert (excepted["address"], excepted["reason"], excepted["until"]) == (address, "Read by hand.", "2099-12-31")
    edit(project / "policy.yaml", "2099-12-31", "2022-12-31")
    assert remembered(links()[1])


def test_a_memory_that_was_edited_away(links: Callable[[], tuple[dict[str, object], str]], tmp_path: Path) -> None:
    """The run goes on, with rows that begin anew."""
    (tmp_path / "issue.md").write_text("Somebody’s own words.", "utf-8")
    _, text = links()
    memory = remembered(text)
    assert memory
    assert [standing.gone for standing in memory.values()] == [1]


def test_wrong_usage(project: Path, tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """A folder that is not there is said before anything is asked; data that cannot be read is a problem of the data."""
    ran = verbatim("links", "--external", "--state", str(tmp_path / "none" / "issue.md"), project=project)
    assert (ran.code, ran.stdout) == (2, "")
    assert "There is no folder" in ran.stderr
    (project / "policy.yaml").unlink()
    ran = verbatim("links", "--external", project=project)
    assert (ran.code, ran.stdout) == (1, "")
    assert "error[missing-file]" in ran.stderr
