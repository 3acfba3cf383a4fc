"""All claims on one page, for print and for reading from beginning to end: `/print/`.

In: the corpus, and the address where the site will be published. Out: a complete HTML document with a few styles of its
own. As Markdown it would be the slowest page for the site engine, and print does not need the theme. Search engines are
told to leave it out, since each claim's own page has the same text. Claims with more lines than a page may have, of
which a quotation takes two, are spread over several such documents.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.policy import Topic
from verbatim.output import Batch, Output
from verbatim.rendering.page_values import claims_by_topic, favicon_path, shared_values
from verbatim.rendering.paging import QUOTATION, ListPage, cut, first_pages, folder_of, grouped, list_pages, output
from verbatim.rendering.templating import render
from verbatim.rendering.wording import claimant_in_words, evidence_sentences, speaker_of
from verbatim.site_address import SiteAddress

PATH = "print/index.html"

_Listed = tuple[Topic, CheckedClaim]


def batches(corpus: Corpus, address: SiteAddress) -> Iterator[Batch]:
    """The printable pages; each claim is listed under its first topic."""
    listed = _listed(corpus)
    first = _on_first_page(listed, corpus)
    shown_first = [
        *(corpus.last_change.isoformat(), len(corpus.claims), len(corpus.retired)),
        [(topic.id, [checked.id for checked in members]) for topic, members in first["by_topic"]],
        list(first["topic_pages"].values()),
        [status.id for status in first["statuses"]],
    ]
    for list_page, part in list_pages(listed):
        claims = [(topic.id, checked.fingerprint) for topic, checked in part]
        shows = [list_page.number, list_page.of, claims, shown_first if list_page.is_first else None]
        values = first if list_page.is_first else {}
        yield Batch(f"print/{list_page.number}", shows, partial(_page, list_page, part, values, corpus, address))


def _on_first_page(listed: list[tuple[_Listed, ...]], corpus: Corpus) -> dict[str, Any]:
    """The values that only the first page needs."""
    used = {checked.status.id for checked in corpus.claims}
    return {
        "day_of_data": corpus.last_change,
        "claims": corpus.claims,
        "by_topic": claims_by_topic(corpus),
        "topic_pages": {topic: folder_of(number) for topic, number in first_pages(listed).items()},
        "moved": _moved(listed) if len(corpus.claims) <= corpus.policy.limits.per_page else set(),
        "statuses": [status for status in corpus.policy.statuses if status.id in used],
        "retired": len(corpus.retired),
    }


def _page(
    list_page: ListPage, part: tuple[_Listed, ...], first: Mapping[str, Any], corpus: Corpus, address: SiteAddress
) -> Iterator[Output]:
    excerpts = [excerpt for _, checked in part for excerpt in checked.excerpts]
    quoted = {excerpt.source.id for excerpt in excerpts}
    origins = {name: _in_words(name, corpus) for excerpt in excerpts for name in excerpt.evidence.origins}
    text = render(
        "printable.html.j2",
        corpus.language,
        **shared_values(corpus),
        **first,
        list_page=list_page,
        favicon=favicon_path(corpus),
        address=address.text and address.to("", PATH),
        own_address=address.text and address.to(f"print/{folder_of(list_page.number)}", PATH),
        listed=grouped(part),
        sources=[source for source in corpus.register.sources.values() if source.id in quoted],
        claimant_of=lambda checked: claimant_in_words(checked, corpus),
        evidence_sentences=lambda checked: evidence_sentences(checked, corpus),
        origin_words_of=lambda excerpt: corpus.language.semicolon.join(
            origins[name] for name in excerpt.evidence.origins
        ),
    )
    yield output(PATH, list_page, text)


def _in_words(name: str, corpus: Corpus) -> str:
    """An origin with who spoke."""
    origin = corpus.register.origins[name]
    return f"{origin.title} ({speaker_of(origin, corpus)})"


def claims_of_pages(corpus: Corpus) -> Iterator[tuple[str, list[CheckedClaim]]]:
    """The path of each of these pages with its claims."""
    for list_page, part in list_pages(_listed(corpus)):
        yield output(PATH, list_page, "").path, [checked for _, checked in part]


def _moved(listed: list[tuple[_Listed, ...]]) -> set[str]:
    """The ids of the claims that are not on the first page, where a bookmark may still look for them."""
    return {checked.id for part in listed[1:] for _, checked in part}


def _listed(corpus: Corpus) -> list[tuple[_Listed, ...]]:
    """The claims of each page, with their topics; a claim takes as much as its quotations and one more."""
    return cut(
        ((topic, checked) for topic, members in claims_by_topic(corpus) for checked in members),
        corpus.policy.limits.per_page,
        lambda entry: QUOTATION * (1 + len(entry[1].excerpts)),
    )
