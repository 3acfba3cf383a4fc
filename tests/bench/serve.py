"""Part of `make bench`: how long an edit takes from the editor's save to the open page of a real browser.

`serve` runs on copies of the real project; a page of a claim is open. The finding of that claim is changed in
claims.yaml, and the clock stops when the browser, which reloads by itself, shows the new words. Once after the search
index and the site checks of the last edit are finished, and once while they are still running.
"""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.build import multiply
from tests.support.chromium import find_chromium, launch_arguments
from tests.support.microsite import copy_project
from tests.support.serving import Serving, finished, serving

TIMES = (2, 13)
EDITS = 5

# Seconds that an edit may take before it counts as never shown.
PATIENCE = 60


def main() -> None:
    """Print a row for each number of claims: the median, the quickest and the slowest edit."""
    print(f"seconds until the browser shows an edit: median, quickest and slowest of {EDITS}")
    print(f"{'claims':>8} {'start':>8} {'edit':>8} {'quickest':>8} {'slowest':>8}   while search is …")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        for times in TIMES:
            with tempfile.TemporaryDirectory() as folder:
                project = copy_project(Path(folder) / "project")
                claims = multiply(project, times)
                started = time.perf_counter()
                with serving(project) as site:
                    start = time.perf_counter() - started
                    for busy in (False, True):
                        edits = _edits(project, site, browser, busy=busy)
                        figures = f"{statistics.median(edits):>8.2f} {min(edits):>8.2f} {max(edits):>8.2f}"
                        print(f"{claims:>8} {start:>8.2f} {figures}   {'made' if busy else 'ready'}")
        browser.close()


def _edits(project: Path, site: Serving, browser: Browser, *, busy: bool) -> list[float]:
    """Seconds from each save to the page."""
    file = project / "claims.yaml"
    before, finding, after = file.read_text(encoding="utf-8").partition("\n  finding: ")
    claim = before.rsplit("\n- id: ", 1)[1].split("\n", 1)[0]
    page = browser.new_page()
    page.goto(f"{site.address}claims/{claim}/")
    seconds = []
    for number in range(EDITS):
        if not busy:
            site.wait(lambda: finished(site), "search and the site checks")
        words = f"Edit number {number}, {'busy' if busy else 'quiet'}."
        started = time.perf_counter()
        file.write_text(f"{before}{finding}{words} {after}", encoding="utf-8")
        page.get_by_text(words).first.wait_for(timeout=PATIENCE * 1000)
        seconds.append(time.perf_counter() - started)
        page.wait_for_load_state()
    page.close()
    return seconds


if __name__ == "__main__":
    main()
