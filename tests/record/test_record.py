"""Our own record holds what it promises. Everything here is made from the data as they are.

No test names a claim or a source, so that none fails because an editor corrects, withdraws or adds a claim.
"""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import Examination
from verbatim.project import Project
from verbatim.quotation.text_fragments import text_directive

from tests.checks.files.test_json_schema import faults_of, written_schemas
from tests.support.promises import Promises
from tests.support.text_fragments import resolved

# What a page of the site may weigh, in bytes of HTML.
MOST_BYTES = 500_000


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


def test_no_page_is_heavy(site: Path) -> None:
    """No page has more than 500 KB of HTML."""
    sizes = {page.relative_to(site).as_posix(): page.stat().st_size for page in site.rglob("*.html")}
    assert {path: size for path, size in sizes.items() if size > MOST_BYTES} == {}


def test_an_address_on_the_printable_page_leads_on(site: Path, corpus: Corpus) -> None:
    """A claim or topic that is on a later page has its old anchor in the contents, where a link leads to that page."""
    ids = [f"claim-{claim.id}" for claim in corpus.claims] + [
        f"topic-{claim.claim.topics[0]}" for claim in corpus.claims
    ]
    first = BeautifulSoup((site / "print/index.html").read_bytes(), "lxml")
    assert [name for name in ids if len(first.select(f'[id="{name}"]')) != 1] == []
    moved = first.select('nav li:has(a[href^="page/"])')
    assert moved
    for entry in moved:
        path, _, anchor = str(entry.select("a")[0]["href"]).partition("#")
        assert f'id="{anchor}"' in (site / "print" / path / "index.html").read_text(encoding="utf-8")
