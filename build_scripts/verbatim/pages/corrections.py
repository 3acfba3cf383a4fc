"""Changes and corrections: `/corrections/`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.sightings import Lost, lost_words
from verbatim.model.claims import Change, ChangeKind, ClaimChange
from verbatim.output import Batch, Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import QUOTATION, ListPage, list_pages, output, parts_together
from verbatim.rendering.templating import render

_Entry = tuple[Change, CheckedClaim | None]


@dataclass(frozen=True)
class Group:
    """The changes of one claim on one day, in their order; `checked` is None for changes of the policy."""

    on: date
    checked: CheckedClaim | None
    changes: tuple[Change, ...]

    @property
    def number(self) -> int:
        """How many changes there are."""
        return len(self.changes)


@dataclass(frozen=True)
class Day:
    """What changed on one day without being a correction: the claims that were published, and other changes."""

    on: date
    changes: tuple[Group, ...]
    published: tuple[_Entry, ...]


def batches(corpus: Corpus) -> Iterator[Batch]:
    """Every dated change of every claim and of the policy, the newest first: corrections, then other changes."""
    corrections, others = (
        [entry for entry in corpus.all_changes if entry[0].is_correction is state] for state in (True, False)
    )
    lists: list[Sequence[Any]] = [corrections, others, lost_words(corpus)]
    found = parts_together(lists, corpus.policy.limits.per_page, _lines)
    for list_page, *of_page in list_pages(*zip(*found, strict=True)):
        shows = [list_page.number, list_page.of, [[_shown(entry, corpus) for entry in part] for part in of_page]]
        yield Batch(f"corrections/{list_page.number}", shows, partial(_page, list_page, of_page, corpus))


def _page(list_page: ListPage, of_page: Sequence[tuple[Any, ...]], corpus: Corpus) -> Iterator[Output]:
    corrected, changed, lost = of_page
    values = {"list_page": list_page, "corrections": _groups(corrected), "days": _days(changed), "lost": lost}
    text = render("corrections.md.j2", corpus.language, **shared_values(corpus), **values)
    yield output("corrections/index.md", list_page, text)


def _shown(entry: _Entry | Lost, corpus: Corpus) -> list[object]:
    """What an entry shows: which one it is, and fingerprints of its claims."""
    if isinstance(entry, Lost):
        quoting = [(checked.listed_fingerprint, excerpt.id) for checked, excerpt in entry.excerpts]
        return [entry.source.id, entry.drift.address, entry.drift.kind, quoting]
    change, checked = entry
    history = checked.claim.history if checked else corpus.policy.history
    number = next(number for number, each in enumerate(history) if each is change)
    return [number, checked and checked.fingerprint]


def _lines(entry: _Entry | Lost) -> int:
    """How many lines an entry takes: words before and after the change, and lost words, as much as a quotation."""
    if isinstance(entry, Lost):
        return QUOTATION
    return QUOTATION if isinstance(entry[0], ClaimChange) and entry[0].was else 1


def _days(entries: Iterable[_Entry]) -> list[Day]:
    """The entries by their days, in the same order."""
    days = []
    for on, listed in groupby(entries, key=lambda entry: entry[0].day):
        of_day = list(listed)
        changes, published = (
            tuple(entry for entry in of_day if (entry[0].kind is ChangeKind.PUBLISHED) is state)
            for state in (False, True)
        )
        days.append(Day(on, tuple(_groups(changes)), published))
    return days


def _groups(entries: Iterable[_Entry]) -> list[Group]:
    """The entries by day and claim; a group is where its first entry was."""
    found: dict[tuple[date, str | None], list[_Entry]] = {}
    for change, checked in entries:
        found.setdefault((change.day, checked.id if checked else None), []).append((change, checked))
    return [Group(listed[0][0].day, listed[0][1], tuple(change for change, _ in listed)) for listed in found.values()]
