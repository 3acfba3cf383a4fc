"""What each page of a site must show, as plain values that another process can be given.

In: the corpus, and the address that the site gives as its own. Out: for each page, by its path, the places of the
quotations that it must mark, and for the page of a claim also its texts and its ClaimReview.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data import claim_review
from verbatim.model.policy import Extra
from verbatim.pages.claims.printable import claims_of_pages
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.paging import folder_of, quoted_parts
from verbatim.site_address import SiteAddress


@dataclass(frozen=True, slots=True)
class Quoted:
    """An excerpt: its source, its spans in the source's text, in code points, and the beginning of its words."""

    source: str
    spans: tuple[tuple[int, int], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What one page must show: excerpts; texts by what they are; a ClaimReview as JSON, or an empty text for none.

    `is_claim` if it is the page of a claim, which must have this ClaimReview and no other.
    """

    excerpts: tuple[Quoted, ...]
    texts: tuple[tuple[str, str], ...] = ()
    review: str = ""
    is_claim: bool = False


@dataclass(frozen=True)
class ExpectedPages:
    """What the pages of a corpus must show; `address` is the one that the site gives as its own."""

    corpus: Corpus
    address: SiteAddress

    @cached_property
    def pages(self) -> dict[str, Expected]:
        """What each page must show that must show anything, by its path."""
        return {**self._of_claims, **self._of_lists}

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each source, by its id."""
        return {name: text.text for name, text in self.corpus.texts.items()}

    def stamps(self, hashes: Mapping[str, str], folder: str = "") -> dict[str, str]:
        """One hash of each file and of what it must show, by its path; `folder` is where the files are."""
        shown = self._hashes
        return {f"{folder}{path}": _hash(content + shown.get(path, "")) for path, content in hashes.items()}

    @cached_property
    def _hashes(self) -> dict[str, str]:
        return {path: _hash(repr(expected)) for path, expected in self.pages.items()}

    @property
    def _of_claims(self) -> dict[str, Expected]:
        return {path_of(checked): self._of_claim(checked) for checked in self.corpus.claims}

    def _of_claim(self, checked: CheckedClaim) -> Expected:
        texts = (("claim", checked.claim.claim), ("finding", checked.claim.finding), ("status", checked.status.word))
        review = claim_review.review(checked, self.corpus, self.address, path_of(checked))
        return Expected(_quoted(checked.excerpts), texts, json.dumps(review) if review else "", is_claim=True)

    @property
    def _of_lists(self) -> dict[str, Expected]:
        """The pages that show the excerpts of many claims: print pages, and the pages of articles."""
        due: defaultdict[str, list[Excerpt]] = defaultdict(list)
        for path, claims in claims_of_pages(self.corpus) if Extra.PRINT not in self.corpus.policy.leave_out else ():
            due[path] += (excerpt for checked in claims for excerpt in checked.excerpts)
        for article in self.corpus.articles:
            for number, part in enumerate(quoted_parts(article, self.corpus), 1):
                due[f"articles/{article.id}/{folder_of(number)}index.html"] += (excerpt for _, excerpt in part)
        return {path: Expected(_quoted(excerpts)) for path, excerpts in due.items()}


def path_of(checked: CheckedClaim) -> str:
    """The path of the page of a claim."""
    return f"claims/{checked.id}/index.html"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _quoted(excerpts: Iterable[Excerpt]) -> tuple[Quoted, ...]:
    return tuple(
        Quoted(each.source.id, tuple((span.start, span.end) for span in each.spans), each.quotation[:60])
        for each in excerpts
    )
