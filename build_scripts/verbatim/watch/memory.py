"""What the watch remembers from one run to the next: for each address that fails, how often in a row.

In: the memory so far, the results of a run and its day. Out: the new memory, and which addresses are due: those gone
at `DUE_AFTER` checks in a row. The memory is JSON in an HTML comment in the text of the tracking issue, so that
neither the repository nor a build contains it:

    <!-- verbatim-links 1
    {"https://example.org/page": {"gone": 2, "failed": 2, "since": "2026-11-07", "last": "2026-11-14"}}
    -->
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, NonNegativeInt, TypeAdapter, ValidationError

from verbatim.watch.states import Result, State

DUE_AFTER = 3

# Characters, all of ASCII; GitHub takes 65,536 for a whole issue, and the introduction needs some, too.
_LONGEST = 42_000

_COMMENT = re.compile(r"<!-- verbatim-links 1\n(.*?)\n-->", re.DOTALL)


class FailureRecord(BaseModel):
    """The checks of an address since it last worked: how many found it gone, how many failed, first and last day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gone: NonNegativeInt
    failed: NonNegativeInt
    since: date
    last: date

    @property
    def due(self) -> bool:
        """Whether it was gone often enough for an editor to act."""
        return self.gone >= DUE_AFTER


Memory = Mapping[str, FailureRecord]
_MEMORY = TypeAdapter(dict[str, FailureRecord])


def no_server_answered(results: Iterable[Result]) -> bool:
    """Whether no server answered at all; then our own network is the more likely cause, and the run is void."""
    return all(result.status is None and result.state is not State.BLOCKED for result in results)


def updated(memory: Memory, results: Iterable[Result], today: date) -> Memory:
    """The memory after a run; an address that is not among the results is forgotten.

    An answer ends a row. A fault or a bot wall between two 404s is no evidence: it neither ends a row of *gone* nor
    adds to it. Several runs on one day count as one, so that checks by hand do not make an address due.
    """
    new = {}
    for result in results:
        before = memory.get(result.address)
        if result.state in (State.OK, State.MOVED):
            continue
        if result.state not in (State.GONE, State.ERROR) or (before and before.last >= today):
            if before:
                new[result.address] = before
            continue
        gone = result.state is State.GONE
        new[result.address] = FailureRecord(
            gone=(before.gone if before else 0) + gone,
            failed=(before.failed if before else 0) + 1,
            since=before.since if before else today,
            last=today,
        )
    return new


def as_comment(memory: Memory) -> str:
    """The memory as the comment that `from_issue` reads; nothing in it can end the comment.

    If it is too long for an issue, the shortest rows are left out and start again from zero.
    """
    rows: list[str] = []
    length = 0
    for address, record in sorted(memory.items(), key=lambda item: (-item[1].gone, -item[1].failed, item[0])):
        row = f"{json.dumps(address)}: {json.dumps(record.model_dump(mode='json'))}"
        row = row.replace("<", "\\u003c").replace(">", "\\u003e")
        length += len(row) + len(",\n")
        if length > _LONGEST:
            break
        rows.append(row)
    data = ",\n".join(rows)
    return f"<!-- verbatim-links 1\n{{{data}}}\n-->"


def from_issue(text: str) -> Memory | None:
    """The memory in the text of an issue: empty if the text is empty, None if the text has none that can be read."""
    if not text.strip():
        return {}
    # GitHub returns text that was edited in a browser with CR LF line ends.
    found = _COMMENT.search(text.replace("\r\n", "\n"))
    try:
        return _MEMORY.validate_json(found[1]) if found else None
    except ValidationError:
        return None
