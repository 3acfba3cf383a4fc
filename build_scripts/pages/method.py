"""The method: the scale and its rules, generated from policy.yaml. `/method/`."""

from collections import Counter

from build_scripts.corpus import Corpus
from build_scripts.pages.templating import render
from build_scripts.pages.view import common
from build_scripts.write import Output


def page(corpus: Corpus) -> Output:
    """The method page."""
    numbers = Counter(checked.status.id for checked in corpus.claims)
    text = render("method.md.j2", **common(corpus), statuses=corpus.policy.statuses, numbers=numbers, limits=corpus.policy.limits)
    return Output("method/index.md", text)
