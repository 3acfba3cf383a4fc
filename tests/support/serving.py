"""`serve` as the tests and the bench run it: a process of its own, its address, and what it has printed so far."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support.microsite import PATIENCE, ROOT, environment

# Between two looks at a page, in seconds; what is waited for ends the waiting, and PATIENCE ends it for good.
PAUSE = 0.1


class Serving:
    """A running `serve`: its process, its address, and what it has printed so far."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process = process
        self.address = f"http://127.0.0.1:{port}/"
        self.printed: list[str] = []
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed.append(line)

    @property
    def output(self) -> str:
        """Everything printed so far."""
        return "".join(self.printed)

    @property
    def processes(self) -> list[str]:
        """The names of the processes that it consists of: all in the session it was started in, whoever started them."""
        found = []
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it ended meanwhile
                name, _, rest = file.read_text(encoding="utf-8", errors="replace").rpartition(") ")
                state, _, _, session, *_ = rest.split()
                found += [name] if int(session) == self.process.pid and state != "Z" else []
        return found

    def interrupt(self) -> int:
        """Press Ctrl+C, which reaches every process of a terminal; returns the exit code."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)

    def page(self, path: str = "") -> str:
        """A page as it is served now; empty where there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError):
            return ""

    def wait(self, wanted: Callable[[], bool], what: str) -> None:
        """Wait until something holds; fails with what was printed where the process ends or patience does."""
        deadline = time.monotonic() + PATIENCE
        while not wanted():
            assert self.process.poll() is None, f"serve ended before {what}:\n{self.output}"
            assert time.monotonic() < deadline, f"never came: {what}\n{self.output}"
            time.sleep(PAUSE)


FINISHED = "Data and search are up to date and the site checks pass"


def finished(site: Serving) -> bool:
    """Whether search and the site checks are done for the last build."""
    return FINISHED in site.output[site.output.rindex("Built in") :]


@contextmanager
def serving(project: Path, scripts: Path = ROOT) -> Iterator[Serving]:
    """Run `serve` on a free port; it is stopped, by its own id, at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "verbatim", "serve", "--port", str(port), "--project", str(project)]
    env = environment(PYTHONPATH=str(scripts))
    process = subprocess.Popen(
        command,
        cwd=project,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    running = Serving(process, port)
    try:
        running.wait(lambda: "Serving" in running.output, "the first build")
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()
            running.reader.join()
            assert process.stdout
            process.stdout.close()
