"""What each page of a site must show, as plain values that another process can be given.

In: the corpus, and the address that the site gives as its own. Out: for each page, by its path, the places of the
quotations that it must mark, and for the page of a claim also its texts and its ClaimReview.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data import claim_review
from verbatim.model.policy import Extra
from verbatim.pages.claims.printable import claims_of_pages
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.paging import folder_of, quoted_parts
from verbatim.site_address import SiteAddress


class Quoted(NamedTuple):
    """An excerpt: its source, its spans in the source's text, in code points, and the beginning of its words."""

    source: str
    spans: tuple[tuple[int, int], ...]
    words: str


class Expected(NamedTuple):
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
        return {path: _hash(json.dumps(expected)) for path, expected in self.pages.items()}

    def _quoted(self, excerpts: Sequence[Excerpt]) -> tuple[Quoted, ...]:
        """Each excerpt as it must be shown, made once, since most are on three pages."""
        for each in excerpts:
            if id(each) not in self._known:
                self._known[id(each)] = each, _quoted(each)
        return tuple(self._known[id(each)][1] for each in excerpts)

    @cached_property
    def _known(self) -> dict[int, tuple[Excerpt, Quoted]]:
        """What was made of excerpts; these are kept, so that no other one gets the same number."""
        return {}

    @property
    def _of_claims(self) -> dict[str, Expected]:
        return {path_of(checked): self._of_claim(checked) for checked in self.corpus.claims}

    def _of_claim(self, checked: CheckedClaim) -> Expected:
        texts = (("claim", checked.claim.claim), ("finding", checked.claim.finding), ("status", checked.status.word))
        review = claim_review.review(checked, self.corpus, self.address, path_of(checked))
        return Expected(self._quoted(checked.excerpts), texts, json.dumps(review) if review else "", is_claim=True)

    @property
    def _of_lists(self) -> dict[str, Expected]:
        """The pages that show the excerpts of many claims: print pages, and the pages of articles."""
        due: defaultdict[str, list[Excerpt]] = defaultdict(list)
        for path, claims in claims_of_pages(self.corpus) if Extra.PRINT not in self.corpus.policy.leave_out else ():
            due[path] += (excerpt for checked in claims for excerpt in checked.excerpts)
        for article in self.corpus.articles:
            for number, part in enumerate(quoted_parts(article, self.corpus), 1):
                due[f"articles/{article.id}/{folder_of(number)}index.html"] += (excerpt for _, excerpt in part)
        return {path: Expected(self._quoted(excerpts)) for path, excerpts in due.items()}


def path_of(checked: CheckedClaim) -> str:
    """The path of the page of a claim."""
    return f"claims/{checked.id}/index.html"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _quoted(excerpt: Excerpt) -> Quoted:
    return Quoted(excerpt.source.id, tuple((span.start, span.end) for span in excerpt.spans), excerpt.quotation[:60])
