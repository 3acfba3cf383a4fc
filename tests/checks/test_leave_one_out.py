"""What a status hangs on: sources and voices whose loss the rules would not allow."""

from pathlib import Path

import pytest
from verbatim.checks.corpus import Corpus
from verbatim.rendering.wording import losses

from tests.support.cases import lay_out
from tests.support.microsite import corpus_of, edit, in_process

# A second voice for the claim of the small site that Southland sent grain.
SECOND_VOICE = """    origin: holm-monday
  - source: talks
    quote: its largest shipment
    stance: asserts
    origin: daily-desk
"""
DAILY = """
- id: daily-desk
  kind: report
  title: What The Daily saw
  voices: [daily]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small site, whose claim about grain two voices assert in one article."""
    folder = lay_out("_base", tmp_path / "project")
    with (folder / "seeds" / "origins.yaml").open("a", encoding="utf-8") as file:
        file.write(DAILY.lstrip())
    edit(folder / "claims.yaml", "    origin: holm-monday\n", SECOND_VOICE)
    edit(folder / "claims.yaml", "  status: single-origin\n", "  status: confirmed\n")
    return folder


def omissions(folder: Path, claim_id: str) -> dict[str, tuple[str, ...]]:
    """What a claim's status hangs on, by the ids of sources and voices, with the statuses that would be allowed."""
    corpus = corpus_of(folder)
    claim = corpus.claim(claim_id)
    assert claim
    return {each.left_out.id: tuple(status.id for status in each.allowed) for each in corpus.hangs_on(claim)}


def test_two_voices_in_one_source(project: Path) -> None:
    """The status hangs on the source, and on each of the two voices."""
    found = omissions(project, "grain")
    assert set(found) == {"talks", "southland", "daily"}
    assert "single-origin" in found["daily"]
    assert "confirmed" not in {status for allowed in found.values() for status in allowed}


def test_a_joint_statement_keeps_its_other_voice(project: Path) -> None:
    """Without one of the voices of a joint statement the other one still counts."""
    edit(project / "seeds" / "origins.yaml", "  voices: [southland]\n", "  voices: [southland, northland]\n")
    assert set(omissions(project, "grain")) == {"talks"}


def test_a_document_goes_with_its_voice(project: Path) -> None:
    """An excerpt from a document of one voice and a statement of another proves nothing without the first voice."""
    edit(project / "policy.yaml", "asserting-voices: at least 2", "asserting-records: at least 1")
    edit(project / "seeds" / "origins.yaml", "  kind: report\n", "  kind: document\n")
    edit(project / "claims.yaml", SECOND_VOICE, "    origin: [holm-monday, daily-desk]\n")
    assert set(omissions(project, "grain")) == {"talks", "daily"}


def test_a_rule_that_is_set_aside(corpus: Corpus) -> None:
    """A status that does not follow from its evidence hangs on none of it."""
    overridden = [claim for claim in corpus.claims if claim.claim.override]
    assert overridden
    assert [corpus.hangs_on(claim) for claim in overridden] == [()] * len(overridden)


def test_the_table_has_a_row_for_each(newsroom: Path) -> None:
    """`check --hangs-on` prints what each status hangs on; a voice whose source is named is not named again."""
    corpus = corpus_of(newsroom)
    ran = in_process("check", "--hangs-on", project=newsroom)
    assert ran.code == 0
    rows = [line.split()[0] for line in ran.stdout.splitlines() if line.split() and corpus.claim(line.split()[0])]
    assert set(rows) == {claim.id for claim in corpus.claims if corpus.hangs_on(claim)}
    assert len(rows) == sum(len(loss.without) for claim in corpus.claims for loss in losses(claim, corpus))
