"""Whose words an excerpt is said to be, what its translation says, and excerpts that overlap: on the small site."""

import shutil
from pathlib import Path

import pytest
from verbatim.checks.examine import examine
from verbatim.project import Project

from tests.support.cases import CASES
from tests.support.microsite import edit

OWN_REPORT = "- id: daily-report\n  kind: report\n  title: Its report\n  voices: [daily]\n  day: 2022-05-03\n"
RECORD = """schema: 1

records:
- id: call
  kind: report
  title: Ein Anruf
  publisher: daily
  original_url: https://daily.example/call
  published: 2022-05-03
  lang: {lang}
  read: excerpt
  passages:
  - text: {text}
    translation: {{text: {translation}, by: testers}}
"""
FIRST = "    origin: berg-monday\n"
# The codes of these checks.
CODES = {"quoted-by-the-outlet", "translation-and-negation", "overlapping-excerpts"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site, with an origin that is the outlet's own report."""
    folder = tmp_path / "site"
    shutil.copytree(CASES / "_base", folder)
    with (folder / "seeds" / "origins.yaml").open("a", encoding="utf-8") as origins:
        origins.write(OWN_REPORT)
    return folder


def warned(site: Path) -> list[str]:
    """The warnings of these checks."""
    return [problem.code for problem in examine(Project(site), None).problems if problem.code in CODES]


def add_evidence(site: Path, quote: str, more: str) -> None:
    """Add an excerpt to the first claim."""
    edit(site / "claims.yaml", FIRST, f"{FIRST}  - {{quote: '{quote}', {more}}}\n")


@pytest.mark.parametrize(
    ("quote", "origin", "is_warned"),
    [
        ("We will not sign", "daily-report", True),
        ("useful", "daily-report", True),
        ("“We will not sign anything,” said Ada Berg", "daily-report", False),
        ("The ministers met on Monday", "daily-report", False),
        ("called the talks “useful”", "daily-report", False),
        ("useful", "holm-monday", False),
        ("useful", "unattributed", False),
        ("useful", "[daily-report, holm-monday]", False),
    ],
)
def test_words_in_quotation_marks(site: Path, quote: str, origin: str, is_warned: bool) -> None:  # noqa: FBT001 - given
    """They are credited to the outlet alone only by mistake; what the outlet says itself may be around them."""
    add_evidence(site, quote, f"source: talks, stance: context, origin: {origin}")
    assert warned(site) == (["quoted-by-the-outlet"] if is_warned else [])


@pytest.mark.parametrize(
    ("lang", "text", "translation", "is_warned"),
    [
        ("de", "Er hat nicht unterschrieben.", "He signed.", True),
        ("de", "Er hat unterschrieben.", "He did not sign.", True),
        ("de", "Er hat nicht unterschrieben.", "He did not sign.", False),
        ("de", "Er hat nicht unterschrieben.", "He refused to sign.", False),
        ("de", "Er hat unterschrieben.", "He signed.", False),
        ("eu", "Ez du sinatu.", "He signed.", False),
    ],
)
def test_translations(site: Path, lang: str, text: str, translation: str, is_warned: bool) -> None:  # noqa: FBT001 - given
    """A negation that is lost or added is told, in languages whose words are known, of a passage and of an excerpt."""
    records = RECORD.format(lang=lang, text=text, translation=translation)
    (site / "seeds" / "records.yaml").write_text(records, encoding="utf-8")
    add_evidence(site, text.rstrip("."), "source: call, stance: context, origin: berg-monday")
    assert warned(site) == (["translation-and-negation"] if is_warned else [])
    edit(site / "seeds" / "records.yaml", f"    translation: {{text: {translation}, by: testers}}\n", "")
    of_the_claim = f"translation: {{text: '{translation}', by: testers}}"
    edit(site / "claims.yaml", "source: call,", f"source: call, {of_the_claim},")
    assert warned(site) == (["translation-and-negation"] if is_warned else [])


@pytest.mark.parametrize(
    ("quote", "stance", "is_warned"),
    [
        ("not sign anything,” said", "asserts", True),
        ("sign […] said Ada Berg", "asserts", True),
        ("not sign anything,” said", "context", False),
        ("said Ada Berg", "asserts", False),
        ("officials said […] a spokeswoman", "asserts", False),
    ],
)
def test_excerpts_that_overlap(site: Path, quote: str, stance: str, is_warned: bool) -> None:  # noqa: FBT001 - given
    """With the same stance one would look like two; what lies in an omission is not printed twice."""
    add_evidence(site, quote, f"source: talks, stance: {stance}, origin: berg-monday")
    assert warned(site) == (["overlapping-excerpts"] if is_warned else [])
