"""A page that was not made again is the page that would have been made, whatever was edited."""

import json
from pathlib import Path

import pytest
from verbatim.checks.corpus import Corpus
from verbatim.pages.claims import claim
from verbatim.project import Project
from verbatim.site.build import generate_claims
from verbatim.site.claim_page_cache import ClaimPageCache
from verbatim.site_address import SiteAddress

from tests.support.microsite import corpus_of, edit

ADDRESS = SiteAddress("")


def pages_of(project: Path, address: SiteAddress = ADDRESS) -> tuple[Corpus, set[str], int]:
    """The corpus, the claims whose page differs from the one made anew, and how many pages were made again."""
    corpus, cache, made = corpus_of(project), ClaimPageCache(Project(project)), 0
    anew = claim.page
    wrong = set[str]()
    with pytest.MonkeyPatch.context() as patch:

        def counted(*arguments: object) -> object:
            nonlocal made
            made += 1
            return anew(*arguments)  # type: ignore[arg-type]

        patch.setattr(claim, "page", counted)
        pages = {checked.id: cache(checked, corpus, address) for checked in corpus.claims}
    for checked in corpus.claims:
        if pages[checked.id] != anew(checked, corpus, address):
            wrong.add(checked.id)
    return corpus, wrong, made


def test_every_edit_reaches_the_pages_that_show_it(newsroom: Path) -> None:
    """Claims, their short titles on each other's pages, a voice, a word of the policy, and the order of the claims."""
    project = Project(newsroom)
    assert generate_claims(project, ADDRESS).corpus
    corpus, wrong, made = pages_of(newsroom)
    assert (wrong, made) == (set(), 0)
    linked = next(each for each in corpus.claims if each.claim.related)
    other = corpus.claim(linked.claim.related[0])
    assert other is not None
    text = project.claims_files[0].read_text(encoding="utf-8")
    head, *claims = text.split("\n- id: ")
    at = next(number for number, each in enumerate(claims) if each.startswith(f"{other.id}\n"))
    lines = [line for line in claims[at].split("\n") if not line.startswith("  short: ")]
    claims[at] = "\n".join([lines[0], "  short: Another short title", *lines[1:]])
    project.claims_files[0].write_text("\n- id: ".join([head, *claims]), encoding="utf-8")
    corpus, wrong, made = pages_of(newsroom)
    assert wrong == set()
    assert 2 <= made < len(corpus.claims)
    claims.reverse()
    project.claims_files[0].write_text("\n- id: ".join([head, *claims]), encoding="utf-8")
    assert pages_of(newsroom)[1] == set()
    edit(newsroom / "seeds" / "voices.yaml", "The government of Northland", "The cabinet of Northland")
    edit(newsroom / "policy.yaml", "name: The talks in Skerry", "name: The meeting in Skerry")
    assert pages_of(newsroom)[1] == set()
    assert pages_of(newsroom, SiteAddress("https://example.org/a/"))[1] == set()


def test_a_changed_page_or_list_is_not_used(newsroom: Path) -> None:
    """What somebody changed in docs/ or in the list is made again."""
    project = Project(newsroom)
    assert generate_claims(project, ADDRESS).corpus
    page = next((newsroom / "docs" / "claims").glob("*/index.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    kept = newsroom / ".verbatim" / "claim_pages.json"
    sums = json.loads(kept.read_text(encoding="utf-8"))
    del sums[next(name for name in sums if name != page.parent.name)]
    kept.write_text(json.dumps(sums), encoding="utf-8")
    _, wrong, made = pages_of(newsroom)
    assert (wrong, made) == (set(), 2)
    kept.write_text("[]", encoding="utf-8")
    assert pages_of(newsroom)[1] == set()
