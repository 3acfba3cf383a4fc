"""What a run tells people: as text, as JSON, and as the tracking issue.

In: addresses, results, memory. Out: strings. A redirect's target is the one thing here that a server chose; it has
been taken apart and put together again, so that no white space, bracket or quotation mark is left in it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from verbatim.model.policy import LinkException
from verbatim.watch.addresses import Watched
from verbatim.watch.memory import Memory, written
from verbatim.watch.states import Result, State

# Lines of one list in the issue; whoever has more to mend will not begin at the end.
_MOST_LISTED = 60

_INTRODUCTION = """\
The weekly link watch writes this text. It opens this issue when an outside address of the data was gone (404, 410, or no
host of that name) at three checks in a row, and closes it when none is left. Edit nothing here: the comment at the
end is its memory. No build reads any of this.

To mend an address: put the page's new address in its place. If there is none, give an archived copy as `archive_url:`
beside it, so that readers have both, and make an entry under `link_exceptions:` in `policy.yaml` with a reason and a
last day; so too if the page works for people and only machines are refused."""


@dataclass(frozen=True)
class Found:
    """A run: what was asked and what came of it, what was excepted, and what is remembered from now on."""

    day: date
    watched: tuple[Watched, ...]
    results: tuple[Result, ...]
    excepted: tuple[tuple[Watched, LinkException], ...]
    before: Memory
    memory: Memory
    void: bool

    @property
    def due(self) -> tuple[str, ...]:
        """The addresses that are somebody's task, in the order of the data."""
        return tuple(
            entry.address for entry in self.watched if entry.address in self.memory and self.memory[entry.address].due
        )

    @property
    def newly_due(self) -> tuple[str, ...]:
        """Those that were not due after the run before."""
        return tuple(address for address in self.due if address not in self.before or not self.before[address].due)


def as_text(found: Found) -> str:
    """One paragraph for each address that is not simply there, the worst first, and a summary line."""
    results = {result.address: result for result in found.results}
    lines = []
    for state in State:
        for entry in found.watched:
            result = results[entry.address]
            if result.state is state and state is not State.OK:
                lines += [
                    f"{state:<8} {entry.address}",
                    f"         {_why(result)}{_row(entry.address, found.memory)}",
                    *_where(entry),
                ]
    for entry, exception in found.excepted:
        lines.append(f"excepted {entry.address}\n         until {exception.until}: {exception.reason}")
    counts = Counter(result.state for result in found.results)
    counted = ", ".join(f"{counts[state]} {state}" for state in reversed(State) if counts[state]) or "none asked"
    lines.append(f"{_number(len(found.results), 'address', 'addresses')}: {counted}; {len(found.excepted)} excepted.")
    if found.void:
        lines.append("No server answered: more likely this machine has no network. The memory is left as it was.")
    return "\n".join(lines)


def as_json(found: Found) -> str:
    """`{day, void, counts, issue: {open, due, new}, results: […], excepted: […]}`; null stands for what is not known."""
    results = {result.address: result for result in found.results}
    whole = {
        "day": found.day.isoformat(),
        "void": found.void,
        "counts": {state.value: sum(result.state is state for result in found.results) for state in State},
        "issue": {"open": bool(found.due), "due": list(found.due), "new": list(found.newly_due)},
        "results": [_result(entry, results[entry.address], found.memory) for entry in found.watched],
        "excepted": [
            {
                "address": entry.address,
                "reason": exception.reason,
                "until": exception.until.isoformat(),
                "places": _places(entry),
            }
            for entry, exception in found.excepted
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_issue(found: Found) -> str:
    """The tracking issue's whole text: what is due, what else fails, and the memory."""
    watched = {entry.address: entry for entry in found.watched}
    reasons = {result.address: _why(result) for result in found.results}
    failing = [name for name in found.memory if name in watched and name not in found.due]
    gone = [line for name in found.due[:_MOST_LISTED] for line in _task(watched[name], reasons[name], found.memory)]
    lines = [_INTRODUCTION, "", f"Last check: {found.day}.", "", "## Gone", "", *(gone or ["Nothing is due."])]
    lines += _more(len(found.due))
    if failing:
        lines += ["", "## Failed lately, not yet due", ""]
        lines += [f"- <{name}>: {reasons[name]}{_row(name, found.memory)}" for name in failing[:_MOST_LISTED]]
        lines += _more(len(failing))
    return "\n".join([*lines, "", written(found.memory), ""])


def _task(entry: Watched, reason: str, memory: Memory) -> list[str]:
    claims = ", ".join(f"`{claim}`" for claim in entry.claims) or "none rests on it"
    archive = (
        f"<{entry.archive}>"
        if entry.archive
        else f"none in the data; look at <https://web.archive.org/web/*/{entry.address}>"
    )
    places = [f"  - `{mention.place.file}:{mention.place.line}`, {mention.what}" for mention in entry.mentions]
    return [
        f"- <{entry.address}>: {reason}{_row(entry.address, memory)}",
        *places,
        f"  - claims: {claims}",
        f"  - archived copy: {archive}",
    ]


def _more(total: int) -> list[str]:
    return [f"- … and {total - _MOST_LISTED} more"] if total > _MOST_LISTED else []


def _result(entry: Watched, result: Result, memory: Memory) -> dict[str, Any]:
    standing = memory.get(entry.address)
    return {
        "address": entry.address,
        "state": result.state,
        "reason": result.reason,
        "status": result.status,
        "redirects": [{"status": hop.status, "to": hop.to} for hop in result.hops],
        "moved_to": result.moved_to if result.state is State.MOVED else None,
        "places": _places(entry),
        "claims": list(entry.claims),
        "archive": entry.archive,
        "in_a_row": standing.model_dump(mode="json") if standing else None,
    }


def _places(entry: Watched) -> list[Mapping[str, object]]:
    return [
        {"file": mention.place.file, "line": mention.place.line, "column": mention.place.column, "what": mention.what}
        for mention in entry.mentions
    ]


def _where(entry: Watched) -> Iterable[str]:
    for mention in entry.mentions:
        yield f"         {mention.place}: {mention.what}"
    if entry.claims:
        yield f"         claims: {', '.join(entry.claims)}"
    if entry.archive:
        yield f"         archived copy: {entry.archive}"


def _why(result: Result) -> str:
    """The reason, and where the redirects led."""
    if result.state is State.MOVED:
        return f"{result.reason}: {result.moved_to}"
    return f"{result.reason} (redirected to {result.hops[-1].to})" if result.hops else result.reason


def _row(address: str, memory: Memory) -> str:
    """How often in a row it failed, where it did."""
    if address not in memory:
        return ""
    standing = memory[address]
    gone = f"gone {_number(standing.gone, 'time', 'times')}" if standing.gone else ""
    others = standing.failed - standing.gone
    failed = f"not reached {_number(others, 'time', 'times')}" if others else ""
    return f"; {' and '.join(filter(None, [gone, failed]))} since {standing.since}"


def _number(number: int, noun: str, nouns: str) -> str:
    return f"{number} {noun if number == 1 else nouns}"
