"""The list of all articles: `/articles/`."""

from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import list_pages, output, parts
from verbatim.rendering.templating import render


def pages(corpus: Corpus) -> Iterator[Output]:
    """The list of the articles, with the number of claims that quote each, and of voices behind them."""
    values = {
        **shared_values(corpus),
        "articles_total": len(corpus.articles),
        "publishers": {corpus.register.voice(article.publisher) for article in corpus.articles},
    }
    for list_page, part in list_pages(parts(corpus.articles, corpus.policy.limits.per_page)):
        articles = [
            (article, len({claim.id for claim, _ in corpus.quoted_from(article)}), len(corpus.voices_behind(article)))
            for article in part
        ]
        text = render("articles.md.j2", corpus.language, **values, list_page=list_page, articles=articles)
        yield output("articles/index.md", list_page, text)
