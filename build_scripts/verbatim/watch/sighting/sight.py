"""One run of `sight`: every address that is due is asked once, and its text is searched for the words of its source.

In: the corpus, today's date, and a run of the link watch. Out: `Sightings`: what was seen, and why nothing was seen
elsewhere. It does not write anything.
"""

import threading
from dataclasses import dataclass
from datetime import date

from verbatim.checks.corpus import Corpus
from verbatim.desk.articles.encoding import UnreadableError
from verbatim.model.sightings import Sighting
from verbatim.watch.check_all import Run
from verbatim.watch.sighting.archive import Proposal, proposals, saved
from verbatim.watch.sighting.look import page_gone, sighting_of
from verbatim.watch.sighting.page_text import page_text
from verbatim.watch.sighting.tasks import Task, due
from verbatim.watch.states import Result, State


@dataclass(frozen=True)
class Look:
    """What came of one task: a sighting, or the state of the address and the reason why there is none."""

    task: Task
    state: State
    reason: str
    sighting: Sighting | None = None


@dataclass(frozen=True)
class Sightings:
    """A run: all looks in the order of the data, the archived copies that it proposes, the pages that were saved."""

    day: date
    looks: tuple[Look, ...]
    proposals: tuple[Proposal, ...] = ()
    saved: tuple[str, ...] = ()

    @property
    def sightings(self) -> tuple[Sighting, ...]:
        """The new sightings."""
        return tuple(look.sighting for look in self.looks if look.sighting)


class Looker:
    """Reads the pages of the tasks that are due, each once; its methods are called from many threads."""

    def __init__(self, corpus: Corpus, today: date) -> None:
        self.tasks = due(corpus, today)
        self._today = today
        self._reach = corpus.policy.limits.omission_reach
        self._archive = corpus.policy.sights.archive
        self._archive_save = corpus.policy.sights.archive_save
        self._by_request: dict[str, list[Task]] = {}
        for task in self.tasks:
            self._by_request.setdefault(task.requested, []).append(task)
        self._looks: dict[tuple[str, str], Look] = {}
        self._writing = threading.Lock()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses to ask, each once."""
        return tuple(self._by_request)

    def wants(self, address: str) -> bool:
        """Whether a task looks for words at an address."""
        return address in self._by_request

    def read(self, result: Result) -> None:
        """Look for the words of every task of an address."""
        looks = [self._look(task, result) for task in self._by_request[result.address]]
        with self._writing:
            self._looks |= {look.task.key: look for look in looks}

    def _look(self, task: Task, result: Result) -> Look:
        is_moved_to_home_page = result.state is State.MOVED and result.page is None
        if result.state is State.GONE or is_moved_to_home_page:
            return Look(task, State.GONE, result.reason, page_gone(task, self._today))
        if result.page is None:
            return Look(task, result.state, result.reason)
        try:
            text = page_text(result.page)
        except UnreadableError:  # its message may repeat what the page says of itself
            return Look(task, State.ERROR, "no text of an article was found in the page")
        sighting = sighting_of(task, text, self._today, self._reach)
        if text.partial and not sighting.words:
            return Look(task, State.BLOCKED, "a paywall: the page says that it is not free to read, and has no words")
        return Look(task, result.state, result.reason, sighting)

    def outcome(self, run: Run, *, save: bool = False) -> Sightings:
        """What was seen, after all pages were read; then the archive is asked, if the policy names one."""
        looks = tuple(self._looks[task.key] for task in self.tasks if task.key in self._looks)
        return Sightings(
            self._today,
            looks,
            proposals(self.tasks, self._archive, run, self._today, self._reach) if self._archive else (),
            saved(self.tasks, self._archive_save, run) if save and self._archive_save else (),
        )


def sight(corpus: Corpus, today: date, run: Run, *, save: bool = False) -> Sightings:
    """Look for the words of every source at its addresses that are due."""
    looker = Looker(corpus, today)
    run.check(looker.addresses, looker)
    return looker.outcome(run, save=save)
