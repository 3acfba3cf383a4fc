"""Search: `/find/`. The page holds the form with its filters, and every claim in plain lists for those without JavaScript.

Pagefind's index is made over the built site; `theme/verbatim/find.js` joins it with the facets.
"""

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.facets import Facet, facets
from verbatim.output import Output
from verbatim.rendering.templating import render
from verbatim.rendering.view import common


def page(corpus: Corpus) -> Output:
    """The search page; a claim stands in the lists under its status and under each of its topics."""
    found = facets(corpus)
    lists = [(facet, _members(facet, corpus)) for facet in found if facet.key in ("topic", "status")]
    text = render("find.md.j2", **common(corpus), facets=found, lists=lists, status_of=corpus.policy.status)
    return Output("find/index.md", text)


def _members(facet: Facet, corpus: Corpus) -> list[list[CheckedClaim]]:
    """For each value of a facet its claims, in the editors' order."""
    return [[claim for claim in corpus.claims if place in facet.of[claim.id]] for place in range(len(facet.values))]
