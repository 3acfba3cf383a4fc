"""`new`: a claim is added as text to a file of any layout, or nothing is written at all."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from verbatim.desk.claims.new_claim import proposed_id
from verbatim.model.reading.yaml_reader import read_yaml

from tests.support.cases import lay_out
from tests.support.microsite import PATIENCE, Ran, edit, environment, files_in, in_process
from tests.support.repository import commit, git
from tests.support.terminal import on_a_terminal, stop_clock

WORDS = "officials said"
EVIDENCE = f"# As `quote` prints it\n- source: talks\n  quote: {WORDS}\n  stance: asserts\n  origin: berg-monday\n"
CLAIM = "Officials said that the ministers of Northland had met."
ID = "officials-said-ministers-northland-met"
GIVEN = {
    "--kind": "said",
    "--status": "confirmed",
    "--finding": "Yes: the Daily heard it.",
    "--topic": "talks",
    "--when": "2022-05-02",
}
DAY = "2022-06-03"


@pytest.fixture
def small(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project and a file of evidence next to it; the day is always the same."""
    stop_clock(monkeypatch, "verbatim.cli.claims", DAY)
    (small.parent / "evidence.yaml").write_text(EVIDENCE, encoding="utf-8")
    return small


def complete(small: Path, *more: str) -> tuple[str, ...]:
    """The options of a complete claim."""
    given = {**GIVEN, "--claim": CLAIM, "--reasoning": "One.\n\nTwo: # three."}
    evidence = str(small.parent / "evidence.yaml")
    return (*(part for option in given.items() for part in option), "--evidence", evidence, *more)


def last(file: Path) -> dict[str, Any]:
    """The claim of a file that the small site does not have; of several the last."""
    read, problems = read_yaml(file.name, file.read_bytes())
    assert read
    assert problems == []
    return dict([claim for claim in read.data["claims"] if claim["id"] not in ("no-signature", "grain")][-1])


def entry(day: str = DAY) -> dict[str, Any]:
    """The complete claim as its file has it."""
    return {
        "id": ID,
        "claim": CLAIM,
        "kind": "said",
        "status": "confirmed",
        "finding": "Yes: the Daily heard it.",
        "reasoning": "One.\n\nTwo: # three.\n",
        "when": "2022-05-02",
        "topics": ["talks"],
        "checked": {"day": day, "by": "editors"},
        "evidence": [{"source": "talks", "quote": WORDS, "stance": "asserts", "origin": "berg-monday"}],
        "history": [{"day": day, "kind": "published", "change": "First published.", "why": "New in the record."}],
    }


def test_a_complete_claim(small: Path) -> None:
    """It is where its id belongs, complete, dated, in the layout of the data; all else is as it was; `check` passes."""
    before = files_in(small)
    ran = in_process("new", *complete(small), project=small)
    assert ran == Ran(0, f"“{ID}” was added: claims.yaml:22:3\n", "")
    after = files_in(small)
    above, _, below = before["claims.yaml"].decode().partition("- id: grain\n")
    added = after["claims.yaml"].decode().removeprefix(above).removesuffix(f"- id: grain\n{below}")
    assert {**after, "claims.yaml": b""} == {**before, "claims.yaml": b""}
    assert added.startswith(f"- id: {ID}\n  claim: {CLAIM}\n")
    assert "\n  reasoning: |\n    One.\n\n    Two: # three.\n" in added
    assert f"\n  checked: {{day: {DAY}, by: editors}}\n" in added
    assert last(small / "claims.yaml") == entry()
    assert in_process("check", project=small).stdout.startswith("No problem found.\n")


LAYOUTS: dict[str, Callable[[str], str]] = {
    "no final newline": lambda text: text.rstrip("\n"),
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "indented by two": lambda text: (
        text.partition("claims:\n")[0]
        + "claims:\n"
        + text.partition("claims:\n")[2].replace("\n", "\n  ").join(["  ", ""])
    ),
    "comment at the end": lambda text: f"{text}\n# The next claims come from the second article.\n",
    "comment within the last claim": lambda text: f"{text}  # to be continued\n",
    "a key after the claims": lambda text: (
        text.replace("schema: 1\n\n", "") + "\n# The version of this form\nschema: 1\n"
    ),
    "empty list": lambda text: f"{text.partition('claims:')[0]}claims: []  # none yet\n",
    "empty key": lambda text: f"{text.partition('claims:')[0]}claims:\n",
    "empty file": lambda text: text[:0],
    "only a comment": lambda text: f"# {text[:6]} begins here\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_of_a_file(layout: str, small: Path) -> None:
    """In every layout, each line of the file is kept, the entry is its last claim, and `check` passes."""
    claims = small / "claims.yaml"
    text = LAYOUTS[layout](claims.read_text(encoding="utf-8"))
    claims.write_bytes(text.encode())
    ran = in_process("new", *complete(small), project=small)
    assert (ran.code, ran.stderr) == (0, "")
    assert last(claims) == entry()
    kept = claims.read_bytes().decode().splitlines()
    for line in text.replace(": []", ":").splitlines():
        assert line in kept
        kept.remove(line)
    content = claims.read_bytes().decode()
    assert content.count("\r\n") == (content.count("\n") if "\r\n" in text else 0)
    assert in_process("check", project=small).stdout.startswith("No problem found.\n")


def test_files_of_claims(tmp_path: Path) -> None:
    """The last file of claims/ by default, another by name, a new one; never one that would not be read."""
    (tmp_path / "evidence.yaml").write_text(EVIDENCE, encoding="utf-8")
    folder = lay_out("claims-in-several-files", tmp_path / "project")
    (folder / "claims" / "c.yaml").write_text("# Not begun\n", encoding="utf-8")
    assert in_process("new", *complete(folder), project=folder).stdout == f"“{ID}” was added: claims/c.yaml:5:3\n"
    assert in_process("new", *complete(folder, "--file", "claims/a.yaml"), project=folder).stdout.startswith(
        f"“{ID}-2” was added: claims/a.yaml:"
    )
    assert (
        in_process("new", *complete(folder, "--file", "claims/d.yaml"), project=folder).stdout
        == f"“{ID}-3” was added: claims/d.yaml:4:3\n"
    )
    assert in_process("check", "--format", "json", project=folder).code == 0
    before = files_in(folder)
    for name in ("d.yaml", "claims/e.yml", "../e.yaml", "claims.yaml"):
        assert in_process("new", *complete(folder, "--file", name), project=folder).code == 2
    assert files_in(folder) == before


REFUSED = {
    "a status that its evidence does not allow": (("--kind", "fact"), "status-not-allowed"),
    "words that nobody said": (("--finding", "He “met” them."), "unproven-words"),
    "an id that is taken": (("--id", "grain"), "duplicate-id"),
    "no id at all": (("--id", "Grain!"), "bad-value"),
    "an unknown topic": (("--topic", "trade"), "unknown-topic"),
    "an unknown status": (("--status", "confirm"), "unknown-status"),
    "no date": (("--when", "May 2022"), "bad-date"),
    "a control character": (("--finding", "Yes\x07"), "control-character"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_is_written_that_does_not_pass(what: str, small: Path) -> None:
    """The problems are shown, with exit code 1, and every file is as it was."""
    before = files_in(small)
    options, code = REFUSED[what]
    ran = in_process("new", *complete(small, *options), project=small)
    assert ran.code == 1
    assert f"error[{code}]" in ran.stderr
    assert "Nothing was written." in ran.stderr
    assert files_in(small) == before


def test_evidence_is_checked(small: Path) -> None:
    """Words that the source does not contain are refused, also for a draft; so is what is not a list of entries."""
    evidence, before = small.parent / "evidence.yaml", files_in(small)
    edit(evidence, "officials", "oficials")
    for draft in ((), ("--draft",)):
        ran = in_process("new", *complete(small, *draft), project=small)
        assert ran.code == 1
        assert "error[quotation-absent]" in ran.stderr
        assert "change “oficials” → “officials”" in ran.stderr
    for text, place in (
        ("source: talks\n", "1:1: error[bad-value]"),
        ("- [\n", "2:1: error[yaml-syntax]"),
        ("", "1:1: error[empty-file]"),
    ):
        evidence.write_text(text, encoding="utf-8")
        ran = in_process("new", *complete(small), project=small)
        assert (ran.code, ran.stdout) == (1, "")
        assert ran.stderr.startswith(f"{evidence}:{place}")
    assert files_in(small) == before


def test_a_list_in_brackets_is_refused(small: Path) -> None:
    """A file to which nothing can be added as text is named."""
    (small / "claims.yaml").write_text('{"schema": 1, "claims": []}\n', encoding="utf-8")
    before = files_in(small)
    ran = in_process("new", *complete(small), project=small)
    assert ran.code == 1
    assert "claims.yaml:1:1: error[bad-value]" in ran.stderr
    assert files_in(small) == before


def test_what_is_missing_is_named(small: Path) -> None:
    """Without a terminal to ask on, an unfinished claim is wrong usage; with `--draft` it is saved with a warning."""
    before = files_in(small)
    assert in_process("new", project=small).code == 2
    ran = in_process("new", "--claim", CLAIM, "--kind", "said", project=small)
    assert ran.code == 2
    assert "--status, --finding, --reasoning, --evidence. With --draft" in ran.stderr
    assert files_in(small) == before
    ran = in_process("new", "--claim", CLAIM, "--kind", "said", "--draft", project=small)
    assert (ran.code, ran.stdout) == (0, f"“{ID}” was added as a draft: claims.yaml:22:3\n")
    assert "warning[unfinished-draft]" in ran.stderr
    draft = last(small / "claims.yaml")
    assert draft == {
        "id": ID,
        "draft": "true",
        "claim": CLAIM,
        "kind": "said",
        "topics": ["talks"],
        "checked": {"day": DAY, "by": "editors"},
    }
    assert in_process("check", project=small).code == 0


def test_what_quote_prints_is_evidence(small: Path, verbatim: Callable[..., Ran]) -> None:
    """`quote … | new --evidence -`, from a shell, with the origin filled in; the day is today's."""
    quoted = verbatim("quote", "the talks would go on", project=small).stdout
    assert "  origin: unattributed\n" in quoted
    printed = quoted.replace("origin: unattributed", "origin: berg-monday")
    command = [sys.executable, "-m", "verbatim", "new", *complete(small, "--evidence", "-"), "--project", str(small)]
    before = datetime.now().astimezone().date()
    ran = subprocess.run(
        command,
        cwd=small,
        env=environment(),
        input=printed,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    read, _ = read_yaml("printed", printed.encode())
    assert read
    added = last(small / "claims.yaml")
    assert added["evidence"] == read.data
    assert before.isoformat() <= added["checked"]["day"] <= datetime.now().astimezone().date().isoformat()


def answered(project: Path, *replies: str) -> tuple[int, str]:
    """Run `new` on a terminal with these replies; returns its exit code and all that the terminal showed."""
    return on_a_terminal("new", "--project", project, replies=replies, NO_COLOR="1")


def test_asking_on_a_terminal(small: Path) -> None:
    """Every answer is asked for; choices go by number, id or words; what is wrong is asked again."""
    evidence = (
        "We will not sing",
        "1",
        "context",
        "Berg",
        "",
        "met on Monday",
        "",
        "1",
        "nobody",
        "berg-monday",
        "As reported.",
        "",
    )
    asked = (CLAIM, "grain", "", "said", *evidence, "1", "Yes.", "One.", "Two.", "", "2022-05-02")
    code, shown = answered(small, *asked)
    assert code == 0, shown
    assert "“grain” is the id of another claim." in shown
    assert "it has “sign” for “sing”" in shown
    assert "“nobody” fits none of them." in shown
    added = last(small / "claims.yaml")
    assert added == {
        **entry(day=added["checked"]["day"]),
        "finding": "Yes.",
        "reasoning": "One.\n\nTwo.\n",
        "evidence": [
            {"source": "talks", "quote": "We will not sign", "stance": "context", "origin": "berg-monday"},
            {
                "source": "talks",
                "quote": "met on Monday",
                "stance": "asserts",
                "origin": "berg-monday",
                "note": "As reported.",
            },
        ],
    }
    assert in_process("check", project=small).stdout.startswith("No problem found.\n")


def test_no_answer_is_lost_on_a_terminal(small: Path) -> None:
    """Empty fields make a draft; a claim that does not pass can be saved as one, but only if the editor says so."""
    open_ones = (CLAIM, "", "said", "", "", "Yes.", "", "")
    code, shown = answered(small, *open_ones)
    assert (code, "was added as a draft" in shown) == (0, True), shown
    assert last(small / "claims.yaml").keys() == {"id", "draft", "claim", "kind", "finding", "topics", "checked"}
    before = files_in(small)
    not_allowed = (
        "Mr. Holm called the talks useful.",
        "",
        "fact",
        "Mr. Holm",
        "",
        "",
        "berg-monday",
        "",
        "",
        "confirmed",
        "Yes.",
        "One.",
        "",
        "",
    )
    code, shown = answered(small, *not_allowed, "n")
    assert (code, "error[status-not-allowed]" in shown) == (1, True), shown
    assert files_in(small) == before
    code, shown = answered(small, *not_allowed, "y")
    assert (code, "warning[status-not-allowed]" in shown) == (0, True), shown
    assert last(small / "claims.yaml")["draft"] == "true"
    assert in_process("check", project=small).code == 0


def test_proposed_ids() -> None:
    """The first telling words, short enough, without marks or accents, and never one that is taken."""
    assert proposed_id("The Kremlin’s spokesman didn’t deny it.", ()) == "kremlins-spokesman-didnt-deny"
    assert proposed_id("Škoda sent 300,000 cars", ()) == "skoda-sent-300-000-cars"
    assert proposed_id("Северная Корея", ()) == "claim"
    assert proposed_id("Grain", {"grain", "grain-2"}) == "grain-3"
    assert len(proposed_id("supercalifragilistic " * 9, ())) <= 60


def test_a_short_form_and_searches_are_asked_for_if_the_policy_needs_them(small: Path) -> None:
    """A claim that is too long for a title, and a status with a rule on searches."""
    edit(small / "policy.yaml", "  omission_reach", "  longest_title: 50\n  omission_reach")
    rule = "  - id: looked\n    says: It says what was looked for.\n    needs: {searches: at least 1}\n"
    edit(small / "policy.yaml", "  - id: single-origin-one-voice", f"{rule}  - id: single-origin-one-voice")
    search = "{for: others, where: here, day: 2022-05-30, by: us, found: nothing}"
    edit(small / "claims.yaml", "    origin: holm-monday\n", f"    origin: holm-monday\n  searched: [{search}]\n")
    evidence = ("We will not sign", "1", "asserts", "berg-monday", "", "")
    asked = (
        "Northland has not signed anything at all so far, in May.",
        "",
        "x" * 76,
        "No signature",
        "fact",
        *evidence,
    )
    code, shown = answered(
        small, *asked, "single-origin", "other reports", "the archive", "", "", "Yes.", "One.", "", ""
    )
    assert "That has 76 characters." in shown
    added = last(small / "claims.yaml")
    assert added["short"] == "No signature", (code, shown)
    searched = {"for": "other reports", "where": "the archive", "found": "nothing", "by": "editors"}
    assert [{key: search[key] for key in searched} for search in added["searched"]] == [searched]
    assert added["searched"][0]["day"] == added["checked"]["day"]


def test_words_that_are_nowhere_end_nothing(small: Path) -> None:
    """Words that no source has, and none that is like them, are asked for again."""
    evidence = ("Photograph by the Northern Agency", "", "", "")
    code, shown = answered(small, CLAIM, "", "said", *evidence, "Yes.", "One.", "", "")
    assert (code, "was added as a draft" in shown) == (0, True), shown
    assert last(small / "claims.yaml")["reasoning"] == "One.\n"


def test_statuses_that_the_evidence_allows_are_marked(small: Path) -> None:
    """They come first in the list."""
    evidence = ("Mr. Holm", "", "", "holm-monday", "", "")
    code, shown = answered(small, "Mr. Holm called them useful.", "", "fact", *evidence, "1", "Yes.", "One.", "", "")
    assert "1. single-origin: (allowed by this evidence) " in shown
    assert "2. confirmed: It is established." in shown
    assert (code, last(small / "claims.yaml")["status"]) == (0, "single-origin"), shown


def test_an_origin_and_a_record_are_made_on_the_way(small: Path) -> None:
    """Each with its voice, new or known; what does not pass is said, and asked for again; the claim rests on them."""
    record = ("The harbour opens", "report", "+", "The harbour office", "2022-05-04", "", "")
    origin = ("The harbour’s log", "observation", "the-harbour-office", "2022-05-03")
    wrong = ("The harbour’s log", "observation", "the-harbour-office", "in May")
    evidence = ("Four ships came in.", "+", *record, "asserts", "+", *wrong, "+", *origin, "", "")
    code, shown = answered(small, "Four ships came.", "", "fact", *evidence, "1", "Yes.", "One.", "", "")
    assert (code, "was added: claims.yaml" in shown) == (0, True), shown
    assert "“the-harbour-opens” was added to seeds/records.yaml." in shown
    assert "Nothing was added:\n  expected a day" in shown
    assert "“the-harbours-log” was added to seeds/origins.yaml." in shown
    (entry,) = last(small / "claims.yaml")["evidence"]
    assert entry == {
        "source": "the-harbour-opens",
        "quote": "Four ships came in.",
        "stance": "asserts",
        "origin": "the-harbours-log",
    }
    assert in_process("check", "--format", "json", project=small).code == 0


def test_what_was_made_on_the_way_survives_an_interruption(small: Path) -> None:
    """The origin is in the data, and the draft has what was answered before."""
    origin = ("The harbour’s log", "observation", "daily", "2022-05-03")
    first = ("We will not sign", "", "", "+", *origin, "")
    code, shown = answered(small, CLAIM, "", "said", *first, "Mr. Holm", "", "", "+")
    assert (code, "is saved as a draft" in shown) == (0, True), shown
    draft = last(small / "claims.yaml")
    assert (draft["draft"], [each["origin"] for each in draft["evidence"]]) == ("true", ["the-harbours-log"])
    assert "the-harbours-log" in (small / "seeds/origins.yaml").read_text(encoding="utf-8")


def test_answers_survive_an_interruption(small: Path) -> None:
    """What was answered before Ctrl+C or Ctrl+D is saved as a draft, also the evidence so far."""
    before = files_in(small)
    code, _ = answered(small)
    assert (code, files_in(small)) == (1, before)
    code, shown = answered(small, CLAIM, "", "said", "We will not sign", "", "", "berg-monday", "")
    assert (code, "is saved as a draft" in shown) == (0, True), shown
    draft = last(small / "claims.yaml")
    assert (draft["draft"], draft["kind"], draft["evidence"][0]["origin"]) == ("true", "said", "berg-monday")


def test_two_branches_with_a_claim_each_merge(small: Path) -> None:
    """Two editors add a claim each; git merges their branches without a conflict, and all data pass their checks."""
    commit(small, "Published")
    git(small, "branch", "other")
    first = ["--claim", "Ada Berg met officials.", "--id", "berg-met"]
    second = ["--claim", "The ministers met on Monday.", "--id", "met-on-monday"]
    assert in_process("new", *complete(small), *first, project=small).code == 0
    commit(small, "One")
    git(small, "checkout", "--quiet", "other")
    assert in_process("new", *complete(small), *second, project=small).code == 0
    commit(small, "Another")
    git(small, "merge", "--quiet", "--no-edit", "main")
    read, problems = read_yaml("claims.yaml", (small / "claims.yaml").read_bytes())
    assert read
    assert [claim["id"] for claim in read.data["claims"]] == ["berg-met", "no-signature", "grain", "met-on-monday"]
    assert problems == []
    checked = in_process("check", "--format", "json", project=small)
    assert {row["severity"] for row in checked.problems} <= {"warning"}


def test_each_claim_in_a_file_of_its_own(small: Path) -> None:
    """`split` keeps every claim with its comment; `new` makes a file for the next one, and `check` finds the same."""
    edit(small / "claims.yaml", "- id: grain\n", "# On grain.\n- id: grain   # permanent\n")
    before = in_process("check", project=small).stdout
    ran = in_process("split", project=small)
    assert (ran.code, ran.stderr) == (0, "")
    folder = small / "claims"
    assert sorted(file.name for file in folder.iterdir()) == ["grain.yaml", "no-signature.yaml"]
    assert "# On grain.\n- id: grain   # permanent\n" in (folder / "grain.yaml").read_text(encoding="utf-8")
    assert not (small / "claims.yaml").exists()
    assert in_process("check", project=small).stdout == before
    assert in_process("new", *complete(small), project=small).stdout == f"“{ID}” was added: claims/{ID}.yaml:4:3\n"
    assert last(folder / f"{ID}.yaml")["id"] == ID
    assert "there is a folder claims/ already" in in_process("split", project=small).stderr
