"""How long the watch waits for what.

In: seconds. Out: a `Deadline`, which everything that waits asks for what is left.
"""

import time
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Timeouts:
    """All time-outs and pauses, in seconds.

    `address` bounds everything that is done for one address, redirects and retries included, so that a page that
    comes in drips ends too; `run` bounds the whole run. `pause` lies between two requests to one host, `back_off` is
    the first wait before a retry and doubles each time.
    """

    connect: float = 10
    read: float = 15
    address: float = 60
    run: float = 2700
    pause: float = 2
    back_off: float = 3
    attempts: int = 3


class Deadline:
    """A moment by which something must have ended."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until then; 0 once it has passed."""
        return max(0.0, self._at - time.monotonic())

    def within(self, seconds: float) -> Self:
        """A deadline after so many seconds, but never after this one."""
        return type(self)(min(seconds, self.left))

    def pass_now(self) -> None:
        """Let it have passed."""
        self._at = time.monotonic()
