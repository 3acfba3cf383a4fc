"""The page of one article: `/articles/ID/`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.evidence import Stance
from verbatim.model.graph import closure
from verbatim.model.scale import Status
from verbatim.model.sources import Article, Inferable, Record
from verbatim.output import Output
from verbatim.pages.sources import side_by_side
from verbatim.quotation.coverage import Sentence
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import folder_of_excerpt, list_pages, output, parts, quoted_parts
from verbatim.rendering.templating import render
from verbatim.rendering.wording import origins_in_words, published
from verbatim.translation.language import Language


@dataclass(frozen=True)
class Cell:
    """One sentence in the strip: the first claim that accounts for it, the address that it links to, and its title.

    `open` if nothing accounts for the sentence yet.
    """

    claim: CheckedClaim | None
    href: str | None
    words: str
    open: bool = False


# The most claims that the title of a sentence names.
_MOST_NAMED = 10


def pages(article: Article, corpus: Corpus) -> Iterator[Output]:
    """The pages of one article: what is known of it, who wrote it, and its claims in the order of its text."""
    found = corpus.quoted_from(article)
    asserted = [excerpt for _, excerpt in found if excerpt.evidence.stance is not Stance.CONTEXT]
    coverage = corpus.coverage[article.id]
    counts = coverage.counts
    values = {
        **shared_values(corpus),
        "article": article,
        "facts": _facts(article, corpus),
        "chain": _chain(article, corpus),
        "origins": origins_in_words(asserted, corpus),
        "sightings": corpus.last_sightings(article),
        "sentences": _cells(article, corpus),
        "by_claims": counts.by_claims,
        "excused": counts.excused,
        "uncovered": counts.unaccounted,
        "proof_words": _proof_words(corpus.language),
        "every_sentence": corpus.policy.covers_every_sentence(article),
        "statuses": _statuses(corpus),
        "share": corpus.language.percent(coverage.share),
        "limits": corpus.policy.limits,
    }
    others = parts(side_by_side.compared_with(article, corpus), corpus.policy.limits.per_page)
    for list_page, excerpts, compared_with in list_pages(quoted_parts(article, corpus), others):
        lists = {"list_page": list_page, "excerpts": excerpts, "compared_with": compared_with}
        text = render("article.md.j2", corpus.language, **values, **lists)
        yield output(f"articles/{article.id}/index.md", list_page, text)


def _proof_words(language: Language) -> str:
    """What `proof.js` says, as JSON."""
    _ = language.gettext
    words = {
        "place": _("In your copy: at its place."),
        "words": _("In your copy: by its words."),
        "absent": _("In your copy: not there."),
        "same": _("The same file as ours. Excerpts: {counts}."),
        "other": _("Not the same file as ours. Excerpts: {counts}."),
        "counts": {
            "place": _("{number} at its place"),
            "words": _("{number} by its words"),
            "absent": _("{number} not there"),
        },
        "comma": language.comma,
    }
    return json.dumps(words, ensure_ascii=False)


def _facts(article: Article, corpus: Corpus) -> list[tuple[str, str, str | None]]:
    """Facts about the article: label, value (`not found` if unknown), and what the value was inferred from."""
    language = corpus.language
    not_found = language.gettext("not found")
    own_site = language.gettext("the publisher’s own site") if article.original_url else not_found
    values = {
        Inferable.PUBLISHER: (language.gettext("Written by"), corpus.publisher_of(article)),
        Inferable.AUTHOR: (language.gettext("Author"), article.author or not_found),
        Inferable.PUBLISHED: (language.pgettext("label", "Published"), published(language, article)),
        Inferable.TITLE: (language.gettext("Headline"), article.printed_title),
        Inferable.CARRIER: (language.gettext("Our copy is from"), article.carrier or own_site),
    }
    facts = [
        (label, value, article.inferred.get(key))
        for key, (label, value) in values.items()
        if key is not Inferable.TITLE or key in article.inferred
    ]
    return [*facts, (language.gettext("Language"), language.name_of(article.lang), None)]


def _chain(article: Article, corpus: Corpus) -> list[tuple[Article | Record, str | None]]:
    """The article and the texts that it rewrites, nearest first; empty if it rewrites none.

    Each text comes with the reason why its link to the text before it is inferred, or None.
    """
    sources = corpus.register.sources
    chain = closure([article.id], lambda name: sources[name].derives_from)
    inferred_for: dict[str, str | None] = {}
    for source in (sources[name] for name in chain):
        for name in source.derives_from:
            inferred_for.setdefault(name, source.inferred.get(Inferable.DERIVES_FROM))
    return [(sources[name], inferred_for.get(name)) for name in chain] if len(chain) > 1 else []


def _cells(article: Article, corpus: Corpus) -> list[Cell]:
    """The sentences of an article as cells of its strip."""
    return [
        _cell(number, sentence, article, corpus)
        for number, sentence in enumerate(corpus.coverage[article.id].sentences, 1)
    ]


def _cell(number: int, sentence: Sentence, article: Article, corpus: Corpus) -> Cell:
    """One cell: it links to the excerpt that quotes the sentence, or else to the claim that covers it."""
    language, place = corpus.language, {"number": number, "line": sentence.line}
    claims = [claim for claim in map(corpus.claim, sentence.claims) if claim]
    if not claims:
        reason = " ".join(sentence.excused_for)
        if reason:
            words = language.gettext("Sentence %(number)s, line %(line)s: excused. %(reason)s", **place, reason=reason)
        elif corpus.policy.covers_every_sentence(article):
            words = language.gettext("Sentence %(number)s, line %(line)s: not yet accounted for.", **place)
        else:
            words = language.gettext("Sentence %(number)s, line %(line)s: no claim.", **place)
        return Cell(None, None, words, open=not reason)
    first = claims[0]
    quoting = [
        excerpt
        for excerpt in first.excerpts
        if excerpt.source is article and any(span.touches(sentence.span) for span in excerpt.spans)
    ]
    href = f"{folder_of_excerpt(quoting[0], corpus)}#{quoting[0].id}" if quoting else f"../../claims/{first.id}/"
    covering = language.semicolon.join(
        f"{claim.status.word}{language.colon} {claim.claim.claim}" for claim in claims[:_MOST_NAMED]
    )
    covering += " …" if len(claims) > _MOST_NAMED else ""
    words = language.gettext("Sentence %(number)s, line %(line)s: %(claims)s", **place, claims=covering)
    return Cell(first, href, words)


def _statuses(corpus: Corpus) -> list[Status]:
    """The statuses that occur, in the order of the scale, for the key to the strip."""
    used = {claim.status.id for claim in corpus.claims}
    return [status for status in corpus.policy.statuses if status.id in used]
