"""Claims that were withdrawn or merged: their state and history agree, their address stays, and they count for nothing.

And the corrections: their page, and the feed, which is read here with a parser of its own.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from tests.support.cases import CASES
from tests.support.microsite import buildable, edit, files_in, in_process
from tests.support.planted_faults import CLAIMS

ATOM = "{http://www.w3.org/2005/Atom}"
WITHDRAWN = "  withdrawn: {day: 2022-07-01, reason: Mr. Holm took <it> back.}\n"
TAKEN_BACK = "  - {day: 2022-07-01, kind: withdrawn, change: Withdrawn & closed., why: Mr. Holm took <it> back.}\n"
MERGED = "  - {day: 2022-08-01, kind: merged, change: Merged into the other., why: They say the same.}\n"
CORRECTED = "  - {day: 2022-07-15, kind: corrected, change: The day was wrong., why: A reader wrote to us.}\n"
UPDATED = "  - {day: 2022-07-16, kind: updated, change: A record was added., why: It was found.}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site; `grain` was published, and `no-signature` was published and corrected."""
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "site"))
    edit(folder / CLAIMS, "Part of the first record.}\n", f"Part of the first record.}}\n{CORRECTED}{UPDATED}")
    return folder


def retire(folder: Path, state: str, history: str, claim: str = "grain") -> None:
    """Give a claim a state, and `grain` further entries in its history."""
    edit(folder / CLAIMS, f"- id: {claim}\n", f"- id: {claim}\n{state}")
    edit(folder / CLAIMS, "Part of the record.}\n", f"Part of the record.}}\n{history}")


def withdrawn(folder: Path) -> None:
    """Withdraw `grain`."""
    retire(folder, WITHDRAWN, TAKEN_BACK)


def merged(folder: Path) -> None:
    """Merge `grain` into `no-signature`."""
    retire(folder, "  merged_into: no-signature\n", MERGED)


def problems(folder: Path, severity: str = "error") -> list[tuple[str, str]]:
    """The codes of the problems, with what stands at their places."""
    lines = (folder / CLAIMS).read_text(encoding="utf-8").splitlines()
    found = [
        row for row in in_process("check", "--format", "json", project=folder).problems if row["severity"] == severity
    ]
    return [
        (
            row["code"],
            lines[row["line"] - 1][row["column"] - 1 :].split("}")[0] if row["file"] == CLAIMS else row["file"],
        )
        for row in found
    ]


def generated(folder: Path) -> Path:
    """The generated pages."""
    ran = in_process("generate", project=folder)
    assert ran.code == 0, ran.stderr
    return folder / "docs"


@pytest.mark.parametrize(
    ("state", "history", "expected"),
    [
        (WITHDRAWN, TAKEN_BACK, []),
        ("  merged_into: no-signature\n", MERGED, []),
        (WITHDRAWN, TAKEN_BACK + UPDATED, []),
        (WITHDRAWN, "", [("history-mismatch", "{day: 2022-07-01, reason: Mr. Holm took <it> back.")]),
        (
            WITHDRAWN,
            TAKEN_BACK.replace("07-01", "07-02"),
            [("history-mismatch", "{day: 2022-07-01, reason: Mr. Holm took <it> back.")],
        ),
        (WITHDRAWN, MERGED, [("history-mismatch", "{day: 2022-07-01, reason: Mr. Holm took <it> back.")]),
        ("  merged_into: no-signature\n", TAKEN_BACK, [("history-mismatch", "no-signature")]),
        (
            "",
            TAKEN_BACK,
            [("history-mismatch", "withdrawn, change: Withdrawn & closed., why: Mr. Holm took <it> back.")],
        ),
        (
            "",
            CORRECTED + MERGED,
            [("history-mismatch", "merged, change: Merged into the other., why: They say the same.")],
        ),
        ("", MERGED + UPDATED.replace("07-16", "08-02"), []),
        ("", MERGED + UPDATED.replace("07-16", "08-01"), []),
        ("  merged_into: grain\n", MERGED, [("merge-target", "grain")]),
        ("  merged_into: no-signature\n" + WITHDRAWN, TAKEN_BACK + MERGED, [("merge-target", "no-signature")]),
        ("  merged_into: no-signatur\n", MERGED, [("unknown-claim", "no-signatur")]),
    ],
)
def test_state_and_history_agree(site: Path, state: str, history: str, expected: list[tuple[str, str]]) -> None:
    """What became of a claim is in its history, and what its history says last is its state; no revision is needed."""
    retire(site, state, history)
    assert problems(site) == expected


@pytest.mark.parametrize(
    ("state", "history", "mend"),
    [
        (WITHDRAWN, TAKEN_BACK, "withdraw this claim too, or name a claim that is not withdrawn"),
        ("  merged_into: no-signature\n", MERGED, "one of the two must stay published"),
    ],
)
def test_merged_into_what_does_not_stand(site: Path, state: str, history: str, mend: str) -> None:
    """Readers of an old address arrive after one step."""
    edit(site / CLAIMS, UPDATED, UPDATED + MERGED)
    retire(site, "  merged_into: grain\n", "", claim="no-signature")
    retire(site, state, history)
    ran = in_process("check", project=site)
    assert ran.code == 1
    assert "error[merge-target] “no-signature” is merged into “grain”" in ran.stdout
    assert mend in ran.stdout


@pytest.mark.parametrize("retired", [withdrawn, merged])
def test_it_counts_for_nothing(site: Path, retired: Callable[[Path], None]) -> None:
    """No list, count, facet or data file counts it among the claims that stand; no other page quotes its evidence."""
    retired(site)
    docs = generated(site)
    pages = {
        path: content.decode("utf-8")
        for path, content in files_in(docs).items()
        if path.endswith(".md") and not path.startswith("editors/")
    }
    naming = {path for path, text in pages.items() if "Southland sent grain" in text}
    # The home page may name it as the last correction.
    assert naming - {"index.md"} == {"claims/grain/index.md", "corrections/index.md"}
    assert "300,000 tonnes" not in "".join(pages.values())
    assert "<strong>1 claim</strong>" in pages["index.md"]
    filters = json.loads((docs / "api/v1/facets.json").read_text(encoding="utf-8"))["facets"]
    assert {len(facet["claims"]) for facet in filters.values()} == {1}
    data = json.loads((docs / "api/v1/claims.json").read_text(encoding="utf-8"))
    assert (data["total"], [claim["id"] for claim in data["claims"]]) == (1, ["no-signature"])


def test_what_the_data_keep(site: Path) -> None:
    """Its address, what became of it and its last words; not its evidence."""
    withdrawn(site)
    (entry,) = json.loads((generated(site) / "api/v1/claims.json").read_text(encoding="utf-8"))["retired"]
    assert entry == {
        "id": "grain",
        "path": "claims/grain/",
        "state": "withdrawn",
        "withdrawn": {"on": "2022-07-01", "reason": "Mr. Holm took <it> back."},
        "claim": "Southland sent grain.",
        "kind": "fact",
        "last_status": {"id": "single-origin", "word": "Single origin"},
        "finding": "Only Southland says so.",
        "history": [
            {
                "on": "2022-06-01",
                "kind": "published",
                "is_correction": False,
                "change": "Published with the first.",
                "why": "Part of the record.",
                "was": [],
            },
            {
                "on": "2022-07-01",
                "kind": "withdrawn",
                "is_correction": True,
                "change": "Withdrawn & closed.",
                "why": "Mr. Holm took <it> back.",
                "was": [],
            },
        ],
    }


def test_it_accounts_for_no_sentence(site: Path) -> None:
    """What only a withdrawn claim quoted is open again."""
    edit(site / "seeds" / "articles.yaml", "  - quote: Southland sent\n    reason: Invented.\n", "")
    assert problems(site, "warning") == []
    withdrawn(site)
    assert problems(site, "warning") == [("uncovered-sentence", "seeds/articles/talks.txt")]


def test_its_last_status_is_not_judged_again(site: Path) -> None:
    """Why it was withdrawn may well be that its evidence no longer bears its status; its quotations stay proven."""
    withdrawn(site)
    edit(site / "seeds" / "origins.yaml", "voices: [southland]", "voices: [southland, northland]")
    assert problems(site) == []
    edit(site / CLAIMS, "quote: Southland sent 300,000", "quote: Southland sent 3,000")
    assert [code for code, _ in problems(site)] == ["quotation-absent"]


def test_it_need_not_be_checked_again(site: Path) -> None:
    """Nobody is reminded of it."""
    edit(site / "policy.yaml", "- id: single-origin\n  word", "- id: single-origin\n  recheck_days: 1\n  word")
    assert [code for code, _ in problems(site, "warning")] == ["recheck-due"]
    withdrawn(site)
    assert problems(site, "warning") == []


def test_the_only_claim_may_be_withdrawn(site: Path) -> None:
    """A site without any other claim still says what became of it."""
    file = site / CLAIMS
    text = file.read_text(encoding="utf-8")
    file.write_text("schema: 1\n\nclaims:\n- id: grain" + text.split("- id: grain")[1], encoding="utf-8")
    withdrawn(site)
    assert "Southland sent grain." in (generated(site) / "claims/grain/index.md").read_text(encoding="utf-8")


def entries(feed: Path) -> list[dict[str, Any]]:
    """The entries of the feed, with what each must have (RFC 4287, 4.1.2)."""
    root = ET.fromstring(feed.read_bytes())  # noqa: S314 - our own
    assert root.tag == f"{ATOM}feed"
    assert [len(root.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    found = []
    for entry in root.findall(f"{ATOM}entry"):
        values = {name: entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "content")}
        assert all(values.values())
        values["updated"] = str(values["updated"])[: len("2022-07-15")]
        (link,) = entry.findall(f"{ATOM}link")
        found.append({**values, "href": link.get("href")})
    return found


def test_the_feed(site: Path) -> None:
    """Corrections, withdrawals and mergers, the newest first; no other change."""
    withdrawn(site)
    found = entries(generated(site) / "corrections/feed.xml")
    assert [(entry["title"], entry["updated"], entry["content"], entry["href"]) for entry in found] == [
        (
            "Corrected: Northland said that it would sign nothing.",
            "2022-07-15",
            (
                "<p>The day was wrong. A reader wrote to us.</p>\n"
                "<p>The claim now: <strong>Confirmed</strong> Yes. "
                "Its spokeswoman said “We will not sign anything” on Monday.</p>"
            ),
            "../claims/no-signature/",
        ),
        (
            "Withdrawn: Southland sent grain.",
            "2022-07-01",
            (
                "<p>Withdrawn &#38; closed. Mr. Holm took &#60;it&#62; back.</p>\n"
                "<p>The last state of the claim: <strong>Single origin</strong> Only Southland says so.</p>"
            ),
            "../claims/grain/",
        ),
    ]
    assert len({entry["id"] for entry in found}) == 2
    assert all(entry["id"].startswith("urn:uuid:") for entry in found)


def test_the_feed_of_a_published_site(site: Path) -> None:
    """Where the site's address is known, links begin with it; the ids are the same, so that no reader is told twice."""
    here = entries(generated(site) / "corrections/feed.xml")
    assert in_process("generate", project=site, SITE_URL="https://facts.example/site/").code == 0
    there = entries(site / "docs/corrections/feed.xml")
    assert [entry["href"] for entry in there] == ["https://facts.example/site/claims/no-signature/"]
    assert [entry["id"] for entry in there] == [entry["id"] for entry in here]
    assert 'rel="self" type="application/atom+xml" href="https://facts.example/site/corrections/feed.xml"' in (
        site / "docs/corrections/feed.xml"
    ).read_text("utf-8")


def test_the_ids_of_the_feed_are_stable(site: Path) -> None:
    """Neither typography nor what becomes of other claims changes them."""
    before = {entry["id"] for entry in entries(generated(site) / "corrections/feed.xml")}
    edit(site / CLAIMS, "change: The day was wrong.", "change: 'The  day was wrong.'")
    edit(site / CLAIMS, UPDATED, CORRECTED.replace("The day was", "The hour was") + UPDATED)
    withdrawn(site)
    after = [entry["id"] for entry in entries(generated(site) / "corrections/feed.xml")]
    assert before < set(after)
    assert len(after) == len(set(after)) == 3


def test_the_built_pages(site: Path) -> None:
    """The address stays; the page says what happened, then the last state, and links to a merged claim's successor."""
    third = (site / CLAIMS).read_text(encoding="utf-8").split("- id: grain")[1]
    merged(site)
    other = third.replace("Southland sent grain.", "Southland sent corn.").strip("\n")
    other = other.replace("Part of the record.}\n", f"Part of the record.}}\n{TAKEN_BACK}")
    with (site / CLAIMS).open("a", encoding="utf-8") as file:
        file.write(f"- id: corn\n{WITHDRAWN}{other}\n")
    ran = in_process("build", project=buildable(site))
    assert ran.code == 0, ran.stdout + ran.stderr

    def page(path: str) -> BeautifulSoup:
        return BeautifulSoup((site / "site" / path / "index.html").read_text(encoding="utf-8"), "html.parser")

    corn, grain, corrections = page("claims/corn"), page("claims/grain"), page("corrections")
    assert corn.find("title").get_text().startswith("Withdrawn: Southland sent corn.")
    notes = [found.select_one("[role=note]").get_text(" ", strip=True) for found in (corn, grain)]
    assert notes[0].startswith("Withdrawn on 1 July 2022 . Mr. Holm took <it> back.")
    assert notes[1].startswith("Merged on 1 August 2022 into another claim")
    assert [link["href"] for link in grain.select("[role=note] a")] == ["../no-signature/"]
    for found in (corn, grain):
        text = found.select_one("article").get_text(" ", strip=True)
        assert "Only Southland says so." in text
        assert "Single origin" in text
        assert not found.select("mark")
        assert text.index("not counted anywhere") < text.index("Only Southland says so.") < text.index("History")
        days = [str(entry["datetime"]) for entry in found.select(".v-history time")]
        assert len(days) > 1
        assert days == sorted(days, reverse=True)
    filters = json.loads((site / "site" / "api/v1/facets.json").read_text(encoding="utf-8"))["facets"]
    found = len(list((site / "site" / "pagefind" / "fragment").iterdir()))
    assert {len(facet["claims"]) for facet in filters.values()} == {found}
    assert [link["href"] for link in corrections.select("article a[type]")] == [
        "feed.xml",
        "feed.json",
        "changes.xml",
        "changes.json",
        "drift.xml",
        "drift.json",
    ]
    assert [link["href"] for link in corrections.select(".v-history a")] == [
        *("../claims/grain/#history", "../claims/no-signature/#history", "../claims/corn/#history"),
        *("../claims/no-signature/#history", "../claims/corn/#history", "../claims/grain/#history"),
        "../claims/no-signature/#history",
    ]
    assert (site / "site" / "corrections" / "feed.xml").is_file()


def test_the_feed_is_known_as_generated(site: Path) -> None:
    """Even where the manifest is lost; tables and databases have no comments, and so must be deleted then."""
    docs = generated(site)
    shutil.rmtree(site / ".verbatim")
    for table in (*docs.rglob("*.csv"), *docs.rglob("*.jsonl"), *docs.rglob("*.db")):
        table.unlink()
    withdrawn(site)
    assert in_process("generate", project=site).code == 0
