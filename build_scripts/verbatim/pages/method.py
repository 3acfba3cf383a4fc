"""The method: the scale and its rules, generated from policy.yaml. `/method/`."""

from collections import Counter

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.templating import render
from verbatim.rendering.view import common


def page(corpus: Corpus) -> Output:
    """The method page."""
    numbers = Counter(checked.status.id for checked in corpus.claims)
    text = render(
        "method.md.j2", **common(corpus), statuses=corpus.policy.statuses, numbers=numbers, limits=corpus.policy.limits
    )
    return Output("method/index.md", text)
