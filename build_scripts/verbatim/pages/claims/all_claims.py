"""All claims by topic: `/claims/`."""

from collections import Counter

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.templating import render
from verbatim.rendering.view import by_topic, common


def page(corpus: Corpus) -> Output:
    """The list of all claims; a claim stands under the first of its topics."""
    numbers = Counter(checked.status.id for checked in corpus.claims)
    text = render(
        "claims.md.j2",
        **common(corpus),
        claims=corpus.claims,
        by_status=[(status, numbers[status.id]) for status in corpus.policy.statuses if numbers[status.id]],
        by_topic=by_topic(corpus),
    )
    return Output("claims/index.md", text)
