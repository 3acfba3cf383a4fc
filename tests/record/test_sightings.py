"""Our record with sightings of local copies, and without: three grades everywhere, or only noted, and nothing breaks.

A server of this machine sends a page for every address of the data, made of what the record has from there; some
pages lack words, some are gone, and some change until the second run. The command is the real one, and so is the
client; only its connections lead to that server. What must be seen follows from what the server sends, so it holds for
any data.
"""

import functools
import ipaddress
import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any

import pytest
from verbatim.checks.corpus import Corpus
from verbatim.cli import links as links_module
from verbatim.project import Project
from verbatim.quotation.excerpts import Excerpt
from verbatim.watch import client as client_module
from verbatim.watch import timeouts as timeouts_module
from verbatim.watch.network import Target, parse
from verbatim.watch.sighting.tasks import due
from verbatim.watch.states import Answer
from verbatim.watch.timeouts import Deadline

from tests.support.microsite import corpus_of, files_in, in_process
from tests.support.misbehaving_server import MisbehavingServer, answer, serving
from tests.watch.test_watch import HERE, PATIENT

# Sentences of our own, so that a page with one short passage is as long as an article, and is taken for one.
FILLING = (
    "This page is a local copy that was made for a test, and it holds the passages which an editor noted from it.",
    "Between the passages it has some sentences of its own, so that it is as long as an article and is taken for one.",
    "Nothing on it was published by anybody, and nobody should quote it; a test only compares one text with another.",
)
HTML = "Content-Type: text/html; charset=utf-8"

# How a page says it of an excerpt, by what the API says.
ON_PAGES = {
    "proven": ("proven in our copy",),
    "seen": ("seen on the page by machine on", "seen in the archived copy by machine on"),
    "recorded": ("only noted by an editor",),
}


def unspaced(text: str) -> str:
    """A text without the differences of white space that a page does not keep."""
    return " ".join(text.split())


@dataclass
class Copies:
    """What the server sends for each address, as paragraphs; of an address with None there is no page."""

    paragraphs: dict[str, tuple[str, ...] | None] = field(default_factory=dict)

    def have(self, address: str, words: tuple[str, ...]) -> bool:
        """Whether the page at an address has some words, each of them whole or with its omissions."""
        text = unspaced(" ".join(self.paragraphs[key(address)] or ()))
        return all(unspaced(part) in text for each in words for part in re.split(r"\[…\]|\[\.\.\.\]", each))

    def page(self, address: str) -> bytes:
        """The answer for an address."""
        paragraphs = self.paragraphs[address]
        if paragraphs is None:
            return answer("404 Not Found")
        shown = "".join(f"<p>{escape(text)}</p>" for text in (*FILLING, *paragraphs))
        html = f"<!doctype html><html><body><article><h1>A local copy</h1>{shown}</article></body></html>"
        return answer("200 OK", html.encode(), HTML)


def key(address: str) -> str:
    """The address as the client sends it."""
    return parse(address.partition("#")[0]).address


def path_of(address: str) -> str:
    """Where the server has the copy of a page."""
    return f"/copy/{re.sub('[^A-Za-z0-9]', lambda found: f'_{ord(found[0]):x}', address)}"


def whole_copies(corpus: Corpus, addresses: list[tuple[str, str]]) -> Copies:
    """A page for every address, with the passages or the stored text of every source that has it."""
    copies = Copies()
    for source_id, address in addresses:
        source = corpus.register.sources[source_id]
        text = corpus.texts.get(source_id)
        stored = text.text.splitlines() if source.file and text else ()
        passages = stored or [passage.text for passage in getattr(source, "passages", ())]
        had = copies.paragraphs.get(key(address)) or ()
        copies.paragraphs[key(address)] = tuple(dict.fromkeys([*had, *(each for each in passages if each.strip())]))
    return copies


def change(copies: Copies, address: str, how: str) -> None:
    """Change what the server sends for an address."""
    paragraphs = copies.paragraphs[address] or ()
    changed: dict[str, tuple[str, ...] | None] = {
        "another letter": tuple(re.sub(r"[^\W\d_]", "Ø", text, count=1) for text in paragraphs),
        "no words": (),
        "no page": None,
    }
    copies.paragraphs[address] = changed[how]


@dataclass
class Trial:
    """The record after two runs: its folder, its data with and without the sightings, and what was sent at each."""

    folder: Path
    corpus: Corpus
    days: tuple[date, date]
    sent: tuple[Copies, Copies]
    said: tuple[str, str]
    addresses: dict[str, list[str]]
    before: dict[str, bytes]

    def had(self, excerpt: Excerpt, run: int, address: str) -> bool:
        """Whether a page had the words of an excerpt at a run."""
        return self.sent[run].have(address, excerpt.looked_for)

    def proof(self, excerpt: Excerpt) -> str:
        """How the words of an excerpt must be known."""
        if excerpt.source.file:
            return "proven"
        seen = any(
            self.had(excerpt, run, address) for address in self.addresses.get(excerpt.source.id, []) for run in (0, 1)
        )
        return "seen" if seen else "recorded"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path, date, Copies], str]]:
    """`verbatim sight` on a day, with connections that lead to a server of this machine; what it printed."""
    server = MisbehavingServer(HERE)

    class ToThisMachine(client_module.Client):
        """Sends every request to the server, with the address that was asked in its path."""

        def request(self, method: str, target: Target, deadline: Deadline, most: int) -> Answer:
            path = path_of(target.address)
            local = Target("http", HERE, server.port, path if path in server.pages else "/404")
            return super().request(method, local, deadline, most)

    monkeypatch.setattr(
        client_module, "Client", functools.partial(ToThisMachine, allowed_networks=(ipaddress.ip_network(HERE),))
    )
    monkeypatch.setattr(timeouts_module, "Timeouts", lambda: PATIENT)

    def run(folder: Path, day: date, copies: Copies) -> str:
        monkeypatch.setattr(links_module, "_today", lambda: day)
        server.pages = {path_of(address): copies.page(address) for address in copies.paragraphs}
        ran = in_process("sight", project=folder)
        assert (ran.code, ran.stderr) == (0, "")
        return ran.stdout

    with serving(server):
        yield run


@pytest.fixture
def trial(folder: Path, tmp_path: Path, run: Callable[[Path, date, Copies], str]) -> Trial:
    """The record, sighted twice, with its pages generated without sightings before, and built with them after."""
    work = tmp_path / "record"
    shutil.copytree(folder, work)
    Project(work).sightings_file.unlink(missing_ok=True)
    assert in_process("generate", project=work).code == 0
    before = files_in(work / "docs")
    corpus = corpus_of(work)
    first = date(2026, 11, 28)
    second = first + timedelta(days=corpus.policy.sights.every_days)
    tasks = [(task.source.id, task.address) for task in due(corpus, second)]
    addresses: dict[str, list[str]] = {}
    for source, address in tasks:
        addresses.setdefault(source, []).append(address)
    sent = whole_copies(corpus, tasks), whole_copies(corpus, tasks)
    for number, address in enumerate(sent[0].paragraphs):
        hows = {3: ("another letter",), 5: ("no page",), 7: (None, "no words"), 9: (None, "no page")}.get(number % 10)
        if hows:
            at_first, later = hows[0], hows[-1]
            if at_first:
                change(sent[0], address, at_first)
            if later:
                change(sent[1], address, later)
    said = run(work, first, sent[0]), run(work, second, sent[1])
    built = in_process("build", project=work)
    assert built.code == 0, built.stdout + built.stderr
    return Trial(work, corpus_of(work), (first, second), sent, said, addresses, before)


def expected_losses(trial: Trial, excerpt: Excerpt) -> dict[str, tuple[str, str]]:
    """What must be lost at each address that had the words at the first run."""
    lost = {}
    for address in trial.addresses.get(excerpt.source.id, []):
        if trial.had(excerpt, 0, address) and not trial.had(excerpt, 1, address):
            kind = "page" if trial.sent[1].paragraphs[key(address)] is None else "words"
            lost[address] = (kind, trial.days[1].isoformat())
    return lost


def rows_of(folder: Path) -> dict[str, dict[str, Any]]:
    """The excerpts of the API in a folder, that of the site or of the generated pages, by their ids."""
    claims = json.loads((folder / "api/v1/claims.json").read_text(encoding="utf-8"))["claims"]
    return {row["id"]: row for claim in claims for row in claim["excerpts"]}


def check_pages(trial: Trial, proofs: dict[str, str], rows: dict[str, dict[str, Any]]) -> None:
    """The page of each claim says of each excerpt how its words are known and what is lost; the method page counts."""
    site = trial.folder / "site"
    for claim in trial.corpus.claims:
        page = (site / f"claims/{claim.id}/index.html").read_text(encoding="utf-8")
        for excerpt in claim.excerpts:
            heading = page.index(f'id="{excerpt.id}"')
            card = unspaced(page[heading : page.index("</p>", page.index("v-stance", heading))])
            assert any(words in card for words in ON_PAGES[proofs[excerpt.id]]), excerpt.id
            kinds = {lost["kind"] for lost in rows[excerpt.id].get("lost", [])}
            assert ("no longer" in card, "the page is gone since" in card) == ("words" in kinds, "page" in kinds)
    method = unspaced(re.sub(r"<[^>]+>", "", (site / "method/index.html").read_text(encoding="utf-8")))
    shares = re.search(
        r"Proven in our copy: (\d+) of (\d+) .*Seen on the page by machine: (\d+) .*Only noted by an editor: (\d+) ",
        method,
    )
    assert shares
    counts = Counter(proofs.values())
    expected = counts["proven"], counts.total(), counts["seen"], counts["recorded"]
    assert tuple(map(int, shares.groups())) == expected


def check_data(trial: Trial, proofs: dict[str, str], rows: dict[str, dict[str, Any]]) -> None:
    """The database, the annotations and the feed of drift say the same as the API."""
    site = trial.folder / "site"
    lost = {name: row["lost"] for name, row in rows.items() if row.get("lost")}
    with closing(sqlite3.connect(site / "data/claims.db")) as database:
        assert dict(database.execute("SELECT id, quotation FROM excerpts")) == proofs
        assert {name for (name,) in database.execute("SELECT excerpt FROM excerpt_losses")} == set(lost)
    for file in (site / "api/v1/annotations").glob("*.json"):
        for item in json.loads(file.read_text(encoding="utf-8")).get("first", {}).get("items", []):
            tags = {body["value"] for body in item["body"] if body.get("purpose") == "tagging"}
            proof = proofs[item["id"].partition("#")[2]]
            assert {"recorded": "noted"}.get(proof, proof) in tags
    entries = {(rows[name]["source"], each["address"], each["since"]) for name, all_ in lost.items() for each in all_}
    assert (site / "corrections/drift.xml").read_text(encoding="utf-8").count("<entry>") == len(entries)


def test_with_sightings_and_without(trial: Trial) -> None:
    """Everything says how each excerpt is known, and what is lost; without the file, all pages are as before."""
    excerpts = [each for claim in trial.corpus.claims for each in claim.excerpts]
    proofs, rows = {each.id: trial.proof(each) for each in excerpts}, rows_of(trial.folder / "site")
    assert {name: row["quotation"] for name, row in rows.items()} == proofs
    for excerpt in excerpts:
        row, expected = rows[excerpt.id], expected_losses(trial, excerpt)
        lost = {each["address"]: (each["kind"], each["since"]) for each in row.get("lost", [])}
        assert {address: lost.get(address) for address in expected} == expected, excerpt.id
        if proofs[excerpt.id] == "seen" and not lost:
            assert row["seen_on"] == trial.days[1].isoformat()
    check_pages(trial, proofs, rows)
    check_data(trial, proofs, rows)
    for said in trial.said:
        print(said.splitlines()[-1])
    print(f"{dict(Counter(proofs.values()))}; {sum(bool(row.get('lost')) for row in rows.values())} with a loss")

    Project(trial.folder).sightings_file.unlink()
    assert in_process("generate", project=trial.folder).code == 0
    after = files_in(trial.folder / "docs")
    assert sorted(after) == sorted(trial.before)
    assert [name for name in after if after[name] != trial.before[name]] == []
    assert {row["quotation"] for row in rows_of(trial.folder / "docs").values()} <= {"proven", "recorded"}
