"""What the tests share: the invented newsroom, a real build of it, a server and a browser.

Builds are made once for all workers of a run: the first that needs one makes it, and the others wait for it.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright
from verbatim.checks.corpus import Corpus

from tests.support.cases import lay_out
from tests.support.chromium import find_chromium, launch_arguments
from tests.support.microsite import NEWSROOM, Ran, buildable, copy_newsroom, corpus_of, in_process
from tests.support.microsite import verbatim as run
from tests.support.pages_server import SUB_PATH, served

# The same examples in every run, no clock, and nothing written into the working tree.
hypothesis.settings.register_profile(
    "verbatim", deadline=None, max_examples=300, derandomize=True, database=None, print_blob=True
)
hypothesis.settings.register_profile("mutants", hypothesis.settings.get_profile("verbatim"), max_examples=40)
hypothesis.settings.load_profile("verbatim")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites what the golden cases expect; look at the difference before you keep it."""
    parser.addoption("--update", action="store_true", help="rewrite the expected problems and pages of tests/cases/")


@pytest.fixture(scope="session")
def verbatim() -> Callable[..., Ran]:
    """The real command line in a process of its own: `verbatim("check", project=folder)`."""
    return run


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A fresh copy of the invented newsroom, without generated files."""
    return copy_newsroom(tmp_path / "newsroom")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A fresh copy of the small project, on which the golden cases build: one article, two claims, no problem."""
    return lay_out("_base", tmp_path / "project")


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The checked data of the newsroom."""
    return corpus_of(NEWSROOM)


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build a project once a run: `build_once(name, lay_out)` gives the folder that `lay_out(folder)` has filled.

    The name stands for the build, whichever worker asks for it. Tests read the folder and change nothing in it.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder of its own below the folder of the run
        shared = shared.parent

    def build(name: str, fill: Callable[[Path], object], **env: str) -> Path:
        folder, built = shared / name / "project", shared / name / "built"
        folder.parent.mkdir(exist_ok=True)
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not built.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what a build that failed has left
                fill(folder)
                ran = in_process("build", project=folder, **env)
                assert ran.code == 0, ran.stdout + ran.stderr
                built.touch()
        return folder

    return build


@pytest.fixture(scope="session")
def built_project(build_once: Callable[..., Path]) -> Path:
    """The newsroom, built."""
    return build_once("newsroom", copy_newsroom)


@pytest.fixture
def built_copy(built_project: Path, tmp_path: Path) -> Path:
    """A copy of that build, with its pages and its site, for tests that go on from there."""
    return Path(shutil.copytree(built_project, tmp_path / "built"))


@pytest.fixture(scope="session")
def built_site(built_project: Path) -> Path:
    """The site of that build."""
    return built_project / "site"


@pytest.fixture(scope="session")
def published_site(build_once: Callable[..., Path]) -> Path:
    """The newsroom's site as it is built for an address with a sub-path, such as a project page of GitHub."""
    return build_once("published", copy_newsroom, SITE_URL=f"https://example.org{SUB_PATH}") / "site"


@pytest.fixture(scope="session")
def hostile_project(build_once: Callable[..., Path]) -> Path:
    """The golden case of hostile texts, built."""
    return build_once("hostile", lambda folder: buildable(lay_out("hostile-text", folder)))


@pytest.fixture(scope="session")
def empty_project(build_once: Callable[..., Path]) -> Path:
    """The golden case of a site without a single claim, built."""
    return build_once("empty", lambda folder: buildable(lay_out("empty-microsite", folder)))


@pytest.fixture(scope="session")
def site_address(built_site: Path) -> Iterator[str]:
    """The address of the newsroom's site, served under a sub-path."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    program = find_chromium()
    assert program, "no Chromium was found: run `python -m tests.support.chromium`"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(program), args=launch_arguments())
        yield chromium
        chromium.close()
