"""Following links: everything that can be reached from some names; circles are allowed.

In: the names to start from, and a function that returns the names to which a name links. Out: the names, each once.
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def closure(start: Iterable[K], onward: Callable[[K], Iterable[K]]) -> tuple[K, ...]:
    """Return the given names and all names that can be reached from them, nearest first, each once."""
    reached = dict.fromkeys(start)
    to_follow = deque(reached)
    while to_follow:
        for name in onward(to_follow.popleft()):
            if name not in reached:
                reached[name] = None
                to_follow.append(name)
    return tuple(reached)
