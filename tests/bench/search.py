"""Part of `make bench`: the first hit of the search and the first use of a filter, in a real browser with no cache.

The Find page, its index of facets and Pagefind's index are made for many copies of the real claims, each with a number
among its words, and put into a built site of the real ones; the other pages do not matter here. A web server compresses
what it sends, as GitHub Pages does. Each figure is the median of some fresh profiles: seconds from the key or the
click, as soon as the page can be used, until it shows its answer; and kilobytes sent until then, with all of the page.
The browser takes the seconds itself, since Playwright looks for the answer only now and then.

`python -m tests.bench.search 984` measures this number of claims only; 10004 takes many minutes.
"""

import gzip
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from verbatim.checks.corpus import Corpus
from verbatim.data.search import facets
from verbatim.data.search.passages import stamp
from verbatim.output import Output
from verbatim.pages.claims import find
from verbatim.project import Project
from verbatim.site.engine import environment, render
from verbatim.site.search_index import make_search_index
from verbatim.site.search_pages import search_pages
from verbatim.site_address import SiteAddress

from tests.bench.build import multiply
from tests.support.chromium import find_chromium, launch_arguments
from tests.support.microsite import copy_project, corpus_of
from tests.support.pages_server import PagesHandler, served

CLAIMS = (984,)
ROUNDS = 5
# Milliseconds after which an answer counts as never shown.
PATIENCE = 60_000
PHRASE = "arms deal"

# Notes when the key or the click came, and when the frame with the first answer was drawn.
STOPWATCH = """
function ask({ timeStamp, isTrusted }) {
  if (!isTrusted || window.asked) return;
  window.asked = timeStamp;
  const answers = document.getElementById("find-results");
  window.seconds = new Promise((resolve) => new MutationObserver(() => {
    if (!answers.querySelector("li")) return;
    requestAnimationFrame(() => setTimeout(() => resolve((performance.now() - timeStamp) / 1000)));
  }).observe(answers, { childList: true }));
}
addEventListener("keydown", ask, true);
addEventListener("click", ask, true);
"""


class _Compressed(PagesHandler):
    """Sends every file compressed, and counts the bytes."""

    sent = 0

    def do_GET(self) -> None:  # noqa: N802 - the name that the server calls
        """Answer with the file, or with the page for what is not there."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = _compressed(file)
        _Compressed.sent += len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@cache
def _compressed(file: Path) -> bytes:
    """A file as it is sent. A host does not compress it for each reader."""
    return gzip.compress(file.read_bytes(), 6)


def main(*sizes: int) -> None:
    """Print a row for each number of claims."""
    print(f"{'claims':>8} {'first hit':>10} {'kilobytes':>10} {'filter':>8} {'kilobytes':>10}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        for size in sizes or CLAIMS:
            with tempfile.TemporaryDirectory() as folder:
                claims = _make(Path(folder), size)
                with served(Path(folder) / "site", _Compressed) as address:
                    hits = [_asked(browser, address, _type) for _ in range(ROUNDS)]
                    filters = [_asked(browser, address, _choose) for _ in range(ROUNDS)]
            figures = [statistics.median(column) for each in (hits, filters) for column in zip(*each, strict=True)]
            print(
                f"{claims:>8} {figures[0]:>10.2f} {figures[1]:>10.0f} {figures[2]:>8.2f} {figures[3]:>10.0f}",
                flush=True,
            )
        browser.close()


def _make(folder: Path, size: int) -> int:
    """Make the site in `folder`; returns how many claims it has."""
    project = copy_project(folder / "project")
    real = multiply(project, 1)
    claims = multiply(project, -(-size // real))
    numbers = iter(range(1, 1_000_000))
    for file in Project(project).claims_files:
        text = file.read_text(encoding="utf-8")
        numbered = re.sub(r"(?m)^  claim: (?!['\">|])", lambda found: f"{found[0]}No {next(numbers)} - ", text)
        file.write_text(numbered, encoding="utf-8")
    # The numbers make some claims too long.
    policy = re.sub(r"(?m)^  longest_title:.*\n", "", (project / "policy.yaml").read_text(encoding="utf-8"))
    (project / "policy.yaml").write_text(policy, encoding="utf-8")
    corpus = corpus_of(project)
    _render_find_page(project, folder / "site", corpus)
    index = facets.output(corpus)
    (folder / "site" / index.path).parent.mkdir(parents=True)
    (folder / "site" / index.path).write_bytes(index.bytes)
    make_search_index(search_pages(corpus), stamp(corpus), folder / "site" / "pagefind")
    return claims


def _render_find_page(project: Path, site: Path, corpus: Corpus) -> None:
    """The Find page with the theme, as the engine makes it, alone."""
    shutil.rmtree(project / "docs")
    pages = [find.page(corpus), Output("index.md", "# Home\n")]
    for page in pages:
        (project / "docs" / page.path).parent.mkdir(parents=True, exist_ok=True)
        (project / "docs" / page.path).write_bytes(page.bytes)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?ms)^nav:\n.*?(?=^not_in_nav)", "nav: [index.md]\n", text), encoding="utf-8")
    render(Project(project), environment(corpus, SiteAddress("")), site)


def _asked(browser: Browser, address: str, ask: Callable[[Page], None]) -> tuple[float, float]:
    """Seconds until the first answer in a fresh profile, and kilobytes sent for it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(STOPWATCH)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    before = _Compressed.sent
    page.goto(f"{address}find/", wait_until="domcontentloaded")
    ask(page)
    page.wait_for_selector("#find-results > li")
    seconds = float(page.evaluate("window.seconds"))
    kilobytes = (_Compressed.sent - before) / 1000
    context.close()
    return seconds, kilobytes


def _type(page: Page) -> None:
    page.locator("#find-words").fill(PHRASE)
    page.locator("#find-words").press("Enter")


def _choose(page: Page) -> None:
    page.locator(".v-facet[open] input").first.check()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
