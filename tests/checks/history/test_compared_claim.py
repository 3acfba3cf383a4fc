"""What changed in one claim since a revision, as `amend` shows it and writes it down."""

from pathlib import Path

import pytest
from verbatim.checks.history.comparison import ClaimComparison, compared_claim
from verbatim.model.loaded import Loaded
from verbatim.model.reading.load import load
from verbatim.project import Project

from tests.support.microsite import edit
from tests.support.planted_faults import CLAIMS

FIRST = "{day: 2022-06-01, kind: published, change: Published with the first., why: Part of the record.}"
LATER = "{day: 2022-07-01, kind: updated, change: It was refined., why: A reader wrote to us.}"
ORIGINS, ARTICLES = "seeds/origins.yaml", "seeds/articles.yaml"
RETITLED = ("title: Mr. Holm’s answer on Monday", "title: Mr. Holm’s reply")
RETITLED_WORDS = "origin “holm-monday”, title: Mr. Holm’s answer on Monday → Mr. Holm’s reply"


@pytest.fixture
def before(folder: Path) -> Loaded:
    """The data as they were published."""
    return load(Project(folder))


def compared(folder: Path, before: Loaded) -> ClaimComparison:
    """The claim on grain, compared with what it was."""
    now = load(Project(folder))
    was, claim = (
        next(placed.value for placed in data.claims if placed.value and placed.value.id == "grain")
        for data in (before, now)
    )
    return compared_claim("HEAD", before, now, was, claim)


def test_nothing_changed(folder: Path, before: Loaded) -> None:
    """Neither does the change of an entry count on which only another claim rests."""
    edit(folder / "seeds/voices.yaml", "name: Ada Berg", "name: Ida Berg")
    assert compared(folder, before) == ClaimComparison((), {}, ())


def test_changes_in_a_claim_and_in_what_it_rests_on(folder: Path, before: Loaded) -> None:
    """First those in the claim, then the others by kind and id; with the words as they were, and the new entry."""
    edit(folder / CLAIMS, "finding: Only Southland says so.", "finding: Nobody says so.")
    edit(folder / CLAIMS, FIRST, f"{FIRST}\n  - {LATER}")
    edit(folder / ARTICLES, "published: 2022-05-03", "published: 2022-05-04")
    edit(folder / ORIGINS, *RETITLED)
    found = compared(folder, before)
    assert found.changes == (
        "finding: Only Southland says so. → Nobody says so.",
        RETITLED_WORDS,
        "article “talks”, published: 2022-05-03 → 2022-05-04",
    )
    assert found.was == {"finding": "Only Southland says so."}
    assert [entry.change for entry in found.new] == ["It was refined."]


def test_what_the_published_claim_rested_on(folder: Path, before: Loaded) -> None:
    """An origin that it no longer names was printed on its page."""
    edit(folder / CLAIMS, "    origin: holm-monday\n", "    origin: berg-monday\n")
    edit(folder / ORIGINS, *RETITLED)
    assert compared(folder, before).changes[1:] == (RETITLED_WORDS,)


def test_an_entry_that_cannot_be_read_is_not_compared(folder: Path, before: Loaded) -> None:
    """It has an error of its own; the others are compared."""
    edit(folder / ARTICLES, "published: 2022-05-03", "published: soon")
    edit(folder / ORIGINS, *RETITLED)
    assert compared(folder, before).changes == (RETITLED_WORDS,)
