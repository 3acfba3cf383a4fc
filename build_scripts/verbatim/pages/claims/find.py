"""The search page: `/find/`.

It has the form with its filters, and plain lists of all claims, which need no JavaScript. If these are longer than a
page may be, the pages of the topics have them, and a filter offers only the values that most claims have. Pagefind
builds its index from the built site; `theme/verbatim/find.js` joins the results with the facets.
"""

import json
from dataclasses import replace

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.search.facets import Facet, facets
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render
from verbatim.translation.language import Language

# The filters whose values grow with the data; `find.js` needs those of the others in full.
_SHORTENED = ("article", "voice")


def page(corpus: Corpus) -> Output:
    """The search page; the lists have each claim under its status and under each of its topics."""
    bound = corpus.policy.limits.per_page
    found = [_most_frequent(facet, bound) if facet.key in _SHORTENED else facet for facet in facets(corpus)]
    titles = {
        "status": corpus.language.gettext("All claims by status"),
        "topic": corpus.language.gettext("All claims by topic"),
    }
    lists = [
        (titles[facet.key], facet, _claims_by_value(facet, corpus))
        for facet in found
        if facet.key in titles and len(corpus.claims) <= bound
    ]
    text = render(
        "find.md.j2",
        corpus.language,
        **shared_values(corpus),
        facets=found,
        lists=lists,
        topics=next(facet.values for facet in found if facet.key == "topic"),
        questions=corpus.policy.questions,
        words=_words(corpus.language),
        status_of=corpus.policy.status,
    )
    return Output("find/index.md", text)


def _most_frequent(facet: Facet, number: int) -> Facet:
    """A facet with at most this number of its values: those that most claims have, in the same order."""
    kept = sorted(facet.values, key=lambda value: -value.number)[:number]
    return replace(facet, values=tuple(value for value in facet.values if value in kept))


def _words(language: Language) -> str:
    """What `find.js` says, as JSON. Of a sentence about a number there is one form for each category of plurals."""
    _ = language.gettext
    words = {
        "searching": _("Searching …"),
        "failed": _("The search could not be loaded. All claims are listed below."),
        "chosen": language.by_number("%(num)s chosen", "%(num)s chosen"),
        "claims": language.by_number("%(num)s claim", "%(num)s claims"),
        "best": language.by_number(
            "%(num)s claim among the {hits} best matches", "%(num)s claims among the {hits} best matches"
        ),
        "full": language.by_number(", %(num)s with all of these words", ", %(num)s with all of these words"),
        "none": _(", none with all of these words"),
        "first": language.by_number(", the first %(num)s shown", ", the first %(num)s shown"),
        "left": _(" (left out: {words})"),
        "also": _(" (also looked for: {words})"),
        "comma": language.comma,
        "no": _none(language),
    }
    return json.dumps(words, ensure_ascii=False)


def _none(language: Language) -> list[tuple[str, str]]:
    """That no claim is found, and the same with filters: without words, with words, in an order, then for many hits."""
    _ = language.gettext
    return [
        ("", _("No claim has all of these.")),
        (_("No claim has these words."), _("No claim has these words and all of these.")),
        (
            _("No claim has these words in this order."),
            _("No claim has these words in this order and all of these."),
        ),
        (
            _("No claim among the {hits} best matches has these words in this order."),
            _("No claim among the {hits} best matches has these words in this order and all of these."),
        ),
    ]


def _claims_by_value(facet: Facet, corpus: Corpus) -> list[list[CheckedClaim]]:
    """For each value of a facet its claims, in the editors' order."""
    return [[claim for claim in corpus.claims if place in facet.of[claim.id]] for place in range(len(facet.values))]
