"""The claims as plain Markdown, and the list of them."""

from pathlib import Path

import pytest
from verbatim.checks.corpus import Corpus
from verbatim.data import plain_text
from verbatim.site_address import SiteAddress

ADDRESS = "https://example.org/ferry/"


@pytest.fixture(scope="module")
def texts(corpus: Corpus) -> dict[str, str]:
    """Every text by its path."""
    address = SiteAddress(ADDRESS)
    texts = [plain_text.output(checked, corpus, address) for checked in (*corpus.claims, *corpus.retired)]
    return {output.path: str(output.content) for output in (plain_text.list_output(corpus, address), *texts)}


def test_each_claim_has_its_verdict_and_every_excerpt(corpus: Corpus, texts: dict[str, str]) -> None:
    """The first line is the verdict with the claim; each quotation is there, character for character."""
    for checked in corpus.claims:
        text = texts[plain_text.path(checked.id)]
        assert text.startswith(f"# {checked.status.word}: {' '.join(checked.claim.claim.split())}\n")
        assert " ".join(checked.claim.finding.split()) in text
        assert checked.claim.reasoning.strip() in text
        quoted = [line.removeprefix("  > ") for line in text.splitlines() if line.startswith("  > ")]
        assert quoted == [line for excerpt in checked.excerpts for line in excerpt.quotation.splitlines()]


def test_a_retired_claim_says_so(corpus: Corpus, texts: dict[str, str]) -> None:
    """No old verdict is left in its text."""
    assert corpus.retired
    for checked in corpus.retired:
        state = "Withdrawn" if checked.claim.withdrawn else "Merged"
        assert texts[plain_text.path(checked.id)].startswith(f"# {state}: ")


def test_the_list_links_to_every_claim_that_stands(corpus: Corpus, texts: dict[str, str]) -> None:
    """Once each, with its verdict, at its absolute address."""
    for checked in corpus.claims:
        link = f"]({ADDRESS}claims/{checked.id}/index.md.txt): "
        (line,) = (line for line in texts["llms.txt"].splitlines() if link in line)
        assert line.startswith(f"- [{checked.status.word}: ")
    assert texts["llms.txt"].count("- [") == len(corpus.claims)


def test_the_files_are_published(built_site: Path, texts: dict[str, str]) -> None:
    """The built site has them all."""
    assert [path for path in texts if not (built_site / path).is_file()] == []
