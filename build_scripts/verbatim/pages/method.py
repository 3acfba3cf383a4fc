"""The method, with the status scale and its rules from policy.yaml: `/method/`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from verbatim.checks.corpus import Corpus
from verbatim.output import Batch, Output
from verbatim.quotation.grades import Grade
from verbatim.quotation.text.folding import VERSION
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import list_pages, output, parts
from verbatim.rendering.templating import render
from verbatim.rendering.wording import losses
from verbatim.translation.language import Language


@dataclass(frozen=True)
class Shares:
    """How many published excerpts have each grade, and how many statuses need words that no machine has seen.

    `needing` has the words of these statuses with their numbers, in the order of the scale.
    """

    excerpts: int
    proven: int
    seen: int
    noted: int
    needing: tuple[tuple[str, int], ...]
    language: Language

    def percent(self, number: int) -> str:
        """A number of excerpts as a share of all."""
        return self.language.percent(number / self.excerpts if self.excerpts else 0.0)

    @property
    def listed(self) -> str:
        """The words of these statuses with their numbers, as a list in a sentence."""
        return self.language.listed(f"{number} × {word}" for word, number in self.needing)

    @property
    def statuses(self) -> int:
        """How many statuses need such words."""
        return sum(number for _, number in self.needing)


def _shares(corpus: Corpus) -> Shares:
    grades = Counter(excerpt.grade for checked in corpus.claims for excerpt in checked.excerpts)
    needing = Counter(checked.status.id for checked in corpus.claims if corpus.needs_unseen_words(checked))
    return Shares(
        excerpts=grades.total(),
        proven=grades[Grade.PROVEN],
        seen=grades[Grade.SEEN],
        noted=grades[Grade.NOTED],
        needing=tuple((status.word, needing[status.id]) for status in corpus.policy.statuses if needing[status.id]),
        language=corpus.language,
    )


def batch(corpus: Corpus) -> Batch:
    """The method page; if very many statuses hang on one source, their list goes on on further pages."""
    return Batch("method", [corpus.listed_fingerprint, _asked(corpus)], lambda: _pages(corpus))


def _asked(corpus: Corpus) -> int:
    """For how many claims somebody was asked for comment."""
    return sum(bool(checked.claim.asked) for checked in corpus.claims)


def _pages(corpus: Corpus) -> Iterator[Output]:
    hanging = [(checked, found) for checked in corpus.claims if (found := losses(checked, corpus))]
    numbers = Counter(checked.status.id for checked in corpus.claims)
    values = {
        **shared_values(corpus),
        "statuses": corpus.policy.statuses,
        "numbers": numbers,
        "limits": corpus.policy.limits,
        "folding": VERSION,
        "hanging_total": len(hanging),
        "number_of_claims": len(corpus.claims),
        "shares": _shares(corpus),
        "every_days": corpus.policy.sights.every_days,
        "claims_only": not all(map(corpus.policy.covers_every_sentence, corpus.articles)),
        "asked": _asked(corpus),
    }
    for list_page, part in list_pages(parts(hanging, corpus.policy.limits.per_page)):
        text = render("method.md.j2", corpus.language, **values, list_page=list_page, hanging=part)
        yield output("method/index.md", list_page, text)
