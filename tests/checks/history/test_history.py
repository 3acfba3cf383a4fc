"""`check --against`: nothing that was published changes, vanishes or is rewritten without a dated entry that says so.

On a small site, loaded before and after a change. A few tests run the command with real git: on that site, in a folder
of a repository whose name has a space, and on the newsroom's.
"""

import random
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from verbatim.checks.examine import examine
from verbatim.checks.history.revision import Revision
from verbatim.model.loaded import Loaded
from verbatim.model.reading.load import load
from verbatim.problems import Problem, errors, in_order
from verbatim.project import Project

from tests.support.cases import CASES, lay_out
from tests.support.microsite import edit, in_process
from tests.support.planted_faults import CLAIMS, outline, standing
from tests.support.repository import commit, git, state

# The first entry of `grain`, then of the other claim.
GRAIN = "- {day: 2022-06-01, kind: published, change: Published with the first., why: Part of the record.}"
ENTRY = "- {day: 2022-06-01, kind: published, change: First published., why: Part of the first record.}"
ANOTHER_DAY = "- {day: 2022-06-02, kind: published, change: It was published., why: A reader wrote to us.}"
TODAY = date(2022, 7, 2)
UPDATED = "- {day: 2022-07-01, kind: updated, change: It was refined., why: A reader wrote to us.}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site as it was published."""
    return lay_out_site(tmp_path / "a repository" / "news room")


@pytest.fixture
def committed(site: Path) -> Path:
    """The small site in a git repository, in a folder of it; everything is committed."""
    commit(site.parent, "Published")
    return site


def lay_out_site(folder: Path) -> Path:
    """Lay out the small site: two claims, each with its first history entry."""
    lay_out("draft", folder)
    (folder / CLAIMS).write_text((CASES / "_base" / CLAIMS).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


@cache
def published() -> Loaded:
    """The data of the small site as they were published."""
    with TemporaryDirectory() as folder:
        return load(Project(lay_out_site(Path(folder, "site"))))


def against(folder: Path, was: Loaded | None = None) -> list[Problem]:
    """The errors of a comparison with older data, without git. By default the data of the small site."""
    revision = Revision("HEAD", was or published())
    return errors(in_order(examine(Project(folder), TODAY, revision).problems))


def checked(folder: Path, revision: str = "HEAD") -> list[dict[str, Any]]:
    """The errors of `check --against` a revision of git; warnings that have nothing to do with it are left out."""
    ran = in_process("check", "--against", revision, "--format", "json", project=folder)
    found = [row for row in ran.problems if row["severity"] == "error"]
    assert ran.code == (1 if found else 0), ran.stdout + ran.stderr
    return found


def record(folder: Path, claim: str, entry: str = UPDATED) -> None:
    """Add a history entry to a claim, after those that it has."""
    file = folder / CLAIMS
    before, found, rest = file.read_text(encoding="utf-8").partition(f"- id: {claim}\n")
    assert found
    own, following, others = rest.partition("\n- id: ")
    entries = re.search(r"  history:\n(  - .*\n)+", own)
    assert entries
    own = f"{own[: entries.end()]}  {entry}\n{own[entries.end() :]}"
    file.write_text(before + found + own + following + others, encoding="utf-8")


CHANGES = [
    (
        CLAIMS,
        "claim: Southland sent grain.",
        "claim: Southland sent corn.",
        "claim: Southland sent grain. → Southland sent corn.",
    ),
    (
        CLAIMS,
        "finding: Only Southland",
        "finding: So far only Southland",
        "finding: Only Southland says so. → So far only Southland says so.",
    ),
    (
        CLAIMS,
        "reasoning: Nothing else",
        "reasoning: Nothing new",
        "reasoning: Nothing else was found. → Nothing new was found.",
    ),
    (
        CLAIMS,
        "status: single-origin",
        "status: confirmed\n  override: {rule: confirmed-fact, reason: R., by: us, day: 2022-07-01}",
        "single-origin → confirmed",
    ),
    (
        CLAIMS,
        "quote: Southland sent 300,000 tonnes of grain",
        "quote: Southland sent 300,000 tonnes",
        "“Southland sent 300,000 tonnes of grain” of talks was dropped",
    ),
    (
        CLAIMS,
        "    origin: holm-monday\n",
        "    origin: holm-monday\n    note: By phone.\n",
        "note: nothing → By phone.",
    ),
    (CLAIMS, "    origin: holm-monday\n", "    origin: holm-monday\n    context: none\n", "context: sentence → none"),
    (
        CLAIMS,
        "origin: holm-monday",
        (
            "origin: [holm-monday, berg-monday]\n    origin_basis: inferred\n    note: N.\n"
            "  override: {rule: single-origin-one-voice, reason: R., by: us, day: 2022-07-01}"
        ),
        "origin: holm-monday → holm-monday, berg-monday",
    ),
    (
        CLAIMS,
        "  - source: talks\n    quote: Southland sent",
        (
            "  - {source: talks, quote: The ministers met on Monday, stance: context, origin: unattributed}\n"
            "  - source: talks\n    quote: Southland sent"
        ),
        "“The ministers met on Monday” of talks was added",
    ),
    (CLAIMS, "  finding: Only", "  when: 2022\n  finding: Only", "when: nothing → 2022"),
    (CLAIMS, "  finding: Only", "  claimant: southland\n  finding: Only", "claimant: nothing → southland"),
    (
        "seeds/origins.yaml",
        "title: Mr. Holm’s answer",
        "title: Mr. Holm’s reply",
        (
            "the origin “holm-monday” changed since “HEAD”: "
            "title: Mr. Holm’s answer on Monday → Mr. Holm’s reply on Monday"
        ),
    ),
    (
        "seeds/origins.yaml",
        "voices: [southland]\n  day: 2022-05-02",
        "voices: [southland]\n  day: 2022-05-03",
        "day: 2022-05-02 → 2022-05-03",
    ),
    (
        "seeds/voices.yaml",
        "name: The government of Southland",
        "name: The people of Southland",
        "the voice “southland” changed",
    ),
    ("seeds/voices.yaml", "{id: southland,", "{id: southland, part_of: daily,", "part_of: nothing → daily"),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), CHANGES, ids=[str(number) for number in range(len(CHANGES))])
def test_a_change_needs_an_entry(site: Path, file: str, old: str, new: str, words: str) -> None:
    """A change of what a claim says or rests on is one error that says what changed; with an entry it passes."""
    edit(site / file, old, new)
    (problem,) = against(site)
    assert problem.code == "unrecorded-change"
    assert problem.place.file == file
    assert words in problem.message
    assert "grain" in problem.message
    record(site, "grain")
    assert against(site) == []


def test_an_entry_that_says_nothing_of_a_change(site: Path) -> None:
    """That a claim was published does not say what became of it since."""
    edit(site / CLAIMS, "finding: Only Southland", "finding: So far only Southland")
    record(site, "grain", "- {day: 2022-07-01, kind: published, change: Published., why: Again.}")
    assert [problem.code for problem in against(site)] == ["history-order"]
    edit(site / CLAIMS, "kind: published, change: Published., why: Again.", "kind: corrected, change: C., why: W.")
    assert against(site) == []


def test_the_kind_of_a_claim(site: Path) -> None:
    """A claim of fact becomes one that something was said; the mend has the day on which `check` runs."""
    edit(site / CLAIMS, "kind: fact\n  status: single-origin", "kind: said\n  status: confirmed")
    (problem,) = against(site)
    assert "kind: fact → said; status: single-origin → confirmed" in problem.message
    text = (site / CLAIMS).read_text(encoding="utf-8").splitlines()
    assert text[problem.place.line - 1][problem.place.column - 1 :] == "said"
    assert "- day: 2022-07-02\n  kind: updated" in problem.hint
    record(site, "grain")
    assert against(site) == []


def test_a_source_that_claims_rest_on(site: Path) -> None:
    """One error where it changed, which names every claim that needs an entry; one entry of three is not enough."""
    edit(site / "seeds" / "articles.yaml", "published: 2022-05-03", "published: 2022-05-04")
    (problem,) = against(site)
    assert (problem.code, problem.place.file) == ("unrecorded-change", "seeds/articles.yaml")
    assert "the article “talks” changed since “HEAD”: published: 2022-05-03 → 2022-05-04." in problem.message
    assert problem.message.endswith("have no new history entry: no-signature, grain")
    record(site, "no-signature")
    (problem,) = against(site)
    assert problem.message.endswith("have no new history entry: grain")
    record(site, "grain")
    assert against(site) == []


def test_another_text_under_the_same_source(site: Path) -> None:
    """Even where every quotation still stands in it, the text that they are proven against is another."""
    edit(site / "seeds" / "articles" / "talks.txt", "Related posts", "Related posts and more")
    (problem,) = against(site)
    assert problem.code == "changed-file"
    found = re.findall("[0-9a-f]{64}", problem.message)
    text = (site / "seeds" / "articles.yaml").read_text(encoding="utf-8")
    (site / "seeds" / "articles.yaml").write_text(re.sub("[0-9a-f]{64}", found[0], text), encoding="utf-8")
    (problem,) = against(site)
    assert (problem.code, problem.place.file) == ("unrecorded-change", "seeds/articles.yaml")


NO_CHANGES: list[tuple[str, str, str]] = [
    (CLAIMS, "reasoning: Nothing else was found.", "reasoning: |\n    Nothing else\n    was   found."),
    (
        CLAIMS,
        "Its spokeswoman said “We will not sign anything” on",
        'Its spokeswoman said "We will not sign anything" on',
    ),
    (CLAIMS, "schema: 1\n", "# All claims.\nschema: 1\n"),
    (CLAIMS, "  related: [grain]\n", ""),
    (
        CLAIMS,
        "reasoning: Nothing else was found.\n  topics: [talks]\n  checked: {day: 2022-06-01",
        "reasoning: Nothing else was found.\n  topics: [talks]\n  checked: {day: 2022-06-02",
    ),
    (
        CLAIMS,
        "First published., why: Part of the first record.}\n\n- id: grain",
        "First   published., why: 'Part of the first record.'}\n\n- id: grain",
    ),
    (CLAIMS, "  kind: fact\n  status: single-origin\n", "  status: single-origin\n  kind: fact\n"),
    (CLAIMS, "    origin: holm-monday\n", "    origin: [holm-monday]\n"),
    (
        "seeds/articles.yaml",
        "https://daily.example/talks\n",
        "https://daily.example/talks\n  archive_url: https://archive.example/talks\n",
    ),
    ("seeds/articles.yaml", "  - quote: until spring\n    reason: Invented.\n", ""),
    ("seeds/origins.yaml", "  voices: [southland]\n", "  voices: [southland]\n  url: https://southland.example/\n"),
]


@pytest.mark.parametrize(("file", "old", "new"), NO_CHANGES, ids=[str(number) for number in range(len(NO_CHANGES))])
def test_what_is_no_change(site: Path, file: str, old: str, new: str) -> None:
    """White space, typography, comments, the order of keys, relations, re-checks and web addresses need no entry."""
    edit(site / file, old, new)
    assert against(site) == []


def test_claims_in_another_order_and_in_other_files(site: Path) -> None:
    """Where a claim stands says nothing."""
    head, first, second = (site / CLAIMS).read_text(encoding="utf-8").split("- id: ")
    (site / "claims").mkdir()
    (site / "claims" / "1.yaml").write_text(f"{head}- id: {second}", encoding="utf-8")
    (site / "claims" / "2.yaml").write_text(f"{head}- id: {first}", encoding="utf-8")
    (site / CLAIMS).unlink()
    assert against(site) == []
    was = load(Project(site))
    (site / "claims" / "1.yaml").write_text(f"{head}- id: {first}- id: {second}", encoding="utf-8")
    (site / "claims" / "2.yaml").unlink()
    assert against(site, was) == []


def test_a_new_claim_and_a_draft_are_free(site: Path) -> None:
    """What was not published may change, be published and vanish."""
    text = (site / CLAIMS).read_text(encoding="utf-8")
    draft = "- id: grain" + text.split("- id: grain")[1].replace("claim: Southland", "draft: true\n  claim: Southland")
    (site / CLAIMS).write_text(text + "\n" + draft.replace("id: grain", "id: more-grain"), encoding="utf-8")
    assert against(site) == []
    was = load(Project(site))
    edit(site / CLAIMS, "  draft: true\n  claim: Southland sent grain.", "  claim: Southland sent much grain.")
    assert against(site, was) == []
    (site / CLAIMS).write_text(text, encoding="utf-8")
    assert against(site, was) == []


def test_a_claim_that_is_gone(site: Path) -> None:
    """The address of its page would be dead."""
    text = (site / CLAIMS).read_text(encoding="utf-8")
    (site / CLAIMS).write_text(text.split("- id: grain")[0].replace("  related: [grain]\n", ""), encoding="utf-8")
    (problem,) = against(site)
    assert (problem.code, problem.place.file) == ("vanished-claim", CLAIMS)
    assert "“grain” is published at “HEAD” and is gone" in problem.message
    assert "`withdrawn:`" in problem.hint


def test_a_claim_under_another_id(site: Path) -> None:
    """It is known by its words, or by its evidence, and is to have its id back."""
    edit(
        site / CLAIMS,
        "- id: no-signature\n  claim: Northland said that it would sign nothing.",
        "- id: unsigned\n  claim: It would not sign.",
    )
    (problem,) = against(site)
    assert (problem.code, problem.place.line, problem.place.column) == ("vanished-claim", 4, 7)
    assert "`id: no-signature`" in problem.hint


def test_a_published_claim_as_a_draft(site: Path) -> None:
    """Its page would be gone just the same."""
    edit(site / CLAIMS, "- id: grain\n", "- id: grain\n  draft: true\n")
    (problem,) = against(site)
    assert problem.code == "vanished-claim"
    assert "draft" in problem.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            f"\n  {ENTRY}\n\n- id: grain",
            "\n  - {day: 2022-06-01, kind: published, change: Published., why: W.}\n\n- id: grain",
        ),
        (f"\n  {ENTRY}\n\n- id: grain", f"\n  {UPDATED}\n\n- id: grain"),
        (f"\n  {ENTRY}\n\n- id: grain", f"\n  {ANOTHER_DAY}\n\n- id: grain"),
    ],
    ids=["altered", "for another kind", "for another day"],
)
def test_an_entry_stays_as_it_was(site: Path, old: str, new: str) -> None:
    """Altered or replaced: the history of a published claim only grows."""
    edit(site / CLAIMS, old, new)
    problem = against(site)[0]
    assert problem.code == "rewritten-history"
    assert "“no-signature”" in problem.message
    assert "“First published.” “Part of the first record.”" in problem.message


def test_the_same_entry_twice_is_two_entries(site: Path) -> None:
    """Each of two equal entries must stay."""
    record(site, "grain")
    record(site, "grain")
    was = load(Project(site))
    assert against(site, was) == []
    text = (site / CLAIMS).read_text(encoding="utf-8")
    (site / CLAIMS).write_text(text.replace(f"  {UPDATED}\n", "", 1), encoding="utf-8")
    assert [problem.code for problem in against(site, was)] == ["rewritten-history"]


def test_entries_in_another_order(site: Path) -> None:
    """That the newest comes first is one error of order for each entry, not a change of what they say."""
    record(site, "grain")
    was = load(Project(site))
    edit(site / CLAIMS, f"{GRAIN}\n  {UPDATED}", f"{UPDATED}\n  {GRAIN}")
    assert {problem.code for problem in against(site, was)} == {"history-order"}


def test_a_backdated_entry(site: Path) -> None:
    """Nobody writes an entry into the past, in order or not."""
    record(site, "grain")
    was = load(Project(site))
    edit(site / CLAIMS, "finding: Only Southland", "finding: So far only Southland")
    backdated = UPDATED.replace("2022-07-01", "2022-06-15")
    edit(site / CLAIMS, f"{GRAIN}\n  {UPDATED}", f"{GRAIN}\n  {backdated}\n  {UPDATED}")
    (problem,) = against(site, was)
    assert problem.code == "backdated-entry"
    assert "2022-06-15" in problem.message
    assert "2022-07-01" in problem.message
    edit(site / CLAIMS, f"{backdated}\n  {UPDATED}", f"{UPDATED}\n  {backdated}")
    assert [problem.code for problem in against(site, was)] == ["backdated-entry", "history-order"]


def test_an_entry_from_the_future(site: Path) -> None:
    """A warning, and not for tomorrow, which has begun elsewhere; it needs no revision."""
    text = (site / CLAIMS).read_text(encoding="utf-8")

    def warned(day: date) -> list[str]:
        (site / CLAIMS).write_text(text, encoding="utf-8")
        record(site, "grain", UPDATED.replace("2022-07-01", day.isoformat()))
        return [problem.code for problem in examine(Project(site), TODAY).problems]

    assert warned(TODAY + timedelta(days=1)) == []
    assert warned(TODAY + timedelta(days=2)) == ["future-day"]


POLICY = "policy.yaml"
SCALE_CHANGES = [
    ("word: Confirmed", "word: Proven", "confirmed, word: Confirmed → Proven"),
    ("definition: It is established.", "definition: It is false.", "confirmed, definition: It is established. → It is"),
    ("does_not_mean: That it is false.", "does_not_mean: That it is true.", "single-origin, does_not_mean:"),
    ("tone: firm", "tone: against", "confirmed, tone: firm → against"),
    (
        "asserting-voices: at least 2",
        "asserting-voices: at least 1",
        "asserting-voices: at least 2 → asserting-voices:",
    ),
    ("says: At least one publisher heard it.", "says: Somebody heard it.", "confirmed, confirmed-said, says:"),
    ("    kinds: [said]\n", "", "confirmed, confirmed-said, kinds: said → fact, said"),
    ("- id: confirmed-said", "- id: confirmed-heard", "confirmed, rules: confirmed-heard was added"),
    ("  icon: dot\n", "  icon: dot\n  rating: {value: 3, best: 5, worst: 1}\n", "rating: nothing → 3, 5, 1"),
    ("  icon: dot\n", "  icon: cross\n", "single-origin, icon: dot → cross"),
    ("  icon: dot\n", "  icon: dot\n  recheck_days: 30\n", "single-origin, recheck_days: nothing → 30"),
    ("name: Small", "name: Smaller", "site, name: Small → Smaller"),
    ("licenses/by/4.0/", "licenses/by-nc/4.0/", "site, licence_url: https://creativecommons.org/licenses/by/4.0/ → "),
    ("topics:\n", "people:\n- {id: eva, name: Eva, role: editor}\n\ntopics:\n", "people: nothing → eva, Eva, editor"),
    (
        "limits:\n",
        "furniture:\n- {line: 'Southland*', reason: A link.}\n\nlimits:\n",
        "furniture: “Southland*” was added: A link.",
    ),
    (
        "licence: CC BY 4.0",
        "about:\n  - {id: us, title: Us, text: We are two.}\n  licence: CC BY 4.0",
        "site, about: nothing → us, Us, We are two.",
    ),
    ("name: The talks", "name: The war", "topics, talks: The talks → The war"),
    ("  icon: dot\n", "  icon: dot\n  claim_review: false\n", "single-origin, claim_review: True → False"),
    ("longest_quotation: 60", "longest_quotation: 61", "limits, longest_quotation: 60 → 61"),
    ("largest_share: 100", "largest_share: 99", "limits, largest_share: 100 → 99"),
    ("publisher: The testers", "publisher: The others", "site, publisher: The testers → The others"),
    ("licence: CC BY 4.0", "licence: CC BY-NC 4.0", "site, licence: CC BY 4.0 → CC BY-NC 4.0"),
    ("funding: Nobody pays for it.", "funding: A bank pays.", "site, funding: Nobody pays for it. → A bank pays."),
]


@pytest.mark.parametrize(("old", "new", "words"), SCALE_CHANGES)
def test_a_change_of_the_scale_needs_an_entry_of_the_policy(site: Path, old: str, new: str, words: str) -> None:
    """Each is one error in policy.yaml that says what changed, and passes with an entry; a claim's entry is not it."""
    edit(site / POLICY, old, new)
    (problem,) = against(site)
    assert (problem.code, problem.place.file) == ("unrecorded-change", POLICY)
    assert words in problem.message
    record(site, "grain")
    assert [problem.place.file for problem in against(site)] == [POLICY]
    with (site / POLICY).open("a", encoding="utf-8") as policy:
        policy.write(f"history:\n{UPDATED}\n")
    assert against(site) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: The talks", "name: The  talks"),
        ("contact: testers@", "contact: others@"),
        ("topics:\n", "topics:\n- {id: more, name: More}\n"),
        ("limits:\n", "featured: [grain]\nlimits:\n"),
        ("word: Confirmed\n", "word:  'Confirmed'  # the word\n"),
        ("  longest_quotation: 60\n  omission_reach: 400\n", "  omission_reach: 400\n  longest_quotation: 60\n"),
    ],
)
def test_what_is_no_change_of_the_scale(site: Path, old: str, new: str) -> None:
    """Facts of the site can change freely, and topics can be added."""
    edit(site / POLICY, old, new)
    assert against(site) == []


ELSEWHERE = [
    (
        "seeds/voices.yaml",
        "name: The Daily}",
        "name: The Daily, note: A rag.}",
        "note: nothing → A",
    ),
    (
        "seeds/articles.yaml",
        "https://daily.example/talks",
        "https://daily.example/other",
        "original_url: https://daily.example/talks → https://daily.example/other",
    ),
    (
        "seeds/articles.yaml",
        "  rights:",
        "  note: A copy.\n  rights:",
        "note: nothing → A copy.",
    ),
    (
        "seeds/articles.yaml",
        "  rights:",
        "  coverage: claims-only\n  rights:",
        "coverage: nothing → claims-only",
    ),
    (
        "seeds/articles.yaml",
        "text is invented.",
        "text is ours.",
        "rights: The text is invented. → The text is ours.",
    ),
    (
        "seeds/articles.yaml",
        "until spring\n    reason: Invented.",
        "until spring\n    reason: Filler.",
        "excused: “until spring” was added: Filler.",
    ),
    (
        "seeds/articles.yaml",
        "  - quote: Related posts",
        "  - {quote: Mr. Holm, reason: Filler.}\n  - quote: Related posts",
        "excused: “Mr. Holm” was added: Filler.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), ELSEWHERE)
def test_what_no_claim_says_needs_an_entry_of_the_policy(site: Path, file: str, old: str, new: str, words: str) -> None:
    """What only the page of a source or a voice says: one error at its place, which an entry of the policy settles."""
    edit(site / file, old, new)
    (problem,) = against(site)
    assert (problem.code, problem.place.file) == ("unrecorded-change", file)
    entry = {"seeds/voices.yaml": "voice “daily”", "seeds/articles.yaml": "article “talks”"}[file]
    start = f"the {entry} changed since “HEAD”, and no new entry in the policy’s history says so: "
    assert problem.message.startswith(start)
    assert words in problem.message
    assert problem.hint.startswith("add to the `history:` of policy.yaml\n- day: 2022-07-02")
    record(site, "grain")
    record(site, "no-signature")
    assert [problem.place.file for problem in against(site)] == [file]
    with (site / POLICY).open("a", encoding="utf-8") as policy:
        policy.write(f"history:\n{UPDATED}\n")
    assert against(site) == []


def test_a_voice_on_which_no_claim_rests(site: Path) -> None:
    """The page of the voices has it all the same; an origin that no claim names is on no page."""
    edit(site / "seeds" / "voices.yaml", "voices:\n", "voices:\n- {id: weekly, name: The Weekly}\n")
    unnamed = "origins:\n- {id: a-call, kind: statement, title: A call, voices: [weekly]}\n"
    edit(site / "seeds" / "origins.yaml", "origins:\n", unnamed)
    was = load(Project(site))
    edit(site / "seeds" / "origins.yaml", "title: A call", "title: A visit")
    assert against(site, was) == []
    edit(site / "seeds" / "voices.yaml", "The Weekly", "The Monthly")
    (problem,) = against(site, was)
    assert problem.message.endswith("no new entry in the policy’s history says so: name: The Weekly → The Monthly")
    edit(site / "seeds" / "voices.yaml", "name: The Monthly}", "name: The Monthly, note: A rag.}")
    (problem,) = against(site, was)
    assert problem.message.endswith("says so: note: nothing → A rag.; name: The Weekly → The Monthly")


SIGHTING = "{day: 2022-06-02, source: talks, address: 'https://daily.example/talks', kind: page, outcome: gone}"


@pytest.mark.parametrize(("old", "new"), [(f"- {SIGHTING}\n", ""), ("2022-06-02", "2022-06-03")])
def test_a_sighting_stays(site: Path, old: str, new: str) -> None:
    """What a machine saw is neither altered nor taken back, unless what was looked for has become another."""
    file = site / "seeds" / "sightings.yaml"
    file.write_text(f"schema: 1\n\nsightings:\n- {SIGHTING}\n", encoding="utf-8")
    was = load(Project(site))
    edit(file, old, new)
    (problem,) = against(site, was)
    assert (problem.code, problem.place.file) == ("rewritten-history", "seeds/sightings.yaml")
    assert problem.message == "the sighting of https://daily.example/talks on 2022-06-02 is not as it was at “HEAD”"
    file.write_text("schema: 1\n\nsightings:\n", encoding="utf-8")
    edit(site / "seeds" / "articles.yaml", "https://daily.example/talks", "https://daily.example/other")
    assert [problem.code for problem in against(site, was)] == ["unrecorded-change"]


def test_a_status_that_is_added_or_dropped(site: Path) -> None:
    """Both change the scale, even if no claim has the status."""
    text = (site / POLICY).read_text(encoding="utf-8")
    head, single = text.split("- id: single-origin\n")
    single, limits = single.split("\nlimits:")
    another = single.replace("single-origin-one-voice", "open-one-voice")
    (site / POLICY).write_text(
        f"{head}- id: single-origin\n{single}\n- id: open\n{another}\nlimits:{limits}", encoding="utf-8"
    )
    (problem,) = against(site)
    assert "statuses: open was added" in problem.message
    was = load(Project(site))
    (site / POLICY).write_text(text, encoding="utf-8")
    (problem,) = against(site, was)
    assert "statuses: open was dropped" in problem.message


def test_the_history_of_the_policy_only_grows(site: Path) -> None:
    """Its entries stay as they were, and none is added to the past, out of order, or of a kind that says nothing."""
    with (site / POLICY).open("a", encoding="utf-8") as policy:
        policy.write(f"history:\n{UPDATED}\n")
    was = load(Project(site))
    published = (site / POLICY).read_text(encoding="utf-8")
    for change, codes in {
        UPDATED.replace("It was refined.", "Nothing."): ["rewritten-history"],
        f"{UPDATED}\n{UPDATED.replace('07-01', '06-30')}": ["backdated-entry", "history-order"],
        f"{UPDATED.replace('07-01', '06-30')}\n{UPDATED}": ["backdated-entry"],
        f"{UPDATED}\n{UPDATED.replace('updated', 'withdrawn')}": ["history-order"],
    }.items():
        (site / POLICY).write_text(published.replace(UPDATED, change), encoding="utf-8")
        assert [problem.code for problem in against(site, was)] == codes, change
    (site / POLICY).write_text(published.replace(f"history:\n{UPDATED}\n", ""), encoding="utf-8")
    assert [problem.code for problem in against(site, was)] == ["rewritten-history"]


RENAMED = {
    "topic “talks”": {POLICY: [("id: talks", "id: arms")], CLAIMS: [("[talks]", "[arms]")]},
    "article “talks”": {"seeds/articles.yaml": [("id: talks", "id: a")], CLAIMS: [("source: talks", "source: a")]},
    "voice “daily”": {"seeds/voices.yaml": [("id: daily", "id: d")], "seeds/articles.yaml": [("er: daily", "er: d")]},
}


@pytest.mark.parametrize("what", RENAMED)
def test_an_id_that_is_part_of_an_address(site: Path, what: str) -> None:
    """Renamed together with all that names it, so that every reference is right; but the old address is gone."""
    for file, changes in RENAMED[what].items():
        text = (site / file).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (site / file).write_text(text, encoding="utf-8")
    for claim in ("no-signature", "grain"):
        record(site, claim)
    (problem,) = against(site)
    assert problem.code == "vanished-address"
    assert what in problem.message


def test_a_topic_that_no_claim_had(site: Path) -> None:
    """It has no page, so its id is free."""
    edit(site / POLICY, "topics:\n", "topics:\n- {id: more, name: More}\n")
    was = load(Project(site))
    edit(site / POLICY, "id: more", "id: other")
    assert against(site, was) == []


RECORD = """- id: call
  kind: report
  title: A call
  publisher: daily
  original_url: https://daily.example/call
  published: 2022-05-03
  read: excerpt
  passages:
  - text: >
      They did not say it. Southland sent 300,000 tonnes of grain, they did not add. It rained.
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("they did not add", "they did add"),
        ("They did not say it. Southland", "They did say it. Southland"),
        (" they did not add.", ""),
        ("300,000 tonnes of grain, they", "300,000 tonnes of grain, all"),
        ("they did not add. It", "they did not add, but it was so. It"),
        ("say it. Southland", "say it. It is false: Southland"),
    ],
)
def test_words_round_a_recorded_quotation(site: Path, old: str, new: str) -> None:
    """They are printed, so they change only with an entry; a passage may gain sentences, or change its typography."""
    (site / "seeds" / "records.yaml").write_text(f"schema: 1\n\nrecords:\n{RECORD}", encoding="utf-8")
    quoted = "  - {source: call, quote: Southland sent 300,000 tonnes of grain, stance: asserts, origin: holm-monday}\n"
    quoted = quoted.replace("quote: ", 'quote: "').replace("of grain,", 'of grain",')
    edit(site / CLAIMS, "  - source: talks\n    quote: Southland", f"{quoted}  - source: talks\n    quote: Southland")
    was = load(Project(site))
    edit(site / "seeds" / "records.yaml", "It rained.", "It  rained. And it snowed.")
    assert against(site, was) == []
    edit(site / "seeds" / "records.yaml", old, new)
    (problem,) = against(site, was)
    assert (problem.code, problem.place.file) == ("unrecorded-change", "seeds/records.yaml")
    assert problem.message.startswith("the record “call” changed since “HEAD”: passage: ")
    record(site, "grain")
    assert against(site, was) == []


WITHDRAWN = "withdrawn: {day: 2022-07-01, reason: Mr. Holm took it back.}"
TAKEN_BACK = "- {day: 2022-07-01, kind: withdrawn, change: Withdrawn., why: Mr. Holm took it back.}"


def test_withdrawing_and_coming_back(site: Path) -> None:
    """Each is a change with an entry of its own."""
    edit(site / CLAIMS, "- id: grain\n", f"- id: grain\n  {WITHDRAWN}\n")
    assert [problem.code for problem in against(site)] == ["history-mismatch"]
    record(site, "grain", TAKEN_BACK)
    assert against(site) == []
    was = load(Project(site))
    edit(site / CLAIMS, f"  {WITHDRAWN}\n", "")
    assert [problem.code for problem in against(site, was)] == ["history-mismatch"]
    record(site, "grain", UPDATED)
    assert against(site, was) == []
    was = load(Project(site))
    edit(site / CLAIMS, "- id: grain\n", f"- id: grain\n  {WITHDRAWN}\n")
    (problem,) = against(site, was)
    assert problem.code == "unrecorded-change", "the entry that withdrew it the first time does not do for the second"
    assert "withdrawn: nothing → 2022-07-01, Mr. Holm took it back." in problem.message


def test_what_a_withdrawn_claim_rested_on_is_free(site: Path) -> None:
    """Its page prints no evidence; its own words still change only with an entry."""
    edit(site / CLAIMS, "- id: grain\n", f"- id: grain\n  {WITHDRAWN}\n")
    record(site, "grain", TAKEN_BACK)
    was = load(Project(site))
    edit(site / "seeds" / "origins.yaml", "title: Mr. Holm’s answer", "title: Mr. Holm’s reply")
    assert against(site, was) == []
    edit(site / CLAIMS, "finding: Only Southland", "finding: So far only Southland")
    assert [problem.code for problem in against(site, was)] == ["unrecorded-change"]


def test_an_entry_that_is_at_fault_is_not_compared(site: Path) -> None:
    """A slip calls forth one error: mending it may be all that is needed. Other claims are still compared."""
    edit(site / CLAIMS, "quote: Southland sent 300,000 tonnes", "quote: Southland sent 3,000 tonnes")
    edit(site / "seeds" / "voices.yaml", "name: The Daily", "name: The Daily News, nots: A newspaper.")
    edit(site / CLAIMS, "reasoning: The Daily quotes her by name.", "reasoning: The Daily named her.")
    found = against(site)
    assert [problem.code for problem in found] == ["unrecorded-change", "quotation-absent", "unknown-key"]
    assert "no-signature" in found[0].message


def test_many_claims_at_once(newsroom: Path) -> None:
    """Words of a dozen claims change, half of them with an entry: exactly the others are reported, at their places."""
    commit(newsroom)
    chance = random.Random(2026)  # noqa: S311 - repeatable on purpose
    text = (newsroom / CLAIMS).read_text(encoding="utf-8")
    claims = list(filter(standing, outline(text)["claims"].items))
    silent: dict[str, str] = {}
    edits: list[tuple[int, str]] = []
    for number, claim in enumerate(chance.sample(claims, 12)):
        places = [("claim", claim["claim"]), ("finding", claim["finding"])]
        places += [("note", excerpt["note"]) for excerpt in claim["evidence"].items if "note" in excerpt]
        key, value = chance.choice([(key, value) for key, value in places if value.plain])
        edits.append((value.start, "Verily, "))
        if number % 2:
            entry = "\n  - {day: 2199-01-01, kind: updated, change: A word., why: A test.}"
            edits.append((text.index("\n", claim["history"].items[-1]["why"].start), entry))
        else:
            silent[claim["id"].content] = key
    for at, words in sorted(edits, reverse=True):
        text = text[:at] + words + text[at:]
    (newsroom / CLAIMS).write_text(text, encoding="utf-8")
    found = checked(newsroom)
    assert {row["code"] for row in found} == {"unrecorded-change"}
    told = {re.findall("“(.+?)” changed since", row["message"])[0]: row for row in found}
    assert set(told) == set(silent)
    lines = text.splitlines()
    for name, key in silent.items():
        assert f"{key}: " in told[name]["message"]
        assert lines[told[name]["line"] - 1][told[name]["column"] - 1 :].startswith("Verily, ")


def test_another_order_is_no_change(newsroom: Path) -> None:
    """The claims are put in the opposite order: nothing has changed."""
    was = load(Project(newsroom))
    text = (newsroom / CLAIMS).read_text(encoding="utf-8")
    head, *claims = text.split("\n- id: ")
    (newsroom / CLAIMS).write_text(
        "\n- id: ".join([head, *(claim.rstrip("\n") + "\n" for claim in reversed(claims))]), encoding="utf-8"
    )
    assert against(newsroom, was) == []


def test_nothing_is_touched(committed: Path) -> None:
    """Neither the work tree nor the index, whatever is in them that is not committed."""
    (committed / "new.txt").write_text("new", encoding="utf-8")
    edit(committed / CLAIMS, "finding: Only Southland", "finding: So far only Southland")
    git(committed, "add", CLAIMS)
    edit(committed / CLAIMS, "reasoning: Nothing else", "reasoning: Nothing new")
    before = state(committed.parent)
    assert len(checked(committed)) == 1
    assert state(committed.parent) == before


def test_against_an_older_revision(committed: Path) -> None:
    """A branch, a tag, a hash or a way back from one: what counts is what was published there."""
    first = git(committed, "rev-parse", "HEAD").strip()
    git(committed, "tag", "first")
    edit(committed / CLAIMS, "finding: Only Southland", "finding: So far only Southland")
    commit(committed)
    assert checked(committed) == []
    for name in (first, first[:9], "first", "HEAD~1", "main^"):
        (problem,) = checked(committed, name)
        assert f"changed since “{name}”" in problem["message"]
    printed = in_process("check", "--against", "first", project=committed)
    assert printed.code == 1
    assert "finding: Only Southland says so. → So far only Southland says so." in printed.stdout


def test_the_small_site_is_sound(site: Path) -> None:
    """What the tests above report comes of what they change."""
    assert against(site) == []


def test_the_id_of_the_site(site: Path) -> None:
    """It may be added; then it stays, since the ids of the feeds are made from it."""
    one, other = "0b5a3f6e-7a0e-4c1d-9c53-0d3f5f2f9c11", "0b5a3f6e-7a0e-4c1d-9c53-0d3f5f2f9c12"
    edit(site / POLICY, "  name: Small\n", f"  id: {one}\n  name: Small\n")
    assert against(site) == []
    was, text = load(Project(site)), (site / POLICY).read_text(encoding="utf-8")
    for became in (f"  id: {other}\n", ""):
        (site / POLICY).write_text(text, encoding="utf-8")
        edit(site / POLICY, f"  id: {one}\n", became)
        (problem,) = against(site, was)
        assert problem.code == "vanished-address"
        assert problem.hint == f"restore it: `id: {one}`"


def test_a_new_name_of_a_key_is_no_change(site: Path) -> None:
    """Against data that write `on:`, `day:` with the same day is the same."""
    new = {name: (site / name).read_text(encoding="utf-8") for name in ("claims.yaml", "seeds/origins.yaml")}
    for name, text in new.items():
        (site / name).write_text(text.replace("day: 2022", "on: 2022"), encoding="utf-8")
    was = load(Project(site))
    assert {problem.code for problem in was.problems} == {"renamed-key"}
    for name, text in new.items():
        (site / name).write_text(text, encoding="utf-8")
    assert against(site, was) == []
