"""The rules that readers find what the data says.

Every excerpt is marked on each page that must show it; the page of a claim shows the claim, its finding and its status,
and has its ClaimReview.

In: the documents of a site, or of its offline copy, and the corpus. Out: a finding for each page that lacks something.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from verbatim.checks.corpus import Corpus
from verbatim.data import claim_review
from verbatim.model.policy import Extra
from verbatim.pages.claims.printable import claims_of_pages
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.text.source_text import Span
from verbatim.rendering.paging import folder_of, quoted_parts
from verbatim.site.sitecheck.findings import Fault, Finding
from verbatim.site.sitecheck.page_rules import is_true
from verbatim.site.sitecheck.reading.document import Document
from verbatim.site.sitecheck.reading.page import letters_of
from verbatim.site_address import SiteAddress

_HINT = "build again; if that does not help, please report it"
# Pairs of offsets by the id of their source.
Marked = Mapping[str, list[tuple[int, int]]]


def missing_quotations(documents: Iterable[Document], corpus: Corpus, folder: str = "") -> Iterator[Finding]:
    """Pages without the marks of an excerpt that they must show; `folder` is where the pages are."""
    pages = {document.path: document for document in documents}
    for name, excerpts in _due(corpus).items():
        path = f"{folder}{name}"
        if path not in pages:
            fault = Fault("missing-from-site", "this page is missing", "build again", path)
            yield Finding(fault, path)
            continue
        if not all(is_true(mark, corpus) for mark in pages[path].marks):
            continue  # this is reported for the mark itself
        marked = _marked(pages[path])
        missing = [
            excerpt for excerpt in excerpts if not all(_is_shown(span, excerpt, marked) for span in excerpt.spans)
        ]
        if missing:
            message = (
                f"{len(missing)} of {len(excerpts)} excerpts are not marked here, first “{missing[0].quotation[:60]}”"
            )
            yield Finding(Fault("missing-words", message, _HINT, path), path)


def missing_texts(
    documents: Iterable[Document], corpus: Corpus, address: SiteAddress, folder: str = ""
) -> Iterator[Finding]:
    """Pages of claims that do not show the claim, its finding or its status, or have another ClaimReview."""
    pages = {document.path: document for document in documents if not document.unreadable}
    for checked in corpus.claims:
        name = f"claims/{checked.id}/index.html"
        page = pages.get(f"{folder}{name}")
        if page is None:
            continue
        shown = letters_of(page.text)
        texts = {"claim": checked.claim.claim, "finding": checked.claim.finding, "status": checked.status.word}
        lacks = [what for what, text in texts.items() if letters_of(text) not in shown]
        review = claim_review.review(checked, corpus, address, name)
        if _reviews(page) != ([json.loads(json.dumps(review))] if review else []):
            lacks.append("ClaimReview")
        if lacks:
            message = f"the page does not have the {' and the '.join(lacks)} that the data gives now"
            yield Finding(Fault("missing-words", message, _HINT, page.path), page.path)


def _reviews(page: Document) -> list[dict[str, object]]:
    """The ClaimReviews of a page that could be read, without their context."""
    found = [json.loads(text) for text in page.linked_data]
    kept = [
        {key: value for key, value in each.items() if key != "@context"} for each in found if isinstance(each, dict)
    ]
    return [each for each in kept if each.get("@type") == "ClaimReview"]


def _due(corpus: Corpus) -> dict[str, list[Excerpt]]:
    """The excerpts that each page must show, by the path of the page."""
    due: defaultdict[str, list[Excerpt]] = defaultdict(list)
    for checked in corpus.claims:
        due[f"claims/{checked.id}/index.html"] += checked.excerpts
    for path, claims in claims_of_pages(corpus) if Extra.PRINT not in corpus.policy.leave_out else ():
        due[path] += (excerpt for checked in claims for excerpt in checked.excerpts)
    for article in corpus.articles:
        for number, part in enumerate(quoted_parts(article, corpus), 1):
            due[f"articles/{article.id}/{folder_of(number)}index.html"] += (excerpt for _, excerpt in part)
    return due


def _marked(document: Document) -> Marked:
    """Where the page marks words of each source, in the order of the source."""
    marked: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for mark in document.marks:
        marked[mark.source].append((int(mark.start), int(mark.end)))
    return {source: sorted(spans) for source, spans in marked.items()}


def _is_shown(span: Span, excerpt: Excerpt, marked: Marked) -> bool:
    """Whether marks cover all of a span, except for the blanks between paragraphs."""
    text, reached = excerpt.text.text, span.start
    for start, end in marked.get(excerpt.source.id, ()):
        if span.start <= start and end <= span.end and not text[reached:start].strip():
            reached = max(reached, end)
    return not text[reached : span.end].strip()
