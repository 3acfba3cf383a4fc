"""One page per article: `/articles/ID/`."""

from build_scripts.corpus import Corpus
from build_scripts.model import Article, Inferable, Record, Stance
from build_scripts.pages.templating import day, render
from build_scripts.pages.view import common, origins_in_words
from build_scripts.write import Output


def page(article: Article, corpus: Corpus) -> Output:
    """The page of one article: what it is, who wrote it, and its claims in the order of its text."""
    found = [(checked, excerpt) for checked in corpus.claims for excerpt in checked.excerpts if excerpt.source is article]
    found.sort(key=lambda pair: (pair[1].whole.start, pair[1].whole.end, pair[0].id))
    asserted = [excerpt for _, excerpt in found if excerpt.evidence.stance is not Stance.CONTEXT]
    text = render(
        "article.md.j2",
        **common(corpus),
        article=article,
        facts=_facts(article, corpus),
        chain=_chain(article, corpus),
        origins=origins_in_words(asserted, corpus),
        excerpts=found,
    )
    return Output(f"articles/{article.id}.md", text)


def _facts(article: Article, corpus: Corpus) -> list[tuple[str, str, str | None]]:
    """Label, value, and what the value was inferred from; what is not known is said."""
    values = {
        Inferable.PUBLISHER: ("Written by", corpus.register.name(article.publisher)),
        Inferable.AUTHOR: ("Author", article.author or "not found"),
        Inferable.PUBLISHED: ("Published", day(article.published)),
        Inferable.TITLE: ("Headline", article.title),
        Inferable.CARRIER: ("Our copy stood on", article.carrier or ("the publisher’s own site" if article.original_url else "not found")),
    }
    facts = [(label, value, article.inferred.get(key)) for key, (label, value) in values.items()]
    return [*facts, ("Language", article.lang, None)]


def _chain(article: Article, corpus: Corpus) -> list[tuple[Article | Record, str | None]]:
    """The article and the texts it rewrites, nearest first, each with why the link to it is inferred; empty if none."""
    chain: dict[str, tuple[Article | Record, str | None]] = {}
    waiting: list[tuple[Article | Record, str | None]] = [(article, None)]
    while waiting:
        source, why = waiting.pop(0)
        if source.id not in chain:
            chain[source.id] = (source, why)
            waiting += [(corpus.register.sources[name], source.inferred.get(Inferable.DERIVES_FROM)) for name in source.derives_from]
    return list(chain.values()) if len(chain) > 1 else []
