"""`serve`, really serving: an edit of any input is seen on the page, a fault keeps the last good site, and it stops when told."""

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.microsite import PATIENCE, ROOT, copy_handwritten_docs, edit, environment
from tests.test_cases import lay_out

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


@contextmanager
def serving(project: Path, scripts: Path = ROOT) -> Iterator[Serving]:
    """Run `serve` on a free port; it is stopped, by its own id, at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "build_scripts", "serve", "--port", str(port), "--project", str(project)]
    process = subprocess.Popen(
        command, cwd=project, env=environment(PYTHONPATH=str(scripts)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
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


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The base of the golden cases, ready to be built."""
    folder = lay_out("_base", tmp_path / "project")
    shutil.copy2(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    copy_handwritten_docs(folder)
    return folder


def test_an_edit_of_every_input_is_seen(small: Path) -> None:
    """claims.yaml, policy.yaml, seeds/, a handwritten page: each change comes to the page that shows it, and only a good one does."""
    page = "claims/grain/"
    with serving(small) as site:
        assert "Southland sent grain." in site.page(page)
        assert site.page("no-such-page/") == ""

        edit(small / "claims.yaml", "claim: Southland sent grain.", "claim: Southland sent wheat.")
        site.wait(lambda: "Southland sent wheat." in site.page(page), "the edited claim")

        edit(small / "policy.yaml", "definition: It traces to one voice.", "definition: One voice says it.")
        site.wait(lambda: "One voice says it." in site.page("method/"), "the edited policy")

        edit(small / "seeds" / "origins.yaml", "title: Mr. Holm’s answer on Monday", "title: Mr. Holm’s reply")
        site.wait(lambda: "Mr. Holm’s reply" in site.page(page), "the edited seeds")

        handwritten = small / "docs" / "editors" / "index.md"
        handwritten.write_text(handwritten.read_text(encoding="utf-8") + "\nA last word.\n", encoding="utf-8")
        site.wait(lambda: "A last word." in site.page("editors/"), "the edited page")

        edit(small / "claims.yaml", "status: single-origin", "status: single-orign")
        site.wait(lambda: "error[unknown-status]" in site.output, "the problem")
        site.wait(lambda: "The last good site stays up." in site.output, "the word that the site stays")
        assert "Southland sent wheat." in site.page(page)

        edit(small / "claims.yaml", "status: single-orign\n  finding: Only Southland says so.", "status: single-origin\n  finding: Mended.")
        site.wait(lambda: "Mended." in site.page(page), "the mended claim")

        site.process.send_signal(signal.SIGINT)
        assert site.process.wait(PATIENCE) == 0
    assert "Stopped." in site.output
    assert "Traceback" not in site.output


def test_an_edit_of_a_template_is_seen(small: Path, tmp_path: Path) -> None:
    """Run from a copy of the scripts, `serve` follows their templates and their theme."""
    scripts = tmp_path / "scripts"
    shutil.copytree(ROOT / "build_scripts", scripts / "build_scripts", ignore=shutil.ignore_patterns("__pycache__"))
    with serving(small, scripts) as site:
        edit(scripts / "build_scripts" / "pages" / "templates" / "claims.md.j2", "# All claims\n", "# Every claim\n")
        site.wait(lambda: "Every claim</h1>" in site.page("claims/"), "the edited template")
        style = scripts / "build_scripts" / "theme" / "verbatim" / "verbatim.css"
        style.write_text(style.read_text(encoding="utf-8") + "\n.v-new { color: red; }\n", encoding="utf-8")
        site.wait(lambda: ".v-new" in site.page("verbatim/verbatim.css"), "the edited style sheet")


def test_serve_recovers_from_a_fault_at_the_start(tmp_path: Path, small: Path) -> None:
    """With a site of before, `serve` starts on it although the data has a problem, and follows the mend."""
    with serving(small) as site:
        assert site.page()
    edit(small / "claims.yaml", "status: single-origin", "status: single-orign")
    with serving(small) as site:
        assert "error[unknown-status]" in site.output
        assert "Southland sent grain." in site.page("claims/grain/")
        edit(small / "claims.yaml", "status: single-orign\n  finding: Only Southland says so.", "status: single-origin\n  finding: Mended.")
        site.wait(lambda: "Mended." in site.page("claims/grain/"), "the mended claim")
    assert tmp_path.is_dir()
