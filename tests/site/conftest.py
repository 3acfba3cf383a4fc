"""What the tests of the built site share."""

from pathlib import Path

import pytest

from tests.support.microsite import buildable


@pytest.fixture
def small(small: Path) -> Path:
    """The small project, ready to be built."""
    return buildable(small)
