"""Which files are read, and what is said of the others; ids within policy.yaml."""

from pathlib import Path

import pytest
from verbatim.checks.examine import examine
from verbatim.model.reading.load import load
from verbatim.project import Project

from tests.support.cases import lay_out
from tests.support.microsite import edit


def codes(folder: Path) -> list[tuple[str, str]]:
    """The code and the file of every problem."""
    return [(problem.code, problem.place.file) for problem in examine(Project(folder)).problems]


def test_the_folder_alone_is_read(small: Path) -> None:
    """The claims may be in several files."""
    (small / "claims").mkdir()
    (small / "claims.yaml").rename(small / "claims/2023.yaml")
    (small / "claims/.2023.yaml.swp").write_text("not data", encoding="utf-8")
    (small / "claims/README.md").write_text("How we name files.", encoding="utf-8")
    assert codes(small) == []


def test_an_empty_folder_hides_no_claim(small: Path) -> None:
    """Only a folder with files of claims takes the place of claims.yaml."""
    (small / "claims").mkdir()
    found = examine(Project(small))
    assert found.corpus
    assert [claim.id for claim in found.corpus.claims]


@pytest.mark.parametrize("name", ["2023.yml", "2023.YAML", "2023.yaml.txt", "old/2023.yaml", "2023.yaml.bak", "b.json"])
def test_no_file_of_claims_is_passed_over(small: Path, name: str) -> None:
    """Both forms at once, another ending, a folder within the folder: each is an error, so no claim is lost."""
    (small / "claims/old").mkdir(parents=True)
    (small / "claims" / name).write_bytes((small / "claims.yaml").read_bytes())
    assert codes(small) == [("file-not-read", f"claims/{name}")]
    (small / "claims" / name).rename(small / "claims/2023.yaml")
    assert codes(small) == [("file-not-read", "claims.yaml")]


@pytest.mark.parametrize(
    "name",
    ["claims.yml", "Claims.yaml.bak", "claims.json", "policy.yml", "seeds/articles.YAML", "seeds/voices.yaml.txt"],
)
def test_no_other_data_file_is_passed_over(small: Path, name: str) -> None:
    """A file whose name has another ending, beside the one that is read."""
    (small / name).write_text("schema: 1\n", encoding="utf-8")
    assert codes(small) == [("file-not-read", name)]


def test_the_optional_data_file_is_not_passed_over(small: Path) -> None:
    """Nothing is missing where it has another ending, but nothing reads it."""
    (small / "seeds/sightings.yaml").unlink(missing_ok=True)
    (small / "seeds/sightings.yml").write_text("schema: 1\n", encoding="utf-8")
    assert codes(small) == [("file-not-read", "seeds/sightings.yml")]


@pytest.mark.parametrize(
    "name",
    [
        *("claims (copy).yaml", "claims-2.yaml", "claim.yml", "policy-new.yaml", "voices.yaml", "Records.json"),
        *("claim/a.yaml", "policy/site.yaml", "seed/records.yaml", "Seeds/voices.yaml"),
        *("seeds/claims.yaml", "seeds/article.yaml", "seeds/records-2.yaml", "seeds/people.yaml", "seeds/policy.yaml"),
        *("seeds/voices/a.yaml", "seeds/old/records.yaml", "seeds/sightings.yml.bak"),
    ],
)
def test_no_data_file_in_a_wrong_place_is_passed_over(small: Path, name: str) -> None:
    """A file that looks like data, with another name or in another folder."""
    (small / name).parent.mkdir(parents=True, exist_ok=True)
    (small / name).write_text("schema: 1\n", encoding="utf-8")
    (small / "seeds/sightings.yaml").write_text("schema: 1\nsightings:\n", encoding="utf-8")
    assert codes(small) == [("file-not-read", name)]


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs/claims.yaml", "notes/claims.yaml", "seeds/notes.txt", "a.json"])
def test_a_file_that_is_no_data_is_free(small: Path, name: str) -> None:
    """Files of other programs, and those in other folders."""
    (small / name).parent.mkdir(parents=True, exist_ok=True)
    (small / name).write_text("{}\n", encoding="utf-8")
    assert codes(small) == []


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("topic", "topics:\n", "topics:\n- {id: grain, name: One}\n- {id: grain, name: Two}\n"),
        ("status", "- id: single-origin\n", "- id: confirmed\n"),
        ("rule", "- id: single-origin-one-voice\n", "- id: confirmed-said\n"),
    ],
)
def test_an_id_of_the_policy_is_there_once(small: Path, kind: str, old: str, new: str) -> None:
    """Two topics, statuses or rules with one id are an error at the second."""
    edit(small / "policy.yaml", old, new)
    messages = [problem.message for problem in examine(Project(small)).problems if problem.code == "duplicate-id"]
    assert messages
    assert all(f"is already the id of a {kind}" in message for message in messages)


def test_an_unknown_icon_is_refused(small: Path) -> None:
    """Else another icon would be shown, and nobody would know why."""
    edit(small / "policy.yaml", "icon: check\n", "icon: chek\n")
    (problem,) = [problem for problem in examine(Project(small)).problems if "chek" in problem.message]
    assert problem.hint == "did you mean “check”?"


def test_the_smallest_claim(tmp_path: Path) -> None:
    """Eight lines: one excerpt and one history entry need no list, and what has only one possible value no key."""
    claim = """schema: 1

claims:
- id: grain
  claim: Southland sent grain.
  kind: fact
  status: single-origin
  finding: Only Southland says so.
  reasoning: Nothing else was found.
  evidence: {source: talks, quote: sent 300, stance: asserts, origin: holm-monday}
  history: {day: 2022-06-01, kind: published, change: First published., why: New.}
"""
    folder = lay_out("_base", tmp_path / "project")
    (folder / "claims.yaml").write_text(
        claim.replace("quote: sent 300", 'quote: "sent 300,000 tonnes"'), encoding="utf-8"
    )
    assert len(claim.split("claims:\n")[1].splitlines()) == 8
    loaded = load(Project(folder))
    assert loaded.problems == []
    (placed,) = loaded.claims
    assert placed.value
    assert (placed.value.topics, str(placed.value.checked.day), placed.value.checked.by) == (
        ("talks",),
        "2022-06-01",
        "editors",
    )
    (folder / "claims.yaml").write_text(claim.replace("sent 300", "sent 400"), encoding="utf-8")
    (problem,) = examine(Project(folder)).problems[:1]
    assert (problem.code, problem.place.line) == ("quotation-absent", 10)


@pytest.mark.parametrize("content", ["- a\n", "words\n", "1\n", "[]\n"])
@pytest.mark.parametrize("name", ["claims.yaml", "policy.yaml", "seeds/voices.yaml", "seeds/sightings.yaml"])
def test_a_file_that_is_no_mapping(small: Path, name: str, content: str) -> None:
    """It says with which keys the file begins; nothing else is said about what would be in it."""
    (small / name).write_text(content, encoding="utf-8")
    (problem,) = [problem for problem in examine(Project(small)).problems if problem.place.file == name]
    assert problem.message == "the file must be a mapping"
    assert problem.hint.startswith("begin it with `schema:`")
