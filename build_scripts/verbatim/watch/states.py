"""What the watch finds out about an address.

In: a server's answer, or the reason why there is none. Out: a `State` with its reason in words of ours; nothing that
a server wrote gets into them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

OK, REDIRECTS = range(200, 300), frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
TEMPORARY_FAULTS = frozenset({408, 425, 429, 500, 502, 503, 504})
_BLOCKS = frozenset({401, 403, 407, 429, 451, 999})  # 999 is what LinkedIn says to machines
_GONE = frozenset({404, 410})

# What the bot walls of the large carriers write into the head or the first kilobytes of their answer.
_WALL_HEADERS = ("cf-mitigated", "x-datadome", "x-amzn-waf-action", "x-sucuri-block")
_WALL_MARKS = (b"challenge-platform", b"cf-chl-", b"_Incapsula_Resource", b"px-captcha", b"captcha-delivery")


class State(StrEnum):
    """How an address was found, in the order of a report. Only `gone`, several times in a row, asks for anything to be done."""

    GONE = "gone"
    ERROR = "error"
    BLOCKED = "blocked"
    MOVED = "moved"
    SKIPPED = "skipped"
    OK = "ok"


@dataclass(frozen=True)
class Answer:
    """A server's answer to one request. The names in `headers` are in lower case; `body` is only as much as was read."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class NoAnswerError(Exception):
    """There is no answer from a server, and why; `again` says whether another attempt may fare better."""

    def __init__(self, reason: str, state: State = State.ERROR, *, again: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.state = state
        self.again = again


@dataclass(frozen=True)
class Hop:
    """One redirect: the status of the answer, and the address that it named."""

    status: int
    to: str


@dataclass(frozen=True)
class Result:
    """What was found at an address. `status` is that of the last answer, None where no server answered at all."""

    address: str
    state: State
    reason: str
    status: int | None = None
    hops: tuple[Hop, ...] = ()

    @property
    def moved_to(self) -> str | None:
        """Where the address says that it has moved for good: the end of the permanent redirects that its chain begins with."""
        return settled_at(self.hops)


def settled_at(hops: tuple[Hop, ...]) -> str | None:
    """The end of the permanent redirects with which a chain begins; what follows a temporary one is no new address."""
    to = None
    for hop in hops:
        if hop.status not in PERMANENT:
            break
        to = hop.to
    return to


def judge(answer: Answer) -> tuple[State, str]:
    """The state that an answer without a further redirect stands for, and why."""
    shown = _shown(answer.status)
    if answer.status in OK:
        return State.OK, shown
    if answer.status in _GONE:
        return State.GONE, shown
    if answer.status in _BLOCKS:
        return State.BLOCKED, shown
    if any(name in answer.headers for name in _WALL_HEADERS) or any(mark in answer.body for mark in _WALL_MARKS):
        return State.BLOCKED, f"{shown}, a wall against bots"
    return State.ERROR, shown


def _shown(status: int) -> str:
    """A status with its name in the standard, where it has one."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
