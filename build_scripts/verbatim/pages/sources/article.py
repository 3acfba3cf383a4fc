"""One page per article: `/articles/ID/`."""

from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import Stance
from verbatim.model.policy import Status
from verbatim.model.sources import Article, Inferable, Record
from verbatim.output import Output
from verbatim.quotation.coverage import Sentence
from verbatim.rendering.templating import day, render
from verbatim.rendering.view import common, origins_in_words


@dataclass(frozen=True)
class Cell:
    """One sentence in the strip: the first claim that accounts for it, where it leads, and what it says in words.

    `open` where nothing accounts for it yet.
    """

    claim: CheckedClaim | None
    href: str | None
    words: str
    open: bool = False


def page(article: Article, corpus: Corpus) -> Output:
    """The page of one article: what it is, who wrote it, and its claims in the order of its text."""
    found = [
        (checked, excerpt) for checked in corpus.claims for excerpt in checked.excerpts if excerpt.source is article
    ]
    found.sort(key=lambda pair: (pair[1].whole.start, pair[1].whole.end, pair[0].id))
    asserted = [excerpt for _, excerpt in found if excerpt.evidence.stance is not Stance.CONTEXT]
    account = corpus.coverage[article.id]
    text = render(
        "article.md.j2",
        **common(corpus),
        article=article,
        facts=_facts(article, corpus),
        chain=_chain(article, corpus),
        origins=origins_in_words(asserted, corpus),
        excerpts=found,
        sentences=_cells(article, corpus),
        by_claims=sum(bool(sentence.claims) for sentence in account.sentences),
        excused=sum(bool(sentence.excused_for) and not sentence.claims for sentence in account.sentences),
        uncovered=len(account.uncovered),
        statuses=_statuses(corpus),
        share=f"{account.share:.0%}".replace("%", " %"),
        limits=corpus.policy.limits,
    )
    return Output(f"articles/{article.id}/index.md", text)


def _facts(article: Article, corpus: Corpus) -> list[tuple[str, str, str | None]]:
    """Label, value, and what the value was inferred from; what is not known is said."""
    values = {
        Inferable.PUBLISHER: ("Written by", corpus.register.name(article.publisher)),
        Inferable.AUTHOR: ("Author", article.author or "not found"),
        Inferable.PUBLISHED: ("Published", day(article.published)),
        Inferable.TITLE: ("Headline", article.title),
        Inferable.CARRIER: (
            "Our copy stood on",
            article.carrier or ("the publisher’s own site" if article.original_url else "not found"),
        ),
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
            waiting += [
                (corpus.register.sources[name], source.inferred.get(Inferable.DERIVES_FROM))
                for name in source.derives_from
            ]
    return list(chain.values()) if len(chain) > 1 else []


def _cells(article: Article, corpus: Corpus) -> list[Cell]:
    """The sentences of an article as cells of its strip."""
    return [
        _cell(number, sentence, article, corpus)
        for number, sentence in enumerate(corpus.coverage[article.id].sentences, 1)
    ]


def _cell(number: int, sentence: Sentence, article: Article, corpus: Corpus) -> Cell:
    """One cell: it leads to the excerpt that quotes the sentence, else to the claim that covers it."""
    place = f"Sentence {number}, line {sentence.line}"
    claims = [claim for claim in map(corpus.claim, sentence.claims) if claim]
    if not claims:
        said = f"excused. {' '.join(sentence.excused_for)}" if sentence.excused_for else "not yet accounted for."
        return Cell(None, None, f"{place}: {said}", open=not sentence.excused_for)
    first = claims[0]
    quoting = [
        excerpt
        for excerpt in first.excerpts
        if excerpt.source is article and any(span.touches(sentence.span) for span in excerpt.spans)
    ]
    href = f"#{quoting[0].id}" if quoting else f"../../claims/{first.id}/"
    return Cell(first, href, f"{place}: {'; '.join(f'{claim.status.word}: {claim.claim.claim}' for claim in claims)}")


def _statuses(corpus: Corpus) -> list[Status]:
    """The statuses that occur, in the order of the scale: the key to the strip."""
    used = {claim.status.id for claim in corpus.claims}
    return [status for status in corpus.policy.statuses if status.id in used]
