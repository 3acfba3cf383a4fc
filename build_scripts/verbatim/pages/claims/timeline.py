"""What happened when, and when the articles were published: `/timeline/`."""

from dataclasses import dataclass
from itertools import groupby

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.sources import Article
from verbatim.model.values.fields import Period
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render


@dataclass(frozen=True)
class Moment:
    """Everything with one date: the claims about that time, and the articles published then."""

    when: Period
    claims: tuple[CheckedClaim, ...]
    articles: tuple[Article, ...]


def page(corpus: Corpus) -> Output:
    """The timeline; claims without a date are only counted."""
    dated: list[tuple[Period, CheckedClaim | Article]] = [
        (checked.claim.when, checked) for checked in corpus.claims if checked.claim.when
    ]
    dated += [(article.published, article) for article in corpus.articles]
    dated.sort(key=lambda entry: (entry[0].start, entry[0].end, entry[0].text))
    moments = [
        _moment(when, [entry for _, entry in entries]) for when, entries in groupby(dated, key=lambda entry: entry[0])
    ]
    undated = [checked for checked in corpus.claims if not checked.claim.when]
    return Output(
        "timeline/index.md",
        render("timeline.md.j2", corpus.language, **shared_values(corpus), moments=moments, undated=len(undated)),
    )


def _moment(when: Period, entries: list[CheckedClaim | Article]) -> Moment:
    claims = tuple(entry for entry in entries if isinstance(entry, CheckedClaim))
    return Moment(when, claims, tuple(entry for entry in entries if isinstance(entry, Article)))
