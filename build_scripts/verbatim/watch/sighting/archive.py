"""Asks a web archive for copies of pages, and to save pages, if policy.yaml names its addresses.

In: the policy, the tasks of a run, and the run. Out: for each source the copy that holds all of its words, for an
editor to add as `archive_url:`; and which pages the archive was asked to save. The availability interface is that of
the Wayback Machine (archive.org/help/wayback_api.php): the address of a page is added to its address, and it answers
with JSON. Its host is asked as politely as any other.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

from verbatim.desk.articles.encoding import UnreadableError
from verbatim.model.sightings import Finding
from verbatim.watch.check_all import Run
from verbatim.watch.network import parse
from verbatim.watch.sighting.look import sighting_of
from verbatim.watch.sighting.page_text import page_text
from verbatim.watch.sighting.tasks import Task
from verbatim.watch.states import RequestFailedError, Result, State

# The variable of the environment with a token for `--save`, which is never needed: `KEY:SECRET` of archive.org.
TOKEN = "VERBATIM_ARCHIVE_TOKEN"  # noqa: S105 - a name, and no token


@dataclass(frozen=True)
class Proposal:
    """An archived copy that holds all words of a source which has no `archive_url:` yet."""

    source: str
    archive_url: str


class _Pages:
    """Keeps the results of the addresses that it wants, with their pages."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._wanted = frozenset(addresses)
        self.results: dict[str, Result] = {}

    def wants(self, address: str) -> bool:
        """Whether it is one of the addresses."""
        return address in self._wanted

    def read(self, result: Result) -> None:
        """Keep a result."""
        self.results[result.address] = result


class _Copies(_Pages):
    """Looks for the words of tasks in the copies at their addresses, and keeps the tasks whose words are there."""

    def __init__(self, tasks: Iterable[Task], day: date, reach: int) -> None:
        self._tasks, self._day, self._reach = tuple(tasks), day, reach
        super().__init__(task.address for task in self._tasks)
        self.holding: set[tuple[str, str]] = set()

    def read(self, result: Result) -> None:
        """Look for the words in a copy."""
        if result.page is None:
            return
        try:
            text = page_text(result.page)
        except UnreadableError:
            return
        for task in self._tasks:
            if task.address == result.address:
                found = [each.found for each in sighting_of(task, text, self._day, self._reach).words]
                if len(found) == len(task.words) and Finding.ABSENT not in found:
                    self.holding.add(task.key)


def without_copy(tasks: Iterable[Task]) -> dict[str, Task]:
    """The first task of each source that has no archived copy, by the source's id; words must be looked for."""
    found: dict[str, Task] = {}
    for task in tasks:
        if task.source.archive_url is None and task.words:
            found.setdefault(task.source.id, task)
    return found


def proposals(tasks: Iterable[Task], interface: str, run: Run, day: date, reach: int) -> tuple[Proposal, ...]:
    """Ask for a copy of the page of each source that has none, and look for the words of the source in it."""
    asked = [(interface + quote(task.requested, safe=""), task) for task in without_copy(tasks).values()]
    answers = _Pages(address for address, _ in asked)
    run.check((address for address, _ in asked), answers)
    copies = [
        replace(task, address=copy)
        for address, task in asked
        if address in answers.results and (copy := _copy_in(answers.results[address]))
    ]
    looked = _Copies(copies, day, reach)
    run.check((task.address for task in copies), looked)
    return tuple(Proposal(task.source.id, task.address) for task in copies if task.key in looked.holding)


def saved(tasks: Iterable[Task], interface: str, run: Run) -> tuple[str, ...]:
    """Ask the archive to save the page of each source that has no copy; returns the pages that it took."""
    asked = {interface + task.requested: task.requested for task in without_copy(tasks).values()}
    answers = _Pages(asked)
    run.check(asked, answers)
    taken = (State.OK, State.MOVED)
    return tuple(page for address, page in asked.items() if answers.results[address].state in taken)


def _copy_in(result: Result) -> str | None:
    """The address of the closest copy in an answer of the interface; None if it has none that is a page."""
    try:
        answer: Any = json.loads(result.page.body) if result.page else None
        closest = answer["archived_snapshots"]["closest"]
        copy, is_page = str(closest["url"]), closest["available"] is True and str(closest["status"]) == "200"
        # Split and put together again, it has no white space, bracket or quotation mark.
        return (
            parse(copy).address.replace("http://web.archive.org/", "https://web.archive.org/", 1) if is_page else None
        )
    except (ValueError, KeyError, TypeError, RecursionError, RequestFailedError):
        return None
