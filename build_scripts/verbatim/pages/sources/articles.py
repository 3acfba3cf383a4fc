"""The list of all articles: `/articles/`."""

from verbatim.checks.corpus import Corpus
from verbatim.model.sources import Article
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render


def page(corpus: Corpus) -> Output:
    """The list of the articles, with the number of claims that quote each, and of voices behind them."""
    text = render(
        "articles.md.j2",
        corpus.language,
        **shared_values(corpus),
        articles=[(article, *_numbers(article, corpus)) for article in corpus.articles],
        publishers={corpus.register.voice(article.publisher) for article in corpus.articles},
    )
    return Output("articles/index.md", text)


def _numbers(article: Article, corpus: Corpus) -> tuple[int, int]:
    """How many claims quote the article, and how many voices are behind what it asserts."""
    quoting = [claim for claim in corpus.claims if any(excerpt.source is article for excerpt in claim.excerpts)]
    return len(quoting), len(corpus.voices_behind(article))
