"""What happened when, and when the articles were published: `/timeline/`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.sources import Article
from verbatim.model.values.fields import Period
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import grouped, list_pages, output, parts
from verbatim.rendering.templating import render


@dataclass(frozen=True)
class Moment:
    """Everything with one date: the claims about that time, and the articles published then."""

    when: Period
    claims: tuple[CheckedClaim, ...]
    articles: tuple[Article, ...]


def pages(corpus: Corpus) -> Iterator[Output]:
    """The timeline; claims without a date are only counted."""
    dated: list[tuple[Period, CheckedClaim | Article]] = [
        (checked.claim.when, checked) for checked in corpus.claims if checked.claim.when
    ]
    dated += [(article.published, article) for article in corpus.articles]
    dated.sort(key=lambda entry: (entry[0].start, entry[0].end, entry[0].text))
    undated = sum(not checked.claim.when for checked in corpus.claims)
    values = {**shared_values(corpus), "undated": undated}
    for list_page, part in list_pages(parts(dated, corpus.policy.limits.per_page)):
        moments = [_moment(when, entries) for when, entries in grouped(part)]
        text = render("timeline.md.j2", corpus.language, **values, list_page=list_page, moments=moments)
        yield output("timeline/index.md", list_page, text)


def _moment(when: Period, entries: Sequence[CheckedClaim | Article]) -> Moment:
    claims = tuple(entry for entry in entries if isinstance(entry, CheckedClaim))
    return Moment(when, claims, tuple(entry for entry in entries if isinstance(entry, Article)))
