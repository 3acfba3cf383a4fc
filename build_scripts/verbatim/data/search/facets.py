"""`api/v1/facets.json`: a small index by which the Find page filters claims. It belongs to that page, not to the API.

In: a corpus. Out:

    {"stamp": "0a1b2c3d", "rules": {…}, "same": {"china": ["chinese"], …},
     "facets": {"status": {"values": ["confirmed", …], "claims": [[0], …]}, "topic": {…}, …}}

A claim is a number: its place when claims are sorted by the date of their event, latest first, so that the page need
not parse dates. For each claim a facet has the indexes of its values. What the page shows of a claim is in Pagefind's
file of that claim, whose name is the stamp and the number; so the index stays small, and a page that was loaded before
the last publication never takes one claim for another. The names of the values are only on the Find page, next to their
checkboxes. `rules` says how a text is taken apart into words (`search_words`), and `same` which others are looked for
with a word (`same_words`).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.search.passages import all_passages, stamp
from verbatim.data.search.same_words import same_words
from verbatim.data.search.search_words import rules
from verbatim.model.scale import Measure
from verbatim.output import MARK, Output

PATH = "api/v1/facets.json"

# The value of claims that have no value of a facet; an id in the data cannot be this.
NONE = "-"


@dataclass(frozen=True)
class Value:
    """One value of a facet: its id in addresses, name, a detail that tells apart equal names, and number of claims."""

    id: str
    name: str
    detail: str
    number: int


@dataclass(frozen=True)
class Facet:
    """One thing to filter by: its key in addresses, name, values, and for each claim id the indexes of its values."""

    key: str
    name: str
    values: tuple[Value, ...]
    of: dict[str, tuple[int, ...]]


def output(corpus: Corpus) -> Output:
    """The file of the index."""
    found, lang = facets(corpus), corpus.policy.site.lang
    whole = {
        "generated_from": MARK,
        "stamp": stamp(corpus),
        "rules": rules(lang),
        "same": same_words(_words(corpus)) if lang.startswith("en") else {},
        "facets": {
            facet.key: {
                "values": [value.id for value in facet.values],
                "claims": [facet.of[checked.id] for checked, _ in all_passages(corpus)],
            }
            for facet in found
        },
    }
    return Output(PATH, json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n")


def _words(corpus: Corpus) -> set[str]:
    """All words that a claim is found by."""
    found = set[str]()
    for _, passages in all_passages(corpus):
        found.update(" ".join(f"{passage.words} {passage.joined_words}" for passage in passages).split())
    return found


@lru_cache(maxsize=1)
def facets(corpus: Corpus) -> tuple[Facet, ...]:
    """Everything that claims can be filtered by, with the values that occur."""
    language = corpus.language
    claims, name, publisher_of = corpus.claims, corpus.register.name, corpus.publisher_of
    articles = {article.id: (publisher_of(article), article.printed_title) for article in corpus.articles}
    voices = Counter(voice for claim in claims for voice in _voices(claim))
    years = sorted({year for claim in claims for year in _years(claim)}, reverse=True)
    return (
        _facet(
            "status",
            language.gettext("Status"),
            {status.id: (status.word, "") for status in corpus.policy.statuses},
            claims,
            lambda claim: [claim.status.id],
        ),
        _facet(
            "topic",
            language.gettext("Topic"),
            {topic.id: (topic.name, "") for topic in corpus.policy.topics},
            claims,
            lambda claim: claim.claim.topics,
        ),
        _facet(
            "article",
            language.gettext("Article"),
            {**articles, NONE: (language.gettext("None of the articles"), "")},
            claims,
            lambda claim: [excerpt.source.id for excerpt in claim.in_articles],
        ),
        _facet(
            "voice",
            language.gettext("Who says so"),
            {
                **{
                    voice: (name(voice), "")
                    for voice in sorted(voices, key=lambda voice: (-voices[voice], name(voice)))
                },
                NONE: (language.gettext("No source named"), ""),
            },
            claims,
            _voices,
        ),
        _facet(
            "year",
            language.gettext("Year"),
            {**{year: (year, "") for year in years}, NONE: (language.gettext("No date"), "")},
            claims,
            _years,
        ),
    )


def _facet(
    key: str,
    name: str,
    names: dict[str, tuple[str, str]],
    claims: Iterable[CheckedClaim],
    values_of: Callable[[CheckedClaim], Iterable[str]],
) -> Facet:
    """A facet. Of `names`, it keeps those that some claim has, in the order given."""
    members = {claim.id: set(values_of(claim)) or {NONE} for claim in claims}
    numbers = Counter(value for values in members.values() for value in values)
    used = [value for value in names if numbers[value]]
    return Facet(
        key,
        name,
        tuple(Value(value, *names[value], numbers[value]) for value in used),
        {
            claim: tuple(index for index, value in enumerate(used) if value in values)
            for claim, values in members.items()
        },
    )


def _voices(claim: CheckedClaim) -> set[str]:
    """The voices that assert a claim or deny it."""
    return {*claim.tally.counted[Measure.ASSERTING_VOICES], *claim.tally.counted[Measure.DENYING_VOICES]}


def _years(claim: CheckedClaim) -> list[str]:
    """Every year in which the claimed event may have happened."""
    when = claim.claim.when
    return [str(year) for year in range(when.start.year, when.end.year + 1)] if when else []
