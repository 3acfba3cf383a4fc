"""About the site and its publisher, from policy.yaml: `/about/`."""

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render


def page(corpus: Corpus) -> Output:
    """The about page."""
    policy = corpus.policy
    text = render(
        "about.md.j2", corpus.language, **shared_values(corpus), people=policy.people, selection=policy.selection
    )
    return Output("about/index.md", text)
