"""Politeness towards hosts: one request at a time, a pause between two, and what a host asks for.

In: a host's name. Out: its turn, once it has come.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from verbatim.watch.states import NoAnswerError, State
from verbatim.watch.timeouts import Deadline


class NotAskedError(NoAnswerError):
    """Nothing was sent, because the host's turn did not come in time."""


class Host:
    """One host's turnstile, which all threads that want to ask it go through."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._asked_to_wait = False
        self._free_at = 0.0
        self._turn = threading.Lock()

    @contextmanager
    def turn(self, deadline: Deadline) -> Iterator[Self]:
        """Wait for this host's next turn; raises NotAskedError where it does not come before the deadline."""
        if not self._turn.acquire(timeout=deadline.left):
            raise NotAskedError("not asked: its host was busy with other addresses", State.SKIPPED)
        try:
            wait = self._free_at - time.monotonic()
            if wait > 0 and wait >= deadline.left:
                if self._asked_to_wait:
                    raise NotAskedError(f"its host asked not to be asked for another {wait:.0f} s", State.BLOCKED)
                raise NotAskedError("not asked: its host’s turn did not come in time", State.SKIPPED)
            time.sleep(max(0.0, wait))
            self._asked_to_wait = False
            try:
                yield self
            finally:
                self._free_at = max(self._free_at, time.monotonic() + self._pause)
        finally:
            self._turn.release()

    def ask_for(self, pause: float) -> None:
        """Keep at least this pause from now on, because the host's robots.txt asks for it."""
        self._pause = max(self._pause, pause)

    def hold(self, seconds: float, *, asked: bool) -> None:
        """Let nobody ask for so many seconds, because the host asked for it or because it seems to be in trouble."""
        self._free_at = max(self._free_at, time.monotonic() + seconds)
        self._asked_to_wait = self._asked_to_wait or asked
