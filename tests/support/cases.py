"""The golden cases: small projects in folders, each with what differs from `_base`."""

import shutil
from pathlib import Path

CASES = Path(__file__).parents[1] / "cases"


def lay_out(name: str, folder: Path) -> Path:
    """The whole project of a case: the base, and the case's own files over it."""
    shutil.copytree(CASES / "_base", folder)
    shutil.copytree(CASES / name, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))
    if (CASES / name / "claims").is_dir():
        (folder / "claims.yaml").unlink()  # a project has one form or the other
    return folder
