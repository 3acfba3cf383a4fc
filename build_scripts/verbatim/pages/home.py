"""The home page: how much rests on how few, the main findings, and the articles."""

from dataclasses import dataclass
from datetime import date

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.evidence import Stance
from verbatim.model.sources import Article
from verbatim.output import Output
from verbatim.rendering.flow_drawing import flow_drawing, flows
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import MOST_COLUMNS
from verbatim.rendering.templating import render
from verbatim.translation.language import Language, to_translate

# The newest and the most contested claims that are shown where policy.yaml features none.
_MOST_LISTED = 5

# The heading of so many findings; more are counted in digits.
_FINDINGS = (
    to_translate("One finding"),
    to_translate("Two findings"),
    to_translate("Three findings"),
    to_translate("Four findings"),
    to_translate("Five findings"),
    to_translate("Six findings"),
    to_translate("Seven findings"),
    to_translate("Eight findings"),
    to_translate("Nine findings"),
    to_translate("Ten findings"),
    to_translate("Eleven findings"),
    to_translate("Twelve findings"),
)


@dataclass(frozen=True)
class Strip:
    """An article as a strip: for each of its sentences the claim that accounts for it, or None if it needs none."""

    article: Article
    cells: tuple[CheckedClaim | None, ...]


def page(corpus: Corpus) -> Output:
    """The home page, with the claims that policy.yaml features, or else the newest and the most contested ones."""
    featured = [claim for claim in map(corpus.claim, corpus.policy.featured) if claim]
    text = render(
        "home.md.j2",
        corpus.language,
        **shared_values(corpus),
        claims=corpus.claims,
        articles=corpus.articles,
        behind=flows(corpus),
        drawing=flow_drawing(corpus),
        assertions=sum(corpus.assertions.values()),
        strips=[_strip(article, corpus) for article in _newest_articles(corpus)],
        last_correction=next((entry for entry in corpus.changes if entry[0].is_correction), None),
        questions=corpus.policy.questions,
        resting=sum(bool(pairs) for pairs in corpus.assertions_by_claim.values()),
        featured=featured,
        findings=_findings(len(featured), corpus.language),
        newest=_newest(corpus),
        contested=_contested(corpus),
    )
    return Output("index.md", text)


def _findings(number: int, language: Language) -> str:
    """The heading of the findings."""
    if 0 < number <= len(_FINDINGS):
        return language.gettext(_FINDINGS[number - 1])
    return language.ngettext("%(num)s finding", "%(num)s findings", number)


def _newest(corpus: Corpus) -> list[CheckedClaim]:
    """The claims that were published last, the newest first."""
    days = {claim.id: min((change.day for change in claim.claim.history), default=date.min) for claim in corpus.claims}
    return sorted(corpus.claims, key=lambda claim: (-days[claim.id].toordinal(), claim.id))[:_MOST_LISTED]


def _contested(corpus: Corpus) -> list[CheckedClaim]:
    """The claims with the most excerpts that deny them or have it otherwise; of those with as many, by id."""
    against = {
        claim.id: sum(excerpt.evidence.stance in (Stance.DENIES, Stance.DIFFERS) for excerpt in claim.excerpts)
        for claim in corpus.claims
    }
    contested = [claim for claim in corpus.claims if against[claim.id]]
    return sorted(contested, key=lambda claim: (-against[claim.id], claim.id))[:_MOST_LISTED]


def _newest_articles(corpus: Corpus) -> list[Article]:
    """The articles that are shown, in the editors' order: all, or of very many those that were published last."""
    kept = sorted(corpus.articles, key=lambda article: article.published.start, reverse=True)[:MOST_COLUMNS]
    return [article for article in corpus.articles if article in kept]


def _strip(article: Article, corpus: Corpus) -> Strip:
    sentences = corpus.coverage[article.id].sentences
    claims = [corpus.claim(sentence.claims[0]) if sentence.claims else None for sentence in sentences]
    return Strip(article, tuple(claims))
