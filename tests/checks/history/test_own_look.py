"""What a newsroom makes its own, compared with what was published: looks are free, addresses and promises are not."""

from pathlib import Path

import pytest
from verbatim.model.reading.load import load
from verbatim.project import Project

from tests.checks.history.test_history import POLICY, UPDATED, against, site
from tests.support.microsite import edit

__all__ = ["site"]

FUNDING = "  funding: Nobody pays for it.\n"
LOOK = FUNDING + (
    '  address: https://facts.example/\n  colours: {light: {accent: "#0b5394"}}\n'
    "  footer: {lines: [One line.]}\n  not_found: It is gone.\n"
    "  pages:\n  - {file: docs/team/index.md, name: Team}\n"
)


@pytest.fixture
def own(site: Path) -> Path:
    """The small site with settings of its own."""
    edit(site / POLICY, FUNDING, LOOK)
    (site / "docs" / "team").mkdir(parents=True)
    (site / "docs" / "team" / "index.md").write_text("# Team\n", encoding="utf-8")
    return site


def test_the_first_settings_need_no_entry(own: Path) -> None:
    """An address that is declared for the first time moves no page."""
    assert against(own) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"#0b5394"', '"#0b5390"'),
        ("One line.", "Another line."),
        ("It is gone.", "It is elsewhere."),
        ("name: Team}", "name: Our team, in: elsewhere}"),
    ],
)
def test_looks_are_free(own: Path, old: str, new: str) -> None:
    """They are not what was published."""
    was = load(Project(own))
    edit(own / POLICY, old, new)
    assert against(own, was) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("https://facts.example/", "https://facts.example/new/", "site, address: https://facts.example/ → "),
        ("  address: https://facts.example/\n", "", "site, address: https://facts.example/ → nothing"),
        (FUNDING, f"{FUNDING}  privacy: Our host counts.\n", "site, privacy: nothing → Our host counts."),
    ],
)
def test_addresses_and_promises_need_an_entry(own: Path, old: str, new: str, words: str) -> None:
    """One error that says what changed; an entry in the policy's history records it."""
    was = load(Project(own))
    edit(own / POLICY, old, new)
    (problem,) = against(own, was)
    assert (problem.code, problem.place.file) == ("unrecorded-change", POLICY)
    assert words in problem.message
    with (own / POLICY).open("a", encoding="utf-8") as policy:
        policy.write(f"history:\n{UPDATED}\n")
    assert against(own, was) == []


def test_an_own_page_keeps_its_address(own: Path) -> None:
    """The hint has the line that keeps it without a link."""
    was = load(Project(own))
    line = "  - {file: docs/team/index.md, name: Team}\n"
    edit(own / POLICY, f"  pages:\n{line}", "")
    (problem,) = against(own, was)
    assert problem.code == "vanished-address"
    assert "- {file: docs/team/index.md, name: Team, in: elsewhere}" in problem.hint
    edit(own / POLICY, FUNDING, f"{FUNDING}  pages:\n{line.replace('Team}', 'Team, in: elsewhere}')}")
    assert against(own, was) == []
