"""Limits on the requests to one host: one at a time, a pause between two, and the waits that the host asks for.

In: a deadline. Out: the caller's turn to send a request to the host, or NotSentError.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from verbatim.watch.states import RequestFailedError, State
from verbatim.watch.timeouts import Deadline


class NotSentError(RequestFailedError):
    """The request was not sent, because the host's turn did not come in time."""


class Host:
    """The limits of one host, shared by all threads that send requests to it."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._wait_was_asked_for = False
        self._free_at = 0.0
        self._turn = threading.Lock()

    @contextmanager
    def turn(self, deadline: Deadline) -> Iterator[Self]:
        """Wait until this host may be sent the next request; raises NotSentError if that is after the deadline."""
        if not self._turn.acquire(timeout=deadline.left):
            raise NotSentError("not requested: other addresses of its host took all the time", State.SKIPPED)
        try:
            wait = self._free_at - time.monotonic()
            if wait > 0 and wait >= deadline.left:
                if self._wait_was_asked_for:
                    raise NotSentError(f"its host asked for no requests for another {wait:.0f} s", State.BLOCKED)
                raise NotSentError("not requested: the pause after its host’s last request was too long", State.SKIPPED)
            time.sleep(max(0.0, wait))
            self._wait_was_asked_for = False
            try:
                yield self
            finally:
                self._free_at = max(self._free_at, time.monotonic() + self._pause)
        finally:
            self._turn.release()

    def lengthen_pause(self, pause: float) -> None:
        """Keep at least this pause between requests from now on, because the host's robots.txt asks for it."""
        self._pause = max(self._pause, pause)

    def wait(self, seconds: float, *, asked_for: bool) -> None:
        """Send nothing for so many seconds, because the host asked for that or because it seems to be in trouble."""
        self._free_at = max(self._free_at, time.monotonic() + seconds)
        self._wait_was_asked_for = self._wait_was_asked_for or asked_for
