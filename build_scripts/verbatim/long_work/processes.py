"""One function for many values, on all cores.

In: a function of a module, and values that can be pickled. Out: its results in the order of the values, the same with
any number of cores. New processes are started, not forks of this one, which may be serving pages in other threads; that
is also what macOS and Windows do.

`begun_on_all_cores` begins before the results are needed, so that this process can do other work meanwhile. The other
processes have a lower priority: they use what this one leaves, which is all cores when it waits for them.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

V = TypeVar("V")
R = TypeVar("R")

# Values in one message between two processes.
_CHUNK = 16

# How much lower the priority of the other processes is, as for `nice`.
_LOWER = 5


def on_all_cores(function: Callable[[V], R], values: Sequence[V], fewest: int) -> Iterator[R]:
    """The result for each value, made in this process if there are fewer than `fewest`: others start in a second."""
    with begun_on_all_cores(function, values, fewest) as results:
        yield from results


@contextmanager
def begun_on_all_cores(function: Callable[[V], R], values: Sequence[V], fewest: int) -> Iterator[Iterator[R]]:
    """The same, begun at once. The other processes end with the last result, or with the context."""
    if len(values) < fewest or (os.cpu_count() or 1) == 1:
        yield map(function, values)
        return
    pool = ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _serve)
    try:
        yield _all_results(pool, pool.map(function, values, chunksize=_CHUNK))
    finally:
        pool.shutdown(cancel_futures=True)


def _all_results(pool: ProcessPoolExecutor, results: Iterator[R]) -> Iterator[R]:
    yield from results
    pool.shutdown()


def _serve() -> None:
    """Set up one of the other processes: it goes after the first one, leaves Ctrl+C to it, and ends with it."""
    if hasattr(os, "nice"):  # Windows has no such function
        os.nice(_LOWER)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process as soon as the first one has ended, even if it was killed."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)  # only the main thread could end the process otherwise, and it waits for work
