"""The words before and after a correction: on the claim's page, the corrections page, in the feeds and in the API."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from verbatim.quotation.comparing.edits import Change, edits

from tests.checks.history.test_earlier_words import lay_out_with_history_last
from tests.support.microsite import edit, in_process
from tests.support.planted_faults import CLAIMS

FIRST = """\
  - day: 2022-06-10
    kind: corrected
    change: The finding was too short.
    why: A reader wrote.
    was:
      finding: Only <b>Southland</b> said so.
      status: single-origin
"""
SECOND = """\
  - day: 2022-06-20
    kind: updated
    change: More words.
    why: More was found.
    was:
      finding: Only Southland says this.
      claim: Southland sent corn.
      kind: said
      status: of-old
      when: 2022-04
      claimant: ada-berg
      reasoning: >-
        Nothing was found in the first week, when one archive after another was searched for every word
        that the two ministers said, and we looked everywhere.
"""
REASONING = (
    "Nothing else was found in the first week, when one archive after another was searched for every word "
    "that the two ministers said, and we looked everywhere. That is all."
)
KEPT = (
    "was found in the first week, when one archive after another was … "
    "for every word that the two ministers said, and we looked everywhere."
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated files of a small site whose claim on grain was corrected twice."""
    folder = lay_out_with_history_last(tmp_path_factory.mktemp("corrections") / "site")
    edit(folder / CLAIMS, "reasoning: Nothing else was found.", f"reasoning: {REASONING}")
    with (folder / CLAIMS).open("a", encoding="utf-8") as claims:
        claims.write(FIRST + SECOND)
    generated = in_process("generate", project=folder)
    assert generated.code == 0, generated.stdout + generated.stderr
    return folder / "docs"


def changed(html: str) -> list[str]:
    """The changed words of a page as they are read aloud."""
    return [" ".join(each.get_text().split()) for each in BeautifulSoup(html, "lxml").select(".v-was")]


SPOKEN = [
    "Claim, before and now: Southland sent removed: corn. added: grain.",
    "Finding, before and now: Only Southland says removed: this. added: so.",
    f"Reasoning, before and now: Nothing added: else {KEPT} added: That is all.",
    "Status, before and now: removed: of-old added: Single origin",
    "Kind, before and now: removed: Claim that something was said or done added: Claim of fact",
    "Date, before and now: removed: April 2022",
    "Claimant, before and now: removed: Ada Berg",
    "Finding, before and after: Only removed: <b>Southland</b> said so. added: Southland says this.",
    "Status, before and after: removed: Single origin added: of-old",
]


def test_on_the_page_of_the_claim(outputs: Path) -> None:
    """What an entry changed, in words and not by colour alone; after it comes what the next entry says it was."""
    page = (outputs / "claims/grain/index.md").read_text(encoding="utf-8")
    assert sorted(changed(page)) == sorted(SPOKEN)
    soup = BeautifulSoup(page, "lxml")
    assert [each.get_text() for each in soup.select(".v-was del, .v-was ins")][:2] in (
        ["removed: corn.", "added: grain."],
        ["removed: <b>Southland</b> said so.", "added: Southland says this."],
    )
    assert soup.select(".v-was b") == []
    assert not re.search(r"\bstyle=", page)


def test_on_the_corrections_page_and_in_the_feeds(outputs: Path) -> None:
    """The same words: all of them, in the feed of corrections those of the correction."""
    page = (outputs / "corrections/index.md").read_text(encoding="utf-8")
    assert sorted(changed(page)) == sorted(SPOKEN)
    feeds = {
        name: json.loads((outputs / f"corrections/{name}.json").read_text(encoding="utf-8"))
        for name in ("changes", "feed")
    }
    found = {name: [changed(item["content_html"]) for item in feed["items"]] for name, feed in feeds.items()}
    assert found == {"changes": [SPOKEN[:7], SPOKEN[7:]], "feed": [SPOKEN[7:]]}


def test_in_the_api(outputs: Path) -> None:
    """A list of keys with what they were; empty where the entry does not say it."""
    (row,) = (
        claim
        for claim in json.loads((outputs / "api/v1/claims.json").read_text(encoding="utf-8"))["claims"]
        if claim["id"] == "grain"
    )
    assert [len(entry["was"]) for entry in row["history"]] == [0, 2, 7]
    assert row["history"][1]["was"] == [
        {"key": "finding", "text": "Only <b>Southland</b> said so."},
        {"key": "status", "text": "single-origin"},
    ]
    changes = json.loads((outputs / "api/v1/changes.json").read_text(encoding="utf-8"))["changes"]
    assert [change["was"] for change in changes if change["claim"] == "grain"] == [
        entry["was"] for entry in reversed(row["history"])
    ]


def test_corrections_come_first_and_publications_are_one_line_a_day(outputs: Path) -> None:
    """Both claims of a day are one line, with the list on request; the other change of the site has its own line."""
    soup = BeautifulSoup((outputs / "corrections/index.md").read_text(encoding="utf-8"), "lxml")
    text = soup.get_text()
    assert text.index("The finding was too short.") < text.index("More words.") < text.index("2 claims published on")
    (summary,) = soup.select("details > summary")
    assert summary.get_text() == "2 claims published on 1 June 2022"
    links = [link["href"] for link in soup.select("details a")]
    assert links == ["../claims/grain/#history", "../claims/no-signature/#history"]


def test_corrections_of_one_claim_on_one_day_are_one_entry(tmp_path: Path) -> None:
    """The claim is named once; the first correction is in view and the others are folded."""
    folder = lay_out_with_history_last(tmp_path / "site")
    entry = FIRST.partition("    was:")[0]
    with (folder / CLAIMS).open("a", encoding="utf-8") as claims:
        for number in range(3):
            claims.write(entry.replace("too short", f"too short {number}"))
    assert in_process("generate", project=folder).code == 0
    soup = BeautifulSoup((folder / "docs/corrections/index.md").read_text(encoding="utf-8"), "lxml")
    (listed,) = [each for each in soup.select("ul.v-history > li") if "too short" in each.get_text()]
    assert [link["href"] for link in listed.select("a")] == ["../claims/grain/#history"]
    assert [each.get_text() for each in listed.select("summary")] == ["2 more on that day"]
    assert [each.get_text().split(".")[0] for each in listed.select("details li")] == [
        "The finding was too short 1",
        "The finding was too short 2",
    ]
    assert listed.get_text().count("The finding was too short 0") == 1


def test_an_address_and_words_from_right_to_left(tmp_path: Path) -> None:
    """What it was is set apart, so that it changes the order of nothing around it, and an address in it is no link."""
    folder = lay_out_with_history_last(tmp_path / "site")
    was = "See https://example.org/_a_/*b*?c=1&d=<e> and שלום (1)."
    with (folder / CLAIMS).open("a", encoding="utf-8") as claims:
        claims.write(FIRST.replace("Only <b>Southland</b> said so.", json.dumps(was, ensure_ascii=False)))
    assert in_process("generate", project=folder).code == 0
    for name in ("claims/grain", "corrections"):
        soup = BeautifulSoup((folder / "docs" / name / "index.md").read_text(encoding="utf-8"), "lxml")
        apart = [each.select_one("bdi") for each in soup.select(".v-was")]
        assert all(apart)
        assert any(was in " ".join(each.get_text().split()) for each in apart if each), name
        assert soup.select(".v-was a") == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a b c", [("a b c", Change.KEPT)]),
        ("a b", "a  c\nd", [("a", Change.KEPT), ("b", Change.REMOVED), ("c d", Change.ADDED)]),
        ("", "a", [("a", Change.ADDED)]),
        ("a", "", [("a", Change.REMOVED)]),
        ("", "", []),
        ("Yes.", "Yes,", [("Yes.", Change.REMOVED), ("Yes,", Change.ADDED)]),
    ],
)
def test_words_that_were_kept_removed_and_added(before: str, after: str, expected: list[tuple[str, Change]]) -> None:
    """In the order of the text; white space does not matter, punctuation does."""
    assert [(edit.words, edit.change) for edit in edits(before, after)] == expected
