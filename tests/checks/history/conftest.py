"""What the tests of histories share."""

from pathlib import Path

import pytest

from tests.support.cases import CASES, lay_out
from tests.support.planted_faults import CLAIMS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small site with both claims."""
    folder = lay_out("draft", tmp_path / "site")
    (folder / CLAIMS).write_text((CASES / "_base" / CLAIMS).read_text(encoding="utf-8"), encoding="utf-8")
    return folder
