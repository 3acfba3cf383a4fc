"""How often Python looks for values that only refer to each other.

In: `with collected_seldom():` round work that makes millions of values, nearly all of which live to its end. Looking
for others after every 700 new values, as Python does, takes a third of the time of such work.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New values until the youngest are looked through, and how many such looks until the older ones are.
_SELDOM = (50_000, 20, 50)


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Look seldom during the work inside."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
