"""An examination that remembers others finds what a new one finds, whatever was edited since.

So does one that has only the file of what the rules found in another.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from verbatim.checks.examine import Examination, _Examiner, examine
from verbatim.checks.memory import Memory
from verbatim.checks.texts.statements import Statements
from verbatim.model.scale import Measure
from verbatim.problems import Problem, errors
from verbatim.project import Project
from verbatim.site.kept_outputs import hash_of_shared
from verbatim.site_address import SiteAddress

from tests.fuzz.__main__ import damaged
from tests.support.microsite import edit, files_in

STEPS = 40
# Words that the newsroom has with a capital, without one, or not at all.
WORDS = ["Skerry", "skerry", "The", "Harvest", "harvest", "Zebra", "zebra", "12 May 2022", "300 tonnes", "U.S.", "us"]


def moved(files: dict[str, str], _: random.Random) -> None:
    """All lines of the claims move."""
    files["claims.yaml"] = f"# One more line.\n{files['claims.yaml']}"


def worded(files: dict[str, str], chance: random.Random) -> None:
    """Words are added to the finding or the reasoning of a claim, which may make another claim's detail a name."""
    key = chance.choice(["finding: ", "reasoning: |\n    "])
    head, *rest = files["claims.yaml"].split(f"\n  {key}")
    number = chance.randrange(len(rest))
    rest[number] = f"{' '.join(chance.sample(WORDS, 2))}. {rest[number]}"
    files["claims.yaml"] = f"\n  {key}".join([head, *rest])


def reordered(files: dict[str, str], chance: random.Random) -> None:
    """The claims are in another order; one may be missing, or there twice under two ids."""
    head, *claims = files["claims.yaml"].split("\n- id: ")
    chance.shuffle(claims)
    claims = claims[chance.randrange(2) :]
    again = [f"again-{claims[0]}"] if chance.randrange(2) else []
    files["claims.yaml"] = "\n- id: ".join([head, *again, *claims])


def ruled(files: dict[str, str], chance: random.Random) -> None:
    """The policy asks for more or less, or has another language."""
    old, new = chance.choice([("at least 1", "at least 2"), ("at least 2", "at least 1"), ("lang: en", "lang: de")])
    files["policy.yaml"] = files["policy.yaml"].replace(old, new, chance.randrange(1, 9))


def reregistered(files: dict[str, str], chance: random.Random) -> None:
    """A line of the register is missing."""
    name = chance.choice(["seeds/voices.yaml", "seeds/origins.yaml", "seeds/records.yaml"])
    lines = files[name].splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    files[name] = "".join(lines)


EDITS: list[Callable[[dict[str, str], random.Random], None]] = [moved, worded, worded, reordered, ruled, reregistered]


def write(project: Path, files: dict[str, bytes]) -> None:
    """Give a project these files and no others."""
    for name in files_in(project).keys() - files:
        (project / name).unlink()
    for name, raw in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(raw)


def all_of(examined: Examination) -> list[Any]:
    """The problems, and everything that later stages read."""
    corpus = examined.corpus
    if corpus is None:
        return [examined.problems, examined.coverage]
    claims = [
        (each.claim, each.status, each.excerpts, each.place, [each.tally.counted[measure] for measure in Measure])
        for each in (*corpus.claims, *corpus.retired)
    ]
    shared = [corpus.policy, corpus.register, corpus.texts, corpus.source_places, corpus.sightings, corpus.pictures]
    return [examined.problems, examined.coverage, claims, len(corpus.claims), shared]


def problems_with_file(project: Project, file: Path) -> tuple[Problem, ...]:
    """The problems that an examination of a new process finds, whose rules are kept in a file."""
    memory = Memory()
    examined = examine(project, memory=memory)
    if examined.corpus is None:
        return examined.problems
    with memory.rules_kept_in(file, hash_of_shared(examined.corpus, SiteAddress("")), examined.corpus):
        return examined.problems


@pytest.mark.parametrize("seed", range(1, 3))
def test_random_edits(seed: int, newsroom: Path, tmp_path: Path) -> None:
    """Each step edits what the last one left, damages it, or goes back to the first data."""
    chance, memory, project = random.Random(seed), Memory(), Project(newsroom)  # noqa: S311 - no secret
    first = {name: raw for name, raw in files_in(newsroom).items() if not name.startswith("docs/")}
    sound, codes = first, set[str]()
    without_fault = 0
    for _ in range(STEPS):
        files = sound
        if chance.random() < 0.2:
            files = damaged(sound, [first], chance)
        elif chance.random() < 0.2:
            files = sound = first
        else:
            texts = {name: raw.decode(errors="surrogateescape") for name, raw in sound.items()}
            chance.choice(EDITS)(texts, chance)
            files = {name: text.encode(errors="surrogateescape") for name, text in texts.items()}
        write(newsroom, files)
        fresh = examine(project)
        assert all_of(examine(project, memory=memory)) == all_of(fresh)
        assert problems_with_file(project, tmp_path / "rules.txt") == fresh.problems
        codes |= {problem.code for problem in fresh.problems}
        if fresh.corpus:
            sound = files
            without_fault += 1
    assert without_fault > STEPS / 4
    assert {"unsupported-detail", "hangs-on-noted-words", "status-not-allowed"} <= codes


def test_only_the_edited_claim_is_proven(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lines and those of others may have moved, and comments do not count."""
    memory, proven, ruled_claims = Memory(), list[str](), list[str]()
    prove, unsupported = _Examiner._proven, Statements.unsupported
    monkeypatch.setattr(
        _Examiner, "_proven", lambda self, placed, name: proven.append(name) or prove(self, placed, name)
    )
    monkeypatch.setattr(Statements, "unsupported", lambda self: ruled_claims.append(self.claim.id) or unsupported(self))

    def again() -> tuple[set[str], set[str]]:
        """The claims that are proven, and those to which the rules are applied, at one more examination."""
        proven.clear()
        ruled_claims.clear()
        assert not errors(examine(Project(newsroom), memory=memory).problems)
        return {*proven}, {*ruled_claims}

    everything, published = again()
    assert len(everything) > len(published) > 10
    assert again() == (set(), set())
    edit(newsroom / "seeds" / "voices.yaml", "schema: 1\n", "schema: 1\n# A comment changes nothing.\n")
    edit(newsroom / "claims.yaml", "  finding: Yes. Ada Berg said", "  finding:\n    Yes. Ada Berg said")
    assert again() == (set(), set())
    edit(newsroom / "claims.yaml", "    Yes. Ada Berg said", "    # The same.\n    Yes. She said")
    assert again() == ({"sign-nothing"}, {"sign-nothing"})
    edit(newsroom / "claims.yaml", "    Yes. She said", "    Yes. She said that the courier was there, and")
    assert again()[0] == {"sign-nothing"}
    edit(newsroom / "policy.yaml", "  longest_quotation: 60 ", "  longest_quotation: 99 ")
    assert again() == (everything, published)


def test_the_rules_are_applied_again_only_where_they_may_find_something_else(
    newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To an edited claim, and to all with other shared data or with a file that is not as it was written."""
    file, ruled_claims, unsupported = tmp_path / "rules.txt", list[str](), Statements.unsupported
    monkeypatch.setattr(Statements, "unsupported", lambda self: ruled_claims.append(self.claim.id) or unsupported(self))

    def again() -> set[str]:
        ruled_claims.clear()
        problems_with_file(Project(newsroom), file)
        return {*ruled_claims}

    published = again()
    assert len(published) > 10
    assert again() == set()
    edit(newsroom / "claims.yaml", "  finding: Yes. Ada Berg said", "  # Lines move.\n  finding: Yes. She said")
    assert again() == {"sign-nothing"}
    assert again() == set()
    edit(newsroom / "seeds" / "voices.yaml", "The government of Northland", "The cabinet of Northland")
    assert again() == published
    written = file.read_bytes()
    for broken in (b"", b"\xff", written.partition(b"\n")[2], written.replace(b"false", b"true", 1), written + b" "):
        file.write_bytes(broken)
        assert again() == published
        assert file.read_bytes() == written
    file.unlink()
    assert again() == published


def test_a_claim_with_a_fault_is_not_kept(newsroom: Path, tmp_path: Path) -> None:
    """The warning is given again, with the line where its words are now."""
    file, project = tmp_path / "rules.txt", Project(newsroom)
    edit(newsroom / "claims.yaml", "  finding: Yes. Two outlets", "  finding: Yes, in Grembling. Two outlets")
    first = problems_with_file(project, file)
    assert [problem.code for problem in first].count("unsupported-detail") == 1
    assert problems_with_file(project, file) == first
    edit(newsroom / "claims.yaml", "schema: 1\n", "schema: 1\n# All lines move.\n")
    second = problems_with_file(project, file)
    assert second != first
    assert second == examine(project).problems


def test_a_word_without_a_capital_may_be_gone(newsroom: Path, tmp_path: Path) -> None:
    """After a colon a word is a name unless another claim has it without a capital."""
    memory, file = Memory(), tmp_path / "rules.txt"
    edit(newsroom / "claims.yaml", "  finding: Yes. Both governments", "  finding: 'Yes: Grembling. Both governments")
    edit(newsroom / "claims.yaml", "reported it on the same day.\n", "reported it on the same day.'\n")
    edit(newsroom / "claims.yaml", "  finding: Yes. Two outlets", "  finding: Yes, grembling. Two outlets")
    first = examine(Project(newsroom), memory=memory)
    assert problems_with_file(Project(newsroom), file) == first.problems
    edit(newsroom / "claims.yaml", "  finding: Yes, grembling. Two outlets", "  finding: Yes. Two outlets")
    second = examine(Project(newsroom), memory=memory)
    assert problems_with_file(Project(newsroom), file) == second.problems
    (found,) = {*second.problems} - {*first.problems}
    assert found.message == "nothing that “met-in-skerry” cites has “Grembling”"
    assert second.problems == examine(Project(newsroom)).problems


def test_a_claim_to_which_another_links_may_be_gone(newsroom: Path) -> None:
    """The link is then reported, though the claim that has it is as it was."""
    memory = Memory()
    edit(newsroom / "claims.yaml", "  reasoning: Jon Holm gave", "  reasoning: Jon Holm [gave](../met-in-skerry/)")
    assert examine(Project(newsroom), memory=memory).corpus
    edit(newsroom / "claims.yaml", "- id: met-in-skerry", "- id: met-elsewhere")
    found = examine(Project(newsroom), memory=memory).problems
    assert [problem.code for problem in found].count("unusable-link") == 1
    assert found == examine(Project(newsroom)).problems
