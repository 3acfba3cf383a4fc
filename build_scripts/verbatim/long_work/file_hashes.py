"""The hashes of many files, which another process finds while this one does other work.

In: a folder and the paths of some files below it. Out: the SHA-256, in hex, of those that are there, by their paths.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from verbatim.long_work.processes import begun_on_other_cores

# With fewer files this process is ready before the other one has started.
_MIN_FILES_FOR_PROCESSES = 2000
_BATCH = 64


def hashes_of(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The hashes of some files, found in this process."""
    root, hashes = str(folder), dict[str, str]()
    for name in names:
        file = f"{root}/{name}"
        if os.path.isfile(file):  # noqa: PTH113 - a Path for each of ten thousand files takes as long as to hash them
            with open(file, "rb") as opened:  # noqa: PTH123 - the same
                hashes[name] = hashlib.sha256(opened.read()).hexdigest()
    return hashes


@contextmanager
def begun_hashes(folder: Path, names: Collection[str]) -> Iterator[Callable[[], dict[str, str]]]:
    """The same, begun at once by another process if there are many files; gives what waits for them, called once."""
    listed = [*names]
    batches = [listed[start : start + _BATCH] for start in range(0, len(listed), _BATCH)]
    with begun_on_other_cores(partial(hashes_of, folder), batches, _MIN_FILES_FOR_PROCESSES // _BATCH) as found:
        yield lambda: {name: digest for batch in found for name, digest in batch.items()}
