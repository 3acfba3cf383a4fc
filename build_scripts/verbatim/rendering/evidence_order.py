"""In which order a claim's page shows its excerpts: what decides, what is against it, then all others by origin.

In: a checked claim, what its status hangs on, and the corpus. Out: an `EvidenceOrder`, in which each excerpt is once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.leave_one_out import Omission
from verbatim.model.evidence import Stance
from verbatim.model.sources import Article
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.wording import OriginInWords, origins_in_words

# How many excerpts are shown as decisive: at least the words under check and one that bears on them.
FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class OriginGroup:
    """The excerpts from the same origins; `origins` is empty where the sources name none."""

    origins: tuple[OriginInWords, ...]
    excerpts: tuple[Excerpt, ...]

    @property
    def number(self) -> int:
        """How many excerpts there are."""
        return len(self.excerpts)


@dataclass(frozen=True)
class EvidenceOrder:
    """The excerpts of a claim in a reader's order, and the others by origin."""

    decisive: tuple[Excerpt, ...]
    against: tuple[Excerpt, ...]
    others: tuple[OriginGroup, ...]


def evidence_order(checked: CheckedClaim, omissions: Iterable[Omission], corpus: Corpus) -> EvidenceOrder:
    """Order the excerpts of a claim; within each part they are in the editors' order."""
    against = [excerpt for excerpt in checked.excerpts if excerpt.evidence.stance is Stance.DENIES]
    decisive = _decisive(checked, [omission.left_out.id for omission in omissions])
    shown = {excerpt.id for excerpt in (*decisive, *against)}
    groups: dict[tuple[str, ...], list[Excerpt]] = {}
    for excerpt in checked.excerpts:
        if excerpt.id not in shown:
            groups.setdefault(excerpt.evidence.origins, []).append(excerpt)
    others = tuple(
        OriginGroup(tuple(origins_in_words(excerpts[:1], corpus)), tuple(excerpts)) for excerpts in groups.values()
    )
    return EvidenceOrder(decisive, tuple(against), others)


def _decisive(checked: CheckedClaim, hangs_on: list[str]) -> tuple[Excerpt, ...]:
    """The words under check, then an excerpt of each source that the status hangs on, then outside evidence."""
    candidates = {excerpt.id: excerpt for excerpt in checked.excerpts if excerpt.evidence.stance is not Stance.DENIES}
    in_articles = [excerpt for excerpt in checked.in_articles if excerpt.id in candidates]
    under_check = [excerpt for excerpt in in_articles if excerpt.evidence.distortion] or in_articles
    first_of_source = {excerpt.source.id: excerpt for excerpt in reversed(candidates.values())}
    needed = [first_of_source[name] for name in hangs_on if name in first_of_source]
    telling = [excerpt for excerpt in candidates.values() if excerpt.evidence.stance is not Stance.CONTEXT]
    telling.sort(key=lambda excerpt: isinstance(excerpt.source, Article))
    chosen = list(dict.fromkeys(excerpt.id for excerpt in (*under_check[:1], *needed)))[:MOST]
    following = dict.fromkeys(excerpt.id for excerpt in (*telling, *candidates.values()))
    chosen += [name for name in following if name not in chosen][: max(0, FEWEST - len(chosen))]
    return tuple(excerpt for name, excerpt in candidates.items() if name in chosen)
