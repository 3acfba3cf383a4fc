"""All claims by topic: `/claims/`."""

from collections import Counter

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.page_values import claims_by_topic, shared_values
from verbatim.rendering.templating import render


def page(corpus: Corpus) -> Output:
    """The list of all claims; each claim is listed under its first topic."""
    numbers = Counter(checked.status.id for checked in corpus.claims)
    text = render(
        "claims.md.j2",
        corpus.language,
        **shared_values(corpus),
        claims=corpus.claims,
        by_status=[(status, numbers[status.id]) for status in corpus.policy.statuses if numbers[status.id]],
        by_topic=claims_by_topic(corpus),
    )
    return Output("claims/index.md", text)
