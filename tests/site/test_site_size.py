"""What `build` says of the size of a site."""

import pytest
from verbatim.checks.corpus import Corpus
from verbatim.model.policy import Extra
from verbatim.site.site_size import LARGEST_SITE, SiteSize


def test_how_many_claims_fit(corpus: Corpus) -> None:
    """What does not grow with the claims counts once; the number is rounded down to two digits."""
    claims = len(corpus.claims)
    sizes = {"assets/a.js": 1_000_000, "pagefind/wasm": 1_000_000, "claims/a/index.html": claims * 123_456}
    size = SiteSize.of(sizes, corpus)
    assert size.claims_that_fit == 8_000  # (1,000,000,000 - 2,000,000) / 123,456 = 8,083
    assert size.in_words.endswith("which is enough for about 8,000 claims with as much evidence.")


def test_what_to_leave_out(corpus: Corpus) -> None:
    """The largest first, and only what the site has."""
    sizes = {
        "embed/card.png": 1,
        "embed/a/card.png": 30_000_000,
        "data/offline.zip": 400_000_000,
        "embed/a/index.html": 9,
    }
    size = SiteSize.of(sizes, corpus)
    assert size.extras == {Extra.CARDS: 30_000_001, Extra.OFFLINE_COPY: 400_000_000, Extra.PRINT: 0}
    assert size.mend.endswith(": offline-copy (400 MB), cards (30 MB)")
    assert "elsewhere" in SiteSize.of({"index.html": LARGEST_SITE}, corpus).mend


@pytest.mark.parametrize("sizes", [{}, {"assets/a.js": 5}])
def test_a_site_of_which_nothing_can_be_said(sizes: dict[str, int], corpus: Corpus) -> None:
    """Where nothing grows with the claims, no number of claims is named."""
    assert "claims" not in SiteSize.of(sizes, corpus).in_words
