"""The search page: `/find/`.

It has the form with its filters, and plain lists of all claims, which need no JavaScript. Pagefind builds its index
from the built site; `theme/verbatim/find.js` joins the results with the facets.
"""

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.search.facets import Facet, facets
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render


def page(corpus: Corpus) -> Output:
    """The search page; the lists have each claim under its status and under each of its topics."""
    found = facets(corpus)
    lists = [(facet, _claims_by_value(facet, corpus)) for facet in found if facet.key in ("topic", "status")]
    text = render("find.md.j2", **shared_values(corpus), facets=found, lists=lists, status_of=corpus.policy.status)
    return Output("find/index.md", text)


def _claims_by_value(facet: Facet, corpus: Corpus) -> list[list[CheckedClaim]]:
    """For each value of a facet its claims, in the editors' order."""
    return [[claim for claim in corpus.claims if place in facet.of[claim.id]] for place in range(len(facet.values))]
