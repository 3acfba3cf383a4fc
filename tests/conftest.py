"""What the tests share: a copy of the real project, one real build of it, a server and a browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.chromium import find_chromium, launch_arguments
from tests.support.microsite import Ran, copy_project
from tests.support.microsite import verbatim as run
from tests.support.pages_server import SUB_PATH, served

# The same examples in every run, no clock, and nothing written into the working tree.
hypothesis.settings.register_profile(
    "verbatim", deadline=None, max_examples=300, derandomize=True, database=None, print_blob=True
)
hypothesis.settings.load_profile("verbatim")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites what the golden cases expect; look at the difference before you keep it."""
    parser.addoption("--update", action="store_true", help="rewrite the expected problems and pages of tests/cases/")


@pytest.fixture(scope="session")
def verbatim() -> Callable[..., Ran]:
    """The real command line in a process of its own: `verbatim("check", project=folder)`."""
    return run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh copy of the real project, without generated files."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real project, built once. Tests read it and change nothing in it."""
    folder = copy_project(tmp_path_factory.mktemp("built") / "project")
    ran = run("build", project=folder)
    assert ran.code == 0, ran.stdout + ran.stderr
    return folder


@pytest.fixture
def built_copy(built_project: Path, tmp_path: Path) -> Path:
    """A copy of that build, with its pages and its site, for tests that go on from there."""
    return Path(shutil.copytree(built_project, tmp_path / "built"))


@pytest.fixture(scope="session")
def built_site(built_project: Path) -> Path:
    """The site of that build."""
    return built_project / "site"


@pytest.fixture(scope="session")
def published_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is built for an address with a sub-path, such as a project page of GitHub."""
    folder = copy_project(tmp_path_factory.mktemp("published") / "project")
    ran = run("build", project=folder, SITE_URL=f"https://example.org{SUB_PATH}")
    assert ran.code == 0, ran.stdout + ran.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def site_address(built_site: Path) -> Iterator[str]:
    """The address of the built site, served under a sub-path."""
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
