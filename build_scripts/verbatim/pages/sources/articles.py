"""The list of all articles: `/articles/`."""

from verbatim.checks.corpus import Corpus
from verbatim.model.claims import Stance
from verbatim.model.sources import Article
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render


def page(corpus: Corpus) -> Output:
    """The list of the articles, with the number of claims that quote each, and of voices behind them."""
    text = render(
        "articles.md.j2",
        **shared_values(corpus),
        articles=[(article, *_numbers(article, corpus)) for article in corpus.articles],
        publishers={corpus.register.voice(article.publisher) for article in corpus.articles},
    )
    return Output("articles/index.md", text)


def _numbers(article: Article, corpus: Corpus) -> tuple[int, int]:
    """Claims that quote the article, and independent voices behind what it asserts."""
    pairs = [
        (claim.id, excerpt.evidence)
        for claim in corpus.claims
        for excerpt in claim.excerpts
        if excerpt.source is article
    ]
    origins = {name for _, evidence in pairs if evidence.stance is Stance.ASSERTS for name in evidence.origins}
    return len({claim for claim, _ in pairs}), len(
        {voice for name in origins for voice in corpus.register.voices_behind(name)}
    )
