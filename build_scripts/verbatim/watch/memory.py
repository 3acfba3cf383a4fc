"""What the watch remembers from run to run: for each address that fails, how often in a row.

In: what was remembered, the results of a run and its day. Out: what is to be remembered, and which addresses are due:
gone at `TIMES` checks in a row. It is kept as JSON in an HTML comment of the tracking issue's own text, so that
neither the repository nor a build knows of it:

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

TIMES = 3

# Characters; GitHub takes 65,536 for a whole issue.
_LONGEST = 36_000

_BLOCK = re.compile(r"<!-- verbatim-links 1\n(.*?)\n-->", re.DOTALL)


class Standing(BaseModel):
    """How an address has fared since it last worked: times found gone, times not found at all, first and last day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gone: NonNegativeInt
    failed: NonNegativeInt
    since: date
    last: date

    @property
    def due(self) -> bool:
        """Whether it has been gone often enough to be somebody's task."""
        return self.gone >= TIMES


Memory = Mapping[str, Standing]
_MEMORY = TypeAdapter(dict[str, Standing])


def heard_of_nobody(results: Iterable[Result]) -> bool:
    """Whether not one server answered; then our own network is the likelier cause, and the run says nothing."""
    return all(result.status is None and result.state is not State.BLOCKED for result in results)


def advanced(memory: Memory, results: Iterable[Result], today: date) -> Memory:
    """The memory after a run; an address that is not among the results is forgotten.

    An answer ends a row. A fault or a wall between two 404s says nothing either way: it neither ends the row of *gone*
    nor adds to it. Runs of one day count once, so that checking by hand makes nothing due.
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
        new[result.address] = Standing(
            gone=(before.gone if before else 0) + gone,
            failed=(before.failed if before else 0) + 1,
            since=before.since if before else today,
            last=today,
        )
    return new


def written(memory: Memory) -> str:
    """The memory as the comment that `remembered` reads; nothing in it can end the comment.

    Where it would be too long for an issue, the shortest rows are left out and begin anew.
    """
    kept: dict[str, object] = {}
    length = 0
    for address, standing in sorted(memory.items(), key=lambda item: (-item[1].gone, -item[1].failed, item[0])):
        row = standing.model_dump(mode="json")
        length += len(json.dumps({address: row}))
        if length > _LONGEST:
            break
        kept[address] = row
    data = json.dumps(kept, indent=0).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<!-- verbatim-links 1\n{data}\n-->"


def remembered(text: str) -> Memory | None:
    """The memory in an issue's text, empty where the text is; None where there is a text but no memory can be made out."""
    if not text.strip():
        return {}
    found = _BLOCK.search(
        text.replace("\r\n", "\n")
    )  # GitHub gives back what was typed in a browser with these line ends
    try:
        return _MEMORY.validate_json(found[1]) if found else None
    except ValidationError:
        return None
