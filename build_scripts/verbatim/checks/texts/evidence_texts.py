"""Whose words an excerpt is said to be, and what it is said to mean: warnings, one function for each.

In: the evidence of a claim with its places, and for each entry the excerpt, or None if its words were not found. Out:
problems.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from verbatim.model.loaded import PlacedClaim, PlacedDraft
from verbatim.model.register import Register
from verbatim.problems import Problem, Severity
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.left_out.negations import may_negate, negates
from verbatim.quotation.own_words import quoted_spans


def words_of_somebody_else(
    placed: PlacedClaim | PlacedDraft, excerpts: Sequence[Excerpt | None], register: Register
) -> Iterator[Problem]:
    """Words that a source itself puts in quotation marks are not the word of the outlet that prints them."""
    for evidence, excerpt in zip(placed.evidence, excerpts, strict=True):
        publisher = excerpt.source.publisher if excerpt else None
        origins = [register.origins[name] for name in evidence.value.origins if name in register.origins]
        own = bool(origins) and all(origin.voices == (publisher,) and not origin.by for origin in origins)
        if own and excerpt and _is_quoted_in_source(excerpt):
            message = (
                f"“{excerpt.source.id}” has these words in quotation marks, so they are not the word of “{publisher}”"
            )
            hint = "name under `origin:` who said or wrote them; `unattributed` if the source does not say"
            yield Problem("quoted-by-the-outlet", evidence.place("origin"), message, hint, Severity.WARNING)


def _is_quoted_in_source(excerpt: Excerpt) -> bool:
    """Whether all words of an excerpt are between two quotation marks of one line of its source."""
    text, whole = excerpt.text.text, excerpt.whole
    start = text.rfind("\n", 0, whole.start) + 1
    line = text[start:].partition("\n")[0]
    return any(start + quoted.start <= whole.start and whole.end <= start + quoted.end for quoted in quoted_spans(line))


def turned_translations(
    placed: PlacedClaim | PlacedDraft, excerpts: Sequence[Excerpt | None], lang: str
) -> Iterator[Problem]:
    """A translation negates what its original negates, and nothing else, as far as the words of both are known."""
    for evidence, excerpt in zip(placed.evidence, excerpts, strict=True):
        translation = excerpt.translation if excerpt else None
        if excerpt is None or translation is None:
            continue
        passage = None if evidence.value.translation else excerpt.passage
        original = passage.text if passage else excerpt.quotation
        texts = ("the original", original, excerpt.source.lang), ("the translation", translation.text, lang)
        # If both negate, neither lacks a negation, and it need not be asked whether one has words that only limit.
        if all(negates(text, language) for _, text, language in texts):
            continue
        for (one, text, language), (other, others_text, others_language) in (texts, texts[::-1]):
            if negates(text, language) and may_negate(others_text, others_language) is False:
                message = f"{one} has a negation, and {other} has none: {translation.text}"
                hint = "compare the two again; if they say the same, nothing needs to be changed"
                place = evidence.place("quote" if passage else "translation")
                yield Problem("translation-and-negation", place, message, hint, Severity.WARNING)


def overlapping_excerpts(placed: PlacedClaim | PlacedDraft, excerpts: Sequence[Excerpt | None]) -> Iterator[Problem]:
    """No two excerpts of a claim print the same words with the same stance, so that one looks like two."""
    found = [(evidence, excerpt) for evidence, excerpt in zip(placed.evidence, excerpts, strict=True) if excerpt]
    found.sort(key=lambda pair: (pair[1].source.id, pair[0].value.stance, pair[1].whole.start))
    for (_, sooner), (evidence, later) in pairwise(found):
        same = sooner.source is later.source and sooner.evidence.stance is later.evidence.stance
        if same and sooner.id != later.id and any(one.touches(other) for one in sooner.spans for other in later.spans):
            message = f"these words overlap with another excerpt of this claim: {sooner.quotation}"
            hint = "make one entry of the two, or quote from the end of the other on"
            yield Problem("overlapping-excerpts", evidence.place("quote"), message, hint, Severity.WARNING)
