"""The home page: the main findings."""

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render

_NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def page(corpus: Corpus) -> Output:
    """The home page, with the claims that policy.yaml features."""
    featured = [claim for claim in map(corpus.claim, corpus.policy.featured) if claim]
    number = len(featured)
    text = render(
        "home.md.j2",
        **shared_values(corpus),
        claims=corpus.claims,
        articles=corpus.articles,
        voices=corpus.asserting_voices,
        resting=sum(bool(pairs) for pairs in corpus.assertions_by_claim.values()),
        featured=featured,
        number_word=_NUMBER_WORDS[number] if number < len(_NUMBER_WORDS) else str(number),
    )
    return Output("index.md", text)
