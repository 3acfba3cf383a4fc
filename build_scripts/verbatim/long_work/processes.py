"""One function for many values, on all cores.

In: a function of a module, and values that can be pickled. Out: its results in the order of the values, the same with
any number of cores. New processes are started, not forks of this one, which may be serving pages in other threads; that
is also what macOS and Windows do.

`begun_on_other_cores` begins before the results are needed, so that this process can do other work meanwhile: it leaves
one core to it. The other processes have a lower priority than this one.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from verbatim.long_work.memory import look_less_often

V = TypeVar("V")
R = TypeVar("R")

# What one of the other processes does with a value. It is sent once to each, since it may hold much data.
_function: ContextVar[Callable[[Any], Any]] = ContextVar("function")

# Values in one message between two processes.
_CHUNK = 16

# How much lower the priority of the other processes is, as for `nice`.
_LOWER = 5


def on_all_cores(function: Callable[[V], R], values: Sequence[V], fewest: int) -> Iterator[R]:
    """The result for each value, made in this process if there are fewer than `fewest`: others start in a second."""
    with _begun(function, values, fewest, others=os.cpu_count() or 1) as results:
        yield from results


def begun_on_other_cores(
    function: Callable[[V], R], values: Sequence[V], fewest: int
) -> AbstractContextManager[Iterator[R]]:
    """The same, begun at once. The other processes end with the last result, or with the context."""
    return _begun(function, values, fewest, others=(os.cpu_count() or 1) - 1)


@contextmanager
def _begun(function: Callable[[V], R], values: Sequence[V], fewest: int, others: int) -> Iterator[Iterator[R]]:
    if len(values) < fewest or (os.cpu_count() or 1) == 1:
        yield map(function, values)
        return
    pool = ProcessPoolExecutor(others, get_context("spawn"), _serve, (function,))
    try:
        yield _all_results(pool, pool.map(_call, values, chunksize=_CHUNK))
    finally:
        pool.shutdown(cancel_futures=True)


def _all_results(pool: ProcessPoolExecutor, results: Iterator[R]) -> Iterator[R]:
    yield from results
    pool.shutdown()


def _serve(function: Callable[[Any], Any]) -> None:
    """Set up one of the other processes: it goes after the first one, leaves Ctrl+C to it, and ends with it."""
    _function.set(function)
    look_less_often()
    if hasattr(os, "nice"):  # Windows has no such function
        os.nice(_LOWER)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _call(value: Any) -> Any:
    return _function.get()(value)


def _end_with_parent() -> None:
    """End this process as soon as the first one has ended, even if it was killed."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)  # only the main thread could end the process otherwise, and it waits for work
