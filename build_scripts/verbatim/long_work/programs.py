"""Starts another program so that Ctrl+C cannot leave it running, and does other work while it runs.

In: a command and the options of `subprocess.Popen`. Out: the running program, which its user ends.
"""

import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, current_thread, main_thread
from typing import Any, TypeVar

R = TypeVar("R")


def start(command: Sequence[str], **options: Any) -> "subprocess.Popen[Any]":
    """Start a program. Raises KeyboardInterrupt after Ctrl+C, when the program has ended.

    While `Popen` waits for the program to start, Python would raise KeyboardInterrupt and leave the program alone with
    nobody who knows it. Python gives Ctrl+C to the main thread only.
    """
    if current_thread() is not main_thread():
        return subprocess.Popen(command, **options)
    interrupts = list[int]()
    before = signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    try:
        program = subprocess.Popen(command, **options)
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupts:
        program.kill()
        program.wait()
        raise KeyboardInterrupt
    return program


@contextmanager
def meanwhile(work: Callable[[Callable[["subprocess.Popen[Any]"], None]], R]) -> Iterator[Callable[[], R]]:
    """Do work that waits for a program in another thread; gives what waits for its result.

    The work gets what it must call with the program as soon as that runs: if the context ends before the work, the
    program is ended.
    """
    running, ended = list[subprocess.Popen[Any]](), Event()

    def on_start(program: "subprocess.Popen[Any]") -> None:
        running.append(program)
        if ended.is_set():
            program.kill()

    with ThreadPoolExecutor(1) as thread:
        future = thread.submit(work, on_start)
        try:
            yield future.result
        finally:
            ended.set()
            for program in running:
                program.kill()
