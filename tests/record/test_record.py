"""Our own record holds what it promises. Everything here is made from the data as they are.

No test names a claim or a source, so that none fails because an editor corrects, withdraws or adds a claim.
"""

from pathlib import Path

import pytest
from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import Examination
from verbatim.project import Project
from verbatim.quotation.text_fragments import text_directive

from tests.checks.files.test_json_schema import faults_of, written_schemas
from tests.support.promises import Promises
from tests.support.text_fragments import resolved


class TestRecord(Promises):
    """Our record holds what every record promises."""


def test_check_has_nothing_to_report(examination: Examination) -> None:
    """No error and no warning, but for drafts, and for sentences that a withdrawn claim has left open.

    How many statuses hang on words that are only noted is one warning, since much of the outside evidence may not be
    stored: it says what is true, and hides no other warning.
    """
    expected = {"uncovered-sentence", "unfinished-draft", "link-to-draft", "hangs-on-noted-words"}
    assert [problem for problem in examination.problems if problem.code not in expected] == []


def test_every_excerpt_can_be_found_on_its_page(corpus: Corpus) -> None:
    """The directive in the link to it leads, by the algorithm of browsers, to exactly the quoted words."""
    for excerpt in (excerpt for checked in corpus.claims for excerpt in checked.excerpts):
        directive = text_directive(excerpt)
        assert directive, excerpt.id
        assert resolved(excerpt.text.text, directive) == (excerpt.whole.start, excerpt.whole.end), excerpt.id


def data_files(folder: Path) -> dict[str, list[Path]]:
    """The data files of a project by the name of their schema."""
    seeds = {name: [folder / "seeds" / f"{name}.yaml"] for name in ("articles", "origins", "records", "voices")}
    return {"claims": Project(folder).claims_files, "policy": [folder / "policy.yaml"], **seeds}


@pytest.fixture(scope="module")
def schemas(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the schemas of our data."""
    return written_schemas(folder, tmp_path_factory.mktemp("schemas"))


@pytest.mark.parametrize("name", ["claims", "policy", "articles", "origins", "records", "voices"])
def test_editors_are_helped_by_the_schemas(name: str, folder: Path, schemas: Path) -> None:
    """The first line of each data file names its schema, from its own folder, and the schema accepts the file."""
    for file in data_files(folder)[name]:
        address = file.read_text(encoding="utf-8").split("\n")[0].removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / address).resolve() == (Project(folder).schemas / f"{name}.schema.json").resolve()
        assert faults_of(name, file, schemas) == []
