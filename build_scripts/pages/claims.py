"""All claims by topic: `/claims/`."""

from collections import Counter

from build_scripts.corpus import Corpus
from build_scripts.pages.templating import render
from build_scripts.pages.view import by_topic, common
from build_scripts.write import Output


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
