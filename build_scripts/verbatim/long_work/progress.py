"""How far long work is: the name of each stage, and how many of its parts are done.

In: `with stage("pages", total):` round the work, anywhere below a command. Out: calls of the listener that `listening`
sets: the commands show them, `make bench` measures them. Without a listener nothing happens.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

# Called at the start of a stage with its name and the number of its parts, 0 if that is not known. The context that it
# returns lasts as long as the stage, and gives what is called after each part.
Listener = Callable[[str, int], AbstractContextManager[Callable[[], None]]]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell the listener of every stage of the work inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def stage(name: str, total: int = 0) -> Iterator[Callable[[], None]]:
    """One stage of the work; gives what is called after each of its parts."""
    listener = _listener.get()
    if listener is None:
        yield lambda: None
        return
    with listener(name, total) as advance:
        yield advance


def counted(name: str, parts: Iterable[T], total: int) -> Iterator[T]:
    """All parts, which are made one by one in one stage."""
    with stage(name, total) as advance:
        for part in parts:
            yield part
            advance()
