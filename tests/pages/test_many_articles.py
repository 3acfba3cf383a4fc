"""More articles than a table can have columns: the pages that compare them say the same in another form."""

import pytest
from bs4 import BeautifulSoup
from verbatim.checks.corpus import Corpus
from verbatim.pages import home
from verbatim.pages.claims import matrix
from verbatim.pages.sources import voices
from verbatim.rendering import flow_drawing


@pytest.fixture(autouse=True)
def _two_columns_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (matrix, voices, home, flow_drawing):
        monkeypatch.setattr(module, "MOST_COLUMNS", 2)


def test_the_matrix_names_the_articles_of_each_claim(corpus: Corpus) -> None:
    """Each article that is quoted for a claim, with a sign that leads to the excerpt."""
    soup = BeautifulSoup(str(next(matrix.pages(corpus)).content), "html.parser")
    rows = {row.select("th a")[0]["href"]: row for row in soup.select("tbody tr") if row.select("th a")}
    assert len(rows) == len(corpus.claims)
    for claim in corpus.claims:
        row = rows[f"../claims/{claim.id}/"]
        quoted = {f"../articles/{excerpt.source.id}/" for excerpt in claim.in_articles}
        assert {link["href"] for link in row.select("td a:not(.v-sign-link)")} == quoted
        assert len(row.select("a.v-sign-link svg")) == len(quoted)
        assert len(row.select("th, td")) == 2
    assert {int(str(each["colspan"])) for each in soup.select("th.v-group")} == {2}


def test_voices_with_the_numbers_of_their_articles(corpus: Corpus) -> None:
    """How many articles rest on each, and how often."""
    soup = BeautifulSoup(str(next(voices.pages(corpus)).content), "html.parser")
    rows = [[cell.get_text() for cell in row.select("td")] for row in soup.select(".v-flow tbody tr")]
    assert rows == [[str(len(flow.articles)), str(flow.total)] for flow in flow_drawing.flows(corpus)]


def test_what_is_drawn(corpus: Corpus) -> None:
    """The two voices and the two articles with the most claims."""
    drawing = flow_drawing.flow_drawing(corpus)
    assert (len(drawing.voices), len(drawing.articles)) == (2, 2)
    assert drawing.flows[0].voice == flow_drawing.flows(corpus)[0].voice
    assert {len(flow.articles) for flow in drawing.flows} <= {1, 2}


def test_the_home_page_has_the_newest_articles(corpus: Corpus) -> None:
    """And leads to all of them."""
    soup = BeautifulSoup(str(home.page(corpus).content), "html.parser")
    assert len(soup.select(".v-strips > li")) == 2
    assert [link.get_text() for link in soup.select('p > a[href="articles/"]')] == [
        f"All {len(corpus.articles)} articles"
    ]
