"""Tasks for other processes, which import nothing but this module."""

import os
import time
from pathlib import Path


def squared(number: int) -> tuple[int, int]:
    """The square of a number, which must not be 70, and the process that made it."""
    if number == 70:
        raise ValueError("no square")
    return number * number, os.getpid()


def write_name(file: Path) -> None:
    """Write a file with its own name."""
    file.write_text(file.name, encoding="utf-8")


def take_a_while(_: int) -> int:
    """Do nothing for a tenth of a second; returns the process that did."""
    time.sleep(0.1)
    return os.getpid()
