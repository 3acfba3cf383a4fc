"""`sight` against a server with the pages of `pages.py`: each gets what must be seen, and nothing else is seen."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from verbatim.checks import examine as examine_module
from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.desk.entry import entry_text
from verbatim.model.sightings import CopyKind, Finding, Outcome
from verbatim.project import Project
from verbatim.quotation.text.source_text import sha256_of
from verbatim.watch.check_all import Run
from verbatim.watch.sighting.lines import with_sightings
from verbatim.watch.sighting.sight import Look, Sightings, sight
from verbatim.watch.states import State

from tests.support.cases import lay_out
from tests.support.microsite import ROOT
from tests.support.misbehaving_server import MisbehavingServer, serving
from tests.watch.sighting.pages import CASES
from tests.watch.test_watch import HERE, client

TODAY = date(2026, 11, 28)
NOTE = ROOT / "docs/dev/sightings.md"


def name_of(number: int) -> str:
    """The id of the record of a case."""
    return f"page-{number:02}"


def path_of(case: str) -> str:
    """The path at which the server has the page of a case."""
    return f"/{quote(case)}"


def records(server: MisbehavingServer) -> str:
    """A record for each case, with its passages."""
    entries = [
        entry_text(
            {
                "id": name_of(number),
                "title": name,
                "publisher": "daily",
                "archive_url" if case.archive else "original_url": server.address(path_of(name)),
                "published": "2022-05-02",
                "kind": "report",
                "read": "excerpt",
                "passages": [{"text": passage} for passage in case.passages],
            }
        )
        for number, (name, case) in enumerate(CASES.items())
    ]
    return "schema: 1\n\nrecords:\n" + "\n".join(entries) + "\n"


def corpus_of(folder: Path) -> Corpus:
    """The checked data of a project."""
    examined = examine(Project(folder))
    assert examined.corpus, examined.problems
    return examined.corpus


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, MisbehavingServer]]:
    """A project with a record for each case, whose addresses are on a server of this machine, and the server."""
    folder = lay_out("_base", tmp_path_factory.mktemp("sighting") / "project")
    # The article of the base has an address that no test may ask.
    articles = folder / "seeds/articles.yaml"
    articles.write_text(re.sub(r"  original_url: .*\n", "", articles.read_text(encoding="utf-8")), encoding="utf-8")
    server = MisbehavingServer(HERE)
    server.pages = {path_of(name): case.answer for name, case in CASES.items()}
    (folder / "seeds/records.yaml").write_text(records(server), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, serving(server):
        # Addresses of this machine are an error in real data.
        patch.setattr(examine_module, "unusable_addresses", lambda _loaded: [])
        yield folder, server


@pytest.fixture(scope="module")
def seen(project: tuple[Path, MisbehavingServer]) -> Sightings:
    """What a run saw of all pages."""
    return sight(corpus_of(project[0]), TODAY, Run(client()))


def in_a_word(look: Look, passages: tuple[str, ...]) -> str:
    """What was seen, in the words of `Case.sees`."""
    sighting = look.sighting
    if sighting is None:
        return "unread" if "no text" in look.reason else look.state
    if sighting.outcome is Outcome.GONE:
        return "gone"
    found = {each.sha256: each.found for each in sighting.words}
    return " ".join(found.get(sha256_of(passage.encode()), "-") for passage in passages)


def test_there_are_many_pages() -> None:
    """Sixty at least, and each kind of outcome several times."""
    assert len(CASES) >= 60
    kinds = Counter(case.sees.split()[0] for case in CASES.values())
    assert min(kinds.values()) >= 3, kinds


@pytest.mark.parametrize(("number", "name"), list(enumerate(CASES)), ids=CASES)
def test_a_page(number: int, name: str, seen: Sightings) -> None:
    """The page of a case gives what must be seen."""
    case = CASES[name]
    look = next(look for look in seen.looks if look.task.source.id == name_of(number))
    assert in_a_word(look, case.passages) == case.sees, look
    if look.sighting and look.sighting.outcome is Outcome.READ:
        kind = CopyKind.PDF if "PDF" in name and not name.startswith("a page") else CopyKind.PAGE
        assert look.sighting.kind is (CopyKind.ARCHIVE if case.archive else kind)


def test_nothing_is_seen_that_is_not_there(seen: Sightings) -> None:
    """No false sighting: words are found on those pages alone that must have them."""
    found = {
        look.task.source.id
        for look in seen.looks
        if look.sighting and any(each.found is not Finding.ABSENT for each in look.sighting.words)
    }
    expected = {
        name_of(number)
        for number, case in enumerate(CASES.values())
        if not {"exact", "typographic"}.isdisjoint(case.sees.split())
    }
    assert found == expected


def test_the_note_has_the_table() -> None:
    """docs/dev/sightings.md lists every page with what must be seen of it."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", NOTE.read_text(encoding="utf-8"), re.MULTILINE)
    listed = {name: sees for name, sees in rows if name in CASES}
    assert listed == {name: case.sees for name, case in CASES.items()}


def test_a_second_run_asks_only_what_was_not_seen(
    project: tuple[Path, MisbehavingServer], seen: Sightings, tmp_path: Path
) -> None:
    """What was read, or is gone, is not asked again before the days of the policy have passed; then it is."""
    folder, server = project
    file = folder / "seeds/sightings.yaml"
    file.write_text(with_sightings("", seen.sightings), encoding="utf-8")
    try:
        again, asked = corpus_of(folder), len(server.requests)
        later = sight(again, date(2026, 12, 25), Run(client()))
        not_seen = {look.task.address for look in seen.looks if look.sighting is None}
        # Of what a paywall hides, nothing is known, so that page is asked again, too.
        hidden = {look.task.address for look in seen.looks if look.sighting and in_words_hidden(look)}
        assert {look.task.address for look in later.looks} == not_seen | hidden
        seen_paths = {path_of(name) for number, name in enumerate(CASES) if address_is_seen(number, seen)}
        assert seen_paths.isdisjoint(
            request.path for request in server.requests[asked:] if request.path not in ("/plain", "/robots.txt")
        )
        assert len(sight(again, date(2026, 12, 26), Run(client())).looks) == len(seen.looks)
    finally:
        file.unlink()
    assert not list(tmp_path.iterdir())


def in_words_hidden(look: Look) -> bool:
    """Whether a look says nothing of some of the words."""
    sighting = look.sighting
    return bool(sighting and sighting.outcome is Outcome.READ and len(sighting.words) < len(look.task.words))


def address_is_seen(number: int, seen: Sightings) -> bool:
    """Whether the page of a case was seen whole."""
    return any(
        look.sighting and not in_words_hidden(look) for look in seen.looks if look.task.source.id == name_of(number)
    )


def test_robots_and_the_name_of_the_watch(project: tuple[Path, MisbehavingServer], seen: Sightings) -> None:
    """The rules of a host are asked for first; each request bears the name of the watch; no page is asked by `HEAD`."""
    _, server = project
    assert seen.looks
    assert server.requests[0].path == "/robots.txt"
    assert {request.method for request in server.requests} == {"GET"}
    assert {request.headers["user-agent"] for request in server.requests} == {
        "verbatim-linkwatch/0 (testers@example.org)"
    }


def test_the_states_of_what_was_not_seen(seen: Sightings) -> None:
    """A reason is ours, and repeats nothing that a server wrote."""
    reasons = {look.reason for look in seen.looks if look.sighting is None}
    assert all(re.fullmatch(r"[\w ,:;.()’-]+", reason) for reason in reasons), reasons
    assert {look.state for look in seen.looks} >= {State.GONE, State.BLOCKED, State.ERROR, State.OK, State.MOVED}
