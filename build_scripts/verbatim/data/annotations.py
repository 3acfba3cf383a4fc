"""`api/v1/annotations/ARTICLE.json`: the excerpts of an article as W3C Web Annotations, a collection for each article.

In: a corpus, and where the site will stand. Out: an AnnotationCollection with its one page embedded (Web Annotation Data Model,
sections 3 to 5). An excerpt's targets are the article at its address, where the words are looked for, and our copy by its
hash, where code points are counted; docs/dev/annotations.md says why. Without an address of the site, ids are relative
to the file itself.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.sources import Article
from verbatim.output import MARK, Output
from verbatim.quotation.excerpts import Excerpt
from verbatim.site_address import SiteAddress

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def outputs(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """The file of each article; of one that nothing quotes, an empty collection."""
    quoted: dict[str, list[tuple[CheckedClaim, Excerpt]]] = {article.id: [] for article in corpus.articles}
    for checked in corpus.claims:
        for excerpt in checked.in_articles:
            quoted[excerpt.source.id].append((checked, excerpt))
    for article in corpus.articles:
        file = _File(article, corpus, address)
        found = sorted(quoted[article.id], key=lambda pair: (pair[1].whole.start, pair[1].whole.end, pair[1].id))
        yield Output(file.path, json.dumps(file.collection(found), ensure_ascii=False) + "\n")


@dataclass(frozen=True)
class _File:
    """The file of one article. The numbers of sections are those of the Web Annotation Data Model."""

    article: Article
    corpus: Corpus
    address: SiteAddress

    @property
    def path(self) -> str:
        return f"api/v1/annotations/{self.article.id}.json"

    def collection(self, found: list[tuple[CheckedClaim, Excerpt]]) -> dict[str, Any]:
        """5.1: a collection refers to its first and last page where there is anything in it."""
        site, here = self.corpus.policy.site, self._to(self.path)
        page = f"{here}#page"
        items = [self._annotation(checked, excerpt) for checked, excerpt in found]
        return {
            "@context": CONTEXT,
            "id": here,
            "type": "AnnotationCollection",
            "label": f"{site.name}: what “{self.article.title}” is quoted for",
            "generator": {"type": "Software", "name": f"Verbatim. {MARK}."},
            "creator": {"type": "Organization", "name": site.publisher, "homepage": self._to("")},
            "modified": f"{self.corpus.last_change.isoformat()}T00:00:00Z",
            "rights": site.licence_url,
            "total": len(items),
            **(
                {"first": {"id": page, "type": "AnnotationPage", "startIndex": 0, "items": items}, "last": page}
                if items
                else {}
            ),
        }

    def _annotation(self, checked: CheckedClaim, excerpt: Excerpt) -> dict[str, Any]:
        """3.1: one excerpt, with its claim and what it does for the claim."""
        evidence = excerpt.evidence
        plain = {"type": "TextualBody", "format": "text/plain", "language": self.corpus.policy.site.lang}
        tags = [str(tag) for tag in (evidence.stance, evidence.distortion) if tag]
        return {
            "id": f"{self._to(self.path)}#{excerpt.id}",
            "type": "Annotation",
            "motivation": "linking",
            "body": [
                {"type": "SpecificResource", "purpose": "linking", "source": self._to(f"claims/{checked.id}/")},
                {**plain, "purpose": "describing", "value": checked.claim.claim},
                *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags),
                *([{**plain, "purpose": "commenting", "value": evidence.note}] if evidence.note else []),
            ],
            "target": list(self._targets(excerpt)),
        }

    def _targets(self, excerpt: Excerpt) -> Iterator[dict[str, Any]]:
        """4.2: each part of the quotation, at the article's address and in our copy."""
        page, last = self.article.address or self._to(f"articles/{self.article.id}/"), len(excerpt.spans) - 1
        for number, (span, words) in enumerate(zip(excerpt.spans, excerpt.words, strict=True)):
            quote = {"type": "TextQuoteSelector", "exact": words}
            # What was left out between two parts is not printed here either.
            if number == 0 and excerpt.prefix:
                quote["prefix"] = excerpt.prefix
            if number == last and excerpt.suffix:
                quote["suffix"] = excerpt.suffix
            position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
            yield {"type": "SpecificResource", "source": page, "selector": quote}
            # RFC 6920, section 7: names the bytes by their SHA-256, in the digits that sha256sum prints.
            yield {
                "type": "SpecificResource",
                "source": f"nih:sha-256;{self.article.sha256}",
                "selector": [quote, position],
            }

    def _to(self, path: str) -> str:
        return self.address.to(path, self.path)
