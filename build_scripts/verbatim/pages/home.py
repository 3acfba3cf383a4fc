"""The home page: the answer of the whole site in one screen."""

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.templating import render
from verbatim.rendering.view import common

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def page(corpus: Corpus) -> Output:
    """The home page, with the claims that policy.yaml features."""
    featured = [claim for claim in map(corpus.claim, corpus.policy.featured) if claim]
    number = len(featured)
    text = render(
        "home.md.j2",
        **common(corpus),
        claims=corpus.claims,
        articles=corpus.articles,
        voices=corpus.asserting_voices,
        featured=featured,
        number_word=_NUMBERS[number] if number < len(_NUMBERS) else str(number),
    )
    return Output("index.md", text)
