"""What the tests of the built site share."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from verbatim.site.sitecheck.reading.page import read_page

from tests.support.microsite import buildable


@pytest.fixture
def small(small: Path) -> Path:
    """The small project, ready to be built."""
    return buildable(small)


@pytest.fixture(scope="module")
def one_reading_of_a_page() -> Iterator[None]:
    """The same bytes at the same path are the same page: most pages of a copy are those of the whole site."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("reading.site", "gathered"):
            patch.setattr(f"verbatim.site.sitecheck.{module}.read_page", lru_cache(1000)(read_page))
        yield
