"""Work that is done beside other work, on another core.

In: a function without arguments. Out: what it returns, once that is asked for. On Linux a copy of this process does it, which knows
all that is known here, so that only the result is handed over; elsewhere, where such copies are not safe, it is done when asked for.
"""

import os
import signal
import sys
import warnings
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class Beside(Generic[T]):
    """A function that runs while the `with` block does; what it raises is raised by `result`."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._copy: int | None = None
        self._results: Connection | None = None

    def __enter__(self) -> Self:
        if sys.platform == "linux":
            self._results, results = Pipe(duplex=False)
            with warnings.catch_warnings():
                # Python warns where other threads may hold a lock for ever in the copy. It only reckons, and takes none of theirs.
                warnings.simplefilter("ignore", DeprecationWarning)
                self._copy = os.fork()
            if self._copy == 0:
                _hand_over(self._work, results)
            results.close()
        return self

    def result(self) -> T:
        """Wait for it, and return what it returned; where the copy was killed, for want of memory perhaps, it is done here."""
        if self._results is None:
            return self._work()
        try:
            outcome = self._results.recv()
        except EOFError:
            return self._work()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome  # type: ignore[no-any-return]

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._copy and self._results:
            self._results.close()
            if error:
                os.kill(self._copy, signal.SIGKILL)
            os.waitpid(self._copy, 0)


def _hand_over(work: Callable[[], T], results: Connection) -> None:
    """What the copy does; then it ends on the spot, since what is open or waiting to be written belongs to the other."""
    try:
        try:
            outcome: T | Exception = work()
        except Exception as error:  # noqa: BLE001 - it is raised where it is asked for
            outcome = error
        results.send(outcome)
    finally:
        os._exit(0)
