"""Voices are counted in one way, whichever page prints the number."""

import re
from pathlib import Path

from bs4 import BeautifulSoup
from verbatim.output import Output
from verbatim.pages import home
from verbatim.pages.sources import articles, voices

from tests.support.cases import lay_out
from tests.support.microsite import corpus_of, edit

GUESSED = """
- id: daily-desk
  kind: report
  title: What The Daily saw
  voices: [daily]
"""

EXCERPT = """    origin: holm-monday
  - source: talks
    quote: its largest shipment
    stance: asserts
    origin: daily-desk
"""

INFERRED = """    origin_basis: inferred
    note: The article does not say who counted.
"""


def counted(folder: Path) -> tuple[int, int, int]:
    """The voices behind the one article, counted by the home page, the list of articles and the table of voices."""
    corpus = corpus_of(folder)
    (table,) = (
        BeautifulSoup(page.content, "html.parser").find("table") for page in voices.pages(corpus) if is_list(page)
    )
    assert table
    return (
        number(r"on the word of <strong>(\d+) independent voices?</strong>", home.page(corpus)),
        number(r"(\d+) voices? behind its claims", next(articles.pages(corpus))),
        sum(cell.get_text() != "none" for cell in table.select("tbody td")),
    )


def is_list(page: Output) -> bool:
    """Whether a page is the list of all voices."""
    return page.path == "voices/index.md"


def number(pattern: str, page: Output) -> int:
    """The one number that a page prints in these words."""
    (found,) = re.findall(pattern, str(page.content))
    return int(found)


def test_a_distorted_wording_is_no_word_of_its_origin(tmp_path: Path) -> None:
    """The voice whose words are distorted counts on no page."""
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / "claims.yaml", "    origin: holm-monday\n", "    origin: holm-monday\n    distortion: overstated\n")
    edit(folder / "policy.yaml", "{asserting-voices: exactly 1}", "{excerpts: at least 1}")
    assert counted(folder) == (1, 1, 1)


def test_an_inferred_origin_counts_on_no_page(tmp_path: Path) -> None:
    """A voice that the article names counts on each page; the same voice, if the editors infer it, on none."""
    folder = lay_out("_base", tmp_path / "project")
    assert counted(folder) == (2, 2, 2)
    with (folder / "seeds" / "origins.yaml").open("a", encoding="utf-8") as file:
        file.write(GUESSED.lstrip())
    edit(folder / "claims.yaml", "    origin: holm-monday\n", EXCERPT + INFERRED)
    assert counted(folder) == (2, 2, 2)
    edit(folder / "claims.yaml", INFERRED, "")
    edit(folder / "claims.yaml", "  status: single-origin\n", "  status: confirmed\n")
    assert counted(folder) == (3, 3, 3)
