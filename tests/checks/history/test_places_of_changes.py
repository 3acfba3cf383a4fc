"""Where a comparison with older data reports a change, under which code, and with which mend."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from verbatim.checks.history.comparison import comparison_problems
from verbatim.checks.history.revision import Revision
from verbatim.model.loaded import Loaded
from verbatim.model.policy import Policy
from verbatim.model.reading.load import load
from verbatim.model.sightings import Sighting
from verbatim.problems import Place, Problem, Severity
from verbatim.project import Project

from tests.support.microsite import edit
from tests.support.places import at, place
from tests.support.planted_faults import CLAIMS

FIRST = "{day: 2022-06-01, kind: published, change: First published., why: Part of the first record.}"
LATER = "{day: 2022-07-01, kind: updated, change: It was refined., why: A reader wrote to us.}"
TODAY = date(2022, 7, 2)
POLICY, RECORDS, SIGHTINGS = "policy.yaml", "seeds/records.yaml", "seeds/sightings.yaml"


@pytest.fixture
def compared(folder: Path) -> Callable[[], list[Problem]]:
    """Compare the folder as it is with what it was when the test began."""
    was = load(Project(folder))
    return lambda: comparison_problems(Revision("HEAD", was), load(Project(folder)), TODAY)


def test_no_claims_at_the_revision(folder: Path) -> None:
    """A warning at the first file of claims, or where that would be."""
    now = load(Project(folder))
    (problem,) = comparison_problems(Revision("HEAD", None), now, TODAY)
    assert (problem.code, problem.severity) == ("nothing-to-compare", Severity.WARNING)
    assert problem.place == Place(CLAIMS)
    assert "at “HEAD” there are no claims" in problem.message
    assert problem.hint.startswith("this is right for a new site")
    elsewhere = replace(now.claims[0], file=replace(now.claims[0].file, name="claims/1.yaml"))
    (problem,) = comparison_problems(Revision("HEAD", None), replace(now, claims=[elsewhere, now.claims[1]]), TODAY)
    assert problem.place == Place("claims/1.yaml")
    (problem,) = comparison_problems(Revision("HEAD", None), Loaded(), TODAY)
    assert problem.place == Place(CLAIMS)


def test_a_policy_that_cannot_be_compared(folder: Path) -> None:
    """Whether it has a new entry is then not known, so what it should record is not asked for."""
    was = load(Project(folder))
    edit(folder / "seeds" / "voices.yaml", "name: The Daily}", "name: The Daily, note: A rag.}")
    now = load(Project(folder))
    assert now.policy
    (problem,) = comparison_problems(Revision("HEAD", was), now, TODAY)
    assert problem.code == "unrecorded-change"
    for before, after in (
        (replace(was, policy=None), now),
        (was, replace(now, policy=None)),
        (was, replace(now, policy=replace(now.policy, sound=False))),
    ):
        problems = comparison_problems(Revision("HEAD", before), after, TODAY)
        assert "unrecorded-change" not in {problem.code for problem in problems}


def test_placeholders_at_the_revision(folder: Path) -> None:
    """A warning at the file that had one: what was not ready was not published, so nothing else is compared."""
    edit(folder / POLICY, "name: Small", "name: FILL IN the name")
    was = load(Project(folder))
    edit(folder / POLICY, "name: FILL IN the name", "name: Small")
    edit(folder / CLAIMS, "Only Southland says so.", "Only it says so.")
    (problem,) = comparison_problems(Revision("HEAD", was), load(Project(folder)), TODAY)
    assert (problem.code, problem.severity) == ("nothing-to-compare", Severity.WARNING)
    assert problem.place == Place(POLICY)
    assert problem.message.startswith("at “HEAD” policy.yaml:4:9 was still to be filled in")
    assert problem.hint.startswith("nothing to do for a new site")


@pytest.mark.parametrize(("number", "more"), [(1, ""), (2, ", and 1 more"), (3, ", and 2 more")])
@pytest.mark.parametrize(("base", "older"), [("", "HEAD"), ("0123456789", "0123456789")])
def test_older_data_with_faults(folder: Path, number: int, more: str, base: str, older: str) -> None:
    """One error with the first fault, the number of the others, and a revision before it."""
    now = load(Project(folder))
    faults = [Problem(f"code-{n}", Place("policy.yaml", n + 1), f"fault {n}", "hint") for n in range(number)]
    (problem,) = comparison_problems(Revision("HEAD", replace(now, problems=faults), base), now, TODAY)
    assert (problem.code, problem.place) == ("unreadable-revision", Place("policy.yaml"))
    assert problem.message.endswith(f": {older}:policy.yaml:1:1 code-0, fault 0{more}")
    assert problem.hint.endswith(f"`--against {older}~1`")


def test_an_altered_entry(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """Reported at the entry; or at the history, if none has its day and kind."""
    edit(folder / CLAIMS, "First published.", "Published.")
    (problem,) = compared()
    altered = "{day: 2022-06-01, kind: published, change: Published.,"
    assert (problem.code, place(problem)) == ("rewritten-history", at(folder, altered))
    assert problem.hint.startswith("restore it")
    edit(folder / CLAIMS, altered, altered.replace("06-01", "06-02"))
    (problem,) = compared()
    assert problem.code == "rewritten-history"
    assert place(problem) == at(folder, "- {day: 2022-06-02")


def test_a_backdated_entry(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """Reported at its day, and not if a published entry is lost, since that may be the same entry."""
    edit(folder / CLAIMS, FIRST, f"{FIRST}\n  - {LATER.replace('07-01', '05-31')}")
    (problem,) = compared()
    assert (problem.code, place(problem)) == ("backdated-entry", at(folder, "2022-05-31"))
    assert problem.hint.startswith("date it on the day")
    edit(folder / CLAIMS, f"{FIRST}\n  - ", "")
    assert [problem.code for problem in compared()] == ["rewritten-history"]


def test_a_first_entry_may_have_any_day(folder: Path) -> None:
    """A claim that was published without entries has none that a new one could precede."""
    with_history = (folder / CLAIMS).read_text(encoding="utf-8")
    edit(folder / CLAIMS, f"  history:\n  - {FIRST}\n", "")
    was = load(Project(folder))
    (folder / CLAIMS).write_text(with_history, encoding="utf-8")
    assert list(comparison_problems(Revision("HEAD", was), load(Project(folder)), TODAY)) == []


def test_a_draft(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """Reported at the key that makes it one."""
    edit(folder / CLAIMS, "- id: grain\n", "- id: grain\n  draft: true\n")
    (problem,) = compared()
    assert (problem.code, place(problem)) == ("vanished-claim", at(folder, "true"))
    assert problem.hint.startswith("delete `draft: true`")


def test_a_claim_that_could_not_be_read_is_not_gone(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """It has an error of its own."""
    edit(folder / CLAIMS, "  claim: Southland sent grain.\n", "")
    assert compared() == []


@pytest.mark.parametrize(
    ("change", "known_by"),
    [
        (lambda text: text.replace("Southland sent grain.", "Corn came."), "evidence"),
        (lambda text: text.replace("300,000 tonnes of grain", "300,000 tonnes"), "words"),
        (lambda text: text.replace("sent grain.", "sent corn.").replace("300,000 tonnes of grain", "300,000"), ""),
        (
            lambda text: (
                text.replace("sent grain.", "sent corn.")
                .replace("300,000 tonnes of grain", "300,000")
                .replace("Only Southland", "So far only Southland")
            ),
            "",
        ),
    ],
)
def test_another_id(
    folder: Path, compared: Callable[[], list[Problem]], change: Callable[[str], str], known_by: str
) -> None:
    """A new claim with the same words or the same evidence is the old one; a known claim is not."""
    text = (folder / CLAIMS).read_text(encoding="utf-8").replace("- id: grain", "- id: corn")
    (folder / CLAIMS).write_text(change(text), encoding="utf-8")
    (problem,) = compared()
    assert problem.code == "vanished-claim"
    assert place(problem) == (at(folder, "corn\n") if known_by else (CLAIMS, 1, 1))
    assert ("`id: grain`" in problem.hint) is bool(known_by)
    assert problem.message.endswith(" and has the id “corn” now" if known_by else " and is gone")
    assert known_by or problem.hint.endswith(
        ", or else `merged_into:` with the id of another claim, and a history entry of that kind"
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("a.yaml", "b.yaml"), ("a.yaml",), "a.yaml"),
        (("a.yaml", "b.yaml"), ("a.yaml", "b.yaml"), "b.yaml"),
        (("a.yaml", "b.yaml"), (), "b.yaml"),
    ],
)
def test_the_file_of_a_claim_that_is_gone(
    folder: Path, before: tuple[str, ...], after: tuple[str, ...], expected: str
) -> None:
    """The file that contained it, if there is one still or none at all; otherwise the first."""
    was = load(Project(folder))
    kept, gone = was.claims
    files = dict(zip(("kept", "gone"), before, strict=True))
    older = replace(
        was,
        claims=[
            replace(kept, file=replace(kept.file, name=files["kept"])),
            replace(gone, file=replace(gone.file, name=files["gone"])),
        ],
    )
    unread = [replace(kept, value=None, file=replace(kept.file, name=name)) for name in after[1:]]
    present = [replace(kept, file=replace(kept.file, name=name)) for name in after[:1]]
    found = comparison_problems(Revision("HEAD", older), replace(was, claims=[*present, *unread]), TODAY)
    grain = next(problem for problem in found if "“grain”" in problem.message)
    assert (grain.code, grain.place) == ("vanished-claim", Place(expected))


def test_a_person_that_a_claim_rests_on(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """Two changes of one entry are one error, with the entry to add."""
    edit(folder / "seeds/voices.yaml", "name: Ada Berg, role: spokeswoman", "name: Ida Berg, role: minister")
    (problem,) = compared()
    assert (problem.code, place(problem)) == ("unrecorded-change", at(folder, "Ida Berg", "seeds/voices.yaml"))
    assert "the person “ada-berg” changed since “HEAD”: name: Ada Berg → Ida Berg; role: spokeswoman" in problem.message
    assert "\n- day: 2022-07-02\n  kind: updated" in problem.hint


def test_without_the_day_of_today(folder: Path) -> None:
    """The editor fills in the day of the entry to add."""
    was = load(Project(folder))
    edit(folder / CLAIMS, "Only Southland says so.", "Only it says so.")
    (problem,) = comparison_problems(Revision("HEAD", was), load(Project(folder)), None)
    assert "\n- day: …\n  kind: updated" in problem.hint


def test_without_a_readable_policy_nothing_of_it_is_compared(folder: Path) -> None:
    """Neither at the revision nor now; no topic is reported as gone."""
    was = load(Project(folder))
    unread = replace(was, policy=None, unreadable={Policy: {None}})
    assert comparison_problems(Revision("HEAD", unread), was, TODAY) == []
    assert comparison_problems(Revision("HEAD", was), unread, TODAY) == []


def test_a_policy_that_is_at_fault_is_not_compared(folder: Path) -> None:
    """To mend it may be all that is needed."""
    was = load(Project(folder))
    edit(folder / POLICY, "word: Confirmed", "word: Proven")
    now = load(Project(folder))
    assert now.policy
    assert (
        comparison_problems(Revision("HEAD", was), replace(now, policy=replace(now.policy, sound=False)), TODAY) == []
    )


def test_two_changes_of_the_policy(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """One error at the first, with the entry to add."""
    edit(folder / POLICY, "word: Confirmed", "word: Proven")
    edit(folder / POLICY, "definition: It is established.", "definition: It is proven.")
    (problem,) = compared()
    assert (problem.code, place(problem)) == ("unrecorded-change", at(folder, "Proven", POLICY))
    assert problem.message.endswith(
        ": confirmed, word: Confirmed → Proven; confirmed, definition: It is established. → It is proven."
    )
    assert problem.hint.startswith("add to the `history:` of policy.yaml\n- day: 2022-07-02\n  kind: updated")


def test_another_name_of_a_topic(folder: Path) -> None:
    """Reported at the name, whichever topic it is."""
    edit(folder / POLICY, "topics:\n", "topics:\n- {id: more, name: More}\n")
    was = load(Project(folder))
    edit(folder / POLICY, "name: The talks", "name: The war")
    (problem,) = comparison_problems(Revision("HEAD", was), load(Project(folder)), TODAY)
    assert (problem.code, place(problem)) == ("unrecorded-change", at(folder, "The war", POLICY))
    assert problem.message.endswith(": topics, talks: The talks → The war")


def test_the_address_of_the_site(folder: Path, compared: Callable[[], list[Problem]]) -> None:
    """The first one moves no page, so it may be added; a change of it is reported at the address."""
    edit(folder / POLICY, "  name: Small\n", "  name: Small\n  address: https://facts.example/\n")
    assert compared() == []
    was = load(Project(folder))
    edit(folder / POLICY, "https://facts.example/", "https://other.example/")
    (problem,) = comparison_problems(Revision("HEAD", was), load(Project(folder)), TODAY)
    assert (problem.code, place(problem)) == ("unrecorded-change", at(folder, "https://other.example/", POLICY))
    assert problem.message.endswith(": site, address: https://facts.example/ → https://other.example/")


def test_an_altered_entry_of_the_policy(folder: Path) -> None:
    """Reported at the entry, as one of the policy."""
    with (folder / POLICY).open("a", encoding="utf-8") as policy:
        policy.write(f"history:\n- {LATER}\n")
    was = load(Project(folder))
    edit(folder / POLICY, "It was refined.", "Nothing.")
    (problem,) = comparison_problems(Revision("HEAD", was), load(Project(folder)), TODAY)
    assert (problem.code, place(problem)) == ("rewritten-history", at(folder, LATER[:20], POLICY))
    assert problem.message.startswith("the entry of 2022-07-01 (updated) of the policy is not as it was at “HEAD”")


def test_another_id_of_the_site(folder: Path) -> None:
    """Reported at the id."""
    one, other = "0b5a3f6e-7a0e-4c1d-9c53-0d3f5f2f9c11", "0b5a3f6e-7a0e-4c1d-9c53-0d3f5f2f9c12"
    edit(folder / POLICY, "  name: Small\n", f"  name: Small\n  id: {one}\n")
    was = load(Project(folder))
    edit(folder / POLICY, one, other)
    (problem,) = comparison_problems(Revision("HEAD", was), load(Project(folder)), TODAY)
    assert (problem.code, place(problem)) == ("vanished-address", at(folder, other, POLICY))
    assert problem.message.startswith(f"the site’s id was {one} at “HEAD”")


def test_own_pages(folder: Path) -> None:
    """One that the policy no longer names is reported at `site:`, if the policy can be read and has no error."""
    team = "  - {file: docs/team/index.md, name: Team}\n"
    edit(folder / POLICY, "  name: Small\n", f"  name: Small\n  pages:\n  - {{file: docs/us.md, name: Us}}\n{team}")
    was = load(Project(folder))
    edit(folder / POLICY, team, "")
    now = load(Project(folder))
    assert now.policy
    (problem,) = comparison_problems(Revision("HEAD", was), now, TODAY)
    assert (problem.code, place(problem)) == ("vanished-address", at(folder, "name: Small", POLICY))
    assert problem.message == "“docs/team/index.md” is on the site at “HEAD”, and the policy no longer names it"
    assert problem.hint == (
        "name it again: `- {file: docs/team/index.md, name: Team, in: elsewhere}`, "
        "where no link is wanted; the page can say what became of it"
    )
    unsound = replace(now, policy=replace(now.policy, sound=False))
    assert comparison_problems(Revision("HEAD", was), unsound, TODAY) == []


def test_a_sighting_that_cannot_be_read_is_not_gone(folder: Path) -> None:
    """It has an error of its own; without that it is reported in its file."""
    seen = "{day: 2022-06-02, source: talks, address: 'https://daily.example/talks', kind: page, outcome: gone}"
    (folder / SIGHTINGS).write_text(f"schema: 1\n\nsightings:\n- {seen}\n", encoding="utf-8")
    was = load(Project(folder))
    gone = replace(was, sightings=[])
    (problem,) = comparison_problems(Revision("HEAD", was), gone, TODAY)
    assert (problem.code, problem.place) == ("rewritten-history", Place(SIGHTINGS))
    assert problem.hint.startswith(f"restore the line: `git show REVISION:{SIGHTINGS}` has it")
    unread = replace(gone, unreadable={Sighting: {None}})
    assert comparison_problems(Revision("HEAD", was), unread, TODAY) == []


CALL = """- id: call
  kind: report
  title: A call
  publisher: daily
  original_url: https://daily.example/call
  published: 2022-05-03
  read: excerpt
  passages:
  - text: They sent much.
  - text: It rained.
"""
LATER_CALL = CALL.replace("id: call", "id: later-call").replace("They sent much.", "They sent more.")


FURTHER = (
    "  - {source: call, quote: It rained, stance: asserts, origin: berg-monday}\n"
    "  - {source: later-call, quote: They sent more, stance: asserts, origin: berg-monday}\n"
)
WITHDRAWN = "{day: 2022-07-01, reason: It was wrong.}"


@pytest.fixture
def recorded(folder: Path) -> Path:
    """The small site with two records. A published claim quotes the first; a withdrawn one its rain, and the second."""
    (folder / RECORDS).write_text(f"schema: 1\n\nrecords:\n{CALL}{LATER_CALL}", encoding="utf-8")
    quoted = "  - {source: call, quote: They sent much, stance: asserts, origin: holm-monday}\n"
    edit(folder / CLAIMS, "  - source: talks\n    quote: Southland", f"{quoted}  - source: talks\n    quote: Southland")
    edit(folder / CLAIMS, "    origin: berg-monday\n", f"    origin: berg-monday\n{FURTHER}  withdrawn: {WITHDRAWN}\n")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sent much", "sent little", "the record “call” changed since “HEAD”: passage: They sent much. → They sent"),
        ("id: call", "id: phone", "the record “call” is on the site at “HEAD”; it is gone or has another id"),
        ("It rained.\n- id", "It snowed.\n- id", ""),
        ("They sent more", "They sent less", ""),
        ("later-call", "last-call", ""),
    ],
)
def test_a_record_of_which_only_one_passage_is_published(recorded: Path, old: str, new: str, message: str) -> None:
    """What only a withdrawn claim quotes, and a record of which only such a claim quotes, are free to change."""
    was = load(Project(recorded))
    edit(recorded / RECORDS, old, new)
    found = comparison_problems(Revision("HEAD", was), load(Project(recorded)), TODAY)
    assert [problem.message[: len(message)] for problem in found] == ([message] if message else [])
    assert [(problem.place.file, bool(problem.hint)) for problem in found] == ([(RECORDS, True)] if message else [])
    if "gone" in message:
        assert (found[0].code, found[0].place) == ("vanished-address", Place(RECORDS))
        assert found[0].hint.startswith("restore it with `id: call`")


def test_words_that_are_quoted_from_another_source(recorded: Path) -> None:
    """A passage with the same words of which nothing is quoted may change."""
    edit(recorded / RECORDS, "It rained.\n- id", "They sent 300,000 tonnes of grain.\n- id")
    edit(recorded / CLAIMS, "quote: Southland sent 300,000 tonnes of grain", "quote: 300,000 tonnes of grain")
    was = load(Project(recorded))
    edit(recorded / RECORDS, "300,000 tonnes", "300,000 tons")
    assert comparison_problems(Revision("HEAD", was), load(Project(recorded)), TODAY) == []


@pytest.mark.parametrize(("before", "after"), [("record", "article"), ("article", "record")])
def test_a_source_of_another_kind(recorded: Path, before: str, after: str) -> None:
    """A record that is now stored whole as an article, or the reverse: its passages are not compared."""
    of_a_record = load(Project(recorded))
    (talks,), (_, later_call) = of_a_record.articles, of_a_record.records
    stored = replace(talks, value=talks.value.model_copy(update={"id": "call"}))
    of_an_article = replace(of_a_record, articles=[talks, stored], records=[later_call])
    states = {"record": of_a_record, "article": of_an_article}
    found = comparison_problems(Revision("HEAD", states[before]), states[after], TODAY)
    assert f"the {after} “call” changed since “HEAD”: {before} → {after}. Claims" in found[0].message
