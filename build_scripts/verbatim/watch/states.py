"""The states of an address.

In: a server's answer, or the reason why there is none. Out: a `State` with its reason. A reason is always our own
text and contains nothing that a server wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

OK, REDIRECTS = range(200, 300), frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
TEMPORARY_FAULTS = frozenset({408, 425, 429, 500, 502, 503, 504})
_BLOCKS = frozenset({401, 403, 407, 429, 451, 999})  # LinkedIn answers 999 to programs
_GONE = frozenset({404, 410})

# What the bot walls of the large carriers write into the head or the first kilobytes of their answer.
_WALL_HEADERS = ("cf-mitigated", "x-datadome", "x-amzn-waf-action", "x-sucuri-block")
_WALL_MARKS = (b"challenge-platform", b"cf-chl-", b"_Incapsula_Resource", b"px-captcha", b"captcha-delivery")


class State(StrEnum):
    """The state of an address, in the order of a report. Only `gone`, several times in a row, needs an editor."""

    GONE = "gone"
    ERROR = "error"
    BLOCKED = "blocked"
    MOVED = "moved"
    SKIPPED = "skipped"
    OK = "ok"


@dataclass(frozen=True)
class Answer:
    """A server's answer to one request. Names in `headers` are in lower case; `body` is only the part that was read."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class RequestFailedError(Exception):
    """No server answered, and why; `temporary` says whether another attempt may succeed."""

    def __init__(self, reason: str, state: State = State.ERROR, *, temporary: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.state = state
        self.temporary = temporary


@dataclass(frozen=True)
class Redirect:
    """One redirect: the status of the answer, and the address that it leads to."""

    status: int
    to: str


@dataclass(frozen=True)
class Result:
    """The state of an address. `status` is that of the last answer, or None where no server answered."""

    address: str
    state: State
    reason: str
    status: int | None = None
    redirects: tuple[Redirect, ...] = ()

    @property
    def moved_to(self) -> str | None:
        """The new address, where the address has moved permanently."""
        return permanent_target(self.redirects)


def permanent_target(redirects: tuple[Redirect, ...]) -> str | None:
    """The target of the last permanent redirect before any temporary one; only so far is it a new address."""
    to = None
    for redirect in redirects:
        if redirect.status not in PERMANENT:
            break
        to = redirect.to
    return to


def classify(answer: Answer) -> tuple[State, str]:
    """The state of an address that gave this last answer, and the reason."""
    status = _with_phrase(answer.status)
    if answer.status in OK:
        return State.OK, status
    if answer.status in _GONE:
        return State.GONE, status
    if answer.status in _BLOCKS:
        return State.BLOCKED, status
    if any(name in answer.headers for name in _WALL_HEADERS) or any(mark in answer.body for mark in _WALL_MARKS):
        return State.BLOCKED, f"{status}, a wall against bots"
    return State.ERROR, status


def _with_phrase(status: int) -> str:
    """A status with its standard reason phrase, where it has one."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
