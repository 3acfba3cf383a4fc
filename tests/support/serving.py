"""`serve` as tests and bench run it: a separate process, its address, and its output so far."""

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

# Seconds between two looks at what a test waits for.
PAUSE = 0.05


# A shell starts what runs in the background with SIGINT ignored, and children inherit that: Ctrl+C would do nothing.
_WITH_CTRL_C = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from verbatim.cli import main; main()"
)


class Serving:
    """A running `serve`: its process, its address, and its output so far."""

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
        """The command lines of all its processes: those in the session that it was started in."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # the process has ended
                state, _, _, session, *_ = (folder / "stat").read_text("utf-8", "replace").rpartition(") ")[2].split()
                if int(session) == self.process.pid and state != "Z":
                    found.append((folder / "cmdline").read_text("utf-8", "replace").replace("\0", " "))
        return found

    def runs(self, program: str) -> bool:
        """Whether one of its processes has this in its command line."""
        return any(program in command for command in self.processes)

    def interrupt(self) -> int:
        """Send SIGINT to the process group, as Ctrl+C does; returns the exit code."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)

    def page(self, path: str = "") -> str:
        """A page as it is served now; empty if there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError):
            return ""

    def wait(self, wanted: Callable[[], bool], what: str) -> None:
        """Wait until a condition holds; fail with the output if the process ends first, or after PATIENCE."""
        deadline = time.monotonic() + PATIENCE
        while not wanted():
            assert self.process.poll() is None, f"serve ended before {what}:\n{self.output}"
            assert time.monotonic() < deadline, f"never came: {what}\n{self.output}"
            time.sleep(PAUSE)


FINISHED = "Data and search are up to date and the site checks pass"


def finished(site: Serving) -> bool:
    """Whether the search index and the site checks are done for the last build."""
    return FINISHED in site.output[site.output.rindex("Built in") :]


@contextmanager
def serving(project: Path, scripts: Path = ROOT / "build_scripts") -> Iterator[Serving]:
    """Run `serve` on a free port until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-c", _WITH_CTRL_C, "serve", "--port", str(port), "--project", str(project)]
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
