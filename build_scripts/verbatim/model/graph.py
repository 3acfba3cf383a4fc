"""Following links: everything that can be reached from some names, circles or not.

In: where to start, and a function that gives the next names. Out: the names, each once.
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def closure(start: Iterable[K], onward: Callable[[K], Iterable[K]]) -> tuple[K, ...]:
    """Return the names at the start and all that they lead to, nearest first, each once. A circle is followed once."""
    reached = dict.fromkeys(start)
    waiting = deque(reached)
    while waiting:
        for name in onward(waiting.popleft()):
            if name not in reached:
                reached[name] = None
                waiting.append(name)
    return tuple(reached)
