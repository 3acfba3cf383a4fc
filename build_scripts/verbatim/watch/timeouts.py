"""How long the watch waits.

In: seconds. Out: a `Deadline`, which says how much time is left.
"""

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Timeouts:
    """All time-outs and pauses, in seconds, and the number of attempts.

    `per_address` bounds everything that is done for one address, redirects and retries included, so that a page that
    arrives byte by byte ends too; `whole_run` bounds the run. `between_requests` is the pause between two requests to
    one host, `before_retry` is the wait before the first retry and doubles each time.
    """

    connect: float = 10
    read: float = 15
    per_address: float = 60
    whole_run: float = 2700
    between_requests: float = 2
    before_retry: float = 3
    attempts: int = 3


class Deadline:
    """A moment by which something must have ended."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until then; 0 after it."""
        return max(0.0, self._at - time.monotonic())

    def expire(self) -> None:
        """Leave no more time."""
        self._at = time.monotonic()
