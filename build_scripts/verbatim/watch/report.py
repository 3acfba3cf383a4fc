"""The outcome of a run: as text, as JSON, and as the text of the tracking issue.

In: addresses, results, memory. Out: strings. The only part of them that a server chose is the target of a redirect.
It was split and put together again, so it contains no white space, bracket or quotation mark.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from verbatim.model.policy import LinkException
from verbatim.watch.addresses import WatchedAddress
from verbatim.watch.memory import Memory, as_comment
from verbatim.watch.states import Result, State

# Lines of one list in the issue; with more to mend, nobody will begin at the end.
_MOST_LISTED = 60

# GitHub takes 65,536 characters for an issue. Bytes are counted, since it does not say which characters count twice.
_LONGEST_ISSUE = 65_536
_CUT = "- … and more, for which the issue has no room"

_INTRODUCTION = """\
The weekly link watch writes this text. It opens this issue when an outside address of the data was gone (404, 410, or
no host of that name) at three checks in a row, and closes it when none is. Please do not edit it: the comment at the
end is the memory of the watch. No build reads any of this.

To mend an address: replace it with the page's new address. If there is none, add an archived copy as `archive_url:`
next to it, so that readers have both, and make an entry under `link_exceptions:` in `policy.yaml` with a reason and a
last day. Make such an entry too if the page works for people and refuses only programs."""


@dataclass(frozen=True)
class Outcome:
    """A run: the addresses that were watched, their results, the excepted addresses, and the memory before and after.

    `void` says that no server answered, so that the memory was not changed.
    """

    day: date
    watched: tuple[WatchedAddress, ...]
    results: tuple[Result, ...]
    excepted: tuple[tuple[WatchedAddress, LinkException], ...]
    before: Memory
    memory: Memory
    void: bool

    @property
    def due(self) -> tuple[str, ...]:
        """The addresses that an editor must mend, in the order of the data."""
        return tuple(
            entry.address for entry in self.watched if entry.address in self.memory and self.memory[entry.address].due
        )

    @property
    def newly_due(self) -> tuple[str, ...]:
        """Those that were not due after the run before."""
        return tuple(address for address in self.due if address not in self.before or not self.before[address].due)


def as_text(outcome: Outcome) -> str:
    """One paragraph for each address that is not simply OK, the worst first, and a summary line."""
    results = {result.address: result for result in outcome.results}
    lines = []
    for state in State:
        for entry in outcome.watched:
            result = results[entry.address]
            if result.state is state and state is not State.OK:
                lines += [
                    f"{state:<8} {entry.address}",
                    f"         {_reason(result)}{_row(entry.address, outcome.memory)}",
                    *_details(entry),
                ]
    for entry, exception in outcome.excepted:
        lines.append(f"excepted {entry.address}\n         until {exception.until}: {exception.reason}")
    counts = Counter(result.state for result in outcome.results)
    counted = ", ".join(f"{counts[state]} {state}" for state in reversed(State) if counts[state]) or "none requested"
    total = _number(len(outcome.results), "address", "addresses")
    lines.append(f"{total}: {counted}; {len(outcome.excepted)} excepted.")
    if outcome.void:
        lines.append("No server answered; probably this machine has no network. The memory was not changed.")
    return "\n".join(lines)


def as_json(outcome: Outcome) -> str:
    """`{day, void, counts, issue: {open, due, new}, results: […], excepted: […]}`; null means not known."""
    results = {result.address: result for result in outcome.results}
    whole = {
        "day": outcome.day.isoformat(),
        "void": outcome.void,
        "counts": {state.value: sum(result.state is state for result in outcome.results) for state in State},
        "issue": {"open": bool(outcome.due), "due": list(outcome.due), "new": list(outcome.newly_due)},
        "results": [_result(entry, results[entry.address], outcome.memory) for entry in outcome.watched],
        "excepted": [
            {
                "address": entry.address,
                "reason": exception.reason,
                "until": exception.until.isoformat(),
                "places": _places(entry),
            }
            for entry, exception in outcome.excepted
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_issue(outcome: Outcome) -> str:
    """The whole text of the tracking issue: what is due, what else fails, and the memory.

    Where it would be too long, the end of the lists is left out, never the memory.
    """
    watched = {entry.address: entry for entry in outcome.watched}
    reasons = {result.address: _reason(result) for result in outcome.results}
    due, memory = outcome.due, outcome.memory
    failing = [address for address in memory if address in watched and address not in due]
    gone = [line for address in due[:_MOST_LISTED] for line in _task(watched[address], reasons[address], memory)]
    lines = [_INTRODUCTION, "", f"Last check: {outcome.day}.", "", "## Gone", "", *(gone or ["Nothing is due."])]
    lines += _more(len(due))
    if failing:
        lines += ["", "## Failed lately, not yet due", ""]
        lines += [f"- <{address}>: {reasons[address]}{_row(address, memory)}" for address in failing[:_MOST_LISTED]]
        lines += _more(len(failing))
    end = f"\n\n{as_comment(memory)}\n"
    return _cut("\n".join(lines), _LONGEST_ISSUE - len(end.encode())) + end


def _cut(text: str, most: int) -> str:
    """A text of at most so many bytes, cut at the end of a line."""
    if len(text.encode()) <= most:
        return text
    left = text.encode()[: most - len(f"\n{_CUT}".encode())].decode("utf-8", "ignore")
    return f"{left.rpartition(chr(10))[0]}\n{_CUT}"


def _task(entry: WatchedAddress, reason: str, memory: Memory) -> list[str]:
    """The lines about one address that an editor must mend."""
    claims = ", ".join(f"`{claim}`" for claim in entry.claims) or "none depends on it"
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


def _result(entry: WatchedAddress, result: Result, memory: Memory) -> dict[str, Any]:
    record = memory.get(entry.address)
    return {
        "address": entry.address,
        "state": result.state,
        "reason": result.reason,
        "status": result.status,
        "redirects": [{"status": redirect.status, "to": redirect.to} for redirect in result.redirects],
        "moved_to": result.moved_to if result.state is State.MOVED else None,
        "places": _places(entry),
        "claims": list(entry.claims),
        "archive": entry.archive,
        "in_a_row": record.model_dump(mode="json") if record else None,
    }


def _places(entry: WatchedAddress) -> list[Mapping[str, object]]:
    return [
        {"file": mention.place.file, "line": mention.place.line, "column": mention.place.column, "what": mention.what}
        for mention in entry.mentions
    ]


def _details(entry: WatchedAddress) -> Iterable[str]:
    """The places that name an address, the claims that depend on it, and its archived copy."""
    for mention in entry.mentions:
        yield f"         {mention.place}: {mention.what}"
    if entry.claims:
        yield f"         claims: {', '.join(entry.claims)}"
    if entry.archive:
        yield f"         archived copy: {entry.archive}"


def _reason(result: Result) -> str:
    """The reason, and where the redirects led."""
    if result.state is State.MOVED:
        return f"{result.reason}: {result.moved_to}"
    return f"{result.reason} (redirected to {result.redirects[-1].to})" if result.redirects else result.reason


def _row(address: str, memory: Memory) -> str:
    """How often in a row it failed, if it did."""
    if address not in memory:
        return ""
    record = memory[address]
    gone = f"gone {_number(record.gone, 'time', 'times')}" if record.gone else ""
    others = record.failed - record.gone
    failed = f"not reached {_number(others, 'time', 'times')}" if others else ""
    return f"; {' and '.join(filter(None, [gone, failed]))} since {record.since}"


def _number(number: int, noun: str, nouns: str) -> str:
    return f"{number} {noun if number == 1 else nouns}"
