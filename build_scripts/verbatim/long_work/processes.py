"""One function for many values, on all cores.

In: a function of a module, and values that can be pickled. Out: its results in the order of the values, the same with
any number of cores. New processes are started, not forks of this one, which may be serving pages in other threads; that
is also what macOS and Windows do.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

V = TypeVar("V")
R = TypeVar("R")

# Values in one message between two processes.
_CHUNK = 16


def on_all_cores(function: Callable[[V], R], values: Sequence[V], fewest: int) -> Iterator[R]:
    """The result for each value, made in this process if there are fewer than `fewest`: others start in a second."""
    if len(values) < fewest or (os.cpu_count() or 1) == 1:
        yield from map(function, values)
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as processes:
        yield from processes.map(function, values, chunksize=_CHUNK)
