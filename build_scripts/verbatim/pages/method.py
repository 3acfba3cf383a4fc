"""The method, with the status scale and its rules from policy.yaml: `/method/`."""

from collections import Counter

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.quotation.folding import VERSION
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render
from verbatim.rendering.wording import losses


def page(corpus: Corpus) -> Output:
    """The method page."""
    hanging = [(checked, found) for checked in corpus.claims if (found := losses(checked, corpus))]
    numbers = Counter(checked.status.id for checked in corpus.claims)
    text = render(
        "method.md.j2",
        corpus.language,
        **shared_values(corpus),
        statuses=corpus.policy.statuses,
        numbers=numbers,
        limits=corpus.policy.limits,
        folding=VERSION,
        hanging=hanging,
        number_of_claims=len(corpus.claims),
        asked=sum(bool(checked.claim.asked) for checked in corpus.claims),
    )
    return Output("method/index.md", text)
