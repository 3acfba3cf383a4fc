"""`api/v1/annotations/SOURCE.json`: the excerpts of a stored text as a collection of W3C Web Annotations.

In: a corpus, and the address where the site will be published. Out: an AnnotationCollection that contains its only page
(Web Annotation Data Model, sections 3 to 5). Each part of an excerpt has two targets: the text at its address,
selected by its words, and our copy, named by its hash and also selected by code points; docs/dev/annotations.md says
why. If the site's address is not known, ids are relative to the file itself.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.sources import Article, Record
from verbatim.output import MARK, Batch, Output
from verbatim.quotation.excerpts import Excerpt
from verbatim.site_address import SiteAddress

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def batches(corpus: Corpus, address: SiteAddress) -> Iterator[Batch]:
    """The file of each article and stored record; an empty collection if nothing quotes the article."""
    for source in corpus.stored:
        file = _File(source, corpus, address)
        in_order = sorted(
            corpus.quoted_from(source), key=lambda pair: (pair[1].whole.start, pair[1].whole.end, pair[1].id)
        )
        of_claims = [(checked.listed_fingerprint, excerpt.id) for checked, excerpt in in_order]
        shows = [corpus.last_change.isoformat(), of_claims]
        yield Batch(file.path, shows, partial(file.outputs, in_order))


@dataclass(frozen=True)
class _File:
    """The file of one stored text. Section numbers below refer to the Web Annotation Data Model."""

    source: Article | Record
    corpus: Corpus
    address: SiteAddress

    @property
    def path(self) -> str:
        return f"api/v1/annotations/{self.source.id}.json"

    def outputs(self, excerpts: list[tuple[CheckedClaim, Excerpt]]) -> Iterator[Output]:
        """The file."""
        yield Output(self.path, json.dumps(self._collection(excerpts), ensure_ascii=False) + "\n")

    def _collection(self, excerpts: list[tuple[CheckedClaim, Excerpt]]) -> dict[str, Any]:
        """The collection (5.1); it refers to its first and last page only if it is not empty."""
        site, here = self.corpus.policy.site, self._to(self.path)
        page = f"{here}#page"
        items = [self._annotation(checked, excerpt) for checked, excerpt in excerpts]
        return {
            "@context": CONTEXT,
            "id": here,
            "type": "AnnotationCollection",
            "label": self.corpus.language.gettext(
                "%(site)s: quotations from %(source)s", site=site.name, source=self._title
            ),
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
        """One excerpt as an annotation (3.1): its claim, its stance, the words."""
        evidence = excerpt.evidence
        plain = {"type": "TextualBody", "format": "text/plain", "language": self.corpus.policy.site.lang}
        tags = [str(tag) for tag in (evidence.stance, evidence.distortion, excerpt.grade) if tag]
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
        """The targets (4.2): each part of the quotation, at the article's address and in our copy."""
        page, last = self.source.address or self._to(self.corpus.path_of(self.source)), len(excerpt.spans) - 1
        for number, (span, words) in enumerate(zip(excerpt.spans, excerpt.words, strict=True)):
            quote = {"type": "TextQuoteSelector", "exact": words}
            # The text between two parts was left out of the quotation, so it is not published here either.
            if number == 0 and excerpt.prefix:
                quote["prefix"] = excerpt.prefix
            if number == last and excerpt.suffix:
                quote["suffix"] = excerpt.suffix
            position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
            yield {"type": "SpecificResource", "source": page, "selector": quote}
            # RFC 6920, section 7: a name for bytes by their SHA-256, in hexadecimal digits as sha256sum prints them.
            yield {
                "type": "SpecificResource",
                "source": f"nih:sha-256;{self.source.sha256}",
                "selector": [quote, position],
            }

    @property
    def _title(self) -> str:
        title = self.source.printed_title
        is_headline = title == self.source.title
        return self.corpus.language.gettext("“%(headline)s”", headline=title) if is_headline else title

    def _to(self, path: str) -> str:
        return self.address.to(path, self.path)
