"""Tasks for other processes, which import nothing but this module."""

import gc
import os
import time
from pathlib import Path


def squared(number: int) -> tuple[int, int]:
    """The square of a number, which must not be 70, and the process that made it."""
    if number == 70:
        raise ValueError("no square")
    return number * number, os.getpid()


def new_values_until_garbage_is_looked_for(_: int) -> int:
    """How many new values Python waits for before it looks through the youngest."""
    return gc.get_threshold()[0]


def write_name(file: Path) -> None:
    """Write a file with its own name."""
    file.write_text(file.name, encoding="utf-8")


class NotesReading:
    """A function that gives its value back. Each time that it is read by a process, a file is added to a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __setstate__(self, state: dict[str, Path]) -> None:
        self.__dict__ = state
        (self._folder / f"{os.getpid()}-{time.monotonic_ns()}").touch()

    def __call__(self, value: int) -> int:
        """Give the value back."""
        return value


def take_a_while(_: int) -> int:
    """Do nothing for a tenth of a second; returns the process that did."""
    time.sleep(0.1)
    return os.getpid()
