"""`api/v1/claim-reviews.json`: every fact check as a ClaimReview of schema.org, in one DataFeed.

In: a checked claim or a whole corpus, and the address where the site will be published. Out: JSON-LD, as values for the
claim's page or as the feed. It says only what the page says. What we only inferred (a headline, a publisher, a date,
the claimant) is left out, because schema.org has no word for “inferred”. `firstAppearance` is left out too, because
the collected texts cannot show that nobody printed the claim before.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.evidence import Stance
from verbatim.model.register import Register
from verbatim.model.scale import Status
from verbatim.model.sources import Article, Inferable, Record
from verbatim.model.values.fields import Period
from verbatim.output import MARK, Output
from verbatim.quotation.excerpts import Excerpt
from verbatim.site_address import SiteAddress

CONTEXT = "https://schema.org"

_PATH = "api/v1/claim-reviews.json"


def output(corpus: Corpus, address: SiteAddress) -> Output:
    """The feed of all ClaimReviews, in the editors' order."""
    site = corpus.policy.site
    reviews = [known for checked in corpus.claims if (known := review(checked, corpus, address, _PATH))]
    feed = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": corpus.language.gettext("%(site)s: fact checks", site=site.name),
        "description": corpus.language.gettext(
            "Every ClaimReview of the site, as on the page of its claim. %(origin)s.", origin=MARK
        ),
        "url": address.to(_PATH, _PATH),
        "creator": _publisher(corpus, address, _PATH),
        "dateModified": corpus.last_change.isoformat(),
        "inLanguage": site.lang,
        "license": site.licence_url,
        "dataFeedElement": [_item(each) for each in reviews],
    }
    return Output(_PATH, json.dumps(feed, ensure_ascii=False) + "\n")


def review(checked: CheckedClaim, corpus: Corpus, address: SiteAddress, at: str) -> dict[str, Any] | None:
    """The ClaimReview of a claim, without `@context`, for the document at the path `at`; None if its status gets none.

    Properties: Google Search Central, “Fact check (ClaimReview) structured data”; schema.org/ClaimReview.
    """
    claim, site = checked.claim, corpus.policy.site
    if not checked.status.claim_review:
        return None
    days = [change.day for change in claim.history]
    corrections = [change for change in claim.history if change.is_correction]
    return _known(
        {
            "@type": "ClaimReview",
            "url": address.to(f"claims/{claim.id}/", at),
            "claimReviewed": claim.title,
            "reviewRating": _rating(checked.status, claim.finding),
            "itemReviewed": _claim(checked, corpus.register),
            "author": _publisher(corpus, address, at),
            "datePublished": min(days).isoformat() if days else None,
            "dateModified": max(days).isoformat() if days else None,
            "inLanguage": site.lang,
            "license": site.licence_url,
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": f"{change.change} {change.why}",
                    "datePublished": change.day.isoformat(),
                }
                for change in corrections
            ],
        }
    )


def _item(claim_review: dict[str, Any]) -> dict[str, Any]:
    return _known(
        {
            "@type": "DataFeedItem",
            "dateCreated": claim_review.get("datePublished"),
            "dateModified": claim_review.get("dateModified"),
            "item": claim_review,
        }
    )


def _publisher(corpus: Corpus, address: SiteAddress, at: str) -> dict[str, str]:
    return {"@type": "Organization", "name": corpus.policy.site.publisher, "url": address.to("", at)}


def _rating(status: Status, finding: str) -> dict[str, Any]:
    """The status in words, which search engines show, and in numbers if the policy gives them."""
    words = {"@type": "Rating", "alternateName": status.word, "ratingExplanation": finding}
    numbers = status.rating
    if numbers is None:
        return words
    return words | {"ratingValue": numbers.value, "bestRating": numbers.best, "worstRating": numbers.worst}


def _claim(checked: CheckedClaim, register: Register) -> dict[str, Any]:
    """What is reviewed: who made the claim, when, and the articles that assert it."""
    claimant = checked.tally.claimant
    asserting = [excerpt for excerpt in checked.excerpts if excerpt.evidence.stance is Stance.ASSERTS]
    articles = {excerpt.source.id: excerpt.source for excerpt in asserting if isinstance(excerpt.source, Article)}
    stated, inferred = _made_at(claimant, asserting, register) if claimant else ([], [])
    day = _first_day(stated, inferred)
    return _known(
        {
            "@type": "Claim",
            "author": _claimant(claimant, register) if claimant and stated else None,
            "datePublished": day.isoformat() if day else None,
            "appearance": [work for article in articles.values() if (work := _work(article, register))],
        }
    )


def _claimant(name: str, register: Register) -> dict[str, str]:
    person = register.people.get(name)
    if person:
        return {"@type": "Person", "name": person.name, "jobTitle": person.role}
    return {"@type": "Organization", "name": register.name(name)}


def _made_at(
    claimant: str, asserting: Iterable[Excerpt], register: Register
) -> tuple[list[Period | None], list[Period | None]]:
    """When the evidence shows the claimant making the claim: first what sources state, then what we only infer.

    None is a time that is not known. Those whose words an excerpt distorts do not make the claim in it.
    """
    stated: list[Period | None] = []
    inferred: list[Period | None] = []
    for excerpt in asserting:
        named = () if excerpt.evidence.distortion else excerpt.evidence.origins
        origins = {
            origin.id: origin for name in named for origin in (register.origins[name], *register.root_origins(name))
        }
        counts = bool(register.voices_of(excerpt.evidence))
        (stated if counts else inferred).extend(
            origin.day for origin in origins.values() if claimant in (*origin.by, *origin.voices)
        )
        if excerpt.source.publisher == claimant:
            known = Inferable.PUBLISHER not in excerpt.source.inferred
            (stated if known else inferred).append(_published(excerpt.source))
    return stated, inferred


def _first_day(stated: list[Period | None], inferred: list[Period | None]) -> date | None:
    """The first day on which the claim was made; None if it is not certain, or if we only infer that day."""
    times = [time for time in (*stated, *inferred) if time]
    if not stated or len(times) < len(stated) + len(inferred):
        return None
    first = min(times, key=lambda time: (time.start, time.end))
    return first.start if first in stated and first.start == first.end else None


def _published(source: Article | Record) -> Period | None:
    """When a source appeared; None if we only inferred it."""
    return None if Inferable.PUBLISHED in source.inferred else source.published


def _work(article: Article, register: Register) -> dict[str, Any] | None:
    """An article in which the claim appears; None if neither its address nor its headline is known."""
    published = _published(article)
    work = {
        "url": article.address,
        "headline": None if Inferable.TITLE in article.inferred else article.title,
        "author": {"@type": "Person", "name": article.author}
        if article.author and Inferable.AUTHOR not in article.inferred
        else None,
        "publisher": None
        if Inferable.PUBLISHER in article.inferred
        else {"@type": "Organization", "name": register.name(article.publisher)},
        "datePublished": published.start.isoformat() if published and published.start == published.end else None,
        "inLanguage": article.lang,
    }
    return _known({"@type": "NewsArticle", **work}) if work["url"] or work["headline"] else None


def _known(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Without the properties that are not known: JSON-LD has no null that means “not known”."""
    return {name: value for name, value in properties.items() if value not in (None, [])}
