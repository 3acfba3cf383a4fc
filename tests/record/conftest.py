"""The repository's own record, built once. No other test reads it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import Examination, examine
from verbatim.project import Project

from tests.support.microsite import copy_project


@pytest.fixture(scope="session")
def folder(build_once: Callable[..., Path]) -> Path:
    """A copy of the record, with its site."""
    return build_once("record", copy_project)


@pytest.fixture(scope="session")
def examination(folder: Path) -> Examination:
    """The outcome of all checks; no clock is asked, so that nothing fails as days go by."""
    return examine(Project(folder))


@pytest.fixture(scope="session")
def corpus(examination: Examination) -> Corpus:
    """The record's data, checked."""
    assert examination.corpus, examination.problems
    return examination.corpus


@pytest.fixture(scope="session")
def site(folder: Path) -> Path:
    """The record's site."""
    return folder / "site"
