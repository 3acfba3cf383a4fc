"""Runs of `sight`: politeness and time, the file and the report, archived copies, and no request to this machine."""

import json
import re
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from verbatim.checks import examine as examine_module
from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.desk.entry import entry_text
from verbatim.model.policy import Sights
from verbatim.model.reading.load import load
from verbatim.project import Project
from verbatim.quotation.grades import Grade
from verbatim.watch import rate_limits, timeouts
from verbatim.watch.check_all import Run
from verbatim.watch.client import Client
from verbatim.watch.network import Target, parse
from verbatim.watch.sighting.archive import Proposal
from verbatim.watch.sighting.lines import with_sightings
from verbatim.watch.sighting.report import as_markdown, as_text
from verbatim.watch.sighting.sight import Looker, Sightings, sight
from verbatim.watch.states import Answer, RequestFailedError, State
from verbatim.watch.timeouts import Deadline, Timeouts

from tests.support.cases import lay_out
from tests.support.microsite import edit
from tests.support.misbehaving_server import MisbehavingServer, answer, redirect, serving
from tests.support.pdfs import pdf_of
from tests.support.webpages import PARAGRAPHS, page
from tests.watch.sighting.pages import HTML, TOOLBAR
from tests.watch.test_watch import AGENT, FORBIDDEN, HERE, PATIENT, client, forbidden_addresses

GRAIN, BERG, RIVER = PARAGRAPHS
TODAY = date(2026, 11, 28)


@pytest.fixture(autouse=True)
def _addresses_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are an error in real data."""
    monkeypatch.setattr(examine_module, "unusable_addresses", lambda _loaded: [])


def project_with(folder: Path, *records: dict[str, Any], articles: str = "") -> Path:
    """A project with some records; their entries need only say what differs. Its article has no address."""
    lay_out("_base", folder)
    file = folder / "seeds/articles.yaml"
    file.write_text(re.sub(r"  original_url: .*\n", articles, file.read_text(encoding="utf-8")), encoding="utf-8")
    common = {"title": "A report", "publisher": "daily", "published": "2022-05-02", "kind": "report", "read": "excerpt"}
    entries = (
        entry_text({"id": f"report-{number}", **common, "passages": [{"text": BERG}], **record})
        for number, record in enumerate(records)
    )
    (folder / "seeds/records.yaml").write_text("schema: 1\n\nrecords:\n" + "\n".join(entries) + "\n", encoding="utf-8")
    return folder


def corpus_of(folder: Path, sights: Sights | None = None) -> Corpus:
    """The checked data of a project, perhaps with other settings of `sights`."""
    examined = examine(Project(folder))
    assert examined.corpus, examined.problems
    corpus = examined.corpus
    return replace(corpus, policy=corpus.policy.model_copy(update={"sights": sights})) if sights else corpus


def write(folder: Path, seen: Sightings) -> None:
    """Append what was seen to the file, as the command does."""
    file = Project(folder).sightings_file
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    file.write_text(with_sightings(text, seen.sightings), encoding="utf-8")


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    """A host with an article at `/article`."""
    server = MisbehavingServer(HERE)
    server.pages = {"/article": answer("200 OK", page().encode(), HTML)}
    with serving(server):
        yield server


# Time and politeness


class FakeTime(threading.local):
    """A clock that every thread has for itself, and that only sleeping and slow hosts move on."""

    now = 0.0

    def monotonic(self) -> float:
        """The seconds of this thread."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let seconds pass at once."""
        self.now += seconds


@dataclass
class FakeWeb(Client):
    """Answers without a network. Two hosts are slow: one needs 40 s for an answer, the other never answers."""

    def __init__(self, clock: FakeTime) -> None:
        super().__init__(AGENT, Timeouts())
        self.clock = clock
        self.requests: dict[str, list[tuple[float, str]]] = defaultdict(list)

    def request(self, method: str, target: Target, deadline: Deadline, most: int) -> Answer:
        """An answer after the time that the host needs."""
        del method, most
        self.requests[target.host].append((self.clock.now, target.path))
        if target.host == "never.example":
            self.clock.sleep(min(self.timeouts.read, deadline.left))
            raise RequestFailedError("time-out", temporary=True)
        self.clock.sleep(min(40.0 if target.host == "slow.example" else 0.2, deadline.left))
        if not deadline.left:
            raise RequestFailedError("no complete answer in the time that an address is given")
        body = b"" if target.path == "/robots.txt" else page().encode()
        return Answer(404 if target.path == "/robots.txt" else 200, {"content-type": "text/html"}, body)


def test_a_run_over_141_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends in bounded time though two hosts are slow; no host is asked more than once a second; then it is quiet."""
    hosts = ["slow.example", "never.example", *(f"host-{number}.example" for number in range(28))]
    addresses = [f"https://{hosts[number % 30]}/page-{number}" for number in range(141)]
    folder = project_with(tmp_path / "project", *({"original_url": address} for address in addresses))
    clock = FakeTime()
    for module in (rate_limits, timeouts):
        monkeypatch.setattr(module, "time", clock)
    web = FakeWeb(clock)
    seen = sight(corpus_of(folder), TODAY, Run(web))
    assert [look.task.address for look in seen.looks] == addresses
    slow = {
        look.task.address: look.state
        for look in seen.looks
        if "slow" in look.task.address or "never" in look.task.address
    }
    assert len(seen.sightings) >= 141 - len(slow) == 131
    assert {slow[address] for address in slow if "never" in address} == {State.ERROR}
    for host, requests in web.requests.items():
        moments = [moment for moment, _ in requests]
        assert all(after - before >= 1 for before, after in pairwise(moments)), host
        assert moments[-1] - moments[0] <= web.timeouts.whole_run + web.timeouts.per_address
    assert sum(len(requests) for requests in web.requests.values()) <= 141 + len(hosts) + 3 * 5 + 3
    write(folder, seen)
    again = FakeWeb(clock)
    later = sight(corpus_of(folder), date(2026, 12, 25), Run(again))
    assert {look.task.address for look in later.looks} == {
        look.task.address for look in seen.looks if not look.sighting
    }
    assert set(again.requests) <= {"slow.example", "never.example"}
    assert len(sight(corpus_of(folder), date(2026, 12, 26), Run(FakeWeb(clock))).looks) == 141


def test_one_request_for_two_records_of_one_page(server: MisbehavingServer, tmp_path: Path) -> None:
    """A fragment is not sent, and both records get a sighting of their own."""
    address = server.address("/article")
    folder = project_with(tmp_path / "p", {"original_url": address}, {"original_url": f"{address}#part"})
    seen = sight(corpus_of(folder), TODAY, Run(client()))
    assert server.methods("/article") == ["GET"]
    assert [sighting.address for sighting in seen.sightings] == [address, f"{address}#part"]


def test_an_excepted_address_is_not_asked(server: MisbehavingServer, tmp_path: Path) -> None:
    """As by the link watch, until the exception ends."""
    folder = project_with(tmp_path / "p", {"original_url": server.address("/article")})
    policy = folder / "policy.yaml"
    exception = f"link_exceptions:\n- {{address: '{server.address('/*')}', reason: Asked us to., until: 2026-12-31}}\n"
    policy.write_text(policy.read_text(encoding="utf-8") + exception, encoding="utf-8")
    assert sight(corpus_of(folder), TODAY, Run(client())).looks == ()
    assert server.requests == []
    assert len(sight(corpus_of(folder), date(2027, 1, 1), Run(client())).sightings) == 1


def test_added_words_are_looked_for_at_once(server: MisbehavingServer, tmp_path: Path) -> None:
    """The address is due again when a passage was added; old sightings of the other one stay."""
    address = {"original_url": server.address("/article")}
    folder = project_with(tmp_path / "p", address)
    write(folder, sight(corpus_of(folder), TODAY, Run(client())))
    text = (folder / "seeds/sightings.yaml").read_text(encoding="utf-8")
    other = project_with(tmp_path / "q", {**address, "passages": [{"text": BERG}, {"text": RIVER}]})
    (other / "seeds/sightings.yaml").write_text(text, encoding="utf-8")
    seen = sight(corpus_of(other), TODAY, Run(client()))
    assert [len(sighting.words) for sighting in seen.sightings] == [2]
    assert seen.sightings[0].before is None  # the same text as before


# Addresses that are never requested


def test_no_address_of_this_machine_is_requested(tmp_path: Path) -> None:
    """The cases of the link watch: refused however they are written, and whatever redirects to them."""
    server = MisbehavingServer(FORBIDDEN)
    lure = MisbehavingServer(HERE, elsewhere=server.address("/ok"))
    with serving(server, lure):
        addresses = forbidden_addresses(server, lure)
        folder = project_with(tmp_path / "p", *({"original_url": address} for address in addresses))
        looks = sight(corpus_of(folder), TODAY, Run(client())).looks
    assert [look.task.address for look in looks] == addresses
    assert {(look.state, look.sighting) for look in looks} == {(State.ERROR, None)}
    assert {look.reason.partition(":")[0] for look in looks} == {"never requested"}
    assert server.connections == 0


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "0x7f.1"])
def test_the_client_of_the_command_requests_nothing_here(name: str, tmp_path: Path) -> None:
    """Without what the tests allow, not even the first address of this machine is asked."""
    server = MisbehavingServer(HERE)
    with serving(server):
        folder = project_with(tmp_path / "p", {"original_url": f"http://{name}:{server.port}/secret"})
        (look,) = sight(corpus_of(folder), TODAY, Run(Client(AGENT, PATIENT))).looks
    assert (look.state, look.sighting, server.requests) == (State.ERROR, None, [])
    assert "never requested" in look.reason or "not valid" in look.reason


@pytest.mark.parametrize(
    "to", ["http://10.0.0.1/", "http://169.254.169.254/latest/", "http://127.0.0.99/", "file:///etc/passwd"]
)
def test_no_redirect_leads_to_this_machine(to: str, server: MisbehavingServer, tmp_path: Path) -> None:
    """Neither from a page nor from what an archive says."""
    server.pages["/away"] = redirect("302 Found", to)
    closest = {"available": True, "url": to, "status": "200"}
    server.pages["/available?url=x"] = answer(
        "200 OK", json.dumps({"archived_snapshots": {"closest": closest}}).encode()
    )
    folder = project_with(tmp_path / "p", {"original_url": server.address("/away")})
    interface = server.address("/available?url=x#")
    seen = sight(corpus_of(folder, Sights(archive=interface)), TODAY, Run(client()))
    assert [look.state for look in seen.looks] == [State.ERROR]
    assert seen.sightings == seen.proposals == ()


def test_a_name_that_leads_to_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is the IP address that is connected to."""
    answers = [(2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_more: answers)
    folder = project_with(tmp_path / "p", {"original_url": "http://news.example/page"})
    (look,) = sight(corpus_of(folder), TODAY, Run(Client(AGENT, PATIENT))).looks
    assert look.reason.startswith("never requested: news.example leads to 127.0.0.1")


def test_a_body_without_end(tmp_path: Path) -> None:
    """Of a gigabyte no more is read than a text may have, and no text is taken from it."""
    server = MisbehavingServer(HERE)
    with serving(server):
        folder = project_with(tmp_path / "p", {"original_url": server.address("/huge/page")})
        (look,) = sight(corpus_of(folder), TODAY, Run(client())).looks
        assert server.sent["huge"] < 64 * 1024 * 1024
    assert look.sighting is None


# The file, the grades and the report


def test_from_the_page_to_the_grade(server: MisbehavingServer, tmp_path: Path) -> None:
    """What was seen is the grade of the excerpts; when the page changes, the claim says so; a copy keeps the words."""
    folder = project_with(
        tmp_path / "p", {"original_url": server.address("/article"), "archive_url": server.address("/copy")}
    )
    claims = folder / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    quoted = "  - {source: report-0, quote: who speaks for the ministry, stance: asserts, origin: berg-monday}\n"
    claims.write_text(
        text.replace("    origin: berg-monday\n", f"    origin: berg-monday\n{quoted}", 1), encoding="utf-8"
    )

    def excerpt() -> Any:
        return corpus_of(folder).claims[0].excerpts[1]

    assert excerpt().grade is Grade.NOTED
    server.pages["/copy"] = answer("200 OK", page().replace("<body>", f"<body>{TOOLBAR}").encode(), HTML)
    write(folder, sight(corpus_of(folder), TODAY, Run(client())))
    assert (excerpt().grade, excerpt().sights.seen.day, excerpt().sights.drifts) == (Grade.SEEN, TODAY, ())
    server.pages["/article"] = answer("200 OK", page(paragraphs=(GRAIN, RIVER)).encode(), HTML)
    later = date(2027, 1, 4)
    seen = sight(corpus_of(folder), later, Run(client()))
    assert seen.sightings[0].before is not None
    assert "another text than at the last look" in as_text(seen)
    write(folder, seen)
    assert [drift.since for drift in excerpt().sights.drifts] == [later]
    assert excerpt().sights.archived.day == later
    server.pages["/article"] = answer("404 Not Found")
    last = date(2027, 3, 1)
    write(folder, sight(corpus_of(folder), last, Run(client())))
    assert [(drift.kind, drift.since) for drift in excerpt().sights.drifts] == [("page", last)]
    lines = (folder / "seeds/sightings.yaml").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("- {day: ") for line in lines) == 6
    (folder / "seeds/sightings.yaml").unlink()
    assert excerpt().grade is Grade.NOTED


def test_an_article_is_compared_with_our_copy(server: MisbehavingServer, tmp_path: Path) -> None:
    """The same words, or changed since our copy, with the quoted words that are gone."""
    folder = project_with(tmp_path / "p", articles=f"  original_url: {server.address('/talks')}\n")
    records = folder / "seeds/records.yaml"
    records.write_text("schema: 1\n\nrecords: []\n", encoding="utf-8")
    corpus = corpus_of(folder)
    (article,) = corpus.articles
    paragraphs = tuple(line for line in corpus.texts[article.id].text.splitlines() if line.strip())
    server.pages["/talks"] = answer(
        "200 OK", page(headline=paragraphs[0], paragraphs=(*paragraphs[1:], GRAIN, RIVER)).encode(), HTML
    )
    first = sight(corpus, TODAY, Run(client())).sightings[0]
    assert (first.same, first.compared, {each.found for each in first.words}) == (True, article.sha256, {"exact"})
    changed = tuple(paragraph.replace("We will not sign anything", "We will sign nothing") for paragraph in paragraphs)
    server.pages["/talks"] = answer(
        "200 OK", page(headline=changed[0], paragraphs=(*changed[1:], GRAIN, RIVER)).encode(), HTML
    )
    seen = sight(corpus, TODAY, Run(client()))
    assert {each.found for each in seen.sightings[0].words} == {"absent", "exact"}
    write(folder, seen)
    excerpt = corpus_of(folder).claims[0].excerpts[0]
    assert (excerpt.grade, [drift.since for drift in excerpt.sights.drifts]) == (Grade.PROVEN, [TODAY])
    assert "Changed: talks" in as_text(seen)


def test_what_a_page_wrote_is_one_text_of_the_file(server: MisbehavingServer, tmp_path: Path) -> None:
    """A hint with signs of YAML, lines and markup is read back as it is, and is not in the report."""
    evil = BERG.replace("the harvest,”", "the harvest,”}, {a: \"b'\\ #c| <img src=x>\u2028- d: [e]\u0085")
    server.pages["/article"] = answer(
        "200 OK", page(paragraphs=(GRAIN, evil.replace("<", "&lt;"), RIVER)).encode(), HTML
    )
    folder = project_with(tmp_path / "p", {"original_url": server.address("/article")})
    seen = sight(corpus_of(folder), TODAY, Run(client()))
    (words,) = seen.sightings[0].words
    assert words.nearest
    assert "[e] said Ada Berg" in words.nearest
    write(folder, seen)
    (placed,) = load(Project(folder)).sightings
    assert placed.value == seen.sightings[0]
    assert "<img" not in as_markdown(seen) + as_text(seen)


def test_a_pdf_is_compared_with_our_copy(server: MisbehavingServer, tmp_path: Path) -> None:
    """Words that its line ends break are whole in our copy, and still the same words."""
    folder = project_with(tmp_path / "p", articles=f"  original_url: {server.address('/talks')}\n")
    (folder / "seeds/records.yaml").write_text("schema: 1\n\nrecords: []\n", encoding="utf-8")
    edit(folder / "seeds/articles.yaml", "  - quote: Southland sent\n    reason: Invented.\n", "")
    corpus = corpus_of(folder)
    (article,) = corpus.articles
    broken = re.sub(r"\b([a-z]{3})([a-z]{3,})", r"\1-\n\2", corpus.texts[article.id].text).splitlines()
    server.pages["/talks"] = answer("200 OK", pdf_of(broken), "Content-Type: application/pdf")
    assert sight(corpus, TODAY, Run(client())).sightings[0].same
    server.pages["/talks"] = answer("200 OK", pdf_of(broken[: len(broken) // 2]), "Content-Type: application/pdf")
    assert sight(corpus, TODAY, Run(client())).sightings[0].same is False


def test_lines_are_only_appended() -> None:
    """Whatever the form in which the list is empty; comments and older lines stay byte for byte."""
    for text in ("", "# Seen.\n", "schema: 1\n\nsightings:\n", "schema: 1\nsightings: []\n", "schema: 1\nsightings:"):
        assert with_sightings(text, ()).startswith(text.partition("sightings")[0])
        assert with_sightings(text, ()).endswith("sightings:\n")
    older = "schema: 1\n\nsightings:\n- {day: 2026-11-01}\n"
    assert with_sightings(older, ()) == older


def test_the_report_of_a_run(server: MisbehavingServer, tmp_path: Path) -> None:
    """A table for each group: seen, changed, gone, blocked."""
    server.pages |= {
        "/changed": answer("200 OK", page(paragraphs=(GRAIN, RIVER)).encode(), HTML),
        "/file": answer("200 OK", pdf_of([BERG[:40]]), "Content-Type: application/pdf"),
    }
    paths = ("/article", "/changed", "/404", "/403", "/wall-200", "/file")
    folder = project_with(tmp_path / "p", *({"original_url": server.address(path)} for path in paths))
    seen = sight(corpus_of(folder), TODAY, Run(client()))
    text = as_markdown(seen)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Changed: 2",
        "Gone: 1",
        "Blocked, or not read: 2",
        "Seen: 1",
    ]
    for number, path in enumerate(paths):
        assert f"| `report-{number}` | <{server.address(path)}> | " in text
    assert as_text(seen).splitlines()[-1] == "6 looks: 2 changed, 1 gone, 2 blocked, or not read, 1 seen."
    assert as_markdown(Sightings(TODAY, ())).endswith("No address was due.\n")


# Archived copies


def test_a_copy_is_proposed_only_if_it_holds_the_words(server: MisbehavingServer, tmp_path: Path) -> None:
    """The interface is asked for the page of each source that has no copy; what it names is read first."""
    good, bad = (
        page(paragraphs=texts).replace("<body>", f"<body>{TOOLBAR}").encode() for texts in (PARAGRAPHS, (GRAIN, RIVER))
    )
    server.pages |= {"/web/good": answer("200 OK", good, HTML), "/web/bad": answer("200 OK", bad, HTML)}
    records, replies = [], {
        "/article?good": {"available": True, "url": server.address("/web/good"), "status": "200"},
        "/article?bad": {"available": True, "url": server.address("/web/bad"), "status": "200"},
        "/article?none": None,
        "/article?dead": {"available": True, "url": server.address("/web/good"), "status": "404"},
        "/article?odd": {"available": True, "url": "javascript:alert(1)", "status": "200"},
        "/404": {"available": True, "url": server.address("/web/good"), "status": "200"},
    }  # fmt: skip
    for path, closest in replies.items():
        address = server.address(path)
        found = {"archived_snapshots": {"closest": closest} if closest else {}}
        asked = f"/available?url={address.replace(':', '%3A').replace('/', '%2F').replace('?', '%3F')}"
        server.pages[asked] = answer("200 OK", json.dumps(found).encode(), "Content-Type: application/json")
        server.pages.setdefault(
            path, answer("404 Not Found") if path == "/404" else answer("200 OK", page().encode(), HTML)
        )
        records.append({"original_url": address})
    records.append({"original_url": server.address("/article"), "archive_url": server.address("/web/good")})
    folder = project_with(tmp_path / "p", *records)
    seen = sight(corpus_of(folder, Sights(archive=server.address("/available?url="))), TODAY, Run(client()))
    copy = server.address("/web/good")
    assert seen.proposals == (Proposal("report-0", copy), Proposal("report-5", copy))
    assert f"- `report-0`: `archive_url: {copy}`" in as_markdown(seen)
    assert sum(request.path.startswith("/available") for request in server.requests) == len(replies)
    assert "archive_url" not in "".join(line for line in (folder / "seeds/records.yaml").read_text().splitlines()[:12])


def test_no_archive_is_asked_unless_the_policy_names_one(server: MisbehavingServer, tmp_path: Path) -> None:
    """It is off by default, and `--save` too."""
    folder = project_with(tmp_path / "p", {"original_url": server.address("/article")})
    seen = sight(corpus_of(folder), TODAY, Run(client()), save=True)
    assert seen.proposals == seen.saved == ()
    assert {request.path for request in server.requests} == {"/robots.txt", "/article"}


def test_pages_without_a_copy_are_saved(server: MisbehavingServer, tmp_path: Path) -> None:
    """Only if it is asked for; a refusal is no fault, and no token is needed."""
    first, second = server.address("/article"), server.address("/article?2")
    server.pages[f"/save/{first}"] = answer("200 OK", b"saved")
    server.pages[f"/save/{second}"] = answer("429 Too Many Requests", b"", "Retry-After: 0")
    folder = project_with(tmp_path / "p", {"original_url": first}, {"original_url": second})
    corpus = corpus_of(folder, Sights(archive_save=server.address("/save/")))
    assert sight(corpus, TODAY, Run(client())).saved == ()
    seen = sight(corpus, TODAY, Run(client()), save=True)
    assert seen.saved == (first,)
    assert all("authorization" not in request.headers for request in server.requests)


def test_a_token_is_sent_to_its_host_alone_and_only_over_tls(server: MisbehavingServer) -> None:
    """Not in the clear, and not to another host."""
    own = Client(AGENT, PATIENT, tokens={HERE: "LOW key:secret"})
    assert "Authorization" not in own._headers(parse(server.address("/")))
    assert own._headers(parse(f"https://{HERE}/"))["Authorization"] == "LOW key:secret"
    assert "Authorization" not in own._headers(parse("https://elsewhere.example/"))


def test_the_link_watch_and_sight_ask_once(server: MisbehavingServer, tmp_path: Path) -> None:
    """A page that is due is asked by `GET` alone, and its state is that of the link watch, too."""
    folder = project_with(tmp_path / "p", {"original_url": server.address("/article")})
    looker, run = Looker(corpus_of(folder), TODAY), Run(client())
    first, second = run.check([server.address("/article"), server.address("/ok")], looker)
    assert (first.state, second.state, first.page) == (State.OK, State.OK, None)
    assert server.methods("/article") == ["GET"]
    assert server.methods("/ok") == ["HEAD"]
    assert len(looker.outcome(run).sightings) == 1
