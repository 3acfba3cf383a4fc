"""The home page: the claims that the policy features, or else the newest and the most contested ones."""

import re
from pathlib import Path

from verbatim.checks.examine import examine
from verbatim.model.evidence import Stance
from verbatim.project import Project

from tests.support.microsite import edit, in_process


def listed(site: Path, heading: str) -> list[str]:
    """The ids of the claims below a heading of the home page."""
    page = (site / "docs" / "index.md").read_text(encoding="utf-8")
    below = page.partition(f"## {heading} {{")[2].partition("\n## ")[0].partition("</ol>")[0]
    return re.findall(r'<a href="claims/([^/"]+)/">', below)


def without_featured(site: Path) -> None:
    """Let the policy feature no claim, and generate the pages."""
    policy = (site / "policy.yaml").read_text(encoding="utf-8")
    found = re.search(r"^featured:.*\n(?:[ -].*\n)*", policy, re.MULTILINE)
    assert found
    edit(site / "policy.yaml", found[0], "featured: []\n")
    assert in_process("generate", project=site).code == 0


def test_without_featured_claims(newsroom: Path) -> None:
    """The newest claims by their day of publication, and those with the most excerpts against them."""
    without_featured(newsroom)
    corpus = examine(Project(newsroom)).corpus
    assert corpus
    days = {checked.id: checked.claim.history[0].day for checked in corpus.claims}
    against = {
        checked.id: sum(excerpt.evidence.stance in (Stance.DENIES, Stance.DIFFERS) for excerpt in checked.excerpts)
        for checked in corpus.claims
    }
    newest, contested = listed(newsroom, "The newest claims"), listed(newsroom, "The most contested claims")
    assert len(newest) == 5
    assert min(days[name] for name in newest) >= max(day for name, day in days.items() if name not in newest)
    assert 0 < len(contested) <= 5
    assert min(against[name] for name in contested) > 0
    assert [against[name] for name in contested] == sorted(against.values(), reverse=True)[: len(contested)]


def test_featured_claims_stand_alone(newsroom: Path) -> None:
    """Where the policy features claims, neither list is there."""
    assert in_process("generate", project=newsroom).code == 0
    assert listed(newsroom, "The newest claims") == listed(newsroom, "The most contested claims") == []
